//! The house keeps its own rules: imports go down, files and functions stay short, every file says what it is for, and
//! ARCHITECTURE.md names nothing that is gone. Floors are read from `src/lib.rs`, so there is one list of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The longest production file, in lines.
const MAX_FILE: usize = 400;
/// The longest function, in lines from `fn` to its closing brace.
const MAX_FUNCTION: usize = 60;
/// Imports between siblings that the house has decided on: who, whom. `src/lib.rs` says why.
const ALLOWED: &[(&str, &str)] = &[("cli", "http")];
/// Data tables that may be longer than a production file. None is, so far.
const TABLES: &[&str] = &[];

/// A file of the library.
struct File {
    path: PathBuf,
    /// The file with comments, strings and character literals blanked, line breaks kept.
    code: String,
    /// Byte ranges of `code` that are test modules; all of it in a file that only tests see.
    tests: Vec<std::ops::Range<usize>>,
}

impl File {
    fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&at))
    }

    /// `model` for `src/model/ids.rs` and `src/model.rs`.
    fn module(&self) -> String {
        let below = self.path.strip_prefix("src").unwrap().components().next().unwrap();
        Path::new(below.as_os_str()).file_stem().unwrap().to_string_lossy().into_owned()
    }

    /// How many modules lie between the crate's root and this file's code: 1 for `src/model/mod.rs`, 2 for its files.
    fn depth(&self) -> usize {
        self.path.components().count() - 1 - usize::from(self.path.ends_with("mod.rs"))
    }
}

