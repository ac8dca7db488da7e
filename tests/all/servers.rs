//! Throwaway database servers: started on a free loopback port in a temporary folder, ended with the test that owns them,
//! also when that test is killed.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

/// A running server.
pub struct Server {
    /// Where it listens on 127.0.0.1.
    pub port: u16,
    /// What it wrote to its standard error so far, line by line.
    pub log: Arc<Mutex<Vec<String>>>,
    /// Its folder.
    pub folder: PathBuf,
    child: Child,
    end: rustix::process::Signal,
    _temporary: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let id = rustix::process::Pid::from_child(&self.child);
        let _ = rustix::process::kill_process(id, self.end);
        let _ = self.child.wait();
    }
}

/// PostgreSQL with every statement logged. `postgres` needs no password, everybody else does.
pub fn postgres() -> Server {
    let temporary = temporary();
    let folder = temporary.path().join("pg");
    std::fs::create_dir(&folder).unwrap();
    let bin = postgres_bin();
    let is_root = rustix::process::geteuid().is_root();
    if is_root {
        let (user, group) = ids_of("postgres");
        chown(&folder, Some(user), Some(group)).unwrap();
    }
    let as_owner = |program: PathBuf| {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "QUIT"]).env("LC_ALL", "C.UTF-8");
        if is_root {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        command.arg(program);
        command
    };
    let data = folder.join("data");
    let mut initdb = as_owner(bin.join("initdb"));
    initdb.arg("-D").arg(&data).args(["-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8"]);
    run(initdb);
    let rules = "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
    std::fs::write(data.join("pg_hba.conf"), rules).unwrap();
    let port = free_port();
    let mut command = as_owner(bin.join("postgres"));
    command.arg("-D").arg(&data).arg("-p").arg(port.to_string());
    command.arg("-c").arg(format!("unix_socket_directories={}", folder.display()));
    for setting in ["listen_addresses=127.0.0.1", "fsync=off", "log_statement=all", "log_line_prefix=%a|"] {
        command.args(["-c", setting]);
    }
    start(command, port, "ready to accept connections", rustix::process::Signal::QUIT, folder, temporary)
}

/// MariaDB with every statement in `general.log`. `root` needs no password.
pub fn mariadb() -> Server {
    let temporary = temporary();
    let folder = temporary.path().join("my");
    let install = program(&["mariadb-install-db", "mysql_install_db"], "mariadb-server");
    let mut command = Command::new(install);
    command.arg("--no-defaults").arg(format!("--datadir={}", folder.display()));
    command.args(["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]);
    let user = if rustix::process::geteuid().is_root() { vec!["--user=root"] } else { Vec::new() };
    command.args(&user);
    run(command);
    let port = free_port();
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL"]).arg(program(&["mariadbd", "mysqld"], "mariadb-server"));
    command.arg("--no-defaults").args(&user).arg(format!("--port={port}"));
    for (name, file) in [("datadir", ""), ("socket", "s"), ("pid-file", "p"), ("general-log-file", "general.log")] {
        command.arg(format!("--{name}={}", folder.join(file).display()));
    }
    let settings = [
        "--bind-address=127.0.0.1",
        "--innodb-flush-log-at-trx-commit=0",
        "--skip-log-bin",
        "--general-log=1",
        "--skip-name-resolve",
    ];
    command.args(settings);
    start(command, port, "ready for connections", rustix::process::Signal::KILL, folder, temporary)
}

fn start(
    mut command: Command,
    port: u16,
    ready: &str,
    end: rustix::process::Signal,
    folder: PathBuf,
    temporary: TempDir,
) -> Server {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("setpriv: install util-linux");
    let mut lines = BufReader::new(child.stderr.take().unwrap()).split(b'\n').map_while(Result::ok);
    let log = Arc::new(Mutex::new(Vec::new()));
    let mut is_ready = false;
    for line in lines.by_ref() {
        let line = String::from_utf8_lossy(&line).into_owned();
        is_ready = line.contains(ready);
        log.lock().unwrap().push(line);
        if is_ready {
            break;
        }
    }
    let server = Server { port, log: log.clone(), folder, child, end, _temporary: temporary };
    assert!(is_ready, "the server did not start: {:#?}", server.log.lock().unwrap());
    std::thread::spawn(move || {
        for line in lines {
            log.lock().unwrap().push(String::from_utf8_lossy(&line).into_owned());
        }
    });
    server
}

/// A folder that a server's own user may enter.
fn temporary() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
    folder
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn postgres_bin() -> PathBuf {
    let root = Path::new("/usr/lib/postgresql");
    let versions = std::fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let mut found: Vec<PathBuf> = versions.filter(|bin| bin.join("initdb").exists()).collect();
    found.sort();
    found.pop().expect("PostgreSQL is not installed: apt-get install postgresql")
}

fn program(names: &[&str], package: &str) -> PathBuf {
    let folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];
    let paths = folders.iter().flat_map(|folder| names.iter().map(move |name| Path::new(folder).join(name)));
    let found = paths.into_iter().find(|path| path.exists());
    found.unwrap_or_else(|| panic!("{} is not installed: apt-get install {package}", names[0]))
}

fn ids_of(user: &str) -> (u32, u32) {
    let id = |flag| {
        let output = Command::new("id").arg(flag).arg(user).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().parse().expect("the user of the Debian package postgresql")
    };
    (id("-u"), id("-g"))
}

fn run(mut command: Command) {
    let output = command.output().expect("setpriv: install util-linux");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
