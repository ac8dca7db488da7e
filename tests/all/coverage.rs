//! Everything below a root is accounted for, once, whatever it is.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::Value;

use crate::company::{Ground, gz, zip};

fn sum(totals: &Value) -> u64 {
    totals.as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum()
}

fn lay_out(ground: &Ground) {
    let mail = b"write to mina.quillfeather@example.com\n";
    ground.file("plain.txt", mail);
    ground.file("empty.txt", "");
    ground.file("empty.gz", "");
    ground.file("deep/er/still/notes.md", mail);
    ground.file("utf16.txt", "\u{feff}mina@example.com".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    ground.file("paper.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    ground.file("program", [&b"\x7fELF\x02\x01\x01"[..], &[0; 4000]].concat());
    ground.file("picture.png", [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[7; 900]].concat());
    ground.file("noise.bin", (0..5_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>());
    ground.file("good.log.gz", gz(&mail.repeat(500)));
    ground.file("cut.log.gz", &gz(&mail.repeat(5_000))[..150]);
    ground.file("no.gz", "this is no gz");
    let inner = zip(&[("inner.txt".to_owned(), mail.to_vec()), ("log.gz".to_owned(), gz(mail))]);
    ground.file("nested.zip", zip(&[("inner.zip".to_owned(), inner), ("b.csv".to_owned(), b"a,b\n1,2\n".to_vec())]));
    let whole = zip(&[("a.txt".to_owned(), mail.repeat(300))]);
    ground.file("cut.zip", &whole[..whole.len() / 2]);
    ground.file("broken.json", "{\"a\": [1, 2");
    ground.file("broken.csv", "a,b\n\"never closed, 1\n2,3\n");
    let folder = ground.data();
    std::fs::hard_link(folder.join("plain.txt"), folder.join("second-name.txt")).unwrap();
    symlink("plain.txt", folder.join("inner-link")).unwrap();
    symlink("/etc", folder.join("outer-link")).unwrap();
    symlink("nowhere", folder.join("dangling")).unwrap();
    symlink("..", folder.join("deep/loop")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        folder.join("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    drop(std::os::unix::net::UnixListener::bind(folder.join("socket")).unwrap());
    ground.file("locked.txt", mail);
    std::fs::set_permissions(folder.join("locked.txt"), PermissionsExt::from_mode(0o000)).unwrap();
    std::fs::write(folder.join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), mail).unwrap();
    std::fs::write(folder.join("new\nline.txt"), mail).unwrap();
}

#[test]
fn totals_are_what_find_counts() {
    let ground = Ground::new();
    lay_out(&ground);
    let data = ground.data().display().to_string();
    let summary = ground.json("state", &["scan", &data]);
    let report = ground.json("state", &["report", "coverage"]);
    let found = walkdir::WalkDir::new(&data).into_iter().filter(|entry| !entry.as_ref().unwrap().file_type().is_dir());
    let expected = found.count() as u64;
    assert_eq!(sum(&report["totals"]), expected, "{report:#}");
    assert_eq!(report["totals"], summary["objects"]);
    assert_eq!(report["totals_members"], summary["members"]);
    let lines = report["lines"].as_array().unwrap();
    let (members, objects): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line["is_member"] == true);
    assert_eq!((objects.len() as u64, members.len() as u64), (expected, sum(&report["totals_members"])));

    let outcome = |place: &str| {
        let line = lines.iter().find(|line| line["place"] == place).unwrap_or_else(|| panic!("no {place} in {lines:#?}"));
        line["outcome"].as_str().unwrap().to_owned()
    };
    for (place, expected) in [
        ("plain.txt", &["complete", "skipped(hard-link)"][..]),
        ("second-name.txt", &["complete", "skipped(hard-link)"]),
        ("empty.txt", &["complete"]),
        ("deep/er/still/notes.md", &["complete"]),
        ("utf16.txt", &["complete"]),
        ("paper.pdf", &["unsupported"]),
        ("program", &["skipped(no-text)"]),
        ("picture.png", &["skipped(no-text)"]),
        ("good.log.gz", &["complete"]),
        ("cut.log.gz", &["partial(damaged)"]),
        ("nested.zip", &["complete"]),
        ("inner-link", &["skipped(symlink)"]),
        ("outer-link", &["skipped(symlink)"]),
        ("dangling", &["skipped(symlink)"]),
        ("deep/loop", &["skipped(symlink)"]),
        ("pipe", &["skipped(special)"]),
        ("socket", &["skipped(special)"]),
        // Root may read everything.
        ("locked.txt", &["complete", "denied"]),
        ("caf\\xe9.txt", &["complete"]),
        ("new\\u{a}line.txt", &["complete"]),
    ] {
        assert!(expected.contains(&outcome(place).as_str()), "{place}: {}", outcome(place));
    }
    for cut in ["cut.zip", "empty.gz", "no.gz"] {
        assert_ne!(outcome(cut), "", "{cut}");
    }
    assert!(["partial(damaged)", "failed"].contains(&outcome("cut.zip").as_str()), "{}", outcome("cut.zip"));
}

#[test]
fn a_second_scan_and_the_report_of_faults_agree_with_the_first() {
    let ground = Ground::new();
    lay_out(&ground);
    let data = ground.data().display().to_string();
    ground.json("state", &["scan", &data]);
    let before = ground.dump("state");
    let first = ground.json("state", &["report", "coverage"]);
    ground.json("state", &["scan", &data]);
    crate::same::assert_same(&before, &ground.dump("state"), "second scan");
    let faults = ground.json("state", &["report", "faults"]);
    let is_settled = |line: &&Value| {
        let outcome = line["outcome"].as_str().unwrap();
        outcome == "complete" || outcome.starts_with("skipped")
    };
    let n_unsettled = first["lines"].as_array().unwrap().iter().filter(|line| !is_settled(line)).count();
    assert!(n_unsettled > 0);
    let listed = faults["lines"].as_array().unwrap();
    assert_eq!(listed.iter().filter(|line| !is_settled(line)).count(), n_unsettled, "{faults:#}");
    for line in listed.iter().filter(|line| !is_settled(line)) {
        assert!(line["cause"].as_str().is_some_and(|cause| !cause.is_empty()), "no reason: {line}");
    }
}
