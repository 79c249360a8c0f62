//! Devices through the store, as the app calls them.

use candado_core::Language;
use candado_core::checkup::Verdict;
use candado_core::devices::{
    self, DeviceError, DeviceKind, DevicePlace, DeviceRow, DeviceStatus, LastUsed, Messenger,
    NewDevice, SignOut,
};
use candado_core::recovery::Situation;
use candado_core::store::CareState;
use candado_tests::phone::{clock_after_days as clock, new_state};

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let (state, _folder) = new_state();
        Self { state, _folder }
    }

    fn adds(&mut self, kind: DeviceKind, name: &str, messengers: &[Messenger], day: i64) -> i64 {
        let device = NewDevice {
            kind,
            name: name.to_owned(),
            status: DeviceStatus::InUse,
            messengers: messengers.to_vec(),
            last_used: None,
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
    assert_eq!(row.line, "Marcado sin usar el 28 de noviembre · WhatsApp");
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
            last_used: None,
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

fn form(row: &DeviceRow) -> NewDevice {
    NewDevice {
        kind: row.device.kind,
        name: row.device.name.clone(),
        status: row.device.status,
        messengers: row.device.sessions.iter().map(|session| session.messenger).collect(),
        last_used: None,
    }
}

#[test]
fn the_last_use_is_told_with_the_day_it_was_said_on_so_that_it_stays_true() {
    let mut person = Person::new();
    let id = person.adds(DeviceKind::Computer, "Laptop", &ONLY_WHATSAPP, 0);
    assert_eq!(person.row(id, 0).last_use_line, "");
    let mut says = |last_used, day| {
        let device = NewDevice { last_used, ..form(&person.row(id, day)) };
        devices::change(&mut person.state, id, &device, &clock(day)).expect("the device is there");
        person.row(id, day + 60).last_use_line
    };
    assert_eq!(says(Some(LastUsed::Today), 1), "Último uso: 23 de noviembre");
    assert_eq!(says(None, 5), "Último uso: 23 de noviembre", "nothing was said");
    let line = "Último uso: menos de un mes antes del 30 de noviembre";
    assert_eq!(says(Some(LastUsed::ThisMonth), 8), line);
    let line = "Último uso: más de un mes antes del 30 de noviembre";
    assert_eq!(says(Some(LastUsed::Earlier), 8), line);
    let line = "Último uso: el 1 de diciembre dijiste que no sabes";
    assert_eq!(says(Some(LastUsed::NotKnown), 9), line);
}

#[test]
fn a_change_renames_adds_and_takes_away_accounts_and_leaves_the_others_as_they_stand() {
    let mut person = Person::new();
    let both = [Messenger::WhatsApp, Messenger::Signal];
    let id = person.adds(DeviceKind::Computer, "Laptop", &both, 0);
    person.marks(id, DeviceStatus::Sold, 2);
    person.closes(id, Messenger::WhatsApp, 3);
    let device = NewDevice {
        kind: DeviceKind::Tablet,
        name: " Tablet de Sofi ".to_owned(),
        messengers: vec![Messenger::WhatsApp, Messenger::Telegram],
        ..form(&person.row(id, 5))
    };
    devices::change(&mut person.state, id, &device, &clock(5)).expect("the device is there");
    let changed = person.row(id, 5).device;
    assert_eq!((changed.kind, changed.name.as_str()), (DeviceKind::Tablet, "Tablet de Sofi"));
    let sessions: Vec<_> =
        changed.sessions.iter().map(|session| (session.messenger, session.sign_out)).collect();
    assert_eq!(
        sessions,
        [
            (Messenger::WhatsApp, SignOut::Done { at_ms: clock(3).now_ms }),
            (Messenger::Telegram, SignOut::Pending { since_ms: clock(5).now_ms }),
        ]
    );
}

#[test]
fn a_change_that_is_refused_changes_nothing() {
    let mut person = Person::new();
    let id = person.adds(DeviceKind::Computer, "Laptop", &ONLY_WHATSAPP, 0);
    let before = person.row(id, 0);
    let nameless = NewDevice { name: " ".to_owned(), status: DeviceStatus::Lost, ..form(&before) };
    let refused = devices::change(&mut person.state, id, &nameless, &clock(1));
    assert!(matches!(refused, Err(DeviceError::EmptyName)));
    let elsewhere = devices::change(&mut person.state, id + 1, &form(&before), &clock(1));
    assert!(matches!(elsewhere, Err(DeviceError::NoSuchDevice)));
    assert_eq!(person.list(0), [before]);
}

#[test]
fn a_device_put_away_goes_to_the_end_comes_back_and_never_hides_what_waits() {
    let mut person = Person::new();
    let old = person.adds(DeviceKind::Computer, "PC", &ONLY_WHATSAPP, 0);
    let used = person.adds(DeviceKind::Phone, "Moto G", &ONLY_WHATSAPP, 0);
    let puts = |person: &mut Person, away, day| {
        devices::archive(&mut person.state, old, away, &clock(day)).expect("the device is there");
    };
    puts(&mut person, true, 1);
    let places = |person: &Person| -> Vec<(i64, DevicePlace)> {
        person.list(2).iter().map(|row| (row.device.id, row.place)).collect()
    };
    assert_eq!(places(&person), [(used, DevicePlace::InUse), (old, DevicePlace::Archived)]);
    puts(&mut person, true, 2);
    assert_eq!(person.row(old, 2).device.archived_at_ms, Some(clock(1).now_ms));
    person.marks(old, DeviceStatus::Stolen, 2);
    assert_eq!(places(&person).first(), Some(&(old, DevicePlace::Pending)));
    assert_eq!(person.row(old, 2).verdict, Verdict::AtRisk);
    person.closes(old, Messenger::WhatsApp, 2);
    assert_eq!(places(&person).last(), Some(&(old, DevicePlace::Archived)));
    puts(&mut person, false, 3);
    assert_eq!(places(&person).last(), Some(&(old, DevicePlace::Closed)));
    let missing = devices::archive(&mut person.state, used + 1, true, &clock(3));
    assert!(matches!(missing, Err(DeviceError::NoSuchDevice)));
}

#[test]
fn a_loss_opens_its_play_and_an_equipment_without_open_sessions_or_merely_sold_none() {
    let mut person = Person::new();
    let table = [
        (DeviceKind::Phone, DeviceStatus::Lost, Some(Situation::LostPhone)),
        (DeviceKind::Phone, DeviceStatus::Stolen, Some(Situation::LostPhone)),
        (DeviceKind::Computer, DeviceStatus::Lost, Some(Situation::LostDevice)),
        (DeviceKind::Tablet, DeviceStatus::Stolen, Some(Situation::LostDevice)),
        (DeviceKind::Phone, DeviceStatus::Sold, None),
        (DeviceKind::Tablet, DeviceStatus::Unused, None),
        (DeviceKind::Computer, DeviceStatus::InUse, None),
    ];
    for (kind, status, play) in table {
        let id = person.adds(kind, "Equipo", &ONLY_WHATSAPP, 0);
        person.marks(id, status, 1);
        assert_eq!(person.row(id, 1).play, play, "{kind:?} {status:?}");
    }
    let empty = person.adds(DeviceKind::Tablet, "Sin cuentas", &[], 0);
    person.marks(empty, DeviceStatus::Lost, 1);
    assert_eq!(person.row(empty, 1).play, None);
}

#[test]
fn a_guide_read_long_after_its_source_says_that_it_may_have_changed() {
    let line = |days| {
        let (messenger, kind) = (Messenger::WhatsApp, DeviceKind::Computer);
        let guide = devices::sign_out_guide(messenger, kind, &clock(days), Language::Spanish);
        guide.source_lines.join("\n")
    };
    assert!(!line(120).contains("puede haber cambiado"), "{}", line(120));
    assert!(line(121).ends_with("puede haber cambiado"), "{}", line(121));
}

#[test]
fn a_phone_that_was_the_accounts_own_is_signed_out_by_signing_in_elsewhere() {
    let guide =
        |kind| devices::sign_out_guide(Messenger::WhatsApp, kind, &clock(0), Language::Spanish);
    let (phone, computer) = (guide(DeviceKind::Phone), guide(DeviceKind::Computer));
    let is_told = |step: &String| step.contains("Era el teléfono de tu cuenta");
    assert_eq!(phone.steps.iter().position(is_told), Some(3), "{:?}", phone.steps);
    assert!(!computer.steps.iter().any(is_told));
    assert_eq!(phone.steps.last(), computer.steps.last(), "what is marked comes last");
    assert_eq!((phone.source_lines.len(), computer.source_lines.len()), (2, 1));
}
