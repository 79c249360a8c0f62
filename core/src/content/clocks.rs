//! Recovery clocks as data: `content/clocks.toml`.

use super::{Text, file};
use crate::recovery::Sim;
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// One thing that takes its time after a theft.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockContent {
    /// Stable name.
    pub id: String,
    /// From start to end, hours.
    pub length_hours: i64,
    /// Rings so many hours before the end; 0 for a wait.
    #[serde(default)]
    pub ring_hours_before: i64,
    /// Id of the step of a play to do about it.
    pub step: String,
    /// Ids of the steps that, once done, leave nothing to wait for.
    #[serde(default)]
    pub over_with: Vec<String>,
    /// What the person says about the SIM as long as there is something to wait for; empty for anything.
    #[serde(default)]
    pub sim: Vec<Sim>,
    /// Id of its source.
    pub source: String,
    /// What it waits for.
    pub title: Text,
    /// Said while it runs.
    pub running: Text,
    /// Said when it has rung.
    pub ended: Text,
    /// Said instead once a clock that rings before its end is over.
    #[serde(default)]
    pub over: Option<Text>,
}

/// Words around clocks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockWords {
    /// A day or more is left.
    pub left_days: Text,
    /// Hours are left.
    pub left_hours: Text,
    /// An hour or less is left.
    pub left_hour: Text,
    /// Nothing is left.
    pub over: Text,
    /// Started under a clock that has since gone back.
    pub doubtful: Text,
    /// An instant.
    pub when: Text,
    /// Title of the notification when one is over.
    pub one: Text,
    /// Title when one ends soon.
    pub one_ending: Text,
    /// Title when nobody can tell how long it has been.
    pub one_doubtful: Text,
    /// Title when several are over.
    pub several: Text,
    /// Title when several ring that are not all over.
    pub several_to_see: Text,
    /// Body when several ring.
    pub several_body: Text,
}

/// Every clock and the words around them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clocks {
    /// The clocks.
    pub clock: Vec<ClockContent>,
    /// The words.
    pub words: ClockWords,
}

impl Clocks {
    /// The clock of that id.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<&ClockContent> {
        self.clock.iter().find(|clock| clock.id == id)
    }
}

static CLOCKS: LazyLock<Clocks> = LazyLock::new(|| file(packed!("clocks.toml")));

/// The clocks that ship with the app.
#[must_use]
pub fn clocks() -> &'static Clocks {
    &CLOCKS
}
