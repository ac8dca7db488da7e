//! The bearer token: whoever knows it may ask everything.

use subtle::ConstantTimeEq;

/// What is kept of the token: a hash, which is of one length whatever the token's is.
pub struct Token([u8; 32]);

impl Token {
    /// The token of this text.
    pub fn new(text: &str) -> Self {
        Self(*blake3::hash(text.as_bytes()).as_bytes())
    }

    /// Whether it is this one. How long that takes does not tell how much of it was right.
    pub fn is(&self, given: &[u8]) -> bool {
        self.0.ct_eq(blake3::hash(given).as_bytes()).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_is_the_token() {
        for (given, expected) in [("open-sesame", true), ("open-sesam", false), ("open-sesame ", false), ("", false)] {
            assert_eq!(Token::new("open-sesame").is(given.as_bytes()), expected, "{given}");
        }
    }
}
