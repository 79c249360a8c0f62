//! Verifying a bundle as a stranger would. `verificar.py` and `verificar.html` do the same in the same order.

use super::{
    ATTACHMENT_FOLDER, CHECKPOINT, EARLIER_CHECKPOINTS, FIXED_FILES, LEAVES, LOG, MANIFEST,
    PUBLIC_KEY, manifest,
};
use crate::evidence::archive::{Archive, ArchiveError, Content, is_hostile};
use crate::evidence::checkpoint::{Checkpoint, NoteProblem, VerifierKey};
use crate::evidence::facts::clock_facts;
use crate::evidence::findings::Findings;
use crate::evidence::head_code::HeadCode;
use crate::evidence::lines::{Line, LineKind};
use crate::evidence::log::is_log_name;
use crate::evidence::prefixes::{Beginnings, not_beginnings, sizes};
use crate::evidence::tree::{Hash, Tree};
use crate::evidence::{
    Fact, FindingKind, VerificationOutcome, VerificationReport, hexadecimal, order,
};
use crate::store::StoreError;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

/// The files whose content is needed, and the most of it that is looked at: a log of a million entries.
const READ_FILES: [&str; 6] = [LOG, LEAVES, CHECKPOINT, EARLIER_CHECKPOINTS, PUBLIC_KEY, MANIFEST];
const READ_LIMIT_BYTES: u64 = 512 * 1024 * 1024;
const SHOWN_NAME_LIMIT: usize = 120;

/// Verifies a bundle: nothing but its bytes and, if given, a head code from outside.
///
/// # Errors
/// Only when `bundle` cannot be read; what is wrong inside is a finding.
pub fn verify_bundle<R: Read + Seek>(
    bundle: R,
    anchor: Option<&str>,
) -> Result<VerificationReport, StoreError> {
    let mut archive = match Archive::open(bundle) {
        Ok(archive) => archive,
        Err(ArchiveError::Io(error)) => return Err(error.into()),
        Err(ArchiveError::Malformed) => return Ok(unreadable(anchor)),
    };
    let mut findings = Findings::default();
    let members = Members::read(&mut archive, &mut findings)?;
    members.check_manifest(&mut findings);

    let (lines, whole) = log_lines(members.content(LOG));
    if !whole {
        findings.file(FindingKind::Malformed, LOG);
    }
    let tree: Tree = lines.iter().map(|line| line.leaf).collect();
    let key = members.key(&mut findings);
    let checkpoint = members.checkpoint(key.as_ref(), &mut findings);
    let leaves = members.leaves(checkpoint.as_ref(), &mut findings);
    if let Some(checkpoint) = &checkpoint
        && (checkpoint.size, checkpoint.root) != (tree.size(), tree.root())
    {
        findings.whole(FindingKind::RootMismatch);
    }
    let altered =
        leaves.as_ref().map(|leaves| order::against_leaves(&lines, leaves)).unwrap_or_default();
    if altered.is_empty() {
        let size = checkpoint.as_ref().map(|checkpoint| checkpoint.size);
        findings.extend(order::by_numbers(&lines, size));
    }
    findings.extend(altered);
    findings.extend(order::malformed(&lines));

    // Where the checkpoint's own leaves are known, earlier states are compared with those: an entry that was altered
    // in the bundle is one finding and does not make every earlier checkpoint wrong.
    let base = leaves.unwrap_or_else(|| lines.iter().map(|line| line.leaf).collect());
    if let Some(key) = &key {
        members.check_earlier(key, &base, &mut findings);
    }
    let anchored = anchor.map_or(Anchor::None, |anchor| check_anchor(anchor, &base, &mut findings));
    let files = members.check_attachments(&lines, &mut findings);

    let findings = findings.sorted();
    let outcome = match (findings.is_empty(), anchored) {
        (false, _) => VerificationOutcome::Failed,
        (true, Anchor::Unreadable) => VerificationOutcome::CannotJudge,
        (true, _) => VerificationOutcome::Verified,
    };
    Ok(VerificationReport {
        outcome,
        entries: tree.size(),
        files,
        head_code: HeadCode::of(&tree).to_string(),
        findings,
        facts: facts(&lines, anchored),
    })
}

