//! Each signal of the phone by itself, in tables: good, bad, on the limit, one before, absent, failed, nonsense.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{
    Answer, Basis, Evaluated, FlagSignal, GivenAnswer, ListSignal, ListedEntry, MessengerReading,
    MessengerSignal, NumberSignal, Snapshot, TextSignal, Verdict, evaluate,
};
use candado_core::content::{FindingKind, checklist};
use candado_core::devices::Messenger;
use candado_tests::phone::{NOON_MS, clock_after_days, foreign, sound_phone};

const ON: FlagSignal = FlagSignal::Value { on: true };
const OFF: FlagSignal = FlagSignal::Value { on: false };

fn number(number: i64) -> NumberSignal {
    NumberSignal::Value { number }
}

fn text(text: &str) -> TextSignal {
    TextSignal::Value { text: text.to_owned() }
}

fn item(id: &str, phone: &Snapshot, answers: &[GivenAnswer]) -> Evaluated<'static> {
    let checklist = checklist();
    evaluate(checklist, phone, answers, &[], &checklist.policy, &clock_after_days(0))
        .into_iter()
        .find(|item| item.id == id)
        .expect("the item is in the checkup")
}

fn found(id: &str, phone: &Snapshot) -> (FindingKind, Verdict) {
    let finding = item(id, phone, &[]).finding;
    (finding.kind, finding.verdict)
}

#[test]
fn nothing_is_wrong_with_a_sound_phone() {
    let checklist = checklist();
    let clock = clock_after_days(0);
    for item in evaluate(checklist, &sound_phone(0), &[], &[], &checklist.policy, &clock) {
        if item.finding.basis == Basis::Measured && item.counts() {
            assert_eq!(item.finding.verdict, Verdict::Ok, "{}", item.id);
        }
    }
}

#[test]
fn a_phone_that_tells_nothing_passes_nothing() {
    let checklist = checklist();
    let clock = candado_core::ClockReading { automatic: None, ..clock_after_days(0) };
    for item in evaluate(checklist, &Snapshot::default(), &[], &[], &checklist.policy, &clock) {
        assert_ne!(item.finding.verdict, Verdict::Ok, "{}", item.id);
    }
}

#[test]
fn a_simple_lock_is_due_and_a_strength_that_old_phones_lack_takes_nothing_away() {
    let table = [
        (ON, number(65_536), FindingKind::Weak, Verdict::Due),
        (ON, number(196_608), FindingKind::On, Verdict::Ok),
        (ON, number(327_680), FindingKind::On, Verdict::Ok),
        (ON, NumberSignal::Absent, FindingKind::On, Verdict::Ok),
        (ON, NumberSignal::Failed, FindingKind::Failed, Verdict::Unknown),
        (OFF, number(327_680), FindingKind::Off, Verdict::AtRisk),
        (FlagSignal::Failed, number(327_680), FindingKind::Failed, Verdict::Unknown),
    ];
    for (screen_lock, lock_complexity, kind, verdict) in table {
        let phone = Snapshot { screen_lock, lock_complexity, ..sound_phone(0) };
        assert_eq!(found("screen_lock", &phone), (kind, verdict), "{lock_complexity:?}");
    }
}

