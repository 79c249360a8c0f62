//! The bundle: what is in it, and that every verifier names every change to it alike.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::evidence::FindingKind::{
    self, EntryAltered, EntryMissing, FileAltered, FileMissing, FileUnlisted, KeyChanged,
    Malformed, NotAnExtension, OrderChanged, RootMismatch, SignatureBad, Truncated,
};
use candado_tests::bundle::{
    Members, content, cover_tracks, export, judged, kinds, pack, sample, unpack,
};
use candado_tests::evidence::{clock, note, open, tell_story};
use serde_json::json;
use std::fs;
use zip::CompressionMethod::{Deflated, Stored};

fn sample_members() -> Members {
    unpack(&sample(tempfile::tempdir().unwrap().path()))
}

fn lines(members: &mut Members) -> Vec<String> {
    let log = String::from_utf8(content(members, "bitacora.jsonl").clone()).unwrap();
    log.lines().map(str::to_owned).collect()
}

fn set_lines(members: &mut Members, lines: &[String]) {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    *content(members, "bitacora.jsonl") = text.into_bytes();
}

#[test]
fn a_bundle_holds_what_the_format_says_and_verifies() {
    let bundle = sample(tempfile::tempdir().unwrap().path());
    let verdict = judged(&bundle, None);
    assert_eq!(verdict["outcome"], "verified", "{verdict}");
    assert_eq!(verdict["entries"], 9);
    assert_eq!(verdict["files"], 2);
    assert_eq!(verdict["facts"], json!([{"fact": "withheld", "count": 1}, {"fact": "no-anchor"}]));
    let names: Vec<String> = unpack(&bundle).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 12);
    assert!(names.iter().any(|name| name.starts_with("adjuntos/") && name.ends_with(".png")));
    assert!(names.iter().any(|name| name.starts_with("adjuntos/") && name.ends_with(".txt")));
}

#[test]
fn the_same_log_at_the_same_time_gives_the_same_bytes() {
    let bundle = || sample(tempfile::tempdir().unwrap().path());
    assert!(bundle() == bundle());
}

#[test]
fn an_export_can_be_written_to_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    let received = std::thread::spawn(move || {
        let mut bundle = Vec::new();
        std::io::Read::read_to_end(&mut reader, &mut bundle).unwrap();
        bundle
    });
    candado_core::evidence::write_bundle(
        &mut log,
        &candado_tests::bundle::options(&[]),
        &clock(10),
        &mut writer,
    )
    .unwrap();
    drop(writer);
    assert_eq!(judged(&received.join().unwrap(), None)["outcome"], "verified");
}

#[test]
fn an_export_is_noted_in_the_log_and_its_checkpoint_covers_that_note() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let before = log.head().unwrap();
    let mut members = unpack(&export(&mut log, 10, &[]));
    let last = lines(&mut members).pop().unwrap();
    assert!(last.contains(&format!(
        r#""kind":"export","body":{{"size":{},"root":"{}"}}"#,
        before.size, before.root
    )));
    assert_eq!(log.head().unwrap().size, before.size + 1);
    let summary = log.summary().unwrap();
    assert_eq!(summary.last_export_ms, Some(clock(10).now_ms));
}

#[test]
fn what_is_withheld_is_in_no_file_and_neither_are_its_attachments() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let bundle = export(&mut log, 10, &[3, 5]);
    let verdict = judged(&bundle, None);
    assert_eq!((&verdict["outcome"], &verdict["files"]), (&json!("verified"), &json!(0)));
    let mut members = unpack(&bundle);
    assert!(!members.iter().any(|(name, _)| name.starts_with("adjuntos/")));
    assert!(lines(&mut members)[3].starts_with("{\"withheld\":\""));
    for (name, content) in members {
        let text = String::from_utf8_lossy(&content);
        assert!(!text.contains("Algo que no voy a entregar"), "{name}");
        assert!(!text.contains("Prima.txt"), "{name}");
    }
}

#[test]
fn an_entry_that_is_not_there_cannot_be_withheld() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let options = candado_tests::bundle::options(&[7]);
    let refused =
        candado_core::evidence::write_bundle(&mut log, &options, &clock(9), &mut Vec::new());
    assert!(refused.is_err());
    assert_eq!(log.head().unwrap().size, 7, "nothing was noted");
}

#[test]
fn a_bundle_that_was_zipped_anew_still_verifies() {
    for method in [Stored, Deflated] {
        let verdict = judged(&pack(&sample_members(), method), None);
        assert_eq!(verdict["outcome"], "verified", "{method}: {verdict}");
    }
}