/// The verdict over something that is not a ZIP at all, or only a part of one.
fn unreadable(anchor: Option<&str>) -> VerificationReport {
    let mut findings = Findings::default();
    findings.whole(FindingKind::Malformed);
    VerificationReport {
        outcome: VerificationOutcome::CannotJudge,
        entries: 0,
        files: 0,
        head_code: String::new(),
        findings: findings.sorted(),
        facts: anchor.is_none().then_some(Fact::NoAnchor).into_iter().collect(),
    }
}

fn facts(lines: &[Line], anchor: Anchor) -> Vec<Fact> {
    let withheld = lines.iter().filter(|line| line.kind == LineKind::Withheld).count();
    let mut facts = Vec::new();
    if withheld > 0 {
        facts.push(Fact::Withheld { count: u64::try_from(withheld).unwrap_or(u64::MAX) });
    }
    facts.extend(clock_facts(lines.iter().filter_map(Line::envelope)));
    facts.extend(match anchor {
        Anchor::None | Anchor::Unreadable => Some(Fact::NoAnchor),
        Anchor::Reaches(size) => Some(Fact::AnchorReaches { size }),
        Anchor::Whole => None,
    });
    facts
}

/// What became of the head code from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor {
    /// None was given, or that of an empty log, which every log begins with.
    None,
    /// It is not a head code.
    Unreadable,
    /// It fixes this many entries, fewer than there are.
    Reaches(u64),
    /// It was compared, and leaves no entry open.
    Whole,
}

fn check_anchor(anchor: &str, base: &[Hash], findings: &mut Findings) -> Anchor {
    let Some(code) = HeadCode::parse(anchor) else { return Anchor::Unreadable };
    let mut beginnings = Beginnings::new([code.size]);
    beginnings.extend(base.iter().copied());
    match beginnings.of(code.size) {
        None => findings.whole(FindingKind::Truncated),
        Some(tree) if HeadCode::of(tree) != code => findings.whole(FindingKind::NotAnExtension),
        Some(tree) if tree.size() == 0 => return Anchor::None,
        Some(tree) if tree.size() < beginnings.whole().size() => {
            return Anchor::Reaches(tree.size());
        }
        Some(_) => {}
    }
    Anchor::Whole
}

/// The lines of the log, and whether the last one was ended.
fn log_lines(content: &[u8]) -> (Vec<Line>, bool) {
    let (content, whole) = match content.strip_suffix(b"\n") {
        Some(content) => (content, true),
        None if content.is_empty() => return (Vec::new(), true),
        None => (content, false),
    };
    (content.split(|byte| *byte == b'\n').map(Line::read).collect(), whole)
}

/// What was found in the archive under one name.
struct Seen {
    bytes: u64,
    sha256: Hash,
    content: Vec<u8>,
}

struct Members(BTreeMap<String, Seen>);

impl Members {
    /// Reads every member once.
    fn read<R: Read + Seek>(
        archive: &mut Archive<R>,
        findings: &mut Findings,
    ) -> Result<Self, StoreError> {
        let mut seen = BTreeMap::new();
        for member in archive.members().to_vec() {
            if member.name == ATTACHMENT_FOLDER && member.bytes == 0 {
                continue;
            }
            let known = FIXED_FILES.contains(&member.name.as_str())
                || attachment_hash(&member.name).is_some();
            if !known {
                let hostile = is_hostile(&member.name);
                let kind = if hostile { FindingKind::Malformed } else { FindingKind::FileUnlisted };
                findings.file(kind, &shown(&member.name));
                continue;
            }
            let wanted = READ_FILES.contains(&member.name.as_str());
            if wanted && member.bytes > READ_LIMIT_BYTES {
                findings.file(FindingKind::Malformed, &member.name);
                continue;
            }
            let (mut content, mut sha256) = (Vec::new(), Sha256::new());
            let read = archive.read(&member, &mut |chunk| {
                sha256.update(chunk);
                if wanted {
                    content.extend_from_slice(chunk);
                }
            })?;
            if read != Content::Sound {
                findings.file(FindingKind::Malformed, &member.name);
            }
            if read == Content::Unreadable {
                // How much came before the error depends on who unpacks; all verifiers look at none of it.
                (content, sha256) = (Vec::new(), Sha256::new());
            }
            let sha256 = sha256.finalize().into();
            seen.insert(member.name, Seen { bytes: member.bytes, sha256, content });
        }
        for name in FIXED_FILES.iter().filter(|name| !seen.contains_key(**name)) {
            findings.file(FindingKind::FileMissing, name);
        }
        Ok(Self(seen))
    }

