//! The checkup through the store, as the app calls it: first run, answers that age, changes, the worst thing first.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::Language;
use candado_core::checkup::{
    self, Answer, Basis, Checkup, CheckupError, CheckupItem, CheckupLimit, FlagSignal, ItemGroup,
    ListSignal, ListedApp, ListedEntry, MessengerReading, MessengerSignal, NumberSignal,
    OverallAction, Snapshot, TextSignal, Verdict,
};
use candado_core::content::{Measure, checklist};
use candado_core::devices::{self, DeviceKind, DeviceStatus, Messenger, NewDevice};
use candado_core::recovery::Situation;
use candado_core::store::CareState;
use candado_tests::phone::{NOON_MS, clock_after_days, foreign, new_state, sound_phone};

fn phone(screen_lock: bool, days: i64) -> Snapshot {
    Snapshot { screen_lock: FlagSignal::Value { on: screen_lock }, ..sound_phone(days) }
}

struct Person {
    state: CareState,
    screen_lock: bool,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let (state, _folder) = new_state();
        Self { state, screen_lock: true, _folder }
    }

    fn looks(&mut self, day: i64) -> Checkup {
        let snapshot = phone(self.screen_lock, day);
        checkup::run(&mut self.state, &snapshot, &clock_after_days(day), Language::Spanish)
            .expect("a checkup runs")
    }

    fn answers(&mut self, item: &str, answer: Answer, day: i64) {
        checkup::answer(&mut self.state, item, answer, "", &clock_after_days(day))
            .expect("the answer is offered");
    }

    fn answers_everything_well(&mut self, day: i64) {
        self.answers("devices_signed_out", Answer::DoesNotApply, day);
        for item in checklist().item.iter().filter(|item| item.measure == Measure::Declared) {
            self.answers(&item.id, Answer::Yes, day);
        }
    }

    fn has(&mut self, name: &str, status: DeviceStatus, day: i64) -> i64 {
        let device = NewDevice {
            kind: DeviceKind::Computer,
            name: name.to_owned(),
            status,
            messengers: vec![Messenger::WhatsApp],
            last_used: None,
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
    assert_eq!(checkup.overall.headline, "Empieza tu primera revisión");
    assert_eq!(checkup.overall.action, OverallAction::Questions);
    assert_eq!(checkup.questions.len(), 12);
    assert_eq!(checkup.questions_in_a_sitting, 11);
    assert_eq!(checkup.questions.first().map(String::as_str), Some("devices_signed_out"));
    assert_eq!(checkup.score, "17 de 29 puntos bien: 17 según el teléfono, 0 según tú");
    assert_eq!((checkup.ok_count, checkup.measured_ok_count), (17, 17));
    assert_eq!(checkup.due_count, 12);
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
        assert_eq!(
            sentences,
            [
                "Desde el 22 de noviembre: bloqueo de pantalla apagado",
                "Desde el 22 de noviembre: Bloqueo automático, ya no aplica",
            ]
        );
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
        checkup::answer(&mut person.state, item, answer, "", &clock_after_days(0)).is_err()
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
    assert!(page.steps.is_empty() && page.source_line.is_empty(), "all of it is the messenger's");
    let [section] = page.sections.as_slice() else { panic!("one messenger, one section") };
    assert_eq!(section.steps.len(), 3);
    assert_eq!(
        section.steps.first().map(String::as_str),
        Some(
            "Abre WhatsApp y toca **⋮** › **Dispositivos vinculados**. Si no está ahí: **Ajustes** › **Dispositivos vinculados**."
        )
    );
    assert_eq!(section.source_line, "Verificado el 22 nov 2026 · Ayuda de WhatsApp");
    assert_eq!((section.messenger, page.target), (Messenger::WhatsApp, None));
    assert_eq!(section.open_label, "Abrir WhatsApp");
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
                        version_code: 1,
                        first_installed_at_ms: NOON_MS,
                        updated_at_ms: NOON_MS,
                        installer: TextSignal::Absent,
                        update_owner: TextSignal::Absent,
                        package_source: NumberSignal::Absent,
                        signers: Vec::new(),
                    },
                })
                .collect(),
            ..phone(true, 0)
        };
        let clock = clock_after_days(0);
        checkup::page(&person.state, "two_step", &snapshot, &clock, Language::Spanish)
            .expect("the item exists")
    };
    let told = |page: &checkup::ItemPage| -> Vec<Messenger> {
        page.sections.iter().map(|section| section.messenger).collect()
    };
    let all = page_with(&Messenger::ALL);
    assert_eq!(told(&all), Messenger::ALL);
    for section in &all.sections {
        let is_signal = section.messenger == Messenger::Signal;
        assert_eq!(section.source_line.ends_with("confírmalo"), is_signal, "{}", section.title);
        let names = |step: &String| step.contains(&format!("Abre {}: **Ajustes**", section.title));
        assert!(section.steps.first().is_some_and(names), "{:?}", section.steps);
        assert!(
            section.steps.len() >= 3 && section.open_label == format!("Abrir {}", section.title)
        );
    }
    assert!(all.sections.iter().all(|section| section.note.is_empty()));
    let only_telegram = page_with(&[Messenger::Telegram]);
    assert_eq!(told(&only_telegram), [Messenger::Telegram]);
    let both = page_with(&[Messenger::WhatsAppBusiness, Messenger::Signal]);
    assert_eq!(told(&both), [Messenger::WhatsAppBusiness, Messenger::Signal]);
    let none = page_with(&[]);
    assert_eq!(told(&none), [Messenger::WhatsApp], "nobody is left without steps");
    let note = none.sections.first().map(|section| section.note.as_str()).unwrap_or_default();
    assert!(note.starts_with("En este teléfono no vemos"), "{note}");
    assert!(note.ends_with("Donde uses WhatsApp, es así:"), "{note}");
}

