//! One line of the log as a verifier sees it: its leaf hash, and the few fields that can contradict something.
//!
//! A verifier does not read the content of an entry. What the person wrote is right by being what was hashed.

use super::strict_json::{self, Members, Scalar};
use super::tree::{Hash, leaf_hash};
use super::{canonical, hexadecimal};
use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

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
    let inside = bytes.strip_prefix(WITHHELD_START.as_bytes())?;
    hexadecimal::decode_hash(std::str::from_utf8(inside).ok()?.strip_suffix(WITHHELD_END)?)
}

fn envelope(bytes: &[u8]) -> Option<Envelope> {
    strict_json::read(bytes)
}

/// An integer that counts something.
fn count(value: &Scalar<'_>) -> Option<u64> {
    value.integer()?.try_into().ok()
}

/// An integer or nothing; the outer `None` is anything else.
fn optional_integer(value: &Scalar<'_>) -> Option<Option<i64>> {
    match value {
        Scalar::Null => Some(None),
        value => value.integer().map(Some),
    }
}

/// Why an entry is malformed is nobody's business: it is, and the verifiers say where.
fn malformed<E: Error>() -> E {
    E::custom("malformed entry")
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EnvelopeVisitor)
    }
}

struct EnvelopeVisitor;

impl<'de> Visitor<'de> for EnvelopeVisitor {
    type Value = Envelope;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Envelope, A::Error> {
        let mut members = Members::new(members);
        let (mut version, mut seq, mut noted, mut files) = (None, None, None, None);
        while let Some(key) = members.next_key()? {
            match &*key {
                "v" => version = members.value::<Scalar<'de>>()?.integer(),
                "seq" => seq = count(&members.value()?),
                "noted" => noted = Some(members.value::<Clocks>()?),
                "files" => files = Some(members.value::<Files>()?),
                _ => drop(members.value::<Scalar<'de>>()?),
            }
        }
        if version != Some(i64::from(canonical::FORMAT_VERSION)) {
            return Err(malformed());
        }
        let clocks = noted.ok_or_else(malformed)?;
        Ok(Envelope {
            seq: seq.ok_or_else(malformed)?,
            noted_at_ms: clocks.at_ms,
            automatic: clocks.automatic,
            boot: clocks.boot,
            up_ms: clocks.up_ms,
            files: files.ok_or_else(malformed)?.0,
        })
    }
}

/// The value of `noted`.
struct Clocks {
    at_ms: i64,
    automatic: Option<bool>,
    boot: Option<i64>,
    up_ms: Option<i64>,
}

impl<'de> Deserialize<'de> for Clocks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ClocksVisitor)
    }
}

struct ClocksVisitor;

impl<'de> Visitor<'de> for ClocksVisitor {
    type Value = Clocks;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("what the clocks said")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Clocks, A::Error> {
        let mut members = Members::new(members);
        let mut at_ms = None;
        let (mut automatic, mut boot, mut up_ms) = (None, None, None);
        while let Some(key) = members.next_key()? {
            let value: Scalar<'de> = members.value()?;
            match &*key {
                "at" => at_ms = value.text().and_then(instant),
                "auto" => {
                    automatic = match value {
                        Scalar::Null => None,
                        Scalar::Bool(automatic) => Some(automatic),
                        _ => return Err(malformed()),
                    }
                }
                "boot" => boot = optional_integer(&value).ok_or_else(malformed)?,
                "up_ms" => up_ms = optional_integer(&value).ok_or_else(malformed)?,
                _ => {}
            }
        }
        Ok(Clocks { at_ms: at_ms.ok_or_else(malformed)?, automatic, boot, up_ms })
    }
}

/// The value of `files`.
struct Files(Vec<FileReference>);

impl<'de> Deserialize<'de> for Files {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FilesVisitor)
    }
}

struct FilesVisitor;

impl<'de> Visitor<'de> for FilesVisitor {
    type Value = Files;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of files")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Files, A::Error> {
        let mut files = Vec::new();
        while let Some(file) = items.next_element()? {
            files.push(file);
        }
        Ok(Files(files))
    }
}

impl<'de> Deserialize<'de> for FileReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor)
    }
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = FileReference;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a file")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<FileReference, A::Error> {
        let mut members = Members::new(members);
        let (mut sha256, mut bytes) = (None, None);
        while let Some(key) = members.next_key()? {
            let value: Scalar<'de> = members.value()?;
            match &*key {
                "sha256" => sha256 = value.text().map(str::to_owned),
                "bytes" => bytes = count(&value),
                _ => {}
            }
        }
        let sha256 = sha256.ok_or_else(malformed)?;
        hexadecimal::decode_hash(&sha256).ok_or_else(malformed)?;
        Ok(FileReference { sha256, bytes: bytes.ok_or_else(malformed)? })
    }
}

/// The one form in which the log writes an instant: `2026-03-14T08:10:00.123Z`.
fn instant(text: &str) -> Option<i64> {
    const FORM: &[u8; 24] = b"dddd-dd-ddTdd:dd:dd.dddZ";
    let bytes: &[u8; 24] = text.as_bytes().try_into().ok()?;
    let in_form = bytes.iter().zip(FORM).all(|(given, form)| match form {
        b'd' => given.is_ascii_digit(),
        mark => given == mark,
    });
    if !in_form {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes.get(range)?.iter().try_fold(0_u32, |number, digit| {
            number.checked_mul(10)?.checked_add(u32::from(digit.saturating_sub(b'0')))
        })
    };
    let year = number(0..4).filter(|year| *year >= 1)?;
    let day = NaiveDate::from_ymd_opt(year.try_into().ok()?, number(5..7)?, number(8..10)?)?;
    let time =
        day.and_hms_milli_opt(number(11..13)?, number(14..16)?, number(17..19)?, number(20..23)?)?;
    Some(time.and_utc().timestamp_millis())
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
