//! The verbs of `policy` that work on texts, at the program's edge.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gleaner::classify;
use gleaner::detect::Detectors;
use gleaner::draft::{Change, Draft, Format, coverage, diff, drift};
use gleaner::model::policy::Policy;
use tempfile::TempDir;

use super::{held, texts};

/// A text of all that a pack can say, for changes to be made to.
const TEXT: &str = "Privacy Policy\n\n1. What We Collect\n\nWe collect your name and your email address.\n\n\
    2. Retention\n\nServer logs are deleted after 30 days. Invoices are kept for ten years.\n\n\
    3. Children\n\nWe do not knowingly collect personal data from children under 13.\n\n\
    4. Your Rights\n\nYou have the right to access your data. Under the GDPR you may lodge a complaint.\n";

fn gleaner(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(arguments).current_dir(folder).env_clear().env("HOME", folder).output().unwrap()
}

/// What a verb prints; it must end with this code.
fn said(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = gleaner(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).unwrap());
    folder
}

/// Letters and digits alone, whatever the layout or markup around them.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn drafts() -> impl Iterator<Item = (PathBuf, Draft, Policy)> {
    ["first", "second", "third"].into_iter().flat_map(texts).map(|text| {
        let draft = held::draft(&text);
        let pack = draft.pack("invented", "Invented");
        (text, draft, pack)
    })
}

/// Nothing is doubtful in a draft but the contradictions of the text itself.
#[test]
fn every_draft_is_a_policy_that_is_read_and_found_sound() {
    let detectors = Detectors::builtin().unwrap();
    let is_class = |class: &str| detectors.classes().iter().any(|entry| entry.key.is_within(class));
    for (text, draft, pack) in drafts() {
        let read = classify::parse("invented.toml", &draft.toml(&pack).unwrap(), &is_class);
        assert_eq!(read.as_ref(), Ok(&pack), "{}", text.display());
        let doubts = classify::check(&pack);
        assert!(doubts.iter().all(|doubt| doubt.starts_with("contradiction, to be decided")), "{}: {doubts:?}", text.display());
        assert_eq!(doubts.len(), pack.conflict.len(), "{}: {doubts:?}", text.display());
    }
}

/// Above each entry stands what it was read from: on that line of the file, and in those words. Hedges are the text's own.
#[test]
fn quotations_and_hedges_stand_where_the_draft_says() {
    let mut n_quoted = 0;
    for (text, draft, pack) in drafts() {
        let source = std::fs::read_to_string(&text).unwrap();
        let lines: Vec<&str> = source.lines().collect();
        let toml = draft.toml(&pack).unwrap();
        for quote in toml.lines().filter_map(|line| line.strip_prefix("# line ")) {
            let (line, words) = quote.split_once(": ").unwrap();
            let line: usize = line.parse().unwrap();
            // The sentence's first words stand on that line; of an HTML page, on it or soon behind it.
            let here = bare(&lines[line - 1..(line + 6).min(lines.len())].concat());
            let first = bare(&words.split_whitespace().take(2).collect::<String>());
            assert!(here.contains(&first), "{}: line {line}: {words}", text.display());
            n_quoted += 1;
        }
        let hedges = pack.category.iter().map(|line| &line.hedge).chain(pack.retention.iter().map(|line| &line.hedge));
        let hedges = hedges.chain(pack.age.iter().map(|line| &line.hedge)).chain(pack.promise.iter().map(|line| &line.hedge));
        let ours = "named only where the text says how it is kept";
        for hedge in hedges.flatten().flat_map(|hedge| hedge.split("; ")).filter(|hedge| *hedge != ours) {
            assert!(bare(&source).contains(&bare(hedge)), "{}: invented hedge: {hedge}", text.display());
        }
    }
    assert!(n_quoted > 300, "{n_quoted}");
}

