//! What a build can hold of the content files without knowing what they mean: both languages, a source for whatever
//! states facts, sources that say how sure they are and when they were read, and no reference to what is not there.
//! The types that read the files while the app runs refuse the rest, and the tests read every file through them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::{Table, Value};

/// The tables that state facts, by file and name: each names its source.
const STATEMENTS: [(&str, &str); 15] = [
    ("banks.toml", ""),
    ("chat.toml", ""),
    ("checklist.toml", "signer"),
    ("clocks.toml", "clock"),
    ("contacts.toml", "contact"),
    ("contacts.toml", "impersonation"),
    ("devices.toml", "guide"),
    ("factory_apps.toml", "app"),
    ("items_person.toml", "item"),
    ("items_person.toml", "in_messengers"),
    ("items_phone.toml", "item"),
    ("messages.toml", "tell"),
    ("plays.toml", "step"),
    ("scams.toml", "scam"),
    ("texts.toml", "text"),
];

/// Keys whose values name something of another table: file, key, and the file and table where its ids stand.
const REFERENCES: [(&str, &str, &str, &str); 6] = [
    ("plays.toml", "use", "plays.toml", "step"),
    ("plays.toml", "contacts", "contacts.toml", "contact"),
    ("plays.toml", "text", "texts.toml", "text"),
    ("plays.toml", "done_clock", "clocks.toml", "clock"),
    ("plays.toml", "clock", "clocks.toml", "clock"),
    ("clocks.toml", "over_with", "plays.toml", "step"),
];

/// Every TOML file of the folder: its name and what stands in it, sorted.
pub(crate) fn read(folder: &Path) -> std::io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

/// What is wrong with the files, one sentence each that begins with the file and the place in it.
#[must_use]
pub(crate) fn problems(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut problems = Vec::new();
    let mut tables = BTreeMap::new();
    for (name, text) in files {
        match text.parse::<Table>() {
            Ok(table) => {
                tables.insert(name.as_str(), table);
            }
            Err(error) => problems.push(format!("{name}: {}", error.message())),
        }
    }
    let sources = check_sources(&tables, &mut problems);
    for (name, table) in &tables {
        let file = File { name, sources: &sources, tables: &tables };
        if states_facts(name, "") && !names_source(table) {
            problems.push(format!("{name} states facts and names no source"));
        }
        file.walk(name, "", table, &mut problems);
    }
    problems
}

/// The ids of all sources, each of which must say what it is, where, how sure, and when it was read.
fn check_sources<'a>(
    tables: &'a BTreeMap<&str, Table>,
    problems: &mut Vec<String>,
) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for source in list(tables, "sources.toml", "source") {
        let text = |key: &str| source.get(key).and_then(Value::as_str).unwrap_or_default();
        let id = text("id");
        if id.is_empty() || !ids.insert(id) {
            problems.push(format!("sources.toml: a source has no id of its own: \"{id}\""));
        }
        if text("reference").is_empty() || !source.contains_key("name") {
            problems.push(format!("sources.toml: {id} says not what it is, or not where"));
        }
        if !["A", "B", "C"].contains(&text("mark")) {
            problems.push(format!("sources.toml: {id} has no mark A, B or C"));
        }
        if !is_date(text("verified_on")) {
            problems.push(format!("sources.toml: {id} has no verified_on date"));
        }
    }
    ids
}

/// `YYYY-MM-DD`; whether the day exists is seen when the date is read.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    match parts.as_slice() {
        [year, month, day] => {
            (year.len(), month.len(), day.len()) == (4, 2, 2)
                && number(year) >= 2_000
                && (1..=12).contains(&number(month))
                && (1..=31).contains(&number(day))
        }
        _ => false,
    }
}

fn list<'a>(tables: &'a BTreeMap<&str, Table>, file: &str, name: &str) -> Vec<&'a Table> {
    let values = tables.get(file).and_then(|table| table.get(name)).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_table).collect()
}

fn states_facts(file: &str, table: &str) -> bool {
    STATEMENTS.contains(&(file, table))
}

