//! The bundle: what is in it, and that every verifier names every change to it alike.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::evidence::FindingKind::{FileAltered, FileMissing};
use candado_core::evidence::{EvidenceError, NewEntry, hand_over, write_bundle, write_report};
use candado_core::report::ReportOptions;
use candado_tests::bundle::{
    Members, export, judged, kinds, lines, pack, sample, set_lines, unpack, verifiers,
};
use candado_tests::evidence::{clock, note, open, opening, tell_story};
use candado_tests::fixtures::folder;
use rusqlite::Connection;
use serde_json::json;
use std::fs;
use std::process::Command;
use zip::CompressionMethod::Stored;

fn sample_members() -> Members {
    unpack(&sample(tempfile::tempdir().unwrap().path()))
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
    write_bundle(
        &mut log,
        &candado_tests::bundle::options(&[]),
        &clock(10),
        &mut writer,
        &mut |_, _| true,
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
    assert_eq!(log.summary().unwrap().last_export_ms, None, "nobody said that it reached its end");
    let refused = hand_over(&mut log, &clock(11), |_| Err(EvidenceError::FileUnreadable));
    assert!(refused.is_err());
    assert_eq!(log.summary().unwrap().last_export_ms, None, "it did not leave whole");
    hand_over(&mut log, &clock(11), |log| log.head()).unwrap();
    assert_eq!(log.summary().unwrap().last_export_ms, Some(clock(11).now_ms));
}

#[test]
fn a_document_that_was_written_whole_is_delivered_where_no_room_is_left_to_remember_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let full = Connection::open(folder.path().join("evidence.db")).unwrap();
    full.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON delivery BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    .unwrap();
    let mut bundle = Vec::new();
    let options = candado_tests::bundle::options(&[]);
    let head = hand_over(&mut log, &clock(10), |log| {
        write_bundle(log, &options, &clock(10), &mut bundle, &mut |_, _| true)
    })
    .unwrap();
    assert_eq!(head, log.head().unwrap());
    assert_eq!(judged(&bundle, None)["outcome"], "verified");
    assert_eq!(log.summary().unwrap().last_export_ms, None);
}

#[test]
fn the_checkpoint_of_a_report_alone_is_kept_and_stands_among_the_earlier_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let mut report = |minute| {
        let options = candado_tests::bundle::options(&[]);
        write_report(&mut log, &options, &clock(minute), &mut Vec::new()).unwrap()
    };
    let first = report(10);
    assert_eq!(first.size, 8, "the export is noted");
    assert_eq!(report(11), first, "nothing was added, so nothing is noted again");
    let members = unpack(&export(&mut log, 20, &[]));
    let (_, earlier) =
        members.iter().find(|(name, _)| name == "checkpoints-anteriores.txt").unwrap();
    let earlier = String::from_utf8_lossy(earlier);
    assert_eq!(earlier.matches("\nnoted ").count(), 1, "{earlier}");
    assert!(earlier.contains("\n8\n"), "{earlier}");
    let refused =
        write_report(&mut log, &candado_tests::bundle::options(&[99]), &clock(21), &mut Vec::new());
    assert!(refused.is_err());
}

#[test]
fn an_export_that_is_stopped_says_so_and_the_next_one_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let options = candado_tests::bundle::options(&[]);
    let mut told = Vec::new();
    let whole = write_bundle(&mut log, &options, &clock(9), &mut Vec::new(), &mut |done, total| {
        told.push((done, total));
        true
    });
    assert!(whole.is_ok());
    assert!(told.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 == two[1].1));
    assert!(told.last().is_some_and(|(done, total)| done == total), "{told:?}");
    for stop_at in [0, told.len() / 2, told.len() - 1] {
        let mut left = stop_at;
        let mut go_on = |_, _| {
            let go = left > 0;
            left = left.saturating_sub(1);
            go
        };
        let stopped = write_bundle(&mut log, &options, &clock(9), &mut Vec::new(), &mut go_on);
        assert!(matches!(stopped, Err(EvidenceError::Cancelled)), "at {stop_at}: {stopped:?}");
    }
    assert_eq!(judged(&export(&mut log, 10, &[]), None)["outcome"], "verified");
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
fn of_one_case_what_is_noted_in_another_stays_behind_also_when_it_came_after_the_choice() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let other = log.append(&opening(), &clock(8)).unwrap();
    let of_other = |text: &str| NewEntry { incident: Some(other), ..note(text) };
    let along = log.append(&of_other("Esto sí."), &clock(8)).unwrap();
    let chosen = ReportOptions {
        cases: vec![0],
        along: vec![along],
        ..candado_tests::bundle::options(&[5])
    };
    let after = log.append(&of_other("Llegó después."), &clock(9)).unwrap();
    let own = log.append(&note("También después."), &clock(9)).unwrap();
    let mut bundle = Vec::new();
    write_bundle(&mut log, &chosen, &clock(10), &mut bundle, &mut |_, _| true).unwrap();
    let verdict = judged(&bundle, None);
    assert_eq!(verdict["facts"][0], json!({"fact": "withheld", "count": 3}), "{verdict}");
    let told = lines(&mut unpack(&bundle));
    let behind = (0..).zip(&told).filter(|(_, line)| line.starts_with("{\"withheld\":"));
    assert_eq!(behind.map(|(seq, _)| seq).collect::<Vec<u64>>(), [5, other, after]);
    assert_eq!(own + 2, u64::try_from(told.len()).unwrap(), "the export is noted after it");
    let unknown = ReportOptions { cases: vec![99], ..chosen };
    let refused = write_report(&mut log, &unknown, &clock(11), &mut Vec::new());
    assert!(matches!(refused, Err(EvidenceError::NoSuchReference)));
}

