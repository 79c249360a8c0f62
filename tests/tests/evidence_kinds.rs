//! The kinds of notes: what each may say, what it is called, and that it is read back as it was written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use candado_core::Language;
use candado_core::devices::Messenger;
use candado_core::evidence::{
    Channel, EntryBody, EntryField, EvidenceError, FieldProblem, Payer, TimelineEntry,
};
use candado_tests::evidence::{clock, entry, open, opening};

type Refusal = (EntryField, FieldProblem);

fn written(body: EntryBody, language: Language) -> Result<TimelineEntry, Refusal> {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    match log.append(&entry(body), &clock(1)) {
        Ok(seq) => {
            drop(log);
            let timeline = open(folder.path()).timeline(&clock(2), language).unwrap();
            Ok(timeline.into_iter().find(|entry| entry.seq == seq).unwrap())
        }
        Err(EvidenceError::Invalid { field, problem }) => Err((field, problem)),
        Err(other) => panic!("{other}"),
    }
}

fn in_words(body: EntryBody) -> [(String, String); 2] {
    [Language::Spanish, Language::English].map(|language| {
        let entry = written(body.clone(), language).unwrap();
        (entry.title, entry.detail)
    })
}

fn words(title: &str, detail: &str) -> (String, String) {
    (title.to_owned(), detail.to_owned())
}

fn device(device: &str) -> EntryBody {
    EntryBody::SuspiciousDevice {
        messenger: Messenger::WhatsApp,
        device: device.to_owned(),
        last_active: "hoy".to_owned(),
        text: String::new(),
    }
}

fn defrauded(contact: &str, asked_centavos: i64, paid_centavos: i64) -> EntryBody {
    let (contact, text) = (contact.to_owned(), String::new());
    EntryBody::ContactDefrauded { contact, asked_centavos, paid_centavos, text }
}

fn threat(sender: &str, said: &str, asked_centavos: i64) -> EntryBody {
    EntryBody::Threat {
        channel: Channel::Call,
        sender: sender.to_owned(),
        claimed: "El Comandante".to_owned(),
        said: said.to_owned(),
        asked_centavos,
        pay_to: "tienda".to_owned(),
    }
}

fn witness(witness: &str, text: &str) -> EntryBody {
    EntryBody::WitnessStatement {
        witness: witness.to_owned(),
        contact: "55 3333 4444".to_owned(),
        text: text.to_owned(),
    }
}

fn transfer(card: &str) -> EntryBody {
    EntryBody::Transfer {
        payer: Payer::Me,
        amount_centavos: 100,
        tracking_key: String::new(),
        clabe: String::new(),
        card: card.to_owned(),
        bank: String::new(),
        bank_folio: String::new(),
        text: String::new(),
    }
}

#[test]
fn a_lost_account_and_an_unknown_device_are_named_in_both_languages() {
    let lost = EntryBody::AccountLost { messenger: Messenger::Signal, text: "De noche.".into() };
    assert_eq!(
        in_words(lost),
        [
            words("Se perdió el acceso a Signal", "De noche."),
            words("Access to Signal lost", "De noche.")
        ]
    );
    assert_eq!(
        in_words(device("Chrome (Windows)")),
        [
            words(
                "Dispositivo desconocido en WhatsApp: Chrome (Windows)",
                "Último uso que muestra la app: hoy"
            ),
            words(
                "Unknown device in WhatsApp: Chrome (Windows)",
                "Last active, as the app shows it: hoy"
            ),
        ]
    );
}

#[test]
fn a_deceived_contact_is_named_with_what_was_asked_and_paid_and_nothing_that_was_not_stated() {
    assert_eq!(
        in_words(defrauded("Tía Lupe", 500_000, 250_050)),
        [
            words("Engañaron a Tía Lupe", "Le pidieron $5,000.00\nPagó $2,500.50"),
            words("Tía Lupe was deceived", "They were asked for $5,000.00\nThey paid $2,500.50"),
        ]
    );
    let only_number = written(defrauded("55 1234 5678", 0, 0), Language::Spanish).unwrap();
    assert_eq!(only_number.title, "Engañaron a +525512345678");
    assert_eq!(only_number.detail, "");
}