#[test]
fn steps_verified_long_ago_say_that_they_may_have_changed() {
    let person = Person::new();
    let line = |days| {
        let clock = clock_after_days(days);
        checkup::page(&person.state, "two_step", &phone(true, 0), &clock, Language::Spanish)
            .expect("the item exists")
            .sections
            .remove(0)
            .source_line
    };
    assert!(!line(120).contains("puede haber cambiado"));
    assert!(line(121).ends_with(" · puede haber cambiado"));
}

#[test]
fn the_rules_tell_their_own_age_past_a_hundred_and_twenty_days() {
    let mut person = Person::new();
    assert_eq!(person.looks(120).rules_note, None);
    let note = person.looks(121).rules_note.expect("the rules are old");
    assert!(note.starts_with("Estas reglas son del 22 de noviembre"), "{note}");
}

#[test]
fn the_worst_of_each_half_stands_on_top() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    person.answers("imei", Answer::No, 0);
    let mut snapshot = phone(false, 0);
    snapshot.keyboards = foreign(&["com.example.keys"]);
    let checkup =
        checkup::run(&mut person.state, &snapshot, &clock_after_days(0), Language::Spanish)
            .expect("a checkup runs");
    let order: Vec<&str> = checkup.items.iter().take(2).map(|item| item.id.as_str()).collect();
    assert_eq!(order, ["screen_lock", "keyboards"]);
    let first = checkup.items.iter().find(|item| item.group == ItemGroup::Person);
    assert_eq!(first.map(|item| item.id.as_str()), Some("imei"));
    assert_eq!(checkup.questions, ["keyboards"]);
    assert_eq!(item(&checkup, "keyboards").line, "keys");
}

#[test]
fn an_answer_about_the_listed_apps_is_given_with_what_the_page_showed() {
    let mut person = Person::new();
    let clock = clock_after_days(0);
    let snapshot = Snapshot { keyboards: foreign(&["com.example.keys"]), ..sound_phone(0) };
    let page = |person: &Person| {
        checkup::page(&person.state, "keyboards", &snapshot, &clock, Language::Spanish)
            .expect("the item exists")
    };
    let asked = page(&person);
    assert_eq!(
        (asked.listed.first().map(|app| app.name.as_str()), asked.question.as_str()),
        (Some("keys"), "¿Los instalaste tú?")
    );
    let about = asked.about;
    checkup::answer(&mut person.state, "keyboards", Answer::Yes, &about, &clock)
        .expect("it is offered");
    let answered = page(&person);
    assert_eq!(answered.item.verdict, Verdict::Ok);
    assert_eq!(answered.item.line, "Dijiste que conoces keys, hoy");
    assert!(answered.can_undo);
    checkup::undo_answer(&mut person.state, "keyboards").expect("there is an answer");
    assert_eq!(page(&person).item.verdict, Verdict::Due);
}

