//! What the documents say is so: README's commands exist, the configuration example is one, the schemas of all JSON
//! outputs are there.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use gleaner::report::{self, View};

fn gleaner(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(arguments).current_dir(folder).env_clear().env("HOME", folder).env("GLEANER_TOKEN", "loopback-only");
    command.output().unwrap()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Lines of README's code blocks that call Gleaner, without comment, redirection or pipe.
fn commands(page: &str) -> Vec<Vec<String>> {
    let blocks = page.split("```").skip(1).step_by(2);
    let calls = blocks.flat_map(str::lines).filter_map(|line| line.trim().strip_prefix("gleaner "));
    let bare = calls.map(|call| call.split(['#', '|', '<', '>']).next().unwrap());
    bare.map(|call| call.split_whitespace().map(|word| word.trim_matches(['\'', '"']).to_owned()).collect()).collect()
}

#[test]
fn readmes_commands_exist() {
    let page = read("README.md");
    let folder = tempfile::tempdir().unwrap();
    let commands = commands(&page);
    assert!(commands.len() > 5, "only {} commands were recognised", commands.len());
    for mut command in commands {
        // With `--help` at the end everything before it is checked for its options and nothing is done.
        command.push("--help".to_owned());
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let output = gleaner(&words, folder.path());
        assert!(output.status.success(), "gleaner {}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn readmes_files_exist() {
    let page = read("README.md");
    assert!(page.contains("cargo run --release -- demo\n") && page.contains("    tests/run\n"));
    for script in ["tests/run", ".ci/run"] {
        let about = std::fs::metadata(Path::new(env!("CARGO_MANIFEST_DIR")).join(script)).unwrap();
        assert_eq!(about.permissions().mode() & 0o111, 0o111, "{script} cannot be run");
    }
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let own: Vec<&str> = links.filter(|link| !link.contains("://") && !link.starts_with('#')).collect();
    assert!(own.contains(&"docs/report.svg") && own.contains(&"ARCHITECTURE.md"), "{own:?}");
    for link in own {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(), "README.md links to {link}");
    }
}

/// The example with its switched-off lines switched on: what it shows has to be right too.
fn switched_on(example: &str) -> String {
    let is_setting = |line: &&str| {
        let rest = line.trim_start_matches('#');
        line.starts_with('#') && (rest.starts_with('[') || rest.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    let lines = example.lines().map(|line| if is_setting(&line) { &line[1..] } else { line });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_configuration_example_is_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("policies")).unwrap();
    std::fs::create_dir(folder.path().join("detectors")).unwrap();
    std::fs::write(folder.path().join("bindings.toml"), "").unwrap();
    let example = read("config/gleaner.toml");
    for (name, text) in [("as-written.toml", example.clone()), ("switched-on.toml", switched_on(&example))] {
        std::fs::write(folder.path().join(name), &text).unwrap();
        let output = gleaner(&["--config", name, "config", "check"], folder.path());
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let on = gleaner(&["--config", "switched-on.toml", "config", "check"], folder.path());
    let told = String::from_utf8_lossy(&on.stdout).into_owned();
    assert!(told.contains("crm (postgres), policy workpex") && told.contains("exports (files)"), "{told}");
}

#[test]
fn every_view_and_the_configuration_have_a_schema() {
    for name in View::NAMES {
        let schema = report::schema(name);
        let properties = schema.get("properties").and_then(serde_json::Value::as_object);
        assert!(properties.is_some_and(|properties| !properties.is_empty()), "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let schema = gleaner(&["config", "schema"], folder.path());
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
    assert!(schema.pointer("/properties/source").is_some());
}
