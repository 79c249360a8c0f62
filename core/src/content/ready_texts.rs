//! Ready texts as data: `content/texts.toml`.

use super::{Text, file};
use crate::devices::Messenger;
use crate::recovery::Sim;
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// What stands where nothing is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlankWords {
    /// Instead of the person's number.
    pub number: Text,
    /// Instead of transfers.
    pub transfers: Text,
}

/// The parts of a line about a transfer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferWords {
    /// Amount and day.
    pub line: Text,
    /// Somebody else paid.
    pub by_contact: Text,
    /// Clave de rastreo.
    pub tracking: Text,
    /// The clave de rastreo was not noted.
    pub no_tracking: Text,
    /// Receiving CLABE.
    pub clabe: Text,
    /// Last digits of the receiving card.
    pub card: Text,
    /// Receiving bank.
    pub bank: Text,
    /// Folio of the paying bank.
    pub folio: Text,
    /// A later note corrects it.
    pub corrected: Text,
}

/// How contacts are told that somebody else may use the account.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntruderWords {
    /// Since a day that the log states.
    pub since: Text,
    /// The log states no day.
    pub unsaid: Text,
}

/// One ready text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyTextContent {
    /// Stable name.
    pub id: String,
    /// For which messengers; empty for all.
    #[serde(default)]
    pub messengers: Vec<Messenger>,
    /// Offered only where the person said this about the SIM; empty for always.
    #[serde(default)]
    pub sim: Vec<Sim>,
    /// Whether it holds the person's number.
    #[serde(default)]
    pub needs_number: bool,
    /// E-mail address it goes to.
    #[serde(default)]
    pub to: Option<String>,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What it is.
    pub title: Text,
    /// How to use it.
    pub lead: Text,
    /// Subject of the e-mail.
    #[serde(default)]
    pub subject: Option<Text>,
    /// The text.
    pub body: Text,
    /// The text for who helps and sends it in their own name; without it, they get the other.
    #[serde(default)]
    pub helped: Option<Text>,
}

/// Every ready text and the words to fill them with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyTexts {
    /// Blanks.
    pub blank: BlankWords,
    /// Transfers.
    pub transfer: TransferWords,
    /// Whoever uses the account.
    pub intruder: IntruderWords,
    /// The texts in the order of the screen.
    pub text: Vec<ReadyTextContent>,
}

static READY_TEXTS: LazyLock<ReadyTexts> = LazyLock::new(|| file(packed!("texts.toml")));

/// The texts that ship with the app.
#[must_use]
pub fn ready_texts() -> &'static ReadyTexts {
    &READY_TEXTS
}
