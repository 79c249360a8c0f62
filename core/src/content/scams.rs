//! Messages to judge: `content/scams.toml`.

use super::{Text, file};
use crate::reminders::ScamKind;
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// One message.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScamContent {
    /// Stable name.
    pub id: String,
    /// What it is after.
    pub kind: ScamKind,
    /// Whether the words are the swindler's own.
    pub quoted: bool,
    /// Id of its source.
    pub source: String,
    /// How it comes, and who it says it is from.
    pub from: Text,
    /// The message, or what they do.
    pub text: Text,
    /// What gives it away, and what to do.
    pub tell: Text,
}

/// Words around messages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScamWords {
    /// What the person is asked.
    pub question: Text,
    /// They saw it.
    pub right: Text,
    /// They did not.
    pub wrong: Text,
    /// How many they judged so far.
    pub score: Text,
    /// After a code.
    pub code: Text,
    /// After a tap on a link or file.
    pub link: Text,
    /// After money.
    pub money: Text,
    /// After the linking of a device.
    pub linking: Text,
}

/// Every message and the words around them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scams {
    /// The words.
    pub words: ScamWords,
    /// The messages.
    pub scam: Vec<ScamContent>,
}

static SCAMS: LazyLock<Scams> = LazyLock::new(|| file(packed!("scams.toml")));

/// The messages that ship with the app.
#[must_use]
pub fn scams() -> &'static Scams {
    &SCAMS
}
