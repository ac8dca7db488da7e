//! The one spelling of a value under which it is checked and tagged.

use super::digits::to_ascii_digits;
use super::names;
use super::spec::Normalise;

/// The normal form of a value; empty if nothing of it counts.
pub(super) fn normalise(how: Normalise, value: &str) -> String {
    let value = value.trim();
    match how {
        Normalise::None => value.to_owned(),
        Normalise::Digits | Normalise::Phone => only(value, u8::is_ascii_digit),
        Normalise::Alnum => only(value, u8::is_ascii_alphanumeric),
        Normalise::Track => {
            let digits = to_ascii_digits(value);
            let mut runs = digits.split(|c: char| !c.is_ascii_digit());
            runs.find(|run| run.len() >= 12).unwrap_or_default().to_owned()
        }
        Normalise::Lower => lower(value),
        Normalise::Email => address(value),
        Normalise::Name => names::whole(value),
        Normalise::Ip => match value.parse::<std::net::IpAddr>() {
            Ok(ip) => ip.to_canonical().to_string(),
            Err(_) => value.to_lowercase(),
        },
    }
}

/// An e-mail address in small letters, with its signs where it was written without them: `priya [at] example [dot] com`.
fn address(value: &str) -> String {
    let lower = value.to_lowercase();
    if lower.contains('@') && !lower.contains(['(', '[', '{', '<']) {
        return lower;
    }
    let brackets: &[char] = &['(', '[', '{', '<', ')', ']', '}', '>', ' '];
    let words: Vec<&str> = lower.split(brackets).filter(|word| !word.is_empty()).collect();
    let signs = words.iter().map(|word| match *word {
        "at" => "@",
        "dot" => ".",
        other => other,
    });
    signs.collect::<String>().replace("%40", "@")
}

/// The bytes of a kind, as capitals.
fn only(value: &str, is_kept: impl Fn(&u8) -> bool) -> String {
    let digits = to_ascii_digits(value);
    let mut kept = String::with_capacity(digits.len());
    // Stretches that are kept as they are, at once: most values are one.
    for stretch in digits.split(|c: char| !u8::try_from(c).is_ok_and(|byte| is_kept(&byte))) {
        kept.push_str(stretch);
    }
    kept.make_ascii_uppercase();
    kept
}

/// Lower case, white space runs as one space.
pub(super) fn lower(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let is_ascii = value.is_ascii();
    for word in value.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        if is_ascii {
            text.push_str(word);
        } else {
            text.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    text.make_ascii_lowercase();
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value_meet() {
        for (how, value, expected) in [
            (Normalise::Digits, "२३४१ 2341-2346", "234123412346"),
            (Normalise::Alnum, "de89 3704-0044", "DE8937040044"),
            (Normalise::Track, "%B4532018948271367^SHARMA/PRIYA^2912101000000000?", "4532018948271367"),
            (Normalise::Lower, " Main  Street\t5 ", "main street 5"),
            (Normalise::Email, "Priya@Example.COM", "priya@example.com"),
            (Normalise::Email, "Priya [at] example (dot) com", "priya@example.com"),
            (Normalise::Email, "priya%40Example.com", "priya@example.com"),
            (Normalise::Email, "asha at example dot co dot uk", "asha@example.co.uk"),
            (Normalise::Ip, "2001:DB8:0:0::1", "2001:db8::1"),
            (Normalise::Name, "Sharma, PRIYA", "priya sharma"),
        ] {
            assert_eq!(normalise(how, value), expected, "{value}");
        }
    }
}
