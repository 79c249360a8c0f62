//! One line of the log as a verifier sees it: its leaf hash, and the few fields that can contradict something.
//!
//! A verifier does not read the content of an entry. What the person wrote is right by being what was hashed.

use super::strict_json::Value;
use super::tree::{Hash, leaf_hash};
use super::{canonical, hexadecimal};
use chrono::{Datelike, NaiveDateTime, Timelike};

const WITHHELD_START: &str = "{\"withheld\":\"";
const WITHHELD_END: &str = "\"}";

/// A line and its leaf hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) leaf: Hash,
    pub(super) kind: LineKind,
}

/// What a line holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineKind {
    /// An entry.
    Entry(Envelope),
    /// The leaf hash of an entry that was not handed over.
    Withheld,
    /// Neither.
    Malformed,
}

/// What verifiers look at in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) seq: u64,
    /// Wall clock in milliseconds since the epoch.
    pub(super) noted_at_ms: i64,
    pub(super) automatic: Option<bool>,
    pub(super) boot: Option<i64>,
    pub(super) up_ms: Option<i64>,
    pub(super) files: Vec<FileReference>,
}

/// A file that an entry refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileReference {
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

impl Line {
    /// Reads a line, given without its line break.
    pub(super) fn read(bytes: &[u8]) -> Self {
        if let Some(leaf) = withheld(bytes) {
            return Self { leaf, kind: LineKind::Withheld };
        }
        let kind = envelope(bytes).map_or(LineKind::Malformed, LineKind::Entry);
        Self { leaf: leaf_hash(bytes), kind }
    }

    /// The entry, if the line holds one.
    pub(super) fn envelope(&self) -> Option<&Envelope> {
        if let LineKind::Entry(envelope) = &self.kind { Some(envelope) } else { None }
    }
}

/// The line that stands for an entry which is not handed over.
pub(super) fn withheld_line(leaf: &Hash) -> String {
    format!("{WITHHELD_START}{}{WITHHELD_END}", hexadecimal::encode(leaf))
}

fn withheld(bytes: &[u8]) -> Option<Hash> {
    let text = std::str::from_utf8(bytes).ok()?;
    hexadecimal::decode_hash(text.strip_prefix(WITHHELD_START)?.strip_suffix(WITHHELD_END)?)
}

fn envelope(bytes: &[u8]) -> Option<Envelope> {
    let value = Value::read(bytes)?;
    if value.key("v").integer()? != i64::from(canonical::FORMAT_VERSION) {
        return None;
    }
    let noted = value.key("noted");
    let automatic = match noted.key("auto") {
        Value::Null => None,
        Value::Bool(automatic) => Some(*automatic),
        _ => return None,
    };
    let Value::List(files) = value.key("files") else { return None };
    Some(Envelope {
        seq: value.key("seq").integer()?.try_into().ok()?,
        noted_at_ms: instant(noted.key("at").text()?)?,
        automatic,
        boot: optional_integer(noted.key("boot"))?,
        up_ms: optional_integer(noted.key("up_ms"))?,
        files: files.iter().map(file_reference).collect::<Option<_>>()?,
    })
}

fn optional_integer(value: &Value) -> Option<Option<i64>> {
    match value {
        Value::Null => Some(None),
        value => value.integer().map(Some),
    }
}

fn file_reference(value: &Value) -> Option<FileReference> {
    let sha256 = value.key("sha256").text()?;
    hexadecimal::decode_hash(sha256)?;
    Some(FileReference {
        sha256: sha256.to_owned(),
        bytes: value.key("bytes").integer()?.try_into().ok()?,
    })
}

/// The one form in which the log writes an instant: `2026-03-14T08:10:00.123Z`.
fn instant(text: &str) -> Option<i64> {
    const FORM: &str = "dddd-dd-ddTdd:dd:dd.dddZ";
    let in_form = text.len() == FORM.len()
        && text.bytes().zip(FORM.bytes()).all(|(given, form)| match form {
            b'd' => given.is_ascii_digit(),
            mark => given == mark,
        });
    if !in_form {
        return None;
    }
    let civil = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.3fZ").ok()?;
    let leap_second = civil.nanosecond() >= 1_000_000_000;
    (civil.year() >= 1 && !leap_second).then(|| civil.and_utc().timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = r#"{"v":1,"seq":3,"noted":{"at":"2026-03-14T08:10:00.123Z"},"files":[]}"#;

    #[test]
    fn an_entry_is_told_from_a_withheld_line() {
        let entry = Line::read(ENTRY.as_bytes());
        assert_eq!(entry.leaf, leaf_hash(ENTRY.as_bytes()));
        assert_eq!(entry.envelope().map(|entry| entry.seq), Some(3));
        let line = withheld_line(&entry.leaf);
        assert_eq!(
            Line::read(line.as_bytes()),
            Line { leaf: entry.leaf, kind: LineKind::Withheld }
        );
    }

    #[test]
    fn a_withheld_line_has_one_spelling_only() {
        let line = withheld_line(&[0xab; 32]);
        for other in [line.to_uppercase(), line.replacen(':', ": ", 1), line.replacen("ab", "", 1)]
        {
            assert_eq!(Line::read(other.as_bytes()).kind, LineKind::Malformed, "{other}");
        }
    }

    #[test]
    fn an_entry_that_says_something_impossible_is_malformed() {
        for (right, wrong) in [
            ("\"v\":1", "\"v\":2"),
            ("\"seq\":3", "\"seq\":-1"),
            ("\"seq\":3", "\"seq\":\"3\""),
            ("08:10:00.123Z", "08:10:60.123Z"),
            ("08:10:00.123Z", "08:10:00.123+00:00"),
            ("2026-03-14", "2026-02-30"),
            ("2026-03-14", "0000-03-14"),
            ("\"files\":[]", "\"files\":{}"),
            ("\"files\":[]", "\"files\":[{\"sha256\":\"AB\",\"bytes\":1}]"),
            ("Z\"}", "Z\",\"boot\":\"1\"}"),
            ("Z\"}", "Z\",\"auto\":1}"),
        ] {
            let line = ENTRY.replacen(right, wrong, 1);
            assert_ne!(line, ENTRY);
            assert_eq!(Line::read(line.as_bytes()).kind, LineKind::Malformed, "{line}");
        }
    }
}