#[test]
fn an_entry_that_is_not_there_cannot_be_withheld() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let options = candado_tests::bundle::options(&[7]);
    let refused = write_bundle(&mut log, &options, &clock(9), &mut Vec::new(), &mut |_, _| true);
    assert!(refused.is_err());
    assert_eq!(log.head().unwrap().size, 7, "nothing was noted");
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
fn a_code_fixes_the_entries_it_counts_and_that_of_an_empty_log_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let empty = log.head().unwrap().code;
    tell_story(&mut log);
    let early = log.head().unwrap().code;
    let bundle = export(&mut log, 10, &[]);
    let head = log.head().unwrap().code;
    for (code, facts) in [
        (&empty, json!([{"fact": "no-anchor"}])),
        (&early, json!([{"fact": "anchor-reaches", "size": 7}])),
        (&head, json!([])),
    ] {
        let verdict = judged(&bundle, Some(code));
        assert_eq!(
            (&verdict["outcome"], &verdict["facts"]),
            (&json!("verified"), &facts),
            "{code}"
        );
    }
}

/// Runs `verificar.py` on a fixture with further arguments.
fn python(fixture: &str, prepare: impl Fn(&mut Command)) -> std::process::Output {
    let mut command = Command::new("python3");
    command.arg("-B").arg(verifiers().join("verificar.py"));
    command.arg(folder().join(format!("{fixture}.zip")));
    prepare(&mut command);
    command.output().unwrap()
}

#[test]
fn the_script_says_its_verdict_in_an_alphabet_that_lacks_its_signs() {
    for alphabet in ["cp1252", "ascii"] {
        let output = python("entry-altered", |command| {
            command.env("PYTHONIOENCODING", alphabet);
        });
        assert_eq!(output.status.code(), Some(1), "{alphabet}");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("? entry-altered: una nota no es la que se firm"), "{said}");
        let output = python("sound", |command| {
            command.env("PYTHONIOENCODING", alphabet).arg("--json");
        });
        let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(verdict["head_code"].as_str().unwrap().chars().nth(2), Some('·'), "{alphabet}");
    }
}

#[test]
fn the_script_ends_with_1_only_when_something_does_not_agree() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    for (fixture, code) in [("sound", 0), ("entry-altered", 1)] {
        let pipe = writer.try_clone().unwrap();
        let mut command = Command::new("python3");
        command.arg("-B").arg(verifiers().join("verificar.py"));
        command.arg(folder().join(format!("{fixture}.zip"))).stdout(pipe);
        assert_eq!(command.status().unwrap().code(), Some(code), "nobody listens: {fixture}");
    }
    let unforeseen = "import sys, verificar\n\
        def verify(*_): raise MemoryError()\n\
        verificar.verify = verify\n\
        sys.exit(verificar.run())";
    let mut command = Command::new("python3");
    command.args(["-B", "-c", unforeseen]).arg(folder().join("sound.zip"));
    let output = command.env("PYTHONPATH", verifiers()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "No se pudo comprobar: MemoryError\n");
}

#[test]
fn where_an_anchor_is_required_the_code_of_an_empty_log_is_none() {
    let expected = fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    for (fixture, code) in [("anchor-of-an-empty-log", 2), ("anchor-early", 0)] {
        let anchor = expected[fixture]["anchor"].as_str().unwrap();
        let output = python(fixture, |command| {
            command.args(["--exigir-ancla", "--ancla", anchor]);
        });
        assert_eq!(output.status.code(), Some(code), "{fixture}");
    }
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
