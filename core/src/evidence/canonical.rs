//! One entry as one line of JSON. The bytes of the line are what is hashed, stored and exported; nobody ever writes
//! an entry again to check it. The writer uses the order of the fields below, a reader accepts any.

use super::types::{Attachment, EntryBody, Happened};
use crate::ClockReading;
use crate::clock::instant_from_ms;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, SecondsFormat};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Version of the entry format.
pub(crate) const FORMAT_VERSION: u32 = 1;

/// Bytes of salt in an entry.
pub(crate) const SALT_BYTES: usize = 16;

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    v: u32,
    /// Its place in the log, from 0 without gaps.
    pub seq: u64,
    /// 128 random bits in base64url: the hash of a withheld entry says nothing about its text.
    salt: String,
    /// When the phone wrote it.
    pub noted: Noted,
    /// Who noted it for the person affected; empty, and not written, when they did themselves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub noted_by: String,
    /// `seq` of the incident it belongs to.
    pub incident: Option<u64>,
    /// When it happened, as stated.
    pub happened: Option<Happened>,
    /// The keys `kind` and `body`.
    #[serde(flatten)]
    pub body: EntryBody,
    /// Its files.
    pub files: Vec<Attachment>,
    /// `seq` of the entry it corrects or takes back.
    pub amends: Option<u64>,
}

/// What the phone's clocks said when an entry was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Wall clock: RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// IANA name of the phone's zone.
    pub zone: String,
    /// Whether the phone set its time by the network; `None` when it could not be read.
    pub auto: Option<bool>,
    /// How often the phone had started; `None` when it could not be read.
    pub boot: Option<i64>,
    /// Milliseconds since that start; `None` when it could not be read.
    pub up_ms: Option<i64>,
}

impl Noted {
    pub(super) fn from_clock(clock: &ClockReading) -> Self {
        Self {
            at: rfc3339(clock.now_ms),
            zone: clock.zone.clone(),
            auto: clock.automatic,
            boot: clock.boot_count,
            up_ms: clock.uptime_ms,
        }
    }

    /// The wall clock in milliseconds since the epoch; 0 when `at` cannot be read.
    #[must_use]
    pub fn at_ms(&self) -> i64 {
        DateTime::parse_from_rfc3339(&self.at).map_or(0, |at| at.timestamp_millis())
    }
}

impl Entry {
    /// Stands for the entry at `seq`, whose bytes cannot be read, with what the tables beside it still say of it.
    pub(super) fn unreadable(seq: u64, files: Vec<Attachment>, amends: Option<u64>) -> Self {
        let noted =
            Noted { at: String::new(), zone: String::new(), auto: None, boot: None, up_ms: None };
        Self {
            v: FORMAT_VERSION,
            seq,
            salt: String::new(),
            noted,
            noted_by: String::new(),
            incident: None,
            happened: None,
            body: EntryBody::Unreadable,
            files,
            amends,
        }
    }

    /// Whether its bytes could be read.
    pub(crate) fn is_readable(&self) -> bool {
        self.body != EntryBody::Unreadable
    }
}

/// What is known of an entry before it has a place.
pub(super) struct Content {
    pub(super) noted_by: String,
    pub(super) incident: Option<u64>,
    pub(super) happened: Option<Happened>,
    pub(super) body: EntryBody,
    pub(super) files: Vec<Attachment>,
    pub(super) amends: Option<u64>,
}

/// The bytes of the entry that `content` becomes at place `seq`.
pub(super) fn encode(
    seq: u64,
    salt: [u8; SALT_BYTES],
    noted: Noted,
    content: Content,
) -> Result<Vec<u8>, serde_json::Error> {
    let Content { noted_by, incident, happened, body, files, amends } = content;
    serde_json::to_vec(&Entry {
        v: FORMAT_VERSION,
        seq,
        salt: URL_SAFE_NO_PAD.encode(salt),
        noted,
        noted_by,
        incident,
        happened,
        body,
        files,
        amends,
    })
}

/// Reads an entry that this version can understand in full.
pub(super) fn decode(bytes: &[u8]) -> Option<Entry> {
    serde_json::from_slice::<Entry>(bytes).ok().filter(|entry| entry.v == FORMAT_VERSION)
}

