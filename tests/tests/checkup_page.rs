//! The page of an item: what is listed there and by which name, the devices to compare with, and other profiles.

use candado_core::Language;
use candado_core::checkup::{
    self, Basis, FlagSignal, ItemPage, ListSignal, ListedEntry, MessengerReading, MessengerSignal,
    ScreenTarget, Snapshot, TextSignal, Verdict,
};
use candado_core::devices::{self, DeviceKind, DeviceStatus, Messenger, NewDevice};
use candado_core::store::CareState;
use candado_tests::phone::{clock_after_days, new_state, sound_phone};

fn page(state: &CareState, item: &str, phone: &Snapshot) -> ItemPage {
    checkup::page(state, item, phone, &clock_after_days(0), Language::Spanish)
        .expect("the item exists")
}

fn readers(entries: &[(&str, &str, Option<bool>)], maker: TextSignal) -> Snapshot {
    let entry = |(id, name, of_system): &(&str, &str, Option<bool>)| ListedEntry {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        of_system: *of_system,
        is_assistive_tool: None,
    };
    Snapshot {
        notification_readers: ListSignal::Value { entries: entries.iter().map(entry).collect() },
        manufacturer: maker,
        ..sound_phone(0)
    }
}

fn made_by(maker: &str) -> TextSignal {
    TextSignal::Value { text: maker.to_owned() }
}

/// As Android hides an app: its package name stands for its name, and nobody says where it came from.
fn hidden(id: &'static str) -> (&'static str, &'static str, Option<bool>) {
    (id, id, None)
}

fn listed(phone: &Snapshot) -> (Verdict, Vec<(String, String)>) {
    let (state, _folder) = new_state();
    let page = page(&state, "notification_readers", phone);
    (page.item.verdict, page.listed.into_iter().map(|app| (app.name, app.line)).collect())
}

#[test]
fn a_hidden_app_that_phones_are_sold_with_is_named_and_asks_nobody() {
    let phone = readers(&[hidden("com.google.android.gms")], made_by("motorola"));
    let (verdict, rows) = listed(&phone);
    assert_eq!(verdict, Verdict::Ok);
    let line = "Viene con el teléfono, por su identificador; el teléfono no nos deja ver más";
    assert_eq!(rows, [("Servicios de Google Play".to_owned(), line.to_owned())]);
}

#[test]
fn a_makers_app_comes_with_that_makers_phones_only() {
    let app = [hidden("com.samsung.android.messaging")];
    for maker in ["samsung", "Samsung", " SAMSUNG "] {
        assert_eq!(listed(&readers(&app, made_by(maker))).0, Verdict::Ok, "{maker}");
    }
    for maker in [made_by("Xiaomi"), TextSignal::Absent, TextSignal::Failed] {
        let (verdict, rows) = listed(&readers(&app, maker));
        assert_eq!(verdict, Verdict::Due);
        assert_eq!(rows.first().map(|row| row.0.as_str()), Some("com.samsung.android.messaging"));
    }
}

#[test]
fn a_known_name_on_an_app_that_somebody_installed_is_asked_about() {
    let phone =
        readers(&[("com.google.android.gms", "Servicios", Some(false))], made_by("samsung"));
    let (verdict, rows) = listed(&phone);
    assert_eq!(verdict, Verdict::Due);
    assert_eq!(rows, [("Servicios".to_owned(), String::new())]);
}

#[test]
fn an_app_whose_name_the_phone_hides_is_told_by_its_identifier_and_says_so() {
    let phone = readers(
        &[
            hidden("com.google.android.gms"),
            hidden("com.example.torch"),
            ("com.example.watch", "Reloj Fit", Some(false)),
            ("com.android.helper", "Ayudante", Some(true)),
            hidden("com.example.torch"),
        ],
        made_by("samsung"),
    );
    let (verdict, rows) = listed(&phone);
    assert_eq!(verdict, Verdict::Due);
    let nameless = "El teléfono no nos dice su nombre, solo este identificador";
    let shown: Vec<(&str, &str)> =
        rows.iter().map(|(name, line)| (name.as_str(), line.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("com.example.torch", nameless),
            ("Reloj Fit", ""),
            (
                "Servicios de Google Play",
                "Viene con el teléfono, por su identificador; el teléfono no nos deja ver más"
            ),
        ]
    );
}

#[test]
fn a_list_of_which_the_phone_may_hide_a_part_is_to_be_opened_by_the_person() {
    let (state, _folder) = new_state();
    let shown = ListedEntry {
        id: "com.example.keys".to_owned(),
        name: "Teclado Bonito".to_owned(),
        of_system: Some(false),
        is_assistive_tool: None,
    };
    for (entries, line) in [
        (Vec::new(), "Los que vemos los trae el teléfono; puede ocultarnos otros"),
        (vec![shown], "Teclado Bonito"),
    ] {
        let count = entries.len();
        let phone = Snapshot { keyboards: ListSignal::Partial { entries }, ..sound_phone(0) };
        let page = page(&state, "keyboards", &phone);
        assert_eq!(page.item.line, line);
        let question = "El teléfono puede ocultarnos otros. ¿Abriste la lista y conoces todo?";
        assert_eq!(page.question, question);
        assert!(page.steps.first().is_some_and(|step| step.starts_with("Abre tú la lista")));
        assert_eq!((page.listed.len(), page.answers.len()), (count, 3));
        assert_eq!(page.target, Some(ScreenTarget::Keyboards));
    }
}

