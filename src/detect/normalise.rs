//! The one spelling of a value under which it is checked and tagged.

use super::digits::to_ascii_digits;
use super::names;
use super::spec::Normalise;

/// The normal form of a value; empty if nothing of it counts.
pub(super) fn normalise(how: Normalise, value: &str) -> String {
    let value = value.trim();
    match how {
        Normalise::None => value.to_owned(),
        Normalise::Digits | Normalise::Phone => to_ascii_digits(value).chars().filter(char::is_ascii_digit).collect(),
        Normalise::Alnum => {
            to_ascii_digits(value).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
        }
        Normalise::Lower => lower(value),
        Normalise::Email => value.to_lowercase(),
        Normalise::Name => names::whole(value),
        Normalise::Ip => match value.parse::<std::net::IpAddr>() {
            Ok(ip) => ip.to_canonical().to_string(),
            Err(_) => value.to_lowercase(),
        },
    }
}

/// Lower case, white space runs as one space.
pub(super) fn lower(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for word in value.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(word.chars().flat_map(char::to_lowercase));
    }
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
            (Normalise::Lower, " Main  Street\t5 ", "main street 5"),
            (Normalise::Email, "Priya@Example.COM", "priya@example.com"),
            (Normalise::Ip, "2001:DB8:0:0::1", "2001:db8::1"),
            (Normalise::Name, "Sharma, PRIYA", "priya sharma"),
        ] {
            assert_eq!(normalise(how, value), expected, "{value}");
        }
    }
}