#[test]
fn the_history_tells_every_change_by_day_and_not_the_first_look() {
    let mut person = Person::new();
    person.looks(0);
    person.screen_lock = false;
    person.looks(3);
    person.screen_lock = true;
    person.looks(5);
    let (phone, clock) = (phone(true, 5), clock_after_days(5));
    let days = checkup::history_by_day(&person.state, &phone, &clock, Language::Spanish)
        .expect("it is read");
    let told: Vec<(&str, &str)> = days
        .iter()
        .flat_map(|day| {
            day.changes.iter().map(|change| (day.day.as_str(), change.sentence.as_str()))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("viernes 27 de noviembre", "Bloqueo automático, ahora bien"),
            ("viernes 27 de noviembre", "Bloqueo de pantalla, ahora bien"),
            ("miércoles 25 de noviembre", "Bloqueo automático, ya no aplica"),
            ("miércoles 25 de noviembre", "Bloqueo de pantalla, en riesgo"),
        ]
    );
}

#[test]
fn the_text_to_send_names_points_and_nothing_of_the_persons_own() {
    let mut person = Person::new();
    person.has("Laptop de Sofi", DeviceStatus::Stolen, 0);
    let snapshot = Snapshot { keyboards: foreign(&["com.secret.keys"]), ..phone(false, 0) };
    let clock = clock_after_days(0);
    let text = checkup::share_text(&mut person.state, &snapshot, &clock, Language::Spanish)
        .expect("it is written");
    assert!(text.starts_with("Mi revisión con Candado, 22 de noviembre de 2026\n"), "{text}");
    assert!(text.contains("\nEn riesgo:\n- Bloqueo de pantalla\n- Sesiones en otros equipos\n"));
    assert!(text.contains("- Teclados\n"));
    for own in ["Sofi", "keys", "secret"] {
        assert!(!text.contains(own), "{own} in {text}");
    }
}

#[test]
fn the_text_to_send_names_no_messenger_whichever_are_on_the_phone() {
    let mut person = Person::new();
    let clock = clock_after_days(0);
    for installer in ["com.android.vending", "com.example.files"] {
        for updated_days_ago in [3, 40, 90] {
            let updated_at_ms = clock_after_days(-updated_days_ago).now_ms;
            let snapshot = Snapshot {
                messengers: Messenger::ALL
                    .map(|messenger| MessengerReading {
                        messenger,
                        signal: MessengerSignal::Installed {
                            version_name: None,
                            version_code: 1,
                            first_installed_at_ms: clock_after_days(-400).now_ms,
                            updated_at_ms,
                            installer: TextSignal::Value { text: installer.to_owned() },
                            update_owner: TextSignal::Absent,
                            package_source: NumberSignal::Absent,
                            signers: vec!["00".repeat(32)],
                        },
                    })
                    .to_vec(),
                ..phone(true, 0)
            };
            for language in [Language::Spanish, Language::English] {
                let text = checkup::share_text(&mut person.state, &snapshot, &clock, language)
                    .expect("it is written");
                for messenger in ["WhatsApp", "Business", "Telegram", "Signal"] {
                    assert!(!text.contains(messenger), "{messenger} in {text}");
                }
                let (update, origin) = match language {
                    Language::Spanish => ("Mensajeros al día", "Mensajeros originales"),
                    Language::English => ("Messengers up to date", "Genuine messengers"),
                };
                assert_eq!(text.matches(update).count(), 1, "nobody can count them: {text}");
                assert_eq!(text.matches(origin).count(), 1, "{text}");
            }
        }
    }
}

fn without_messengers(days: i64) -> Snapshot {
    let gone = |messenger| MessengerReading { messenger, signal: MessengerSignal::NotInstalled };
    Snapshot { messengers: Messenger::ALL.map(gone).to_vec(), ..phone(true, days) }
}

fn history(person: &Person, day: i64) -> Vec<String> {
    let (phone, clock) = (phone(true, day), clock_after_days(day));
    checkup::history_by_day(&person.state, &phone, &clock, Language::Spanish)
        .expect("it is read")
        .into_iter()
        .flat_map(|day| day.changes.into_iter().map(|change| change.sentence))
        .collect()
}

