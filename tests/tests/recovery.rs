//! The plays through both stores, as the app calls them.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::Language;
use candado_core::checkup::{
    MessengerReading, MessengerSignal, NumberSignal, Snapshot, TextSignal,
};
use candado_core::content::{clocks, plays};
use candado_core::devices::Messenger;
use candado_core::evidence::{
    Channel, EntropySource, EntryBody, EvidenceError, EvidenceLog, FieldProblem, NewEntry, Payer,
    TheftKind,
};
use candado_core::recovery::{
    self, CaseFact, CaseFacts, Place, RecoveryError, Scope, Sim, Situation, StepForm, StepMark,
    StepState, StepTarget,
};
use candado_core::reminders::{self, ClockState, ReminderError};
use candado_tests::evidence::{CountedEntropy, entry};
use candado_tests::phone::DAY_MS;
use candado_tests::recovery::{ES, Person, clock, facts, fresh, said};

const SIMS: [Sim; 3] = [Sim::Held, Sim::Gone, Sim::NotSaid];

#[test]
fn every_answer_leads_to_a_play_with_a_first_step_for_every_messenger_in_both_languages() {
    let person = Person::new();
    for language in [Language::Spanish, Language::English] {
        for messenger in Messenger::ALL {
            let triage = recovery::triage(&person.state, Some(&person.log), messenger, language)
                .expect("the answers are read");
            let situations: Vec<_> = triage.answers.iter().map(|answer| answer.situation).collect();
            assert_eq!(situations, Situation::ALL);
            for answer in &triage.answers {
                assert!(!answer.label.is_empty() && !answer.label.contains('{'));
                for sim in SIMS {
                    let page = recovery::play(
                        &person.state,
                        Some(&person.log),
                        answer.situation,
                        None,
                        &facts(messenger, sim),
                        &clock(0),
                        language,
                    )
                    .expect("the play is read");
                    assert!(page.steps.len() >= 3, "{:?} {messenger:?} {sim:?}", answer.situation);
                    assert!(page.incident.is_none());
                    for step in &page.steps {
                        assert!(!step.source_lines.is_empty(), "{}", step.id);
                        assert!(step.source_lines.iter().all(|line| line.contains("2026")));
                        let said = [&step.title, &step.why, &step.otherwise, &step.done_label]
                            .into_iter()
                            .chain([&step.asked, &step.never]);
                        assert!(
                            said.into_iter().all(|text| !text.is_empty() && !text.contains('{'))
                        );
                        assert!(step.how.iter().all(|how| !how.contains('{')), "{}", step.id);
                    }
                }
            }
        }
    }
}

fn speaks_of_deactivating(text: &str) -> bool {
    [
        "desactivar la cuenta",
        "desactivar mi cuenta",
        "deactivate the account",
        "deactivate my account",
    ]
    .iter()
    .any(|words| text.contains(words))
}

fn forbids(text: &str) -> bool {
    text.contains("no mandes") || text.contains("do not send")
}

/// No step, text or offer that deactivates an account reaches a person who holds the SIM, or has not said; what they
/// read of it forbids it.
#[test]
fn only_who_no_longer_holds_the_sim_is_told_to_deactivate() {
    let mut told = 0;
    for language in [Language::Spanish, Language::English] {
        for situation in Situation::ALL {
            for messenger in Messenger::ALL {
                for sim in SIMS {
                    let page = fresh(situation, &facts(messenger, sim), language);
                    let deactivates = page.steps.iter().any(|step| {
                        plays().step(&step.id).is_some_and(|content| content.deactivates)
                    });
                    let texts = said(&page);
                    let tells_to = |text: &&String| speaks_of_deactivating(text) && !forbids(text);
                    let names_it = texts.iter().any(|text| tells_to(&text));
                    let mails = page
                        .steps
                        .iter()
                        .any(|step| step.text_id.as_deref() == Some("support_email"));
                    assert_eq!((deactivates, deactivates), (names_it, mails), "{situation:?}");
                    assert!(
                        !deactivates || sim == Sim::Gone,
                        "{situation:?} {messenger:?} {sim:?}"
                    );
                    told += usize::from(deactivates);
                }
            }
        }
    }
    // Logged out and lost phone, two kinds of WhatsApp, two languages.
    assert_eq!(told, 8);
    for step in plays().step.iter().filter(|step| step.text.as_deref() == Some("support_email")) {
        assert!(step.deactivates);
    }
}

#[test]
fn who_holds_the_sim_is_warned_of_the_deactivation_mail_and_everyone_of_paying_and_deleting() {
    for language in [Language::Spanish, Language::English] {
        for situation in Situation::ALL {
            let never = fresh(situation, &facts(Messenger::WhatsApp, Sim::Held), language).never;
            let never: Vec<String> = never.iter().map(|line| line.to_lowercase()).collect();
            let warns = |words: [&str; 2]| {
                never.iter().any(|line| words.iter().any(|word| line.contains(word)))
            };
            assert!(
                warns(["no pagues", "pay"]) || warns(["otro pago", "payment"]),
                "{situation:?}"
            );
            assert!(warns(["no borres", "not delete"]), "{situation:?}");
            if matches!(situation, Situation::LoggedOut | Situation::LostPhone) {
                let warning = never.iter().find(|line| speaks_of_deactivating(line));
                assert!(warning.is_some_and(|line| forbids(line)), "{situation:?}");
            }
        }
    }
}

#[test]
fn a_takeover_leads_with_registering_again_and_then_pin_devices_contacts_bank_police() {
    for sim in [Sim::Held, Sim::NotSaid] {
        let page = fresh(Situation::LoggedOut, &facts(Messenger::WhatsApp, sim), ES);
        let ids: Vec<&str> = page.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "reregister",
                "unknown_pin",
                "own_pin",
                "linked_devices",
                "warn_contacts",
                "bank",
                "police_report",
                "complaint"
            ]
        );
        let pin = page.steps.iter().find(|step| step.id == "unknown_pin").expect("it is there");
        assert!(
            pin.why.contains("7 días")
                && pin.why.contains("quien la tenía en otro teléfono está fuera")
        );
    }
    let without = fresh(Situation::LoggedOut, &facts(Messenger::WhatsApp, Sim::Gone), ES);
    assert_eq!(without.steps.first().map(|step| step.id.as_str()), Some("line_back"));
}

