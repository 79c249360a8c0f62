//! Exported chats across the border.

use crate::{ApiError, Evidence, Progress};
use candado_core::chat::{Chat, ChatPage, ChatSummary, DateOrder};
use candado_core::evidence::Attachment;
use candado_core::{ClockReading, Language};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    /// Reads the chat in a file of the store, whose messages are to be noted in `incident`.
    #[uniffi::constructor]
    pub fn open(
        evidence: Arc<Evidence>,
        incident: u64,
        file: Attachment,
        progress: Arc<Progress>,
    ) -> Result<Arc<Self>, ApiError> {
        let mut go_on = |done, total| progress.go_on(done, total);
        let chat = Chat::open(&evidence.log(), incident, &file, &mut go_on)?;
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

    /// Notes the picked messages in the incident of the chat, with the files they brought along, as far as
    /// `free_bytes`, the room on the phone, allows, or files from `beside` that they name; how many were written comes
    /// back.
    pub fn cite(
        &self,
        evidence: Arc<Evidence>,
        numbers: Vec<u64>,
        beside: Vec<Attachment>,
        free_bytes: u64,
        clock: ClockReading,
    ) -> Result<u64, ApiError> {
        Ok(self.chat().cite(&mut evidence.log(), &numbers, &beside, free_bytes, &clock)?)
    }
}