#[test]
fn an_unattended_phone_is_due_past_two_minutes_and_a_risk_past_fifteen() {
    let (absent, failed) = (NumberSignal::Absent, NumberSignal::Failed);
    let table = [
        (number(30_000), number(5_000), FindingKind::LocksSoon, Verdict::Ok),
        (number(119_000), number(1_000), FindingKind::LocksSoon, Verdict::Ok),
        (number(120_000), number(999), FindingKind::LocksSoon, Verdict::Ok),
        (number(120_000), number(1_000), FindingKind::LocksLate, Verdict::Due),
        (number(115_000), absent, FindingKind::LocksSoon, Verdict::Ok),
        (number(116_000), absent, FindingKind::LocksLate, Verdict::Due),
        (number(600_000), number(300_000), FindingKind::LocksLate, Verdict::Due),
        (number(600_000), number(301_000), FindingKind::LocksVeryLate, Verdict::AtRisk),
        (number(i64::MAX), number(i64::MAX), FindingKind::LocksVeryLate, Verdict::AtRisk),
        (number(-1), number(0), FindingKind::Unreadable, Verdict::Unknown),
        (number(0), number(i64::MIN), FindingKind::Unreadable, Verdict::Unknown),
        (absent, number(0), FindingKind::Absent, Verdict::Unknown),
        (failed, number(0), FindingKind::Failed, Verdict::Unknown),
        (number(30_000), failed, FindingKind::Failed, Verdict::Unknown),
    ];
    for (screen_off_after_ms, lock_after_ms, kind, verdict) in table {
        let phone = Snapshot { screen_off_after_ms, lock_after_ms, ..sound_phone(0) };
        let case = format!("{screen_off_after_ms:?} {lock_after_ms:?}");
        assert_eq!(found("auto_lock", &phone), (kind, verdict), "{case}");
    }
}

#[test]
fn codes_on_the_lock_screen_are_hidden_by_either_switch() {
    let (absent, failed) = (FlagSignal::Absent, FlagSignal::Failed);
    let table = [
        (OFF, ON, FindingKind::Off, Verdict::Ok),
        (ON, OFF, FindingKind::Off, Verdict::Ok),
        (ON, ON, FindingKind::On, Verdict::Due),
        (absent, OFF, FindingKind::Off, Verdict::Ok),
        (absent, ON, FindingKind::Absent, Verdict::Unknown),
        (failed, ON, FindingKind::Failed, Verdict::Unknown),
        (ON, absent, FindingKind::Absent, Verdict::Unknown),
        (ON, failed, FindingKind::Failed, Verdict::Unknown),
        (OFF, failed, FindingKind::Off, Verdict::Ok),
    ];
    for (lock_screen_notifications, lock_screen_content, kind, verdict) in table {
        let phone = Snapshot { lock_screen_notifications, lock_screen_content, ..sound_phone(0) };
        let case = format!("{lock_screen_notifications:?} {lock_screen_content:?}");
        assert_eq!(found("lock_screen_content", &phone), (kind, verdict), "{case}");
    }
}

#[test]
fn play_protect_is_on_only_when_the_phone_says_so() {
    let (absent, failed) = (NumberSignal::Absent, NumberSignal::Failed);
    let table = [
        (number(1), absent, FindingKind::On, Verdict::Ok),
        (number(1), number(1), FindingKind::On, Verdict::Ok),
        (number(-1), number(1), FindingKind::Off, Verdict::AtRisk),
        (number(1), number(0), FindingKind::Off, Verdict::AtRisk),
        (failed, number(0), FindingKind::Off, Verdict::AtRisk),
        (number(1), failed, FindingKind::Failed, Verdict::Unknown),
        (number(0), number(1), FindingKind::Failed, Verdict::Unknown),
        (absent, number(1), FindingKind::Absent, Verdict::Unknown),
        (failed, absent, FindingKind::Failed, Verdict::Unknown),
    ];
    for (app_scanning_consent, app_scanning_enabled, kind, verdict) in table {
        let phone = Snapshot { app_scanning_consent, app_scanning_enabled, ..sound_phone(0) };
        let case = format!("{app_scanning_consent:?} {app_scanning_enabled:?}");
        assert_eq!(found("play_protect", &phone), (kind, verdict), "{case}");
    }
}

fn given(id: &str, answer: Answer, about: &str, days_ago: i64) -> [GivenAnswer; 1] {
    let at_ms = clock_after_days(-days_ago).now_ms;
    [GivenAnswer { item_id: id.to_owned(), answer, about: about.to_owned(), at_ms }]
}