/// From a text to a pack in use: drafted into the operator's folder, checked, listed, shown.
#[test]
fn a_draft_becomes_a_policy_in_use() {
    let folder = folder_with(&[("ours.txt", TEXT), ("gleaner.toml", "policies = \"packs\"\n")]);
    std::fs::create_dir(folder.path().join("packs")).unwrap();
    let draft = ["policy", "draft", "ours.txt", "--id", "invented", "--name", "Invented", "-o", "packs/invented.toml"];
    assert_eq!(said(folder.path(), &draft, 0), "");
    assert_eq!(said(folder.path(), &["policy", "check", "invented"], 0), "1 policies, no doubts\n");
    assert!(said(folder.path(), &["policy", "list"], 0).contains("Invented (en), "));
    let shown = said(folder.path(), &["policy", "show", "invented"], 0);
    for line in [
        "P30D from unspecified  — “2. Retention (paragraph 1)”",
        "under 13: Never [knowingly]  — “3. Children (paragraph 1)”",
        "jurisdictions: EU",
        "Complaint to an authority [may].  — “4. Your Rights (paragraph 1)”",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let torn = TEXT.replace("4. Your", "We keep server logs for 90 days.\n\n4. Your");
    std::fs::write(folder.path().join("ours.txt"), torn).unwrap();
    said(folder.path(), &draft, 0);
    let doubts = said(folder.path(), &["policy", "check", "invented"], 2);
    assert!(
        doubts.contains("contradiction, to be decided") && doubts.contains("line 9") && doubts.contains("line 15"),
        "{doubts}"
    );
}

#[test]
fn the_same_text_says_the_same_in_every_format() {
    let markdown = "# Privacy\n\n## What we collect\n\nWe collect:\n\n- your name\n- your email address\n\n## Retention\n\nServer logs are \
        deleted after 30 days.\n";
    let html = "<h1>Privacy</h1><h2>What we collect</h2><p>We collect:</p><ul><li>your name</li><li>your email address</li></ul>\
        <h2>Retention</h2><p>Server logs are deleted after 30&nbsp;days.</p>";
    let plain = "PRIVACY\n\nWhat We Collect\n\nWe collect:\n\n- your name\n- your email address\n\nRetention\n\nServer logs are deleted\n\
        after 30 days.\n";
    let lines = |format: Format, text: &str| -> Vec<String> {
        let policy = Draft::new(format, text).unwrap().pack("x", "X");
        let categories = policy.category.iter().map(|line| format!("{:?} {}", line.data, line.heading.0.to_lowercase()));
        let kept = policy
            .retention
            .iter()
            .map(|line| format!("{:?} {:?} {:?} {}", line.data, line.period, line.action, line.heading.0));
        categories.chain(kept).collect()
    };
    let expected = lines(Format::Markdown, markdown);
    // Two that are collected, three that are named only as they are kept, one period.
    assert_eq!(expected.len(), 6, "{expected:?}");
    assert_eq!(lines(Format::Html, html), expected);
    assert_eq!(lines(Format::Plain, plain), expected);
}

#[test]
fn a_text_that_cannot_be_read_is_told_in_one_line() {
    let long = "We keep it. ".repeat(200_000);
    let folder =
        folder_with(&[("empty.txt", " \n"), ("french.txt", "Nous gardons vos données."), ("long.txt", &long), ("a.pdf", "x")]);
    std::fs::write(folder.path().join("latin.txt"), b"We keep it\nfor 30 days \xe9").unwrap();
    std::fs::write(folder.path().join("wide.txt"), b"\xff\xfeW\0e\0").unwrap();
    std::fs::write(folder.path().join("binary.txt"), b"\x7fELF\0\xff").unwrap();
    std::fs::create_dir(folder.path().join("folder.txt")).unwrap();
    for (file, reason) in [
        ("empty.txt", "no text was found in it"),
        ("french.txt", "there are English, Hindi"),
        ("long.txt", "longer than 2 MiB"),
        ("a.pdf", "a text ends in .txt, .md or .html"),
        ("latin.txt", "line 2 is not in UTF-8: save the text as UTF-8"),
        ("wide.txt", "it is in UTF-16: save it as UTF-8"),
        ("binary.txt", "no text but a binary file"),
        ("folder.txt", "directory"),
        ("missing.txt", "No such file"),
    ] {
        for verb in
            [&["policy", "draft", file][..], &["policy", "drift", "staffex", file], &["policy", "coverage", "staffex", file]]
        {
            let output = gleaner(folder.path(), verb);
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{verb:?}: {told}");
            assert!(told.contains(file) && told.contains(reason) && output.stdout.is_empty(), "{verb:?}: {told}");
        }
    }
}

/// Whatever bytes stand in a text: no panic, and what is written can be read.
#[test]
fn any_piece_of_a_text_makes_a_policy_or_an_error() {
    let more = [
        "| | |\n|-|-|\n",
        "((((((",
        "1. 2. 3.\n- \n*",
        "\u{202e}\u{0}We keep \"\"\" it = [1] # data\r\n\u{7f} for 30 days",
        "<p><li><b",
        "we ,",
    ];
    for text in texts("first").into_iter().chain(texts("second")) {
        let source = std::fs::read_to_string(&text).unwrap();
        let chars: Vec<char> = source.chars().collect();
        let cut = |from: usize, to: usize| -> String { chars[from.min(chars.len())..to.min(chars.len())].iter().collect() };
        let pieces = (0..chars.len()).step_by(1_301).flat_map(|at| [cut(0, at), cut(at, at + 401)]);
        for piece in pieces.chain(more.iter().map(|more| format!("{more}{}{more}", cut(0, 90)))) {
            for format in [Format::Plain, Format::Markdown, Format::Html] {
                let Ok(draft) = Draft::new(format, &piece) else { continue };
                let pack = draft.pack("piece", "A piece");
                let read: Policy = toml::from_str(&draft.toml(&pack).unwrap()).unwrap();
                assert_eq!(read, pack, "{piece}");
            }
        }
    }
}

fn plain(text: &str) -> Draft {
    Draft::new(Format::Plain, text).unwrap()
}

/// The beginnings of what changed, in order.
fn check_changes(changes: &[Change], expected: &[&str], text: &str) {
    let mut lines: Vec<String> = changes.iter().map(ToString::to_string).collect();
    lines.sort();
    let is_each = lines.len() == expected.len() && lines.iter().zip(expected).all(|(line, start)| line.starts_with(start));
    assert!(is_each, "{text}\n{lines:#?}");
}

#[test]
fn drift_names_the_headings_that_changed_and_no_other() {
    let pack = plain(TEXT).pack("x", "X");
    let laid_out_anew = TEXT.replace("\n\n", "\n\n\n").replace("30 days. Invoices", "30 days.   Invoices");
    let both = TEXT.replace("under 13", "under 16").replace("name and", "name, phone and");
    for (text, expected) in [
        (TEXT.to_owned(), &[][..]),
        (laid_out_anew, &[][..]),
        (TEXT.replace("30 days", "60 days"), &["changed heading: 2. Retention"]),
        (both, &["changed heading: 1. What We Collect", "changed heading: 3. Children"]),
        (TEXT.replace("3. Children", "3. Minors"), &["gone heading: 3. Children", "new heading: 3. Minors"]),
        (format!("{TEXT}\n5. Security\n\nData are encrypted.\n"), &["new heading: 5. Security"]),
    ] {
        check_changes(&drift(&pack, &plain(&text)), expected, &text);
    }
    // Without digests only what the pack cites can be looked for.
    let bare = Policy { digest: Vec::new(), ..pack };
    let short = "1. What We Collect\n\nWe collect your name and your email address.\n";
    let gone = ["gone heading: 2. Retention", "gone heading: 3. Children", "gone heading: 4. Your Rights"];
    check_changes(&drift(&bare, &plain(short)), &gone, short);
}

#[test]
fn diff_tells_what_a_new_text_says_otherwise() {
    let old = plain(TEXT).pack("x", "X");
    let logs = "user.behavior, user.device.ip_address, user.device.user_agent";
    let longer = format!("changed period: {logs}: P30D from unspecified → P60D from unspecified");
    for (text, expected) in [
        (TEXT.to_owned(), &[][..]),
        (TEXT.replace("30 days", "60 days"), &[longer.as_str()]),
        (TEXT.replace("under 13", "under 16"), &["changed age: never: under 13 → under 16"]),
        (
            TEXT.replace("your name and", "your name, your phone number and"),
            &["new category: user.contact.phone_number: named"],
        ),
        (
            TEXT.replace(" Under the GDPR you may lodge a complaint.", ""),
            &["gone jurisdiction: EU: named", "gone right: Complaint to an authority: named"],
        ),
    ] {
        check_changes(&diff(&old, &plain(&text).pack("x", "X")), expected, &text);
    }
}

/// A pack covers its own text; without one of its entries it lacks just what that said.
#[test]
fn coverage_tells_what_a_pack_lacks() {
    let pack = plain(TEXT).pack("x", "X");
    let check = |change: fn(&mut Policy), expected: &[(usize, &str, &str)]| {
        let mut pack = pack.clone();
        change(&mut pack);
        let found = coverage(&pack, &plain(TEXT));
        let found: Vec<_> = found.iter().map(|lack| (lack.line, lack.section.as_str(), lack.missing.as_str())).collect();
        assert_eq!(found, expected);
    };
    check(|_| {}, &[]);
    check(|pack| pack.age.clear(), &[(13, "age", "under 13: never")]);
    check(|pack| pack.policy.jurisdictions.clear(), &[(17, "jurisdiction", "EU")]);
    check(|pack| pack.right.retain(|right| !right.text.starts_with("Access")), &[(17, "right", "Access")]);
    check(
        |pack| pack.retention.retain(|line| line.data != ["user.payment"]),
        &[(9, "retention", "P10Y from unspecified of user.payment")],
    );
}

#[test]
fn packs_and_texts_are_compared_on_the_command_line() {
    let new = TEXT.replace("under 13", "under 16");
    let folder = folder_with(&[("old.txt", TEXT), ("new.txt", &new)]);
    said(folder.path(), &["policy", "draft", "old.txt", "-o", "old.toml"], 0);
    let told = |verb: &[&str]| said(folder.path(), &[&["policy"], verb].concat(), 0);
    assert_eq!(told(&["diff", "old.toml", "new.txt"]), "changed age: never: under 13 → under 16\n");
    assert_eq!(told(&["drift", "old.toml", "old.txt"]), "no heading has changed\n");
    assert!(told(&["drift", "old.toml", "new.txt"]).starts_with("changed heading: 3. Children: "));
    let lack = told(&["coverage", "old.toml", "new.txt"]);
    assert!(lack.starts_with("line 13, 3. Children (paragraph 1): no age: under 16: never (“We do not"), "{lack}");
    let json: serde_json::Value = serde_json::from_str(&told(&["diff", "old.toml", "new.txt", "--format", "json"])).unwrap();
    assert_eq!((&json[0]["part"], &json[0]["is"]), (&"age".into(), &"under 16".into()), "{json}");
}

/// A format that a verb does not write is refused; what it writes is what was asked for.
#[test]
fn a_format_that_is_not_written_is_refused() {
    let folder = folder_with(&[("old.txt", TEXT), ("new.txt", &TEXT.replace("13", "16"))]);
    let verbs: [&[&str]; 8] = [
        &["list"],
        &["check"],
        &["show", "staffex"],
        &["draft", "old.txt"],
        &["coverage", "staffex", "old.txt"],
        &["diff", "old.txt", "new.txt"],
        &["drift", "staffex", "old.txt"],
        &["bind"],
    ];
    for verb in verbs {
        for format in ["csv", "html", "pdf", "xlsx", "sarif"] {
            let output = gleaner(folder.path(), &[&["policy"], verb, &["--format", format]].concat());
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{verb:?} {format}: {told}");
            assert!(told.contains(&format!("--format {format}: this verb writes")) && output.stdout.is_empty(), "{told}");
        }
    }
    for verb in verbs.iter().filter(|verb| verb[0] != "bind") {
        let json = said(folder.path(), &[&["policy"], *verb, &["--format", "json"]].concat(), 0);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{verb:?}: {json}");
    }
    said(folder.path(), &["policy", "draft", "old.txt", "-o", "old.json"], 0);
    let file = std::fs::read_to_string(folder.path().join("old.json")).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&file).is_ok(), "{file}");
}