#[test]
fn a_messenger_that_is_removed_no_longer_applies_and_is_not_called_fine() {
    let mut person = Person::new();
    person.looks(0);
    let checkup = checkup::run(
        &mut person.state,
        &without_messengers(3),
        &clock_after_days(3),
        Language::Spanish,
    )
    .expect("a checkup runs");
    let whatsapp = item(&checkup, "update_whatsapp");
    assert_eq!((whatsapp.verdict, whatsapp.basis), (Verdict::NotApplicable, Basis::Measured));
    let told: Vec<&str> = checkup.changes.iter().map(|change| change.sentence.as_str()).collect();
    assert_eq!(
        told,
        [
            "Desde el 22 de noviembre: WhatsApp al día, ya no aplica",
            "Desde el 22 de noviembre: WhatsApp original, ya no aplica",
        ]
    );
    let mut told = history(&person, 3);
    told.sort();
    assert_eq!(told, ["WhatsApp al día, ya no aplica", "WhatsApp original, ya no aplica"]);
}

#[test]
fn a_messenger_that_comes_is_a_change_and_the_first_look_is_none() {
    let mut person = Person::new();
    let look = |person: &mut Person, phone: &Snapshot, day| {
        checkup::run(&mut person.state, phone, &clock_after_days(day), Language::Spanish)
            .expect("a checkup runs")
    };
    look(&mut person, &without_messengers(0), 0);
    let mut telegram = without_messengers(4);
    for reading in &mut telegram.messengers {
        if reading.messenger == Messenger::Telegram {
            reading.signal = MessengerSignal::Installed {
                version_name: None,
                version_code: 1,
                first_installed_at_ms: clock_after_days(3).now_ms,
                updated_at_ms: clock_after_days(3).now_ms,
                installer: TextSignal::Failed,
                update_owner: TextSignal::Absent,
                package_source: NumberSignal::Absent,
                signers: Vec::new(),
            };
        }
    }
    let checkup = look(&mut person, &telegram, 4);
    let told: Vec<&str> = checkup.changes.iter().map(|change| change.sentence.as_str()).collect();
    assert_eq!(told, ["Desde el 22 de noviembre: Telegram al día, nuevo en tu revisión"]);
    let before = checkup.changes.first().map(|change| (change.before, change.now));
    assert_eq!(before, Some((Verdict::NotApplicable, Verdict::Ok)));
    assert_eq!(history(&person, 4), ["Telegram al día, nuevo en tu revisión"]);
}

#[test]
fn what_does_not_apply_is_neither_good_nor_bad_and_stands_last() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    person.answers("voicemail_pin", Answer::DoesNotApply, 0);
    let checkup = person.looks(0);
    assert_eq!(item(&checkup, "voicemail_pin").verdict, Verdict::NotApplicable);
    assert_eq!(item(&checkup, "advanced_protection").verdict, Verdict::NotApplicable);
    let counted = checkup.ok_count + checkup.due_count;
    let not_applicable = checkup.items.iter().filter(|item| item.verdict == Verdict::NotApplicable);
    assert_eq!(counted as usize + not_applicable.count(), checkup.items.len());
    let last = checkup.items.last().map(|item| item.id.as_str());
    assert_eq!(last, Some("voicemail_pin"));
}

#[test]
fn devices_that_are_noted_are_confirmed_and_none_are_needed_to_say_so() {
    let mut person = Person::new();
    let offered = |person: &Person| -> Vec<Answer> {
        let (phone, clock) = (phone(true, 0), clock_after_days(0));
        checkup::page(&person.state, "devices_signed_out", &phone, &clock, Language::Spanish)
            .expect("the item exists")
            .answers
            .into_iter()
            .map(|option| option.answer)
            .collect()
    };
    assert_eq!(offered(&person), [Answer::DoesNotApply, Answer::No, Answer::NotSure]);
    person.has("Laptop", DeviceStatus::InUse, 0);
    assert_eq!(offered(&person), [Answer::Yes, Answer::No, Answer::NotSure]);
    assert_eq!(item(&person.looks(90), "devices_signed_out").verdict, Verdict::Due);
    person.answers("devices_signed_out", Answer::Yes, 90);
    let checkup = person.looks(90);
    assert_eq!(item(&checkup, "devices_signed_out").line, "Nada por cerrar en tu lista, hoy");
}