#[test]
fn the_messenger_is_the_first_on_the_phone_or_that_of_the_last_case_and_whatsapp_without_either() {
    let mut person = Person::new();
    let installed = MessengerSignal::Installed {
        version_name: Some("1".to_owned()),
        version_code: 1,
        first_installed_at_ms: 0,
        updated_at_ms: 0,
        installer: TextSignal::Absent,
        update_owner: TextSignal::Absent,
        package_source: NumberSignal::Absent,
        signers: Vec::new(),
    };
    let reading = |messenger, signal: &MessengerSignal| MessengerReading {
        messenger,
        signal: signal.clone(),
    };
    let phone = |messengers| Snapshot { messengers, ..Snapshot::default() };
    let first = |person: &Person, messengers| {
        recovery::first_facts(&person.state, &phone(messengers)).expect("the facts are read")
    };
    assert_eq!(first(&person, vec![]), facts(Messenger::WhatsApp, Sim::NotSaid));
    let only_telegram = vec![
        reading(Messenger::WhatsApp, &MessengerSignal::NotInstalled),
        reading(Messenger::Telegram, &installed),
    ];
    assert_eq!(first(&person, only_telegram.clone()).messenger, Messenger::Telegram);
    let signal = facts(Messenger::Signal, Sim::Gone);
    let (state, log) = (&mut person.state, &mut person.log);
    let silent = Snapshot::default();
    recovery::begin(state, log, Situation::GhostLink, None, &signal, &silent, &clock(0), ES)
        .expect("it begins");
    assert_eq!(first(&person, vec![]), facts(Messenger::Signal, Sim::NotSaid));
    assert_eq!(first(&person, only_telegram), facts(Messenger::Telegram, Sim::NotSaid));
}

#[test]
fn nothing_is_written_by_looking_and_the_first_thing_done_opens_the_case() {
    let mut person = Person::new();
    let _page = fresh(Situation::LoggedOut, &facts(Messenger::WhatsApp, Sim::Held), ES);
    assert!(person.timeline().is_empty());
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let opening = person.timeline().into_iter().find(|entry| entry.seq == incident);
    let body = opening.expect("the case is opened").body;
    assert!(matches!(body, EntryBody::IncidentOpened { theft: TheftKind::Takeover, .. }));
}

#[test]
fn a_step_done_is_in_the_log_with_its_minute_and_once_only() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let seq = person.marks(incident, "reregister", StepMark::Done).expect("it is an entry");
    assert_eq!(person.marks(incident, "reregister", StepMark::Done), Some(seq));
    let steps: Vec<_> = person
        .timeline()
        .into_iter()
        .filter(|entry| matches!(entry.body, EntryBody::StepTaken { .. }))
        .collect();
    assert_eq!(steps.len(), 1);
    let happened = steps[0].happened.as_ref().expect("it has a time");
    assert_eq!(happened.from, "2026-11-22T12:00");
    assert!(steps[0].detail.contains("Volví a registrar mi número en WhatsApp"));
    let step = person.step(Situation::LoggedOut, incident, "reregister");
    assert_eq!(
        (step.state, step.state_line.as_str()),
        (StepState::Done { at_ms: clock(0).now_ms }, "Hecho, hoy")
    );
    assert_eq!(person.page(Situation::LoggedOut, incident, 0).progress, "1 de 8 pasos");
}

#[test]
fn a_play_left_midway_resumes_where_it_was_in_another_process() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Gone);
    person.marks(incident, "line_back", StepMark::Done);
    person.marks(incident, "reregister", StepMark::CouldNot);
    person.marks(incident, "bank", StepMark::Later { date: "2026-11-28".to_owned() });
    let before = person.page(Situation::LoggedOut, incident, 0);
    person.comes_back();
    assert_eq!(person.page(Situation::LoggedOut, incident, 0), before);
    assert_eq!(before.facts, facts(Messenger::WhatsApp, Sim::Gone));
    let states: Vec<_> = ["line_back", "reregister", "bank", "complaint"]
        .map(|id| person.step(Situation::LoggedOut, incident, id).state_line)
        .into();
    assert_eq!(states, ["Hecho, hoy", "No salió, hoy", "Para el 28 de noviembre", ""]);
    let triage = recovery::triage(&person.state, Some(&person.log), Messenger::WhatsApp, ES)
        .expect("the answers are read");
    let run = triage.runs.first().expect("the play was begun");
    assert_eq!((run.incident, run.line.as_str()), (incident, "1 de 10 pasos"));
    assert!(!run.finished);
}

#[test]
fn a_step_marked_by_mistake_is_taken_back_by_a_new_entry_and_is_open_again() {
    let mut person = Person::new();
    let incident = person.begins(Situation::GhostLink, Sim::Held);
    let seq = person.marks(incident, "linked_devices", StepMark::Done);
    recovery::unmark(&mut person.state, &mut person.log, incident, "linked_devices", &clock(0), ES)
        .expect("it is taken back");
    let step = person.step(Situation::GhostLink, incident, "linked_devices");
    assert_eq!(step.state, StepState::Open);
    let timeline = person.timeline();
    let retracted = timeline.iter().find(|entry| Some(entry.seq) == seq);
    assert!(retracted.is_some_and(|entry| entry.retracted));
}

#[test]
fn a_step_put_off_can_be_put_off_once_more_on_its_notification_and_switched_off() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    person.marks(incident, "bank", StepMark::Later { date: "2026-11-28".to_owned() });
    let id = format!("step/{incident}/bank");
    let ids = [id.clone()];
    reminders::postpone_shown(&mut person.state, &ids, "2026-12-05", &clock(6)).expect("it is");
    let plan = reminders::today(&person.state, &clock(6), ES).expect("the plan is made");
    let reminder = plan.upcoming.iter().find(|reminder| reminder.item_id == id);
    assert_eq!(reminder.map(|reminder| reminder.day.as_str()), Some("sábado 5 de diciembre"));
    reminders::switch_item(&mut person.state, &id, false).expect("it is switched off");
    let plan = reminders::today(&person.state, &clock(6), ES).expect("the plan is made");
    assert!(plan.off.iter().any(|reminder| reminder.item_id == id));
}

