//! Where the root key lies, and the rules under which it is made and read: a file of mode 0600 outside the state
//! directory, or something handed over by reference. Whoever has key and state can test guesses against tags, so the two
//! never lie together.

use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::seal::RootKey;

use super::places::Env;
use super::secret::{SecretError, SecretRef, credential};

/// The longest key file that is read, in bytes: 64 digits and some white space.
const MAX_BYTES: u64 = 1024;

/// Where the root key lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyRef {
    /// A file; made on first use.
    File(PathBuf),
    /// An environment variable.
    Env(String),
    /// Handed over by systemd.
    Credential(String),
}

/// A key that could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No file there, and none was to be made.
    #[error("{0}: there is no key")]
    Missing(PathBuf),
    /// Somebody else may read it.
    #[error("{path}: others may read the key (mode {mode:03o})\nhint: chmod 600 {path}")]
    Open {
        /// The file.
        path: String,
        /// Its permission bits.
        mode: u32,
    },
    /// It belongs to somebody else.
    #[error("{0}: the key belongs to another user")]
    Foreign(PathBuf),
    /// It lies where the state lies.
    #[error("{0}: the key lies inside the state directory; keep the two apart")]
    InsideState(PathBuf),
    /// What is there is no key.
    #[error("{0}: not a key: expected 64 hexadecimal digits")]
    Malformed(String),
    /// There is something already.
    #[error("{0}: exists already; a key is never overwritten")]
    Exists(PathBuf),
    /// Only a key file can be restored or backed up over.
    #[error("{0}: the key is given by reference; put it there yourself")]
    NotAFile(KeyRef),
    /// The operating system said no.
    #[error("{path}: cannot {what} the key: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Which step.
        what: &'static str,
        /// Why.
        cause: String,
    },
    /// The reference leads nowhere.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The operating system has no random numbers.
    #[error("cannot make a key: no random numbers")]
    NoRandomness,
}

impl KeyRef {
    /// The reference that a configuration names; a text without a prefix is a path.
    pub fn from_secret(reference: SecretRef) -> Self {
        match reference {
            SecretRef::Literal(path) => Self::File(PathBuf::from(path.as_str())),
            SecretRef::File(path) => Self::File(path),
            SecretRef::Env(name) => Self::Env(name),
            SecretRef::Credential(name) => Self::Credential(name),
        }
    }

    fn file(&self) -> Result<&Path, KeyError> {
        match self {
            Self::File(path) => Ok(path),
            _ => Err(KeyError::NotAFile(self.clone())),
        }
    }
}

impl fmt::Display for KeyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Env(name) => write!(f, "env:{name}"),
            Self::Credential(name) => write!(f, "credential:{name}"),
        }
    }
}

/// Reads the key.
///
/// # Errors
/// There is none, it is no key, others may read it, or it lies inside the state directory.
pub fn load(key: &KeyRef, state: &Path) -> Result<RootKey, KeyError> {
    load_in(key, state, &Env::process())
}

fn load_in(key: &KeyRef, state: &Path, env: &Env<'_>) -> Result<RootKey, KeyError> {
    let text = match key {
        KeyRef::File(path) => read(path, Some(state))?,
        KeyRef::Credential(name) => {
            let file = credential(name, env).ok_or_else(|| SecretError::NoCredential(name.clone()))?;
            refuse_inside(&file, state)?;
            // systemd made it readable for this service alone, under whatever owner and mode its version chose.
            let secret = SecretRef::File(file).resolve()?;
            Zeroizing::new(secret.expose().to_owned())
        }
        KeyRef::Env(name) => Zeroizing::new(SecretRef::Env(name.clone()).resolve_in(env)?.expose().to_owned()),
    };
    RootKey::from_text(&text).ok_or_else(|| KeyError::Malformed(key.to_string()))
}

