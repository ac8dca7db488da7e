//! Killed at any moment and started again, a scan ends with what a scan that nobody killed ends with: nothing lost,
//! nothing twice, and what was committed is not read again.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::company::{Dice, Ground, furnish};
use crate::same::assert_same;

const KILLS: usize = 20;

/// Where the program is made slow or is held, so that a kill falls before, between, within or after commits.
fn point(dice: &mut Dice, n: usize) -> String {
    let skipped = 1 + dice.below(12);
    match n % 5 {
        0 => format!("store::before-commit={skipped}*off->pause"),
        1 => format!("store::after-commit={skipped}*off->pause"),
        2 => format!("store::before-cover={}*off->pause", dice.below(3)),
        3 => "store::before-commit=sleep(12)".to_owned(),
        _ => "store::after-commit=sleep(12);pipeline::record=1%sleep(1)".to_owned(),
    }
}

#[test]
fn a_scan_that_is_killed_twenty_times_ends_like_one_that_is_not() {
    let ground = Ground::new();
    furnish(&ground);
    let began = Instant::now();
    let n_units = ground.json("clean", &["scan"])["n_units"].as_u64().unwrap();
    let whole = began.elapsed();
    assert!(n_units >= 200, "{n_units}");
    let clean = ground.dump("clean");

    let mut dice = Dice(20_261_122);
    let (mut n_killed, mut n_skipping, mut round) = (0, 0, 0);
    // Each round is one state directory: killed again and again until too little is left, then left to end.
    while n_killed < KILLS {
        let state = format!("state{round}");
        for _ in 0..6 {
            let mut scan = ground.gleaner(&state);
            scan.args(["scan", "--quiet"]).env("FAILPOINTS", point(&mut dice, n_killed));
            let mut scan = scan.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            let limit = Duration::from_millis(dice.below(whole.as_millis() as u64) + 5);
            if !kill(&mut scan, limit) {
                break;
            }
            n_killed += 1;
        }
        let summary = ground.json(&state, &["scan"]);
        n_skipping += usize::from(summary["n_units_unchanged"].as_u64().unwrap() > 0);
        let n_seen = summary["n_units"].as_u64().unwrap() + summary["n_units_unchanged"].as_u64().unwrap();
        assert_eq!(n_seen, n_units, "{state}: {summary}");
        assert_same(&clean, &ground.dump(&state), &state);
        round += 1;
        assert!(round < 30, "only {n_killed} scans lived long enough to be killed");
    }
    assert!(n_skipping * 2 > round, "only {n_skipping} of {round} resumed scans found something committed");
}

/// Kills after a while, or once the program rests at a point; whether there was still something to kill.
fn kill(scan: &mut Child, limit: Duration) -> bool {
    let began = Instant::now();
    let (mut used, mut changed) = (String::new(), began);
    while began.elapsed() < limit && changed.elapsed() < Duration::from_millis(120) {
        let now = std::fs::read_to_string(format!("/proc/{}/stat", scan.id())).unwrap_or_default();
        if now != used {
            (used, changed) = (now, Instant::now());
        }
        if scan.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    scan.kill().unwrap();
    scan.wait().unwrap();
    true
}