#[test]
fn imports_go_down() {
    let floors = floors(&read("src/lib.rs"));
    let mut broken = Vec::new();
    for file in library() {
        let own = file.module();
        for (at, target) in imports(&file) {
            if let Some(why) = objection(&floors, &own, &target) {
                broken.push(format!("{}:{}: {why}", file.path.display(), file.line(at)));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn files_and_functions_are_short() {
    let mut long = Vec::new();
    for file in library() {
        let n = file.code.lines().count();
        let is_table = TABLES.iter().any(|table| file.path.ends_with(table));
        if n > MAX_FILE && !is_table && !file.is_test(0) {
            long.push(format!("{}: {n} lines", file.path.display()));
        }
        for (at, name, n) in functions(&file.code) {
            if n > MAX_FUNCTION && !file.is_test(at) {
                long.push(format!("{}:{}: fn {name} has {n} lines", file.path.display(), file.line(at)));
            }
        }
    }
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let files = rust_files("src").into_iter().chain(rust_files("tests"));
    let silent: Vec<PathBuf> = files.filter(|path| !read(path).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "no `//!` at the top: {silent:#?}");
}

#[test]
fn the_architecture_page_names_what_exists() {
    let page = read("ARCHITECTURE.md");
    let paths = named_paths(&page);
    assert!(paths.len() > 20, "only {} paths were recognised", paths.len());
    let gone: Vec<&str> = paths.into_iter().filter(|path| !exists(path)).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md names what does not exist: {gone:#?}");
}

#[test]
fn the_rules_see_what_they_forbid() {
    let floors =
        floors("// floor 0: a\npub mod model;\n// floor 1: b\npub mod judge;\npub mod link;\n// floor 4: c\npub mod cli;\n");
    let check = |own: &str, target: &str, is_fine: bool| {
        assert_eq!(objection(&floors, own, target).is_none(), is_fine, "{own} -> {target}");
    };
    check("judge", "model", true);
    check("judge", "judge", true);
    check("cli", "link", true);
    check("judge", "link", false);
    check("model", "judge", false);
    check("model", "nowhere", false);

    let text = "//! x\nuse crate::{model::Day, link};\n// crate::cli\nfn a() { let s = \"crate::cli {\"; }\n\
        fn b<'a>(c: char) -> bool {\n c == '{' || c == '\\''\n}\n#[cfg(test)]\nmod tests {\n use super::super::cli;\n}\n";
    let file = parse(PathBuf::from("src/judge/x.rs"), text, false);
    let targets: Vec<String> = imports(&file).into_iter().map(|(_, target)| target).collect();
    assert_eq!(targets, ["model", "link"]);
    let lengths: Vec<(String, usize)> = functions(&file.code).into_iter().map(|(_, name, n)| (name, n)).collect();
    assert_eq!(lengths, [("a".to_owned(), 1), ("b".to_owned(), 3)]);
    assert!(file.is_test(file.code.find("super").unwrap()) && !file.is_test(0));
    let upward = parse(PathBuf::from("src/judge/x.rs"), "//! x\nuse super::super::cli;\n", false);
    assert_eq!(imports(&upward)[0].1, "the crate's root by `super`");
    assert_eq!(named_paths("see `src/gone.rs` and `cargo run`, `x::y`"), ["src/gone.rs"]);
}

/// Why a module must not import another; nothing if it may.
fn objection(floors: &BTreeMap<String, u32>, own: &str, target: &str) -> Option<String> {
    let Some(from) = floors.get(own) else { return Some(format!("`{own}` is on no floor of src/lib.rs")) };
    let Some(to) = floors.get(target) else { return Some(format!("`{target}` is on no floor of src/lib.rs")) };
    if own == target || to < from || ALLOWED.contains(&(own, target)) {
        return None;
    }
    let way = if to > from { "upward" } else { "sideways" };
    Some(format!("`{own}` (floor {from}) imports {way}: `{target}` (floor {to})"))
}

/// The floor of each module, by the comments of `src/lib.rs`.
fn floors(lib: &str) -> BTreeMap<String, u32> {
    let mut floors = BTreeMap::new();
    let mut floor = None;
    for line in lib.lines() {
        if let Some(rest) = line.strip_prefix("// floor ") {
            floor = rest.split(':').next().and_then(|n| n.parse().ok());
        } else if let Some(name) = line.strip_prefix("pub mod ") {
            floors.insert(name.trim_end_matches(';').to_owned(), floor.unwrap());
        }
    }
    floors
}

/// The top-level modules that a file's paths name, and where.
fn imports(file: &File) -> Vec<(usize, String)> {
    let code = &file.code;
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            found.extend(heads(group).into_iter().map(|head| (at, head)));
        } else {
            found.push((at, word(rest).to_owned()));
        }
    }
    let mut seen = 0;
    for (at, _) in code.match_indices("super::") {
        if at < seen {
            continue;
        }
        let mut n = 0;
        while code[at + n * 7..].starts_with("super::") {
            n += 1;
        }
        seen = at + n * 7;
        let is_inner = file.is_test(at) && !file.is_test(0);
        if n >= file.depth() + usize::from(is_inner) {
            found.push((at, "the crate's root by `super`".to_owned()));
        }
    }
    found
}

/// The first words of a `use` group's members.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut member) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(std::mem::take(&mut member)),
            c if depth == 0 => member.push(c),
            _ => {}
        }
    }
    heads.push(member);
    heads.iter().map(|head| word(head.trim()).to_owned()).filter(|head| !head.is_empty()).collect()
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()
}

/// Where each function begins, its name, and how many lines it has.
fn functions(code: &str) -> Vec<(usize, String, usize)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let is_word = code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
        let name = word(&code[at + 3..]);
        // A trait's bare signature ends with `;` before any brace.
        let open = code[at..].find(['{', ';']).map(|n| at + n);
        let Some(open) = open.filter(|open| is_word && !name.is_empty() && code[*open..].starts_with('{')) else { continue };
        let n = code[at..closing(code, open)].lines().count();
        found.push((at, name.to_owned(), n));
    }
    found
}

