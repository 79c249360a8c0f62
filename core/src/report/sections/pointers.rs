//! Numbers, accounts and links that the entries point out, each once.

use super::{Context, story};
use crate::evidence::{Channel, EntryBody, TimelineEntry, defang};
use crate::report::figures;
use crate::report::paragraph::{BODY, MONO, span};
use crate::report::sheet::{Sheet, columns};
use crate::report::words::listed;

/// Something pointed out, and where.
struct Pointer {
    value: String,
    /// What it is, and the entries that say so.
    places: Vec<(String, Vec<u64>)>,
    /// Every entry that names it was taken back.
    retracted: bool,
    /// Every entry that names it was taken back or is said anew by a later one.
    left: bool,
}

/// Adds the section, when there is anything to point out.
pub(super) fn add(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.pointers;
    let mut pointers: Vec<Pointer> = Vec::new();
    let mut has_link = false;
    for entry in &context.entries {
        let mut found: Vec<(String, String)> = Vec::new();
        match &entry.body {
            EntryBody::Threat { channel, sender, .. } if !sender.is_empty() => {
                found.push((defang(sender), channel_in_small(*channel, context)));
            }
            EntryBody::ContactAttempt { channel, sender, user_name, email, link, .. } => {
                for name in [sender, user_name, email].into_iter().filter(|name| !name.is_empty()) {
                    found.push((defang(name), channel_in_small(*channel, context)));
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
            point(&mut pointers, value, what, entry, context.is_superseded(entry));
        }
    }
    if pointers.is_empty() {
        return;
    }
    sheet.heading(&words.heading);
    let columns = columns(sheet.width, [52.0, 48.0]);
    let table = sheet.table(columns, [&words.value, &words.where_found]);
    for pointer in pointers {
        let places = pointer.places.iter().map(|(what, entries)| {
            format!("{what}, {}", listed(entries, &words.note_one, &words.note_many))
        });
        let mut what = places.collect::<Vec<_>>().join("; ");
        if pointer.retracted {
            what = format!("{what} ({})", words.retracted);
        } else if pointer.left {
            what = format!("{what} ({})", words.corrected);
        }
        let value = vec![vec![span(pointer.value, MONO)]];
        sheet.row(&table, [value, vec![vec![span(what, BODY)]]]);
    }
    if has_link {
        sheet.remark(&words.defanged);
    }
}

fn channel_in_small(channel: Channel, context: &Context<'_>) -> String {
    let what = story::channel_name(channel, context);
    let mut letters = what.chars();
    let first: String = letters.by_ref().take(1).flat_map(char::to_lowercase).collect();
    let rest = letters.as_str();
    if channel == Channel::Sms { what } else { format!("{first}{rest}") }
}

/// Notes that `entry` says `value` is `what`.
fn point(
    pointers: &mut Vec<Pointer>,
    value: String,
    what: String,
    entry: &TimelineEntry,
    superseded: bool,
) {
    let index = match pointers.iter().position(|known| known.value == value) {
        Some(index) => index,
        None => {
            pointers.push(Pointer { value, places: Vec::new(), retracted: true, left: true });
            pointers.len().saturating_sub(1)
        }
    };
    let Some(pointer) = pointers.get_mut(index) else { return };
    pointer.retracted &= entry.retracted;
    pointer.left &= entry.retracted || superseded;
    match pointer.places.iter_mut().find(|(known, _)| *known == what) {
        Some((_, entries)) => entries.push(entry.seq),
        None => pointer.places.push((what, vec![entry.seq])),
    }
}
