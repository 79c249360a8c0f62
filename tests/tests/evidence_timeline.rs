//! The timeline in both orders and through its search, and what changed since a head code left the phone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use candado_core::Language;
use candado_core::evidence::{
    AnchorWay, Channel, EntryBody, EvidenceError, EvidenceLog, NewEntry, TheftKind, TimelineOrder,
};
use candado_tests::evidence::{anchor, at, clock, entry, note, open, opening, tell_story};

fn view(log: &EvidenceLog, order: TimelineOrder, search: &str) -> Vec<u64> {
    log.timeline_view(order, search, &clock(60), Language::Spanish)
        .unwrap()
        .iter()
        .map(|entry| entry.seq)
        .collect()
}

#[test]
fn both_orders_hold_every_entry_and_the_second_is_that_of_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let late = NewEntry { happened: at("2026-03-13T22:00"), ..note("La víspera") };
    let late = log.append(&late, &clock(30)).unwrap();
    assert_eq!(view(&log, TimelineOrder::Noted, ""), [0, 1, 2, 3, 4, 5, 6, late]);
    let happened = view(&log, TimelineOrder::Happened, "");
    assert_eq!(happened[..4], [late, 1, 2, 3]);
    assert_eq!(happened.len(), 8);
}

#[test]
fn in_the_order_of_noting_an_entry_says_when_it_was_noted_and_when_it_happened() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    log.append(&NewEntry { happened: at("2026-03-13T22:00"), ..note("a") }, &clock(5)).unwrap();
    log.append(&note("b"), &clock(6)).unwrap();
    let shown = log.timeline_view(TimelineOrder::Noted, "", &clock(60), Language::Spanish).unwrap();
    assert_eq!(shown[1].day, "Sábado 14 de marzo");
    assert_eq!(shown[1].time, "Anotado 10:05 · ocurrió viernes 13 de marzo, 22:00");
    assert_eq!(shown[2].time, "Anotado 10:06");
}

#[test]
fn words_are_found_without_accents_in_every_part_of_an_entry() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let found = |search: &str| view(&log, TimelineOrder::Happened, search);
    assert_eq!(found("paqueteria CODIGO"), [1]);
    assert_eq!(found("525512345678"), [1]);
    assert_eq!(found("paqueteria-mx.example"), [1], "a link is found as it was typed");
    assert_eq!(found("032180000118359719"), [3, 4], "an entry comes with its correction");
    assert_eq!(found("captura-mensaje"), [3, 4], "and by the name of its file");
    assert_eq!(found("4,000"), [3, 4], "a correction brings what it corrects");
    assert_eq!(found("policia cibernetica"), [6]);
    assert_eq!(found("nada de esto"), [] as [u64; 0]);
}