#[test]
fn a_head_code_from_before_is_an_anchor() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let early = log.head().unwrap().code;
    let bundle = export(&mut log, 10, &[5]);
    let head = log.head().unwrap().code;
    for anchor in [early.clone(), head, early.to_lowercase().replace(['·', '-'], " ")] {
        let verdict = judged(&bundle, Some(&anchor));
        assert_eq!(verdict["outcome"], "verified", "{anchor}");
        assert_eq!(verdict["facts"], json!([{"fact": "withheld", "count": 1}]));
    }
    log.append(&note("después"), &clock(11)).unwrap();
    let later = log.head().unwrap().code;
    assert_eq!(kinds(&judged(&bundle, Some(&later))), [Truncated]);
    let other = early.replace(['0', '1', '2', '3', '4'], "9").replacen("9 ·", "7 ·", 1);
    assert_eq!(kinds(&judged(&bundle, Some(&other))), [NotAnExtension], "{other}");
    let verdict = judged(&bundle, Some("no es un código"));
    assert_eq!(verdict["outcome"], "cannot-judge");
}

/// A change, the findings it must give when the manifest is left as it was, and when it was written anew.
type Fixture = (&'static str, fn(&mut Members), &'static [FindingKind], &'static [FindingKind]);

const FIXTURES: &[Fixture] = &[
    (
        "an entry altered",
        |members| {
            let mut lines = lines(members);
            lines[3] = lines[3].replacen("450000", "950000", 1);
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered],
        &[EntryAltered, RootMismatch],
    ),
    (
        "an entry altered and the leaves made to match",
        |members| {
            let mut changed = lines(members);
            changed[3] = changed[3].replacen("450000", "950000", 1);
            set_lines(members, &changed);
            *content(members, "hojas.txt") = leaves(&changed).into_bytes();
        },
        &[RootMismatch, NotAnExtension, FileAltered],
        &[RootMismatch, NotAnExtension],
    ),
    (
        "an entry removed",
        |members| {
            let mut lines = lines(members);
            lines.remove(2);
            set_lines(members, &lines);
        },
        &[EntryMissing, RootMismatch, FileAltered],
        &[EntryMissing, RootMismatch],
    ),
    (
        "two entries swapped",
        |members| {
            let mut lines = lines(members);
            lines.swap(1, 2);
            set_lines(members, &lines);
        },
        &[OrderChanged, RootMismatch, FileAltered],
        &[OrderChanged, RootMismatch],
    ),
    (
        "an entry inserted",
        |members| {
            let mut lines = lines(members);
            let copy = lines[6].replacen("0187", "0188", 1).replacen("\"seq\":6", "\"seq\":3", 1);
            lines.insert(3, copy);
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered],
        &[EntryAltered, RootMismatch],
    ),
    (
        "the end cut from log and leaves",
        |members| {
            let mut cut = lines(members);
            cut.truncate(7);
            set_lines(members, &cut);
            *content(members, "hojas.txt") = leaves(&cut).into_bytes();
        },
        &[EntryMissing, RootMismatch, Truncated, FileAltered],
        &[EntryMissing, RootMismatch, Truncated],
    ),
    (
        "an entry turned into a withheld line with another hash",
        |members| {
            let mut lines = lines(members);
            lines[2] = format!("{{\"withheld\":\"{}\"}}", "ab".repeat(32));
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered],
        &[EntryAltered, RootMismatch],
    ),
    (
        "a line that is no JSON",
        |members| {
            let mut lines = lines(members);
            lines[2] = lines[2].replacen('{', "(", 1);
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered, Malformed],
        &[EntryAltered, RootMismatch, Malformed],
    ),
    (
        "the last line break cut",
        |members| {
            content(members, "bitacora.jsonl").pop();
        },
        &[FileAltered, Malformed],
        &[Malformed],
    ),
    (
        "an earlier checkpoint with another size",
        |members| replace(members, "checkpoints-anteriores.txt", "\n8\n", "\n7\n"),
        &[SignatureBad, FileAltered],
        &[SignatureBad],
    ),
    (
        "the checkpoint with another time",
        |members| replace(members, "checkpoint.txt", "noted 2026", "noted 2025"),
        &[SignatureBad, FileAltered],
        &[SignatureBad],
    ),
    (
        "the checkpoint without its signature",
        |members| replace(members, "checkpoint.txt", "— ", "- "),
        &[FileAltered, Malformed],
        &[Malformed],
    ),
    (
        "the public key with a changed digit",
        |members| {
            let key = content(members, "clave-publica.txt");
            let end = key.len() - 10;
            key[end] = if key[end] == b'A' { b'B' } else { b'A' };
        },
        &[FileAltered, Malformed],
        &[Malformed],
    ),
    (
        "an attachment altered",
        |members| attachment(members).1.push(b'!'),
        &[FileAltered],
        &[FileAltered],
    ),
    (
        "an attachment removed",
        |members| {
            let name = attachment(members).0.clone();
            members.retain(|(found, _)| *found != name);
        },
        &[FileMissing],
        &[FileMissing],
    ),
    (
        "an attachment added",
        |members| members.push((format!("adjuntos/{}.txt", "ab".repeat(32)), b"x".to_vec())),
        &[FileUnlisted],
        &[FileUnlisted],
    ),
    (
        "a file of another name added",
        |members| members.push(("nota.txt".into(), b"x".to_vec())),
        &[FileUnlisted],
        &[FileMissing, FileUnlisted],
    ),
    (
        "the report replaced",
        |members| *content(members, "informe.pdf") = b"%PDF-1.7 otra cosa".to_vec(),
        &[FileAltered],
        &[],
    ),
    (
        "the report removed",
        |members| members.retain(|(name, _)| name != "informe.pdf"),
        &[FileMissing],
        &[FileMissing],
    ),
    (
        "the leaves removed and an entry altered",
        |members| {
            members.retain(|(name, _)| name != "hojas.txt");
            let mut lines = lines(members);
            lines[3] = lines[3].replacen("450000", "950000", 1);
            set_lines(members, &lines);
        },
        &[RootMismatch, NotAnExtension, FileMissing, FileAltered],
        &[RootMismatch, NotAnExtension, FileMissing],
    ),
];

fn replace(members: &mut Members, name: &str, from: &str, to: &str) {
    let text = String::from_utf8(content(members, name).clone()).unwrap();
    assert!(text.contains(from), "{text}");
    *content(members, name) = text.replacen(from, to, 1).into_bytes();
}

fn attachment(members: &mut Members) -> &mut (String, Vec<u8>) {
    members.iter_mut().find(|(name, _)| name.starts_with("adjuntos/")).unwrap()
}

/// `hojas.txt` for these lines, as somebody makes it who knows the format.
fn leaves(lines: &[String]) -> String {
    use sha2::{Digest, Sha256};
    lines
        .iter()
        .map(|line| match line.strip_prefix("{\"withheld\":\"") {
            Some(rest) => format!("{}\n", &rest[..64]),
            None => {
                let digest = Sha256::new().chain_update([0]).chain_update(line).finalize();
                let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
                format!("{hash}\n")
            }
        })
        .collect()
}

#[test]
fn every_change_is_named_alike_by_every_verifier() {
    let sample = sample_members();
    for (name, change, expected, covered) in FIXTURES {
        let mut members = sample.clone();
        change(&mut members);
        let verdict = judged(&pack(&members, Stored), None);
        assert_eq!(kinds(&verdict), *expected, "{name}: {verdict}");
        cover_tracks(&mut members);
        let verdict = judged(&pack(&members, Stored), None);
        assert_eq!(kinds(&verdict), *covered, "{name}, tracks covered: {verdict}");
    }
}

#[test]
fn a_finding_says_which_entry_and_which_file() {
    let mut members = sample_members();
    let mut changed = lines(&mut members);
    changed[3] = changed[3].replacen("450000", "950000", 1);
    set_lines(&mut members, &changed);
    assert_eq!(
        judged(&pack(&members, Stored), None)["findings"],
        json!([
            {"kind": "entry-altered", "seq": 3, "file": null},
            {"kind": "root-mismatch", "seq": null, "file": null},
            {"kind": "file-altered", "seq": null, "file": "bitacora.jsonl"},
        ])
    );
}

#[test]
fn the_whole_log_written_anew_is_caught_by_what_was_handed_over_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut genuine = open(folder.path());
    tell_story(&mut genuine);
    let anchor = genuine.head().unwrap().code;
    let mut before = unpack(&export(&mut genuine, 10, &[]));

    // The same phone, another story, another key; the earlier checkpoint carried over.
    let other = tempfile::tempdir().unwrap();
    let mut forged = candado_core::evidence::EvidenceLog::open(
        other.path(),
        Box::new(candado_core::evidence::SystemEntropy),
    )
    .unwrap();
    tell_story(&mut forged);
    forged.append(&note("Otra cosa"), &clock(9)).unwrap();
    let bundle = export(&mut forged, 11, &[]);
    assert_eq!(kinds(&judged(&bundle, None)), [], "by itself nothing is wrong with it");
    assert_eq!(kinds(&judged(&bundle, Some(&anchor))), [NotAnExtension]);
    let mut members = unpack(&bundle);
    *content(&mut members, "checkpoints-anteriores.txt") =
        content(&mut before, "checkpoint.txt").clone();
    cover_tracks(&mut members);
    assert_eq!(kinds(&judged(&pack(&members, Stored), None)), [KeyChanged]);
}

