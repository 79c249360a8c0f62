//! An evidence log that comes out the same every time: counted bytes instead of random ones, and clocks that are
//! told what to say.

use candado_core::ClockReading;
use candado_core::evidence::{
    EntropySource, EntryBody, EvidenceError, EvidenceLog, Happened, NewEntry, Precision, TheftKind,
};
use std::path::Path;

/// Bytes that look like nothing and are the same in every run.
#[derive(Debug, Default)]
pub struct CountedEntropy {
    drawn: u64,
}

impl EntropySource for CountedEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EvidenceError> {
        for byte in bytes {
            self.drawn = self.drawn.wrapping_add(1);
            let mixed = self.drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *byte = mixed.to_be_bytes()[0];
        }
        Ok(())
    }
}

/// 14 March 2026, 10:00 in Mexico City, `minutes` later; the phone has run since 08:00.
#[must_use]
pub fn clock(minutes: i64) -> ClockReading {
    ClockReading {
        now_ms: 1_773_504_000_000 + minutes * 60_000,
        zone: "America/Mexico_City".into(),
        automatic: Some(true),
        boot_count: Some(31),
        uptime_ms: Some(7_200_000 + minutes * 60_000),
    }
}

/// Opens the log in `folder` with [`CountedEntropy`].
///
/// # Panics
/// When it cannot be opened.
#[must_use]
pub fn open(folder: &Path) -> EvidenceLog {
    EvidenceLog::open(folder, Box::new(CountedEntropy::default())).expect("the log opens")
}

/// An entry without files that belongs to the incident opened as entry 0.
#[must_use]
pub fn entry(body: EntryBody) -> NewEntry {
    NewEntry { incident: Some(0), happened: None, body, files: Vec::new(), amends: None }
}

/// The entry that opens an incident.
#[must_use]
pub fn opening() -> NewEntry {
    NewEntry {
        incident: None,
        ..entry(EntryBody::IncidentOpened {
            theft: TheftKind::Takeover,
            title: "Robo de mi cuenta".into(),
        })
    }
}

/// A note.
#[must_use]
pub fn note(text: &str) -> NewEntry {
    entry(EntryBody::Note { text: text.into() })
}

/// A time stated to the minute in Mexico City.
#[must_use]
pub fn at(from: &str) -> Option<Happened> {
    Some(Happened {
        from: from.into(),
        to: None,
        zone: "America/Mexico_City".into(),
        precision: Precision::Minute,
    })
}
