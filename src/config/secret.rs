//! Secrets by reference: the configuration names where a secret lies, and nothing here prints one.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};
use zeroize::Zeroizing;

use super::places::Env;

/// The longest secret that is read, in bytes.
const MAX_BYTES: u64 = 64 << 10;

/// Where a secret lies.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum SecretRef {
    /// It was written out: a URL without a password, or one given on the command line.
    Literal(Zeroizing<String>),
    /// `env:NAME`: in an environment variable.
    Env(String),
    /// `file:PATH`: a file's text, without white space at its ends.
    File(PathBuf),
    /// `credential:NAME`: handed over by systemd in `$CREDENTIALS_DIRECTORY`.
    Credential(String),
}

/// A secret in memory; wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A secret that could not be had. Says where, never what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The environment variable is not set, or not text.
    #[error("env:{0}: the environment variable is not set")]
    NotSet(String),
    /// The file cannot be read.
    #[error("{place}: cannot read the secret: {cause}")]
    Unreadable {
        /// The reference.
        place: String,
        /// Why.
        cause: String,
    },
    /// There are no credentials, or the name is no plain name.
    #[error("credential:{0}: systemd hands over no credential of this name (CREDENTIALS_DIRECTORY)")]
    NoCredential(String),
}

impl From<String> for SecretRef {
    fn from(text: String) -> Self {
        if let Some(name) = text.strip_prefix("env:") {
            return Self::Env(name.to_owned());
        }
        if let Some(path) = text.strip_prefix("file:") {
            return Self::File(PathBuf::from(path));
        }
        if let Some(name) = text.strip_prefix("credential:") {
            return Self::Credential(name.to_owned());
        }
        Self::Literal(Zeroizing::new(text))
    }
}

impl SecretRef {
    /// Fetches the secret.
    ///
    /// # Errors
    /// It is not where the reference says.
    pub fn resolve(&self) -> Result<Secret, SecretError> {
        self.resolve_in(&Env::process())
    }

    /// The same with its file below `base`.
    pub(super) fn below(self, base: &Path, env: &Env<'_>) -> Self {
        match self {
            Self::File(path) => Self::File(env.resolve(&path, base)),
            other => other,
        }
    }

    pub(super) fn resolve_in(&self, env: &Env<'_>) -> Result<Secret, SecretError> {
        match self {
            Self::Literal(text) => Ok(Secret(text.clone())),
            Self::Env(name) => {
                let value = env.get(name).and_then(|value| value.into_string().ok());
                value.map(|text| Secret(Zeroizing::new(text))).ok_or_else(|| SecretError::NotSet(name.clone()))
            }
            Self::File(path) => read(path, self),
            Self::Credential(name) => match credential(name, env) {
                Some(path) => read(&path, self),
                None => Err(SecretError::NoCredential(name.clone())),
            },
        }
    }
}

/// The file of a credential; none without systemd, or for a name that is no plain file name.
pub(super) fn credential(name: &str, env: &Env<'_>) -> Option<PathBuf> {
    let is_plain = !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\0']);
    is_plain.then(|| env.path("CREDENTIALS_DIRECTORY").map(|folder| folder.join(name)))?
}

fn read(path: &Path, place: &SecretRef) -> Result<Secret, SecretError> {
    let unreadable = |cause: String| SecretError::Unreadable { place: place.to_string(), cause };
    let file = File::open(path).map_err(|error| unreadable(error.kind().to_string()))?;
    let mut text = Zeroizing::new(String::new());
    file.take(MAX_BYTES + 1).read_to_string(&mut text).map_err(|error| unreadable(error.kind().to_string()))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(unreadable("longer than 64 KiB".to_owned()));
    }
    Ok(Secret(Zeroizing::new(text.trim().to_owned())))
}

impl fmt::Display for SecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(_) => f.write_str("(written out)"),
            Self::Env(name) => write!(f, "env:{name}"),
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Credential(name) => write!(f, "credential:{name}"),
        }
    }
}

impl fmt::Debug for SecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretRef({self})")
    }
}

impl Serialize for SecretRef {
    /// A secret that was written out does not come out again.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl schemars::JsonSchema for SecretRef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SecretRef".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Where a secret lies: `env:NAME`, `file:PATH` or `credential:NAME`; anything else is the text itself.",
            "type": "string",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_fetched_from_where_the_reference_says() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("token"), "s3cret\n").unwrap();
        let get = |name: &str| match name {
            "TOKEN" => Some("from-env".into()),
            "CREDENTIALS_DIRECTORY" => Some(folder.path().as_os_str().to_owned()),
            _ => None,
        };
        let env = Env::of(&get);
        let file = format!("file:{}", folder.path().join("token").display());
        for (reference, expected) in [
            ("env:TOKEN", Some("from-env")),
            ("env:OTHER", None),
            (&file, Some("s3cret")),
            ("file:/does/not/exist", None),
            ("credential:token", Some("s3cret")),
            ("credential:../token", None),
            ("postgres://db.example.org/crm", Some("postgres://db.example.org/crm")),
        ] {
            let found = SecretRef::from(reference.to_owned()).resolve_in(&env).ok();
            assert_eq!(found.as_ref().map(Secret::expose), expected, "{reference}");
        }
    }

    #[test]
    fn nothing_prints_a_secret() {
        let reference = SecretRef::from("mysql://u:hunter2@db.example.org/x".to_owned());
        let secret = reference.resolve().unwrap();
        let shown = format!("{reference} {reference:?} {secret:?} {}", serde_json::to_string(&reference).unwrap());
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