#[test]
fn the_same_key_over_another_story_is_not_an_extension() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (mut genuine, mut forged) = (open(one.path()), open(two.path()));
    tell_story(&mut genuine);
    forged.append(&candado_tests::evidence::opening(), &clock(3)).unwrap();
    for minute in 4..14 {
        forged.append(&note("otra"), &clock(minute)).unwrap();
    }
    let mut before = unpack(&export(&mut genuine, 10, &[]));
    let mut members = unpack(&export(&mut forged, 20, &[]));
    *content(&mut members, "checkpoints-anteriores.txt") =
        content(&mut before, "checkpoint.txt").clone();
    cover_tracks(&mut members);
    assert_eq!(kinds(&judged(&pack(&members, Stored), None)), [NotAnExtension]);
}

#[test]
fn names_that_lead_out_of_the_folder_are_named_and_harm_nobody() {
    for name in ["../../etc/passwd", "/etc/passwd", "C:\\x", "a\u{7}b", "adjuntos/../x"] {
        let mut members = sample_members();
        members.push((name.to_owned(), b"x".to_vec()));
        let verdict = judged(&pack(&members, Stored), None);
        assert_eq!(kinds(&verdict), [Malformed], "{name}: {verdict}");
    }
}

#[test]
fn what_is_no_archive_or_only_a_part_of_one_cannot_be_judged() {
    let bundle = sample(tempfile::tempdir().unwrap().path());
    let half = bundle[..bundle.len() / 2].to_vec();
    let without_end = bundle[..bundle.len() - 1].to_vec();
    for broken in [Vec::new(), b"hola".to_vec(), half, without_end] {
        let verdict = judged(&broken, None);
        assert_eq!(verdict["outcome"], "cannot-judge");
        assert_eq!(kinds(&verdict), [Malformed]);
    }
}

