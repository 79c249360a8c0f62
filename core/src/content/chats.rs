//! What is known about exported chats: `content/chat.toml`.

use super::{Text, file};
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// How much an export holds at most.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChatLimits {
    /// Messages, when files are left out.
    pub without_media: u64,
    /// Messages, when files come along.
    pub with_media: u64,
    /// Share of a limit from which on the person is told.
    pub near_percent: u64,
    /// Id of the source of these numbers.
    pub source: String,
    /// What the person is told.
    pub warning: Text,
}

static CHAT_LIMITS: LazyLock<ChatLimits> = LazyLock::new(|| file(packed!("chat.toml")));

/// The limits that ship with the app.
#[must_use]
pub fn chat_limits() -> &'static ChatLimits {
    &CHAT_LIMITS
}
