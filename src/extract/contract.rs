//! What every format owes: held against generated input of each of them.

use super::testing::{Gathered, gzip, read, read_into, read_with, small_budget, zip};
use super::{Budget, FORMATS, Guess, guess};
use crate::model::object::Stretch;

/// Letters, digits and marks that look alike on every run.
fn noise(n: usize, mut seed: u64) -> Vec<u8> {
    (0..n)
        .map(|_| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as u8
        })
        .collect()
}

fn word(i: usize) -> String {
    noise(1 + i % 9, i as u64).iter().map(|b| char::from(b'a' + b % 26)).collect()
}

fn prose(n: usize) -> String {
    let mut text = String::new();
    for i in 0..n {
        text.push_str(&word(i));
        text.push(match i % 23 {
            0 => 'ü',
            5 | 11 => '\n',
            17 if i % 3 == 0 => '\n',
            _ => ' ',
        });
        if i % 57 == 0 {
            text.push_str("\n\n");
        }
        if i % 301 == 0 {
            text.push_str(&"longé ".repeat(100));
        }
    }
    text
}

fn log(n: usize) -> String {
    let line = |i: usize| match i % 4 {
        0 => format!("2024-03-{:02}T10:11:12Z INFO user={} id={i}\n", 1 + i % 28, word(i)),
        1 => format!("192.0.2.{} - - [02/Mar/2024:10:11:12 +0000] \"GET /{} HTTP/1.1\" 200 {i}\n", i % 250, word(i)),
        2 => format!("Mar  2 10:11:12 host app[{i}]: {}\r\n", word(i)),
        _ => format!("    at {}\n", word(i)),
    };
    (0..n).map(line).collect()
}

fn table(n: usize) -> String {
    let row = |i: usize| format!("{i},{},\"{}, {}\",\n", word(i), word(i + 1), word(i + 2));
    format!("id,name,place,note\n{}", (0..n).map(row).collect::<String>())
}

fn events(n: usize) -> String {
    let line =
        |i: usize| format!("{{\"ts\":\"2024-03-02T10:00:00Z\",\"user\":{{\"name\":\"{}\",\"tags\":[1,\"ü{i}\"]}}}}\n", word(i));
    (0..n).map(line).collect()
}

fn document(n: usize) -> String {
    let item = |i: usize| format!("{{\"name\":\"{}\",\"mails\":[\"{i}@example.org\"],\"x\":null}}", word(i));
    format!("{{\"made\":1,\n\"items\":[{}]}}", (0..n).map(item).collect::<Vec<_>>().join(",\n"))
}

/// For each format, files of it.
fn samples() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let latin: Vec<u8> = prose(900).chars().map(|c| c as u32 as u8).collect();
    let wide: Vec<u8> = prose(900).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let inner = zip(&[("in.csv", table(30).as_bytes()), ("in.json", document(9).as_bytes())]);
    vec![
        ("text", "a.txt", prose(1_200).into_bytes()),
        ("text", "latin.txt", latin),
        ("text", "wide.txt", wide),
        ("log", "a.log", log(200).into_bytes()),
        ("csv", "a.csv", table(250).into_bytes()),
        ("ndjson", "a.ndjson", events(100).into_bytes()),
        ("json", "a.json", document(200).into_bytes()),
        ("gzip", "a.log.gz", gzip(log(300).as_bytes())),
        ("zip", "a.zip", zip(&[("d/", b""), ("d/a.log", log(100).as_bytes()), ("b.zip", &inner), ("c.gz", &gzip(b"text\n"))])),
        ("opaque", "a.pdf", b"%PDF-1.7\nbinary".to_vec()),
    ]
}

#[test]
fn every_format_is_told_from_its_head() {
    let samples = samples();
    for format in FORMATS {
        assert!(samples.iter().any(|(name, ..)| *name == format.name()), "no sample of {}", format.name());
    }
    for (format, name, bytes) in samples {
        let Guess { format: found, may_be_cut, .. } = guess(name.as_bytes(), &bytes[..bytes.len().min(super::HEAD_BYTES)]);
        assert_eq!(found, format, "{name}");
        let expected = matches!(format, "text" | "log" | "csv" | "ndjson") && name != "wide.txt";
        assert_eq!(may_be_cut, expected, "{name}");
    }
}

#[test]
fn all_of_a_sound_file_is_read() {
    for (format, name, bytes) in samples() {
        let (gathered, ended) = read_with(name, &bytes, &Stretch::Whole, &small_budget());
        let expected = if format == "opaque" { "unsupported" } else { "complete" };
        assert_eq!(ended.outcome.to_string(), expected, "{name}: {:?}", ended.cause);
        assert!(gathered.members.iter().all(|(_, outcome)| outcome == "complete"), "{:?}", gathered.members);
        assert_eq!(gathered.records.is_empty(), format == "opaque", "{name}");
    }
}

