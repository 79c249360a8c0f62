//! The bundle reader under bytes that nobody would write: it answers, and never with "verified".
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::evidence::{VerificationOutcome, verify_bundle};
use candado_tests::bundle::{content, cover_tracks, pack, sample, unpack};
use proptest::prelude::*;
use std::io::Cursor;
use std::sync::OnceLock;
use zip::CompressionMethod::Stored;

fn bundle() -> &'static [u8] {
    static BUNDLE: OnceLock<Vec<u8>> = OnceLock::new();
    BUNDLE.get_or_init(|| sample(tempfile::tempdir().unwrap().path()))
}

fn outcome(bytes: &[u8]) -> VerificationOutcome {
    verify_bundle(Cursor::new(bytes), None).unwrap().outcome
}

/// Positions of the fields of an archive that say nothing about its content: versions, flags, dates, attributes.
fn silent(bundle: &[u8]) -> Vec<bool> {
    let mut silent = vec![false; bundle.len()];
    let u16_at = |at: usize| usize::from(u16::from_le_bytes([bundle[at], bundle[at + 1]]));
    let u32_at = |at: usize| u32::from_le_bytes(bundle[at..at + 4].try_into().unwrap()) as usize;
    let end = bundle.len() - 22;
    silent[end + 4..end + 8].fill(true);
    let mut at = u32_at(end + 16);
    while at < end {
        let local = u32_at(at + 42);
        silent[local + 4..local + 8].fill(true);
        silent[local + 10..local + 14].fill(true);
        silent[at + 4..at + 10].fill(true);
        silent[at + 12..at + 16].fill(true);
        silent[at + 36..at + 42].fill(true);
        at += 46 + u16_at(at + 28) + u16_at(at + 30) + u16_at(at + 32);
    }
    silent
}

#[test]
fn every_flipped_byte_of_a_bundle_is_noticed_but_for_fields_that_say_nothing() {
    let bundle = bundle();
    let silent = silent(bundle);
    // Every byte around the members' edges and in the small files; of the large constant ones a sample.
    let step = (bundle.len() / 4_000).max(1);
    for (position, silent) in silent.iter().enumerate().step_by(step) {
        let mut flipped = bundle.to_vec();
        flipped[position] ^= 1 << (position % 8);
        if outcome(&flipped) == VerificationOutcome::Verified {
            assert!(silent, "byte {position} of {}", bundle.len());
        }
    }
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
        let bundle = bundle();
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
        let mut members = unpack(bundle());
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
