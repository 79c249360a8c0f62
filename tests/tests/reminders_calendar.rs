//! The calendar file, read as a calendar reads it, and the message of the day.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{self, Answer, FlagSignal, Snapshot};
use candado_core::clock::{add_days, days_between};
use candado_core::content::{checklist, scams};
use candado_core::devices::{self, DeviceKind, DeviceStatus, Messenger, NewDevice};
use candado_core::reminders::{self, DayOfWeek, ReminderError, ReminderSettings, Scam, ScamKind};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::phone::new_state;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet};

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City, a Sunday.
const NOON_MS: i64 = 1_795_370_400_000;

fn clock_at(days: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + days * DAY_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: None,
        boot_count: None,
        uptime_ms: None,
    }
}

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let (mut state, _folder) = new_state();
        let screen_lock = FlagSignal::Value { on: true };
        let snapshot = Snapshot { screen_lock, ..Snapshot::default() };
        checkup::run(&mut state, &snapshot, &clock_at(0), Language::Spanish).expect("it runs");
        Self { state, _folder }
    }

    fn calendar(&self) -> String {
        reminders::calendar(&self.state, &clock_at(0), Language::Spanish).expect("it is written")
    }

    fn scam(&self, day: i64) -> Scam {
        reminders::scam_of_the_day(&self.state, &clock_at(day), Language::Spanish).expect("read")
    }

    fn judges(&mut self, day: i64, kind: ScamKind) -> Scam {
        let id = self.scam(day).scam_id;
        reminders::judge(&mut self.state, &id, kind, &clock_at(day)).expect("it is there");
        self.scam(day)
    }
}

#[test]
fn every_entry_rings_once_at_its_hour_with_words_that_say_nothing() {
    let text = Person::new().calendar().replace("\r\n ", "");
    let of_name = |name: &str| -> Vec<&str> {
        text.split("\r\n").filter_map(|line| line.strip_prefix(name)).collect()
    };
    let entries = entries(&Person::new().calendar()).len();
    assert_eq!(of_name("BEGIN:VALARM").len(), entries);
    assert_eq!(of_name("ACTION:").len(), entries);
    assert!(of_name("ACTION:").iter().all(|action| *action == "DISPLAY"));
    let triggers = of_name("TRIGGER");
    assert_eq!(triggers.len(), entries);
    for trigger in triggers {
        let at_start = ["PT0S", "-PT0S", "P0D", "-P0D"];
        assert!(at_start.iter().any(|zero| trigger.ends_with(&format!(":{zero}"))), "{trigger}");
    }
    let alarms = text.split("BEGIN:VALARM").skip(1);
    let said = alarms.filter_map(|alarm| alarm.split("DESCRIPTION:").nth(1)?.split("\r\n").next());
    assert!(said.clone().count() >= entries);
    assert!(said.take(entries).all(|words| words.ends_with("por revisar")));
}

/// The entries of a calendar file, unfolded; fails on what RFC 5545 does not allow.
fn entries(text: &str) -> Vec<BTreeMap<String, String>> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line is longer than 75 octets");
    let unfolded = text.replace("\r\n ", "");
    let mut open = Vec::new();
    let mut entries = Vec::new();
    let mut entry = BTreeMap::new();
    for line in unfolded.split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').expect("name and value");
        match name {
            "BEGIN" => open.push(value.to_owned()),
            "END" => {
                assert_eq!(open.pop().as_deref(), Some(value));
                if value == "VEVENT" {
                    entries.push(std::mem::take(&mut entry));
                }
            }
            _ if open.last().is_some_and(|inner| inner == "VEVENT") => {
                entry.insert(name.to_owned(), value.to_owned());
            }
            _ => {}
        }
    }
    assert!(open.is_empty());
    entries
}

fn day_of(entry: &BTreeMap<String, String>) -> NaiveDate {
    let starts = entry.get("DTSTART").expect("it starts");
    NaiveDateTime::parse_from_str(starts, "%Y%m%dT%H%M%SZ").expect("an instant in UTC").date()
}

#[test]
fn the_calendar_has_one_entry_a_day_at_the_chosen_hour_for_a_year() {
    let entries = entries(&Person::new().calendar());
    assert!(entries.len() > 12, "only {}", entries.len());
    let mut days: Vec<NaiveDate> = entries.iter().map(day_of).collect();
    days.dedup();
    assert_eq!(days.len(), entries.len());
    let today = clock_at(0).local_date();
    assert_eq!(days.first(), Some(&add_days(today, 1)));
    assert!(days.iter().all(|day| (1..=365).contains(&days_between(today, *day))));
    for entry in &entries {
        // Ten in Mexico City.
        assert!(entry.get("DTSTART").is_some_and(|starts| starts.ends_with("T160000Z")));
        assert!(entry.get("DTEND").is_some_and(|ends| ends.ends_with("T161500Z")));
        assert!(entry.contains_key("DTSTAMP") && entry.contains_key("UID"));
    }
}