/// The position behind the brace that closes the one at `open`.
fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return open + at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The files of the library. Those that `#[cfg(test)] mod name;` declares, and all below them, are test code.
fn library() -> Vec<File> {
    let texts: Vec<(PathBuf, String)> = rust_files("src").into_iter().map(|path| (path.clone(), read(&path))).collect();
    let tests: BTreeSet<PathBuf> = texts.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let is_test = |path: &Path| path.with_extension("").ancestors().any(|above| tests.contains(above));
    texts.into_iter().map(|(path, text)| parse(path.clone(), &text, is_test(&path))).collect()
}

/// The modules of their own files that a file declares for tests only, as paths without ending.
fn test_modules(path: &Path, text: &str) -> Vec<PathBuf> {
    let folder = if path.ends_with("mod.rs") { path.parent().unwrap().to_owned() } else { path.with_extension("") };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]");
    let names = pairs.filter_map(|pair| pair[1].rsplit_once("mod ")?.1.strip_suffix(';'));
    names.map(|name| folder.join(name)).collect()
}

fn parse(path: PathBuf, text: &str, is_test: bool) -> File {
    let code = blanked(text);
    let mut tests = Vec::new();
    for (at, _) in code.match_indices("#[cfg(test)]") {
        let Some(open) = code[at..].find(['{', ';']).map(|n| at + n) else { continue };
        tests.push(at..if code[open..].starts_with('{') { closing(&code, open) } else { open });
    }
    if is_test {
        tests.clear();
        tests.push(0..code.len());
    }
    File { path, code, tests }
}

/// The text with comments, strings and character literals blanked, so that their braces and paths do not count.
fn blanked(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let previous = code.chars().next_back().unwrap_or(' ');
        let is_word = previous.is_alphanumeric() || previous == '_';
        let n = literal(rest, is_word);
        let taken = if n == 0 { c.len_utf8() } else { n };
        let keep = |c: char| if n == 0 || c == '\n' { c } else { ' ' };
        code.extend(rest[..taken].chars().map(keep));
        rest = &rest[taken..];
    }
    code
}

/// How many bytes of comment or literal the text begins with.
fn literal(text: &str, follows_word: bool) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return text.find("*/").map_or(text.len(), |n| n + 2);
    }
    let raw = text.strip_prefix('b').unwrap_or(text).strip_prefix('r').unwrap_or(text);
    let n_hashes = raw.bytes().take_while(|b| *b == b'#').count();
    if raw.len() < text.len() && !follows_word && raw[n_hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(n_hashes));
        let skipped = text.len() - raw.len() + n_hashes + 1;
        return text[skipped..].find(&end).map_or(text.len(), |n| skipped + n + end.len());
    }
    if text.starts_with('"') {
        return quoted(text, '"').unwrap_or(text.len());
    }
    let is_character = text.starts_with("'\\") || text.chars().nth(2) == Some('\'');
    if text.starts_with('\'') && is_character { quoted(text, '\'').unwrap_or(1) } else { 0 }
}

/// The length of a literal between two of the same quotes, where a backslash hides the next character.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut is_hidden = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_hidden => is_hidden = false,
            '\\' => is_hidden = true,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What stands between backticks and is a path of the project.
fn named_paths(page: &str) -> Vec<&str> {
    let tops = ["src/", "tests/", "config/", "detectors/", "docs/", ".ci/", "benches/"];
    let quoted = page.split('`').skip(1).step_by(2);
    let is_path = |text: &&str| {
        let is_file = !text.contains(['/', ' ']) && [".md", ".toml", ".lock"].iter().any(|ending| text.ends_with(ending));
        !text.contains([' ', '<', ':']) && (tops.iter().any(|top| text.starts_with(top)) || is_file)
    };
    quoted.filter(is_path).collect()
}

/// Whether a path is there; `*` in its last part stands for any name.
fn exists(path: &str) -> bool {
    let Some((folder, pattern)) = path.rsplit_once('/').filter(|(_, name)| name.contains('*')) else {
        return root().join(path).exists();
    };
    let (start, end) = pattern.split_once('*').unwrap();
    let entries = std::fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).any(|n| n.starts_with(start) && n.ends_with(end))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files below a folder, as paths from the project's root.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
