//! What an entry may say: each field as it is taken, refused, and on its limit.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use candado_core::evidence::{
    Channel, EntryBody, EntryField, EvidenceError, FieldProblem, Happened, NewEntry, Payer,
    Precision, TheftKind,
};
use candado_tests::evidence::{at, clock, entry, note, open, opening};
use proptest::prelude::*;

/// Writes an entry into a fresh log and gives back what the log kept of it.
fn kept(written: &NewEntry) -> Result<EntryBody, (EntryField, FieldProblem)> {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    match log.append(written, &clock(1)) {
        Ok(seq) => Ok(log.entries().unwrap()[usize::try_from(seq).unwrap()].body.clone()),
        Err(EvidenceError::Invalid { field, problem }) => {
            assert_eq!(log.head().unwrap().size, 1, "nothing is written of what is refused");
            Err((field, problem))
        }
        Err(error) => panic!("{error}"),
    }
}

fn sender(text: &str) -> String {
    let body = EntryBody::ContactAttempt {
        channel: Channel::Message,
        sender: text.into(),
        user_name: String::new(),
        email: String::new(),
        link: String::new(),
        said: "hola".into(),
    };
    match kept(&entry(body)).unwrap() {
        EntryBody::ContactAttempt { sender, .. } => sender,
        other => panic!("{other:?}"),
    }
}

fn transfer(change: impl FnOnce(&mut i64, &mut String, &mut String, &mut String)) -> NewEntry {
    let (mut amount_centavos, mut tracking_key) = (1, String::new());
    let (mut clabe, mut bank) = (String::new(), String::new());
    change(&mut amount_centavos, &mut tracking_key, &mut clabe, &mut bank);
    entry(EntryBody::Transfer {
        payer: Payer::Me,
        amount_centavos,
        tracking_key,
        clabe,
        card: String::new(),
        bank,
        bank_folio: String::new(),
        text: String::new(),
    })
}

#[test]
fn ten_digits_are_a_mexican_number_and_other_senders_stay_as_given() {
    for (given, expected) in [
        ("55 1234 5678", "+525512345678"),
        ("(55) 1234-5678", "+525512345678"),
        ("+52 55 1234 5678", "+525512345678"),
        ("+1 (202) 555-0134", "+12025550134"),
        ("52 1 55 1234 5678", "+5215512345678"),
        ("55123", "55123"),
        ("*264", "*264"),
        ("@soporte_wa", "@soporte_wa"),
        ("Ana 5512345678", "Ana 5512345678"),
        ("estafa@example.com", "estafa@example.com"),
    ] {
        assert_eq!(sender(given), expected);
    }
}

#[test]
fn a_clabe_needs_eighteen_digits_and_the_right_last_one() {
    let clabe = |text: &str| kept(&transfer(|_, _, clabe, _| *clabe = text.into()));
    assert!(clabe("").is_ok());
    for good in ["032180000118359719", "032 180 00011835971 9", "002000000000000008"] {
        assert!(clabe(good).is_ok(), "{good}");
    }
    for last in 0..9 {
        assert_eq!(
            clabe(&format!("03218000011835971{last}")),
            Err((EntryField::Clabe, FieldProblem::CheckDigit))
        );
    }
    let count = Err((EntryField::Clabe, FieldProblem::DigitCount { expected: 18 }));
    assert_eq!(clabe("03218000011835971"), count);
    assert_eq!(clabe("0321800001183597190"), count);
    assert_eq!(clabe("03218000011835971x"), Err((EntryField::Clabe, FieldProblem::WrongCharacter)));
}