/// Where an entry belongs, of which kind it is and who noted it: read without its content, which is most of it.
#[derive(Debug, Deserialize)]
pub(super) struct Placed<'e> {
    v: u32,
    pub(super) seq: u64,
    #[serde(default, borrow)]
    pub(super) noted_by: Cow<'e, str>,
    pub(super) incident: Option<u64>,
    #[serde(borrow)]
    kind: Cow<'e, str>,
    amends: Option<u64>,
}

/// The kinds that the app writes by itself, as the format names them.
const OWN_KINDS: [&str; 4] = ["checkup-snapshot", "clock-change", "time-stamp-token", "export"];

impl Placed<'_> {
    /// Whether the app writes entries of this kind by itself, so that they are no word of the person.
    pub(super) fn is_written_by_the_app(&self) -> bool {
        OWN_KINDS.contains(&&*self.kind)
    }

    /// Whether it opens an incident, rather than naming one anew.
    pub(super) fn opens_incident(&self) -> bool {
        self.kind == "incident-opened" && self.amends.is_none()
    }
}

/// Reads where an entry belongs; `None` when that cannot be read, or not by this version.
pub(super) fn placed(bytes: &[u8]) -> Option<Placed<'_>> {
    serde_json::from_slice::<Placed<'_>>(bytes).ok().filter(|entry| entry.v == FORMAT_VERSION)
}