#[test]
fn an_answer_stands_in_for_play_protect_only_where_the_phone_is_silent() {
    let answer = given("play_protect", Answer::Yes, "", 0);
    let silent = Snapshot { app_scanning_consent: NumberSignal::Absent, ..sound_phone(0) };
    let off = Snapshot { app_scanning_consent: number(-1), ..sound_phone(0) };
    let judged = item("play_protect", &silent, &answer);
    assert_eq!((judged.finding.kind, judged.finding.verdict), (FindingKind::Yes, Verdict::Ok));
    assert!(matches!(judged.finding.basis, Basis::Declared { .. }) && judged.asks.is_some());
    let judged = item("play_protect", &off, &answer);
    assert_eq!((judged.finding.verdict, judged.finding.basis), (Verdict::AtRisk, Basis::Measured));
    assert!(judged.asks.is_none(), "what is measured is not asked");
}

#[test]
fn usb_debugging_is_a_risk_and_developer_options_are_due() {
    let (absent, failed) = (FlagSignal::Absent, FlagSignal::Failed);
    let table = [
        (OFF, OFF, FindingKind::Off, Verdict::Ok),
        (ON, OFF, FindingKind::On, Verdict::Due),
        (ON, ON, FindingKind::Debugging, Verdict::AtRisk),
        (OFF, ON, FindingKind::Debugging, Verdict::AtRisk),
        (failed, ON, FindingKind::Debugging, Verdict::AtRisk),
        (ON, failed, FindingKind::On, Verdict::Due),
        (OFF, failed, FindingKind::Failed, Verdict::Unknown),
        (absent, OFF, FindingKind::Absent, Verdict::Unknown),
    ];
    for (developer_options, usb_debugging, kind, verdict) in table {
        let phone = Snapshot { developer_options, usb_debugging, ..sound_phone(0) };
        let case = format!("{developer_options:?} {usb_debugging:?}");
        assert_eq!(found("developer_options", &phone), (kind, verdict), "{case}");
    }
}

#[test]
fn storage_is_encrypted_by_androids_own_count() {
    let table = [
        (number(0), FindingKind::Off, Verdict::AtRisk),
        (number(1), FindingKind::Off, Verdict::AtRisk),
        (number(2), FindingKind::Unreadable, Verdict::Unknown),
        (number(3), FindingKind::On, Verdict::Ok),
        (number(4), FindingKind::Weak, Verdict::Due),
        (number(5), FindingKind::On, Verdict::Ok),
        (number(6), FindingKind::Unreadable, Verdict::Unknown),
        (NumberSignal::Absent, FindingKind::Absent, Verdict::Unknown),
        (NumberSignal::Failed, FindingKind::Failed, Verdict::Unknown),
    ];
    for (storage_encryption, kind, verdict) in table {
        let phone = Snapshot { storage_encryption, ..sound_phone(0) };
        let found = found("storage_encryption", &phone);
        assert_eq!(found, (kind, verdict), "{storage_encryption:?}");
    }
}

#[test]
fn a_system_with_test_keys_is_due_and_one_without_known_keys_unknown() {
    let table = [
        (text("release-keys"), FindingKind::On, Verdict::Ok),
        (text("user, release-keys"), FindingKind::On, Verdict::Ok),
        (text("test-keys"), FindingKind::Off, Verdict::Due),
        (text("release-keys,test-keys"), FindingKind::Off, Verdict::Due),
        (text("dev-keys"), FindingKind::Off, Verdict::Due),
        (text("notest-keysatall"), FindingKind::Unreadable, Verdict::Unknown),
        (TextSignal::Absent, FindingKind::Absent, Verdict::Unknown),
        (TextSignal::Failed, FindingKind::Failed, Verdict::Unknown),
    ];
    for (build_tags, kind, verdict) in table {
        let phone = Snapshot { build_tags: build_tags.clone(), ..sound_phone(0) };
        assert_eq!(found("system_build", &phone), (kind, verdict), "{build_tags:?}");
    }
}

