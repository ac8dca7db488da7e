//! The verbs of `policy` that work on texts, at the program's edge.

use std::path::Path;
use std::process::{Command, Output};

use gleaner::model::policy::Policy;
use tempfile::TempDir;

use super::texts;

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

#[test]
fn every_draft_is_a_policy_that_the_program_reads() {
    for text in texts("first").into_iter().chain(texts("second")).chain(texts("third")) {
        let folder = tempfile::tempdir().unwrap();
        let pack = folder.path().join("packs/invented.toml");
        std::fs::create_dir(folder.path().join("packs")).unwrap();
        std::fs::write(folder.path().join("gleaner.toml"), "policies = \"packs\"\n").unwrap();
        let from = text.to_str().unwrap();
        said(
            folder.path(),
            &["policy", "draft", from, "--id", "invented", "--name", "Invented", "-o", pack.to_str().unwrap()],
            0,
        );
        let policy: Policy = toml::from_str(&std::fs::read_to_string(&pack).unwrap()).unwrap();
        // Nothing is doubtful in it but the contradictions of the text itself.
        let output = gleaner(folder.path(), &["policy", "check", "invented"]);
        let doubts = String::from_utf8(output.stdout).unwrap();
        let others: Vec<&str> = doubts.lines().filter(|doubt| !doubt.contains("contradiction, to be decided")).collect();
        let is_sound = policy.conflict.is_empty();
        assert_eq!(output.status.code(), Some(if is_sound { 0 } else { 2 }), "{from}: {doubts}");
        assert_eq!(others.len(), usize::from(is_sound), "{from}: {doubts}");
        assert!(said(folder.path(), &["policy", "list"], 0).contains("Invented"), "{from}");
        let shown = said(folder.path(), &["policy", "show", "invented"], 0);
        let headings = policy.retention.iter().map(|line| &line.heading).chain(policy.age.iter().map(|line| &line.heading));
        assert!(headings.into_iter().all(|heading| shown.contains(&heading.0)), "{from}: {shown}");
    }
}

/// Above each entry stands what it was read from: on that line of the file, and in those words. Hedges are the text's own.
#[test]
fn quotations_and_hedges_stand_where_the_draft_says() {
    let mut n_quoted = 0;
    for text in texts("first").into_iter().chain(texts("second")).chain(texts("third")) {
        let source = std::fs::read_to_string(&text).unwrap();
        let lines: Vec<&str> = source.lines().collect();
        let draft = said(text.parent().unwrap(), &["policy", "draft", text.to_str().unwrap()], 0);
        for quote in draft.lines().filter_map(|line| line.strip_prefix("# line ")) {
            let (line, words) = quote.split_once(": ").unwrap();
            let line: usize = line.parse().unwrap();
            // The sentence's first words stand on that line; of an HTML page, on it or soon behind it.
            let here = bare(&lines[line - 1..(line + 6).min(lines.len())].concat());
            let first = bare(&words.split_whitespace().take(2).collect::<String>());
            assert!(here.contains(&first), "{}: line {line}: {words}", text.display());
            n_quoted += 1;
        }
        let policy: Policy = toml::from_str(&draft).unwrap();
        let hedges = policy.category.iter().map(|line| &line.hedge).chain(policy.retention.iter().map(|line| &line.hedge));
        let hedges =
            hedges.chain(policy.age.iter().map(|line| &line.hedge)).chain(policy.promise.iter().map(|line| &line.hedge));
        let ours = "named only where the text says how it is kept";
        for hedge in hedges.flatten().flat_map(|hedge| hedge.split("; ")).filter(|hedge| *hedge != ours) {
            assert!(bare(&source).contains(&bare(hedge)), "{}: invented hedge: {hedge}", text.display());
        }
    }
    assert!(n_quoted > 300, "{n_quoted}");
}

#[test]
fn the_same_text_says_the_same_in_every_format() {
    let markdown = "# Privacy\n\n## What we collect\n\nWe collect:\n\n- your name\n- your email address\n\n## Retention\n\nServer logs are \
        deleted after 30 days.\n";
    let html = "<h1>Privacy</h1><h2>What we collect</h2><p>We collect:</p><ul><li>your name</li><li>your email address</li></ul>\
        <h2>Retention</h2><p>Server logs are deleted after 30&nbsp;days.</p>";
    let plain = "PRIVACY\n\nWhat We Collect\n\nWe collect:\n\n- your name\n- your email address\n\nRetention\n\nServer logs are deleted\n\
        after 30 days.\n";
    let folder = folder_with(&[("a.md", markdown), ("a.html", html), ("a.txt", plain)]);
    let lines = |file: &str| -> Vec<String> {
        let policy: Policy = toml::from_str(&said(folder.path(), &["policy", "draft", file], 0)).unwrap();
        let categories = policy.category.iter().map(|line| format!("{:?} {}", line.data, line.heading.0.to_lowercase()));
        let kept = policy
            .retention
            .iter()
            .map(|line| format!("{:?} {:?} {:?} {}", line.data, line.period, line.action, line.heading.0));
        categories.chain(kept).collect()
    };
    let expected = lines("a.md");
    assert_eq!(expected.len(), 3, "{expected:?}");
    assert_eq!(lines("a.html"), expected);
    assert_eq!(lines("a.txt"), expected);
}

