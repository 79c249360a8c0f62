//! The checkup through the store, as the app calls it: first run, answers that age, changes, the worst thing first.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{
    self, Answer, Basis, Checkup, CheckupItem, FlagSignal, MessengerReading, MessengerSignal,
    OverallAction, ScreenTarget, Snapshot, TextSignal, Verdict,
};
use candado_core::devices::{self, DeviceKind, DeviceStatus, Messenger, NewDevice};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

fn clock_after_days(days: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + days * DAY_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
        boot_count: Some(3),
        uptime_ms: Some(1_000),
    }
}

fn phone(screen_lock: bool, days: i64) -> Snapshot {
    Snapshot {
        screen_lock: FlagSignal::Value { on: screen_lock },
        security_patch: TextSignal::Value { text: "2026-10-05".to_owned() },
        messengers: Messenger::ALL
            .into_iter()
            .map(|messenger| MessengerReading {
                messenger,
                signal: if messenger == Messenger::WhatsApp {
                    MessengerSignal::Installed {
                        version_name: Some("2.26.44.75".to_owned()),
                        first_installed_at_ms: NOON_MS - 400 * DAY_MS,
                        updated_at_ms: NOON_MS + (days - 12) * DAY_MS,
                    }
                } else {
                    MessengerSignal::NotInstalled
                },
            })
            .collect(),
    }
}

struct Person {
    state: CareState,
    screen_lock: bool,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let state = CareState::open(folder.path()).expect("an empty folder opens");
        Self { state, screen_lock: true, _folder: folder }
    }

    fn looks(&mut self, day: i64) -> Checkup {
        let snapshot = phone(self.screen_lock, day);
        checkup::run(&mut self.state, &snapshot, &clock_after_days(day), Language::Spanish)
            .expect("a checkup runs")
    }

    fn answers(&mut self, item: &str, answer: Answer, day: i64) {
        checkup::answer(&mut self.state, item, answer, &clock_after_days(day))
            .expect("the answer is offered");
    }

    fn answers_everything_well(&mut self, day: i64) {
        self.answers("devices_signed_out", Answer::DoesNotApply, day);
        for item in ["linked_devices", "two_step", "voicemail_pin", "play_protect"] {
            self.answers(item, Answer::Yes, day);
        }
    }

    fn has(&mut self, name: &str, status: DeviceStatus, day: i64) -> i64 {
        let device = NewDevice {
            kind: DeviceKind::Computer,
            name: name.to_owned(),
            status,
            messengers: vec![Messenger::WhatsApp],
        };
        devices::add(&mut self.state, &device, &clock_after_days(day)).expect("the name is fine")
    }
}

fn item<'a>(checkup: &'a Checkup, id: &str) -> &'a CheckupItem {
    checkup.items.iter().find(|item| item.id == id).expect("the item is in the checkup")
}

#[test]
fn the_first_checkup_asks_for_a_few_minutes_and_counts_no_question_as_a_pass() {
    let checkup = Person::new().looks(0);
    assert_eq!(checkup.overall.headline, "Tu primera revisión toma unos minutos");
    assert_eq!(checkup.overall.action, OverallAction::Checkup);
    assert_eq!((checkup.ok_count, checkup.measured_ok_count), (3, 3));
    assert_eq!(checkup.due_count, 5);
    assert_eq!(item(&checkup, "two_step").basis, Basis::NotAnswered);
    assert!(checkup.changes.is_empty());
}

#[test]
fn with_everything_answered_home_says_when_to_look_again() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    let checkup = person.looks(0);
    assert_eq!(checkup.overall.verdict, Verdict::Ok);
    assert_eq!(checkup.overall.detail, "Nada por hacer hoy. Lo próximo toca el 20 de diciembre.");
    assert_eq!((checkup.due_count, checkup.at_risk_count, checkup.unknown_count), (0, 0, 0));
    assert_eq!(checkup.minutes_left, 0);
}

#[test]
fn answers_age_into_due_on_their_own_day() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    assert_eq!(item(&person.looks(27), "linked_devices").verdict, Verdict::Ok);
    let checkup = person.looks(28);
    let linked = item(&checkup, "linked_devices");
    assert_eq!((linked.verdict, linked.days), (Verdict::Due, Some(28)));
    assert_eq!(linked.line, "Última vez hace 28 días");
    assert_eq!(item(&checkup, "two_step").verdict, Verdict::Ok);
    assert_eq!(item(&person.looks(90), "two_step").verdict, Verdict::Due);
}

#[test]
fn a_lock_switched_off_is_told_since_the_checkup_before_and_as_often_as_one_looks() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    person.looks(0);
    person.screen_lock = false;
    for _ in 0..2 {
        let checkup = person.looks(5);
        let sentences: Vec<&str> =
            checkup.changes.iter().map(|change| change.sentence.as_str()).collect();
        assert_eq!(sentences, ["Desde el 22 de noviembre: bloqueo de pantalla apagado"]);
        assert_eq!(checkup.overall.headline, "Tu teléfono se abre sin PIN");
    }
    person.screen_lock = true;
    assert!(person.looks(5).changes.is_empty());
}

#[test]
fn what_the_person_says_today_is_no_news_today_and_is_told_later() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    person.looks(0);
    person.looks(1);
    person.answers("two_step", Answer::No, 1);
    assert!(person.looks(1).changes.is_empty());
    person.answers_everything_well(2);
    person.answers("linked_devices", Answer::No, 3);
    let checkup = person.looks(4);
    let sentences: Vec<&str> =
        checkup.changes.iter().map(|change| change.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "Desde el 23 de noviembre: viste un equipo que no conoces",
            "Desde el 23 de noviembre: Verificación en dos pasos, ahora bien"
        ]
    );
}

