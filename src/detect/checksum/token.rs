//! Signed tokens: whether three dotted parts are a JSON web token (RFC 7519), told by its decoded header.

/// Three base64url parts, the first two of them JSON objects, the header with an `alg`; the signature is empty only for `none`.
pub(super) fn is_jwt(text: &str) -> bool {
    let mut parts = text.split('.');
    let (Some(header), Some(claims), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_object = |bytes: &[u8]| bytes.first() == Some(&b'{') && bytes.last() == Some(&b'}');
    let Some(header) = decoded(header) else { return false };
    let has_algorithm = header.windows(5).any(|w| w == b"\"alg\"");
    is_object(&header)
        && has_algorithm
        && decoded(claims).is_some_and(|claims| is_object(&claims))
        && signature.bytes().all(|b| value(b).is_some())
        && (!signature.is_empty() || header.windows(6).any(|w| w == b"\"none\""))
}

/// The first KiB's worth of a part at most: a header is short, and claims need only their ends.
const MOST: usize = 64 * 1024;

/// The bytes of base64url without padding; none if it is not that, or too long to be a token.
fn decoded(part: &str) -> Option<Vec<u8>> {
    if part.len() > MOST || part.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(part.len() / 4 * 3 + 2);
    for group in part.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for byte in group {
            bits = bits << 6 | u32::from(value(*byte)?);
        }
        bits <<= 6 * (4 - group.len());
        bytes.extend_from_slice(bits.to_be_bytes().get(1..group.len())?);
    }
    Some(bytes)
}

/// What a base64url character counts.
fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::proof::check;
    use super::*;

    /// Base64url by bit strings.
    fn encoded(text: &str) -> String {
        let bits: String = text.bytes().map(|b| format!("{b:08b}")).collect();
        let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']).collect();
        bits.as_bytes()
            .chunks(6)
            .map(|six| alphabet[usize::from_str_radix(&format!("{:0<6}", std::str::from_utf8(six).unwrap()), 2).unwrap()])
            .collect()
    }

    #[test]
    fn the_header_tells_a_token() {
        let (header, claims) = (encoded(r#"{"alg":"HS256","typ":"JWT"}"#), encoded(r#"{"sub":"a?>~ü"}"#));
        check(
            is_jwt,
            &[
                (&format!("{header}.{claims}.c2lnbmF0dXJl"), true),
                (&format!("{header}.{claims}."), false),
                (&format!("{}.{claims}.", encoded(r#"{"alg":"none"}"#)), true),
                (&format!("{}.{claims}.c2ln", encoded(r#"{"typ":"JWT"}"#)), false),
                (&format!("{header}.{claims}"), false),
                (&format!("{header}.{claims}.c2ln.c2ln"), false),
                (&format!("{header}.{}.c2ln", encoded("text")), false),
                (&format!("{header}=.{claims}.c2ln"), false),
                ("www.example.com", false),
                ("..", false),
                ("", false),
                ("ä.ö.ü", false),
            ],
        );
    }
}