#[test]
fn truncated_and_garbled_files_give_outcomes() {
    for (_, name, bytes) in samples() {
        for i in 0..50 {
            let _ = read_with(name, &bytes[..bytes.len() * i / 50], &Stretch::Whole, &small_budget());
            let mut garbled = bytes.clone();
            let at = garbled.len() * i / 50;
            for (byte, noise) in garbled[at..].iter_mut().zip(noise(1 + i * 3, i as u64)) {
                *byte = noise;
            }
            let _ = read_with(name, &garbled, &Stretch::Whole, &small_budget());
        }
        for seed in 0..20 {
            let magic = &bytes[..bytes.len().min(40)];
            let _ = read_with(name, &[magic, &noise(2_000, seed)].concat(), &Stretch::Whole, &small_budget());
            let _ = read_with(name, &noise(500, seed), &Stretch::Whole, &small_budget());
        }
    }
}

#[test]
fn parts_of_a_file_are_the_whole() {
    for (_, name, bytes) in samples() {
        let (whole, _) = read_with(name, &bytes, &Stretch::Whole, &small_budget());
        for size in [1, 13, 97, 1_000, 4_099, bytes.len() - 1] {
            // Parts of one byte are slow to go through and show the same borders in a short file.
            let bytes = if size < 50 { &bytes[..bytes.len().min(900)] } else { &bytes[..] };
            let whole = if size < 50 && whole.members.is_empty() && name != "a.json" {
                read_with(name, bytes, &Stretch::Whole, &small_budget()).0.records
            } else if size < 50 {
                continue;
            } else {
                whole.records.clone()
            };
            let mut parts = Vec::new();
            for start in (0..bytes.len()).step_by(size) {
                let stretch = Stretch::Bytes { start: start as u64, end: (start + size) as u64 };
                parts.extend(read_with(name, bytes, &stretch, &small_budget()).0.records);
            }
            assert_eq!(parts.len(), whole.len(), "{name} in parts of {size}");
            assert!(parts == whole, "{name} in parts of {size}");
        }
    }
}

#[test]
fn a_table_with_line_ends_in_its_cells_is_cut_between_rows() {
    let row = |i: usize| format!("{i},{},\"{}\n{}\",end\n", word(i), word(i + 1), word(i + 2));
    let plain = (0..4_000).map(|i| format!("{i},{},plain,end\n", word(i))).collect::<String>();
    let text = format!("id,name,note,more\n{plain}{}", (4_000..4_400).map(row).collect::<String>());
    assert!(guess(b"a.csv", &text.as_bytes()[..super::HEAD_BYTES]).may_be_cut);
    let (whole, _) = read("a.csv", text.as_bytes());
    assert_eq!(whole.records.len(), 4_400);
    for size in [997usize, 10_000] {
        let mut parts = Vec::new();
        for start in (0..text.len()).step_by(size) {
            let stretch = Stretch::Bytes { start: start as u64, end: (start + size) as u64 };
            parts.extend(read_with("a.csv", text.as_bytes(), &stretch, &Budget::default()).0.records);
        }
        assert!(parts == whole.records, "in parts of {size}");
    }
}

#[test]
fn the_sink_can_stop_every_format() {
    for (format, name, bytes) in samples().into_iter().filter(|(format, ..)| *format != "opaque") {
        let mut gathered = Gathered { most: Some(1), ..Gathered::default() };
        let ended = read_into(name, &bytes, &Stretch::Whole, &Budget::default(), &mut gathered);
        assert_eq!(ended.outcome.to_string(), "partial(stopped)", "{format} {name}");
        assert_eq!(gathered.records.len(), 1, "{format}");
    }
}

#[test]
fn values_on_borders_are_whole_where_they_are_owned() {
    let value = "ada.lovel@example.org";
    for pad in (0..300).step_by(7) {
        let text = format!("{} {value} {}", "x".repeat(pad), "y".repeat(900 - pad));
        for (name, text) in [
            ("a.txt", text.clone()),
            ("a.csv", format!("id,note\n1,{text}\n")),
            ("a.json", format!("[{{\"note\":\"{text}\"}}]")),
        ] {
            let (gathered, _) = read_with(name, text.as_bytes(), &Stretch::Whole, &small_budget());
            let passages = gathered.records.iter().flat_map(|record| &record.passages);
            let n = passages
                .filter(|(_, text, (from, to))| text.match_indices(value).any(|(at, _)| (*from..*to).contains(&at)))
                .count();
            assert_eq!(n, 1, "{name} {pad}");
        }
    }
}

#[test]
fn a_line_of_thirty_megabytes_passes_in_windows() {
    let long = "word ".repeat(6 << 20);
    let shorter = &long[..10 << 20];
    let json = format!("{{\"a\":\"{shorter}\"}}");
    let lines = format!("{{\"a\":\"{shorter}\"}}\n{{\"a\":1}}\n");
    let table = format!("id,note\n1,{shorter}\n2,b\n");
    for (name, text) in [("a.txt", &long), ("a.json", &json), ("a.ndjson", &lines), ("a.csv", &table)] {
        let mut gathered = Gathered { keeps_nothing: true, ..Gathered::default() };
        let ended = read_into(name, text.as_bytes(), &Stretch::Whole, &Budget::default(), &mut gathered);
        assert_eq!(ended.outcome.to_string(), "complete", "{name}");
        assert!(gathered.n_passages > text.len() / (16 << 10), "{name}: {}", gathered.n_passages);
        assert!(gathered.largest_record < 10 << 20, "{name}: {}", gathered.largest_record);
        assert!(
            gathered.n_bytes <= text.len() as u64 && gathered.n_bytes > text.len() as u64 / 2,
            "{name}: {}",
            gathered.n_bytes
        );
    }
}

