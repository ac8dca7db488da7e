//! The IBAN (ISO 13616-1): a country's own account number behind a country code and two check digits. The structures are those
//! of SWIFT's IBAN registry; only registered countries exist.

use super::digits::alnum;
use super::iso7064::mod_97;

/// Country and account number: lengths with `n` digits, `a` letters, `c` either, in order.
const STRUCTURES: [(&str, &str); 89] = [
    ("AD", "8n12c"),
    ("AE", "19n"),
    ("AL", "8n16c"),
    ("AT", "16n"),
    ("AZ", "4a20c"),
    ("BA", "16n"),
    ("BE", "12n"),
    ("BG", "4a6n8c"),
    ("BH", "4a14c"),
    ("BI", "23n"),
    ("BR", "23n1a1c"),
    ("BY", "4c4n16c"),
    ("CH", "5n12c"),
    ("CR", "18n"),
    ("CY", "8n16c"),
    ("CZ", "20n"),
    ("DE", "18n"),
    ("DJ", "23n"),
    ("DK", "14n"),
    ("DO", "4c20n"),
    ("EE", "16n"),
    ("EG", "25n"),
    ("ES", "20n"),
    ("FI", "14n"),
    ("FK", "2a12n"),
    ("FO", "14n"),
    ("FR", "10n11c2n"),
    ("GB", "4a14n"),
    ("GE", "2a16n"),
    ("GI", "4a15c"),
    ("GL", "14n"),
    ("GR", "7n16c"),
    ("GT", "24c"),
    ("HN", "4a20n"),
    ("HR", "17n"),
    ("HU", "24n"),
    ("IE", "4a14n"),
    ("IL", "19n"),
    ("IQ", "4a15n"),
    ("IS", "22n"),
    ("IT", "1a10n12c"),
    ("JO", "4a4n18c"),
    ("KW", "4a22c"),
    ("KZ", "3n13c"),
    ("LB", "4n20c"),
    ("LC", "4a24c"),
    ("LI", "5n12c"),
    ("LT", "16n"),
    ("LU", "3n13c"),
    ("LV", "4a13c"),
    ("LY", "21n"),
    ("MC", "10n11c2n"),
    ("MD", "20c"),
    ("ME", "18n"),
    ("MK", "3n10c2n"),
    ("MN", "16n"),
    ("MR", "23n"),
    ("MT", "4a5n18c"),
    ("MU", "4a19n3a"),
    ("NI", "4a20n"),
    ("NL", "4a10n"),
    ("NO", "11n"),
    ("OM", "3n16c"),
    ("PK", "4a16c"),
    ("PL", "24n"),
    ("PS", "4a21c"),
    ("PT", "21n"),
    ("QA", "4a21c"),
    ("RO", "4a16c"),
    ("RS", "18n"),
    ("RU", "14n15c"),
    ("SA", "2n18c"),
    ("SC", "4a20n3a"),
    ("SD", "14n"),
    ("SE", "20n"),
    ("SI", "15n"),
    ("SK", "20n"),
    ("SM", "1a10n12c"),
    ("SO", "19n"),
    ("ST", "21n"),
    ("SV", "4a20n"),
    ("TL", "19n"),
    ("TN", "20n"),
    ("TR", "6n16c"),
    ("UA", "6n19c"),
    ("VA", "18n"),
    ("VG", "4a16n"),
    ("XK", "16n"),
    ("YE", "4a4n18c"),
];

/// An IBAN without spaces, in capitals.
pub(super) fn is_valid(text: &str) -> bool {
    let Some((head, account)) = text.split_at_checked(4) else { return false };
    let Some([a, b, c, d]) = alnum::<4>(head) else { return false };
    let has_check_digits = c.is_ascii_digit() && d.is_ascii_digit() && (2..=98).contains(&((c - b'0') * 10 + (d - b'0')));
    let structure = STRUCTURES.binary_search_by(|(country, _)| country.as_bytes().cmp(&[a, b]));
    has_check_digits
        && structure.ok().and_then(|ix| STRUCTURES.get(ix)).is_some_and(|(_, structure)| fits(account, structure))
        && mod_97(account.bytes().chain(head.bytes())) == Some(1)
}

/// Whether an account number has a country's structure.
fn fits(account: &str, structure: &str) -> bool {
    let mut rest = account.bytes();
    let mut length = 0_usize;
    for sign in structure.bytes() {
        let is_kind: fn(&u8) -> bool = match sign {
            b'0'..=b'9' => {
                length = length * 10 + usize::from(sign - b'0');
                continue;
            }
            b'n' => u8::is_ascii_digit,
            b'a' => u8::is_ascii_uppercase,
            _ => |byte| byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        };
        if !(0..length).all(|_| rest.next().as_ref().is_some_and(is_kind)) {
            return false;
        }
        length = 0;
    }
    rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails, swapped_neighbours_fail};
    use super::*;

    /// Check digits by one long division over the spelt-out number.
    fn made(country: &str, account: &str) -> String {
        let spelt: String = format!("{account}{country}00").chars().map(|c| c.to_digit(36).unwrap().to_string()).collect();
        let rest = spelt.bytes().fold(0, |rest, byte| (rest * 10 + u32::from(byte - b'0')) % 97);
        format!("{country}{:02}{account}", 98 - rest)
    }

    #[test]
    fn every_registered_structure_takes_its_own_and_refuses_any_slip() {
        for (country, structure) in &STRUCTURES {
            let mut account = String::new();
            for part in structure.split_inclusive(|c: char| c.is_ascii_lowercase()) {
                let (length, kind) = part.split_at(part.len() - 1);
                let sample = if kind == "a" { "KXWVUTSRQPON" } else { "7302918465" };
                account.extend(sample.chars().cycle().take(length.parse().unwrap()));
            }
            let iban = made(country, &account);
            assert!(is_valid(&iban), "{iban}");
            every_changed_digit_fails(is_valid, &iban);
            swapped_neighbours_fail(is_valid, &iban, &[]);
            assert!(!is_valid(&format!("{iban}0")) && !is_valid(&iban[..iban.len() - 1]), "{iban}");
        }
    }

    #[test]
    fn what_no_registry_lists_is_no_iban() {
        check(
            is_valid,
            &[
                ("DE89370400440532013000", true),
                (&made("US", "123456789012345678"), false),
                (&made("ZZ", ""), false),
                (&made("DE", "37040044053201300A"), false),
                ("DE", false),
                ("", false),
                ("DE8937040044053201300", false),
                ("DÉ89370400440532013000", false),
                ("de89370400440532013000", false),
            ],
        );
    }
}
