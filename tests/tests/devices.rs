//! Devices through the store, as the app calls them.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::Verdict;
use candado_core::devices::{
    self, DeviceError, DeviceKind, DeviceRow, DeviceStatus, Messenger, NewDevice, SignOut,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

fn clock(days: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + days * DAY_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
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
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let state = CareState::open(folder.path()).expect("an empty folder opens");
        Self { state, _folder: folder }
    }

    fn adds(&mut self, kind: DeviceKind, name: &str, messengers: &[Messenger], day: i64) -> i64 {
        let device = NewDevice {
            kind,
            name: name.to_owned(),
            status: DeviceStatus::InUse,
            messengers: messengers.to_vec(),
        };
        devices::add(&mut self.state, &device, &clock(day)).expect("the name is fine")
    }

    fn marks(&mut self, id: i64, status: DeviceStatus, day: i64) {
        devices::mark(&mut self.state, id, status, &clock(day)).expect("the device is there");
    }

    fn closes(&mut self, id: i64, messenger: Messenger, day: i64) {
        devices::sign_out_done(&mut self.state, id, messenger, &clock(day))
            .expect("the session is there");
    }

    fn list(&self, day: i64) -> Vec<DeviceRow> {
        devices::list(&self.state, &clock(day), Language::Spanish).expect("the list is read")
    }

    fn row(&self, id: i64, day: i64) -> DeviceRow {
        let is_meant = |row: &DeviceRow| row.device.id == id;
        self.list(day).into_iter().find(is_meant).expect("the device is listed")
    }
}

const ONLY_WHATSAPP: [Messenger; 1] = [Messenger::WhatsApp];

#[test]
fn a_laptop_in_use_needs_nothing_and_sold_it_is_a_risk_until_its_session_is_closed() {
    let mut person = Person::new();
    let id = person.adds(DeviceKind::Computer, "  Laptop HP  ", &ONLY_WHATSAPP, 0);
    let row = person.row(id, 0);
    assert_eq!((row.verdict, row.line.as_str()), (Verdict::Ok, "WhatsApp"));
    assert_eq!(row.device.name, "Laptop HP");
    person.marks(id, DeviceStatus::Sold, 1);
    let row = person.row(id, 13);
    assert_eq!((row.verdict, row.pending_days), (Verdict::AtRisk, Some(12)));
    assert_eq!(row.line, "Vendida · WhatsApp");
    person.closes(id, Messenger::WhatsApp, 13);
    let row = person.row(id, 14);
    assert_eq!((row.verdict, row.pending_days), (Verdict::Ok, None));
    assert_eq!(row.line, "Cerrada por ti el 5 de diciembre");
}

#[test]
fn only_what_is_still_open_is_named_and_the_rest_has_to_be_closed_too() {
    let mut person = Person::new();
    let both = [Messenger::Telegram, Messenger::WhatsApp, Messenger::WhatsApp];
    let id = person.adds(DeviceKind::Phone, "Moto G", &both, 0);
    assert_eq!(person.row(id, 0).line, "WhatsApp, Telegram");
    person.marks(id, DeviceStatus::Stolen, 0);
    person.closes(id, Messenger::WhatsApp, 1);
    let row = person.row(id, 1);
    assert_eq!((row.verdict, row.line.as_str()), (Verdict::AtRisk, "Robado · Telegram"));
}

#[test]
fn taking_a_sign_out_back_keeps_the_day_since_when_it_waited() {
    let mut person = Person::new();
    let id = person.adds(DeviceKind::Phone, "Moto G", &ONLY_WHATSAPP, 0);
    person.marks(id, DeviceStatus::Lost, 2);
    person.marks(id, DeviceStatus::Stolen, 4);
    person.closes(id, Messenger::WhatsApp, 9);
    devices::undo_sign_out(&mut person.state, id, Messenger::WhatsApp).expect("it was closed");
    let row = person.row(id, 10);
    assert_eq!(row.pending_days, Some(8));
    let since_ms = clock(2).now_ms;
    assert_eq!(
        row.device.sessions.first().map(|session| session.sign_out),
        Some(SignOut::Pending { since_ms })
    );
}

