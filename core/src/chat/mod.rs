//! Exported chats: the file is kept whole and hashed like any other, its messages are shown for picking, and what the
//! person picks becomes entries that cite file and line.
//!
//! Nothing is guessed silently: when the dates of a file could be read in two ways, the person is asked.

mod cite;
mod error;
mod kind;
mod layout;
mod source;
mod transcript;

pub use error::{ChatError, ChatProblem};
pub use kind::MessageKind;
pub use layout::DateOrder;

use crate::clock::{date_in_words, time_in_words};
use crate::content::{chat_limits, checklist};
use crate::evidence::archive::Member;
use crate::evidence::{Attachment, EvidenceLog};
use crate::search::Search;
use crate::{ClockReading, Language};
use chrono::{NaiveDate, NaiveTime};
use layout::is_direction_mark;
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use transcript::{Refusal, Span, Transcript};

/// An exported chat that was read.
#[derive(Debug)]
pub struct Chat {
    /// The incident that its messages are noted in; none was said of one that was read knowing of no log.
    incident: Option<u64>,
    file: Attachment,
    member: String,
    media: Vec<Member>,
    left_out: u64,
    transcript: Transcript,
    /// First lines of the messages that the incident cites already.
    noted: BTreeSet<u64>,
}

/// A chat in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ChatSummary {
    /// Name of the file as it came.
    pub name: String,
    /// Messages found.
    pub messages: u64,
    /// Lines in the text.
    pub lines: u64,
    /// Files that came along.
    pub media: u64,
    /// Files in the archive that are left out, because their names lead out of its folder.
    pub left_out: u64,
    /// Date of the first message in words; empty before the order of dates is known.
    pub first_day: String,
    /// Date of the last one.
    pub last_day: String,
    /// What has to be asked before messages can be shown.
    pub question: Option<DateQuestion>,
    /// Said when the export may have been cut at its limit; empty otherwise.
    pub warning: String,
    /// Whose statement that is, and how sure.
    pub warning_source: String,
}

/// How are the dates of this file written? Asked with an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DateQuestion {
    /// Date and time of a message as the file has them.
    pub written: String,
    /// Line it stands in.
    pub line: u64,
    /// The date in words if the day comes first; empty when there is no such date.
    pub day_first: String,
    /// The date in words if the month comes first; empty when there is no such date.
    pub month_first: String,
}

/// Some of the messages, as found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ChatPage {
    /// Messages found in all.
    pub found: u64,
    /// How many of those stand before the ones given.
    pub before: u64,
    /// The messages.
    pub messages: Vec<ChatMessage>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ChatMessage {
    /// Its place among the messages of the chat, from 0; what is picked by.
    pub number: u64,
    /// Its first line in the text, from 1.
    pub line: u64,
    /// Day in words.
    pub day: String,
    /// Time, 24-hour clock.
    pub time: String,
    /// Who wrote it, as the exporting phone calls them; empty in a line of the app itself.
    pub sender: String,
    /// What it says.
    pub text: String,
    /// What it is.
    pub kind: MessageKind,
    /// Whether it is noted in the incident already.
    pub noted: bool,
}

