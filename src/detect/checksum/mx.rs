//! Mexico: population key, tax key, social security number, standardised bank account.

use super::birth::Birth;
use super::digits::{alnum, digits, is_uniform, pair};

/// First four letters that RENAPO replaces (Instructivo normativo para la asignación de la CURP, annex of inconvenient words).
const REPLACED: &str = "BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO GETA GUEI \
     GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO LOCA LOCO LOKA LOKO MAME MAMO MEAR MEAS \
     MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA \
     VAGA VAGO VAKA VUEI VUEY WUEI WUEY";

/// Federal entities, and NE for those born abroad.
const STATES: &str = "AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS";

/// CURP: letters of the name, birth date, sex, entity, consonants, a digit (born before 2000) or letter (since), check digit.
pub(super) fn curp(text: &str) -> Option<Birth> {
    let bytes = alnum::<18>(text)?;
    let is_consonant = |byte: &u8| byte.is_ascii_uppercase() && !b"AEIOU".contains(byte);
    let has_letters = bytes[..4].iter().all(u8::is_ascii_uppercase) && b"AEIOUX".contains(&bytes[1]);
    let has_sex = matches!(bytes[10], b'H' | b'M' | b'X');
    let has_state = text.get(11..13).is_some_and(|state| STATES.split(' ').any(|known| known == state));
    let is_decent = text.get(..4).is_some_and(|word| !REPLACED.split(' ').any(|replaced| replaced == word));
    let sum: u32 = bytes[..17].iter().zip((2..=18).rev()).map(|(byte, weight)| order(*byte) * weight).sum();
    let check = super::digits::digit(bytes[17])?;
    if !has_letters
        || !has_sex
        || !has_state
        || !is_decent
        || !bytes[13..16].iter().all(is_consonant)
        || !(sum + check).is_multiple_of(10)
    {
        return None;
    }
    let born = digits::<6>(text.get(4..10)?)?;
    let century = if bytes[16].is_ascii_digit() { 1900 } else { 2000 };
    Birth::on(century + pair(&born, 0), pair(&born, 2), pair(&born, 4))
}

/// The place in 0–9, A–N, Ñ, O–Z.
fn order(byte: u8) -> u32 {
    let place = super::digits::base36(byte).unwrap_or(0);
    if byte > b'N' { place + 1 } else { place }
}

/// RFC of a natural person: four letters of the name, birth date, two characters that tell namesakes apart, check character modulo
/// 11 (SAT). The two generic keys, for anybody and for foreigners, are nobody's.
pub(super) fn rfc(text: &str) -> Option<Birth> {
    let bytes: [u8; 13] = text.as_bytes().try_into().ok()?;
    let value = |byte: u8| match byte {
        b'&' => Some(24),
        b'O'..=b'Z' => super::digits::base36(byte).map(|value| value + 1),
        _ => super::digits::base36(byte),
    };
    let mut sum = 0;
    for (byte, weight) in bytes[..12].iter().zip((2..=13).rev()) {
        sum += value(*byte)? * weight;
    }
    let check = match bytes[12] {
        b'A' => 10,
        digit => super::digits::digit(digit)?,
    };
    let has_name = bytes[..4].iter().all(|b| b.is_ascii_uppercase() || *b == b'&') && bytes[10..12].iter().all(|b| *b != b'&');
    let is_generic = text.starts_with("XAXX") || text.starts_with("XEXX");
    if !has_name || is_generic || (sum + check) % 11 != 0 {
        return None;
    }
    let born = digits::<6>(text.get(4..10)?)?;
    Birth::two_digit(pair(&born, 0), pair(&born, 2), pair(&born, 4))
}

/// Social security number of the IMSS: eleven digits, Luhn.
pub(super) fn is_nss(text: &str) -> bool {
    digits::<11>(text).is_some_and(|values| !is_uniform(&values)) && super::luhn::is_valid(text)
}

/// CLABE: bank, place, account, check digit; weights 3, 7, 1, each product modulo 10 (Asociación de Bancos de México).
pub(super) fn is_clabe(text: &str) -> bool {
    let Some(values) = digits::<18>(text) else { return false };
    let sum: u32 = values[..17].iter().zip([3, 7, 1].iter().cycle()).map(|(value, weight)| value * weight % 10).sum();
    !is_uniform(&values) && (sum + values[17]).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    fn made(body: &str) -> String {
        let alphabet: Vec<char> = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ".chars().collect();
        let sum: usize =
            body.chars().enumerate().map(|(ix, c)| alphabet.iter().position(|a| *a == c).unwrap() * (18 - ix)).sum();
        format!("{body}{}", (10 - sum % 10) % 10)
    }

    #[test]
    fn a_curp_is_read_whole() {
        for (body, expected) in [
            ("QUNB850709HDFRXS0", "1985-07-09 1985-07-09"),
            ("QUNB120709MOCRXSA", "2012-07-09 2012-07-09"),
            ("QUNB850709XNERXS0", "1985-07-09 1985-07-09"),
            ("QUNB850230HDFRXS0", "none"),
            ("QUNB850709HQQRXS0", "none"),
            ("QUNB850709ADFRXS0", "none"),
            ("QUNB850709HDFRAS0", "none"),
            ("QBNB850709HDFRXS0", "none"),
            ("PENE850709HDFRXS0", "none"),
            ("PXNE850709HDFRXS0", "1985-07-09 1985-07-09"),
        ] {
            born_on(curp, &[(&made(body), expected)]);
        }
        born_on(curp, &[("", "none"), ("QUNB850709HDFRXS0A", "none"), ("QUNB850709HDFRXSÑ", "none")]);
    }

    #[test]
    fn an_rfc_is_checked_modulo_eleven() {
        let fits = |body: &str| {
            "0123456789A".chars().map(|c| format!("{body}{c}")).filter(|text| rfc(text).is_some()).collect::<Vec<_>>()
        };
        for (body, n, expected) in [("QUNB850709AB", 1, "1985-07-09 1985-07-09"), ("QU&B120709AB", 1, "1912-07-09 2012-07-09")]
        {
            let found = fits(body);
            assert_eq!(found.len(), n);
            born_on(rfc, &[(&found[0], expected)]);
        }
        assert!(fits("QUNB850732AB").is_empty() && fits("QUNB850709&B").is_empty() && fits("XAXX01010100").is_empty());
        // The positions' weights are 13 … 2 over the alphabet with & behind N, done by hand for one letter: O is 25.
        born_on(rfc, &[("", "none"), ("QUNB850709ABÑ", "none")]);
    }

    #[test]
    fn numbers_have_their_digit() {
        check(is_nss, &[("12345678903", true), ("12345678904", false), ("00000000000", false), ("", false)]);
        // 002 010 07777777777: products mod 10 → 0+0+2 0+7+0 0+9+7+1+9+7+1+9+7+1+9 = 69; 1.
        check(
            is_clabe,
            &[("002010077777777771", true), ("002010077777777772", false), ("000000000000000000", false), ("", false)],
        );
        every_changed_digit_fails(is_clabe, "002010077777777771");
    }
}
