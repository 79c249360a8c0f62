//! Bytes that nobody would write: every verifier answers, all alike, and never with "verified".
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::evidence::{VerificationOutcome, verify_bundle};
use candado_tests::bundle::{content, cover_tracks, judged, pack, unpack};
use candado_tests::fixtures::folder;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::Range;
use std::sync::LazyLock;
use zip::CompressionMethod::Stored;

/// A sound bundle of seven kilobytes, with two attachments, an earlier checkpoint and a withheld entry.
static BUNDLE: LazyLock<Vec<u8>> =
    LazyLock::new(|| std::fs::read(folder().join("sound.zip")).unwrap());

fn outcome(bytes: &[u8]) -> VerificationOutcome {
    verify_bundle(Cursor::new(bytes), None).unwrap().outcome
}

/// The bytes in which a flipped bit may go unnoticed, each with the reason. All of them are fields of the archive, none
/// is content: a bundle that was packed anew has others there and is as good.
fn silent(bundle: &[u8]) -> BTreeMap<usize, &'static str> {
    let u16_at = |at: usize| usize::from(u16::from_le_bytes([bundle[at], bundle[at + 1]]));
    let u32_at = |at: usize| u32::from_le_bytes(bundle[at..at + 4].try_into().unwrap()) as usize;
    let mut silent = BTreeMap::new();
    let mut allow = |range: Range<usize>, reason| silent.extend(range.map(|at| (at, reason)));
    let end = bundle.len() - 22;
    allow(end + 4..end + 8, "numbers of disks: archives have none any more");
    let mut at = u32_at(end + 16);
    while at < end {
        let local = u32_at(at + 42);
        for (header, version, flags, date) in [(local, 4, 6, 10), (at, 6, 8, 12)] {
            allow(header + version..header + version + 2, "version that is needed to unpack");
            allow(header + flags..header + flags + 2, "flags that change nothing of a stored file");
            allow(header + date..header + date + 4, "time and date: they prove nothing");
        }
        allow(at + 4..at + 6, "version of the program that packed it");
        allow(at + 36..at + 42, "attributes: permissions and whether it is text");
        at += 46 + u16_at(at + 28) + u16_at(at + 30) + u16_at(at + 32);
    }
    silent
}

/// Flips bits of every byte, the ones that `bits` gives for it; every flip must be noticed, or lie in a silent field.
fn sweep(bits: impl Fn(usize) -> Range<usize>) {
    let silent = silent(&BUNDLE);
    let mut reasons_seen = BTreeSet::new();
    for position in 0..BUNDLE.len() {
        for bit in bits(position) {
            let mut flipped = BUNDLE.clone();
            flipped[position] ^= 1 << bit;
            if outcome(&flipped) == VerificationOutcome::Verified {
                let reason = silent.get(&position);
                let length = BUNDLE.len();
                assert!(
                    reason.is_some(),
                    "bit {bit} of byte {position} of {length} is not noticed"
                );
                reasons_seen.extend(reason);
            }
        }
    }
    let reasons: BTreeSet<&str> = silent.into_values().collect();
    assert_eq!(reasons_seen, reasons, "a reason that allows nothing is none");
}

#[test]
fn a_flipped_bit_in_any_byte_of_a_bundle_is_noticed_but_for_fields_that_say_nothing() {
    sweep(|position| position % 8..position % 8 + 1);
}

#[test]
#[ignore = "slow: runs with --long"]
fn every_flipped_bit_of_a_bundle_is_noticed_but_for_fields_that_say_nothing() {
    sweep(|_| 0..8);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_no_bundle(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert_eq!(outcome(&bytes), VerificationOutcome::CannotJudge);
    }

    #[test]
    fn a_bundle_that_was_cut_or_spliced_is_answered_for(
        start in any::<prop::sample::Index>(),
        length in 1_usize..5_000,
        inserted in prop::collection::vec(any::<u8>(), 0..50),
    ) {
        let bundle = &BUNDLE;
        let start = start.index(bundle.len());
        let end = (start + length).min(bundle.len());
        let spliced = [&bundle[..start], &inserted, &bundle[end..]].concat();
        prop_assert_ne!(outcome(&spliced), VerificationOutcome::Verified);
    }

    #[test]
    fn any_text_in_the_place_of_a_file_is_answered_for(
        which in 0_usize..6,
        text in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let names = ["bitacora.jsonl", "hojas.txt", "checkpoint.txt", "clave-publica.txt",
            "checkpoints-anteriores.txt", "adjuntos/"];
        let mut members = unpack(&BUNDLE);
        match names[which] {
            "adjuntos/" => members.last_mut().unwrap().1 = text,
            name => *content(&mut members, name) = text,
        }
        let empty = content(&mut members, "checkpoints-anteriores.txt").is_empty();
        cover_tracks(&mut members);
        // Earlier checkpoints may be taken out of a bundle: only an anchor from outside shows that.
        if !empty && which != 5 {
            prop_assert_ne!(outcome(&pack(&members, Stored)), VerificationOutcome::Verified);
        }
    }
}

/// Headers of an archive: where each begins, and how long its fixed part is.
fn headers(bundle: &[u8]) -> Vec<(usize, usize)> {
    let starts = |mark: &[u8], length: usize| {
        let found = bundle.windows(4).enumerate().filter(move |(_, window)| *window == mark);
        found.map(move |(at, _)| (at, length)).collect::<Vec<_>>()
    };
    [starts(b"PK\x03\x04", 30), starts(b"PK\x01\x02", 46), starts(b"PK\x05\x06", 22)].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Two readers that see different files in one archive would give two verdicts: `judged` asks all three.
    #[test]
    fn an_archive_with_lying_headers_gets_one_verdict_from_every_verifier(
        packed in any::<bool>(),
        lies in prop::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let name = if packed { "sound-packed-anew.zip" } else { "sound.zip" };
        let mut bundle = std::fs::read(folder().join(name)).unwrap();
        let headers = headers(&bundle);
        for (header, field, byte) in lies {
            let (start, length) = headers[header.index(headers.len())];
            bundle[start + field.index(length)] = byte;
        }
        prop_assert!(judged(&bundle, None).is_object());
    }

    #[test]
    fn a_log_line_of_any_characters_gets_one_verdict_from_every_verifier(
        which in 0_usize..8,
        at in any::<prop::sample::Index>(),
        inserted in "[\\x00-\u{ffff}\\[\\]{}\",:0-9eE.+\\\\-]{0,12}",
    ) {
        let mut members = unpack(&BUNDLE);
        let log = content(&mut members, "bitacora.jsonl");
        let mut text = String::from_utf8(log.clone()).unwrap();
        let start = text.match_indices('\n').map(|(end, _)| end + 1).nth(which).unwrap_or(0);
        let mut place = start + at.index(text.len() - start);
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        text.insert_str(place, &inserted);
        *log = text.into_bytes();
        prop_assert!(judged(&pack(&members, Stored), None).is_object());
    }

    #[test]
    fn any_name_in_an_archive_gets_one_verdict_from_every_verifier(name in "\\PC{1,40}|[./\\\\:a-z\u{0}\u{202e}]{1,20}") {
        let mut members = unpack(&BUNDLE);
        members.push((name, b"x".to_vec()));
        let verdict = judged(&pack(&members, Stored), None);
        prop_assert_eq!(&verdict["outcome"], "failed", "{}", verdict);
    }
}