#[test]
fn what_was_said_of_a_steps_reminder_holds_when_another_play_with_the_step_is_begun() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    for step in ["bank", "linked_devices"] {
        person.marks(incident, step, StepMark::Later { date: "2026-11-28".to_owned() });
    }
    let (bank, devices) =
        (format!("step/{incident}/bank"), format!("step/{incident}/linked_devices"));
    reminders::switch_item(&mut person.state, &bank, false).expect("it is switched off");
    let ids = [devices.clone()];
    reminders::postpone_shown(&mut person.state, &ids, "2026-12-05", &clock(6)).expect("it is");
    // A day later, so that it is the one begun last.
    let facts = facts(Messenger::WhatsApp, Sim::Held);
    let (state, log) = (&mut person.state, &mut person.log);
    let about = (Situation::LostPhone, Some(incident));
    recovery::begin(state, log, about.0, about.1, &facts, &Snapshot::default(), &clock(1), ES)
        .expect("it begins");
    let plan = reminders::today(&person.state, &clock(6), ES).expect("the plan is made");
    assert!(plan.off.iter().any(|reminder| reminder.item_id == bank), "it stays off");
    let promised = plan.upcoming.iter().find(|reminder| reminder.item_id == devices);
    let promised = promised.expect("the day that they said last still holds");
    assert_eq!(promised.day, "sábado 5 de diciembre");
    assert_eq!(promised.step, format!("play/lost_phone/{incident}/linked_devices"));
    // "Later" on the notification that hung from before is stored for what it named.
    reminders::postpone_shown(&mut person.state, &ids, "2026-12-12", &clock(13)).expect("it is");
    let plan = reminders::today(&person.state, &clock(13), ES).expect("the plan is made");
    assert!(!plan.due.iter().any(|reminder| reminder.item_id == devices));
}

#[test]
fn a_step_put_off_becomes_a_reminder_of_that_day_and_leaves_with_it_done() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    person.marks(incident, "bank", StepMark::Later { date: "2026-11-28".to_owned() });
    let id = format!("step/{incident}/bank");
    let plan = reminders::today(&person.state, &clock(0), ES).expect("the plan is made");
    let reminder = plan.upcoming.iter().find(|reminder| reminder.item_id == id);
    let reminder = reminder.expect("it is planned");
    assert!(reminder.promised);
    assert_eq!(reminder.day, "sábado 28 de noviembre");
    assert_eq!(reminder.title, "Si hubo dinero, llama a tu banco");
    assert_eq!(reminder.step, format!("play/logged_out/{incident}/bank"));
    let due = reminders::today(&person.state, &clock(6), ES).expect("the plan is made").due;
    assert!(due.iter().any(|reminder| reminder.item_id == id));
    person.marks(incident, "bank", StepMark::Done);
    let plan = reminders::today(&person.state, &clock(6), ES).expect("the plan is made");
    assert!(!plan.due.iter().chain(&plan.upcoming).any(|reminder| reminder.item_id == id));
}

#[test]
fn a_day_that_is_not_ahead_or_too_far_is_refused_and_nothing_changes() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    for date in ["2026-11-22", "2026-11-21", "mañana", ""] {
        let mark = StepMark::Later { date: date.to_owned() };
        let (state, log) = (&mut person.state, &mut person.log);
        let refused = recovery::mark(state, log, incident, "bank", &mark, &clock(0), ES);
        assert!(
            matches!(refused, Err(RecoveryError::Reminder(ReminderError::DateNotAhead))),
            "{date}"
        );
    }
    let mark = StepMark::Later { date: "2027-03-23".to_owned() };
    let (state, log) = (&mut person.state, &mut person.log);
    let refused = recovery::mark(state, log, incident, "bank", &mark, &clock(0), ES);
    assert!(matches!(
        refused,
        Err(RecoveryError::Reminder(ReminderError::DateTooFar { days: 121, limit: 120 }))
    ));
    assert_eq!(person.step(Situation::LoggedOut, incident, "bank").state, StepState::Open);
}

#[test]
fn an_unknown_pin_starts_seven_days_once_and_the_log_says_so() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    for _ in 0..2 {
        let (state, log) = (&mut person.state, &mut person.log);
        recovery::start_clock(state, log, incident, "unknown_pin", &clock(0), ES)
            .expect("it starts");
    }
    let noted: Vec<_> =
        person.timeline().into_iter().filter(|entry| entry.detail.contains("7 días")).collect();
    assert_eq!(noted.len(), 1);
    let page = person.page(Situation::LoggedOut, incident, 1);
    let running = page.clocks.first().expect("it is shown");
    assert_eq!(running.ends_at_ms - running.started_at_ms, 7 * DAY_MS);
    assert_eq!(running.left, "Faltan 6 días");
    let step = page.steps.iter().find(|step| step.id == "unknown_pin").expect("it is there");
    assert!(step.clock.as_ref().is_some_and(|clock| clock.running));
    let page = person.page(Situation::LoggedOut, incident, 7);
    assert_eq!(page.clocks.first().map(|clock| clock.state), Some(ClockState::Ended));
}

#[test]
fn the_deactivation_mail_starts_about_72_hours_and_its_confirmation_30_days() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    person.marks(incident, "deactivate", StepMark::Done);
    let (state, log) = (&mut person.state, &mut person.log);
    recovery::start_clock(state, log, incident, "deactivate", &clock(0), ES).expect("it starts");
    let days: Vec<i64> = person
        .page(Situation::LostPhone, incident, 0)
        .clocks
        .iter()
        .map(|clock| (clock.ends_at_ms - clock.started_at_ms) / DAY_MS)
        .collect();
    assert_eq!(days, [3, 30]);
}

