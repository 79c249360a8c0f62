//! One real scam message a day to judge: interactive examples are what people remember longest.

use super::ReminderError;
use crate::content::{ScamContent, Text, checklist, scams};
use crate::letters::capitalised;
use crate::store::{CareState, StoreError};
use crate::{ClockReading, Language};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Deserialize;

/// What a message is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ScamKind {
    /// The six digits.
    Code,
    /// That a link or file is opened.
    Link,
    /// Money.
    Money,
    /// That another device is linked to the account.
    Linking,
}

impl ScamKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Code, Self::Link, Self::Money, Self::Linking];

    fn words(self) -> &'static Text {
        let words = &scams().words;
        match self {
            Self::Code => &words.code,
            Self::Link => &words.link,
            Self::Money => &words.money,
            Self::Linking => &words.linking,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Link => "link",
            Self::Money => "money",
            Self::Linking => "linking",
        }
    }
}

/// One answer that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ScamOption {
    /// The answer.
    pub kind: ScamKind,
    /// Its words.
    pub label: String,
}

/// What the person's answer was worth.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ScamResult {
    /// Whether they saw what it is after.
    pub right: bool,
    /// That in words.
    pub headline: String,
    /// What gives it away, and what to do.
    pub tell: String,
    /// Where it was reported and when that was verified.
    pub source_line: String,
    /// How many they have judged.
    pub score: String,
}

/// The message of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Scam {
    /// Its name.
    pub scam_id: String,
    /// How it comes, and who it says it is from.
    pub from: String,
    /// The message, in quotation marks when the words are the swindler's own.
    pub text: String,
    /// What the person is asked.
    pub question: String,
    /// The answers.
    pub options: Vec<ScamOption>,
    /// What the answer given today was worth; `None` before.
    pub result: Option<ScamResult>,
}

struct Judged {
    scam_id: String,
    chosen: String,
    at_ms: i64,
}

/// The message of the day: the one judged today, or the one that was never judged or longest ago.
///
/// # Errors
/// When the store refuses.
pub fn scam_of_the_day(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<Scam, ReminderError> {
    let judged = judged(state.connection())?;
    let of = |content: &ScamContent| judged.iter().find(|one| one.scam_id == content.id);
    let is_from_today = |one: &&Judged| clock.date_of(one.at_ms) == clock.local_date();
    let today = judged.iter().filter(is_from_today).max_by_key(|one| one.at_ms);
    let all = &scams().scam;
    let content = today
        .and_then(|one| all.iter().find(|content| content.id == one.scam_id))
        .or_else(|| all.iter().min_by_key(|content| of(content).map(|one| one.at_ms)))
        .expect("a test sees that there are messages");
    let text = content.text.get(language);
    let count = all.iter().filter(|content| of(content).is_some()).count();
    Ok(Scam {
        scam_id: content.id.clone(),
        from: content.from.get(language).to_owned(),
        text: if content.quoted { format!("“{text}”") } else { text.to_owned() },
        question: scams().words.question.get(language).to_owned(),
        options: ScamKind::ALL.map(|kind| option(kind, language)).to_vec(),
        result: of(content)
            .filter(is_from_today)
            .map(|one| result(content, one, count, clock.local_date(), language)),
    })
}

/// Notes what the person takes a message to be after.
///
/// # Errors
/// When there is no such message, or the store refuses.
pub fn judge(
    state: &mut CareState,
    scam_id: &str,
    kind: ScamKind,
    clock: &ClockReading,
) -> Result<(), ReminderError> {
    if !scams().scam.iter().any(|content| content.id == scam_id) {
        return Err(ReminderError::NoSuchItem);
    }
    state.write(|transaction| {
        transaction
            .execute(
                "INSERT INTO scam_answer (scam_id, chosen, at_ms) VALUES (?1, ?2, ?3)
                 ON CONFLICT (scam_id) DO UPDATE
                 SET chosen = excluded.chosen, at_ms = excluded.at_ms",
                (scam_id, kind.code(), clock.now_ms),
            )
            .map_err(StoreError::from)?;
        Ok(())
    })
}

fn option(kind: ScamKind, language: Language) -> ScamOption {
    ScamOption { kind, label: capitalised(kind.words().get(language)) }
}

fn result(
    content: &ScamContent,
    judged: &Judged,
    count: usize,
    today: NaiveDate,
    language: Language,
) -> ScamResult {
    let words = &scams().words;
    let right = judged.chosen == content.kind.code();
    let headline = if right { &words.right } else { &words.wrong };
    let (count, total) = (count.to_string(), scams().scam.len().to_string());
    ScamResult {
        right,
        headline: headline.fill(language, &[("kind", content.kind.words().get(language))]),
        tell: content.tell.get(language).to_owned(),
        source_line: checklist().source_line.word(&content.source, Some(today), language),
        score: words.score.fill(language, &[("count", &count), ("total", &total)]),
    }
}

fn judged(connection: &Connection) -> Result<Vec<Judged>, StoreError> {
    let mut query = connection.prepare_cached("SELECT scam_id, chosen, at_ms FROM scam_answer")?;
    let rows = query.query_map([], |row| {
        Ok(Judged { scam_id: row.get(0)?, chosen: row.get(1)?, at_ms: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
}
