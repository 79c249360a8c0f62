//! Words about devices and the sign-out guides: `content/devices.toml`.

use super::{Text, file};
use crate::devices::{DeviceKind, DeviceStatus, Messenger};
use crate::shipped::packed;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A word for each grammatical gender that Spanish knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gendered {
    /// For a phone.
    pub m: HashMap<DeviceStatus, Text>,
    /// For a computer or a tablet.
    pub f: HashMap<DeviceStatus, Text>,
}

impl Gendered {
    /// The word that fits a device.
    #[must_use]
    pub fn get(&self, kind: DeviceKind, status: DeviceStatus) -> Option<&Text> {
        match kind {
            DeviceKind::Phone => self.m.get(&status),
            DeviceKind::Computer | DeviceKind::Tablet => self.f.get(&status),
        }
    }
}

/// Words of the second line of a row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceLines {
    /// No messenger is signed in.
    pub no_accounts: Text,
    /// Every session was closed.
    pub closed: Text,
}

/// Words of the home screen about a pending sign-out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceHeadlines {
    /// The sentence; it begins with the device.
    pub pending: Text,
    /// A device that begins a sentence, where its name has no article of its own.
    pub own: Text,
    /// The button.
    pub action: Text,
}

/// Words about when a device was last used, each with the day on which that was said.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastUseWords {
    /// On that day.
    pub today: Text,
    /// Within the month before it.
    pub this_month: Text,
    /// Longer before.
    pub earlier: Text,
    /// Not known.
    pub not_known: Text,
}

/// The guide of one or more messengers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideContent {
    /// For which messengers.
    pub messengers: Vec<Messenger>,
    /// Id of its source.
    pub source: String,
    /// Why, with the deadlines.
    pub why: Text,
    /// The steps.
    pub steps: Vec<Text>,
    /// One more for a phone that was the account's own, before the last step.
    #[serde(default)]
    pub old_phone: Option<OldPhoneStep>,
}

/// How to sign out of a phone that was the account's own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OldPhoneStep {
    /// Id of its source.
    pub source: String,
    /// The step.
    pub step: Text,
}

/// Everything said about devices.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceWords {
    /// Minutes that one sign-out takes.
    pub minutes: u32,
    /// Words written small inside a sentence.
    pub common_nouns: Vec<String>,
    /// Possessives left out after "tu".
    pub possessives: Vec<String>,
    /// Articles after which a name takes no "tu".
    pub articles: Vec<String>,
    /// What became of it.
    pub status: Gendered,
    /// Second lines.
    pub line: DeviceLines,
    /// When it was last used.
    pub last_use: LastUseWords,
    /// The home screen.
    pub headline: DeviceHeadlines,
    /// The home screen's second sentence.
    pub detail: Gendered,
    /// The guides.
    pub guide: Vec<GuideContent>,
}

static DEVICE_WORDS: LazyLock<DeviceWords> = LazyLock::new(|| file(packed!("devices.toml")));

/// The words that ship with the app.
#[must_use]
pub fn device_words() -> &'static DeviceWords {
    &DEVICE_WORDS
}
