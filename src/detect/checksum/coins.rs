//! Addresses of crypto-currencies that carry a check: Base58Check (Bitcoin, its relatives, Tron, XRP), Bech32 (BIP 173, BIP 350),
//! letters' cases (Ethereum, EIP-55), Monero's own Base58.

use sha2::{Digest, Sha256};

use super::keccak::keccak_256;

const BITCOIN: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const RIPPLE: &[u8; 58] = b"rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// The first bytes of public addresses: Bitcoin, Litecoin, Dogecoin, Dash, each of a key and of a script.
const VERSIONS: [u8; 8] = [0x00, 0x05, 0x30, 0x32, 0x1E, 0x16, 0x4C, 0x10];
/// Tron's.
const TRON: u8 = 0x41;
/// The last three words of a Bech32 and of a Bech32m text.
const FIRST_FORM: u32 = 1;
const SECOND_FORM: u32 = 0x2BC8_30A3;

/// An address of Bitcoin or one of its relatives in Base58Check: a version, 20 bytes, the first four bytes of a double SHA-256.
pub(super) fn is_base58(text: &str) -> bool {
    checked(text, BITCOIN).is_some_and(|version| VERSIONS.contains(&version))
}

/// An address of Tron.
pub(super) fn is_tron(text: &str) -> bool {
    checked(text, BITCOIN) == Some(TRON)
}

/// A classic address of the XRP ledger: an alphabet of its own.
pub(super) fn is_ripple(text: &str) -> bool {
    checked(text, RIPPLE) == Some(0)
}

/// An address of Ethereum whose letters' cases are its check: capitals where the hash of the small ones has a half byte of 8 or
/// more. One in small letters only carries none.
pub(super) fn is_ethereum(text: &str) -> bool {
    let Some(body) = text.strip_prefix("0x").filter(|body| body.len() == 40) else { return false };
    let hash = keccak_256(body.to_ascii_lowercase().as_bytes());
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let fits = body.bytes().zip(halves).all(|(byte, half)| match byte {
        b'0'..=b'9' => true,
        b'A'..=b'F' => half >= 8,
        b'a'..=b'f' => half < 8,
        _ => false,
    });
    fits && body.bytes().any(|byte| byte.is_ascii_uppercase()) && body.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// An address of Monero: 69 bytes in blocks of eight, a network's byte first, the first four bytes of a hash last.
pub(super) fn is_monero(text: &str) -> bool {
    if text.len() != 95 {
        return false;
    }
    let mut bytes = Vec::with_capacity(69);
    for block in text.as_bytes().chunks(11) {
        let n_bytes = if block.len() == 11 { 8 } else { 5 };
        let number = block.iter().try_fold(0_u128, |number, byte| {
            let value = BITCOIN.iter().position(|own| own == byte)?;
            Some(number * 58 + value as u128)
        });
        let Some(number) = number.filter(|number| number >> (8 * n_bytes) == 0) else { return false };
        bytes.extend_from_slice(&number.to_be_bytes()[16 - n_bytes..]);
    }
    matches!(bytes[0], 18 | 42) && keccak_256(&bytes[..65])[..4] == bytes[65..]
}

/// The version byte of a text of 25 bytes whose check fits.
fn checked(text: &str, alphabet: &[u8; 58]) -> Option<u8> {
    if !(25..=35).contains(&text.len()) {
        return None;
    }
    let mut bytes = [0_u8; 25];
    for byte in text.bytes() {
        let mut carry = alphabet.iter().position(|own| *own == byte)? as u32;
        for place in bytes.iter_mut().rev() {
            carry += u32::from(*place) * 58;
            *place = (carry % 256) as u8;
            carry /= 256;
        }
        if carry != 0 {
            return None;
        }
    }
    // Each zero byte at the start is written as the first letter.
    let n_zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let n_first = text.bytes().take_while(|byte| Some(byte) == alphabet.first()).count();
    let hash = Sha256::digest(Sha256::digest(&bytes[..21]));
    (n_zeros == n_first && hash.iter().zip(&bytes[21..]).all(|(a, b)| a == b)).then_some(bytes[0])
}

/// A segregated-witness address of Bitcoin or Litecoin: version 0 in Bech32 with 20 or 32 bytes, later versions in Bech32m.
pub(super) fn is_bech32(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_one_case = text == lower || text == text.to_ascii_uppercase();
    let Some((head, data)) = lower.split_once('1').filter(|(head, _)| matches!(*head, "bc" | "ltc")) else { return false };
    if !is_one_case || !(14..=84).contains(&data.len()) {
        return false;
    }
    let mut sum = head.bytes().chain([0]).chain(head.bytes()).enumerate().fold(1, |sum, (ix, byte)| {
        let value = if ix < head.len() { byte >> 5 } else { byte & 31 };
        step(sum, u32::from(value))
    });
    for byte in data.bytes() {
        let Some(value) = BECH32.iter().position(|own| *own == byte) else { return false };
        sum = step(sum, value as u32);
    }
    match data.bytes().next() {
        Some(b'q') => sum == FIRST_FORM && matches!(data.len(), 39 | 59),
        _ => sum == SECOND_FORM,
    }
}

/// One step of the BCH code of BIP 173.
fn step(sum: u32, value: u32) -> u32 {
    const GENERATOR: [u32; 5] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3];
    let shifted = (sum & 0x01FF_FFFF) << 5 ^ value;
    GENERATOR.iter().enumerate().filter(|(ix, _)| sum >> (25 + ix) & 1 == 1).fold(shifted, |sum, (_, own)| sum ^ own)
}

