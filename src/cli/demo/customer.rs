//! The company's invented customers: given names as they are common, family names that nobody bears, numbers from ranges
//! that are kept free for films and books where a country has such.

use jiff::ToSpan;
use jiff::civil::Date;

use super::random::Random;

/// Somebody the company knows, and the dates of the account.
#[derive(Clone)]
pub(super) struct Customer {
    pub(super) id: i64,
    pub(super) name: String,
    /// In the person's own script, if that is not Latin.
    pub(super) native_name: Option<String>,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) username: String,
    pub(super) company: &'static str,
    pub(super) country: &'static str,
    pub(super) born: Date,
    pub(super) created: Date,
    pub(super) last_login: Date,
    pub(super) closed: Closed,
}

/// What the account's column says of its end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// Nothing: it is open.
    Open,
    On(Date),
    /// A word instead of a date.
    Nonsense,
    /// The first day of computing.
    Sentinel,
}

/// How many of the customers have an account; the others are leads.
pub(super) const N_ACCOUNTS: usize = 320;
/// Accounts and leads.
const N_CUSTOMERS: usize = 360;
/// The person that the demo asks for.
pub(super) const ASKED: usize = 4;

const COUNTRIES: [&str; 5] = ["DE", "GB", "FR", "AU", "IN"];
const FIRST: [[&str; 12]; 5] = [
    ["Anke", "Björn", "Clara", "Detlef", "Elke", "Falk", "Gesa", "Henning", "Imke", "Jürgen", "Käthe", "Lorenz"],
    ["Alice", "Barnaby", "Cecily", "Duncan", "Edith", "Fergus", "Gwen", "Harriet", "Isla", "Jasper", "Keira", "Lionel"],
    ["Amélie", "Bastien", "Céline", "Damien", "Élodie", "Fabrice", "Gaëlle", "Hugo", "Inès", "Jules", "Lucie", "Maxime"],
    ["Abigail", "Brandon", "Carmen", "Dwight", "Evelyn", "Floyd", "Gloria", "Hector", "Ivy", "Jerome", "Kendra", "Leroy"],
    ["Sunita", "Rohit", "Meera", "Kamal", "Nalini", "Amit", "Lata", "Manoj", "Rekha", "Tarun", "Gita", "Karan"],
];
const LAST: [[&str; 12]; 5] = [
    [
        "Altenrode",
        "Birkhöfer",
        "Dornstetter",
        "Eschweg",
        "Finkenmoor",
        "Grünauer",
        "Haselbrink",
        "Kranzfeld",
        "Lüttichau",
        "Moosgruber",
        "Sandvoort",
        "Weidenkamp",
    ],
    [
        "Ashcombe",
        "Brackwell",
        "Cotterby",
        "Dunmarsh",
        "Elverton",
        "Fernhurst",
        "Gadsley",
        "Hollowick",
        "Kettlesham",
        "Marlbrook",
        "Quennel",
        "Thistlewood",
    ],
    [
        "Aubrecourt",
        "Belmarais",
        "Castelvent",
        "Desormière",
        "Fontrouge",
        "Grandpré",
        "Hautevigne",
        "Larochemont",
        "Montclair",
        "Pierreval",
        "Roncevert",
        "Valdoré",
    ],
    [
        "Ambergate",
        "Brightwater",
        "Coldspring",
        "Dustfield",
        "Everstone",
        "Flintridge",
        "Goldhaven",
        "Hartwillow",
        "Ironbrook",
        "Lakehurst",
        "Silverpine",
        "Stonewell",
    ],
    [
        "Malkari",
        "Bandekar",
        "Tarkunde",
        "Salgarkar",
        "Dabrani",
        "Kotekar",
        "Nimbalni",
        "Pandarkar",
        "Rangnekar",
        "Golandi",
        "Sarmalkar",
        "Tambedkar",
    ],
];
/// The fifth list of each again, as their bearers write it.
const FIRST_NATIVE: [&str; 12] = ["सुनीता", "रोहित", "मीरा", "कमल", "नलिनी", "अमित", "लता", "मनोज", "रेखा", "तरुण", "गीता", "करण"];
const LAST_NATIVE: [&str; 12] =
    ["मलकारी", "बंदेकर", "तारकुंडे", "सलगरकर", "दबरानी", "कोटेकर", "निंबालनी", "पंदारकर", "रांगणेकर", "गोलांडी", "सरमलकर", "तांबेडकर"];
const COMPANIES: [&str; 8] = [
    "Nordlicht Logistik GmbH",
    "Harbour & Finch Ltd",
    "Atelier Rivemont SARL",
    "Copperleaf Foods Inc",
    "Sagar Textiles Pvt Ltd",
    "Blaustern Optik AG",
    "Tidewell Energy plc",
    "Meridian Paper Co",
];
/// Below a top-level domain that is reserved (RFC 2606): no letter can reach a real person.
const DOMAINS: [&str; 3] = ["brieftaube.example", "postbox.example", "swiftmail.example"];
/// Which accounts belong to somebody young: the account, the full years at collection, and how long ago that was.
const YOUNG: [(usize, i64, i64); 24] = [
    (11, 9, 1),
    (37, 10, 8),
    (66, 11, 2),
    (102, 12, 5),
    (190, 12, 1),
    (17, 13, 1),
    (58, 13, 4),
    (93, 14, 1),
    (131, 14, 7),
    (167, 15, 3),
    (203, 15, 1),
    (241, 15, 9),
    (23, 16, 1),
    (74, 16, 5),
    (118, 16, 2),
    (155, 17, 1),
    (212, 17, 6),
    (260, 17, 3),
    (29, 18, 1),
    (81, 18, 4),
    (139, 19, 2),
    (188, 19, 8),
    (233, 20, 1),
    (287, 20, 5),
];

