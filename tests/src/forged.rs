//! Bundles signed by a key of the forger's own, with the format written out once more: not by the core's code, which would
//! not write them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate::bundle::{Members, content, cover_tracks, set_lines};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};

/// Small hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The leaf hash of a line.
#[must_use]
pub fn leaf(line: &str) -> [u8; 32] {
    Sha256::new().chain_update([0]).chain_update(line).finalize().into()
}

/// An entry with nothing in it but what verifiers look at.
#[must_use]
pub fn line(seq: u64, up_ms: i64) -> String {
    format!(
        r#"{{"v":1,"seq":{seq},"noted":{{"at":"2026-03-14T08:10:00.123Z","auto":true,"boot":1,"up_ms":{up_ms}}},"files":[]}}"#
    )
}

/// `clave-publica.txt` for an encoded point, which need not be one.
#[must_use]
pub fn public_key(name: &str, point: &[u8; 32]) -> String {
    let typed = STANDARD.encode([&[1], &point[..]].concat());
    format!("{name}+{}+{typed}\n", hexadecimal(&key_id(name, point)))
}

/// The bundle with other lines in it, and with leaves that a key of this name signs; without attachments and earlier
/// checkpoints.
#[must_use]
pub fn signed(mut members: Members, name: &str, lines: &[String], leaves: &[[u8; 32]]) -> Members {
    let key = SigningKey::from_bytes(&[7; 32]);
    let point = key.verifying_key().to_bytes();
    let root = STANDARD.encode(root(leaves));
    let text = format!("{name}\n{}\n{root}\nnoted 2026-03-14T09:00:00.000Z\n", leaves.len());
    let signature = key.sign(text.as_bytes()).to_bytes();
    let signature = STANDARD.encode([&key_id(name, &point), &signature[..]].concat());
    let leaves: String = leaves.iter().map(|leaf| hexadecimal(leaf) + "\n").collect();
    members.retain(|(name, _)| !name.starts_with("adjuntos/"));
    set_lines(&mut members, lines);
    for (file, text) in [
        ("hojas.txt", leaves),
        ("checkpoint.txt", format!("{text}\n— {name} {signature}\n")),
        ("checkpoints-anteriores.txt", String::new()),
        ("clave-publica.txt", public_key(name, &point)),
    ] {
        *content(&mut members, file) = text.into_bytes();
    }
    cover_tracks(&mut members);
    members
}

fn key_id(name: &str, point: &[u8; 32]) -> [u8; 4] {
    let digest = Sha256::new().chain_update(name).chain_update(b"\n\x01").chain_update(point);
    digest.finalize()[..4].try_into().unwrap()
}

/// As RFC 6962, section 2.1, defines it.
fn root(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            Sha256::new()
                .chain_update([1])
                .chain_update(root(left))
                .chain_update(root(right))
                .finalize()
                .into()
        }
    }
}
