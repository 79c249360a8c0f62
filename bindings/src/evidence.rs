//! The evidence log across the border.

use crate::files::{self, Arriving};
use crate::{ApiError, Progress};
use candado_core::evidence::{
    self, AnchorState, AnchorWay, Attachment, Case, EntryPage, EvidenceLog, Happened, Head,
    LogSummary, NewEntry, Rescued, SystemEntropy, TimelineEntry, TimelineOrder, VerificationReport,
};
use candado_core::messages;
use candado_core::report::ReportOptions;
use candado_core::{ClockReading, Language};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The open evidence log.
#[derive(uniffi::Object)]
pub struct Evidence {
    log: Mutex<EvidenceLog>,
}

impl Evidence {
    /// A panic inside a call rolls its transaction back, so the log behind a poisoned lock is sound.
    pub(crate) fn log(&self) -> MutexGuard<'_, EvidenceLog> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same of a log that may be missing, because it does not open.
    pub(crate) fn log_of(evidence: Option<&Arc<Self>>) -> Option<MutexGuard<'_, EvidenceLog>> {
        evidence.map(|evidence| evidence.log())
    }
}

#[uniffi::export]
impl Evidence {
    /// Opens the log in `folder`, which must exist; makes it when there is none.
    #[uniffi::constructor]
    pub fn open(folder: String) -> Result<Arc<Self>, ApiError> {
        Ok(Arc::new(Self {
            log: Mutex::new(EvidenceLog::open(Path::new(&folder), Box::new(SystemEntropy))?),
        }))
    }

    /// Writes an entry; it is durable when its `seq` comes back.
    pub fn append(&self, entry: NewEntry, clock: ClockReading) -> Result<u64, ApiError> {
        Ok(self.log().append(&entry, &clock)?)
    }

    /// Notes a message that was looked at, with what was found in it; durable when the number of the entry comes back.
    pub fn note_message(
        &self,
        incident: u64,
        message: String,
        language: Language,
        clock: ClockReading,
    ) -> Result<u64, ApiError> {
        let seen = messages::examine(&message, language)?;
        Ok(messages::note(&mut self.log(), incident, &message, &seen, language, &clock)?)
    }

    /// Copies a file into the store from a descriptor that stays open on the Kotlin side, unless it is larger than the
    /// cap or than `free_bytes`, the room on the phone, allows. Of what is no regular file, `declared_bytes` says how many
    /// bytes must come, if its app does.
    pub fn attach(
        &self,
        descriptor: i32,
        name: String,
        declared_bytes: Option<u64>,
        free_bytes: u64,
        progress: &Progress,
    ) -> Result<Attachment, ApiError> {
        let source = files::duplicate(descriptor)?;
        let bytes = files::size(&source).or(declared_bytes);
        evidence::admit(bytes, free_bytes)?;
        let mut go_on = |done, total| progress.go_on(done, total);
        Ok(self.log().attach_whole(&mut Arriving(source), &name, bytes, &mut go_on)?)
    }

    /// Lets go of those files that neither an entry nor one of `drafts` needs; how many went comes back.
    pub fn release(&self, hashes: Vec<String>, drafts: Vec<String>) -> Result<u64, ApiError> {
        Ok(self.log().release(&hashes, &drafts)?)
    }

    /// At the start of the app: lets go of every file that neither an entry nor one of `drafts` needs.
    pub fn release_unneeded(&self, drafts: Vec<String>) -> Result<u64, ApiError> {
        Ok(self.log().release_unneeded(&drafts)?)
    }

    /// Notes that the phone's clock or zone was changed, if it was.
    pub fn note_clock_change(&self, clock: ClockReading) -> Result<Option<u64>, ApiError> {
        Ok(self.log().note_clock_change(&clock)?)
    }

    /// The digest of a kept checkpoint, for a third party to stamp.
    pub fn digest_to_stamp(&self, clock: ClockReading) -> Result<String, ApiError> {
        Ok(self.log().digest_to_stamp(&clock)?)
    }

    /// Notes a time stamp that came back; its file is in the store.
    pub fn note_time_stamp(&self, file: Attachment, clock: ClockReading) -> Result<u64, ApiError> {
        Ok(self.log().note_time_stamp(&file, &clock)?)
    }

    /// Where the bytes of an attachment lie, for showing it.
    pub fn attachment_path(&self, sha256: String) -> Result<String, ApiError> {
        Ok(self.log().attachment_path(&sha256)?.to_string_lossy().into_owned())
    }

