//! Numbers, accounts and links that the entries point out, each once.

use super::{Context, story};
use crate::evidence::{EntryBody, defang};
use crate::report::figures;
use crate::report::paragraph::{BODY, MONO, span};
use crate::report::sheet::{Sheet, columns};
use crate::report::words::listed;

/// Something pointed out, and where.
struct Pointer {
    value: String,
    what: String,
    entries: Vec<u64>,
    /// Every entry that names it was taken back.
    retracted: bool,
}

/// Adds the section, when there is anything to point out.
pub(super) fn add(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.pointers;
    let mut pointers: Vec<Pointer> = Vec::new();
    let mut has_link = false;
    for entry in &context.entries {
        let mut found: Vec<(String, String)> = Vec::new();
        match &entry.body {
            EntryBody::ContactAttempt { channel, sender, link, .. } => {
                if !sender.is_empty() {
                    let what = story::channel_name(*channel, context).to_lowercase();
                    let what = if what == "sms" { "SMS".to_owned() } else { what };
                    found.push((defang(sender), what));
                }
                if !link.is_empty() {
                    has_link = true;
                    found.push((defang(link), words.link.clone()));
                }
            }
            EntryBody::Transfer { clabe, bank, .. } if !clabe.is_empty() => {
                let mut what = words.clabe.clone();
                if !bank.is_empty() {
                    what = format!("{what}, {bank}");
                }
                found.push((figures::clabe(clabe), what));
            }
            _ => {}
        }
        for (value, what) in found {
            match pointers.iter_mut().find(|known| known.value == value && known.what == what) {
                Some(known) => {
                    known.entries.push(entry.seq);
                    known.retracted &= entry.retracted;
                }
                None => pointers.push(Pointer {
                    value,
                    what,
                    entries: vec![entry.seq],
                    retracted: entry.retracted,
                }),
            }
        }
    }
    if pointers.is_empty() {
        return;
    }
    sheet.heading(&words.heading);
    let columns = columns(sheet.width, [52.0, 48.0]);
    let table = sheet.table(columns, [&words.value, &words.where_found]);
    for pointer in pointers {
        let notes = listed(&pointer.entries, &words.note_one, &words.note_many);
        let mut what = format!("{}, {notes}", pointer.what);
        if pointer.retracted {
            what = format!("{what} ({})", words.retracted);
        }
        let value = vec![vec![span(pointer.value, MONO)]];
        sheet.row(&table, [value, vec![vec![span(what, BODY)]]]);
    }
    if has_link {
        sheet.remark(&words.defanged);
    }
}
