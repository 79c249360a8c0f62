//! Seeds of the fuzz targets, and mutations of them, without looking at coverage: `./dev fuzz` does that.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_tests::fuzz::{TARGETS, Target, folder, seeds};
use candado_tests::properties::at_least;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

/// Pieces that mean something to one of the readers.
const TOKENS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b"\n",
    b"\r\n",
    b"\0",
    b"-",
    b"0",
    b"9007199254740992",
    b"\\ud800",
    b"\"v\":1",
    b"\"seq\":",
    b"{\"withheld\":\"",
    b"null",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\xff\xff\xff\xff",
    b"\xe2\x80\x8e",
    b"\xe2\x80\xaf",
    b"\xef\xbb\xbf",
    b"../",
];

#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize, usize),
    Cut(Index),
}

impl Change {
    fn any() -> impl Strategy<Value = Self> {
        let place = any::<Index>;
        prop_oneof![
            (place(), any::<u8>()).prop_map(|(at, byte)| Self::Set(at, byte)),
            (place(), 0_u8..8).prop_map(|(at, bit)| Self::Flip(at, bit)),
            (place(), prop::sample::select(TOKENS))
                .prop_map(|(at, token)| Self::Insert(at, token.to_vec())),
            (place(), prop::collection::vec(any::<u8>(), 1..20))
                .prop_map(|(at, bytes)| Self::Insert(at, bytes)),
            (place(), 1_usize..100).prop_map(|(at, length)| Self::Remove(at, length)),
            (place(), 1_usize..200, 1_usize..20)
                .prop_map(|(at, length, times)| Self::Repeat(at, length, times)),
            place().prop_map(Self::Cut),
        ]
    }

    fn make(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            bytes.push(0);
        }
        let (at, end) = match self {
            Self::Remove(at, length) | Self::Repeat(at, length, _) => {
                let at = at.index(bytes.len());
                (at, bytes.len().min(at + length))
            }
            Self::Set(at, _) | Self::Flip(at, _) | Self::Insert(at, _) | Self::Cut(at) => {
                (at.index(bytes.len()), bytes.len())
            }
        };
        match self {
            Self::Set(_, byte) => bytes[at] = *byte,
            Self::Flip(_, bit) => bytes[at] ^= 1 << bit,
            Self::Insert(_, inserted) => drop(bytes.splice(at..at, inserted.iter().copied())),
            Self::Remove(..) => drop(bytes.drain(at..end)),
            Self::Repeat(_, _, times) => {
                let repeated = bytes[at..end].repeat(*times);
                drop(bytes.splice(at..at, repeated));
            }
            Self::Cut(_) => bytes.truncate(at),
        }
    }
}

/// Feeds a target its seeds and mutations of them.
fn feed(target: &Target) {
    let seeds = seeds(target);
    for seed in &seeds {
        (target.read)(seed);
    }
    let mut runner = TestRunner::new(at_least(2_000));
    let changes = prop::collection::vec(Change::any(), 1..8);
    let fed = runner.run(&(prop::sample::select(seeds), changes), |(mut bytes, changes)| {
        for change in &changes {
            change.make(&mut bytes);
        }
        (target.read)(&bytes);
        Ok(())
    });
    if let Err(failure) = fed {
        panic!("{}: {failure}", target.name);
    }
}

#[test]
fn no_reader_is_stopped_by_mutated_seeds() {
    for target in TARGETS {
        feed(target);
    }
}

#[test]
fn every_folder_of_seeds_has_a_target() {
    let mut folders: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|folder| folder.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    names.sort_unstable();
    assert_eq!(folders, names, "./dev fuzz goes by the folders");
}