/// Reads the key; makes one if it is to lie in a file and there is none. True: it was made just now.
///
/// # Errors
/// As [`load`], or the file cannot be made.
pub fn load_or_create(key: &KeyRef, state: &Path) -> Result<(RootKey, bool), KeyError> {
    let KeyRef::File(path) = key else { return Ok((load(key, state)?, false)) };
    match load(key, state) {
        Err(KeyError::Missing(_)) => {}
        result => return Ok((result?, false)),
    }
    let fresh = RootKey::generate().map_err(|_| KeyError::NoRandomness)?;
    match write_new(path, state, &fresh) {
        Ok(()) => Ok((fresh, true)),
        // Another process was quicker: its key is the key.
        Err(KeyError::Exists(_)) => Ok((load(key, state)?, false)),
        Err(error) => Err(error),
    }
}

/// Writes a copy of the key to a new file of mode 0600.
///
/// # Errors
/// The key cannot be had, the file exists, lies inside the state directory, or cannot be written.
pub fn backup(key: &KeyRef, state: &Path, to: &Path) -> Result<RootKey, KeyError> {
    let root = load(key, state)?;
    write_new(to, state, &root)?;
    Ok(root)
}

/// Puts a copy back where the key lies. A key that is there is never overwritten.
///
/// # Errors
/// The copy is no key or open to others, there is a key already, or the key does not lie in a file.
pub fn restore(key: &KeyRef, state: &Path, from: &Path) -> Result<RootKey, KeyError> {
    let path = key.file()?;
    let root = RootKey::from_text(&read(from, None)?).ok_or_else(|| KeyError::Malformed(from.display().to_string()))?;
    write_new(path, state, &root)?;
    Ok(root)
}

fn read(path: &Path, state: Option<&Path>) -> Result<Zeroizing<String>, KeyError> {
    let failed = |what| move |error: std::io::Error| io(path, what, &error);
    if let Some(state) = state {
        refuse_inside(path, state)?;
    }
    // Non-blocking: a pipe laid in the key's place must not hold the program.
    let flags = rustix::fs::OFlags::NONBLOCK.bits() as i32;
    let file = match OpenOptions::new().read(true).custom_flags(flags).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(KeyError::Missing(path.to_owned())),
        Err(error) => return Err(io(path, "open", &error)),
    };
    let about = file.metadata().map_err(failed("look at"))?;
    if !about.is_file() {
        return Err(KeyError::Malformed(path.display().to_string()));
    }
    if about.mode() & 0o077 != 0 {
        return Err(KeyError::Open { path: path.display().to_string(), mode: about.mode() & 0o777 });
    }
    if ![0, rustix::process::geteuid().as_raw()].contains(&about.uid()) {
        return Err(KeyError::Foreign(path.to_owned()));
    }
    let mut text = Zeroizing::new(String::new());
    match file.take(MAX_BYTES).read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(KeyError::Malformed(path.display().to_string())),
        Err(error) => Err(io(path, "read", &error)),
    }
}

/// Writes beside the place first and then links into it: the file appears whole or not at all, and never over another.
fn write_new(path: &Path, state: &Path, key: &RootKey) -> Result<(), KeyError> {
    let failed = |what| move |error: std::io::Error| io(path, what, &error);
    let name = path.file_name().ok_or_else(|| KeyError::Malformed(path.display().to_string()))?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    refuse_inside(path, state)?;
    if path.symlink_metadata().is_ok() {
        return Err(KeyError::Exists(path.to_owned()));
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed("make the folder of"))?;
    let mut draft = name.to_owned();
    draft.push(format!(".{}.new", std::process::id()));
    let draft = folder.join(draft);
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        file.write_all(key.to_text().as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        std::fs::hard_link(&draft, path)
    })();
    let removed = std::fs::remove_file(&draft);
    match written {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(KeyError::Exists(path.to_owned())),
        result => result.map_err(failed("write"))?,
    }
    removed.map_err(failed("tidy up after"))?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed("write"))
}

fn io(path: &Path, what: &'static str, error: &std::io::Error) -> KeyError {
    KeyError::Io { path: path.to_owned(), what, cause: error.kind().to_string() }
}

fn refuse_inside(path: &Path, state: &Path) -> Result<(), KeyError> {
    if real(path).starts_with(real(state)) {
        return Err(KeyError::InsideState(path.to_owned()));
    }
    Ok(())
}