#[cfg(test)]
mod tests {
    use super::super::proof::check;
    use super::*;

    /// The Base58Check text of a version and twenty bytes, by repeated division.
    fn made(version: u8, alphabet: &[u8; 58]) -> String {
        let mut bytes = vec![version];
        bytes.extend((1..=20).map(|n: u8| n.wrapping_mul(37)));
        let hash = Sha256::digest(Sha256::digest(&bytes));
        bytes.extend(&hash[..4]);
        let n_zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let mut text = Vec::new();
        while bytes.iter().any(|byte| *byte != 0) {
            let mut rest = 0_u32;
            for byte in &mut bytes {
                let value = rest * 256 + u32::from(*byte);
                *byte = (value / 58) as u8;
                rest = value % 58;
            }
            text.push(alphabet[rest as usize]);
        }
        text.extend(std::iter::repeat_n(alphabet[0], n_zeros));
        text.reverse();
        String::from_utf8(text).unwrap()
    }

    /// The text with one character put in another's place.
    fn slipped(text: &str) -> String {
        let at = text.len() / 2;
        let new = if text.as_bytes()[at] == b'h' { "k" } else { "h" };
        format!("{}{new}{}", &text[..at], &text[at + 1..])
    }

    #[test]
    fn four_bytes_check_the_others() {
        for (version, alphabet, expected) in [
            (0x00, BITCOIN, [true, false, false]),
            (0x05, BITCOIN, [true, false, false]),
            (0x30, BITCOIN, [true, false, false]),
            (0x1E, BITCOIN, [true, false, false]),
            (0x41, BITCOIN, [false, true, false]),
            (0x00, RIPPLE, [false, false, true]),
            (0x6F, BITCOIN, [false, false, false]),
        ] {
            let text = made(version, alphabet);
            assert_eq!([is_base58(&text), is_tron(&text), is_ripple(&text)], expected, "{text}");
            let text = slipped(&text);
            assert!(!is_base58(&text) && !is_tron(&text) && !is_ripple(&text), "{text}");
        }
        check(
            is_base58,
            &[("", false), ("1111111111111111111111111", false), (&"z".repeat(35), false), (&"é".repeat(15), false)],
        );
    }

    #[test]
    fn witness_versions_have_forms_of_their_own() {
        let made = |head: &str, version: char, n: usize| {
            let body: String = BECH32.iter().cycle().skip(3).step_by(7).take(n).map(|byte| char::from(*byte)).collect();
            let form = if version == 'q' { FIRST_FORM } else { SECOND_FORM };
            let data: Vec<u32> =
                format!("{version}{body}").bytes().map(|b| BECH32.iter().position(|c| *c == b).unwrap() as u32).collect();
            let expanded = head.bytes().map(|b| u32::from(b >> 5)).chain([0]).chain(head.bytes().map(|b| u32::from(b & 31)));
            let sum = expanded.chain(data).chain([0; 6]).fold(1, step) ^ form;
            let tail: String = (0..6).map(|ix| char::from(BECH32[(sum >> (5 * (5 - ix)) & 31) as usize])).collect();
            format!("{head}1{version}{body}{tail}")
        };
        for (text, expected) in [
            (made("bc", 'q', 32), true),
            (made("bc", 'q', 52), true),
            (made("bc", 'q', 40), false),
            (made("bc", 'p', 52), true),
            (made("ltc", 'q', 32), true),
            (made("tb", 'q', 32), false),
            (made("bc", 'q', 32).to_uppercase(), true),
            (made("bc", 'q', 32).replacen('b', "B", 1), false),
            (slipped(&made("bc", 'q', 32)), false),
        ] {
            assert_eq!(is_bech32(&text), expected, "{text}");
        }
        check(is_bech32, &[("", false), ("bc1", false), ("bc1é", false), (&format!("bc1{}", "q".repeat(80)), false)]);
    }
}
