//! Ready texts say what the log says, and nothing that nobody stated.

use candado_core::Language;
use candado_core::content::ready_texts;
use candado_core::devices::Messenger;
use candado_core::evidence::{EntryBody, Happened, NewEntry, Payer, Precision};
use candado_core::recovery::{self, CaseFacts, Sim, Situation};
use candado_tests::evidence::entry;
use candado_tests::recovery::{Person, clock, facts};

fn with_sim() -> CaseFacts {
    facts(Messenger::WhatsApp, Sim::Held)
}

#[test]
fn the_bank_hears_every_part_of_a_transfer_that_was_noted() {
    let mut person = Person::new();
    let incident = person.begins(Situation::MoneySent, Sim::Held);
    let transfer = EntryBody::Transfer {
        payer: Payer::Me,
        amount_centavos: 450_000,
        tracking_key: "CLAVE1".into(),
        clabe: "032180000118359719".into(),
        card: "4821".into(),
        bank: "Un banco".into(),
        bank_folio: "F-9".into(),
        text: "lo que pensé".into(),
    };
    person.writes(incident, None, transfer);
    let said = person.text("bank_script", incident, &with_sim()).body;
    for wanted in [
        "$4,500.00",
        "clave de rastreo CLAVE1",
        "CLABE 032180000118359719",
        "a la tarjeta terminada en 4821",
        "banco que recibió: Un banco",
        "folio del banco F-9",
    ] {
        assert!(said.contains(wanted), "{wanted} is not in {said}");
    }
    assert!(!said.contains("lo que pensé"), "{said}");
}

#[test]
fn the_day_on_which_a_case_is_opened_here_is_told_to_nobody() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    for language in [Language::Spanish, Language::English] {
        for case in [None, Some(incident)] {
            let gone = facts(Messenger::WhatsApp, Sim::Gone);
            let texts =
                recovery::ready_texts(Some(&person.log), case, &gone, "", &clock(0), language);
            for text in texts.expect("the texts are made") {
                let names_it = text.body.contains("22 ") || text.body.contains("noviembre");
                assert!(!names_it && !text.body.contains("{date}"), "{}", text.body);
            }
        }
    }
    let script = person.text("carrier_script", incident, &with_sim()).body;
    assert!(script.contains("El [día] perdí o me robaron el teléfono"), "{script}");
}

fn lost(incident: u64, messenger: Messenger, from: Option<&str>) -> NewEntry {
    NewEntry {
        incident: Some(incident),
        happened: from.map(|from| Happened {
            from: from.to_owned(),
            to: None,
            zone: "America/Mexico_City".to_owned(),
            precision: Precision::Day,
        }),
        ..entry(EntryBody::AccountLost { messenger, text: String::new() })
    }
}

#[test]
fn contacts_are_told_since_when_only_where_a_note_of_the_loss_states_it() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let warning = |person: &Person| person.text("contacts_warning", incident, &with_sim());
    let unsaid = "Hola, soy yo. Alguien más puede estar usando mi cuenta de WhatsApp. Si te";
    assert!(warning(&person).body.starts_with(unsaid), "{}", warning(&person).body);
    person.saves(&lost(incident, Messenger::Telegram, Some("2026-11-01T10:00")));
    person.saves(&lost(incident, Messenger::WhatsApp, None));
    assert!(warning(&person).body.starts_with(unsaid), "{}", warning(&person).body);
    let later = person.saves(&lost(incident, Messenger::WhatsApp, Some("2026-11-20T10:00")));
    let first = person.saves(&lost(incident, Messenger::WhatsApp, Some("2026-11-19T22:00")));
    let text = warning(&person);
    assert!(
        text.body.contains("Desde el jueves 19 de noviembre alguien más puede"),
        "{}",
        text.body
    );
    assert_eq!(text.last_entry, Some(first), "a newer note would make it old");
    let taken_back = EntryBody::Retraction { text: String::new() };
    let taken_back = person.writes(incident, Some(first), taken_back);
    let text = warning(&person);
    assert!(text.body.contains("Desde el viernes 20 de noviembre"), "{}", text.body);
    assert_eq!(text.last_entry, Some(taken_back));
    person.writes(incident, Some(later), EntryBody::Amendment { text: "Fue el 18.".into() });
    assert!(warning(&person).body.starts_with(unsaid), "{}", warning(&person).body);
}

#[test]
fn who_helps_warns_the_contacts_in_their_own_name() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Held);
    let helped = CaseFacts { helper: "Ana, su hermana".to_owned(), ..with_sim() };
    let text = person.text("contacts_warning", incident, &helped);
    assert!(
        text.body.starts_with("Hola, soy Ana, su hermana. Te aviso de parte de ["),
        "{}",
        text.body
    );
    assert!(!text.body.contains("soy yo") && !text.body.contains("mi cuenta"), "{}", text.body);
    assert_eq!(text.last_entry, None);
    for text in &ready_texts().text {
        assert!(
            !text.body.es.contains("{helper}"),
            "{} names a helper where nobody helps",
            text.id
        );
    }
}