#[test]
fn a_threat_says_who_what_how_much_and_where() {
    assert_eq!(
        in_words(threat("55 1234 5678", "Ve a https://pago.example/x", 100)),
        [
            words(
                "Amenaza. Llamada de +525512345678",
                "Dijo ser: El Comandante\nVe a hxxps://pago[.]example/x\nPidió $1.00\nDónde pagar: tienda",
            ),
            words(
                "Threat. Call from +525512345678",
                "Claimed to be: El Comandante\nVe a hxxps://pago[.]example/x\nDemanded $1.00\nWhere to pay: tienda",
            ),
        ]
    );
}

#[test]
fn a_witness_is_named_with_their_words_and_how_to_reach_them() {
    assert_eq!(
        in_words(witness("Jorge", "Lo vi.")),
        [
            words("Testimonio de Jorge", "Lo vi.\nCómo localizar a quien lo vio: +525533334444"),
            words("Statement of Jorge", "Lo vi.\nHow to reach the witness: +525533334444"),
        ]
    );
}

#[test]
fn of_a_card_only_the_last_four_digits_are_taken() {
    let kept = |card: &str| match written(transfer(card), Language::Spanish)?.body {
        EntryBody::Transfer { card, .. } => Ok(card),
        other => panic!("{other:?}"),
    };
    let digits = FieldProblem::DigitCount { expected: 4 };
    assert_eq!(kept(" 04 17 "), Ok("0417".to_owned()));
    assert_eq!(kept(""), Ok(String::new()));
    assert_eq!(kept("417"), Err((EntryField::Card, digits)));
    assert_eq!(
        kept("4152313000000417"),
        Err((EntryField::Card, digits)),
        "a whole number is refused"
    );
    assert_eq!(kept("٠٤١٧"), Err((EntryField::Card, FieldProblem::WrongCharacter)));
    let shown = written(transfer("0417"), Language::Spanish).unwrap();
    assert_eq!(shown.detail, "Tarjeta con terminación 0417");
}

#[test]
fn what_is_required_is_named_and_an_amount_that_cannot_be_is_too() {
    let refusal = |body| written(body, Language::Spanish).unwrap_err();
    let most = 99_999_999_999_999;
    for (body, expected) in [
        (device("  "), (EntryField::Device, FieldProblem::Empty)),
        (device(&"x".repeat(121)), (EntryField::Device, FieldProblem::TooLong { limit: 120 })),
        (device("a\u{0}b"), (EntryField::Device, FieldProblem::WrongCharacter)),
        (defrauded("", 0, 0), (EntryField::Deceived, FieldProblem::Empty)),
        (defrauded("Ana", -1, 0), (EntryField::Amount, FieldProblem::ImpossibleAmount)),
        (defrauded("Ana", 0, -1), (EntryField::Paid, FieldProblem::ImpossibleAmount)),
        (defrauded("Ana", 0, most + 1), (EntryField::Paid, FieldProblem::ImpossibleAmount)),
        (threat("", "", 0), (EntryField::Said, FieldProblem::Empty)),
        (threat("", "x", most + 1), (EntryField::Amount, FieldProblem::ImpossibleAmount)),
        (witness("", "x"), (EntryField::Witness, FieldProblem::Empty)),
        (witness("Jorge", " \n "), (EntryField::Text, FieldProblem::Empty)),
        (
            witness("Jorge", &"x".repeat(20_001)),
            (EntryField::Text, FieldProblem::TooLong { limit: 20_000 }),
        ),
    ] {
        assert_eq!(refusal(body), expected);
    }
    assert!(written(threat("", "x", most), Language::Spanish).is_ok());
}

#[test]
fn a_transfer_of_before_there_were_cards_is_read_and_a_new_one_without_card_has_the_same_bytes() {
    let old = r#"{"kind":"transfer","body":{"payer":"me","amount_centavos":100,"tracking_key":"","clabe":"","bank":"","bank_folio":"","text":""}}"#;
    let body: EntryBody = serde_json::from_str(old).unwrap();
    assert_eq!(body, transfer(""));
    assert_eq!(serde_json::to_string(&body).unwrap(), old);
}