impl Chat {
    /// Reads the chat in a kept file, whose messages are to be noted in `incident`. `go_on` is told how much is done
    /// and of how much, and says whether to continue.
    ///
    /// # Errors
    /// [`ChatError::Refused`] names what is wrong with the file; nothing is written in any case.
    pub fn open(
        log: &EvidenceLog,
        incident: u64,
        file: &Attachment,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self, ChatError> {
        let mut chat = Self::read(log.attachment_source(&file.sha256)?, file, go_on)?;
        let (noted, order) = cite::known(log, &file.sha256, &chat.member, incident)?;
        chat.incident = Some(incident);
        chat.noted = noted;
        // What was answered once for this file is not asked again.
        if let Some(order) = order {
            chat.choose_order(order);
        }
        Ok(chat)
    }

    /// Reads the chat in the bytes of `file`, knowing of no log.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn read(
        bytes: impl Read + Seek,
        file: &Attachment,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self, ChatError> {
        // Reading the bytes is one half of the work, cutting them into messages the other.
        let source = source::read(bytes, file.bytes, &mut |done, total| {
            go_on(done, total.saturating_mul(2))
        })?;
        let total = u64::try_from(source.text.len()).unwrap_or(u64::MAX);
        let transcript = Transcript::read(source.text, &mut |done| {
            let done = u64::try_from(done).unwrap_or(u64::MAX);
            go_on(total.saturating_add(done), total.saturating_mul(2))
        })
        .map_err(|refusal| match refusal {
            Refusal::NotAChat => ChatProblem::NotAChat,
            Refusal::Cancelled => ChatProblem::Cancelled,
        })?;
        Ok(Self {
            incident: None,
            file: file.clone(),
            member: source.member,
            media: source.media,
            left_out: source.left_out,
            transcript,
            noted: BTreeSet::new(),
        })
    }

    /// The chat in a few words.
    #[must_use]
    pub fn summary(&self, clock: &ClockReading, language: Language) -> ChatSummary {
        let spans = self.transcript.spans();
        let day = |span: Option<&Span>| {
            let date = span.and_then(|span| self.transcript.date_of(span));
            in_words(date, clock, language)
        };
        let messages = u64::try_from(spans.len()).unwrap_or(u64::MAX);
        let limits = chat_limits();
        let limit = if self.media.is_empty() { limits.without_media } else { limits.with_media };
        let near = messages.saturating_mul(100) >= limit.saturating_mul(limits.near_percent);
        let (warning, warning_source) = if near {
            let source = &checklist().source_line;
            (
                limits.warning.fill(language, &[("limit", &grouped(limit))]),
                source.word(&limits.source, Some(clock.local_date()), language),
            )
        } else {
            (String::new(), String::new())
        };
        ChatSummary {
            name: self.file.name.clone(),
            messages,
            lines: self.transcript.lines(),
            media: u64::try_from(self.media.len()).unwrap_or(u64::MAX),
            left_out: self.left_out,
            first_day: day(spans.first()),
            last_day: day(spans.last()),
            question: self.question(clock, language),
            warning,
            warning_source,
        }
    }

    fn question(&self, clock: &ClockReading, language: Language) -> Option<DateQuestion> {
        if self.transcript.order().is_some() {
            return None;
        }
        let span = self.transcript.doubtful()?;
        let read = |order| in_words(span.date_in(order), clock, language);
        Some(DateQuestion {
            written: self.transcript.written(span).to_owned(),
            line: span.line,
            day_first: read(DateOrder::DayMonthYear),
            month_first: read(DateOrder::MonthDayYear),
        })
    }

    /// Takes the answer to [`DateQuestion`]; without a question nothing changes.
    pub fn choose_order(&mut self, order: DateOrder) {
        self.transcript.choose(order);
    }

    /// At most `limit` of the messages in which every word of `search` stands, `before` of them left out; the last ones
    /// when `before` is `None`. None at all before the order of dates is known.
    #[must_use]
    pub fn page(
        &self,
        search: &str,
        before: Option<u64>,
        limit: u64,
        clock: &ClockReading,
        language: Language,
    ) -> ChatPage {
        let search = Search::new(search);
        let spans = self.transcript.spans();
        let found: Vec<usize> = if self.transcript.order().is_none() {
            Vec::new()
        } else {
            let fits = |(index, span): (usize, &Span)| {
                let texts = [self.transcript.sender_of(span), self.transcript.text_of(index)];
                search.finds(&texts).then_some(index)
            };
            spans.iter().enumerate().filter_map(fits).collect()
        };
        let all = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let before = before.unwrap_or_else(|| all.saturating_sub(limit)).min(all);
        let skipped = usize::try_from(before).unwrap_or(usize::MAX);
        let taken = usize::try_from(limit).unwrap_or(usize::MAX);
        let messages = found
            .into_iter()
            .skip(skipped)
            .take(taken)
            .filter_map(|index| self.message(index, clock, language))
            .collect();
        ChatPage { found: all, before, messages }
    }

    fn message(
        &self,
        index: usize,
        clock: &ClockReading,
        language: Language,
    ) -> Option<ChatMessage> {
        let span = self.transcript.spans().get(index)?;
        let sender = self.transcript.sender_of(span);
        let text = self.transcript.text_of(index);
        let (hour, minute) = span.time();
        let time = NaiveTime::from_hms_opt(hour.into(), minute.into(), 0)?;
        Some(ChatMessage {
            number: u64::try_from(index).ok()?,
            line: span.line,
            day: in_words(self.transcript.date_of(span), clock, language),
            time: time_in_words(time),
            sender: sender.to_owned(),
            text: shown(text),
            kind: kind::kind(sender, text).0,
            noted: self.noted.contains(&span.line),
        })
    }
}

fn in_words(date: Option<NaiveDate>, clock: &ClockReading, language: Language) -> String {
    date.map(|date| date_in_words(date, clock.local_date(), language)).unwrap_or_default()
}

/// A message as it is shown and cited: line breaks of one kind, without the marks of direction around it.
fn shown(text: &str) -> String {
    text.trim_matches(is_direction_mark).replace("\r\n", "\n")
}

/// `40,000`, as both languages write it in Mexico.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}