#[test]
fn a_member_that_unpacks_to_more_than_it_declares_is_named() {
    let mut members = sample_members();
    *content(&mut members, "informe.pdf") = vec![0; 5_000_000];
    let mut bomb = pack(&members, Deflated);
    // Declare a hundred bytes instead of five million, in the local and in the central header.
    let declared = 5_000_000_u32.to_le_bytes();
    let mut at = 0;
    let mut changed = 0;
    while let Some(found) = bomb[at..].windows(4).position(|window| window == declared) {
        bomb[at + found..at + found + 4].copy_from_slice(&100_u32.to_le_bytes());
        at += found + 4;
        changed += 1;
    }
    assert_eq!(changed, 2);
    let verdict = judged(&bomb, None);
    assert_eq!(kinds(&verdict), [FileAltered, Malformed]);
}

#[test]
fn clocks_that_were_moved_are_told_and_are_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let mut back = clock(8);
    back.now_ms -= 3 * 3_600_000;
    back.automatic = Some(false);
    log.append(&note("con la hora cambiada"), &back).unwrap();
    let mut restarted = clock(9);
    restarted.boot_count = Some(32);
    restarted.uptime_ms = Some(5_000);
    restarted.automatic = None;
    log.append(&note("después de reiniciar"), &restarted).unwrap();
    let verdict = judged(&export(&mut log, 600, &[]), None);
    assert_eq!(verdict["outcome"], "verified");
    assert_eq!(
        verdict["facts"],
        json!([
            {"fact": "time-not-automatic", "seq": 7},
            {"fact": "clock-moved", "seq": 7, "by_ms": -3 * 3_600_000},
            {"fact": "time-not-automatic", "seq": 8},
            {"fact": "boot-changed", "seq": 8},
            {"fact": "boot-changed", "seq": 9},
            {"fact": "no-anchor"},
        ])
    );
}

#[test]
fn a_file_lost_from_the_store_does_not_keep_the_rest_from_being_handed_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let files = &log.entries().unwrap()[3].files.clone();
    fs::remove_file(log.attachment_path(&files[0].sha256).unwrap()).unwrap();
    fs::write(log.attachment_path(&files[1].sha256).unwrap(), b"otra cosa").unwrap();
    let verdict = judged(&export(&mut log, 10, &[]), None);
    assert_eq!(kinds(&verdict), [FileMissing, FileAltered]);
}