/// All customers, accounts first.
pub(super) fn all(today: Date, random: &mut Random) -> Vec<Customer> {
    (0..N_CUSTOMERS).map(|i| customer(i, today, random)).collect()
}

/// A date so many days ago, moved a little if a period of the operator's would end within a week of today: on that day two
/// honest clocks may disagree.
pub(super) fn ago(today: Date, days: i64) -> Date {
    let ends = [90, 365, 730, 1_096, 1_826, 2_557];
    let days = ends.iter().find(|end| (days - **end).abs() < 8).map_or(days, |end| end + 8);
    today.saturating_sub(days.days())
}

/// Days from one date to another, not before it.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days())).max(0)
}

fn customer(i: usize, today: Date, random: &mut Random) -> Customer {
    let (culture, k) = (i % 5, i / 5);
    // Each pair of names once: the second index runs away from the first with every round.
    let (first_at, last_at) = (k % 12, (k + k / 12) % 12);
    let (first, last) = (FIRST[culture][first_at], LAST[culture][last_at]);
    let id = 1_001 + i as i64;
    let young = YOUNG.iter().find(|(account, ..)| *account == i);
    let created_ago = match (young, i == ASKED) {
        (_, true) => 3_400,
        (Some((_, _, years)), _) => years * 365 + random.between(20, 200),
        _ => random.between(30, 3_640),
    };
    let created = ago(today, created_ago);
    let years = young.map_or_else(|| random.between(22, 68), |(_, age, _)| *age);
    let (last_login, closed) = end(i, created, today, random);
    let domain = random.pick(&DOMAINS);
    Customer {
        id,
        name: format!("{first} {last}"),
        native_name: (culture == 4).then(|| format!("{} {}", FIRST_NATIVE[first_at], LAST_NATIVE[last_at])),
        email: format!("{}.{}@{domain}", plain(first), plain(last)),
        phone: phone(culture, i),
        username: format!("{}{id}", plain(last)),
        company: COMPANIES[i * 3 % 8],
        country: COUNTRIES[culture],
        born: born(years, created, today, random),
        created,
        last_login,
        closed,
    }
}

/// A birthday that leaves no doubt about the age, neither at collection nor, by its month, today.
fn born(years: i64, created: Date, today: Date, random: &mut Random) -> Date {
    let start = random.below(200);
    let days = (0..200).map(|i| 60 + (start + i) % 200);
    let dates = days.map(|days| created.saturating_sub(years.years()).saturating_sub(days.days()));
    let is_far = |date: &Date| !matches!((date.month() - today.month()).rem_euclid(12), 0 | 1 | 11);
    let fallback = created.saturating_sub(years.years().days(60));
    dates.into_iter().find(is_far).unwrap_or(fallback)
}

/// When the account was last used and whether, and when, it was closed.
fn end(i: usize, created: Date, today: Date, random: &mut Random) -> (Date, Closed) {
    let age = days_between(created, today);
    let closed = match (i == ASKED, i % 80, random.below(100)) {
        (true, ..) => Closed::Open,
        (_, 33, _) => Closed::Nonsense,
        (_, 50, _) => Closed::Sentinel,
        (.., 0..55) => Closed::Open,
        _ => Closed::On(ago(today, random.between(age / 10, age * 9 / 10))),
    };
    let until = if let Closed::On(date) = closed { date.max(created) } else { today };
    let used = days_between(created, until);
    let last_login = until.saturating_sub(random.between(used / 50, used / 2).days()).max(created);
    (last_login, if let Closed::On(_) = closed { Closed::On(until) } else { closed })
}

/// Ranges kept free for drama: Germany 030 23125, Great Britain 020 7946 0, France 01 99 00, Australia 02 5550. India
/// keeps none free; its numbers here are made up.
fn phone(culture: usize, i: usize) -> String {
    let n = i * 7 % 1_000;
    match culture {
        0 => format!("+49 30 23125{n:03}"),
        1 => format!("+44 20 7946 0{n:03}"),
        2 => format!("+33 1 99 00 {:02} {:02}", i / 100, i % 100),
        3 => format!("+61 2 5550 {:04}", 1_000 + i * 13),
        _ => format!("+91 98{n:03} {:05}", 40_213 + i * 11),
    }
}

/// A name as it stands in an e-mail address.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'é' | 'è' | 'ë' => plain.push('e'),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn customers_are_told_apart_and_their_numbers_could_be_dialled() {
        let today = jiff::civil::date(2026, 6, 1);
        let all = all(today, &mut Random::new(7));
        let distinct = |of: fn(&Customer) -> &str| all.iter().map(of).collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(|c| &c.name), N_CUSTOMERS);
        assert_eq!(distinct(|c| &c.email), N_CUSTOMERS);
        assert_eq!(distinct(|c| &c.username), N_CUSTOMERS);
        assert_eq!(distinct(|c| &c.phone), N_CUSTOMERS);
        for customer in &all {
            assert!(customer.email.is_ascii() && customer.born < customer.created && customer.created <= customer.last_login);
            assert!(customer.last_login <= today, "{}", customer.id);
            if let Closed::On(date) = customer.closed {
                assert!(customer.last_login <= date && date < today, "{}", customer.id);
            }
            let number = rlibphonenumber::PHONE_NUMBER_UTIL.parse(&customer.phone, None).unwrap();
            assert!(rlibphonenumber::PHONE_NUMBER_UTIL.is_valid_number(&number), "{}", customer.country);
        }
    }
}
