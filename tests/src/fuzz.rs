//! Readers of bytes that strangers may have made, for fuzzing: each must answer, never stop the program.
//!
//! `./dev test` feeds them seeds and mutations of seeds, `./dev fuzz NAME` lets libFuzzer search with the coverage of
//! the code. A new reader is one line in [`TARGETS`] and a folder of seeds.

use crate::bundle::{Members, content, pack, unpack};
use candado_core::Language;
use candado_core::chat::{Chat, DateOrder};
use candado_core::evidence::{Attachment, Entry, VerificationOutcome, verify_bundle};
use candado_core::messages::{MessageVerdict, examine};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use zip::CompressionMethod::Stored;

/// A reader under test.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// What it is called on the command line, and the folder of its seeds in `tests/data/fuzz`.
    pub name: &'static str,
    /// Reads; panics when the reader breaks a promise.
    pub read: fn(&[u8]),
}

/// Every reader.
pub const TARGETS: &[Target] = &[
    Target { name: "bundle", read: bundle },
    Target { name: "chat", read: chat },
    Target { name: "entry", read: entry },
    Target { name: "message", read: message },
];

/// The folder with a folder of seeds for each target.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fuzz")
}

/// The seeds of a target.
///
/// # Panics
/// When its folder cannot be read or is empty.
#[must_use]
pub fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let files = fs::read_dir(folder().join(target.name)).expect("a target has seeds");
    let seeds: Vec<Vec<u8>> = files
        .map(|file| fs::read(file.expect("the folder is readable").path()).expect("so is a seed"))
        .collect();
    assert!(!seeds.is_empty(), "{} has no seeds", target.name);
    seeds
}

/// The bundle reader: a verdict that agrees with its findings, and a report that can be told.
fn bundle(bytes: &[u8]) {
    let report = verify_bundle(Cursor::new(bytes), None).expect("memory can be read");
    let verified = report.outcome == VerificationOutcome::Verified;
    assert_eq!(verified, report.findings.is_empty());
    serde_json::to_string(&report).expect("a report is plain data");
}

/// The reader of exported chats: text or ZIP, every line in one message or before the first, in both orders of dates.
fn chat(bytes: &[u8]) {
    let file = Attachment {
        sha256: "00".repeat(32),
        bytes: u64::try_from(bytes.len()).expect("it is in memory"),
        media_type: "text/plain".into(),
        name: "chat".into(),
    };
    for order in [DateOrder::DayMonthYear, DateOrder::MonthDayYear] {
        let Ok(mut chat) = Chat::read(Cursor::new(bytes), &file, &mut |_, _| true) else { return };
        chat.choose_order(order);
        let clock = crate::evidence::clock(0);
        let shown = chat.page("", Some(0), u64::MAX, &clock, Language::Spanish);
        let summary = chat.summary(&clock, Language::Spanish);
        assert_eq!(shown.found, summary.messages);
        assert!(shown.messages.iter().all(|message| (1..=summary.lines).contains(&message.line)));
        assert!(shown.messages.is_sorted_by(|one, next| one.line < next.line));
    }
}

/// The entry reader: as the log of a sound bundle, where verifiers look at the envelope, and whole, as the app does.
fn entry(bytes: &[u8]) {
    static SOUND: LazyLock<Members> = LazyLock::new(|| {
        unpack(&fs::read(crate::fixtures::folder().join("sound.zip")).expect("it is kept"))
    });
    if let Ok(entry) = serde_json::from_slice::<Entry>(bytes) {
        let written = serde_json::to_vec(&entry).expect("an entry can be written");
        let again: Entry = serde_json::from_slice(&written).expect("and read");
        assert_eq!(again, entry);
    }
    let mut members = SOUND.clone();
    *content(&mut members, "bitacora.jsonl") = bytes.to_vec();
    bundle(&pack(&members, Stored));
}

/// The looker at messages: quotes that stand in the message, a verdict that agrees with its tells.
fn message(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(seen) = examine(&text, Language::Spanish) else { return };
    assert!(!seen.tells.is_empty() || seen.verdict == MessageVerdict::NoKnownSign);
    for tell in &seen.tells {
        assert!(!tell.quote.is_empty(), "{tell:?}");
        assert!(!tell.quote.contains("https://"), "{tell:?}");
    }
}