#[test]
fn a_contact_is_told_with_everything_by_which_somebody_can_be_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let contact = |channel, sender: &str, user_name: &str| {
        entry(EntryBody::ContactAttempt {
            channel,
            sender: sender.into(),
            user_name: user_name.into(),
            email: "entrega@paqueteria.example".into(),
            link: "https://paqueteria.example/x".into(),
            said: "Pidió el código".into(),
        })
    };
    log.append(&contact(Channel::WhatsAppBusiness, "55 1234 5678", "@paq"), &clock(1)).unwrap();
    log.append(&contact(Channel::Telegram, "", "@paq"), &clock(2)).unwrap();
    let shown = log.timeline(&clock(60), Language::Spanish).unwrap();
    assert_eq!(shown[1].title, "Contacto por WhatsApp Business de +525512345678");
    assert_eq!(
        shown[1].detail,
        "Usuario: @paq\nCorreo: entrega@paqueteria[.]example\nPidió el código\nEnlace: hxxps://paqueteria[.]example/x"
    );
    assert_eq!(shown[2].title, "Contacto por Telegram de @paq");
    assert!(shown[2].detail.starts_with("Correo: "), "{}", shown[2].detail);
    let bytes = serde_json::to_string(&log.entries().unwrap()[1]).unwrap();
    assert!(bytes.contains(r#""channel":"whatsapp-business""#), "{bytes}");
}

#[test]
fn a_note_that_is_corrected_as_a_whole_is_said_anew_by_the_last_that_was_not_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let step =
        |amends| NewEntry { amends, ..entry(EntryBody::StepTaken { text: "Llamé".into() }) };
    log.append(&step(None), &clock(1)).unwrap();
    log.append(&step(Some(1)), &clock(2)).unwrap();
    log.append(&NewEntry { amends: Some(1), ..note("de otra clase") }, &clock(3)).unwrap();
    let superseded = |log: &EvidenceLog| -> Vec<u64> {
        let shown = log.timeline(&clock(60), Language::Spanish).unwrap();
        shown.iter().filter(|entry| entry.superseded).map(|entry| entry.seq).collect()
    };
    assert_eq!(superseded(&log), [1], "another kind says something else");
    log.append(&step(Some(2)), &clock(4)).unwrap();
    assert_eq!(superseded(&log), [1, 2], "a correction can be corrected");
    let back = entry(EntryBody::Retraction { text: String::new() });
    log.append(&NewEntry { amends: Some(4), ..back }, &clock(5)).unwrap();
    assert_eq!(superseded(&log), [1], "what was taken back says nothing");
}

#[test]
fn a_case_is_called_as_it_was_last_called_and_stays_the_same_case() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let opened = |title: &str, within| NewEntry {
        incident: within,
        amends: within,
        ..entry(EntryBody::IncidentOpened { theft: TheftKind::Extortion, title: title.into() })
    };
    log.append(&opened("Amenazas", Some(0)), &clock(1)).unwrap();
    let second = log.append(&opened("Otro caso", None), &clock(2)).unwrap();
    let called: Vec<_> =
        log.cases().unwrap().into_iter().map(|case| (case.seq, case.theft, case.title)).collect();
    assert_eq!(
        called,
        [
            (0, TheftKind::Extortion, "Amenazas".to_owned()),
            (second, TheftKind::Extortion, "Otro caso".to_owned())
        ]
    );
    let summary = log.summary().unwrap();
    assert_eq!((summary.latest_incident, summary.incident_title.as_str()), (Some(2), "Otro caso"));
    let within_correction = NewEntry { incident: Some(1), ..note("no es un caso") };
    let elsewhere = NewEntry { amends: Some(0), ..opened("x", Some(second)) };
    for refused in [within_correction, elsewhere] {
        assert!(matches!(log.append(&refused, &clock(3)), Err(EvidenceError::NoSuchReference)));
    }
    log.append(&NewEntry { incident: Some(second), ..note("del otro") }, &clock(4)).unwrap();
    log.append(&note("del primero"), &clock(5)).unwrap();
    assert_eq!(log.outside(&[0]).unwrap(), [2, 3], "a case goes with its opening and its notes");
    assert_eq!(log.outside(&[0, second]).unwrap(), [] as [u64; 0]);
    assert_eq!(log.outside(&[second]).unwrap(), [0, 1, 4]);
}

#[test]
fn what_was_added_since_a_code_left_is_counted_and_what_it_covers_is_hashed_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let before = log.anchor_state().unwrap();
    assert_eq!((before.last, before.added, before.unchanged), (None, 7, true));
    let code = anchor(&mut log, AnchorWay::Copied, &clock(20));
    log.append(&note("después"), &clock(21)).unwrap();
    log.append(&note("y otra"), &clock(22)).unwrap();
    drop(log);
    let state = open(folder.path()).anchor_state().unwrap();
    let last = state.last.unwrap();
    assert_eq!((last.code, last.size, last.way), (code, 7, AnchorWay::Copied));
    assert_eq!(last.at_ms, clock(20).now_ms);
    assert_eq!((state.added, state.unchanged, state.head.size), (2, true, 9));
}