    fn content(&self, name: &str) -> &[u8] {
        self.0.get(name).map_or(&[], |seen| &seen.content)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn check_manifest(&self, findings: &mut Findings) {
        if !self.has(MANIFEST) {
            return;
        }
        let Some(listed) = manifest::parse(self.content(MANIFEST)) else {
            findings.file(FindingKind::Malformed, MANIFEST);
            return;
        };
        for (name, sha256) in &listed {
            match self.0.get(name) {
                None => findings.file(FindingKind::FileMissing, &shown(name)),
                Some(seen) if seen.sha256 != *sha256 => {
                    findings.file(FindingKind::FileAltered, name);
                }
                Some(_) => {}
            }
        }
        for name in self.0.keys().filter(|name| *name != MANIFEST && !listed.contains_key(*name)) {
            findings.file(FindingKind::FileUnlisted, name);
        }
    }

    fn key(&self, findings: &mut Findings) -> Option<VerifierKey> {
        if !self.has(PUBLIC_KEY) {
            return None;
        }
        let key = std::str::from_utf8(self.content(PUBLIC_KEY))
            .ok()
            .and_then(|text| VerifierKey::parse(text.strip_suffix('\n')?))
            .filter(|key| is_log_name(&key.name));
        if key.is_none() {
            findings.file(FindingKind::Malformed, PUBLIC_KEY);
        }
        key
    }

    fn checkpoint(&self, key: Option<&VerifierKey>, findings: &mut Findings) -> Option<Checkpoint> {
        if !self.has(CHECKPOINT) {
            return None;
        }
        let note = std::str::from_utf8(self.content(CHECKPOINT)).unwrap_or_default();
        match open_note(key?, note) {
            Ok(checkpoint) => Some(checkpoint),
            Err(NoteProblem::Malformed) => {
                findings.file(FindingKind::Malformed, CHECKPOINT);
                None
            }
            Err(NoteProblem::OtherKey | NoteProblem::BadSignature) => {
                findings.file(FindingKind::SignatureBad, CHECKPOINT);
                None
            }
        }
    }

    /// The leaf hashes, if they are those that the checkpoint covers.
    fn leaves(
        &self,
        checkpoint: Option<&Checkpoint>,
        findings: &mut Findings,
    ) -> Option<Vec<Hash>> {
        if !self.has(LEAVES) {
            return None;
        }
        let Some(leaves) = parse_leaves(self.content(LEAVES)) else {
            findings.file(FindingKind::Malformed, LEAVES);
            return None;
        };
        let checkpoint = checkpoint?;
        let tree: Tree = leaves.iter().copied().collect();
        if (tree.size(), tree.root()) == (checkpoint.size, checkpoint.root) {
            Some(leaves)
        } else {
            findings.file(FindingKind::RootMismatch, LEAVES);
            None
        }
    }

    /// Earlier checkpoints: by the same key, and each a beginning of this log.
    fn check_earlier(&self, key: &VerifierKey, base: &[Hash], findings: &mut Findings) {
        let mut opened = Vec::new();
        match split_notes(self.content(EARLIER_CHECKPOINTS)) {
            None => findings.file(FindingKind::Malformed, EARLIER_CHECKPOINTS),
            Some(notes) => opened.extend(notes.iter().map(|note| open_note(key, note))),
        }
        let mut beginnings = Beginnings::new(sizes(&opened));
        beginnings.extend(base.iter().copied());
        for kind in not_beginnings(opened, &beginnings) {
            findings.file(kind, EARLIER_CHECKPOINTS);
        }
    }

    /// Every file that an entry names, once, and none besides. Gives the number of sound ones.
    fn check_attachments(&self, lines: &[Line], findings: &mut Findings) -> u64 {
        // Names differ in their ending too: each that claims a hash is held to it.
        let mut by_hash: BTreeMap<&str, Vec<(&str, &Seen)>> = BTreeMap::new();
        for (name, seen) in &self.0 {
            if let Some(sha256) = attachment_hash(name) {
                by_hash.entry(sha256).or_default().push((name, seen));
            }
        }
        let is_itself = |sha256: &str, seen: &Seen| hexadecimal::encode(&seen.sha256) == sha256;
        let mut named = BTreeSet::new();
        let mut sound = BTreeSet::new();
        for reference in lines.iter().filter_map(Line::envelope).flat_map(|entry| &entry.files) {
            let sha256 = reference.sha256.as_str();
            named.insert(sha256);
            let Some(files) = by_hash.get(sha256) else {
                findings.file(FindingKind::FileMissing, &format!("{ATTACHMENT_FOLDER}{sha256}"));
                continue;
            };
            for (name, seen) in files {
                if is_itself(sha256, seen) && seen.bytes == reference.bytes {
                    sound.insert(sha256);
                } else {
                    findings.file(FindingKind::FileAltered, name);
                }
            }
        }
        for (sha256, files) in by_hash {
            let wanted = usize::from(named.contains(sha256));
            let copies = files.iter().filter(|(_, seen)| wanted == 0 || is_itself(sha256, seen));
            for (name, _) in copies.skip(wanted) {
                findings.file(FindingKind::FileUnlisted, name);
            }
        }
        u64::try_from(sound.len()).unwrap_or(u64::MAX)
    }
}

/// Opens a note whose origin must be the name of the key.
fn open_note(key: &VerifierKey, note: &str) -> Result<Checkpoint, NoteProblem> {
    let checkpoint = key.open(note)?;
    if checkpoint.origin == key.name { Ok(checkpoint) } else { Err(NoteProblem::OtherKey) }
}

/// Notes that stand one after the other with an empty line between; `None` when they do not.
fn split_notes(bytes: &[u8]) -> Option<Vec<String>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let parts: Vec<&str> =
        std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?.split("\n\n").collect();
    parts
        .chunks(2)
        .map(|pair| match pair {
            [text, signatures] => Some(format!("{text}\n\n{signatures}\n")),
            _ => None,
        })
        .collect()
}

fn parse_leaves(bytes: &[u8]) -> Option<Vec<Hash>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let text = std::str::from_utf8(bytes).ok()?;
    text.strip_suffix('\n')?.split('\n').map(hexadecimal::decode_hash).collect()
}

/// The hash in the name of an attachment: `adjuntos/`, 64 digits, a full stop, and an ending of small letters and
/// digits.
fn attachment_hash(name: &str) -> Option<&str> {
    const ENDING_LIMIT: usize = 8;
    let (sha256, ending) = name.strip_prefix(ATTACHMENT_FOLDER)?.split_once('.')?;
    let plain = ending.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'));
    hexadecimal::decode_hash(sha256)?;
    (plain && (1..=ENDING_LIMIT).contains(&ending.len())).then_some(sha256)
}

/// A name as it may be shown: printable ASCII, and not too long.
fn shown(name: &str) -> String {
    name.chars()
        .take(SHOWN_NAME_LIMIT)
        .map(|character| if matches!(character, ' '..='~') { character } else { '?' })
        .collect()
}
