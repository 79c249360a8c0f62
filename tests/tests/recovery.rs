//! The plays through both stores, as the app calls them.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{
    MessengerReading, MessengerSignal, NumberSignal, Snapshot, TextSignal,
};
use candado_core::content::plays;
use candado_core::devices::Messenger;
use candado_core::evidence::{
    EntropySource, EntryBody, EvidenceError, EvidenceLog, FieldProblem, NewEntry, Payer, TheftKind,
    TimelineEntry,
};
use candado_core::recovery::{
    self, CaseFacts, PlayPage, PlayStep, RecoveryError, Sim, Situation, StepMark, StepState,
};
use candado_core::reminders::{self, ClockState};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::evidence::{CountedEntropy, entry};
use std::path::Path;

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City, `days` later.
fn clock(days: i64) -> ClockReading {
    ClockReading {
        now_ms: 1_795_370_400_000 + days * DAY_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
        boot_count: None,
        uptime_ms: None,
    }
}

fn facts(messenger: Messenger, sim: Sim) -> CaseFacts {
    CaseFacts { messenger, sim, helper: String::new() }
}

const ES: Language = Language::Spanish;
const SIMS: [Sim; 3] = [Sim::Held, Sim::Gone, Sim::NotSaid];

struct Person {
    state: CareState,
    log: EvidenceLog,
    folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (state, log) = Self::open(folder.path());
        Self { state, log, folder }
    }

    fn open(folder: &Path) -> (CareState, EvidenceLog) {
        let log = EvidenceLog::open(folder, Box::new(CountedEntropy::default()));
        (CareState::open(folder).expect("the state opens"), log.expect("the log opens"))
    }

    /// Puts the phone away and takes it up again.
    fn comes_back(&mut self) {
        (self.state, self.log) = Self::open(self.folder.path());
    }

    fn begins(&mut self, situation: Situation, sim: Sim) -> u64 {
        let facts = facts(Messenger::WhatsApp, sim);
        let (state, log) = (&mut self.state, &mut self.log);
        recovery::begin(state, log, situation, None, &facts, &clock(0), ES).expect("it begins")
    }

    fn marks(&mut self, incident: u64, step: &str, mark: StepMark) -> Option<u64> {
        let (state, log) = (&mut self.state, &mut self.log);
        recovery::mark(state, log, incident, step, &mark, &clock(0), ES).expect("it is marked")
    }

    fn page(&self, situation: Situation, incident: u64, day: i64) -> PlayPage {
        let facts = facts(Messenger::Signal, Sim::NotSaid);
        let (state, log) = (&self.state, Some(&self.log));
        recovery::play(state, log, situation, Some(incident), &facts, &clock(day), ES)
            .expect("the play is read")
    }

    fn step(&self, situation: Situation, incident: u64, step: &str) -> PlayStep {
        let page = self.page(situation, incident, 0);
        page.steps.into_iter().find(|shown| shown.id == step).expect("the step is shown")
    }

    fn timeline(&self) -> Vec<TimelineEntry> {
        self.log.timeline(&clock(0), ES).expect("the log is read")
    }
}

fn fresh(situation: Situation, facts: &CaseFacts, language: Language) -> PlayPage {
    let person = Person::new();
    recovery::play(&person.state, Some(&person.log), situation, None, facts, &clock(0), language)
        .expect("the play is read")
}

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
                        let said = [&step.title, &step.why, &step.otherwise, &step.done_label];
                        assert!(said.iter().all(|text| !text.is_empty() && !text.contains('{')));
                        assert!(step.how.iter().all(|how| !how.contains('{')), "{}", step.id);
                    }
                }
            }
        }
    }
}