#[test]
fn the_last_code_that_left_is_the_one_that_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    anchor(&mut log, AnchorWay::Copied, &clock(20));
    log.append(&note("después"), &clock(21)).unwrap();
    anchor(&mut log, AnchorWay::Sent, &clock(22));
    let state = log.anchor_state().unwrap();
    assert_eq!((state.last.unwrap().way, state.added), (AnchorWay::Sent, 0));
}

/// The person chooses to whom a code goes, and the phone's clock is set by the network meanwhile.
#[test]
fn a_code_that_left_is_kept_as_it_was_when_the_log_grew_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let shown = log.head().unwrap().code;
    log.append(&note("después"), &clock(21)).unwrap();
    log.anchor(&shown, AnchorWay::Sent, &clock(22)).unwrap();
    let state = log.anchor_state().unwrap();
    let last = state.last.unwrap();
    assert_eq!((last.code, last.size), (shown, 7));
    assert_eq!((state.added, state.unchanged, state.head.size), (1, true, 8));
}

#[test]
fn a_code_that_this_log_never_had_is_not_kept_as_one_that_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let code = log.head().unwrap().code;
    let longer = code.replacen('7', "8", 1);
    let other = code.replace(|character: char| character.is_ascii_uppercase(), "0");
    let endless = format!("{} {}", u64::MAX, code.split_once(' ').unwrap().1);
    for foreign in [longer.as_str(), &other, &endless, "", "7"] {
        let refused = log.anchor(foreign, AnchorWay::Sent, &clock(20));
        assert!(matches!(refused, Err(EvidenceError::NoSuchReference)), "{foreign}: {refused:?}");
    }
    assert_eq!(log.anchor_state().unwrap().last, None);
}

#[test]
fn an_entry_that_was_altered_on_disk_is_seen_against_the_last_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    anchor(&mut log, AnchorWay::Sent, &clock(20));
    drop(log);
    let database = rusqlite::Connection::open(folder.path().join("evidence.db")).unwrap();
    database
        .execute_batch(
            "DROP TRIGGER entry_fixed;
             UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'mujer', 'hombre') AS BLOB)
             WHERE seq = 1;",
        )
        .unwrap();
    drop(database);
    assert!(!open(folder.path()).anchor_state().unwrap().unchanged);
}

#[test]
fn a_log_from_before_codes_were_remembered_is_taken_over_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let head = log.head().unwrap();
    drop(log);
    let database = rusqlite::Connection::open(folder.path().join("evidence.db")).unwrap();
    database.execute_batch("DROP TABLE anchor; DROP TABLE entry_link; DROP TABLE delivery; PRAGMA user_version = 1;").unwrap();
    drop(database);
    let mut log = open(folder.path());
    assert_eq!(log.head().unwrap(), head);
    anchor(&mut log, AnchorWay::Copied, &clock(20));
    assert!(log.anchor_state().unwrap().last.is_some());
}

#[test]
fn a_retraction_keeps_the_entry_in_both_orders_and_marks_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let retraction =
        NewEntry { amends: Some(2), ..entry(EntryBody::Retraction { text: "No fue así".into() }) };
    log.append(&retraction, &clock(9)).unwrap();
    for order in [TimelineOrder::Happened, TimelineOrder::Noted] {
        let shown = log.timeline_view(order, "", &clock(60), Language::Spanish).unwrap();
        assert!(shown.iter().any(|entry| entry.seq == 2 && entry.retracted));
    }
}

#[test]
fn what_the_app_wrote_itself_is_not_counted_as_a_note_of_the_person() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    anchor(&mut log, AnchorWay::Copied, &clock(1));
    let head = log.head().unwrap();
    let export = EntryBody::Export { size: head.size, root: head.root };
    log.append(&NewEntry { incident: None, ..entry(export) }, &clock(2)).unwrap();
    assert_eq!(log.anchor_state().unwrap().added, 0);
    log.append(&note("a"), &clock(3)).unwrap();
    assert_eq!(log.anchor_state().unwrap().added, 1);
}
