//! What the phone lists: what came with it, and how the rest is called.
//!
//! Since Android 11 the phone tells an ordinary app neither the name nor the origin of most apps. Candado asks to see
//! four messengers and nothing else, so a system app it has not met before is told by its package name alone. Content
//! knows the package names that phones are sold with.

use super::{ListSignal, ListedApp, ListedEntry, TextSignal};
use crate::Language;
use crate::content::{FactoryApp, checklist, factory_apps};

/// Whether an entry came with the phone: the phone says so, or it hides that and the package is one that phones of this
/// maker are sold with. While the phone has its own, Android lets no other app take that package name.
pub(super) fn came_with_phone(entry: &ListedEntry, manufacturer: &TextSignal) -> bool {
    entry.of_system.unwrap_or_else(|| factory_app(entry, manufacturer).is_some())
}

fn factory_app(entry: &ListedEntry, manufacturer: &TextSignal) -> Option<&'static FactoryApp> {
    let is_of_maker = |app: &&FactoryApp| match (&app.maker, manufacturer) {
        (None, _) => true,
        (Some(maker), TextSignal::Value { text }) => maker.eq_ignore_ascii_case(text.trim()),
        (Some(_), _) => false,
    };
    factory_apps().app.iter().find(|app| app.package == entry.id).filter(is_of_maker)
}

/// What the page of an item lists: what the person is asked about, then what is known by its package name only. What
/// the phone itself vouches for is left out.
pub(super) fn rows(
    signal: &ListSignal,
    manufacturer: &TextSignal,
    language: Language,
) -> Vec<ListedApp> {
    let words = &factory_apps().words;
    let mut rows = Vec::new();
    let mut known = Vec::new();
    let mut sorted: Vec<&ListedEntry> = signal.entries().iter().collect();
    sorted.sort_by(|one, other| one.id.cmp(&other.id));
    sorted.dedup_by(|one, other| one.id == other.id);
    for entry in sorted {
        match (entry.of_system, factory_app(entry, manufacturer)) {
            (Some(true), _) => {}
            (Some(false), _) => rows.push(ListedApp {
                name: shown_name(entry),
                // Its own declaration proves nothing; the lack of it is worth a look.
                line: match entry.is_assistive_tool {
                    Some(false) => checklist().no_assistive_tool.get(language).to_owned(),
                    _ => String::new(),
                },
            }),
            (None, Some(app)) => known.push(ListedApp {
                name: app.name.get(language).to_owned(),
                line: words.by_package.get(language).to_owned(),
            }),
            (None, None) => rows.push(ListedApp {
                name: shown_name(entry),
                line: words.nameless.get(language).to_owned(),
            }),
        }
    }
    rows.append(&mut known);
    rows
}

/// Longest name of an app that is shown, in characters.
const NAME_LIMIT: usize = 40;

/// The name of an app as it can be shown: an app chooses its name, so controls and marks of writing direction are
/// left out, and a long one is cut. One without a name is told by its id.
pub(super) fn shown_name(entry: &ListedEntry) -> String {
    let is_mark = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let clean = |text: &str| -> String {
        let kept: String = text.chars().filter(|sign| !is_mark(*sign)).collect();
        let short: String = kept.trim().chars().take(NAME_LIMIT).collect();
        if short.chars().count() < kept.trim().chars().count() {
            format!("{short}…")
        } else {
            short
        }
    };
    let names = [clean(&entry.name), clean(&entry.id)];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "?".to_owned())
}