#[test]
fn advanced_protection_counts_only_when_it_is_on_or_cannot_be_read() {
    let table = [
        (ON, Verdict::Ok, Basis::Measured),
        (OFF, Verdict::NotApplicable, Basis::Measured),
        (FlagSignal::Absent, Verdict::NotApplicable, Basis::Measured),
        (FlagSignal::Failed, Verdict::Unknown, Basis::Measured),
    ];
    for (advanced_protection, verdict, basis) in table {
        let phone = Snapshot { advanced_protection, ..sound_phone(0) };
        let finding = item("advanced_protection", &phone, &[]).finding;
        assert_eq!((finding.verdict, finding.basis), (verdict, basis), "{advanced_protection:?}");
    }
}

#[test]
fn a_time_set_by_hand_is_due_and_one_that_cannot_be_read_unknown() {
    let checklist = checklist();
    for (automatic, verdict) in
        [(Some(true), Verdict::Ok), (Some(false), Verdict::Due), (None, Verdict::Unknown)]
    {
        let clock = candado_core::ClockReading { automatic, ..clock_after_days(0) };
        let found = evaluate(checklist, &sound_phone(0), &[], &[], &checklist.policy, &clock)
            .into_iter()
            .find(|item| item.id == "automatic_time")
            .map(|item| item.finding.verdict);
        assert_eq!(found, Some(verdict));
    }
}

type Put = fn(ListSignal) -> Snapshot;

const LISTS: [(&str, Put); 6] = [
    ("notification_readers", |list| Snapshot { notification_readers: list, ..sound_phone(0) }),
    ("accessibility_services", |list| Snapshot { accessibility_services: list, ..sound_phone(0) }),
    ("keyboards", |list| Snapshot { keyboards: list, ..sound_phone(0) }),
    ("sms_app", |list| Snapshot { sms_app: list, ..sound_phone(0) }),
    ("device_admins", |list| Snapshot { device_admins: list, ..sound_phone(0) }),
    ("user_certificates", |list| Snapshot { user_certificates: list, ..sound_phone(0) }),
];

fn listed(id: &str, of_system: Option<bool>) -> ListSignal {
    let entry =
        ListedEntry { id: id.to_owned(), name: id.to_owned(), of_system, is_assistive_tool: None };
    ListSignal::Value { entries: vec![entry] }
}

#[test]
fn what_the_phone_lists_beside_its_own_is_due_until_somebody_says_whose_it_is() {
    let table = [
        (ListSignal::Value { entries: Vec::new() }, FindingKind::NoneListed, Verdict::Ok),
        (listed("com.android.own", Some(true)), FindingKind::NoneListed, Verdict::Ok),
        (listed("com.example", Some(false)), FindingKind::Listed, Verdict::Due),
        (listed("com.hidden", None), FindingKind::Listed, Verdict::Due),
        (ListSignal::Absent, FindingKind::Absent, Verdict::Unknown),
        (ListSignal::Failed, FindingKind::Failed, Verdict::Unknown),
    ];
    for (id, put) in LISTS {
        for (list, kind, verdict) in &table {
            assert_eq!(found(id, &put(list.clone())), (*kind, *verdict), "{id} {list:?}");
        }
    }
}

#[test]
fn an_answer_holds_for_exactly_the_apps_it_was_about_and_grows_old() {
    for (id, put) in LISTS {
        let two = put(foreign(&["com.b", "com.a", "com.b"]));
        let about = item(id, &two, &[]).asks.expect("it is asked");
        assert_eq!(about, "com.a\ncom.b", "the order in which the phone lists does not matter");
        let verdict = |phone: &Snapshot, answer, days_ago| {
            item(id, phone, &given(id, answer, &about, days_ago)).finding.verdict
        };
        assert_eq!(verdict(&two, Answer::Yes, 0), Verdict::Ok);
        assert_eq!(verdict(&two, Answer::Yes, 89), Verdict::Ok);
        assert_eq!(verdict(&two, Answer::Yes, 90), Verdict::Due);
        assert_eq!(verdict(&two, Answer::No, 0), Verdict::AtRisk);
        assert_eq!(verdict(&two, Answer::NotSure, 0), Verdict::Unknown);
        let third = put(foreign(&["com.a", "com.b", "com.c"]));
        assert_eq!(verdict(&third, Answer::Yes, 0), Verdict::Due, "a new one asks again");
        let one = put(foreign(&["com.a"]));
        assert_eq!(verdict(&one, Answer::No, 0), Verdict::Due, "the one that was bad is gone");
        assert_eq!(verdict(&put(foreign(&[])), Answer::No, 0), Verdict::Ok);
    }
}

