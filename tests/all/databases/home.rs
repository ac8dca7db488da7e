//! The program itself, run with a key and state directories of its own, and what it says.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gleaner::config::{KeyRef, key};
use gleaner::seal::Keys;
use gleaner::store::Store;
use serde_json::Value;
use tempfile::TempDir;

/// Where runs of the program keep everything: removed with the test.
pub struct Home(TempDir);

/// How a run ended.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{:?}: {} {}", self.code, self.out, self.err))
    }
}

/// A run that goes on.
pub struct Running {
    child: Child,
    out: PathBuf,
    err: PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    pub fn signal(&self, signal: rustix::process::Signal) {
        rustix::process::kill_process(rustix::process::Pid::from_child(&self.child), signal).unwrap();
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits for the end. A run that takes too long fails the test instead of hanging it.
    pub fn wait(mut self, most: Duration) -> Ran {
        let started = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(started.elapsed() < most, "still running: {}", read(&self.err));
            std::thread::sleep(Duration::from_millis(10));
        };
        Ran { code: status.code(), out: read(&self.out), err: read(&self.err) }
    }
}

fn read(path: &Path) -> String {
    String::from_utf8(std::fs::read(path).unwrap()).unwrap()
}

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Starts the program on the state directory of this name.
    pub fn start(&self, state: &str, args: &[&str]) -> Running {
        let [out, err] = ["out", "err"].map(|end| self.path().join(format!("{state}.{end}")));
        let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
        command.env_clear().env("HOME", self.path()).current_dir(self.path()).args(args).args(["--format", "json"]);
        command.arg("--state").arg(self.path().join(state)).arg("--key").arg(self.path().join("root.key"));
        command.stdin(Stdio::null()).stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
        Running { child: command.spawn().unwrap(), out, err }
    }

    /// Runs the program to its end.
    pub fn run(&self, state: &str, args: &[&str]) -> Ran {
        self.start(state, args).wait(Duration::from_secs(600))
    }

    /// Writes a configuration with one source and gives its path.
    pub fn configure(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// The catalogue of a state directory, also while the program writes it.
    pub async fn store(&self, state: &str) -> Option<Store> {
        let state = self.path().join(state);
        let root = key::load(&KeyRef::File(self.path().join("root.key")), &state).ok()?;
        Store::open_read_only(&state, &Keys::new(&root)).await.ok()
    }

    /// Whether any file below holds a text.
    pub fn holds(&self, text: &str) -> Option<PathBuf> {
        let mut open = vec![self.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else if memchr::memmem::find(&std::fs::read(&path).unwrap(), text.as_bytes()).is_some() {
                    return Some(path);
                }
            }
        }
        None
    }
}
