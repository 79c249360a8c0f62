//! What happened, in order of time.

use super::{Context, story};
use crate::content::fill;
use crate::evidence::TimelineEntry;
use crate::report::figures;
use crate::report::paragraph::{BODY, FAINT, SMALL, Span, span};
use crate::report::sheet::{Paragraphs, Sheet, columns};

/// Adds the section.
pub(super) fn add(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.events;
    sheet.heading(&words.heading);
    if context.entries.is_empty() {
        sheet.text(&words.none);
        return;
    }
    let columns = columns(sheet.width, [7.0, 22.0, 71.0]);
    let table = sheet.table(columns, [&words.number, &words.when, &words.what]);
    let mut day_above = String::new();
    for entry in &context.entries {
        let (day, below) = when(entry, context);
        // The day stands once, and again where a page begins.
        let with_day = [vec![vec![span(&*day, BODY)]], below.clone()].concat();
        let same_day = day == day_above && !below.is_empty();
        let (shown, on_top) = if same_day { (below, Some(with_day)) } else { (with_day, None) };
        let number = vec![vec![span(entry.seq.to_string(), FAINT)]];
        sheet.row_with_day(&table, [number, shown, vec![what(entry, context)]], on_top);
        day_above = day;
    }
    let zone = context.data.clock.time_zone();
    sheet.remark(&fill(&words.numbering, &[("zone", zone.name())]));
}

/// The day, and the lines below it.
fn when(entry: &TimelineEntry, context: &Context<'_>) -> (String, Paragraphs) {
    let words = context.words;
    match &entry.happened {
        Some(happened) => {
            let when = figures::when(happened, &context.data.clock, words);
            let below =
                if when.time.is_empty() { Vec::new() } else { vec![vec![span(when.time, BODY)]] };
            (when.day, below)
        }
        None => {
            let Some(noted_at_ms) = entry.known_noted_at_ms() else {
                return (entry.day.clone(), Vec::new());
            };
            let noted = figures::instant(noted_at_ms, &context.data.clock, words);
            let noted = fill(&words.events.noted_on, &[("date", &noted)]);
            (words.events.time_unknown.clone(), vec![vec![span(noted, SMALL)]])
        }
    }
}

fn what(entry: &TimelineEntry, context: &Context<'_>) -> Vec<Span> {
    let words = &context.words.events;
    let mut spans = story::told(entry, context);
    spans.extend(story::corrections(entry, context));
    let letters = context.letters(entry);
    if let Some((last, before)) = letters.split_last() {
        let (template, list) = if before.is_empty() {
            (&words.annex_one, (*last).to_owned())
        } else {
            (&words.annex_many, format!("{}{}{last}", before.join(", "), words.and))
        };
        spans.push(span(format!(" {}", fill(template, &[("letters", &list)])), BODY));
    }
    spans
}
