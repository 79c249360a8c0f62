//! A program killed at any moment while it writes: whatever it had acknowledged is there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::evidence::{EvidenceLog, SystemEntropy, VerificationOutcome};
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Kills that one log survives before the next run begins with a new one.
const KILLS_A_LOG: usize = 5;

/// Starts the writer on a folder, lets it say some lines, kills it a moment later, and gives all it said.
fn killed_writer(folder: &Path, lines_first: u64, moment: Duration) -> Vec<String> {
    let mut writer = Command::new(env!("CARGO_BIN_EXE_evidence-writer"))
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(writer.stdout.take().unwrap()).lines();
    let mut said = Vec::new();
    for _ in 0..lines_first {
        said.extend(output.next().map(Result::unwrap));
    }
    std::thread::sleep(moment);
    writer.kill().unwrap();
    writer.wait().unwrap();
    said.extend(output.map(Result::unwrap));
    said
}

/// Everything that was said is in the log, and nothing is half there.
fn check(folder: &Path, said: &[String]) {
    let log = EvidenceLog::open(folder, Box::new(SystemEntropy)).unwrap();
    let entries = log.entries().unwrap();
    for line in said {
        let (what, name) = line.split_once(' ').unwrap();
        match what {
            "log" => assert_eq!(log.verifier_key(), name),
            "entry" => assert!(name.parse::<usize>().unwrap() < entries.len(), "{line} is lost"),
            _ => assert!(log.attachment_path(name).is_ok(), "{line} is lost"),
        }
    }
    let report = log.verify(&mut |_, _| true).unwrap();
    assert_eq!(report.outcome, VerificationOutcome::Verified, "{report:?}");
    assert!(!folder.join("files/incoming.tmp").exists());
}

/// Kills at moments that nobody chose; a run that fails says which log it leaves behind.
fn kill(runs: usize) {
    let chance = RandomState::new();
    let mut kept = 0;
    for run in (0..runs).step_by(KILLS_A_LOG) {
        let folder = tempfile::tempdir().unwrap();
        let mut said = Vec::new();
        for kill in run..runs.min(run + KILLS_A_LOG) {
            let drawn = chance.hash_one(kill);
            let moment = Duration::from_micros(drawn >> 8 & 0x3fff);
            said.extend(killed_writer(folder.path(), drawn % 16, moment));
            check(folder.path(), &said);
        }
        kept += said.len();
    }
    assert!(kept > runs, "the writer hardly wrote: {kept} lines in {runs} runs");
}

#[test]
fn a_writer_killed_at_any_moment_loses_nothing_it_had_acknowledged() {
    kill(50);
}

#[test]
#[ignore = "slow: runs with --long"]
fn a_writer_killed_a_thousand_times_loses_nothing_it_had_acknowledged() {
    kill(1_000);
}
