//! Texts to measure with: invented data, fresh text from a seed, never one block repeated.

use std::fmt::Write as _;

use crate::chance::Chance;

impl Chance {
    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len() as u64) as usize]
    }

    fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    fn hex(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b"0123456789abcdef"[self.below(16) as usize])).collect()
    }

    fn capital(&mut self) -> String {
        const HEADS: [&str; 12] = ["Bra", "Ke", "Lo", "Mi", "Ta", "Ve", "Zu", "No", "Fi", "Da", "Ru", "Sha"];
        const TAILS: [&str; 12] =
            ["ndel", "rwick", "lini", "mova", "ndara", "quist", "rosh", "stead", "vani", "lotte", "mer", "tek"];
        format!("{}{}", self.of(&HEADS), self.of(&TAILS))
    }

    pub fn email(&mut self) -> String {
        let (given, surname, n) = (self.capital(), self.capital(), self.below(900));
        format!("{}.{}{n}@{}.example", given.to_lowercase(), surname.to_lowercase(), self.of(&["mailbox", "post", "inbox"]))
    }

    pub fn ip(&mut self) -> String {
        format!("{}.{}.{}.{}", 11 + self.below(200), self.below(256), self.below(256), 1 + self.below(254))
    }

    fn day(&mut self) -> String {
        format!("20{:02}-{:02}-{:02}", 10 + self.below(16), 1 + self.below(12), 1 + self.below(28))
    }

    fn time(&mut self) -> String {
        format!("{:02}:{:02}:{:02}", self.below(24), self.below(60), self.below(60))
    }

    fn luhn(&mut self, head: &str, len: usize) -> String {
        let mut number = format!("{head}{}", self.digits(len - head.len() - 1));
        let sum: u32 = number
            .bytes()
            .rev()
            .enumerate()
            .map(|(ix, digit)| match (u32::from(digit - b'0'), ix % 2) {
                (digit, 0) => digit * 2 / 10 + digit * 2 % 10,
                (digit, _) => digit,
            })
            .sum();
        number.push(char::from(b'0' + ((10 - sum % 10) % 10) as u8));
        number
    }
}

/// A text of at least `n_bytes`, piece by piece.
fn text(n_bytes: usize, mut piece: impl FnMut(&mut String)) -> String {
    let mut text = String::with_capacity(n_bytes + 4096);
    while text.len() < n_bytes {
        piece(&mut text);
    }
    text
}

const PATHS: [&str; 8] =
    ["/", "/index.html", "/api/v2/orders", "/assets/app.js", "/search?q=shoes", "/cart", "/login", "/img/logo.png"];
const AGENTS: [&str; 3] = [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.109 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "curl/8.4.0",
];

/// Who is named in a text.
pub trait People {
    fn email(&self, c: &mut Chance) -> String;
    fn ip(&self, c: &mut Chance) -> String;
}

/// Somebody new each time.
pub struct Anybody;

impl People for Anybody {
    fn email(&self, c: &mut Chance) -> String {
        c.email()
    }

    fn ip(&self, c: &mut Chance) -> String {
        c.ip()
    }
}

/// Access logs and JSON logs.
pub fn logs(who: &impl People, seed: u64, n_bytes: usize) -> String {
    let c = &mut Chance::new(seed);
    text(n_bytes, |text| {
        let line = match c.below(10) {
            0..=6 => format!(
                "{} - - [{:02}/Mar/2025:{} +0000] \"GET {} HTTP/1.1\" {} {} \"-\" \"{}\"",
                who.ip(c),
                1 + c.below(28),
                c.time(),
                c.of(&PATHS),
                c.of(&["200", "200", "304", "404"]),
                c.below(90_000),
                c.of(&AGENTS)
            ),
            7 => format!(
                "{{\"ts\":\"{}T{}Z\",\"level\":\"info\",\"msg\":\"order placed\",\"user\":\"{}\",\"ip\":\"{}\",\"ms\":{}}}",
                c.day(),
                c.time(),
                who.email(c),
                who.ip(c),
                c.below(5_000)
            ),
            _ => format!(
                "{} {} worker-{} INFO request {} handled in {} ms by pool {} queue depth {}",
                c.day(),
                c.time(),
                c.below(64),
                c.hex(16),
                c.below(9_000),
                c.of(&["alpha", "beta", "gamma"]),
                c.below(300)
            ),
        };
        text.push_str(&line);
        text.push('\n');
    })
}

