//! Writing the bundle to a stream, which may be a pipe to another app.

use super::{
    ATTACHMENT_FOLDER, CHECKPOINT, EARLIER_CHECKPOINTS, LEAVES, LOG, MANIFEST, PUBLIC_KEY, README,
    REPORT, VERIFIER_PAGE, VERIFIER_SCRIPT, manifest,
};
use crate::ClockReading;
use crate::evidence::archive::{ArchiveWriter, MAX_ARCHIVE_BYTES, MAX_MEMBERS, Measured, measure};
use crate::evidence::lines::{Line, withheld_line};
use crate::evidence::progress::{GoOn, Progress};
use crate::evidence::tree::Hash;
use crate::evidence::{EvidenceError, EvidenceLog, Head, files, hexadecimal, links, seal, sniff};
use crate::report::{self, ReportOptions};
use crate::shipped::{Packed, packed};
use crate::store::StoreError;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// The parts that are the same in every bundle.
const CONSTANT_FILES: [(&str, Packed); 3] = [
    (README, packed!("verify/LEEME.txt")),
    (VERIFIER_PAGE, packed!("verify/verificar.html")),
    (VERIFIER_SCRIPT, packed!("verify/verificar.py")),
];
/// Room for the headers of one member, its name twice included.
const HEADER_BYTES: u64 = 256;

/// Writes the bundle: report, log, checkpoints, key, files, manifest. The export is noted in the log first, so the
/// checkpoint covers that note too; the head it was made over comes back.
///
/// A file that is missing, altered or unreadable in the store does not keep the rest from being handed over, nor does an
/// entry that cannot be read; verifying names both.
/// `go_on` is told bytes done and in all, and answers whether to go on. [`hand_over`](crate::evidence::hand_over)
/// remembers that the document reached its end.
///
/// # Errors
/// When a number in the options is not in the log, the log cannot be read, the whole would not fit into a ZIP of 4 GiB,
/// `destination` refuses, or [`EvidenceError::Cancelled`]. The export stays noted: its checkpoint may have left.
pub fn write_bundle(
    log: &mut EvidenceLog,
    options: &ReportOptions,
    clock: &ClockReading,
    destination: &mut dyn Write,
    go_on: &mut GoOn<'_>,
) -> Result<Head, EvidenceError> {
    let options = &log.chosen(options)?;
    log.note_export(clock)?;
    let mut report = Vec::new();
    report::write(log, options, clock, &mut report)?;
    write_parts(log, report, &options.withheld, destination, go_on)?;
    log.head()
}

/// The log as it is handed over.
#[derive(Default)]
struct HandedOver {
    lines: Vec<u8>,
    leaves: String,
    /// Attachments of the entries that are not withheld: names in the bundle by hash.
    attachments: BTreeMap<String, String>,
}

fn hand_over(log: &EvidenceLog, withheld: &BTreeSet<u64>) -> Result<HandedOver, EvidenceError> {
    let mut over = HandedOver::default();
    let mut statement =
        log.connection.prepare_cached("SELECT seq, bytes, leaf FROM entry ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, leaf): (u64, Hash) = (row.get(0)?, row.get(2)?);
        over.leaves.push_str(&hexadecimal::encode(&leaf));
        over.leaves.push('\n');
        if withheld.contains(&seq) {
            over.lines.extend(withheld_line(&leaf).into_bytes());
        } else {
            let bytes = seal::open_column(row, 1)?;
            let hashes = match Line::read(&bytes).envelope() {
                Some(entry) => entry.files.iter().map(|file| file.sha256.clone()).collect(),
                // What it names cannot be read, but what it was written with is known.
                None => links::files_of(&log.connection, seq)?,
            };
            for sha256 in hashes {
                let media_type = files::row(&log.connection, &sha256)?.map(|(_, kind)| kind);
                let ending = sniff::ending(&media_type.unwrap_or_default());
                let name = format!("{ATTACHMENT_FOLDER}{sha256}.{ending}");
                over.attachments.insert(sha256, name);
            }
            over.lines.extend_from_slice(&bytes);
        }
        over.lines.push(b'\n');
    }
    Ok(over)
}

fn write_parts(
    log: &EvidenceLog,
    report: Vec<u8>,
    withheld: &[u64],
    destination: &mut dyn Write,
    go_on: &mut GoOn<'_>,
) -> Result<(), EvidenceError> {
    let over = hand_over(log, &withheld.iter().copied().collect())?;
    let mut checkpoints = log.kept_checkpoints()?;
    let checkpoint = checkpoints.pop().ok_or(StoreError::Damaged)?;
    let mut texts: Vec<(&str, Vec<u8>)> = vec![
        (REPORT, report),
        (LOG, over.lines),
        (LEAVES, over.leaves.into_bytes()),
        (CHECKPOINT, checkpoint.into_bytes()),
        (EARLIER_CHECKPOINTS, checkpoints.join("\n").into_bytes()),
        (PUBLIC_KEY, format!("{}\n", log.verifier_key()).into_bytes()),
    ];
    texts.extend(CONSTANT_FILES.map(|(name, file)| (name, file.bytes())));

    // Every attachment is read twice: to know it before its first byte is written, and to write it.
    let lengths = over.attachments.keys().map(|sha256| {
        let bytes = files::row(&log.connection, sha256)?.map_or(0, |(bytes, _)| bytes);
        Ok(bytes.saturating_mul(2))
    });
    let lengths = lengths.collect::<Result<Vec<u64>, StoreError>>()?;
    let all = lengths.into_iter().fold(0, u64::saturating_add);
    let texts_bytes = texts.iter().map(|(_, bytes)| u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    let all = texts_bytes.fold(all, u64::saturating_add);
    let mut manifest = String::new();
    let mut total = 0_u64;
    let mut plan = |name: &str, measured: &Measured| {
        manifest.push_str(&manifest::line(&measured.sha256, name));
        total = total.saturating_add(measured.bytes).saturating_add(HEADER_BYTES);
    };
    let measured_texts: Vec<Measured> = texts
        .iter()
        .map(|(name, bytes)| {
            let measured = measure(bytes.as_slice())?;
            plan(name, &measured);
            Ok(measured)
        })
        .collect::<Result<_, EvidenceError>>()?;
    let mut progress = Progress::new(all, go_on);
    let mut attachments = Vec::new();
    for (sha256, name) in &over.attachments {
        let opened = files::open(&log.folder, sha256);
        match opened.and_then(|file| progress.read(file, |file| measure(file))) {
            Ok(measured) => {
                plan(name, &measured);
                attachments.push((sha256, name, measured));
            }
            Err(EvidenceError::Cancelled) => return Err(EvidenceError::Cancelled),
            // It is not there or cannot be read: the manifest does not list it, and the entry that names it stands.
            Err(_) => {}
        }
    }
    let members = texts.len().saturating_add(attachments.len());
    if total > MAX_ARCHIVE_BYTES || members >= MAX_MEMBERS {
        return Err(EvidenceError::FileTooLarge { limit_bytes: MAX_ARCHIVE_BYTES });
    }

    let mut archive = ArchiveWriter::new(destination);
    for ((name, bytes), measured) in texts.iter().zip(&measured_texts) {
        archive.add(name, measured, bytes.as_slice())?;
        progress.advance(measured.bytes)?;
    }
    for (sha256, name, measured) in attachments {
        let file = files::open(&log.folder, sha256)?;
        progress.read(file, |file| archive.add(name, &measured, file))?;
    }
    archive.add(MANIFEST, &measure(manifest.as_bytes())?, manifest.as_bytes())?;
    Ok(archive.finish()?)
}
