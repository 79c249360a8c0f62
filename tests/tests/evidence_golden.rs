//! The golden log and bundle in `tests/data`: a log written today has the same bytes as one written then.
//!
//! After a change of format that is meant, `CANDADO_WRITE_GOLDEN=1 cargo test --test evidence_golden` writes them anew.
#![allow(clippy::unwrap_used)]

use candado_tests::bundle::{self, judged, unpack};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The files that the format fixes to the last byte. The report may change its looks, the read-me its words.
const FIXED: [&str; 5] = [
    "bitacora.jsonl",
    "hojas.txt",
    "checkpoint.txt",
    "checkpoints-anteriores.txt",
    "clave-publica.txt",
];

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/golden")
}

#[test]
fn a_log_written_today_has_the_bytes_of_the_golden_one() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = bundle::golden(folder.path());
    let members = unpack(&bundle);
    let fixed = members.iter().filter(|(name, _)| FIXED.contains(&name.as_str()));
    if std::env::var_os("CANDADO_WRITE_GOLDEN").is_some() {
        fs::create_dir_all(golden()).unwrap();
        fs::write(golden().join("paquete.zip"), &bundle).unwrap();
        let code = judged(&bundle, None)["head_code"].as_str().unwrap().to_owned();
        fs::write(golden().join("codigo.txt"), code + "\n").unwrap();
        for (name, content) in fixed {
            fs::write(golden().join(name), content).unwrap();
        }
        return;
    }
    assert_eq!(fixed.clone().count(), FIXED.len());
    for (name, content) in fixed {
        let expected = fs::read(golden().join(name)).unwrap();
        assert_eq!(String::from_utf8_lossy(content), String::from_utf8_lossy(&expected), "{name}");
    }
}

#[test]
fn every_kind_of_the_format_page_stands_in_the_golden_log_and_no_other() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/evidence-format.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once("| kind | body |").unwrap();
    let rows = table.trim_start().lines().skip(1).take_while(|line| line.starts_with("| "));
    let documented: BTreeSet<&str> = rows
        .filter_map(|row| row.split('|').nth(1))
        .flat_map(|kinds| kinds.split('`').skip(1).step_by(2))
        .collect();
    assert!(documented.len() > 20, "{documented:?}");
    let log = fs::read_to_string(golden().join("bitacora.jsonl")).unwrap();
    let lines = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let kinds: Vec<String> =
        lines.filter_map(|line| line["kind"].as_str().map(str::to_owned)).collect();
    assert_eq!(kinds.iter().map(String::as_str).collect::<BTreeSet<_>>(), documented);
}

#[test]
fn the_golden_bundle_verifies_with_every_verifier() {
    let bundle = fs::read(golden().join("paquete.zip")).unwrap();
    let code = fs::read_to_string(golden().join("codigo.txt")).unwrap();
    let verdict = judged(&bundle, Some(&code));
    assert_eq!(verdict["outcome"], "verified", "{verdict}");
    assert_eq!(verdict["head_code"], code.trim());
    let members = unpack(&bundle);
    for name in FIXED {
        let inside = members.iter().find(|(found, _)| found == name).unwrap();
        assert_eq!(inside.1, fs::read(golden().join(name)).unwrap(), "{name}");
    }
}
