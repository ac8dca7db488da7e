//! `gleaner serve`: runs a schedule, answers only whom it should, keeps the state directory to itself, and stops at once.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A scan of two small files, and whatever else a busy machine makes of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running daemon on a tree of its own.
struct Daemon {
    child: Child,
    folder: TempDir,
    address: String,
    token: String,
    /// What it says, line by line.
    said: Receiver<String>,
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, head, body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Daemon {
    /// Starts one whose source is as `source` says.
    fn start(source: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let users = "name,email,phone\nMira Sandvik,mira.sandvik@example.com,+49 30 901820\nJon Hale,jon.hale@example.org,\n";
        std::fs::write(data.join("users.csv"), users).unwrap();
        std::fs::write(data.join("app.log"), "2026-01-02T03:04:05Z login of mira.sandvik@example.com\n").unwrap();
        let config = format!(
            "state = 'state'\nkey = 'file:key/root.key'\n[serve]\nlisten = '127.0.0.1:0'\ntime_zone = 'UTC'\n\
             [[source]]\nname = 'shop'\nkind = 'files'\npath = 'data'\npolicy = 'workpex'\n{source}\n"
        );
        std::fs::write(folder.path().join("gleaner.toml"), config).unwrap();
        let mut child = gleaner(folder.path()).arg("serve").stderr(Stdio::piped()).spawn().unwrap();
        let (line, said) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        std::thread::spawn(move || lines.for_each(|text| drop(line.send(text))));
        let mut daemon = Self { child, folder, address: String::new(), token: String::new(), said };
        daemon.address = daemon.wait_for("listening on http://");
        let file = daemon.wait_for("no token is configured; the one of this start is in ");
        let mut token = String::new();
        std::fs::File::open(file).unwrap().take(1_000).read_to_string(&mut token).unwrap();
        daemon.token = token.trim().to_owned();
        daemon
    }

    /// What follows these words in the first line that holds them.
    fn wait_for(&self, words: &str) -> String {
        let until = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        loop {
            let line = self.said.recv_timeout(until.saturating_duration_since(Instant::now()));
            let Ok(line) = line else { panic!("`{words}` was not said, but {seen:#?}") };
            if let Some((_, rest)) = line.split_once(words) {
                return rest.to_owned();
            }
            seen.push(line);
        }
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        // The answer may come, and the connection end, before all of a body that is too long was taken.
        let _ = stream.write_all(format!("{request}\r\n{body}").as_bytes());
        let mut answer = String::new();
        let _ = stream.take(16 << 20).read_to_string(&mut answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer to {method} {path}: {answer:?}"));
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn authorised(&self, method: &str, path: &str, body: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers =
            [("Host", self.address.as_str()), ("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        self.send(method, path, &headers, body)
    }

    fn get(&self, path: &str) -> Value {
        let answer = self.authorised("GET", path, "");
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()
    }

    /// Asks until the answer is as it should be.
    fn poll(&self, path: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            if is_it(&answer) {
                return answer;
            }
            assert!(Instant::now() < until, "{path} stayed {answer:#}");
            // Waits for the next thing that happens, which the log tells.
            match self.said.recv_timeout(Duration::from_millis(100)) {
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("the daemon ended"),
            }
        }
    }

    /// Sends SIGTERM; how it ended and how long that took.
    fn stop(&mut self) -> (ExitStatus, Duration) {
        let began = Instant::now();
        rustix::process::kill_process(rustix::process::Pid::from_child(&self.child), rustix::process::Signal::TERM).unwrap();
        // Its standard error ends with it.
        while self.said.recv_timeout(PATIENCE).is_ok() {}
        (self.child.wait().unwrap(), began.elapsed())
    }
}

fn gleaner(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.arg("--config").arg(folder.join("gleaner.toml")).stdin(Stdio::null());
    command
}

fn has_finished_run(runs: &Value) -> bool {
    let runs = runs["runs"].as_array().unwrap();
    runs.iter().any(|run| run["finished"].is_string() && run["summary"]["n_findings"].as_u64() > Some(0))
}

#[test]
fn a_schedule_is_run_judged_and_reported() {
    let mut daemon = Daemon::start("schedule = '* * * * * *'");
    let runs = daemon.poll("/api/v1/runs", has_finished_run);
    assert_eq!(runs["runs"].as_array().unwrap().last().unwrap()["sources"], json!(["shop"]));
    let sources = daemon.get("/api/v1/sources");
    assert_eq!(sources["sources"][0]["name"], "shop");
    assert!(sources["sources"][0]["due"].is_string(), "{sources}");
    let map = daemon.get("/api/v1/reports/map?as_of=2026-06-01");
    assert_eq!(map["basis"]["as_of"], "2026-06-01");
    let classes: Vec<_> = map["lines"].as_array().unwrap().iter().map(|line| line["class"].as_str().unwrap()).collect();
    assert!(classes.contains(&"user.contact.email"), "{classes:?}");
    for kind in ["retention", "under-age", "undisclosed", "promises", "violations", "copies", "coverage", "faults"] {
        assert!(daemon.get(&format!("/api/v1/reports/{kind}"))["basis"]["version"].is_string(), "{kind}");
    }
    daemon.wait_for("scan ended");
    daemon.wait_for("judged");
    let metrics = daemon.authorised("GET", "/metrics", "").body;
    for line in ["gleaner_objects{outcome=\"complete\"} 2", "gleaner_violations{rule=\"under-age\",weight=\"violation\"} 0"] {
        assert!(metrics.lines().any(|found| found == line), "{line} is not in\n{metrics}");
    }
    let done = metrics.lines().find_map(|line| line.strip_prefix("gleaner_scans_total{result=\"done\"} "));
    assert!(done.unwrap().parse::<u64>().unwrap() >= 1, "{metrics}");

    let other = gleaner(daemon.folder.path()).args(["scan", "shop"]).output().unwrap();
    let said = String::from_utf8_lossy(&other.stderr).into_owned();
    assert_eq!(other.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("process {}", daemon.child.id())), "{said}");

    let (status, took) = daemon.stop();
    assert!(status.success() && took < Duration::from_secs(10), "{status} after {took:?}");
    assert!(!daemon.folder.path().join("state/api-token").exists());
    let report = gleaner(daemon.folder.path()).args(["--format", "json", "report", "coverage"]).output().unwrap();
    assert!(report.status.success(), "{}", String::from_utf8_lossy(&report.stderr));
}

#[test]
fn only_who_knows_the_token_and_means_this_machine_is_answered() {
    let mut daemon = Daemon::start("");
    let bearer = format!("Bearer {}", daemon.token);
    let (bearer, own) = (bearer.as_str(), daemon.address.clone());
    let own = own.as_str();
    let json = ("Content-Type", "application/json");
    let long = format!("{{\"sources\":[\"{}\"]}}", "x".repeat(64 << 10));
    for (method, path, headers, body, expected) in [
        ("GET", "/healthz", &[("Host", own)][..], "", 200),
        ("GET", "/healthz", &[("Host", "localhost")], "", 200),
        ("GET", "/healthz", &[("Host", "gleaner.example.com")], "", 421),
        ("GET", "/metrics", &[("Host", own)], "", 401),
        ("GET", "/api/v1/runs", &[("Host", own)], "", 401),
        ("GET", "/api/v1/runs", &[("Host", own), ("Authorization", "Bearer gleaner_0000")], "", 401),
        ("GET", "/api/v1/runs", &[("Host", own), ("Authorization", bearer)], "", 200),
        ("GET", "/api/v1/runs", &[("Host", "gleaner.example.com"), ("Authorization", bearer)], "", 421),
        ("GET", "/api/v1/runs?limit=x", &[("Host", own), ("Authorization", bearer)], "", 400),
        ("GET", "/api/v1/nothing", &[("Host", own)], "", 401),
        ("GET", "/api/v1/nothing", &[("Host", own), ("Authorization", bearer)], "", 404),
        ("GET", "/api/v1/reports/nothing", &[("Host", own), ("Authorization", bearer)], "", 404),
        ("GET", "/api/v1/reports/map?as_of=soon", &[("Host", own), ("Authorization", bearer)], "", 400),
        ("DELETE", "/api/v1/audit", &[("Host", own), ("Authorization", bearer)], "", 405),
        ("GET", "/api/v1/subject", &[("Host", own), ("Authorization", bearer)], "", 405),
        ("POST", "/api/v1/scans", &[("Host", own), json], "{}", 401),
        ("POST", "/api/v1/scans", &[("Host", own), ("Authorization", bearer)], "{\"sources\":[]}", 415),
        ("POST", "/api/v1/scans", &[("Host", own), ("Authorization", bearer), json], "{\"sources\":[\"hr\"]}", 422),
        ("POST", "/api/v1/scans", &[("Host", own), ("Authorization", bearer), json], "{\"source\":[]}", 400),
        ("POST", "/api/v1/scans", &[("Host", own), ("Authorization", bearer), json], "{", 400),
        ("POST", "/api/v1/scans", &[("Host", own), ("Authorization", bearer), json], long.as_str(), 413),
    ] {
        let answer = daemon.send(method, path, headers, body);
        assert_eq!(answer.status, expected, "{method} {path} {headers:?}: {}", answer.body);
        assert!(answer.head.contains("cache-control: no-store"), "{}", answer.head);
        assert!(answer.head.contains("x-content-type-options: nosniff"), "{}", answer.head);
        if expected >= 400 {
            assert!(answer.json()["error"].is_string(), "{}", answer.body);
        }
    }
    let (status, took) = daemon.stop();
    assert!(status.success() && took < Duration::from_secs(10), "{status} after {took:?}");
}

#[test]
fn a_person_is_asked_for_in_a_body_and_audited_without_a_value() {
    let daemon = Daemon::start("");
    let accepted = daemon.authorised("POST", "/api/v1/scans", "{\"sources\":[\"shop\"]}");
    assert_eq!((accepted.status, accepted.json()), (202, json!({ "sources": ["shop"] })));
    daemon.poll("/api/v1/runs", has_finished_run);

    let question = json!({ "identifiers": ["mira.sandvik@example.com"], "case": "DSAR 17", "region": "DE" }).to_string();
    let answer = daemon.authorised("POST", "/api/v1/subject", &question);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.head.contains("cache-control: no-store"), "{}", answer.head);
    let traces = answer.json()["traces"].as_array().unwrap().len();
    assert_eq!(traces, 2, "{}", answer.body);

    let secret = "4000-strange-secret";
    for (body, expected) in [
        (json!({ "identifiers": [secret], "case": " " }), 422),
        (json!({ "identifiers": ["  "], "case": "DSAR 17" }), 422),
        (json!({ "identifiers": [secret] }), 400),
        (json!({ "identifiers": secret, "case": "DSAR 17" }), 400),
        (json!({ "identifiers": [], "case": "DSAR 17", secret: true }), 400),
    ] {
        let refused = daemon.authorised("POST", "/api/v1/subject", &body.to_string());
        assert_eq!(refused.status, expected, "{body}: {}", refused.body);
        assert!(!refused.body.contains("secret"), "{}", refused.body);
    }

    let trail = daemon.get("/api/v1/audit");
    let rows = trail["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{trail}");
    assert_eq!((&rows[0]["case"], &rows[0]["action"]), (&json!("DSAR 17"), &json!("subject")));
    assert!(rows[0]["classes"].as_array().unwrap().contains(&json!("user.contact.email")), "{trail}");
    assert!(!trail.to_string().contains("sandvik"), "{trail}");
}

#[test]
fn a_change_in_a_watched_tree_is_read() {
    let daemon = Daemon::start("watch = true");
    // Once when watching begins.
    let objects = |n: u64| move |runs: &Value| runs["runs"][0]["summary"]["objects"]["complete"].as_u64() == Some(n);
    daemon.poll("/api/v1/runs", objects(2));
    std::fs::write(daemon.folder.path().join("data/new.csv"), "email\nkim.berg@example.net\n").unwrap();
    daemon.poll("/api/v1/runs", objects(3));
}