/// Rows of users and payments as CSV, then the same kind of thing as NDJSON: a value that counts every fifty bytes.
pub fn dense(seed: u64, n_bytes: usize) -> String {
    let c = &mut Chance::new(seed);
    let mut n = 0;
    text(n_bytes, |text| {
        n += 1;
        let (email, ip, birth) = (c.email(), c.ip(), c.day());
        let name = format!("{} {}", c.capital(), c.capital());
        let card = c.luhn("4", 16);
        let phone = format!("+49 1522 {}", c.digits(7));
        let _ = if n % 4 == 0 {
            writeln!(text, "{{\"id\":{n},\"email\":\"{email}\",\"name\":\"{name}\",\"phone\":\"{phone}\",\"ip\":\"{ip}\"}}")
        } else {
            writeln!(text, "{n},{name},{email},{phone},{birth},{card},{ip},{}", c.below(100_000))
        };
    })
}

const WORDS: [&str; 40] = [
    "the", "order", "was", "sent", "on", "time", "but", "we", "have", "not", "received", "any", "answer", "from", "your",
    "team", "about", "it", "please", "check", "status", "and", "let", "me", "know", "when", "parcel", "will", "arrive",
    "because", "my", "address", "has", "changed", "since", "last", "month", "thank", "you", "again",
];
const HINDI: [&str; 24] = [
    "मेरा",
    "आदेश",
    "अभी",
    "तक",
    "नहीं",
    "आया",
    "है",
    "कृपया",
    "जाँच",
    "करें",
    "और",
    "मुझे",
    "बताएं",
    "कि",
    "कब",
    "मिलेगा",
    "धन्यवाद",
    "हमने",
    "भुगतान",
    "कर",
    "दिया",
    "था",
    "पिछले",
    "महीने",
];

/// Letters of customers in English and Hindi.
pub fn letters(who: &impl People, seed: u64, n_bytes: usize) -> String {
    let c = &mut Chance::new(seed);
    text(n_bytes, |text| {
        let words: &[&str] = if c.below(4) == 0 { &HINDI } else { &WORDS };
        for _ in 0..6 + c.below(12) {
            text.push_str(c.of(words));
            text.push(' ');
        }
        match c.below(12) {
            0 => *text += &format!("— {} ", who.email(c)),
            1 => *text += &format!("call +1 202 555 01{} ", c.digits(2)),
            2 => *text += &format!("Dear {} {}, ", c.capital(), c.capital()),
            3 => *text += &format!("order {} of {} ", c.digits(8), c.day()),
            _ => {}
        }
        text.push_str(if c.below(5) == 0 { ".\n\n" } else { ". " });
    })
}

/// Source code: hardly anything personal, and much that looks like it.
pub fn code(seed: u64, n_bytes: usize) -> String {
    let c = &mut Chance::new(seed);
    text(n_bytes, |text| {
        let (name, other) = (c.capital().to_lowercase(), c.capital());
        let line = match c.below(6) {
            0 => format!("    let {name}_{} = compute_{name}({}, 0x{});", c.below(99), c.below(9_999), c.hex(8)),
            1 => format!("fn {name}_to_{}(value: &{other}, limit: usize) -> Option<u64> {{", other.to_lowercase()),
            2 => format!(
                "// See section {}.{}.{} of the notes; version {}.{}.{}",
                c.below(9),
                c.below(9),
                c.below(9),
                c.below(9),
                c.below(20),
                c.below(99)
            ),
            3 => format!("import {{ {other} }} from '@{name}/core@{}.{}.{}';", c.below(9), c.below(20), c.below(99)),
            4 => format!("const {}: [u8; 16] = *b\"{}\";", name.to_uppercase(), c.hex(16)),
            _ => "}".to_owned(),
        };
        text.push_str(&line);
        text.push('\n');
    })
}

/// Texts made to cost as much as they can, each with its name.
pub fn adversarial(n_bytes: usize) -> Vec<(&'static str, String)> {
    let c = &mut Chance::new(7);
    let again = |piece: &str| piece.repeat(n_bytes / piece.len() + 1);
    vec![
        ("digits without end", text(n_bytes, |text| text.push_str(&c.digits(512)))),
        ("11-digit numbers", text(n_bytes, |text| *text += &(c.digits(11) + " "))),
        ("9-digit numbers", text(n_bytes, |text| *text += &(c.digits(9) + " "))),
        ("card-like groups", again("4111 1111 ")),
        ("eyJ-eyJ-", again("eyJ-")),
        ("a@a@", again("a@a@")),
        ("pwd==", again("pwd==")),
        ("password=", again("password=")),
        ("1.2.3.4.5.", again("1.2.3.4.5.")),
        ("ab:ab:", again("ab:ab:")),
        ("Hi Ab ", again("Hi Ab ")),
        ("name: name: ", again("name: name: ")),
        ("Mozilla/5.0 (", again("Mozilla/5.0 (")),
        ("Aa Aa Aa", again("Aa Aa ")),
        ("base64", text(n_bytes, |text| *text += &(c.hex(76) + "\n"))),
        ("https://", again("https://")),
        ("+1 +1 ", again("+1 +1 ")),
    ]
}