#[test]
fn a_list_that_cannot_be_read_asks_to_look_at_it_and_says_how() {
    let mut person = Person::new();
    let clock = clock_after_days(0);
    let snapshot = Snapshot { keyboards: ListSignal::Failed, ..sound_phone(0) };
    let page = |person: &Person| {
        checkup::page(&person.state, "keyboards", &snapshot, &clock, Language::Spanish)
            .expect("the item exists")
    };
    let asked = page(&person);
    assert!(asked.question.starts_with("El teléfono no nos deja ver la lista"));
    assert!(asked.steps.first().is_some_and(|step| step.contains("ábrela tú")));
    assert!(asked.listed.is_empty() && asked.about.is_empty() && asked.answers.len() == 3);
    checkup::answer(&mut person.state, "keyboards", Answer::Yes, "", &clock)
        .expect("it is offered");
    let answered = page(&person);
    assert_eq!(answered.item.line, "Dijiste que la miraste y conoces todo, hoy");
    assert!(answered.question.starts_with("El teléfono no nos deja ver la lista"));
    assert!(answered.can_undo);
}

#[test]
fn an_accessibility_service_that_claims_nothing_is_named_so() {
    let person = Person::new();
    let clock = clock_after_days(0);
    let entry = |id: &str, is_assistive_tool| ListedEntry {
        id: id.to_owned(),
        name: id.to_owned(),
        of_system: Some(false),
        is_assistive_tool,
    };
    let entries = vec![entry("lector", Some(true)), entry("torch", Some(false)), entry("x", None)];
    let accessibility_services = ListSignal::Value { entries };
    let snapshot = Snapshot { accessibility_services, ..sound_phone(0) };
    let page = checkup::page(
        &person.state,
        "accessibility_services",
        &snapshot,
        &clock,
        Language::Spanish,
    )
    .expect("the item exists");
    let listed =
        |name: &str, line: &str| ListedApp { name: name.to_owned(), line: line.to_owned() };
    let expected = [
        listed("lector", ""),
        listed("torch", "no se declara herramienta de asistencia"),
        listed("x", ""),
    ];
    assert_eq!(page.listed, expected);
    assert_eq!(page.item.verdict, Verdict::Due, "a claim changes no verdict");
}

#[test]
fn a_limit_moves_within_its_bounds_and_no_further() {
    let mut person = Person::new();
    let choices = |person: &Person| {
        checkup::limit_choices(&person.state, Language::Spanish).expect("they are read")
    };
    let shipped = choices(&person);
    assert_eq!(shipped.len(), CheckupLimit::ALL.len());
    assert!(shipped.iter().all(|choice| choice.value == choice.usual));
    assert_eq!(item(&person.looks(0), "update_whatsapp").verdict, Verdict::Ok);
    checkup::choose_limit(&mut person.state, CheckupLimit::MessengerDueAfterDays, 7)
        .expect("it is within bounds");
    assert_eq!(item(&person.looks(0), "update_whatsapp").verdict, Verdict::Due);
    let moved = choices(&person);
    let of = |limit| moved.iter().find(|choice| choice.limit == limit).expect("it is there");
    let messenger = of(CheckupLimit::MessengerDueAfterDays);
    assert_eq!((messenger.value, messenger.usual), (7, 30));
    assert_eq!(messenger.value_label, "7 días");
    for choice in &shipped {
        let (least, most) = (choice.options.first(), choice.options.last());
        let (least, most) = (least.expect("it has some").value, most.expect("it has some").value);
        for value in [least - 1, most + 1, 0, -1, i64::MIN, i64::MAX] {
            let refused = checkup::choose_limit(&mut person.state, choice.limit, value);
            assert!(
                matches!(
                    refused,
                    Err(CheckupError::LimitOutOfBounds { limit, minimum, maximum })
                        if (limit, minimum, maximum) == (choice.limit, least, most)
                ),
                "{:?} {value}",
                choice.limit
            );
        }
        for value in [least, most, choice.usual] {
            checkup::choose_limit(&mut person.state, choice.limit, value).expect("it is taken");
        }
    }
    assert_eq!(choices(&person), shipped, "everything is as shipped again");
}

#[test]
fn a_linked_device_that_nobody_knows_leads_home_straight_to_the_play() {
    let mut person = Person::new();
    person.answers_everything_well(0);
    person.answers("linked_devices", Answer::No, 0);
    let action = person.looks(0).overall.action;
    assert_eq!(action, OverallAction::Play { situation: Situation::GhostLink });
}
