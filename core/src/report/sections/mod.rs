//! What the report says, section by section.

mod account;
mod annexes;
mod cover;
mod events;
mod money;
mod pointers;
mod proof;
mod steps;
mod story;

pub(super) use account::account;

use super::ReportError;
use super::data::ReportData;
use super::figures;
use super::pages::paginate;
use super::paint::{About, BOTTOM, Foot, SIDE, TOP, paint};
use super::paragraph::Typesetter;
use super::sheet::Sheet;
use super::words::Words;
use crate::content::fill;
use crate::devices::Messenger;
use crate::evidence::{Attachment, Case, EntryBody, TimelineEntry};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What every section needs.
pub(super) struct Context<'a> {
    pub(super) data: &'a ReportData,
    pub(super) words: &'a Words,
    /// What is handed over, in order of time.
    pub(super) entries: Vec<&'a TimelineEntry>,
    /// Distinct files of those entries, in the order in which they come up.
    pub(super) annexes: Vec<Annex<'a>>,
    /// Those that a later one, handed over too, says anew.
    superseded: BTreeSet<u64>,
}

/// A file of the report.
pub(super) struct Annex<'a> {
    pub(super) letter: String,
    pub(super) file: &'a Attachment,
    /// When the first entry that has it was noted, milliseconds since the epoch; `None` where none of them can be read.
    pub(super) added_at_ms: Option<i64>,
    /// The entries that have it.
    pub(super) entries: Vec<u64>,
}

impl<'a> Context<'a> {
    fn new(data: &'a ReportData, words: &'a Words) -> Self {
        let entries: Vec<&TimelineEntry> = data.handed_over().collect();
        let mut annexes: Vec<Annex<'_>> = Vec::new();
        for entry in &entries {
            for file in &entry.files {
                match annexes.iter_mut().find(|annex| annex.file.sha256 == file.sha256) {
                    Some(annex) => {
                        let known = [annex.added_at_ms, entry.known_noted_at_ms()];
                        annex.added_at_ms = known.into_iter().flatten().min();
                        if !annex.entries.contains(&entry.seq) {
                            annex.entries.push(entry.seq);
                        }
                    }
                    None => annexes.push(Annex {
                        letter: figures::letter(annexes.len()),
                        file,
                        added_at_ms: entry.known_noted_at_ms(),
                        entries: vec![entry.seq],
                    }),
                }
            }
        }
        let superseded = superseded(data, &entries);
        Self { data, words, entries, annexes, superseded }
    }

    /// Whether a later entry that is handed over says this one anew. Where that one is withheld, this is the last word.
    pub(super) fn is_superseded(&self, entry: &TimelineEntry) -> bool {
        self.superseded.contains(&entry.seq)
    }

    /// The entries that were neither taken back nor said anew by a later one.
    pub(super) fn standing(&self) -> impl Iterator<Item = &'a TimelineEntry> {
        self.entries.iter().copied().filter(|entry| !entry.retracted && !self.is_superseded(entry))
    }

    /// The incidents whose opening is handed over, as they were last called.
    pub(super) fn cases(&self) -> Vec<Case> {
        let mut openings: Vec<&TimelineEntry> = self.entries.clone();
        openings.sort_by_key(|entry| entry.seq);
        let mut cases: Vec<Case> = Vec::new();
        for entry in openings {
            let EntryBody::IncidentOpened { theft, title } = &entry.body else { continue };
            let case = Case {
                seq: entry.amends.unwrap_or(entry.seq),
                theft: *theft,
                title: title.clone(),
                opened_at_ms: entry.noted_at_ms,
            };
            match cases.iter_mut().find(|known| known.seq == case.seq) {
                Some(known) => *known = Case { opened_at_ms: known.opened_at_ms, ..case },
                None if entry.amends.is_none() => cases.push(case),
                None => {}
            }
        }
        cases
    }

    /// The entry with this number, when it is handed over.
    pub(super) fn entry(&self, seq: u64) -> Option<&'a TimelineEntry> {
        self.entries.iter().find(|entry| entry.seq == seq).copied()
    }

    /// The letters of an entry's files.
    pub(super) fn letters(&self, entry: &TimelineEntry) -> Vec<&str> {
        self.annexes
            .iter()
            .filter(|annex| entry.files.iter().any(|file| file.sha256 == annex.file.sha256))
            .map(|annex| annex.letter.as_str())
            .collect()
    }

    /// Day and time of an entry on one line: as stated, or when it was noted.
    pub(super) fn moment(&self, entry: &TimelineEntry) -> String {
        match &entry.happened {
            Some(happened) => {
                let when = figures::when(happened, &self.data.clock, self.words);
                [when.day, when.time]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            None => {
                let Some(noted_at_ms) = entry.known_noted_at_ms() else { return entry.day.clone() };
                let noted = figures::instant(noted_at_ms, &self.data.clock, self.words);
                fill(&self.words.events.noted_on, &[("date", &noted)])
            }
        }
    }

    /// The messenger that the entries name, when it is only one.
    pub(super) fn messenger(&self) -> Option<Messenger> {
        let mut named = self.entries.iter().filter_map(|entry| match entry.body {
            EntryBody::CodeShared { messenger, .. }
            | EntryBody::AccountLost { messenger, .. }
            | EntryBody::SuspiciousDevice { messenger, .. }
            | EntryBody::AccountRecovered { messenger, .. } => Some(messenger),
            _ => None,
        });
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }
}

