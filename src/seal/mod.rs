//! Floor 1: the root key and what is derived from it: tags, sealed names, identities, signatures. Values in, values out.
//!
//! All derivation is BLAKE3 `derive_key` with a context string of its own, so that no two uses share a key. Sealing is
//! XChaCha20-Poly1305 with a synthetic nonce (a keyed hash of the plain text, as in RFC 5297's construction), because the
//! same name must seal to the same bytes: a scan that is run again must give the same sightings. What equal seals tell is
//! no more than what equal tags tell.

mod hit;
mod signature;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
pub use signature::{PublicKey, Unsignable};
use zeroize::Zeroizing;

use crate::model::ids::{DataClass, ObjectId, Realm, SourceName};
use crate::model::locator::RawLocator;
use crate::model::secret::{Sealed, Tag, TermKind};

/// The one secret of an installation, 256 bits. Whoever has it and the state directory can test guesses against tags.
#[derive(Clone)]
pub struct RootKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RootKey(…)")
    }
}

impl RootKey {
    /// A new key from the operating system's random numbers.
    ///
    /// # Errors
    /// The operating system has none to give.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut())?;
        Ok(Self(bytes))
    }

    /// The key written as 64 hexadecimal digits, as [`RootKey::to_text`] writes it; white space around it is ignored.
    pub fn from_text(text: &str) -> Option<Self> {
        let hash = blake3::Hash::from_hex(text.trim()).ok()?;
        Some(Self(Zeroizing::new(*hash.as_bytes())))
    }

    /// The key as 64 hexadecimal digits.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(blake3::Hash::from_bytes(*self.0).to_hex().to_string())
    }
}

/// What is derived from a root key. Cheap to clone; shared by all threads.
#[derive(Clone)]
pub struct Keys {
    inner: Arc<Inner>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys({})", self.id())
    }
}

type ClassKey = Zeroizing<[u8; 32]>;

struct Inner {
    id: String,
    tags: Zeroizing<[u8; 32]>,
    objects: Zeroizing<[u8; 32]>,
    nonces: Zeroizing<[u8; 32]>,
    signing: Zeroizing<[u8; 32]>,
    check: [u8; 16],
    cipher: XChaCha20Poly1305,
    /// The key of each realm and class that was met.
    by_class: RwLock<HashMap<Realm, HashMap<DataClass, ClassKey>>>,
}

/// Sealed bytes that this key did not seal, or that were changed since.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("sealed with another key, or damaged")]
pub struct Unsealable;

impl Keys {
    /// Derives all keys.
    pub fn new(root: &RootKey) -> Self {
        let derive = |context: &str| Zeroizing::new(blake3::derive_key(context, root.0.as_ref()));
        let id = derive("gleaner 2026-11 key id");
        let check = derive("gleaner 2026-11 check value");
        let cipher = XChaCha20Poly1305::new(&(*derive("gleaner 2026-11 sealed names")).into());
        let mut short = [0; 16];
        short.copy_from_slice(&check[..16]);
        Self {
            inner: Arc::new(Inner {
                id: id[..6].iter().map(|byte| format!("{byte:02x}")).collect(),
                tags: derive("gleaner 2026-11 tags"),
                objects: derive("gleaner 2026-11 object ids"),
                nonces: derive("gleaner 2026-11 synthetic nonces"),
                signing: derive("gleaner 2026-11 report signatures"),
                check: short,
                cipher,
                by_class: RwLock::default(),
            }),
        }
    }

    /// A short public name of the key, twelve hexadecimal digits: enough to tell two keys apart, of no use for anything else.
    pub fn id(&self) -> &str {
        &self.inner.id
    }

    /// What a state directory holds to recognise its key.
    pub fn check_value(&self) -> [u8; 16] {
        self.inner.check
    }

    /// The tag of a normalised form of a value of `class` in `realm`.
    pub fn tag(&self, realm: &Realm, class: &DataClass, kind: TermKind, text: &str) -> Tag {
        tag_under(&self.class_key(realm, class), kind, text)
    }