fn names_source(table: &Table) -> bool {
    let one = table.get("source").and_then(Value::as_str).is_some_and(|id| !id.is_empty());
    let more = table.get("sources").and_then(Value::as_array).is_some_and(|ids| !ids.is_empty());
    one || more
}

/// A file, and what its references are held against.
struct File<'a> {
    name: &'a str,
    sources: &'a BTreeSet<&'a str>,
    tables: &'a BTreeMap<&'a str, Table>,
}

impl File<'_> {
    /// `place` is where we are, for the person; `name` the table's own name, which its array bears.
    fn walk(&self, place: &str, name: &str, table: &Table, problems: &mut Vec<String>) {
        if let Some(problem) = untranslated(table) {
            problems.push(format!("{place} {problem}"));
        }
        if !name.is_empty() && states_facts(self.name, name) && !names_source(table) {
            problems.push(format!("{place} states facts and names no source"));
        }
        for (key, value) in table {
            if self.name != "sources.toml" && matches!(key.as_str(), "source" | "sources") {
                for id in ids(value) {
                    if !self.sources.contains(id) {
                        problems.push(format!("{place} names the source {id}, which is not there"));
                    }
                }
            }
            self.check_references(place, key, value, problems);
            let below = format!("{place} {key}");
            match value {
                Value::Table(inner) => self.walk(&below, key, inner, problems),
                Value::Array(values) => {
                    for (index, inner) in values.iter().enumerate() {
                        if let Value::Table(inner) = inner {
                            let id = inner.get("id").and_then(Value::as_str);
                            let label = id.map_or_else(|| index.to_string(), str::to_owned);
                            self.walk(&format!("{below} {label}"), key, inner, problems);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn check_references(&self, place: &str, key: &str, value: &Value, problems: &mut Vec<String>) {
        let known = REFERENCES.iter().filter(|(file, name, ..)| *file == self.name && *name == key);
        for (_, _, file, table) in known {
            let there: BTreeSet<&str> = list(self.tables, file, table)
                .into_iter()
                .filter_map(|entry| entry.get("id").and_then(Value::as_str))
                .collect();
            for id in ids(value) {
                if !there.contains(id) {
                    problems.push(format!("{place} names {id}, which {file} does not have"));
                }
            }
        }
    }
}

/// The ids that a value names: itself, those in it, or its own `id` where it says more.
fn ids(value: &Value) -> Vec<&str> {
    match value {
        Value::String(id) => vec![id],
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        Value::Table(table) => table.get("id").and_then(Value::as_str).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What is wrong with a text, or with a file's two languages: one lacks what the other has.
fn untranslated(table: &Table) -> Option<String> {
    for (spanish, english) in [("es", "en"), ("spanish", "english")] {
        match (table.get(spanish), table.get(english)) {
            (None, None) => {}
            (Some(Value::String(es)), Some(Value::String(en))) => {
                if es.trim().is_empty() || en.trim().is_empty() {
                    return Some("is empty in one language".to_owned());
                }
            }
            (Some(Value::Table(es)), Some(Value::Table(en))) => return unlike(es, en),
            (Some(_), Some(_)) => return Some("differs in kind between the languages".to_owned()),
            (Some(_), None) => return Some(format!("has no {english}")),
            (None, Some(_)) => return Some(format!("has no {spanish}")),
        }
    }
    None
}

/// A key that one language has and the other lacks, or has empty.
fn unlike(es: &Table, en: &Table) -> Option<String> {
    let keys: BTreeSet<&String> = es.keys().chain(en.keys()).collect();
    keys.into_iter().find_map(|key| match (es.get(key), en.get(key)) {
        (Some(Value::Table(es)), Some(Value::Table(en))) => unlike(es, en),
        (Some(Value::Array(es)), Some(Value::Array(en))) if es.len() == en.len() => None,
        (Some(Value::String(es)), Some(Value::String(en))) if es.is_empty() == en.is_empty() => {
            None
        }
        _ => Some(format!("has {key} in one language only")),
    })
}