#[test]
fn the_name_that_an_app_gave_itself_cannot_lead_the_reader_astray() {
    let entry = |name: &str, id: &str| ListedEntry {
        id: id.to_owned(),
        name: name.to_owned(),
        of_system: None,
        is_assistive_tool: None,
    };
    let entries = vec![
        entry("A\u{202e}desrever\u{0}", "a"),
        entry(&"x".repeat(500), "b"),
        entry("  ", "com.nameless"),
        entry("", "\u{200b}"),
    ];
    let phone = Snapshot { keyboards: ListSignal::Value { entries }, ..sound_phone(0) };
    let mut names = item("keyboards", &phone, &[]).finding.names;
    names.sort();
    assert_eq!(names, ["?", "Adesrever", "com.nameless", &format!("{}…", "x".repeat(40))]);
}

fn came(
    messenger: Messenger,
    installer: TextSignal,
    update_owner: TextSignal,
    package_source: NumberSignal,
    signers: &[&str],
) -> Snapshot {
    let signal = MessengerSignal::Installed {
        version_name: None,
        version_code: 1,
        first_installed_at_ms: NOON_MS,
        updated_at_ms: NOON_MS,
        installer,
        update_owner,
        package_source,
        signers: signers.iter().map(|signer| (*signer).to_owned()).collect(),
    };
    Snapshot { messengers: vec![MessengerReading { messenger, signal }], ..sound_phone(0) }
}

fn origin(messenger: Messenger, signers: &[&str]) -> Option<(FindingKind, Verdict)> {
    let (store, absent) = (text("com.android.vending"), TextSignal::Absent);
    let phone = came(messenger, store, absent, NumberSignal::Absent, signers);
    let checklist = checklist();
    evaluate(checklist, &phone, &[], &[], &checklist.policy, &clock_after_days(0))
        .into_iter()
        .find(|item| item.id.starts_with("origin_"))
        .map(|item| (item.finding.kind, item.finding.verdict))
}

#[test]
fn a_modified_messenger_is_told_by_its_signer_and_only_where_one_is_known() {
    let old = "3987d043d10aefaf5a8710b3671418fe57e0e19b653c9df82558feb5ffce5d44";
    let new = "fb920d381bee1b2093f27dc8f13d994da629dc91887d0529b35c9a2dc4f4a6c2";
    let other = "00";
    let genuine = Some((FindingKind::Genuine, Verdict::Ok));
    let modified = Some((FindingKind::Modified, Verdict::AtRisk));
    assert_eq!(origin(Messenger::WhatsApp, &[old]), genuine);
    assert_eq!(origin(Messenger::WhatsApp, &[old, new]), genuine);
    assert_eq!(origin(Messenger::WhatsApp, &[other]), modified, "whoever installed it");
    let signal = "29f34e5f27f211b424bc5bf9d67162c0eafba2da35af35c16416fc446276ba26";
    assert_eq!(origin(Messenger::Signal, &[signal]), genuine);
    assert_eq!(origin(Messenger::Signal, &[old]), modified);
}

#[test]
fn without_a_certificate_to_compare_nothing_is_said_of_who_made_a_messenger() {
    for messenger in [Messenger::WhatsAppBusiness, Messenger::Telegram] {
        assert_eq!(origin(messenger, &["00"]), None, "{messenger:?}");
    }
    for messenger in Messenger::ALL {
        assert_eq!(origin(messenger, &[]), None, "{messenger:?}, whose signers cannot be read");
    }
}

