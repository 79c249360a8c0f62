//! The account of facts as plain text, in the words of the report.

use super::{Context, story};
use crate::evidence::EntryBody;
use crate::report::ReportData;
use crate::report::words::Words;

/// One paragraph for each entry that was not taken back, with what corrects it.
pub(in crate::report) fn account(data: &ReportData) -> String {
    let words = Words::of(data.options.language);
    let context = Context::new(data, &words);
    let told = context
        .entries
        .iter()
        .filter(|entry| !entry.retracted)
        .filter(|entry| {
            !matches!(entry.body, EntryBody::Amendment { .. } | EntryBody::Retraction { .. })
        })
        .map(|entry| {
            let spans = story::told(entry, &context);
            let corrections = story::corrections(entry, &context);
            let said: String = spans.into_iter().chain(corrections).map(|span| span.text).collect();
            format!("{}. {said}", context.moment(entry))
        });
    told.collect::<Vec<_>>().join("\n\n")
}
