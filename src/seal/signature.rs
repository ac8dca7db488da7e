//! Signatures under a key that is derived from the root key: whoever has the public key can tell that a file is what this
//! installation wrote. Ed25519 (RFC 8032), the public key as any tool takes it (RFC 8410, in PEM).

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Keys;

/// What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4).
const PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// The key that others verify with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicKey([u8; 32]);

/// The cryptographic library refused to sign.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("cannot sign: the cryptographic library refuses")]
pub struct Unsignable;

impl PublicKey {
    /// The key as a PEM file.
    pub fn to_pem(self) -> String {
        format!("{BEGIN}\n{}\n{END}\n", STANDARD.encode([&PREFIX[..], &self.0].concat()))
    }

    /// The key of a PEM file; none if it is no Ed25519 public key.
    pub fn from_pem(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once(BEGIN)?;
        let (body, _) = rest.split_once(END)?;
        let der = STANDARD.decode(body.split_whitespace().collect::<String>()).ok()?;
        Some(Self(der.strip_prefix(&PREFIX)?.try_into().ok()?))
    }

    /// The key as 64 hexadecimal digits.
    pub fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether these bytes were signed with the key that belongs to it.
    pub fn verify(self, bytes: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(bytes, signature).is_ok()
    }
}

impl Keys {
    fn pair(&self) -> Result<Ed25519KeyPair, Unsignable> {
        Ed25519KeyPair::from_seed_unchecked(self.inner.signing.as_ref()).map_err(|_| Unsignable)
    }

    /// The key that others verify with. It tells nothing of any other key.
    ///
    /// # Errors
    /// The library refuses.
    pub fn public_key(&self) -> Result<PublicKey, Unsignable> {
        self.pair()?.public_key().as_ref().try_into().map(PublicKey).map_err(|_| Unsignable)
    }

    /// Signs bytes: 64 bytes, the same each time.
    ///
    /// # Errors
    /// The library refuses.
    pub fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, Unsignable> {
        Ok(self.pair()?.try_sign(bytes).map_err(|_| Unsignable)?.as_ref().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::super::RootKey;
    use super::*;

    fn keys(digit: &str) -> Keys {
        Keys::new(&RootKey::from_text(&digit.repeat(64)).unwrap())
    }

    #[test]
    fn only_the_signed_bytes_and_the_right_key_pass() {
        let (own, other) = (keys("a"), keys("b"));
        let signature = own.sign(b"report").unwrap();
        assert_eq!(signature.len(), 64);
        assert_eq!(signature, keys("a").sign(b"report").unwrap());
        let mut bent = signature.clone();
        bent[63] ^= 1;
        for (key, bytes, signature, expected) in [
            (&own, &b"report"[..], &signature[..], true),
            (&own, b"rapport", &signature, false),
            (&other, b"report", &signature, false),
            (&own, b"report", &bent, false),
            (&own, b"report", &signature[..63], false),
            (&own, b"report", b"", false),
        ] {
            assert_eq!(key.public_key().unwrap().verify(bytes, signature), expected);
        }
    }

    #[test]
    fn a_public_key_is_read_as_it_was_written() {
        let key = keys("a").public_key().unwrap();
        assert_eq!(PublicKey::from_pem(&key.to_pem()), Some(key));
        assert_eq!(PublicKey::from_pem(&key.to_pem().replace('\n', "\r\n")), Some(key));
        for wrong in ["", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", &key.to_hex()] {
            assert_eq!(PublicKey::from_pem(wrong), None, "{wrong}");
        }
    }
}
