//! Where configuration, key and state lie by default (XDG Base Directory Specification 0.8, systemd.exec), and the only
//! door to the environment.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::mistake::Mistake;

/// The largest configuration file that is read.
pub const MAX_CONFIG_BYTES: u64 = 1 << 20;

/// Looks up one environment variable.
type Lookup<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The environment, as an argument, so that tests need not change the process's own.
pub struct Env<'a>(Lookup<'a>);

impl<'a> Env<'a> {
    /// The process's own.
    pub fn process() -> Self {
        Self(&|name| std::env::var_os(name))
    }

    /// Another, for tests.
    #[cfg(test)]
    pub fn of(get: Lookup<'a>) -> Self {
        Self(get)
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<OsString> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// A variable that holds an absolute path; a relative one is ignored, as the XDG specification says.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from).filter(|path| path.is_absolute())
    }

    /// `$XDG_CONFIG_HOME/gleaner` or `~/.config/gleaner`.
    pub fn config_home(&self) -> Option<PathBuf> {
        self.path("XDG_CONFIG_HOME").or_else(|| Some(self.path("HOME")?.join(".config"))).map(|home| home.join("gleaner"))
    }

    /// `$STATE_DIRECTORY` of a system service, else `$XDG_STATE_HOME/gleaner` or `~/.local/state/gleaner`.
    pub fn state_home(&self) -> Option<PathBuf> {
        let of_service = self.get("STATE_DIRECTORY").and_then(|list| std::env::split_paths(&list).next());
        of_service.filter(|path| path.is_absolute()).or_else(|| {
            let home = self.path("XDG_STATE_HOME").or_else(|| Some(self.path("HOME")?.join(".local/state")))?;
            Some(home.join("gleaner"))
        })
    }

    /// A path as written in a configuration: `~/` is the home directory, and what is relative lies below `base`.
    pub fn resolve(&self, path: &Path, base: &Path) -> PathBuf {
        match (path.strip_prefix("~"), self.path("HOME")) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => base.join(path),
        }
    }
}

/// Reads a configuration file.
///
/// # Errors
/// It cannot be read, is larger than [`MAX_CONFIG_BYTES`], or is no UTF-8.
pub fn read_config(path: &Path) -> Result<String, Mistake> {
    let unreadable = |error: std::io::Error| Mistake::of_file(path, format!("cannot read the configuration: {}", error.kind()));
    let file = File::open(path).map_err(unreadable)?;
    let mut text = String::new();
    file.take(MAX_CONFIG_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
    if text.len() as u64 > MAX_CONFIG_BYTES {
        return Err(Mistake::of_file(path, "the configuration is larger than 1 MiB"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_lies_where_service_and_desktop_expect_it() {
        for (vars, expected) in [
            (&[("HOME", "/home/x")][..], Some("/home/x/.local/state/gleaner")),
            (&[("HOME", "/home/x"), ("XDG_STATE_HOME", "/s")], Some("/s/gleaner")),
            (&[("HOME", "/home/x"), ("XDG_STATE_HOME", "s")], Some("/home/x/.local/state/gleaner")),
            (&[("HOME", "/home/x"), ("STATE_DIRECTORY", "/var/lib/gleaner:/b")], Some("/var/lib/gleaner")),
            (&[], None),
        ] {
            let get = |name: &str| vars.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
            assert_eq!(Env::of(&get).state_home(), expected.map(PathBuf::from), "{vars:?}");
        }
    }

    #[test]
    fn a_configuration_that_is_too_large_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gleaner.toml");
        std::fs::write(&path, " ".repeat(1 << 20)).unwrap();
        assert!(read_config(&path).is_ok());
        std::fs::write(&path, " ".repeat((1 << 20) + 1)).unwrap();
        assert!(read_config(&path).unwrap_err().text.contains("larger"));
    }
}