    /// An object's identity.
    pub fn object_id(&self, source: &SourceName, at: &RawLocator) -> ObjectId {
        let mut hasher = blake3::Hasher::new_keyed(&self.inner.objects);
        hasher.update(&(source.as_str().len() as u64).to_le_bytes());
        hasher.update(source.as_str().as_bytes());
        hasher.update(&at.to_bytes());
        ObjectId(first_half(&hasher.finalize()))
    }

    /// Encrypts a name. The same bytes give the same seal.
    pub fn seal(&self, bytes: &[u8]) -> Sealed {
        let hash = blake3::keyed_hash(&self.inner.nonces, bytes);
        let mut nonce = [0; 24];
        nonce.copy_from_slice(&hash.as_bytes()[..24]);
        let mut sealed = nonce.to_vec();
        // The cipher fails only on messages of more than 256 GiB.
        sealed.extend(self.inner.cipher.encrypt(&XNonce::from(nonce), bytes).unwrap_or_default());
        Sealed(sealed)
    }

    /// Decrypts a name.
    ///
    /// # Errors
    /// It was sealed with another key, or changed since.
    pub fn unseal(&self, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, Unsealable> {
        let (nonce, text) = sealed.0.split_first_chunk::<24>().ok_or(Unsealable)?;
        self.inner.cipher.decrypt(&XNonce::from(*nonce), text).map(Zeroizing::new).map_err(|_| Unsealable)
    }

    fn class_key(&self, realm: &Realm, class: &DataClass) -> ClassKey {
        let known = self.inner.by_class.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = known.get(realm).and_then(|of_realm| of_realm.get(class)) {
            return key.clone();
        }
        drop(known);
        let mut hasher = blake3::Hasher::new_keyed(&self.inner.tags);
        hasher.update(&(realm.as_str().len() as u64).to_le_bytes());
        hasher.update(realm.as_str().as_bytes());
        hasher.update(class.as_str().as_bytes());
        let key = Zeroizing::new(*hasher.finalize().as_bytes());
        let mut known = self.inner.by_class.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(realm.clone()).or_default().insert(class.clone(), key.clone());
        key
    }
}

/// The tag of a form of a value under the key of its realm and class.
fn tag_under(key: &ClassKey, kind: TermKind, text: &str) -> Tag {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(&[kind as u8]);
    hasher.update(text.as_bytes());
    Tag(first_half(&hasher.finalize()))
}

fn first_half(hash: &blake3::Hash) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash.as_bytes()[..16]);
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(digit: &str) -> Keys {
        Keys::new(&RootKey::from_text(&digit.repeat(64)).unwrap())
    }

    #[test]
    fn tags_differ_by_key_realm_class_kind_and_value_and_by_nothing_else() {
        let tag = |key: &Keys, realm: &str, class: &str, kind, text: &str| key.tag(&realm.into(), &class.into(), kind, text);
        let (a, b) = (keys("a"), keys("b"));
        let base = tag(&a, "own", "user.name", TermKind::Whole, "ada");
        assert_eq!(base, tag(&keys("a"), "own", "user.name", TermKind::Whole, "ada"));
        for other in [
            tag(&b, "own", "user.name", TermKind::Whole, "ada"),
            tag(&a, "client", "user.name", TermKind::Whole, "ada"),
            tag(&a, "own", "user.contact", TermKind::Whole, "ada"),
            tag(&a, "own", "user.name", TermKind::Token, "ada"),
            tag(&a, "own", "user.name", TermKind::Whole, "adb"),
        ] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn a_seal_opens_with_its_key_only_and_is_the_same_each_time() {
        let sealed = keys("a").seal(b"name");
        assert_eq!(sealed, keys("a").seal(b"name"));
        assert_eq!(keys("a").unseal(&sealed).unwrap().as_slice(), b"name");
        assert_eq!(keys("b").unseal(&sealed), Err(Unsealable));
        let mut damaged = sealed;
        *damaged.0.last_mut().unwrap() ^= 1;
        assert_eq!(keys("a").unseal(&damaged), Err(Unsealable));
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let key = RootKey::generate().unwrap();
        assert_eq!(Keys::new(&RootKey::from_text(&key.to_text()).unwrap()).id(), Keys::new(&key).id());
        assert!(RootKey::from_text("12").is_none());
    }
}
