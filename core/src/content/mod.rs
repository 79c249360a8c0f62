//! Knowledge as data: checklist items, wording of verdicts and reports, in both languages, each fact with its source.

mod chats;
mod checklist;
mod clocks;
mod contacts;
mod devices;
mod factory_apps;
mod messages;
mod plain;
mod plays;
mod ready_texts;
mod reminders;
mod scams;
mod source;
mod text;

pub use chats::{ChatLimits, chat_limits};
pub use checklist::{
    AnswerWords, ChangeWords, Checklist, FindingKind, FindingWords, ItemContent, KnownSigner,
    LimitContent, Limits, List, LookYourselfWords, Measure, MessengerRule, MessengerRules,
    MessengerSteps, MinimumVersion, OverallWords, Overalls, ShareWords, SheetWords, TargetKind,
    checklist,
};
pub use clocks::{ClockContent, ClockWords, Clocks, clocks};
pub use contacts::{ContactContent, Contacts, Impersonation, NumberContent, contacts};
pub use devices::{
    DeviceHeadlines, DeviceLines, DeviceWords, Gendered, GuideContent, LastUseWords, OldPhoneStep,
    device_words,
};
pub use factory_apps::{FactoryApp, FactoryAppWords, FactoryApps, factory_apps};
pub use messages::{
    Addresses, Domains, Endings, Institution, KeptContent, Likeness, MessageContent, TellContent,
    VerdictContent, VerdictWords, WordList, addresses, likeness, message_content,
};
pub use plays::{ClockOffer, PlayContent, PlayUse, PlayWords, Plays, StepContent, plays};
pub use ready_texts::{
    BlankWords, IntruderWords, ReadyTextContent, ReadyTexts, TransferWords, ready_texts,
};
pub use reminders::{
    CalendarWords, Ladders, NotificationWords, ReachWords, ReasonWords, ReminderContent,
    ReminderRules, reminder_content,
};
pub use scams::{ScamContent, ScamWords, Scams, scams};
pub use source::{Mark, Source, SourceLine, source, sources};
pub use text::Text;
pub(crate) use text::fill;

use crate::shipped::Packed;
use plain::Plain;
use serde::{Deserialize, Serialize};

/// The languages the app speaks. Spanish of Mexico is complete first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Language {
    /// Spanish of Mexico (`es-MX`).
    Spanish,
    /// English (`en`).
    English,
}

/// Reads one of the content files.
///
/// By way of plain values: reading text straight into each type compiles the reader once per type, hundreds of
/// kilobytes on the phone.
pub(crate) fn file<Content: serde::de::DeserializeOwned>(file: Packed) -> Content {
    serde_json::from_slice(&file.bytes())
        .and_then(|value| Content::deserialize(Plain(value)))
        .expect("content files ship with the library and every one is read by a test")
}