#[test]
fn saved_again_it_says_the_same_and_an_entry_keeps_its_name() {
    let mut person = Person::new();
    let before = person.calendar();
    assert!(person.calendar() == before, "something in it is drawn or read from a clock");
    checkup::answer(&mut person.state, "two_step", Answer::Yes, "", &clock_at(0)).expect("offered");
    let uids = |text: &str| -> Vec<String> {
        entries(text).iter().filter_map(|entry| entry.get("UID").cloned()).collect()
    };
    assert_eq!(uids(&before).first(), uids(&person.calendar()).first());
}

#[test]
fn the_calendar_names_checks_and_nothing_of_the_persons_own() {
    let mut person = Person::new();
    let device = NewDevice {
        kind: DeviceKind::Phone,
        name: "Moto G de la prima".to_owned(),
        status: DeviceStatus::Stolen,
        messengers: vec![Messenger::WhatsApp],
        last_used: None,
    };
    devices::add(&mut person.state, &device, &clock_at(0)).expect("the name is fine");
    reminders::clocks::start(&mut person.state, None, "unknown_pin", NOON_MS, &clock_at(0))
        .expect("is");
    let text = person.calendar().replace("\r\n ", "");
    assert!(text.contains("Verificación en dos pasos"));
    assert!(!text.contains("prima") && !text.contains("PIN que no conoces"));
}

#[test]
fn what_is_overdue_stands_on_the_next_day_that_the_person_wants_reminders_on() {
    let mut person = Person::new();
    let device = NewDevice {
        kind: DeviceKind::Phone,
        name: "Moto G".to_owned(),
        status: DeviceStatus::Stolen,
        messengers: vec![Messenger::WhatsApp],
        last_used: None,
    };
    devices::add(&mut person.state, &device, &clock_at(0)).expect("the name is fine");
    let screen_lock = FlagSignal::Value { on: false };
    let snapshot = Snapshot { screen_lock, ..Snapshot::default() };
    checkup::run(&mut person.state, &snapshot, &clock_at(0), Language::Spanish).expect("it runs");
    let mondays =
        ReminderSettings { weekdays: vec![DayOfWeek::Monday], ..ReminderSettings::default() };
    reminders::choose(&mut person.state, &mondays).expect("a day is left");
    // A Thursday, weeks after the sign-out, the problem and every question fell due.
    let now = clock_at(32);
    let text = reminders::calendar(&person.state, &now, Language::Spanish).expect("it is written");
    let entries = entries(&text);
    let first = entries.first().expect("there are entries");
    assert_eq!(day_of(first), add_days(now.local_date(), 4), "the next Monday");
    let things = first.get("DESCRIPTION").expect("it says what");
    let title = |id| checklist().title(id, Language::Spanish).expect("the item is there");
    for id in ["screen_lock", "devices_signed_out", "two_step"] {
        assert!(things.contains(&title(id)), "{id} is not in {things}");
    }
}

#[test]
fn the_message_of_the_day_stays_the_whole_day_and_says_what_gave_it_away() {
    let mut person = Person::new();
    let scam = person.scam(0);
    assert_eq!((scam.options.len(), scam.result.is_some()), (4, false));
    assert!(scam.text.starts_with('“'));
    let judged = person.judges(0, ScamKind::Link);
    assert_eq!(judged.scam_id, scam.scam_id);
    let result = judged.result.expect("it was judged");
    assert!(!result.right && result.headline.ends_with("lo que quiere es un código"));
    assert!(result.source_line.contains("confírmalo"), "{}", result.source_line);
    // They may think again, and are told so.
    assert!(person.judges(0, ScamKind::Code).result.expect("it was judged").right);
    let refused = reminders::judge(&mut person.state, "nothing", ScamKind::Code, &clock_at(0));
    assert!(matches!(refused, Err(ReminderError::NoSuchItem)));
}

#[test]
fn every_message_comes_once_before_the_first_comes_again() {
    let mut person = Person::new();
    let total = scams().scam.len();
    let mut seen: Vec<String> = Vec::new();
    for day in (0..).take(total) {
        seen.push(person.judges(day, ScamKind::Money).scam_id);
    }
    let expected: Vec<&str> = scams().scam.iter().map(|scam| scam.id.as_str()).collect();
    assert_eq!(seen, expected);
    assert_eq!(person.scam(100).scam_id, seen.first().cloned().expect("there are messages"));
}

/// One each of the deceits that the facts behind this app list.
#[test]
fn every_pattern_that_is_reported_has_its_message() {
    let ids: BTreeSet<&str> = scams().scam.iter().map(|scam| scam.id.as_str()).collect();
    let reported = [
        "code_by_mistake",
        "courier_code",
        "postcode",
        "parcel_link",
        "fake_support",
        "under_investigation",
        "photo_link",
        "job_offer",
        "courier_qr",
        "bank_chip",
        "urgent_loan",
        "new_number",
        "fake_summons",
    ];
    assert_eq!(ids, BTreeSet::from(reported));
}

#[test]
fn every_kind_of_trick_is_among_the_messages_and_neighbours_differ() {
    for kind in ScamKind::ALL {
        assert!(scams().scam.iter().any(|scam| scam.kind == kind), "{kind:?}");
    }
    let kinds: Vec<ScamKind> = scams().scam.iter().map(|scam| scam.kind).collect();
    assert!(kinds.windows(2).all(|pair| pair.first() != pair.last()));
}
