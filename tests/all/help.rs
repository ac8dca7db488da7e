//! What `--help` says of every verb, kept beside this file, so that a change of the command line is seen in review.
//! `GLEANER_WRITE_HELP=1 cargo test --test all help::` writes the kept texts anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_command_line_is_as_it_was_seen() {
    let mut differs = Vec::new();
    let mut kept = BTreeSet::new();
    for verb in all_verbs() {
        let text = help(&verb);
        let name = if verb.is_empty() { "gleaner".to_owned() } else { verb.join("-") };
        let file = folder().join(format!("{name}.txt"));
        kept.insert(file.clone());
        if std::env::var_os("GLEANER_WRITE_HELP").is_some() {
            std::fs::write(&file, &text).unwrap();
        }
        let was = std::fs::read_to_string(&file).unwrap_or_default();
        if was != text {
            differs.push(format!("gleaner {}: {}", verb.join(" "), first_difference(&was, &text)));
        }
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if !kept.contains(&path) {
            differs.push(format!("{}: there is no such verb any more", path.display()));
        }
    }
    assert!(differs.is_empty(), "GLEANER_WRITE_HELP=1 writes the kept texts anew.\n{}", differs.join("\n"));
}

fn first_difference(was: &str, is: &str) -> String {
    let mut pairs = was.lines().map(Some).chain([None]).zip(is.lines().map(Some).chain([None]));
    let (was, is) = pairs.find(|(was, is)| was != is).unwrap_or_default();
    format!("was {was:?}, is {is:?}")
}

/// The program itself, every verb, and every verb below a verb.
fn all_verbs() -> Vec<Vec<String>> {
    let mut verbs = vec![Vec::new()];
    let mut at = 0;
    while let Some(verb) = verbs.get(at).cloned() {
        for below in verbs_of(&help(&verb)) {
            verbs.push([verb.clone(), vec![below]].concat());
        }
        at += 1;
    }
    verbs
}

/// The first words of the lines under `Commands:`.
fn verbs_of(help: &str) -> Vec<String> {
    let list = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
    let lines = list.lines().take_while(|line| !line.is_empty());
    let is_entry = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = lines.filter(is_entry).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

fn help(verb: &[String]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(verb).arg("--help").env_clear().env("COLUMNS", "100");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{verb:?}: {}", String::from_utf8_lossy(&output.stderr));
    // Nobody sees spaces at the end of a line, and editors take them away.
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/help")
}
