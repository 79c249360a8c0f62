//! Where statements come from, and the line that says so.

use super::{Language, Text, checklist, file};
use crate::clock::{days_between, short_date};
use crate::shipped::packed;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

/// How sure a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Mark {
    /// Primary text or source code was read.
    A,
    /// Press quoting the authority by name, or two independent sources that agree.
    B,
    /// One secondary or old source; shown with "confírmalo".
    C,
}

/// One source of statements.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable name that items and guides refer to.
    pub id: String,
    /// Name as shown to people.
    pub name: Text,
    /// Where to look it up.
    pub reference: String,
    /// How sure it is.
    pub mark: Mark,
    /// The day our words were last compared with it.
    pub verified_on: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    source: Vec<Source>,
}

static SOURCES: LazyLock<Vec<Source>> =
    LazyLock::new(|| file::<SourceFile>(packed!("sources.toml")).source);

/// All sources.
#[must_use]
pub fn sources() -> &'static [Source] {
    &SOURCES
}

/// The source of that id.
#[must_use]
pub fn source(id: &str) -> Option<&'static Source> {
    sources().iter().find(|source| source.id == id)
}

/// The words around a source's name and date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceLine {
    /// When and whose.
    pub verified: Text,
    /// Said of what rests on one old source.
    pub confirm: Text,
    /// Said of what was verified long ago.
    pub old: Text,
}

impl SourceLine {
    /// A line such as "Verificado el 14 nov 2026 · Ayuda de WhatsApp"; with "confírmalo" when the source is marked C,
    /// and with a note when it is old by the date given.
    pub(crate) fn word(&self, id: &str, today: Option<NaiveDate>, language: Language) -> String {
        let Some(source) = source(id) else { return String::new() };
        let date = short_date(source.verified_on, language);
        let name = source.name.get(language);
        let mut line = self.verified.fill(language, &[("date", &date), ("source", name)]);
        if source.mark == Mark::C {
            line.push_str(" · ");
            line.push_str(self.confirm.get(language));
        }
        let old_after_days = checklist().policy.rules_old_after_days;
        if today.is_some_and(|today| days_between(source.verified_on, today) > old_after_days) {
            line.push_str(" · ");
            line.push_str(self.old.get(language));
        }
        line
    }
}
