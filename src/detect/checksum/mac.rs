//! Addresses of network devices (EUI-48): no check digit, but some name no device.

/// Twelve hexadecimal digits that are neither all the same byte, nor a group's address, nor the counting that examples use.
pub(super) fn is_mac(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 12 || !bytes.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let upper = text.to_ascii_uppercase();
    let pairs: Vec<&[u8]> = upper.as_bytes().chunks(2).collect();
    let is_one_byte = pairs.windows(2).all(|pair| pair[0] == pair[1]);
    // IPv4 and IPv6 multicast (RFC 1112, RFC 2464), spanning tree (IEEE 802.1D).
    let is_group = ["01005E", "3333", "0180C2"].iter().any(|head| upper.starts_with(head));
    let is_counting = ["001122334455", "112233445566", "AABBCCDDEEFF", "0123456789AB", "DEADBEEF"].iter();
    !is_one_byte && !is_group && !is_counting.clone().any(|own| upper.contains(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_addresses_of_their_own() {
        for (text, expected) in [
            ("001B44113AB7", true),
            ("a4c3f0859d10", true),
            ("000000000000", false),
            ("FFFFFFFFFFFF", false),
            ("01005E0000FB", false),
            ("001122334455", false),
            ("001B44113AB", false),
            ("001B44113ABG", false),
        ] {
            assert_eq!(is_mac(text), expected, "{text}");
        }
    }
}
