//! Civil time against an oracle: Python's zoneinfo over the tz source that our zone data was made of, compiled by zic.
//!
//! `tests/data/civil-oracle.txt` holds a digest for each zone that changes its offset between 2024 and 2037. To write it
//! anew after an update of chrono-tz: `CANDADO_WRITE_ORACLE=1 cargo test -p candado-tests --test reminders_oracle --
//! --ignored`.

#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "a test may panic")]

use candado_core::clock::{add_days, civil_instant};
use candado_tests::zones::offset_changes;
use chrono::NaiveDate;
use chrono_tz::{TZ_VARIANTS, Tz};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("the date is well formed")
}

/// What our engine says, in the words of `tools/civil_oracle.py`.
fn lines(zone: Tz, days: &[NaiveDate]) -> String {
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
    TZ_VARIANTS.iter().map(|zone| lines(*zone, &offset_changes(*zone))).collect()
}

fn compact() -> String {
    let mut text = String::new();
    for zone in TZ_VARIANTS {
        let days = offset_changes(zone);
        if days.is_empty() {
            continue;
        }
        let digest = Sha256::digest(lines(zone, &days));
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
    assert_eq!(header, format!("# tz {}", chrono_tz::IANA_TZDB_VERSION));
    let ours = compact();
    assert_eq!(differences(&ours, digests), []);
    let changes: usize = ours
        .lines()
        .filter_map(|line| line.split(' ').nth(1))
        .filter_map(|count| count.parse::<usize>().ok())
        .sum();
    assert!(changes > 5_000, "only {changes} changes");
}

/// The tz source that chrono-tz ships, compiled by zic; the same in binary form is in no package of this computer.
fn compiled(folder: &Path) {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let manifest = packages
        .iter()
        .find(|package| package["name"] == "chrono-tz")
        .and_then(|package| package["manifest_path"].as_str())
        .expect("chrono-tz is a package");
    let source = Path::new(manifest).with_file_name("tz");
    let names = [
        "africa",
        "antarctica",
        "asia",
        "australasia",
        "backward",
        "etcetera",
        "europe",
        "northamerica",
        "southamerica",
    ];
    let status = Command::new("/usr/sbin/zic")
        .arg("-d")
        .arg(folder)
        .args(names.map(|name| source.join(name)))
        .status()
        .expect("zic is part of Debian's libc-bin");
    assert!(status.success());
}

fn asked_of_python(form: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    compiled(folder.path());
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
    let names: String = TZ_VARIANTS.iter().map(|zone| format!("{}\n", zone.name())).collect();
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
    let digests = format!("# tz {}\n{}", chrono_tz::IANA_TZDB_VERSION, asked_of_python("compact"));
    if std::env::var_os("CANDADO_WRITE_ORACLE").is_some() {
        std::fs::write(kept(), &digests).expect("it can be written");
    }
    assert_eq!(std::fs::read_to_string(kept()).expect("the digests are kept"), digests);
}

#[test]
fn the_zones_of_mexico_by_name() {
    use chrono_tz::America::{
        Cancun, Ciudad_Juarez, Hermosillo, Matamoros, Mexico_City, Monterrey, Ojinaga, Tijuana,
    };
    for zone in [Mexico_City, Monterrey, Cancun, Hermosillo] {
        assert_eq!(offset_changes(zone), [], "{zone} keeps one time all year");
    }
    for zone in [Tijuana, Ciudad_Juarez, Ojinaga, Matamoros] {
        assert_eq!(offset_changes(zone).len(), 28, "{zone} follows its neighbour twice a year");
    }
    for (zone, day, hour, expected) in [
        (Mexico_City, "2026-04-05", 2, "2026-04-05T08:00:00+00:00"),
        (Mexico_City, "2026-10-25", 1, "2026-10-25T07:00:00+00:00"),
        (Monterrey, "2030-07-01", 10, "2030-07-01T16:00:00+00:00"),
        (Cancun, "2026-07-01", 10, "2026-07-01T15:00:00+00:00"),
        (Hermosillo, "2026-03-08", 2, "2026-03-08T09:00:00+00:00"),
        (Tijuana, "2026-03-08", 2, "2026-03-08T10:00:00+00:00"),
        (Tijuana, "2026-11-01", 1, "2026-11-01T08:00:00+00:00"),
        (Ciudad_Juarez, "2026-03-08", 2, "2026-03-08T09:00:00+00:00"),
        (Ciudad_Juarez, "2026-11-01", 1, "2026-11-01T07:00:00+00:00"),
        (Ojinaga, "2037-03-08", 2, "2037-03-08T08:00:00+00:00"),
        (Ojinaga, "2037-11-01", 1, "2037-11-01T06:00:00+00:00"),
        (Matamoros, "2026-03-08", 3, "2026-03-08T08:00:00+00:00"),
    ] {
        let instant = civil_instant(zone, date(day), hour).to_rfc3339();
        assert_eq!(instant, expected, "{zone} {day} {hour}:00");
    }
}