/// No step, text or offer that deactivates an account reaches a person who holds the SIM, or has not said.
#[test]
fn only_who_no_longer_holds_the_sim_is_told_to_deactivate() {
    let speaks_of_it = |step: &PlayStep| {
        let shown = [&step.title, &step.why].into_iter().chain(&step.how).cloned();
        let all: Vec<String> = shown.collect();
        all.iter().any(|text| {
            let text = text.to_lowercase();
            text.contains("desactivar la cuenta") || text.contains("deactivate the account")
        })
    };
    let mut told = 0;
    for language in [Language::Spanish, Language::English] {
        for situation in Situation::ALL {
            for messenger in Messenger::ALL {
                for sim in SIMS {
                    let case = facts(messenger, sim);
                    let page = fresh(situation, &case, language);
                    let deactivates = page.steps.iter().any(|step| step.deactivates);
                    let names_it = page.steps.iter().any(speaks_of_it);
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
        assert!(pin.why.contains("7 días") && pin.why.contains("ya está fuera"));
    }
    let without = fresh(Situation::LoggedOut, &facts(Messenger::WhatsApp, Sim::Gone), ES);
    assert_eq!(without.steps.first().map(|step| step.id.as_str()), Some("line_back"));
}

#[test]
fn the_messenger_is_that_of_the_last_case_or_the_first_on_the_phone_and_whatsapp_without_either() {
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
    person.begins(Situation::GhostLink, Sim::Gone);
    assert_eq!(first(&person, only_telegram), facts(Messenger::WhatsApp, Sim::NotSaid));
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
    let id = format!("play/logged_out/{incident}/bank");
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
fn a_step_put_off_becomes_a_reminder_of_that_day_and_leaves_with_it_done() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    person.marks(incident, "bank", StepMark::Later { date: "2026-11-28".to_owned() });
    let id = format!("play/logged_out/{incident}/bank");
    let plan = reminders::today(&person.state, &clock(0), ES).expect("the plan is made");
    let reminder = plan.upcoming.iter().find(|reminder| reminder.item_id == id);
    let reminder = reminder.expect("it is planned");
    assert!(reminder.promised);
    assert_eq!(reminder.day, "sábado 28 de noviembre");
    assert_eq!(reminder.title, "Si hubo dinero, llama a tu banco");
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
        assert!(matches!(refused, Err(RecoveryError::DateNotAhead)), "{date}");
    }
    let mark = StepMark::Later { date: "2027-03-23".to_owned() };
    let (state, log) = (&mut person.state, &mut person.log);
    let refused = recovery::mark(state, log, incident, "bank", &mark, &clock(0), ES);
    assert!(matches!(refused, Err(RecoveryError::DateTooFar { days: 121, limit: 120 })));
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
fn what_a_helper_notes_says_so_and_so_does_the_change() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let helped =
        CaseFacts { helper: "  Ana \t Ruiz ".to_owned(), ..facts(Messenger::WhatsApp, Sim::Held) };
    let set = |person: &mut Person, facts: &CaseFacts| {
        let (state, log) = (&mut person.state, &mut person.log);
        recovery::set_facts(state, log, incident, facts, &clock(0), ES)
    };
    set(&mut person, &helped).expect("it is stored");
    person.marks(incident, "warn_contacts", StepMark::Done);
    set(&mut person, &facts(Messenger::WhatsApp, Sim::Held)).expect("it is stored");
    person.marks(incident, "own_pin", StepMark::Done);
    let said: String = person
        .timeline()
        .iter()
        .map(|entry| format!("{} {}\n", entry.title, entry.detail))
        .collect();
    assert!(said.contains("Desde aquí anota Ana Ruiz, que ayuda"));
    assert!(said.contains("Avisé a mis contactos por otro medio. Lo anotó Ana Ruiz, que ayuda."));
    assert!(said.contains("Desde aquí anota la persona afectada."));
    assert!(said.contains("verificación en dos pasos de WhatsApp.\n"));
    let long = CaseFacts { helper: "ñ".repeat(61), ..facts(Messenger::WhatsApp, Sim::Held) };
    let refused = set(&mut person, &long);
    assert!(matches!(
        refused,
        Err(RecoveryError::Evidence(EvidenceError::Invalid {
            problem: FieldProblem::TooLong { limit: 60 },
            ..
        }))
    ));
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
    let same =
        recovery::begin(state, log, Situation::MoneySent, Some(incident), &facts, &clock(0), ES);
    assert_eq!(same.expect("it begins"), incident);
    let warned = person.step(Situation::MoneySent, incident, "warn_contacts");
    assert!(matches!(warned.state, StepState::Done { .. }));
    assert_eq!(person.page(Situation::MoneySent, incident, 0).facts.messenger, Messenger::WhatsApp);
    let (state, log) = (&mut person.state, &mut person.log);
    let nowhere = recovery::mark(state, log, 99, "bank", &StepMark::Done, &clock(0), ES);
    assert!(matches!(nowhere, Err(RecoveryError::NoSuchCase)));
    let unknown = recovery::mark(state, log, incident, "dance", &StepMark::Done, &clock(0), ES);
    assert!(matches!(unknown, Err(RecoveryError::NoSuchStep)));
    let lost = recovery::begin(state, log, Situation::LostPhone, Some(99), &facts, &clock(0), ES);
    assert!(lost.is_err());
}

#[test]
fn the_support_mail_has_the_exact_phrases_and_the_number_only_when_its_country_is_certain() {
    let person = Person::new();
    let mail = |sim, number: &str, language| {
        let facts = facts(Messenger::WhatsApp, sim);
        recovery::ready_text(
            &person.log,
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
            &person.log,
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
        "$4,500.00",
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
    let texts = recovery::ready_texts(&person.log, Some(incident), &facts, "", &clock(0), ES)
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
    assert!(page.impersonation.iter().any(|line| line.contains("no pide códigos")));
    assert!(page.elsewhere.contains("no tenemos números comprobados"));
    assert!(page.contacts.iter().all(|contact| !contact.source_lines.is_empty()));
    let old = recovery::contacts(&clock(121), ES);
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