#[test]
fn a_sold_laptop_with_an_open_session_is_the_worst_thing_and_closing_it_heals() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    person.screen_lock = false;
    let id = person.has("Laptop vieja", DeviceStatus::Sold, 0);
    let checkup = person.looks(12);
    assert_eq!(checkup.overall.headline, "Tu laptop vieja sigue con tu WhatsApp abierto");
    assert_eq!(
        checkup.overall.detail,
        "La marcaste como vendida el 22 de noviembre. Quien la tenga puede leer tus chats."
    );
    assert_eq!(checkup.overall.action_label, "Cerrar esa sesión · 2 min");
    assert_eq!(checkup.overall.action, OverallAction::Device { id });
    assert_eq!(item(&checkup, "devices_signed_out").days, Some(12));
    devices::sign_out_done(&mut person.state, id, Messenger::WhatsApp, &clock_after_days(12))
        .expect("the session is there");
    let checkup = person.looks(12);
    assert_eq!(item(&checkup, "devices_signed_out").verdict, Verdict::Ok);
    assert_eq!(checkup.overall.headline, "Tu teléfono se abre sin PIN");
}

#[test]
fn undoing_an_answer_brings_back_the_one_before() {
    let mut person = Person::new();
    person.answers("two_step", Answer::No, 0);
    person.answers("two_step", Answer::Yes, 1);
    assert_eq!(item(&person.looks(1), "two_step").verdict, Verdict::Ok);
    checkup::undo_answer(&mut person.state, "two_step").expect("there is an answer");
    assert_eq!(item(&person.looks(1), "two_step").verdict, Verdict::AtRisk);
    checkup::undo_answer(&mut person.state, "two_step").expect("there is an answer");
    assert_eq!(item(&person.looks(1), "two_step").basis, Basis::NotAnswered);
    assert!(checkup::undo_answer(&mut person.state, "two_step").is_err());
}

#[test]
fn a_measured_item_cannot_be_answered_and_no_answer_is_taken_that_was_not_offered() {
    let mut person = Person::new();
    let mut refused = |item, answer| {
        checkup::answer(&mut person.state, item, answer, &clock_after_days(0)).is_err()
    };
    assert!(refused("screen_lock", Answer::Yes));
    assert!(refused("update_whatsapp", Answer::Yes));
    assert!(refused("linked_devices", Answer::DoesNotApply));
    assert!(refused("devices_signed_out", Answer::Yes));
    assert!(refused("nothing", Answer::Yes));
}

#[test]
fn the_page_of_linked_devices_gives_both_paths_the_source_and_the_persons_words() {
    let person = Person::new();
    let snapshot = phone(true, 0);
    let page = checkup::page(
        &person.state,
        "linked_devices",
        &snapshot,
        &clock_after_days(0),
        Language::Spanish,
    )
    .expect("the item exists");
    assert_eq!(page.steps.len(), 3);
    assert_eq!(
        page.steps.first().map(String::as_str),
        Some(
            "Abre WhatsApp y toca **⋮** › **Dispositivos vinculados**. Si no está ahí: **Ajustes** › **Dispositivos vinculados**."
        )
    );
    assert_eq!(page.source_line, "Verificado el 22 nov 2026 · Ayuda de WhatsApp");
    assert_eq!(page.target, Some(ScreenTarget::OpenMessenger { messenger: Messenger::WhatsApp }));
    assert_eq!(page.target_label, "Abrir WhatsApp");
    let labels: Vec<&str> = page.answers.iter().map(|answer| answer.label.as_str()).collect();
    assert_eq!(labels, ["Todos son míos", "Vi uno que no conozco", "No estoy seguro"]);
    assert!(!page.can_undo);
}

#[test]
fn steps_follow_the_messengers_on_the_phone_and_say_what_has_to_be_confirmed() {
    let person = Person::new();
    let page_with = |messengers: &[Messenger]| {
        let snapshot = Snapshot {
            messengers: messengers
                .iter()
                .map(|messenger| MessengerReading {
                    messenger: *messenger,
                    signal: MessengerSignal::Installed {
                        version_name: None,
                        first_installed_at_ms: NOON_MS,
                        updated_at_ms: NOON_MS,
                    },
                })
                .collect(),
            ..phone(true, 0)
        };
        let clock = clock_after_days(0);
        checkup::page(&person.state, "two_step", &snapshot, &clock, Language::Spanish)
            .expect("the item exists")
    };
    let all = page_with(&Messenger::ALL);
    assert_eq!(all.steps.len(), 6);
    assert!(all.steps.last().is_some_and(|step| step.ends_with("(confírmalo)")));
    assert!(!all.source_line.contains("confírmalo"));
    let only_telegram = page_with(&[Messenger::Telegram]);
    assert_eq!(only_telegram.steps.len(), 1);
    assert_eq!(only_telegram.source_line, "Verificado el 22 nov 2026 · Ayuda de Telegram");
    assert_eq!(only_telegram.target_label, "Abrir Telegram");
    let business = page_with(&[Messenger::WhatsAppBusiness]);
    assert!(business.steps.first().is_some_and(|step| step.contains("Abre WhatsApp Business:")));
    assert_eq!(page_with(&[]).steps.len(), 4);
}

#[test]
fn steps_verified_long_ago_say_that_they_may_have_changed() {
    let person = Person::new();
    let line = |days| {
        let clock = clock_after_days(days);
        checkup::page(&person.state, "two_step", &phone(true, 0), &clock, Language::Spanish)
            .expect("the item exists")
            .source_line
    };
    assert!(!line(120).contains("puede haber cambiado"));
    assert!(line(121).ends_with(" · puede haber cambiado"));
}
