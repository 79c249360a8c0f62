//! What was done about it, in short.

use super::{Context, story};
use crate::content::fill;
use crate::evidence::{EntryBody, defang};
use crate::report::paragraph::{BODY, FAINT, span};
use crate::report::sheet::{Sheet, columns};

/// Adds the section, when steps were taken.
pub(super) fn add(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.steps;
    let mut rows = Vec::new();
    for entry in context.standing() {
        let what = match &entry.body {
            EntryBody::StepTaken { text } => story::shortened(&defang(text)),
            EntryBody::AccountRecovered { messenger, .. } => {
                fill(&words.recovered, &[("messenger", messenger.name())])
            }
            EntryBody::ReportFiled { authority, folio, .. } => {
                let filed = fill(&words.filed, &[("authority", &story::shortened(authority))]);
                if folio.is_empty() {
                    filed
                } else {
                    format!("{filed}{}{folio}", context.words.events.filed_folio)
                }
            }
            EntryBody::ComplaintFiled { authority, carpeta, .. } => {
                let complained =
                    fill(&words.complained, &[("authority", &story::shortened(authority))]);
                if carpeta.is_empty() {
                    complained
                } else {
                    format!("{complained}{}{carpeta}", context.words.events.complained_carpeta)
                }
            }
            _ => continue,
        };
        let note = fill(&words.note, &[("n", &entry.seq.to_string())]);
        let mut what = vec![span(what, BODY)];
        what.extend(story::noted_by(entry, context));
        what.push(span(format!(" · {note}"), FAINT));
        rows.push([vec![vec![span(context.moment(entry), BODY)]], vec![what]]);
    }
    if rows.is_empty() {
        return;
    }
    sheet.heading(&words.heading);
    let columns = columns(sheet.width, [29.0, 71.0]);
    let table = sheet.table(columns, [&words.when, &words.what]);
    for row in rows {
        sheet.row(&table, row);
    }
}