/// Of the entries that were said anew, those whose new words are handed over: by an entry of the same kind behind them
/// that corrects the same first one.
fn superseded(data: &ReportData, entries: &[&TimelineEntry]) -> BTreeSet<u64> {
    let amends: BTreeMap<u64, u64> = data
        .entries
        .iter()
        .filter_map(|entry| Some((entry.seq, entry.amends.filter(|seq| *seq < entry.seq)?)))
        .collect();
    let first = |seq: u64| {
        let mut first = seq;
        while let Some(amended) = amends.get(&first) {
            first = *amended;
        }
        first
    };
    let mut last_of = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.retracted) {
        let chain = (first(entry.seq), std::mem::discriminant(&entry.body));
        let last = last_of.entry(chain).or_insert(entry.seq);
        *last = entry.seq.max(*last);
    }
    let is_last = |entry: &TimelineEntry| {
        let chain = (first(entry.seq), std::mem::discriminant(&entry.body));
        last_of.get(&chain).is_none_or(|last| *last <= entry.seq)
    };
    let superseded = entries.iter().filter(|entry| entry.superseded && !is_last(entry));
    superseded.map(|entry| entry.seq).collect()
}

/// Makes the PDF of all sections.
pub(super) fn document(
    data: &ReportData,
    read: &dyn Fn(&Attachment) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, ReportError> {
    let words = Words::of(data.options.language);
    let context = Context::new(data, &words);
    let paper = data.options.paper.paper();
    let mut sheet = Sheet::new(Typesetter::new(words.signs.clone()), paper.width - 2.0 * SIDE);
    let title = cover::add(&mut sheet, &context);
    events::add(&mut sheet, &context);
    money::add(&mut sheet, &context);
    pointers::add(&mut sheet, &context);
    steps::add(&mut sheet, &context);
    annexes::add(&mut sheet, &context, read);
    proof::add(&mut sheet, &context);
    let rows = std::mem::take(&mut sheet.rows);
    let pages = paginate(rows, &sheet.heads, paper.height - TOP - BOTTOM);
    let about = About { title, language: words.tag.clone(), clock: &data.clock };
    let foot = foot(data, &words);
    paint(pages, &sheet, paper, &foot, &about)
}

/// The origin, how much is handed over and withheld, the head code and the number of the page.
fn foot(data: &ReportData, words: &Words) -> Foot {
    let foot = &words.footer;
    let withheld = data.withheld_count();
    let handed = data.head.size.saturating_sub(withheld).to_string();
    let all = data.head.size.to_string();
    let template = if data.head.size == 1 { &foot.handed_one } else { &foot.handed_many };
    let handed = fill(template, &[("handed", &handed), ("all", &all)]);
    let held = match withheld {
        0 => foot.withheld_none.clone(),
        1 => foot.withheld_one.clone(),
        many => fill(&foot.withheld_many, &[("n", &many.to_string())]),
    };
    let origin = fill(&foot.log, &[("origin", &data.origin)]);
    let page = foot.page.clone();
    Foot {
        lines: [format!("{origin} · {handed}, {held}"), data.head.code.clone()],
        page: Box::new(move |index, count| {
            let number = index.saturating_add(1).to_string();
            fill(&page, &[("n", &number), ("m", &count.to_string())])
        }),
    }
}