#[test]
fn after_a_case_is_opened_linked_devices_are_looked_at_within_a_week() {
    let mut person = Person::new();
    person.begins(Situation::LoggedOut, Sim::Held);
    let plan = reminders::today(&person.state, &clock(0), ES).expect("the plan is made");
    let next = plan.due.iter().chain(&plan.upcoming).find(|item| item.item_id == "linked_devices");
    assert!(next.is_some_and(|next| next.due_at_ms <= clock(8).now_ms));
}

#[test]
fn what_a_helper_notes_says_so_whatever_its_kind_and_so_does_the_change() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let set = |person: &mut Person, name: &str| {
        let fact = CaseFact::Helper { name: name.to_owned() };
        let (state, log) = (&mut person.state, &mut person.log);
        recovery::change_case(state, log, incident, &fact, &clock(0), ES)
    };
    set(&mut person, "  Ana \t Ruiz ").expect("it is stored");
    person.marks(incident, "warn_contacts", StepMark::Done);
    let note = |person: &mut Person, text: &str| {
        let body = EntryBody::Note { text: text.into() };
        let entry = NewEntry { incident: Some(incident), ..entry(body) };
        person.log.append(&entry, &clock(0)).expect("it is written")
    };
    note(&mut person, "Llamó un hombre.");
    person.comes_back();
    let second = note(&mut person, "Volvió a llamar.");
    assert_eq!(person.page(Situation::LoggedOut, incident, 0).facts.helper, "Ana Ruiz");
    set(&mut person, "").expect("it is stored");
    person.marks(incident, "own_pin", StepMark::Done);
    note(&mut person, "Ya escribo yo.");
    let noted_by: Vec<(String, String)> = person
        .timeline()
        .into_iter()
        .map(|entry| (format!("{} {}", entry.title, entry.detail), entry.noted_by))
        .collect();
    for (words, name) in [
        ("Me sacaron", ""),
        ("Desde aquí anota Ana Ruiz, que ayuda", "Ana Ruiz"),
        ("Avisé a mis contactos por otro medio.\nLo anotó Ana Ruiz, que ayuda.", "Ana Ruiz"),
        ("Llamó un hombre. Lo anotó Ana Ruiz, que ayuda.", "Ana Ruiz"),
        ("Volvió a llamar. Lo anotó Ana Ruiz, que ayuda.", "Ana Ruiz"),
        ("Desde aquí anota la persona afectada.", ""),
        ("verificación en dos pasos de WhatsApp.", ""),
        ("Ya escribo yo.", ""),
    ] {
        let found = noted_by.iter().find(|(said, _)| said.contains(words));
        assert_eq!(found.map(|(_, by)| by.as_str()), Some(name), "{words} in {noted_by:?}");
    }
    let entries = person.log.entries().expect("the log is read");
    let written = entries.iter().find(|entry| entry.seq == second).expect("it is there");
    assert_eq!(written.noted_by, "Ana Ruiz", "it is part of what is hashed");
    let account = recovery::ready_text(
        Some(&person.log),
        "account_of_facts",
        Some(incident),
        &facts(Messenger::WhatsApp, Sim::Held),
        "",
        &clock(0),
        ES,
    );
    assert!(account.expect("it is offered").body.contains("Volvió a llamar. Lo anotó Ana Ruiz"));
    let refused = set(&mut person, &"ñ".repeat(61));
    assert!(matches!(
        refused,
        Err(RecoveryError::Evidence(EvidenceError::Invalid {
            problem: FieldProblem::TooLong { limit: 60 },
            ..
        }))
    ));
}

#[test]
fn who_notes_is_asked_anew_when_another_process_wrote_since() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let (mut state, mut log) = person.elsewhere();
    let body = EntryBody::Note { text: "Llamó un hombre.".into() };
    let note = NewEntry { incident: Some(incident), ..entry(body) };
    for name in ["Ana", "", "Luis"] {
        person.log.append(&note, &clock(0)).expect("it is written");
        let fact = CaseFact::Helper { name: name.to_owned() };
        recovery::change_case(&mut state, &mut log, incident, &fact, &clock(0), ES)
            .expect("it is stored");
        person.log.append(&note, &clock(0)).expect("it is written");
        let last = person.log.entries().expect("the log is read").pop().expect("it has entries");
        assert_eq!(last.noted_by, name);
    }
}

#[test]
fn a_helper_from_the_first_tap_is_in_the_opening_and_helps_with_no_other_case() {
    let mut person = Person::new();
    let helped = CaseFacts { helper: "Ana".to_owned(), ..facts(Messenger::Telegram, Sim::NotSaid) };
    let (state, log) = (&mut person.state, &mut person.log);
    let phone = Snapshot::default();
    let hers =
        recovery::begin(state, log, Situation::LoggedOut, None, &helped, &phone, &clock(0), ES)
            .expect("it begins");
    let mine = person.begins(Situation::GhostLink, Sim::Held);
    person.marks(hers, "warn_contacts", StepMark::Done);
    person.marks(mine, "warn_contacts", StepMark::Done);
    for entry in person.timeline() {
        let is_hers = entry.seq == hers || entry.incident == Some(hers);
        assert_eq!(entry.noted_by, if is_hers { "Ana" } else { "" }, "{}", entry.title);
    }
    let opens = |situation, incident| -> Vec<StepTarget> {
        person.page(situation, incident, 0).steps.iter().filter_map(|step| step.opens).collect()
    };
    assert!(!opens(Situation::LoggedOut, hers).contains(&StepTarget::Messenger));
    assert!(opens(Situation::GhostLink, mine).contains(&StepTarget::Messenger));
}

