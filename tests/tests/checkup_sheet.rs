//! The checkup as a page to print: one page whatever was found, everything the screen says, nothing more.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::Language;
use candado_core::checkup::{
    self, Answer, Checkup, FlagSignal, ListSignal, ListedEntry, MessengerReading, MessengerSignal,
    NumberSignal, Snapshot, TextSignal, Verdict,
};
use candado_core::content::{Measure, checklist};
use candado_core::devices::{self, DeviceKind, DeviceStatus, Messenger, NewDevice};
use candado_core::store::CareState;
use candado_tests::phone::{clock_after_days, sound_phone};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The longest names that are shown.
fn long_names() -> ListSignal {
    let entry = |number: u32| ListedEntry {
        id: format!("com.example.app{number}"),
        name: format!("Aplicación número {number} con un nombre muy largo de verdad"),
        of_system: Some(false),
        is_assistive_tool: None,
    };
    ListSignal::Value { entries: (0..12).map(entry).collect() }
}

/// A phone on which everything is wrong that can be.
fn wretched_phone() -> Snapshot {
    let (on, off) = (FlagSignal::Value { on: true }, FlagSignal::Value { on: false });
    let number = |number| NumberSignal::Value { number };
    let signal = |_| MessengerSignal::Installed {
        version_name: None,
        version_code: 1,
        first_installed_at_ms: clock_after_days(-400).now_ms,
        updated_at_ms: clock_after_days(-200).now_ms,
        installer: TextSignal::Value { text: "com.example.files".to_owned() },
        update_owner: TextSignal::Absent,
        package_source: number(4),
        signers: vec!["00".repeat(32)],
    };
    Snapshot {
        screen_lock: off,
        lock_screen_notifications: on,
        lock_screen_content: on,
        security_patch: TextSignal::Value { text: "2024-01-01".to_owned() },
        app_scanning_consent: number(-1),
        notification_readers: long_names(),
        accessibility_services: long_names(),
        keyboards: long_names(),
        sms_app: long_names(),
        device_admins: long_names(),
        user_certificates: long_names(),
        developer_options: on,
        usb_debugging: on,
        storage_encryption: number(1),
        build_tags: TextSignal::Value { text: "test-keys".to_owned() },
        advanced_protection: off,
        messengers: Messenger::ALL
            .map(|messenger| MessengerReading { messenger, signal: signal(messenger) })
            .to_vec(),
        ..sound_phone(0)
    }
}

/// A person for whom everything is wrong that can be.
fn wretched_person(folder: &Path) -> CareState {
    let mut state = CareState::open(folder).expect("an empty folder opens");
    let clock = clock_after_days(0);
    for item in checklist().item.iter().filter(|item| item.measure == Measure::Declared) {
        checkup::answer(&mut state, &item.id, Answer::No, "", &clock).expect("it is offered");
    }
    let device = NewDevice {
        kind: DeviceKind::Computer,
        name: "Laptop de Sofi".to_owned(),
        status: DeviceStatus::Stolen,
        messengers: vec![Messenger::WhatsApp],
        last_used: None,
    };
    devices::add(&mut state, &device, &clock).expect("the name is fine");
    state
}

fn run(program: &str, arguments: &[&str], file: &Path, to_output: bool) -> String {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .args(if to_output { &["-"][..] } else { &[] })
        .output()
        .unwrap_or_else(|_| panic!("{program} is missing: ./dev installs poppler-utils"));
    assert!(output.status.success(), "{program} refuses the page");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Makes the page and leaves it in the target folder, for looking at.
fn made(name: &str, state: &mut CareState, phone: &Snapshot, language: Language) -> PathBuf {
    let pdf = checkup::sheet(state, phone, &clock_after_days(0), language).expect("it is made");
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("checkup-{name}.pdf"));
    std::fs::write(&file, pdf).expect("the target folder can be written");
    file
}

/// The words without white space, so that a line break does not hide one.
fn text(file: &Path) -> String {
    run("pdftotext", &["-raw"], file, true).split_whitespace().collect()
}

fn assert_one_page_of_letter(file: &Path) {
    let facts = run("pdfinfo", &[], file, false);
    let of = |name: &str| facts.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    assert_eq!(of("Pages:").split_whitespace().last(), Some("1"), "{}", file.display());
    assert!(of("Page size:").contains("612 x 792"), "{}", of("Page size:"));
}

#[test]
fn the_page_is_one_whatever_was_found_and_names_every_point_with_its_state() {
    let languages = [(Language::Spanish, "es"), (Language::English, "en")];
    for (language, tag) in languages {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut sound = CareState::open(folder.path()).expect("an empty folder opens");
        let other = tempfile::tempdir().expect("a temporary folder can be made");
        let mut wretched = wretched_person(other.path());
        for (name, state, phone) in
            [("sound", &mut sound, sound_phone(0)), ("wretched", &mut wretched, wretched_phone())]
        {
            let file = made(&format!("{name}-{tag}"), state, &phone, language);
            assert_one_page_of_letter(&file);
            let text = text(&file);
            let checkup: Checkup =
                checkup::run(state, &phone, &clock_after_days(0), language).expect("it runs");
            for item in &checkup.items {
                let title: String = item.title.split_whitespace().collect();
                assert!(text.contains(&title), "{} is not on the page of {name}", item.title);
            }
            assert!(!text.contains("[U+"), "{name}: a sign without a glyph");
            if name == "wretched" {
                let risks =
                    checkup.items.iter().filter(|item| item.verdict == Verdict::AtRisk).count();
                let word = if language == Language::Spanish { "Enriesgo" } else { "Atrisk" };
                assert!(risks > 12, "{risks} risks");
                assert_eq!(text.matches(word).count(), risks);
            }
        }
    }
}

#[test]
fn the_page_says_what_was_measured_what_was_told_and_when_and_names_no_device() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut state = wretched_person(folder.path());
    let clock = clock_after_days(-20);
    checkup::answer(&mut state, "imei", Answer::Yes, "", &clock).expect("it is offered");
    let file = made("told", &mut state, &sound_phone(0), Language::Spanish);
    let text = text(&file);
    for wanted in
        ["22denoviembrede2026", "Medido,22nov2026", "Dichoporti,22nov2026", "Dichoporti,2nov2026"]
    {
        assert!(text.contains(wanted), "{wanted} is not on the page: {text}");
    }
    assert!(!text.contains("Sofi"), "what the person calls a device is theirs");
}
