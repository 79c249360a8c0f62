//! The account of facts as plain text, in the words of the report.

use super::{Context, story};
use crate::evidence::EntryBody;
use crate::letters::capitalised;
use crate::report::ReportData;
use crate::report::words::Words;

/// One paragraph for each thing that the person noted and did not take back, with what corrects it.
pub(in crate::report) fn account(data: &ReportData) -> String {
    let words = Words::of(data.options.language);
    let context = Context::new(data, &words);
    let is_told = |body: &EntryBody| {
        !matches!(
            body,
            EntryBody::IncidentOpened { .. }
                | EntryBody::Amendment { .. }
                | EntryBody::Retraction { .. }
                | EntryBody::CheckupSnapshot { .. }
                | EntryBody::ClockChange { .. }
                | EntryBody::TimeStampToken { .. }
        )
    };
    let paragraphs = context
        .entries
        .iter()
        .filter(|entry| !entry.retracted && is_told(&entry.body))
        .map(|entry| {
            let spans = story::told(entry, &context);
            let corrections = story::corrections(entry, &context);
            let said: String = spans.into_iter().chain(corrections).map(|span| span.text).collect();
            format!("{}. {said}", capitalised(&context.moment(entry)))
        });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}
