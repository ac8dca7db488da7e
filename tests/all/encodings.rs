//! The forms in which a value could stand where it must not: plain, hexadecimal, base64, UTF-16 and URL-encoded.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

/// Finds values in any form; letters' case does not matter.
pub struct Finder {
    patterns: AhoCorasick,
    /// The value and the form of each pattern.
    names: Vec<(String, &'static str)>,
}

impl Finder {
    pub fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut patterns, mut names) = (Vec::new(), Vec::new());
        for value in values {
            for (form, bytes) in forms(value) {
                patterns.push(bytes);
                names.push((value.to_owned(), form));
            }
        }
        let mut builder = AhoCorasickBuilder::new();
        builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::ContiguousNFA));
        Self { patterns: builder.build(&patterns).unwrap(), names }
    }

    /// Each value and form that stands somewhere in the bytes, once.
    pub fn found(&self, bytes: &[u8]) -> Vec<(String, &'static str)> {
        let hits = self.patterns.find_overlapping_iter(bytes);
        let mut found: Vec<_> = hits.map(|hit| self.names[hit.pattern().as_usize()].clone()).collect();
        found.sort();
        found.dedup();
        found
    }
}

fn forms(value: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hex: String = value.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        ("plain", value.as_bytes().to_vec()),
        ("hexadecimal", hex.into_bytes()),
        ("UTF-16LE", value.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", value.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("URL-encoded", url(value, "%20")),
        ("URL-encoded with +", url(value, "+")),
        ("JSON-escaped", value.escape_default().to_string().into_bytes()),
    ];
    for skip in 0..3 {
        for (name, alphabet) in [("base64", b"+/"), ("base64url", b"-_")] {
            forms.push((name, base64(value.as_bytes(), skip, *alphabet)));
        }
    }
    forms
}

fn url(value: &str, space: &str) -> Vec<u8> {
    let encode = |byte: u8| match byte {
        b' ' => space.to_owned(),
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(encode).collect::<String>().into_bytes()
}

/// Those characters of the encoding that are the same whatever stands around the value, if it begins at the byte `skip`
/// of a group of three.
fn base64(value: &[u8], skip: usize, last: [u8; 2]) -> Vec<u8> {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    alphabet.extend(last);
    let bits: Vec<bool> = value.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
    // The first whole group of six bits behind `skip` bytes.
    let start = (6 - skip * 8 % 6) % 6;
    let groups = bits[start..].chunks_exact(6);
    groups.map(|six| alphabet[six.iter().fold(0, |n, bit| n * 2 + usize::from(*bit))]).collect()
}

#[test]
fn a_value_is_found_in_every_form() {
    let value = "Priya O'Hollow+7@example.com";
    let finder = Finder::new([value]);
    for (text, form) in [
        ("x Priya O'Hollow+7@example.com y", "plain"),
        ("priya o'hollow+7@EXAMPLE.com", "plain"),
        ("0050726979614f", ""),
        ("5072697961204F27486F6C6C6F772B37406578616d706c652e636f6d", "hexadecimal"),
        ("Priya%20O%27Hollow%2b7%40example.com", "URL-encoded"),
        ("Priya+O%27Hollow%2B7%40example.com", "URL-encoded with +"),
        // The same behind no, one and two other bytes.
        ("UHJpeWEgTydIb2xsb3crN0BleGFtcGxlLmNvbQ==", "base64"),
        ("eFByaXlhIE8nSG9sbG93KzdAZXhhbXBsZS5jb20=", "base64"),
        ("eHhQcml5YSBPJ0hvbGxvdys3QGV4YW1wbGUuY29t", "base64"),
    ] {
        let found = finder.found(text.as_bytes());
        assert_eq!(found.iter().any(|(_, found)| *found == form), !form.is_empty(), "{text}: {found:?}");
    }
    let wide: Vec<u8> = value.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert!(finder.found(&wide).iter().any(|(_, form)| *form == "UTF-16BE"));
    assert!(finder.found(b"Priya O'Hollow+8@example.com").is_empty());
}