#[test]
fn where_a_messenger_came_from_is_a_mention_and_no_verdict() {
    let (absent, failed) = (TextSignal::Absent, TextSignal::Failed);
    let (store, files) = (text("com.android.vending"), text("com.example.files"));
    let table = [
        (&store, &absent, NumberSignal::Absent, false),
        (&files, &absent, NumberSignal::Absent, true),
        (&absent, &absent, NumberSignal::Absent, true),
        (&absent, &absent, number(2), false),
        (&store, &absent, number(3), true),
        (&store, &absent, number(4), true),
        (&store, &absent, number(0), false),
        (&files, &store, NumberSignal::Absent, false),
        (&failed, &absent, NumberSignal::Absent, false),
        (&files, &failed, NumberSignal::Failed, true),
    ];
    for (installer, owner, source, is_elsewhere) in table {
        let phone = came(Messenger::Telegram, installer.clone(), owner.clone(), source, &["00"]);
        let finding = item("update_telegram", &phone, &[]).finding;
        let case = format!("{installer:?} {owner:?} {source:?}");
        assert_eq!(
            (finding.from_elsewhere, finding.verdict),
            (is_elsewhere, Verdict::Ok),
            "{case}"
        );
    }
}

#[test]
fn nothing_locks_without_a_screen_lock() {
    let soon = number(30_000);
    let late = number(600_000);
    let table = [
        (OFF, soon, FindingKind::Off, Verdict::NotApplicable),
        (OFF, late, FindingKind::Off, Verdict::NotApplicable),
        (OFF, NumberSignal::Failed, FindingKind::Off, Verdict::NotApplicable),
        (FlagSignal::Absent, soon, FindingKind::Absent, Verdict::Unknown),
        (FlagSignal::Failed, soon, FindingKind::Failed, Verdict::Unknown),
        (FlagSignal::Failed, late, FindingKind::LocksLate, Verdict::Due),
        (ON, soon, FindingKind::LocksSoon, Verdict::Ok),
    ];
    for (screen_lock, screen_off_after_ms, kind, verdict) in table {
        let phone = Snapshot { screen_lock, screen_off_after_ms, ..sound_phone(0) };
        assert_eq!(found("auto_lock", &phone), (kind, verdict), "{screen_lock:?}");
    }
}

#[test]
fn a_lock_whose_strength_denies_it_or_is_none_of_androids_is_unknown() {
    for (complexity, kind) in [
        (0, FindingKind::Contradiction),
        (12_345, FindingKind::Unreadable),
        (-1, FindingKind::Unreadable),
        (i64::MAX, FindingKind::Unreadable),
    ] {
        let phone = Snapshot { lock_complexity: number(complexity), ..sound_phone(0) };
        assert_eq!(found("screen_lock", &phone), (kind, Verdict::Unknown), "{complexity}");
    }
    for complexity in [196_608, 327_680] {
        let phone = Snapshot { lock_complexity: number(complexity), ..sound_phone(0) };
        assert_eq!(found("screen_lock", &phone), (FindingKind::On, Verdict::Ok), "{complexity}");
    }
}

#[test]
fn a_list_that_the_phone_keeps_to_itself_can_be_looked_at_by_the_person() {
    for (id, put) in LISTS {
        for silent in [ListSignal::Absent, ListSignal::Failed] {
            let phone = put(silent);
            let asked = item(id, &phone, &[]);
            assert_eq!(asked.asks.as_deref(), Some(""), "{id}");
            assert!(asked.waits_for_an_answer(), "{id}");
            let said = |answer, about: &str, days_ago| {
                let finding = item(id, &phone, &given(id, answer, about, days_ago)).finding;
                (finding.kind, finding.verdict)
            };
            assert_eq!(said(Answer::Yes, "", 0), (FindingKind::Looked, Verdict::Ok));
            assert_eq!(said(Answer::Yes, "", 89), (FindingKind::Looked, Verdict::Ok));
            assert_eq!(said(Answer::Yes, "", 90), (FindingKind::LookedOld, Verdict::Due));
            assert_eq!(said(Answer::No, "", 0), (FindingKind::No, Verdict::AtRisk));
            assert_eq!(said(Answer::NotSure, "", 0), (FindingKind::NotSure, Verdict::Unknown));
            let other = said(Answer::Yes, "com.a", 0);
            assert_eq!(other.1, Verdict::Unknown, "{id}: that was about a list that was read");
            assert_eq!(said(Answer::No, "com.a", 0), (FindingKind::No, Verdict::AtRisk));
        }
        let listed = put(foreign(&["com.a"]));
        let verdict = item(id, &listed, &given(id, Answer::Yes, "", 0)).finding.verdict;
        assert_eq!(verdict, Verdict::Due, "{id}: what is listed now was not seen then");
        let verdict = item(id, &listed, &given(id, Answer::No, "", 0)).finding.verdict;
        assert_eq!(verdict, Verdict::AtRisk, "{id}");
    }
}

