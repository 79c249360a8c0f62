//! The fixtures in `tests/data/bundles`: what each verifier must say of bundles that somebody tampered with.
//!
//! After a change of format that is meant, `CANDADO_WRITE_GOLDEN=1 cargo test --test bundle_fixtures` writes them anew.
//! The browser suite shows the same files to `verificar.html`, and the core's own tests to `candado-verify`.
#![allow(clippy::unwrap_used)]

use candado_core::evidence::FindingKind;
use candado_tests::bundle::{judged, kinds};
use candado_tests::fixtures::{Fixture, all, folder};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

/// Anchor and verdict of every fixture, by name.
const EXPECTED: &str = "expected.json";

fn expected(fixtures: &[Fixture]) -> Value {
    let expected: Map<String, Value> = fixtures
        .iter()
        .map(|fixture| {
            let verdict = judged(&fixture.bundle, fixture.anchor.as_deref());
            assert_eq!(kinds(&verdict), fixture.findings, "{}: {verdict}", fixture.name);
            (fixture.name.clone(), json!({"anchor": fixture.anchor, "verdict": verdict}))
        })
        .collect();
    Value::Object(expected)
}

fn write_anew(fixtures: &[Fixture]) {
    let _ = fs::remove_dir_all(folder());
    fs::create_dir_all(folder()).unwrap();
    for fixture in fixtures {
        fs::write(folder().join(format!("{}.zip", fixture.name)), &fixture.bundle).unwrap();
    }
    let text = serde_json::to_string_pretty(&expected(fixtures)).unwrap();
    fs::write(folder().join(EXPECTED), text + "\n").unwrap();
}

static FIXTURES: LazyLock<Vec<Fixture>> = LazyLock::new(all);

#[test]
fn every_fixture_has_the_bytes_and_the_verdict_it_had() {
    let fixtures = &*FIXTURES;
    if std::env::var_os("CANDADO_WRITE_GOLDEN").is_some() {
        return write_anew(fixtures);
    }
    let names: BTreeSet<String> =
        fixtures.iter().map(|fixture| format!("{}.zip", fixture.name)).collect();
    let kept: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != EXPECTED)
        .collect();
    assert_eq!(kept, names);
    for fixture in fixtures {
        let kept = fs::read(folder().join(format!("{}.zip", fixture.name))).unwrap();
        assert!(kept == fixture.bundle, "{} has other bytes than it had", fixture.name);
    }
    let text = fs::read_to_string(folder().join(EXPECTED)).unwrap();
    assert_eq!(expected(fixtures), serde_json::from_str::<Value>(&text).unwrap());
}

#[test]
fn the_fixtures_show_every_finding_every_verdict_and_every_fact() {
    use FindingKind::{
        EntryAltered, EntryMissing, FileAltered, FileMissing, FileUnlisted, KeyChanged, Malformed,
        NotAnExtension, OrderChanged, RootMismatch, SignatureBad, Truncated,
    };
    let found: BTreeSet<FindingKind> =
        FIXTURES.iter().flat_map(|fixture| fixture.findings.iter().copied()).collect();
    let known = [
        EntryAltered,
        EntryMissing,
        OrderChanged,
        RootMismatch,
        SignatureBad,
        KeyChanged,
        NotAnExtension,
        Truncated,
        FileMissing,
        FileAltered,
        FileUnlisted,
        Malformed,
    ];
    assert_eq!(found, BTreeSet::from(known));
    let text = fs::read_to_string(folder().join(EXPECTED)).unwrap();
    for word in [
        "verified",
        "failed",
        "cannot-judge",
        "withheld",
        "clock-moved",
        "boot-changed",
        "time-not-automatic",
        "no-anchor",
        "anchor-reaches",
    ] {
        assert!(text.contains(&format!(": \"{word}\"")), "{word}");
    }
}