/// The path without symbolic links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), path.strip_prefix(ancestor)) {
            return real.join(rest);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;
    use crate::seal::Keys;

    fn id(key: &RootKey) -> String {
        Keys::new(key).id().to_owned()
    }

    #[test]
    fn a_key_is_made_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (path, state) = (folder.path().join("config/gleaner/root.key"), folder.path().join("state"));
        let key = KeyRef::File(path.clone());
        assert_eq!(load(&key, &state).err(), Some(KeyError::Missing(path.clone())));
        let (made, is_new) = load_or_create(&key, &state).unwrap();
        let (read, is_new_again) = load_or_create(&key, &state).unwrap();
        assert_eq!((id(&made), is_new, is_new_again), (id(&read), true, false));
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_that_others_may_read_or_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        let good = "a".repeat(64);
        for (text, mode, expected) in [
            (good.as_str(), 0o600, None),
            (&good, 0o400, None),
            (&good, 0o640, Some("others may read")),
            (&good, 0o604, Some("others may read")),
            ("abc", 0o600, Some("not a key")),
            ("", 0o600, Some("not a key")),
        ] {
            let _ = std::fs::remove_file(&path);
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let error = load(&KeyRef::File(path.clone()), &folder.path().join("state")).err().map(|error| error.to_string());
            assert_eq!(error.is_some(), expected.is_some(), "{mode:o} {error:?}");
            assert!(error.unwrap_or_default().contains(expected.unwrap_or_default()));
        }
    }

    #[test]
    fn a_key_inside_the_state_directory_is_refused_however_it_is_reached() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        std::fs::create_dir(&state).unwrap();
        symlink(&state, folder.path().join("alias")).unwrap();
        let elsewhere = KeyRef::File(folder.path().join("root.key"));
        load_or_create(&elsewhere, &state).unwrap();
        for inside in ["state/root.key", "state/deep/root.key", "alias/root.key", "state/../state/root.key"] {
            let key = KeyRef::File(folder.path().join(inside));
            let error = load_or_create(&key, &state).err().unwrap();
            assert!(matches!(error, KeyError::InsideState(_)), "{inside}: {error}");
            let error = backup(&elsewhere, &state, &folder.path().join(inside)).err().unwrap();
            assert!(matches!(error, KeyError::InsideState(_)), "{inside}: {error}");
        }
        assert_eq!(std::fs::read_dir(&state).unwrap().count(), 0);
    }

    #[test]
    fn a_backup_brings_the_key_back_and_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let (path, copy) = (folder.path().join("root.key"), folder.path().join("copy.key"));
        let key = KeyRef::File(path.clone());
        let made = load_or_create(&key, &state).unwrap().0;
        backup(&key, &state, &copy).unwrap();
        assert_eq!(backup(&key, &state, &copy).err(), Some(KeyError::Exists(copy.clone())));
        assert_eq!(restore(&key, &state, &copy).err(), Some(KeyError::Exists(path.clone())));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(id(&restore(&key, &state, &copy).unwrap()), id(&made));
        assert_eq!(id(&load(&key, &state).unwrap()), id(&made));
        assert!(matches!(restore(&KeyRef::Env("K".into()), &state, &copy), Err(KeyError::NotAFile(_))));
    }

    #[test]
    fn a_key_may_be_handed_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("gleaner"), "b".repeat(64)).unwrap();
        let get = |name: &str| match name {
            "GLEANER_KEY" => Some("c".repeat(64).into()),
            "CREDENTIALS_DIRECTORY" => Some(folder.path().as_os_str().to_owned()),
            _ => None,
        };
        let state = folder.path().join("state");
        for (key, expected) in [
            (KeyRef::Env("GLEANER_KEY".into()), Some("c")),
            (KeyRef::Env("OTHER".into()), None),
            (KeyRef::Credential("gleaner".into()), Some("b")),
            (KeyRef::Credential("other".into()), None),
        ] {
            let found = load_in(&key, &state, &Env::of(&get)).ok().map(|key| id(&key));
            assert_eq!(found, expected.map(|digit| id(&RootKey::from_text(&digit.repeat(64)).unwrap())), "{key}");
        }
    }
}