fn check_bomb(name: &str, bytes: &[u8], budget: &Budget, expected: &str, max_bytes: u64) -> Gathered {
    let mut gathered = Gathered { keeps_nothing: true, ..Gathered::default() };
    let ended = read_into(name, bytes, &Stretch::Whole, budget, &mut gathered);
    assert_eq!(ended.outcome.to_string(), expected, "{name} {:?}", ended.cause);
    assert!(gathered.n_bytes <= max_bytes, "{name}: {}", gathered.n_bytes);
    gathered
}

#[test]
fn bombs_stop_at_their_budget() {
    let blank = gzip(&vec![b'x'; 70 << 20]);
    let budget = Budget { container_bytes: 1 << 20, ..Budget::default() };
    check_bomb("a.gz", &blank, &budget, "partial(bytes)", 1 << 20);
    let budget = Budget { ratio: 10, ..Budget::default() };
    let gathered = check_bomb("a.gz", &blank, &budget, "partial(ratio)", 64 << 20);
    assert_eq!(gathered.members.first().map(|(_, outcome)| outcome.as_str()), Some("partial(ratio)"));
    let budget = Budget { members: 2, ..Budget::default() };
    check_bomb("a.zip", &zip(&[("a", b"x"), ("b", b"x"), ("c", b"x")]), &budget, "partial(members)", 9);
    let small = Budget { container_bytes: 1 << 20, ..Budget::default() };
    let many = vec![b'x'; 300 << 10];
    let wide = zip(&[("a", &many), ("b", &many), ("c", &many), ("d", &many), ("e", &many)]);
    let nested = zip(&[("1.zip", &wide), ("2.zip", &wide), ("3.zip", &wide)]);
    check_bomb("42.zip", &nested, &small, "partial(bytes)", 1 << 20);
}

#[test]
fn containers_in_containers_end_at_the_depth() {
    let mut bytes = b"the innermost text\n".to_vec();
    for i in 0..30 {
        bytes = if i % 2 == 0 { zip(&[("x", &bytes)]) } else { gzip(&bytes) };
    }
    let (gathered, ended) = read("x", &bytes);
    assert_eq!(ended.outcome.to_string(), "complete");
    assert_eq!(gathered.members.first().map(|(_, outcome)| outcome.as_str()), Some("partial(depth)"));
    assert_eq!(gathered.members.len(), 18);
}

#[test]
fn entries_that_share_bytes_are_not_read() {
    let kernel = vec![b'x'; 1 << 20];
    let mut bytes = zip(&[("a", &kernel), ("b", b"sound\n")]);
    // The second entry's offset in the directory now points into the first one's bytes.
    let directory = memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
    bytes[directory + 42..directory + 46].copy_from_slice(&4u32.to_le_bytes());
    let (gathered, ended) = read("a.zip", &bytes);
    assert_eq!(ended.outcome.to_string(), "complete");
    let outcomes: Vec<&str> = gathered.members.iter().map(|(_, outcome)| outcome.as_str()).collect();
    assert_eq!(outcomes, ["partial(ratio)", "partial(ratio)"]);
    assert!(gathered.records.is_empty());
}

/// Bytes that fail to be read from some place on.
struct Failing {
    bytes: std::io::Cursor<Vec<u8>>,
    good: u64,
}

impl std::io::Read for Failing {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let left = self.good.saturating_sub(self.bytes.position()) as usize;
        if left == 0 {
            return Err(std::io::Error::from_raw_os_error(5));
        }
        let n = buf.len().min(left);
        std::io::Read::read(&mut self.bytes, &mut buf[..n])
    }
}

impl std::io::Seek for Failing {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[test]
fn a_read_error_is_told_and_what_came_before_it_is_kept() {
    for (format, name, bytes) in samples().into_iter().filter(|(format, ..)| *format != "opaque") {
        for (good, expected) in [(0, "failed"), (bytes.len() as u64 / 2, "partial(damaged)")] {
            let mut failing = Failing { bytes: std::io::Cursor::new(bytes.clone()), good };
            let mut gathered = Gathered::default();
            let input = super::Input {
                name: name.as_bytes(),
                size: None,
                bytes: &mut failing,
                stretch: &Stretch::Whole,
                modified: None,
            };
            let ended = super::extract(input, &Budget::default(), &mut gathered);
            assert_eq!(ended.outcome.to_string(), expected, "{format}");
            assert!(ended.cause.is_some_and(|cause| cause.0.contains("errno 5")), "{format} {name} {good}");
            assert!(good == 0 || format == "zip" || !gathered.records.is_empty(), "{format} {name} {good}");
        }
    }
}