#[test]
fn a_folio_noted_by_hand_is_the_report_and_a_carpeta_the_complaint_and_each_step_is_done() {
    let mut person = Person::new();
    let incident = person.begins(Situation::MoneySent, Sim::Held);
    assert!(person.page(Situation::MoneySent, incident, 0).report.is_none());
    let write = |person: &mut Person, body: EntryBody| {
        let entry = NewEntry { incident: Some(incident), ..entry(body) };
        person.log.append(&entry, &clock(0)).expect("it is written")
    };
    let report = write(
        &mut person,
        EntryBody::ReportFiled {
            authority: "Policía Cibernética".into(),
            folio: "0187".into(),
            text: String::new(),
        },
    );
    let page = person.page(Situation::MoneySent, incident, 0);
    assert_eq!(page.report.map(|filing| filing.number).as_deref(), Some("0187"));
    assert!(page.complaint.is_none());
    write(
        &mut person,
        EntryBody::ComplaintFiled {
            authority: "Fiscalía CDMX".into(),
            carpeta: "CI-1".into(),
            agent: String::new(),
            text: String::new(),
        },
    );
    let state = |person: &Person, step| person.step(Situation::MoneySent, incident, step).state;
    assert!(matches!(state(&person, "police_report"), StepState::Done { .. }));
    assert!(matches!(state(&person, "complaint"), StepState::Done { .. }));
    assert_eq!(state(&person, "transfer_noted"), StepState::Open);
    let taken_back = EntryBody::Retraction { text: String::new() };
    let taken_back =
        NewEntry { incident: Some(incident), amends: Some(report), ..entry(taken_back) };
    person.log.append(&taken_back, &clock(0)).expect("it is written");
    assert_eq!(state(&person, "police_report"), StepState::Open);
    assert!(person.page(Situation::MoneySent, incident, 0).report.is_none());
}

#[test]
fn two_plays_of_one_case_share_what_was_done_and_a_case_that_is_not_there_is_refused() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    person.marks(incident, "warn_contacts", StepMark::Done);
    let facts = facts(Messenger::Telegram, Sim::NotSaid);
    let (state, log) = (&mut person.state, &mut person.log);
    let same = recovery::begin(
        state,
        log,
        Situation::MoneySent,
        Some(incident),
        &facts,
        &Snapshot::default(),
        &clock(0),
        ES,
    );
    assert_eq!(same.expect("it begins"), incident);
    let warned = person.step(Situation::MoneySent, incident, "warn_contacts");
    assert!(matches!(warned.state, StepState::Done { .. }));
    assert_eq!(person.page(Situation::MoneySent, incident, 0).facts.messenger, Messenger::WhatsApp);
    let (state, log) = (&mut person.state, &mut person.log);
    let nowhere = recovery::mark(state, log, 99, "bank", &StepMark::Done, &clock(0), ES);
    assert!(matches!(nowhere, Err(RecoveryError::NoSuchCase)));
    let unknown = recovery::mark(state, log, incident, "dance", &StepMark::Done, &clock(0), ES);
    assert!(matches!(unknown, Err(RecoveryError::NoSuchStep)));
    let lost = recovery::begin(
        state,
        log,
        Situation::LostPhone,
        Some(99),
        &facts,
        &Snapshot::default(),
        &clock(0),
        ES,
    );
    assert!(lost.is_err());
}

#[test]
fn the_support_mail_has_the_exact_phrases_and_the_number_only_when_its_country_is_certain() {
    let person = Person::new();
    let mail = |sim, number: &str, language| {
        let facts = facts(Messenger::WhatsApp, sim);
        recovery::ready_text(
            Some(&person.log),
            "support_email",
            None,
            &facts,
            number,
            &clock(0),
            language,
        )
    };
    for language in [Language::Spanish, Language::English] {
        let text = mail(Sim::Gone, "+52 55 1234 5678", language).expect("it is offered");
        assert!(text.body.contains("Lost/Stolen: Please deactivate my account\n"));
        assert!(text.body.contains("Teléfono robado/extraviado: Por favor, desactiva mi cuenta\n"));
        assert!(text.body.contains("\n+525512345678\n"));
        assert_eq!(text.to, "support@whatsapp.com");
        assert_eq!(text.subject, "Lost/Stolen: Please deactivate my account +525512345678");
    }
    let asked = mail(Sim::Gone, "55 1234 5678", ES).expect("it is offered");
    assert!(asked.body.contains("[tu número con +52]") && !asked.body.contains("1234"));
    assert_eq!(asked.subject, "Lost/Stolen: Please deactivate my account", "no blank is sent");
    for sim in [Sim::Held, Sim::NotSaid] {
        assert!(matches!(mail(sim, "+525512345678", ES), Err(RecoveryError::NoSuchStep)));
    }
}

#[test]
fn the_bank_script_has_every_transfer_with_its_key_and_its_correction() {
    let mut person = Person::new();
    let incident = person.begins(Situation::MoneySent, Sim::Held);
    let script = |person: &Person| {
        let facts = facts(Messenger::WhatsApp, Sim::Held);
        let text = recovery::ready_text(
            Some(&person.log),
            "bank_script",
            Some(incident),
            &facts,
            "",
            &clock(0),
            ES,
        );
        text.expect("it is offered").body
    };
    assert!(script(&person).contains("[cantidad, día, clave de rastreo"));
    let transfer = |payer, amount_centavos, tracking_key: &str| NewEntry {
        incident: Some(incident),
        ..entry(EntryBody::Transfer {
            payer,
            amount_centavos,
            tracking_key: tracking_key.into(),
            clabe: "032180000118359719".into(),
            card: String::new(),
            bank: String::new(),
            bank_folio: "F-9 {date}".into(),
            text: String::new(),
        })
    };
    let first = transfer(Payer::Me, 450_000, "2026031440014BMOV000001");
    let first = person.log.append(&first, &clock(0)).expect("it is written");
    let second = person.log.append(&transfer(Payer::Contact, 1_030_000, ""), &clock(0));
    let correction = NewEntry {
        incident: Some(incident),
        amends: Some(first),
        ..entry(EntryBody::Amendment { text: "Fueron $4,000.00.".into() })
    };
    person.log.append(&correction, &clock(0)).expect("it is written");
    let said = script(&person);
    for wanted in [
        "- $4,500.00, domingo 22 de noviembre",
        "clave de rastreo 2026031440014BMOV000001",
        "CLABE 032180000118359719",
        "folio del banco F-9 {date}",
        "corrección: Fueron $4,000.00.",
        "$10,300.00",
        "pagó un contacto mío",
        "clave de rastreo: [está en el comprobante]",
    ] {
        assert!(said.contains(wanted), "{wanted} is not in {said}");
    }
    let taken_back = NewEntry {
        incident: Some(incident),
        amends: Some(second.expect("it is written")),
        ..entry(EntryBody::Retraction { text: String::new() })
    };
    person.log.append(&taken_back, &clock(0)).expect("it is written");
    assert!(!script(&person).contains("$10,300.00"));
}