#[test]
fn a_text_that_cannot_be_read_is_told_in_one_line() {
    let long = "We keep it. ".repeat(200_000);
    let folder =
        folder_with(&[("empty.txt", " \n"), ("french.txt", "Nous gardons vos données."), ("long.txt", &long), ("a.pdf", "x")]);
    std::fs::write(folder.path().join("latin.txt"), b"We keep it for 30 days \xe9").unwrap();
    std::fs::create_dir(folder.path().join("folder.txt")).unwrap();
    for (file, reason) in [
        ("empty.txt", "no text was found in it"),
        ("french.txt", "there are English, Hindi"),
        ("long.txt", "longer than 2 MiB"),
        ("a.pdf", "a text ends in .txt, .md or .html"),
        ("latin.txt", "UTF-8"),
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
    use gleaner::draft::{Draft, Format};
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
        let pieces = (0..chars.len()).step_by(301).flat_map(|at| [cut(0, at), cut(at, at + 401)]);
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

#[test]
fn drift_names_the_headings_that_changed_and_no_other() {
    let folder = folder_with(&[("policy.txt", TEXT)]);
    said(folder.path(), &["policy", "draft", "policy.txt", "-o", "policy.toml"], 0);
    let laid_out_anew = TEXT.replace("\n\n", "\n\n\n").replace("after 30 days. Invoices", "after\n30 days.  Invoices");
    let html = "<h2>1. What We Collect</h2><p>We collect your <b>name</b> and your email address.</p>";
    for (text, expected) in [
        (TEXT.to_owned(), &[][..]),
        (laid_out_anew, &[][..]),
        (TEXT.replace("30 days", "60 days"), &["changed heading: 2. Retention"]),
        (
            TEXT.replace("under 13", "under 16").replace("name and", "name, phone and"),
            &["changed heading: 1. What We Collect", "changed heading: 3. Children"],
        ),
        (TEXT.replace("3. Children", "3. Minors"), &["gone heading: 3. Children", "new heading: 3. Minors"]),
        (format!("{TEXT}\n5. Security\n\nData are encrypted.\n"), &["new heading: 5. Security"]),
    ] {
        std::fs::write(folder.path().join("now.txt"), &text).unwrap();
        let told = said(folder.path(), &["policy", "drift", "policy.toml", "now.txt"], 0);
        let mut lines: Vec<&str> = told.lines().collect();
        lines.sort_unstable();
        if expected.is_empty() {
            assert_eq!(lines, ["no heading has changed"], "{text}");
        } else {
            let is_each =
                lines.len() == expected.len() && lines.iter().zip(expected).all(|(line, start)| line.starts_with(start));
            assert!(is_each, "{text}\n{told}");
        }
    }
    // Without digests only what the pack cites can be looked for.
    std::fs::write(folder.path().join("now.html"), html).unwrap();
    let own = std::fs::read_to_string(folder.path().join("policy.toml")).unwrap();
    std::fs::write(folder.path().join("bare.toml"), own.split("[[digest]]").next().unwrap()).unwrap();
    let told = said(folder.path(), &["policy", "drift", "bare.toml", "now.html"], 0);
    assert!(told.contains("gone heading: 2. Retention") && !told.contains("1. What We Collect"), "{told}");
}

#[test]
fn diff_tells_what_a_new_text_says_otherwise() {
    let folder = folder_with(&[("old.txt", TEXT)]);
    for (text, expected) in [
        (TEXT.to_owned(), &["no difference in periods, categories, ages, promises, rights, jurisdictions, headings"][..]),
        (
            TEXT.replace("30 days", "60 days"),
            &[
                "changed period: user.behavior, user.device.ip_address, user.device.user_agent: P30D from unspecified → P60D from unspecified",
            ],
        ),
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
        std::fs::write(folder.path().join("new.txt"), &text).unwrap();
        let told = said(folder.path(), &["policy", "diff", "old.txt", "new.txt"], 0);
        assert_eq!(told.lines().collect::<Vec<_>>(), expected, "{text}");
    }
    let json = said(folder.path(), &["policy", "diff", "old.txt", "new.txt", "--format", "json"], 0);
    let changes: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(changes[0]["part"], "jurisdiction", "{json}");
}

/// A pack covers its own text; without one of its entries it lacks just what that said.
#[test]
fn coverage_tells_what_a_pack_lacks() {
    let folder = folder_with(&[("policy.txt", TEXT)]);
    let draft = said(folder.path(), &["policy", "draft", "policy.txt"], 0);
    let pack: Policy = toml::from_str(&draft).unwrap();
    let covered = |pack: &Policy| {
        std::fs::write(folder.path().join("pack.toml"), toml::to_string(pack).unwrap()).unwrap();
        said(folder.path(), &["policy", "coverage", "pack.toml", "policy.txt"], 0)
    };
    assert_eq!(covered(&pack).trim_end(), "policy covers every statement that was understood");
    let without = |change: fn(&mut Policy)| {
        let mut pack = pack.clone();
        change(&mut pack);
        pack
    };
    for (pack, expected) in [
        (without(|pack| pack.age.clear()), "line 13, 3. Children (paragraph 1): no age: under 13: never"),
        (without(|pack| pack.policy.jurisdictions.clear()), "line 17, 4. Your Rights (paragraph 1): no jurisdiction: EU"),
        (
            without(|pack| pack.right.retain(|right| !right.text.starts_with("Access"))),
            "line 17, 4. Your Rights (paragraph 1): no right: Access",
        ),
        (
            without(|pack| pack.retention.retain(|line| line.data != ["user.payment"])),
            "line 9, 2. Retention (paragraph 1): no retention: P10Y from unspecified of user.payment",
        ),
    ] {
        let told = covered(&pack);
        assert!(told.lines().count() == 1 && told.starts_with(expected), "{expected}\n{told}");
    }
}