#[test]
fn a_session_closed_in_time_waits_for_nothing_when_the_device_is_lost_and_undoing_it_does() {
    let mut person = Person::new();
    let id = person.adds(DeviceKind::Computer, "PC del café internet", &ONLY_WHATSAPP, 0);
    person.closes(id, Messenger::WhatsApp, 0);
    person.marks(id, DeviceStatus::Lost, 5);
    assert_eq!(person.row(id, 5).verdict, Verdict::Ok);
    devices::undo_sign_out(&mut person.state, id, Messenger::WhatsApp).expect("it was closed");
    let row = person.row(id, 7);
    assert_eq!((row.verdict, row.pending_days), (Verdict::AtRisk, Some(2)));
}

#[test]
fn from_lost_to_stolen_the_waiting_goes_on_and_back_in_use_it_ends() {
    let mut person = Person::new();
    let id = person.adds(DeviceKind::Phone, "Moto G", &ONLY_WHATSAPP, 0);
    person.marks(id, DeviceStatus::Lost, 1);
    person.marks(id, DeviceStatus::Stolen, 4);
    assert_eq!(person.row(id, 5).pending_days, Some(4));
    person.marks(id, DeviceStatus::InUse, 5);
    let row = person.row(id, 5);
    assert_eq!((row.verdict, row.pending_days), (Verdict::Ok, None));
    person.marks(id, DeviceStatus::Unused, 6);
    let row = person.row(id, 6);
    assert_eq!(row.verdict, Verdict::Due);
    assert_eq!(row.line, "Sin usar desde el 28 de noviembre · WhatsApp");
}

#[test]
fn pending_comes_first_then_in_use_then_closed() {
    let mut person = Person::new();
    let closed = person.adds(DeviceKind::Computer, "PC", &ONLY_WHATSAPP, 0);
    person.closes(closed, Messenger::WhatsApp, 0);
    let used = person.adds(DeviceKind::Tablet, "Tablet de Sofi", &ONLY_WHATSAPP, 0);
    let unused = person.adds(DeviceKind::Phone, "Viejo", &ONLY_WHATSAPP, 0);
    person.marks(unused, DeviceStatus::Unused, 0);
    let newer = person.adds(DeviceKind::Phone, "Robado", &ONLY_WHATSAPP, 0);
    person.marks(newer, DeviceStatus::Stolen, 3);
    let older = person.adds(DeviceKind::Phone, "Perdido", &ONLY_WHATSAPP, 0);
    person.marks(older, DeviceStatus::Lost, 2);
    let order: Vec<i64> = person.list(4).iter().map(|row| row.device.id).collect();
    assert_eq!(order, [older, newer, unused, used, closed]);
}

#[test]
fn names_are_trimmed_and_held_to_sixty_characters() {
    let mut person = Person::new();
    let mut add = |name: &str| {
        let device = NewDevice {
            kind: DeviceKind::Phone,
            name: name.to_owned(),
            status: DeviceStatus::InUse,
            messengers: Vec::new(),
        };
        devices::add(&mut person.state, &device, &clock(0))
    };
    assert!(matches!(add(" \n\t "), Err(DeviceError::EmptyName)));
    assert!(matches!(add(&"ñ".repeat(61)), Err(DeviceError::LongName { length: 61, limit: 60 })));
    let id = add(&"ñ".repeat(60)).expect("sixty are allowed");
    assert_eq!(person.row(id, 0).line, "Sin cuentas abiertas");
}

#[test]
fn a_device_or_session_that_is_not_there_is_told() {
    let mut person = Person::new();
    let id = person.adds(DeviceKind::Phone, "Moto G", &ONLY_WHATSAPP, 0);
    let state = &mut person.state;
    let refusals = [
        devices::mark(state, id + 1, DeviceStatus::Lost, &clock(0)),
        devices::sign_out_done(state, id, Messenger::Signal, &clock(0)),
        devices::sign_out_done(state, id + 1, Messenger::WhatsApp, &clock(0)),
        devices::undo_sign_out(state, id, Messenger::Telegram),
    ];
    for refusal in refusals {
        assert!(matches!(refusal, Err(DeviceError::NoSuchDevice)));
    }
}
