//! A row's primary key as bytes: each part as text with its length before it (`3:abc,1:7,`), so that no two keys share
//! their bytes and the server can be asked for exactly this row again.

/// Encodes the parts of a key in order.
pub(in crate::source) fn encode<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(part.len().to_string().as_bytes());
        bytes.push(b':');
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(b',');
    }
    bytes
}

/// The parts of an encoded key; none if these bytes are not one of `n_parts` parts.
pub(super) fn decode(bytes: &[u8], n_parts: usize) -> Option<Vec<String>> {
    let mut parts = Vec::with_capacity(n_parts);
    let mut rest = bytes;
    while !rest.is_empty() {
        let colon = rest.iter().position(|byte| *byte == b':')?;
        let length: usize = std::str::from_utf8(rest.get(..colon)?).ok()?.parse().ok()?;
        let after = rest.get(colon + 1..)?;
        let part = after.get(..length)?;
        rest = after.get(length..)?.strip_prefix(b",")?;
        parts.push(std::str::from_utf8(part).ok()?.to_owned());
        if parts.len() > n_parts {
            return None;
        }
    }
    (parts.len() == n_parts).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_as_it_went() {
        for parts in [&["1"][..], &["a,b", "3:c"], &["", ""], &["Ünïcode\n", "12:", ","]] {
            let bytes = encode(parts.iter().copied());
            assert_eq!(
                decode(&bytes, parts.len()).as_deref(),
                Some(&parts.iter().map(|s| s.to_string()).collect::<Vec<_>>()[..])
            );
            assert_eq!(decode(&bytes, parts.len() + 1), None);
        }
    }

    #[test]
    fn what_is_not_a_key_is_none() {
        for bytes in [&b"1:ab,"[..], b"x:a,", b"9:a,", b"1:a", b":,", b"1:\xff,", b"99999999999999999999999:a,", b"-1:a,"] {
            assert_eq!(decode(bytes, 1), None, "{bytes:?}");
        }
    }
}