    /// The incidents in the order in which they were opened, each as it was last called.
    pub fn cases(&self) -> Result<Vec<Case>, ApiError> {
        Ok(self.log().cases()?)
    }

    /// The entries that stay behind when only these incidents are handed over.
    pub fn outside(&self, cases: Vec<u64>) -> Result<Vec<u64>, ApiError> {
        Ok(self.log().outside(&cases)?)
    }

    /// Every entry in the order in which it happened.
    pub fn timeline(
        &self,
        clock: ClockReading,
        language: Language,
    ) -> Result<Vec<TimelineEntry>, ApiError> {
        Ok(self.log().timeline(&clock, language)?)
    }

    /// One entry with what corrects it.
    pub fn entry(
        &self,
        seq: u64,
        clock: ClockReading,
        language: Language,
    ) -> Result<Option<EntryPage>, ApiError> {
        Ok(self.log().entry(seq, &clock, language)?)
    }

    /// The entries in which the words are found, in one of the two orders.
    pub fn timeline_view(
        &self,
        order: TimelineOrder,
        search: String,
        clock: ClockReading,
        language: Language,
    ) -> Result<Vec<TimelineEntry>, ApiError> {
        Ok(self.log().timeline_view(order, &search, &clock, language)?)
    }

    /// Remembers that a head code of this log, the present one or one from before, left the phone.
    pub fn anchor(
        &self,
        code: String,
        way: AnchorWay,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(self.log().anchor(&code, way, &clock)?)
    }

    /// The head now and what changed since a code last left the phone.
    pub fn anchor_state(&self) -> Result<AnchorState, ApiError> {
        Ok(self.log().anchor_state()?)
    }

    /// The log in a few numbers.
    pub fn summary(&self) -> Result<LogSummary, ApiError> {
        Ok(self.log().summary()?)
    }

    /// The head of the tree now.
    pub fn head(&self) -> Result<Head, ApiError> {
        Ok(self.log().head()?)
    }

    /// Verifies the log as it lies on disk.
    pub fn verify(&self, progress: &Progress) -> Result<VerificationReport, ApiError> {
        Ok(self.log().verify(&mut |done, total| progress.go_on(done, total))?)
    }

    /// Writes the report as a PDF to a descriptor that stays open on the Kotlin side; the head it belongs to comes back.
    pub fn write_report(
        &self,
        options: ReportOptions,
        clock: ClockReading,
        descriptor: i32,
    ) -> Result<Head, ApiError> {
        evidence::hand_over(&mut self.log(), &clock, |log| {
            files::deliver(descriptor, |file| evidence::write_report(log, &options, &clock, file))
        })
    }

    /// Writes the bundle to a descriptor that stays open on the Kotlin side; the head it was made over comes back.
    pub fn write_bundle(
        &self,
        options: ReportOptions,
        clock: ClockReading,
        descriptor: i32,
        progress: &Progress,
    ) -> Result<Head, ApiError> {
        let mut go_on = |done, total| progress.go_on(done, total);
        evidence::hand_over(&mut self.log(), &clock, |log| {
            files::deliver(descriptor, |file| {
                evidence::write_bundle(log, &options, &clock, file, &mut go_on)
            })
        })
    }
}

/// Writes what can be read of a damaged log, and its damaged bytes, to a descriptor that stays open on the Kotlin side.
#[uniffi::export]
pub fn rescue(folder: String, descriptor: i32) -> Result<Rescued, ApiError> {
    files::deliver(descriptor, |file| evidence::rescue(Path::new(&folder), file))
}

/// Moves a damaged log aside, so that a new one can begin; a sound one is refused.
#[uniffi::export]
pub fn set_aside(folder: String) -> Result<(), ApiError> {
    Ok(evidence::set_aside(Path::new(&folder))?)
}

/// Now, as a person would state it; null where the phone's clock cannot say.
#[uniffi::export]
pub fn this_minute(clock: ClockReading) -> Option<Happened> {
    evidence::this_minute(&clock)
}

/// Reads an amount of pesos as it is typed; centavos, or null when it is none.
#[uniffi::export]
pub fn read_amount(text: &str) -> Option<i64> {
    evidence::read_amount(text)
}

/// Verifies a bundle from a readable, seekable descriptor; `anchor` is a head code from outside, if there is one.
#[uniffi::export]
pub fn verify_bundle(
    descriptor: i32,
    anchor: Option<String>,
) -> Result<VerificationReport, ApiError> {
    let bundle = files::duplicate(descriptor)?;
    Ok(evidence::verify_bundle(bundle, anchor.as_deref())?)
}