/// RFC 3339 in UTC with milliseconds; an absurd clock is held within years that RFC 3339 can write.
pub(super) fn rfc3339(milliseconds: i64) -> String {
    instant_from_ms(milliseconds).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Messengers by the name that the format fixes, whatever they are called elsewhere in the code.
pub(super) mod messenger_name {
    use crate::devices::Messenger;
    use serde::{Deserialize, Deserializer, Serializer, de};

    const NAMES: [(Messenger, &str); 4] = [
        (Messenger::WhatsApp, "whatsapp"),
        (Messenger::WhatsAppBusiness, "whatsapp-business"),
        (Messenger::Telegram, "telegram"),
        (Messenger::Signal, "signal"),
    ];

    pub(in super::super) fn serialize<S: Serializer>(
        messenger: &Messenger,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let name = match messenger {
            Messenger::WhatsApp => NAMES[0].1,
            Messenger::WhatsAppBusiness => NAMES[1].1,
            Messenger::Telegram => NAMES[2].1,
            Messenger::Signal => NAMES[3].1,
        };
        serializer.serialize_str(name)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Messenger, D::Error> {
        let name = String::deserialize(deserializer)?;
        NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(messenger, _)| *messenger)
            .ok_or_else(|| de::Error::custom("unknown messenger"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::types::TheftKind;
    use super::*;
    use crate::devices::Messenger;

    fn noted() -> Noted {
        Noted::from_clock(&ClockReading {
            now_ms: 1_773_475_800_123,
            zone: "America/Mexico_City".into(),
            automatic: Some(true),
            boot_count: Some(7),
            uptime_ms: None,
        })
    }

    fn content(body: EntryBody) -> Content {
        let noted_by = String::new();
        Content {
            noted_by,
            incident: Some(0),
            happened: None,
            body,
            files: Vec::new(),
            amends: None,
        }
    }

    #[test]
    fn who_helps_stands_behind_the_clocks_and_is_left_out_when_nobody_does() {
        let helped = Content {
            noted_by: "Ana, su hermana".into(),
            ..content(EntryBody::Note { text: "a".into() })
        };
        let bytes = encode(0, [0; 16], noted(), helped).expect("a note can be written");
        let text = String::from_utf8(bytes.clone()).expect("JSON is UTF-8");
        assert!(
            text.contains(r#""up_ms":null},"noted_by":"Ana, su hermana","incident":0"#),
            "{text}"
        );
        assert_eq!(decode(&bytes).expect("it is read").noted_by, "Ana, su hermana");
    }

    #[test]
    fn where_an_entry_belongs_is_read_without_its_content() {
        let opened =
            EntryBody::IncidentOpened { theft: TheftKind::Takeover, title: "Mi \"caso\"".into() };
        let read = |content| encode(3, [0; 16], noted(), content).expect("it can be written");
        let opening =
            read(Content { noted_by: "Ana \u{1f600}\n".into(), ..content(opened.clone()) });
        let placed = placed(&opening).expect("it is read");
        assert_eq!((placed.seq, placed.incident), (3, Some(0)));
        assert_eq!(placed.noted_by, "Ana \u{1f600}\n");
        assert!(placed.opens_incident());
        let renamed = read(Content { amends: Some(0), ..content(opened) });
        let note = read(content(EntryBody::Note { text: "a".into() }));
        for other in [renamed, note] {
            assert!(!super::placed(&other).expect("it is read").opens_incident());
        }
    }

    #[test]
    fn what_the_app_writes_by_itself_is_told_without_reading_the_content() {
        let ids = Vec::new;
        let own = [
            EntryBody::CheckupSnapshot { ok: ids(), due: ids(), at_risk: ids(), unknown: ids() },
            EntryBody::ClockChange {
                zone_before: "UTC".into(),
                zone_after: "UTC".into(),
                moved_ms: None,
            },
            EntryBody::TimeStampToken { digest: "00".repeat(32) },
            EntryBody::Export { size: 0, root: String::new() },
        ];
        let note =
            [EntryBody::Note { text: "a".into() }, EntryBody::StepTaken { text: "b".into() }];
        let own = own.into_iter().map(|body| (body, true));
        for (body, expected) in own.chain(note.map(|body| (body, false))) {
            let bytes = encode(0, [0; 16], noted(), content(body)).expect("it can be written");
            let placed = placed(&bytes).expect("it is read");
            assert_eq!(placed.is_written_by_the_app(), expected, "{placed:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_never_written_nor_read_under_that_name() {
        assert!(encode(0, [0; 16], noted(), content(EntryBody::Unreadable)).is_err());
        let bytes = encode(0, [0; 16], noted(), content(EntryBody::Note { text: "a".into() }))
            .expect("a note can be written");
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        assert!(decode(text.replacen("\"note\"", "\"unreadable\"", 1).as_bytes()).is_none());
    }

    #[test]
    fn an_entry_is_one_line_in_the_order_of_the_format() {
        let text = "Me marcó una mujer.\nDijo ser de \"paquetería\" \u{1f600}".into();
        let bytes = encode(3, [0xff; 16], noted(), content(EntryBody::Note { text }))
            .expect("a note can be written");
        assert_eq!(
            String::from_utf8(bytes).expect("JSON is UTF-8"),
            concat!(
                r#"{"v":1,"seq":3,"salt":"_____________________w","noted":{"at":"2026-03-14T08:10:00.123Z","#,
                r#""zone":"America/Mexico_City","auto":true,"boot":7,"up_ms":null},"incident":0,"happened":null,"#,
                r#""kind":"note","body":{"text":"Me marcó una mujer.\nDijo ser de \"paquetería\" "#,
                "\u{1f600}",
                r#""},"files":[],"amends":null}"#
            )
        );
    }

    #[test]
    fn a_reader_accepts_any_order_of_keys() {
        let text = r#"{"amends":null,"files":[],"body":{"messenger":"signal","text":""},"kind":"code-shared",
            "happened":null,"incident":0,"noted":{"up_ms":1,"boot":2,"auto":null,"zone":"UTC",
            "at":"2026-03-14T08:10:00.000Z"},"salt":"AAAAAAAAAAAAAAAAAAAAAA","seq":3,"v":1}"#;
        let entry = decode(text.as_bytes()).expect("the order of keys is free");
        assert_eq!(
            entry.body,
            EntryBody::CodeShared { messenger: Messenger::Signal, text: String::new() }
        );
        assert_eq!(entry.noted.at_ms(), 1_773_475_800_000);
    }

    #[test]
    fn another_version_is_not_read_as_ours() {
        let bytes = encode(0, [0; 16], noted(), content(EntryBody::Note { text: "a".into() }))
            .expect("a note can be written");
        assert!(decode(&bytes).is_some());
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        assert!(decode(text.replacen("\"v\":1", "\"v\":2", 1).as_bytes()).is_none());
    }

    #[test]
    fn an_absurd_clock_is_still_written_as_rfc_3339() {
        for absurd in [rfc3339(i64::MIN), rfc3339(i64::MAX)] {
            assert_eq!(absurd.len(), "1900-01-01T00:00:00.000Z".len(), "{absurd}");
        }
    }
}
