//! What the program refuses, how it says so, and with which exit code it ends.

use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

use gleaner::seal::{Keys, RootKey};
use rustix::process::{Pid, Signal, kill_process};

use crate::company::{Ground, furnish, gz};
use crate::same::assert_same;

fn talk(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn check_refused(output: &Output, words: &[&str], when: &str) {
    let talk = talk(output);
    assert_eq!(output.status.code(), Some(2), "{when}: {talk}");
    assert!(output.stdout.is_empty(), "{when}: something was said on standard output");
    for word in words {
        assert!(talk.contains(word), "{when}: no `{word}` in: {talk}");
    }
}

/// Starts a scan that takes seconds and waits until it has committed something.
fn slow_scan(ground: &Ground, args: &[&str]) -> Child {
    let mut scan = ground.gleaner("state");
    scan.args(args).env("FAILPOINTS", "store::before-commit=sleep(60)").stdout(Stdio::piped()).stderr(Stdio::piped());
    let scan = scan.spawn().unwrap();
    let (log, began) = (ground.path("state/catalogue.db-wal"), Instant::now());
    while log.metadata().map_or(0, |log| log.len()) < 200_000 {
        assert!(began.elapsed() < Duration::from_secs(30), "the scan commits nothing");
        std::thread::sleep(Duration::from_millis(5));
    }
    scan
}

#[test]
fn a_second_process_is_refused_at_once_and_told_who_is_first() {
    let ground = Ground::new();
    furnish(&ground);
    let mut first = slow_scan(&ground, &["scan"]);
    let pid = first.id().to_string();
    check_refused(&ground.run("state", &["scan"]), &["in use by process", &pid], "scan");
    check_refused(&ground.run("state", &["index", "rebuild"]), &["in use by process", &pid], "index rebuild");
    assert_eq!(first.try_wait().unwrap(), None, "the first was still at work");
    // Whoever only reads need not wait.
    assert!(ground.run("state", &["report", "map"]).status.success());
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(ground.run("state", &["scan", "--quiet"]).status.success(), "a dead process holds nothing");
}

#[test]
fn with_a_foreign_key_every_verb_refuses() {
    let ground = Ground::new();
    ground.file("a.txt", "mina.quillfeather@example.com");
    let data = ground.data().display().to_string();
    assert!(ground.run("state", &["scan", &data]).status.success());
    let id = |path| Keys::new(&RootKey::from_text(&std::fs::read_to_string(path).unwrap()).unwrap()).id().to_owned();
    let ours = id(ground.path("key"));
    std::fs::remove_file(ground.path("key")).unwrap();
    assert!(ground.run("other", &["scan", &data]).status.success());
    let theirs = id(ground.path("key"));
    let before = ground_files(&ground);
    for args in [
        &["scan", data.as_str()][..],
        &["subject", "--case", "1", "mina.quillfeather@example.com"],
        &["report", "map"],
        &["report", "coverage"],
        &["report", "retention"],
        &["report", "all"],
        &["index", "rebuild"],
        &["audit"],
        &["explain", data.as_str()],
    ] {
        check_refused(&ground.run("state", args), &[&ours, &theirs], &args.join(" "));
    }
    assert_eq!(before, ground_files(&ground), "a refused verb wrote something");
}

/// The catalogue's bytes.
fn ground_files(ground: &Ground) -> Vec<u8> {
    std::fs::read(ground.path("state/catalogue.db")).unwrap()
}

#[test]
fn a_key_that_others_may_read_or_that_lies_in_the_state_is_refused() {
    let ground = Ground::new();
    let data = ground.data().display().to_string();
    assert!(ground.run("state", &["scan", &data]).status.success());
    assert_eq!(ground.path("key").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(ground.path("key"), PermissionsExt::from_mode(0o644)).unwrap();
    check_refused(&ground.run("state", &["scan", &data]), &["others may read"], "open to others");
    check_refused(&ground.run("state", &["report", "map"]), &["others may read"], "open to others");
    std::fs::set_permissions(ground.path("key"), PermissionsExt::from_mode(0o600)).unwrap();
    let inside = ground.path("state/key").display().to_string();
    std::fs::copy(ground.path("key"), &inside).unwrap();
    check_refused(&ground.run("state", &["report", "map", "--key", &inside]), &["state directory"], "inside the state");
}

#[test]
fn exit_codes_tell_how_it_ended() {
    let ground = Ground::new();
    ground.file("good/a.txt", "mina.quillfeather@example.com");
    ground.file("bad/a.log.gz", &gz(&b"a line of a log\n".repeat(9_000))[..60]);
    ground.file("loud/users.csv", "email,password\nmina.q@example.com,Tr0ub4dor&3x\nlukas.q@example.com,c0rrect-h0rse\n");
    let configuration = "[[source]]\nname = 'gone'\nkind = 'files'\npath = 'data/gone'\n";
    std::fs::write(ground.path("gone.toml"), configuration).unwrap();
    let lost = ["--config", "gone.toml", "scan"];
    for (ix, (args, expected)) in [
        (&["scan", "data/good"][..], 0),
        (&["scan", "data/good", "--fail-on", "incomplete"], 0),
        (&["scan", "data/bad"], 0),
        (&["scan", "data/bad", "--fail-on", "incomplete"], 3),
        (&["scan", "data/good", "--fail-on", "violations"], 0),
        (&["scan", "data/loud", "--fail-on", "violations"], 1),
        (&["scan", "data/loud", "data/bad", "--fail-on", "violations,incomplete"], 3),
        (&lost, 3),
        (&["scan", "--no-such-option"], 2),
        (&["no-such-verb"], 2),
        (&["scan", "data/no-such-folder"], 2),
        (&["subject"], 2),
        (&["detectors", "list"], 0),
        (&["--version"], 0),
    ]
    .into_iter()
    .enumerate()
    {
        let output = ground.run(&format!("state{ix}"), args);
        assert_eq!(output.status.code(), Some(expected), "{}: {}", args.join(" "), talk(&output));
        assert!(expected == 0 || !output.stderr.is_empty() || !output.stdout.is_empty(), "{}: silent", args.join(" "));
    }
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
    let ground = Ground::new();
    let text = "[scan]\nunit_bites = \"1 MiB\"\n\n[[source]]\nname = \"x\"\nknid = \"files\"\npath = \"data\"\n";
    std::fs::write(ground.path("gleaner.toml"), text).unwrap();
    let words = ["gleaner.toml:2:", "`unit_bytes`", "gleaner.toml:6:", "did you mean `kind`"];
    for args in [&["config", "check"][..], &["scan"], &["report", "map"]] {
        check_refused(&ground.run("state", args), &words, &args.join(" "));
    }
}

#[test]
fn ctrl_c_ends_a_scan_within_two_seconds_and_the_next_goes_on() {
    let ground = Ground::new();
    furnish(&ground);
    let whole = ground.json("clean", &["scan"])["n_units"].as_u64().unwrap();
    for (signal, args, expected) in [(Signal::INT, &["scan"][..], 0), (Signal::TERM, &["scan", "--fail-on", "incomplete"], 3)] {
        let scan = slow_scan(&ground, args);
        let began = Instant::now();
        kill_process(Pid::from_child(&scan), signal).unwrap();
        let output = scan.wait_with_output().unwrap();
        assert!(began.elapsed() < Duration::from_secs(2), "{signal:?}: {:?}", began.elapsed());
        assert_eq!(output.status.code(), Some(expected), "{signal:?}: {}", talk(&output));
        assert!(talk(&output).contains("the next scan goes on from here"), "{}", talk(&output));
    }
    let summary = ground.json("state", &["scan"]);
    let (read, kept) = (summary["n_units"].as_u64().unwrap(), summary["n_units_unchanged"].as_u64().unwrap());
    assert!(kept > 0 && read > 0 && read + kept == whole, "{summary}");
    assert_same(&ground.dump("clean"), &ground.dump("state"), "after two signals");
}
