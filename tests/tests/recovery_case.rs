//! What is known of a case, who notes in it, and the notes by which its steps are done.

use candado_core::devices::Messenger;
use candado_core::evidence::{Channel, EntryBody, Payer};
use candado_core::recovery::{CaseFact, CaseFacts, Place, Sim, Situation, StepMark, StepState};
use candado_core::reminders;
use candado_tests::recovery::{ES, Person, clock, facts};

fn helped(messenger: Messenger) -> CaseFacts {
    CaseFacts { helper: "Ana".to_owned(), ..facts(messenger, Sim::NotSaid) }
}

#[test]
fn one_answer_about_a_case_leaves_the_others_and_who_helps_as_they_were() {
    let mut person = Person::new();
    let known = CaseFacts { place: Place::Elsewhere, ..helped(Messenger::Telegram) };
    let incident = person.begins_in(None, Situation::LoggedOut, &known);
    let written = person.timeline().len();
    person.says(incident, &CaseFact::Sim { sim: Sim::Gone });
    let page = person.page(Situation::LoggedOut, incident, 0);
    assert_eq!(page.facts, CaseFacts { sim: Sim::Gone, ..known.clone() });
    person.says(incident, &CaseFact::Place { place: Place::MexicoCity });
    person.says(incident, &CaseFact::Messenger { messenger: Messenger::Signal });
    let page = person.page(Situation::LoggedOut, incident, 0);
    assert_eq!((page.facts.place, page.facts.messenger), (Place::MexicoCity, Messenger::Signal));
    assert_eq!((page.facts.sim, page.facts.helper.as_str()), (Sim::Gone, "Ana"));
    assert_eq!(person.timeline().len(), written, "none of it is evidence");
}

/// "Open case with helper, Telegram, another state; triage > WhatsApp > no SIM > it is the same case."
#[test]
fn a_second_play_of_a_case_takes_what_is_said_now_and_keeps_what_is_not() {
    let mut person = Person::new();
    let known = CaseFacts { place: Place::Elsewhere, ..helped(Messenger::Telegram) };
    let incident = person.begins_in(None, Situation::LoggedOut, &known);
    let written = person.timeline().len();
    let now = facts(Messenger::WhatsApp, Sim::Gone);
    assert_eq!(person.begins_in(Some(incident), Situation::LostPhone, &now), incident);
    let page = person.page(Situation::LostPhone, incident, 0);
    assert_eq!(page.facts, CaseFacts { sim: Sim::Gone, ..known });
    assert_eq!(person.timeline().len(), written, "the person does not note from here on");
    person.begins_in(Some(incident), Situation::MoneySent, &helped(Messenger::WhatsApp));
    assert_eq!(person.page(Situation::LostPhone, incident, 0).facts.sim, Sim::Gone);
}

#[test]
fn who_helps_with_a_known_case_is_in_every_note_from_then_on() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let begun =
        person.begins_in(Some(incident), Situation::MoneySent, &helped(Messenger::WhatsApp));
    assert_eq!(begun, incident);
    let step = person.marks(incident, "bank", StepMark::Done);
    let by = |person: &Person, seq| {
        person.timeline().into_iter().find(|entry| Some(entry.seq) == seq).map(|it| it.noted_by)
    };
    assert_eq!(by(&person, step).as_deref(), Some("Ana"));
    let written = person.timeline().len();
    person.begins_in(Some(incident), Situation::Extortion, &helped(Messenger::WhatsApp));
    assert_eq!(person.timeline().len(), written, "it is said once");
}

/// The note of a step, in the form that belongs to it.
fn notes() -> [(&'static str, EntryBody); 4] {
    let text = String::new;
    [
        (
            "police_report",
            EntryBody::ReportFiled {
                authority: "Policía".into(), folio: "1".into(), text: text()
            },
        ),
        (
            "complaint",
            EntryBody::ComplaintFiled {
                authority: "Fiscalía".into(),
                carpeta: "CI-1".into(),
                agent: text(),
                text: text(),
            },
        ),
        (
            "transfer_noted",
            EntryBody::Transfer {
                payer: Payer::Me,
                amount_centavos: 100,
                tracking_key: text(),
                clabe: text(),
                card: text(),
                bank: text(),
                bank_folio: text(),
                text: text(),
            },
        ),
        (
            "threat_noted",
            EntryBody::Threat {
                channel: Channel::Call,
                sender: text(),
                claimed: text(),
                said: "Paga.".into(),
                asked_centavos: 0,
                pay_to: text(),
            },
        ),
    ]
}

const PLAYS: [Situation; 2] = [Situation::MoneySent, Situation::Extortion];

fn step_of(person: &Person, incident: u64, id: &str) -> (StepState, Option<u64>) {
    let steps = PLAYS.map(|play| person.page(play, incident, 0).steps);
    let step = steps.into_iter().flatten().find(|step| step.id == id).expect("it is shown");
    (step.state, step.noted_in)
}

#[test]
fn a_step_put_off_and_done_by_its_note_is_no_reminder_any_more() {
    for (step, body) in notes() {
        let mut person = Person::new();
        let incident = person.begins(Situation::MoneySent, Sim::Held);
        person.begins_in(
            Some(incident),
            Situation::Extortion,
            &facts(Messenger::WhatsApp, Sim::Held),
        );
        let other = person.begins(Situation::MoneySent, Sim::Held);
        for (case, put_off) in [(incident, step), (incident, "bank"), (other, "police_report")] {
            person.marks(case, put_off, StepMark::Later { date: "2026-11-28".to_owned() });
        }
        let left = |person: &Person| -> Vec<String> {
            let due = reminders::today(&person.state, &clock(6), ES).expect("the plan is made").due;
            let items = due.into_iter().map(|due| due.item_id);
            let mut steps: Vec<String> = items.filter(|id| id.contains('/')).collect();
            steps.sort();
            steps
        };
        assert_eq!(left(&person).len(), 3, "{step}");
        person.writes(incident, None, body);
        let [bank, elsewhere] = <[String; 2]>::try_from(left(&person)).expect("two are left");
        assert!(bank.ends_with(&format!("/{incident}/bank")), "{bank}");
        assert!(elsewhere.ends_with(&format!("/{other}/police_report")), "{elsewhere}");
    }
}

#[test]
fn a_step_done_by_its_note_names_it_and_is_open_again_without_it() {
    for (step, body) in notes() {
        let mut person = Person::new();
        let incident = person.begins(Situation::MoneySent, Sim::Held);
        let note = person.writes(incident, None, body);
        let (state, noted_in) = step_of(&person, incident, step);
        assert!(matches!(state, StepState::Done { .. }), "{step}");
        assert_eq!(noted_in, Some(note), "{step}");
        person.unmarks(incident, step);
        assert_eq!(step_of(&person, incident, step), (state, noted_in), "it is not marked");
        person.writes(incident, Some(note), EntryBody::Retraction { text: String::new() });
        assert_eq!(step_of(&person, incident, step), (StepState::Open, None), "{step}");
        person.marks(incident, step, StepMark::Done);
        assert_eq!(step_of(&person, incident, step).1, None, "{step} was marked");
    }
}
