//! Looking at a message that someone received.

use crate::ApiError;
use candado_core::Language;
use candado_core::messages::{self, Examination};

/// What gives a message away; see `candado_core::messages::examine`.
#[uniffi::export]
pub fn examine_message(text: String, language: Language) -> Result<Examination, ApiError> {
    Ok(messages::examine(&text, language)?)
}