fn partial(ids: &[&str]) -> ListSignal {
    match foreign(ids) {
        ListSignal::Value { entries } => ListSignal::Partial { entries },
        other => other,
    }
}

#[test]
fn that_a_list_of_which_the_phone_hides_a_part_shows_none_does_not_say_that_there_is_none() {
    for (id, put) in LISTS {
        let phone = put(partial(&[]));
        let asked = item(id, &phone, &[]);
        let (kind, verdict) = (asked.finding.kind, asked.finding.verdict);
        assert_eq!((kind, verdict), (FindingKind::PartlyListed, Verdict::Unknown), "{id}");
        assert_eq!(asked.asks.as_deref(), Some(""), "{id}");
        assert!(asked.waits_for_an_answer(), "{id}");
        let said = |answer, about: &str, days_ago| {
            let finding = item(id, &phone, &given(id, answer, about, days_ago)).finding;
            (finding.kind, finding.verdict)
        };
        assert_eq!(said(Answer::Yes, "", 89), (FindingKind::Looked, Verdict::Ok), "{id}");
        assert_eq!(said(Answer::Yes, "", 90), (FindingKind::LookedOld, Verdict::Due), "{id}");
        assert_eq!(said(Answer::No, "", 0), (FindingKind::No, Verdict::AtRisk), "{id}");
        let other = said(Answer::Yes, "com.a", 0);
        assert_eq!(
            other,
            (FindingKind::PartlyListed, Verdict::Unknown),
            "{id}: about what was shown"
        );
        let shown = put(partial(&["com.a"]));
        assert_eq!(found(id, &shown), (FindingKind::Listed, Verdict::Due), "{id}");
        let verdict = |answer: &[GivenAnswer]| item(id, &shown, answer).finding.verdict;
        assert_eq!(verdict(&given(id, Answer::Yes, "com.a", 0)), Verdict::Ok, "{id}");
        assert_eq!(verdict(&given(id, Answer::Yes, "", 0)), Verdict::Due, "{id}");
    }
}

#[test]
fn an_app_that_is_gone_leaves_the_answer_about_the_others_and_a_bad_one_stays_bad() {
    for (id, put) in LISTS {
        let about = "com.a\ncom.b";
        let verdict = |apps: &[&str], answer| {
            item(id, &put(foreign(apps)), &given(id, answer, about, 0)).finding.verdict
        };
        assert_eq!(verdict(&["com.a"], Answer::Yes), Verdict::Ok, "{id}");
        assert_eq!(verdict(&["com.a"], Answer::NotSure), Verdict::Unknown, "{id}");
        assert_eq!(verdict(&["com.a", "com.c"], Answer::Yes), Verdict::Due, "{id}");
        assert_eq!(verdict(&["com.a", "com.b", "com.c"], Answer::No), Verdict::AtRisk, "{id}");
    }
}

#[test]
fn a_zone_set_by_hand_is_told_and_is_no_fault() {
    let phone = Snapshot { automatic_zone: OFF, ..sound_phone(0) };
    assert_eq!(found("automatic_time", &phone), (FindingKind::ZoneByHand, Verdict::Ok));
    for automatic_zone in [FlagSignal::Absent, FlagSignal::Failed, ON] {
        let phone = Snapshot { automatic_zone, ..sound_phone(0) };
        assert_eq!(found("automatic_time", &phone), (FindingKind::On, Verdict::Ok));
    }
}