#[test]
fn the_log_holds_the_bank_that_the_person_named_and_none_of_its_own() {
    let bank = |given: &str| {
        let written = transfer(|_, _, clabe, bank| {
            *clabe = "002000000000000008".into();
            *bank = given.into();
        });
        match kept(&written).unwrap() {
            EntryBody::Transfer { bank, .. } => bank,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(bank(""), "");
    assert_eq!(bank("Mi banco"), "Mi banco");
}

#[test]
fn an_amount_is_above_zero_and_no_more_than_a_transfer_can_be() {
    let amount = |centavos| kept(&transfer(|amount, _, _, _| *amount = centavos));
    let refused = Err((EntryField::Amount, FieldProblem::ImpossibleAmount));
    assert_eq!(amount(0), refused);
    assert_eq!(amount(-1), refused);
    assert!(amount(1).is_ok());
    assert!(amount(99_999_999_999_999).is_ok());
    assert_eq!(amount(100_000_000_000_000), refused);
    assert_eq!(amount(i64::MAX), refused);
}

#[test]
fn a_tracking_key_is_thirty_letters_and_digits_at_most() {
    let key = |text: &str| kept(&transfer(|_, key, _, _| *key = text.into()));
    assert!(key("2026031440014BMOV0000012345677").is_ok());
    assert_eq!(
        key("2026031440014BMOV00000123456777"),
        Err((EntryField::TrackingKey, FieldProblem::TooLong { limit: 30 }))
    );
    assert_eq!(key("BMOV_1"), Err((EntryField::TrackingKey, FieldProblem::WrongCharacter)));
}

#[test]
fn a_text_may_be_as_long_as_its_limit_and_no_longer() {
    assert!(kept(&note(&"ñ".repeat(20_000))).is_ok());
    let too_long = Err((EntryField::Text, FieldProblem::TooLong { limit: 20_000 }));
    assert_eq!(kept(&note(&"ñ".repeat(20_001))), too_long);
    let title = |title: String| {
        let body = EntryBody::IncidentOpened { theft: TheftKind::Other, title };
        kept(&NewEntry { incident: None, ..entry(body) })
    };
    assert!(title("x".repeat(120)).is_ok());
    let too_long = Err((EntryField::Title, FieldProblem::TooLong { limit: 120 }));
    assert_eq!(title("x".repeat(121)), too_long);
    assert_eq!(title("  \n ".into()), Err((EntryField::Title, FieldProblem::Empty)));
}

#[test]
fn what_is_required_may_not_be_empty_and_control_characters_do_not_belong() {
    assert_eq!(kept(&note(" \u{a0}\n")), Err((EntryField::Text, FieldProblem::Empty)));
    for control in ['\0', '\u{1f}', '\u{7f}', '\u{80}', '\u{9f}'] {
        let refused = kept(&note(&format!("a{control}b")));
        assert_eq!(refused, Err((EntryField::Text, FieldProblem::WrongCharacter)), "{control:?}");
    }
    for sign in ['\n', '\t', '¿', '\u{a0}', '\u{2028}'] {
        assert!(kept(&note(&format!("a{sign}b"))).is_ok(), "{sign:?}");
    }
    assert_eq!(kept(&note("a\r\nb")).unwrap(), EntryBody::Note { text: "a\nb".into() });
    let contact = EntryBody::ContactAttempt {
        channel: Channel::Call,
        sender: String::new(),
        user_name: String::new(),
        email: String::new(),
        link: String::new(),
        said: " ".into(),
    };
    assert_eq!(kept(&entry(contact)), Err((EntryField::Said, FieldProblem::Empty)));
    let anybody = |user_name: &str, email: &str| EntryBody::ContactAttempt {
        channel: Channel::WhatsApp,
        sender: String::new(),
        user_name: user_name.into(),
        email: email.into(),
        link: String::new(),
        said: String::new(),
    };
    assert!(kept(&entry(anybody("@paqueteria_mx", ""))).is_ok());
    assert!(kept(&entry(anybody("", "entrega@paqueteria.example"))).is_ok());
    let long = "x".repeat(201);
    let too_long = |field| Err((field, FieldProblem::TooLong { limit: 200 }));
    assert_eq!(kept(&entry(anybody(&long, ""))), too_long(EntryField::UserName));
    assert_eq!(kept(&entry(anybody("", &long))), too_long(EntryField::Email));
    let report =
        EntryBody::ReportFiled { authority: String::new(), folio: "1".into(), text: String::new() };
    assert_eq!(kept(&entry(report)), Err((EntryField::Authority, FieldProblem::Empty)));
}

fn happened(change: impl FnOnce(&mut Happened)) -> Result<EntryBody, (EntryField, FieldProblem)> {
    let mut happened = at("2026-03-14T09:00").unwrap();
    change(&mut happened);
    kept(&NewEntry { happened: Some(happened), ..note("a") })
}

#[test]
fn a_stated_time_must_have_been() {
    let refused = Err((EntryField::Happened, FieldProblem::ImpossibleDate));
    // The phone's clock says 10:01.
    assert!(happened(|happened| happened.from = "2026-03-14T10:01".into()).is_ok());
    assert_eq!(happened(|happened| happened.from = "2026-03-14T10:02".into()), refused);
    for impossible in [
        "2026-02-30T10:00",
        "2026-03-14T24:00",
        "2026-03-14 10:00",
        "2026-03-14",
        "1999-12-31T23:59",
        "0226-03-14T10:00",
        // Clocks were set ahead at two in the morning, so there was no half past two.
        "2022-04-03T02:30",
        "",
    ] {
        assert_eq!(happened(|happened| happened.from = impossible.into()), refused, "{impossible}");
    }
    assert!(happened(|happened| happened.from = "2000-01-01T00:00".into()).is_ok());
}

#[test]
fn a_span_ends_after_it_begins_and_not_ahead_of_the_clock() {
    let to = |to: &str| happened(|happened| happened.to = Some(to.into()));
    let refused = Err((EntryField::Happened, FieldProblem::ImpossibleDate));
    assert!(to("2026-03-14T09:00").is_ok());
    assert!(to("2026-03-14T09:40").is_ok());
    let backwards = Err((EntryField::Happened, FieldProblem::SpanBackwards));
    assert_eq!(to("2026-03-14T08:59"), backwards);
    assert_eq!(to("2026-03-14T11:00"), refused);
}

#[test]
fn the_zone_of_the_person_counts_and_an_unknown_one_is_taken_for_mexico_city() {
    // 10:01 in Mexico City is 17:01 in Madrid.
    let in_zone = |zone: &str, from: &str| {
        happened(|happened| {
            happened.zone = zone.into();
            happened.from = from.into();
            happened.precision = Precision::About;
        })
    };
    assert!(in_zone("Europe/Madrid", "2026-03-14T17:01").is_ok());
    assert!(in_zone("Europe/Madrid", "2026-03-14T17:02").is_err());
    assert!(in_zone("Mars/Olympus", "2026-03-14T10:01").is_ok());
    assert!(in_zone("Mars/Olympus", "2026-03-14T10:02").is_err());
    for unknown in ["GMT-05:00", "a b"] {
        assert!(in_zone(unknown, "2026-03-14T10:01").is_ok());
        assert!(in_zone(unknown, "2026-03-14T10:02").is_err());
    }
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let stated = Happened { zone: "GMT-05:00".into(), ..at("2026-03-14T09:00").unwrap() };
    log.append(&NewEntry { happened: Some(stated), ..note("a") }, &clock(1)).unwrap();
    let entries = log.entries().unwrap();
    let kept = entries.last().and_then(|entry| entry.happened.clone());
    assert_eq!(
        kept.map(|stated| stated.zone),
        Some("America/Mexico_City".into()),
        "as it was shown"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_kept_as_it_was_or_named_as_refused(text in "\\PC{1,60}") {
        match kept(&note(&text)) {
            Ok(EntryBody::Note { text: found }) => prop_assert_eq!(found, text.trim()),
            Ok(other) => prop_assert!(false, "{:?}", other),
            Err((field, _)) => prop_assert_eq!(field, EntryField::Text),
        }
    }
}