#[test]
fn the_account_of_facts_tells_the_case_in_order_and_nothing_of_another_case() {
    let mut person = Person::new();
    let other = person.begins(Situation::Extortion, Sim::Held);
    let secret = NewEntry {
        incident: Some(other),
        ..entry(EntryBody::Note { text: "SECRETO de otro caso".into() })
    };
    person.log.append(&secret, &clock(0)).expect("it is written");
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    person.marks(incident, "reregister", StepMark::Done);
    let facts = facts(Messenger::WhatsApp, Sim::Held);
    let texts = recovery::ready_texts(Some(&person.log), Some(incident), &facts, "", &clock(0), ES)
        .expect("the texts are made");
    let account = texts.iter().find(|text| text.id == "account_of_facts").expect("it is offered");
    assert!(account.body.contains("Volví a registrar mi número en WhatsApp"));
    assert!(!account.body.contains("SECRETO"));
    assert!(!account.body.contains("Me sacaron de mi cuenta"), "the case is no event");
    assert!(account.body.contains("\n\nDom 22 nov 2026, 12:00. "), "{}", account.body);
    assert!(!texts.iter().any(|text| text.id == "support_email"));
    assert!(texts.iter().all(|text| !text.body.contains("{m") && !text.source_lines.is_empty()));
}

#[test]
fn the_contact_page_warns_of_who_poses_as_the_police_and_names_no_other_state() {
    let page = recovery::contacts(&clock(0), ES);
    let numbers: Vec<&str> = page
        .contacts
        .iter()
        .flat_map(|contact| contact.numbers.iter().map(|number| number.dial.as_str()))
        .collect();
    assert_eq!(
        numbers,
        ["5552425100", "5555335533", "911", "089", "5553400999", "*264", "*111", "*611"]
    );
    for contact in &page.contacts {
        let hours = match contact.id.as_str() {
            "ssc_cyber" | "anonymous" | "emergency" => "24 horas",
            _ if contact.numbers.is_empty() => "",
            _ => "Horario no comprobado",
        };
        assert_eq!(contact.hours, hours, "{}", contact.id);
    }
    let of = |scope| -> Vec<&str> {
        let of_scope = page.contacts.iter().filter(|contact| contact.scope == scope);
        of_scope.map(|contact| contact.id.as_str()).collect()
    };
    assert_eq!(of(Scope::MexicoCity), ["ssc_cyber", "fiscalia", "consejo"]);
    assert_eq!(of(Scope::Federal), ["emergency", "anonymous", "condusef"]);
    assert_eq!(of(Scope::Customers), ["bank", "telcel", "movistar", "other_carrier"]);
    assert!(page.impersonation.iter().any(|line| line.contains("no pide códigos")));
    assert!(page.elsewhere.contains("no tenemos números comprobados"));
    assert!(page.contacts.iter().all(|contact| !contact.source_lines.is_empty()));
    let old = recovery::contacts(&clock(127), ES);
    let lines = old.contacts.iter().flat_map(|contact| &contact.source_lines);
    assert!(lines.into_iter().all(|line| line.contains("puede haber cambiado")));
}

#[test]
fn a_damaged_log_keeps_nobody_from_being_told_what_to_do() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Gone);
    person.marks(incident, "line_back", StepMark::Done);
    let triage = recovery::triage(&person.state, None, Messenger::WhatsApp, ES);
    let triage = triage.expect("the answers are told");
    assert_eq!(triage.answers.len(), Situation::ALL.len());
    assert_eq!(
        triage.runs.first().map(|run| run.case_title.as_str()),
        Some("Me sacaron de mi cuenta")
    );
    let facts = facts(Messenger::WhatsApp, Sim::NotSaid);
    let situation = Situation::LoggedOut;
    let page =
        recovery::play(&person.state, None, situation, Some(incident), &facts, &clock(0), ES)
            .expect("the play is told");
    assert_eq!(page.facts.sim, Sim::Gone);
    let first = page.steps.first().expect("it has steps");
    assert!(matches!(first.state, StepState::Done { .. }));
    let number = "+525512345678";
    recovery::remember_number(&mut person.state, None, Some(incident), number)
        .expect("it is stored");
    let known = recovery::account_number(&person.state, None, Some(incident));
    assert_eq!(known.expect("it is read"), number);
    let texts = recovery::ready_texts(None, Some(incident), &page.facts, number, &clock(0), ES)
        .expect("they are told");
    let mail = texts.iter().find(|text| text.id == "support_email").expect("the SIM is gone");
    assert!(mail.body.contains(number) && mail.last_entry.is_none(), "{mail:?}");
    let account = texts.iter().find(|text| text.id == "account_of_facts").expect("it is offered");
    assert!(!account.body.contains('{'), "{account:?}");
}

#[test]
fn a_new_log_does_not_take_over_what_was_done_in_one_that_was_set_aside() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Gone);
    person.marks(incident, "reregister", StepMark::Done);
    let elsewhere = tempfile::tempdir().expect("a temporary folder can be made");
    // Another origin: the first bytes that this log draws are those after the other's.
    let mut drawn = CountedEntropy::default();
    drawn.fill(&mut [0; 64]).expect("bytes are drawn");
    person.log = EvidenceLog::open(elsewhere.path(), Box::new(drawn)).expect("the log opens");
    let triage = recovery::triage(&person.state, Some(&person.log), Messenger::WhatsApp, ES);
    assert!(triage.expect("the answers are told").runs.is_empty());
    let (state, log) = (&mut person.state, &mut person.log);
    let stale = recovery::mark(state, log, incident, "bank", &StepMark::Done, &clock(0), ES);
    assert!(matches!(stale, Err(RecoveryError::NoSuchCase)));
    let again = person.begins(Situation::LoggedOut, Sim::Held);
    assert_eq!(again, incident);
    let step = person.step(Situation::LoggedOut, again, "reregister");
    assert_eq!(step.state, StepState::Open);
    assert_eq!(person.page(Situation::LoggedOut, again, 0).facts.sim, Sim::Held);
}