#[test]
fn whoever_removes_a_copy_of_a_messenger_is_told_first_to_keep_what_it_holds() {
    let (state, _folder) = new_state();
    let page = page(&state, "origin_whatsapp", &sound_phone(0));
    let place = |words: &str| page.steps.iter().position(|step| step.contains(words));
    let (keep, remove) = (place("Guarda antes los chats"), place("desinstala esa copia"));
    assert!(keep.is_some() && keep < remove, "{:?}", page.steps);
}

#[test]
fn what_is_told_of_a_messenger_that_is_not_there_says_so() {
    let (state, _folder) = new_state();
    let mut phone = sound_phone(0);
    for reading in &mut phone.messengers {
        reading.signal = match (reading.messenger, &reading.signal) {
            (Messenger::Signal, _) => installed_signal(),
            _ => MessengerSignal::NotInstalled,
        };
    }
    for (item, is_elsewhere) in [
        ("recovery_email", true),
        ("passkey", true),
        ("two_step", false),
        ("linked_devices", false),
    ] {
        let page = page(&state, item, &phone);
        let [section] = page.sections.as_slice() else { panic!("{item}: one section") };
        assert_eq!(section.messenger == Messenger::Signal, !is_elsewhere, "{item}");
        assert_eq!(!section.note.is_empty(), is_elsewhere, "{item}");
    }
}

fn installed_signal() -> MessengerSignal {
    let there = sound_phone(0).messengers.into_iter().map(|reading| reading.signal);
    there.into_iter().find(|signal| *signal != MessengerSignal::NotInstalled).expect("one is there")
}

fn without_messengers(other_profiles: FlagSignal) -> Snapshot {
    let messengers = Messenger::ALL
        .into_iter()
        .map(|messenger| MessengerReading { messenger, signal: MessengerSignal::NotInstalled })
        .collect();
    Snapshot { messengers, other_profiles, ..sound_phone(0) }
}

#[test]
fn a_messenger_not_found_is_only_said_not_to_be_there_where_the_phone_has_no_other_profile() {
    let (state, _folder) = new_state();
    let alone =
        page(&state, "update_whatsapp", &without_messengers(FlagSignal::Value { on: false }));
    assert_eq!((alone.item.verdict, alone.item.basis), (Verdict::NotApplicable, Basis::Measured));
    assert_eq!(alone.item.line, "WhatsApp no está en este teléfono");
    let reasons = [
        (FlagSignal::Value { on: true }, "Aquí no está; hay otro perfil que Candado no puede ver"),
        (FlagSignal::Absent, "Este teléfono no deja verlo"),
        (FlagSignal::Failed, "No se pudo leer"),
    ];
    for (other_profiles, line) in reasons {
        let doubtful = page(&state, "update_whatsapp", &without_messengers(other_profiles));
        assert_eq!(
            (doubtful.item.verdict, doubtful.item.basis),
            (Verdict::Unknown, Basis::Measured)
        );
        assert_eq!(doubtful.item.line, line);
    }
}

#[test]
fn the_page_of_linked_devices_shows_those_that_are_signed_in_to_compare_with() {
    let (mut state, _folder) = new_state();
    let phone = sound_phone(0);
    assert_eq!(page(&state, "linked_devices", &phone).compare_with, Some(Vec::new()));
    assert_eq!(page(&state, "two_step", &phone).compare_with, None);
    let mut add = |name: &str, status, messengers: &[Messenger]| {
        let device = NewDevice {
            kind: DeviceKind::Computer,
            name: name.to_owned(),
            status,
            messengers: messengers.to_vec(),
            last_used: None,
        };
        devices::add(&mut state, &device, &clock_after_days(0)).expect("the name is fine")
    };
    add("Laptop", DeviceStatus::InUse, &[Messenger::WhatsApp]);
    add("Sin cuentas", DeviceStatus::InUse, &[]);
    let closed = add("PC del café", DeviceStatus::Unused, &[Messenger::WhatsApp]);
    add("Tablet", DeviceStatus::Sold, &[Messenger::Telegram]);
    devices::sign_out_done(&mut state, closed, Messenger::WhatsApp, &clock_after_days(0))
        .expect("the session is there");
    let compared = page(&state, "linked_devices", &phone).compare_with.expect("it compares");
    let names: Vec<(&str, &str)> =
        compared.iter().map(|row| (row.device.name.as_str(), row.line.as_str())).collect();
    assert_eq!(names, [("Laptop", "WhatsApp"), ("Tablet", "Vendida · Telegram")]);
}

#[test]
fn what_has_a_place_to_open_names_it() {
    let (state, _folder) = new_state();
    let table = [
        ("recovery_email", ScreenTarget::Accounts),
        ("voicemail_pin", ScreenTarget::Contacts),
        ("carrier_account", ScreenTarget::Contacts),
        ("suspicious_links", ScreenTarget::Message),
        ("system_build", ScreenTarget::AboutPhone),
        ("devices_signed_out", ScreenTarget::Devices),
    ];
    for (item, target) in table {
        let page = page(&state, item, &sound_phone(0));
        assert_eq!(page.target, Some(target), "{item}");
        assert!(!page.target_label.is_empty());
    }
}
