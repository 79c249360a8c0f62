//! Exported chats across the border.

use crate::{ApiError, Evidence};
use candado_core::chat::{Chat, ChatPage, ChatSummary, DateOrder};
use candado_core::evidence::Attachment;
use candado_core::{ClockReading, Language};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How far reading a chat is, and a way to stop it. Any thread may ask.
#[derive(Debug, Default, uniffi::Object)]
pub struct ChatReading {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

impl ChatReading {
    fn go_on(&self, done: u64, total: u64) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        !self.cancelled.load(Ordering::Relaxed)
    }
}

#[uniffi::export]
impl ChatReading {
    /// A reading that has not begun.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// Hundredths that are done.
    pub fn percent(&self) -> u8 {
        let done = self.done.load(Ordering::Relaxed).saturating_mul(100);
        let percent = done.checked_div(self.total.load(Ordering::Relaxed)).unwrap_or(0);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }

    /// Stops it; nothing is written.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// An exported chat that was read.
#[derive(uniffi::Object)]
pub struct ChatFile {
    chat: Mutex<Chat>,
}

impl ChatFile {
    /// A panic inside a call leaves the chat as it was before or after one change, so what lies behind a poisoned
    /// lock is sound.
    fn chat(&self) -> MutexGuard<'_, Chat> {
        self.chat.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl ChatFile {
    /// Reads the chat in a file of the store.
    #[uniffi::constructor]
    pub fn open(
        evidence: Arc<Evidence>,
        file: Attachment,
        reading: Arc<ChatReading>,
    ) -> Result<Arc<Self>, ApiError> {
        let chat =
            Chat::open(&evidence.log(), &file, &mut |done, total| reading.go_on(done, total))?;
        Ok(Arc::new(Self { chat: Mutex::new(chat) }))
    }

    /// The chat in a few words.
    pub fn summary(&self, clock: ClockReading, language: Language) -> ChatSummary {
        self.chat().summary(&clock, language)
    }

    /// Answers how dates are written.
    pub fn choose_order(&self, order: DateOrder) {
        self.chat().choose_order(order);
    }

    /// Some of the messages in which the words are found; the last ones when `before` is null.
    pub fn page(
        &self,
        search: String,
        before: Option<u64>,
        limit: u64,
        clock: ClockReading,
        language: Language,
    ) -> ChatPage {
        self.chat().page(&search, before, limit, &clock, language)
    }

    /// Notes the picked messages in an incident, with files from `beside` that they name; how many were written comes
    /// back.
    pub fn cite(
        &self,
        evidence: Arc<Evidence>,
        incident: u64,
        numbers: Vec<u64>,
        beside: Vec<Attachment>,
        clock: ClockReading,
    ) -> Result<u64, ApiError> {
        Ok(self.chat().cite(&mut evidence.log(), incident, &numbers, &beside, &clock)?)
    }
}