#[test]
fn a_wait_that_is_over_or_in_doubt_can_begin_anew() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let start = |person: &mut Person, day| {
        let (state, log) = (&mut person.state, &mut person.log);
        recovery::start_clock(state, log, incident, "unknown_pin", &clock(day), ES)
            .expect("it starts");
        let page = person.page(Situation::LoggedOut, incident, day);
        let step = page.steps.into_iter().find(|step| step.id == "unknown_pin");
        let runs = step.and_then(|step| step.clock).is_some_and(|clock| clock.running);
        let [clock] = <[_; 1]>::try_from(page.clocks).expect("one clock");
        (runs, clock.state, clock.ends_at_ms)
    };
    assert_eq!(start(&mut person, 0), (true, ClockState::Running, clock(7).now_ms));
    let over = person.page(Situation::LoggedOut, incident, 8);
    let step = over.steps.iter().find(|step| step.id == "unknown_pin").expect("it is there");
    assert!(step.clock.as_ref().is_some_and(|clock| !clock.running), "it does not run any more");
    assert_eq!(start(&mut person, 8), (true, ClockState::Running, clock(15).now_ms));
    assert_eq!(start(&mut person, -20), (true, ClockState::Running, clock(-13).now_ms));
    let noted = person.timeline().into_iter().filter(|entry| entry.detail.contains("7 días"));
    assert_eq!(noted.count(), 3, "each beginning is in the log");
}

#[test]
fn a_second_stolen_number_waits_by_itself_and_leaves_the_first_wait_alone() {
    let mut person = Person::new();
    let first = person.begins(Situation::LoggedOut, Sim::Gone);
    let second = person.begins(Situation::LoggedOut, Sim::Gone);
    person.marks(first, "deactivate", StepMark::Done);
    let start = |person: &mut Person, incident, day| {
        let (state, log) = (&mut person.state, &mut person.log);
        recovery::start_clock(state, log, incident, "unknown_pin", &clock(day), ES)
            .expect("it starts");
    };
    start(&mut person, first, 0);
    start(&mut person, second, 1);
    let (state, log) = (&mut person.state, &mut person.log);
    recovery::mark(state, log, second, "deactivate", &StepMark::Done, &clock(2), ES)
        .expect("it is marked");
    let ends = |incident| -> Vec<i64> {
        let clocks = person.page(Situation::LoggedOut, incident, 2).clocks;
        clocks.iter().map(|clock| clock.ends_at_ms).collect()
    };
    assert_eq!(ends(first), [clock(3).now_ms, clock(7).now_ms]);
    assert_eq!(ends(second), [clock(5).now_ms, clock(8).now_ms]);
}

#[test]
fn a_clock_leads_to_the_step_to_do_in_the_play_of_its_case() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    person.marks(incident, "deactivate", StepMark::Done);
    let plan = reminders::today(&person.state, &clock(4), ES).expect("the plan is made");
    let place = format!("play/lost_phone/{incident}/deactivate");
    assert_eq!(plan.clocks.first().map(|clock| clock.step.as_str()), Some(place.as_str()));
    assert_eq!(plan.clock_notification.map(|rings| rings.step), Some(place));
    for kind in &clocks().clock {
        assert!(plays().step(&kind.step).is_some(), "{} leads nowhere", kind.id);
    }
}

#[test]
fn the_deactivation_taken_back_stops_its_72_hours_and_no_other_clock() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    person.marks(incident, "deactivate", StepMark::Done);
    let (state, log) = (&mut person.state, &mut person.log);
    recovery::start_clock(state, log, incident, "deactivate", &clock(0), ES).expect("it starts");
    recovery::unmark(state, log, incident, "deactivate", &clock(0), ES).expect("it is taken back");
    let left: Vec<String> = person
        .page(Situation::LostPhone, incident, 0)
        .clocks
        .into_iter()
        .map(|clock| clock.clock_id)
        .collect();
    assert_eq!(left, ["account_deletion"]);
}

#[test]
fn a_step_whose_entry_was_taken_back_in_the_log_is_open_and_can_be_done_again() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let seq = person.marks(incident, "reregister", StepMark::Done).expect("it is an entry");
    let taken_back = NewEntry {
        incident: Some(incident),
        amends: Some(seq),
        ..entry(EntryBody::Retraction { text: "No era.".into() })
    };
    person.log.append(&taken_back, &clock(0)).expect("it is written");
    let step = person.step(Situation::LoggedOut, incident, "reregister");
    assert_eq!(step.state, StepState::Open);
    assert_eq!(person.page(Situation::LoggedOut, incident, 0).progress, "0 de 8 pasos");
    let before = person.timeline().len();
    let (state, log) = (&mut person.state, &mut person.log);
    recovery::unmark(state, log, incident, "reregister", &clock(0), ES).expect("nothing is left");
    assert_eq!(person.timeline().len(), before, "nothing is taken back twice");
    let again = person.marks(incident, "reregister", StepMark::Done).expect("it is an entry");
    assert!(again > seq);
    let step = person.step(Situation::LoggedOut, incident, "reregister");
    assert!(matches!(step.state, StepState::Done { .. }));
}

#[test]
fn a_threat_noted_in_its_own_form_is_the_step_done() {
    let mut person = Person::new();
    let incident = person.begins(Situation::Extortion, Sim::Held);
    let step = person.step(Situation::Extortion, incident, "threat_noted");
    assert_eq!((step.form, step.state), (Some(StepForm::Threat), StepState::Open));
    let threat = NewEntry {
        incident: Some(incident),
        ..entry(EntryBody::Threat {
            channel: Channel::Call,
            sender: "+525512345678".into(),
            claimed: "un grupo".into(),
            said: "Que paguemos.".into(),
            asked_centavos: 500_000,
            pay_to: "una tienda".into(),
        })
    };
    person.log.append(&threat, &clock(0)).expect("it is written");
    let step = person.step(Situation::Extortion, incident, "threat_noted");
    assert!(matches!(step.state, StepState::Done { .. }));
}

