//! Signed manifests: a report that was handed over is what was signed, or `verify` says that it is not.

use std::path::Path;

use gleaner::model::manifest::Manifest;
use serde_json::Value;

use crate::company::{Ground, person};

fn company() -> Ground {
    let ground = Ground::new();
    let lines: String = (0..20).map(|n| format!("{},{}\n", person(n).0, person(n).1)).collect();
    ground.file("customers.csv", format!("name,email\n{lines}"));
    std::fs::write(
        ground.path("gleaner.toml"),
        "[[source]]\nname = \"files\"\nkind = \"files\"\npath = \"data\"\npolicy = \"workpex\"\n",
    )
    .unwrap();
    assert!(ground.run("state", &["scan"]).status.success());
    ground
}

fn report(ground: &Ground, file: &str) {
    let output = ground.run("state", &["report", "map", "-o", file, "--manifest", "--as-of", "2026-06-01"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Verifies and gives the exit code, and what was said.
fn verify(ground: &Ground, args: &[&str]) -> (Option<i32>, Value) {
    let output = ground.run("state", &[&["verify"], args, &["--format", "json"]].concat());
    let told = serde_json::from_slice(&output.stdout);
    (output.status.code(), told.unwrap_or_else(|_| String::from_utf8_lossy(&output.stderr).into_owned().into()))
}

fn bend(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = at.min(bytes.len() - 1);
    bytes[at] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_report_is_what_was_signed_in_every_format() {
    let ground = company();
    for file in ["map.html", "map.json", "map.csv", "map.xlsx", "map.txt"] {
        report(&ground, file);
        let (code, told) = verify(&ground, &[file]);
        assert_eq!((code, &told["is_sound"]), (Some(0), &Value::Bool(true)), "{file}: {told}");
        let manifest: Manifest = serde_json::from_value(told["manifest"].clone()).unwrap();
        let n_bytes = std::fs::metadata(ground.path(file)).unwrap().len();
        assert_eq!((manifest.file.as_str(), manifest.n_bytes, manifest.report.as_str()), (file, n_bytes, "map"));
        let bytes = std::fs::read(ground.path(file)).unwrap();
        assert_eq!(manifest.blake3, blake3::hash(&bytes).to_hex().as_str());
        assert_eq!((manifest.as_of.as_str(), manifest.policies), ("2026-06-01", vec!["workpex".to_owned()]));
        assert_eq!(manifest.totals.get("complete"), Some(&1));
    }
    let basis: Value = serde_json::from_slice(&std::fs::read(ground.path("map.json")).unwrap()).unwrap();
    let told = verify(&ground, &["map.json"]).1;
    for field in ["made_at", "detectors", "version", "window", "totals", "unknown"] {
        assert_eq!(told["manifest"][field], basis["basis"][field], "{field}");
    }
}

#[test]
fn whatever_is_changed_is_noticed() {
    let ground = company();
    for (changed, is_signed) in [("map.html", true), ("map.html.manifest.json", false), ("map.html.manifest.sig", false)] {
        for at in [0, 40, usize::MAX] {
            report(&ground, "map.html");
            assert_eq!(verify(&ground, &["map.html"]).0, Some(0));
            bend(&ground.path(changed), at);
            let (code, told) = verify(&ground, &["map.html"]);
            assert_eq!((code, &told["is_sound"]), (Some(2), &Value::Bool(false)), "{changed} at {at}");
            assert_eq!(told["is_signed"], Value::Bool(is_signed), "{changed} at {at}");
            assert_eq!(told["manifest"].is_object(), is_signed, "what is not signed is not repeated");
        }
    }
    report(&ground, "map.html");
    let mut text = std::fs::read(ground.path("map.html")).unwrap();
    text.pop();
    std::fs::write(ground.path("map.html"), text).unwrap();
    assert_eq!(verify(&ground, &["map.html"]).0, Some(2), "cut off");
    std::fs::remove_file(ground.path("map.html.manifest.sig")).unwrap();
    let (code, told) = verify(&ground, &["map.html"]);
    assert!(code == Some(2) && told.as_str().unwrap().contains("map.html.manifest.sig"), "{told}");
}

#[test]
fn others_verify_with_the_public_key_alone() {
    let ground = company();
    report(&ground, "map.html");
    let public = ground.run("state", &["key", "public"]);
    assert!(public.stdout.starts_with(b"-----BEGIN PUBLIC KEY-----\n"));
    std::fs::write(ground.path("company.pem"), &public.stdout).unwrap();
    let theirs = Ground::new();
    for name in ["map.html", "map.html.manifest.json", "map.html.manifest.sig", "company.pem"] {
        std::fs::copy(ground.path(name), theirs.path(name)).unwrap();
    }
    assert_eq!(verify(&theirs, &["map.html", "--public-key", "company.pem"]).0, Some(0));
    assert!(!theirs.path("key").exists(), "nothing is made on the way");
    let (code, told) = verify(&theirs, &["map.html"]);
    assert!(code == Some(2) && told.is_string(), "without any key nothing is verified: {told}");
    // Somebody else's key.
    assert!(theirs.run("state", &["scan", "data"]).status.success());
    let other = theirs.run("state", &["key", "public"]);
    std::fs::write(theirs.path("other.pem"), &other.stdout).unwrap();
    for args in [&["map.html", "--public-key", "other.pem"][..], &["map.html"]] {
        let (code, told) = verify(&theirs, args);
        assert_eq!((code, &told["is_signed"]), (Some(2), &Value::Bool(false)), "{args:?}");
    }
    std::fs::write(theirs.path("other.pem"), "no key").unwrap();
    assert!(verify(&theirs, &["map.html", "--public-key", "other.pem"]).1.as_str().unwrap().contains("no Ed25519 public key"));
}

#[test]
fn a_manifest_goes_with_a_file() {
    let ground = company();
    let output = ground.run("state", &["report", "map", "--manifest"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--manifest goes with a file"));
}