#[test]
fn outside_mexico_city_only_the_federal_lines_are_named_and_inside_or_unsaid_the_citys_own() {
    for language in [Language::Spanish, Language::English] {
        for situation in Situation::ALL {
            for place in [Place::MexicoCity, Place::Elsewhere, Place::NotSaid] {
                let case = CaseFacts { place, ..facts(Messenger::WhatsApp, Sim::Held) };
                let page = fresh(situation, &case, language);
                let local = page.steps.iter().flat_map(|step| &step.contacts);
                let local = local.filter(|contact| contact.scope == Scope::MexicoCity).count();
                assert_eq!(local == 0, place == Place::Elsewhere, "{situation:?} {place:?}");
                let texts = said(&page);
                let names_city = texts.iter().any(|text| {
                    text.contains("5242")
                        || text.contains("denunciadigital")
                        || text.contains("fgjcdmx")
                });
                assert_eq!(names_city, place != Place::Elsewhere, "{situation:?} {place:?}");
                let asks = page.steps.iter().any(|step| step.asks_place);
                assert_eq!(asks, place == Place::NotSaid, "{situation:?} {place:?}");
            }
        }
    }
}

#[test]
fn a_lost_telegram_phone_is_ended_from_another_device_before_the_sim_and_all_end_with_locks() {
    let ids = |messenger, sim| -> Vec<String> {
        let page = fresh(Situation::LostPhone, &facts(messenger, sim), ES);
        page.steps.into_iter().map(|step| step.id).collect()
    };
    let telegram = ids(Messenger::Telegram, Sim::Gone);
    assert_eq!(
        telegram.get(..3).expect("it has steps"),
        ["telegram_other_device", "line_back", "telegram_in"]
    );
    assert!(telegram.contains(&"telegram_two_step".to_owned()));
    assert!(telegram.contains(&"telegram_sessions".to_owned()));
    let whatsapp = ids(Messenger::WhatsApp, Sim::Held);
    assert_eq!(whatsapp.first().map(String::as_str), Some("reregister"));
    assert!(whatsapp.contains(&"own_pin".to_owned()));
    let signal = ids(Messenger::Signal, Sim::Held);
    assert!(signal.contains(&"signal_lock".to_owned()));
    assert!(signal.contains(&"signal_linked".to_owned()));
}

#[test]
fn the_number_is_asked_once_for_each_case_and_never_guessed() {
    let mut person = Person::new();
    let known = |person: &Person, incident| {
        recovery::account_number(&person.state, Some(&person.log), incident).expect("it is read")
    };
    let tell = |person: &mut Person, incident, number: &str| {
        recovery::remember_number(&mut person.state, Some(&person.log), incident, number)
            .expect("it is stored");
    };
    tell(&mut person, None, "55 1234 5678");
    assert_eq!(known(&person, None), "", "without its country it is no number yet");
    tell(&mut person, None, "+52 55 1234 5678");
    assert_eq!(known(&person, None), "+525512345678");
    let first = person.begins(Situation::LostPhone, Sim::Gone);
    assert_eq!(known(&person, Some(first)), "+525512345678", "the case opened then takes it");
    assert_eq!(known(&person, None), "");
    let second = person.begins(Situation::LostPhone, Sim::Gone);
    assert_eq!(known(&person, Some(second)), "", "another line is asked anew");
    tell(&mut person, Some(second), "+52 55 8765 4321");
    person.comes_back();
    assert_eq!(known(&person, Some(first)), "+525512345678");
    assert_eq!(known(&person, Some(second)), "+525587654321");
}

#[test]
fn a_text_says_up_to_which_entry_it_tells() {
    let mut person = Person::new();
    let incident = person.begins(Situation::MoneySent, Sim::Held);
    let last = |person: &Person, id: &str| {
        let facts = facts(Messenger::WhatsApp, Sim::Held);
        recovery::ready_text(Some(&person.log), id, Some(incident), &facts, "", &clock(0), ES)
            .expect("it is offered")
            .last_entry
    };
    assert_eq!(last(&person, "bank_script"), None);
    let append = |person: &mut Person, amends, body| {
        let entry = NewEntry { incident: Some(incident), amends, ..entry(body) };
        person.log.append(&entry, &clock(0)).expect("it is written")
    };
    let body = EntryBody::Transfer {
        payer: Payer::Me,
        amount_centavos: 450_000,
        tracking_key: String::new(),
        clabe: String::new(),
        card: String::new(),
        bank: String::new(),
        bank_folio: String::new(),
        text: String::new(),
    };
    let transfer = append(&mut person, None, body);
    let step = person.marks(incident, "bank", StepMark::Done);
    assert_eq!(last(&person, "bank_script"), Some(transfer), "a call is nothing to the script");
    assert_eq!(last(&person, "account_of_facts"), step);
    let taken_back = EntryBody::Retraction { text: String::new() };
    let taken_back = append(&mut person, Some(transfer), taken_back);
    assert_eq!(last(&person, "bank_script"), Some(taken_back));
    assert_eq!(last(&person, "contacts_warning"), None);
}

#[test]
fn each_source_says_whether_it_is_direct_press_or_to_be_confirmed() {
    let person = Person::new();
    let text = |id| {
        let facts = facts(Messenger::WhatsApp, Sim::Held);
        recovery::ready_text(Some(&person.log), id, None, &facts, "", &clock(0), ES)
            .expect("it is offered")
            .source_lines
    };
    assert!(text("contacts_warning").iter().all(|line| line.ends_with("· fuente directa")));
    let [bank, spei] = <[String; 2]>::try_from(text("bank_script")).expect("it has two sources");
    assert!(bank.ends_with("· confírmalo"), "{bank}");
    assert!(spei.ends_with("· fuente directa"), "{spei}");
    let police = recovery::contacts(&clock(0), ES).contacts.remove(0).source_lines;
    assert!(police.iter().all(|line| line.ends_with("· prensa o varias fuentes")), "{police:?}");
}
