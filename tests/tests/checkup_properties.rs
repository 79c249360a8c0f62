//! What holds for the checkup whatever the phone, the person and the clock say.

use candado_core::checkup::{
    self, Answer, Basis, FlagSignal, GivenAnswer, ListSignal, ListedEntry, MessengerReading,
    MessengerSignal, NumberSignal, Snapshot, TextSignal, Verdict, evaluate,
};
use candado_core::content::{FindingKind, Measure, checklist};
use candado_core::devices::{
    self, Device, DeviceKind, DeviceSession, DeviceStatus, Messenger, NewDevice, SignOut,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::phone::NOON_MS;
use candado_tests::properties::at_least;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Within some years of today mostly, anywhere at times.
fn instant() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => NOON_MS - 200_000_000_000..NOON_MS + 200_000_000_000,
        1 => any::<i64>(),
        1 => select(vec![0, -1, i64::MIN, i64::MAX]),
    ]
}

fn clock() -> impl Strategy<Value = ClockReading> {
    let zone = prop_oneof![
        select(vec!["America/Mexico_City", "America/Tijuana", "Pacific/Apia", "", "Nowhere/None"])
            .prop_map(str::to_owned),
        ".*",
    ];
    (instant(), zone, any::<Option<bool>>()).prop_map(|(now_ms, zone, automatic)| ClockReading {
        now_ms,
        zone,
        automatic,
        boot_count: None,
        uptime_ms: None,
    })
}

fn flag() -> impl Strategy<Value = FlagSignal> {
    prop_oneof![
        any::<bool>().prop_map(|on| FlagSignal::Value { on }),
        Just(FlagSignal::Absent),
        Just(FlagSignal::Failed),
    ]
}

fn text() -> impl Strategy<Value = TextSignal> {
    prop_oneof![
        "(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]".prop_map(|text| TextSignal::Value { text }),
        ".*".prop_map(|text| TextSignal::Value { text }),
        Just(TextSignal::Absent),
        Just(TextSignal::Failed),
    ]
}

/// When something was installed and when it was updated: in that order mostly, in any at times.
fn installs() -> impl Strategy<Value = (i64, i64)> {
    prop_oneof![
        3 => (instant(), instant()).prop_map(|(one, other)| (one.min(other), one.max(other))),
        1 => (instant(), instant()),
    ]
}

fn reading() -> impl Strategy<Value = MessengerReading> {
    let signal = prop_oneof![
        3 => (installs(), text(), text(), number(), signers(), any::<i64>()).prop_map(
            |((first, updated_at_ms), installer, update_owner, package_source, signers, code)| {
                MessengerSignal::Installed {
                    version_name: None,
                    version_code: code,
                    first_installed_at_ms: first,
                    updated_at_ms,
                    installer,
                    update_owner,
                    package_source,
                    signers,
                }
            },
        ),
        1 => Just(MessengerSignal::NotInstalled),
        1 => Just(MessengerSignal::Failed),
    ];
    (select(Messenger::ALL.to_vec()), signal)
        .prop_map(|(messenger, signal)| MessengerReading { messenger, signal })
}

fn number() -> impl Strategy<Value = NumberSignal> {
    prop_oneof![
        3 => (-2..7_i64).prop_map(|number| NumberSignal::Value { number }),
        2 => (0..2_000_000_i64).prop_map(|number| NumberSignal::Value { number }),
        1 => any::<i64>().prop_map(|number| NumberSignal::Value { number }),
        1 => Just(NumberSignal::Absent),
        1 => Just(NumberSignal::Failed),
    ]
}

fn signers() -> impl Strategy<Value = Vec<String>> {
    let known = checklist().signer.iter().flat_map(|signer| signer.sha256.clone());
    let any = known.chain(["00".repeat(32), String::new()]).collect::<Vec<_>>();
    prop::collection::vec(select(any), 0..3)
}

fn list() -> BoxedStrategy<ListSignal> {
    let entry = (
        select(vec!["com.example.a", "com.google.android.gms", "com.miui.home", ""]),
        "[^{}]{0,50}",
        any::<[Option<bool>; 2]>(),
    )
        .prop_map(|(id, name, [of_system, is_assistive_tool])| ListedEntry {
            id: id.to_owned(),
            name,
            of_system,
            is_assistive_tool,
        });
    prop_oneof![
        3 => prop::collection::vec(entry.clone(), 0..4)
            .prop_map(|entries| ListSignal::Value { entries }),
        2 => prop::collection::vec(entry, 0..4).prop_map(|entries| ListSignal::Partial { entries }),
        1 => Just(ListSignal::Absent),
        1 => Just(ListSignal::Failed),
    ]
    .boxed()
}

/// Boxed, like its lists: as one type it is too large for the stack of a test.
fn snapshot() -> BoxedStrategy<Snapshot> {
    let flags = (flag(), flag(), flag(), flag(), flag(), flag(), flag(), flag());
    let numbers = (number(), number(), number(), number(), number(), number());
    let lists = (list(), list(), list(), list(), list(), list());
    let texts = (text(), text(), text(), prop::collection::vec(reading(), 0..6));
    (flags, numbers, lists, texts)
        .prop_map(|(flags, numbers, lists, texts)| Snapshot {
            screen_lock: flags.0,
            lock_screen_notifications: flags.1,
            lock_screen_content: flags.2,
            developer_options: flags.3,
            usb_debugging: flags.4,
            advanced_protection: flags.5,
            automatic_zone: flags.6,
            lock_complexity: numbers.0,
            screen_off_after_ms: numbers.1,
            lock_after_ms: numbers.2,
            app_scanning_consent: numbers.3,
            app_scanning_enabled: numbers.4,
            storage_encryption: numbers.5,
            notification_readers: lists.0,
            accessibility_services: lists.1,
            keyboards: lists.2,
            sms_app: lists.3,
            device_admins: lists.4,
            user_certificates: lists.5,
            security_patch: texts.0,
            build_tags: texts.1,
            manufacturer: texts.2,
            other_profiles: flags.7,
            messengers: texts.3,
        })
        .boxed()
}

fn an_answer() -> impl Strategy<Value = Answer> {
    select(vec![Answer::Yes, Answer::No, Answer::DoesNotApply, Answer::NotSure])
}

/// At most one answer for each item, as the store gives them; measured items are answered here too, to see that
/// nobody listens.
fn answers() -> impl Strategy<Value = Vec<GivenAnswer>> {
    let ids: Vec<String> = checklist().item.iter().map(|item| item.id.clone()).collect();
    let about = select(vec!["", "com.example.a", "com.example.a\ncom.example.b"]);
    let each = prop::option::of((an_answer(), about, instant()));
    prop::collection::vec(each, ids.len()).prop_map(move |given| {
        ids.iter()
            .zip(given)
            .filter_map(|(id, given)| {
                let (answer, about, at_ms) = given?;
                Some(GivenAnswer { item_id: id.clone(), answer, about: about.to_owned(), at_ms })
            })
            .collect()
    })
}

fn device_list() -> impl Strategy<Value = Vec<Device>> {
    let status = select(vec![
        DeviceStatus::InUse,
        DeviceStatus::Unused,
        DeviceStatus::Lost,
        DeviceStatus::Stolen,
        DeviceStatus::Sold,
    ]);
    let sign_out = prop_oneof![
        Just(SignOut::NotNeeded),
        instant().prop_map(|since_ms| SignOut::Pending { since_ms }),
        instant().prop_map(|at_ms| SignOut::Done { at_ms }),
    ];
    let session = (select(Messenger::ALL.to_vec()), sign_out)
        .prop_map(|(messenger, sign_out)| DeviceSession { messenger, sign_out });
    let device = (any::<i64>(), ".{1,20}", status, instant(), prop::collection::vec(session, 0..3))
        .prop_map(|(id, name, status, status_since_ms, sessions)| Device {
            id,
            kind: DeviceKind::Computer,
            name,
            status,
            status_since_ms,
            last_use: None,
            archived_at_ms: None,
            sessions,
        });
    prop::collection::vec(device, 0..4)
}

/// Id, what was found and what it means.
type Judged = (String, Measure, FindingKind, Verdict, Basis);

/// A signal that may fall silent.
trait Silent {
    fn silent(is_absent: bool) -> Self;
}

macro_rules! falls_silent {
    ($($signal:ident),*) => {$(
        impl Silent for $signal {
            fn silent(is_absent: bool) -> Self {
                if is_absent { Self::Absent } else { Self::Failed }
            }
        }
    )*};
}

falls_silent!(FlagSignal, NumberSignal, TextSignal, ListSignal);

/// Without a package manager no messenger is read.
impl Silent for Vec<MessengerReading> {
    fn silent(_: bool) -> Self {
        Vec::new()
    }
}

/// The phone with one signal gone, for each signal by its name. A signal that is left out here does not compile.
macro_rules! each_silenced {
    ($phone:expr, $is_absent:expr, [$($signal:ident),* $(,)?]) => {{
        let Snapshot { $($signal: _),* } = $phone;
        [$((stringify!($signal), Snapshot { $signal: Silent::silent($is_absent), ..$phone.clone() })),*]
    }};
}

fn silenced(phone: &Snapshot, is_absent: bool) -> [(&'static str, Snapshot); 24] {
    each_silenced!(
        phone,
        is_absent,
        [
            screen_lock,
            lock_complexity,
            screen_off_after_ms,
            lock_after_ms,
            lock_screen_notifications,
            lock_screen_content,
            security_patch,
            app_scanning_consent,
            app_scanning_enabled,
            notification_readers,
            accessibility_services,
            keyboards,
            sms_app,
            device_admins,
            user_certificates,
            developer_options,
            usb_debugging,
            storage_encryption,
            build_tags,
            automatic_zone,
            advanced_protection,
            manufacturer,
            other_profiles,
            messengers,
        ]
    )
}

/// What is found for each item.
fn judge(
    snapshot: &Snapshot,
    answers: &[GivenAnswer],
    devices: &[Device],
    clock: &ClockReading,
) -> Vec<Judged> {
    let checklist = checklist();
    evaluate(checklist, snapshot, answers, devices, &checklist.policy, clock)
        .into_iter()
        .map(|item| {
            let finding = item.finding;
            (item.id, item.content.measure, finding.kind, finding.verdict, finding.basis)
        })
        .collect()
}

fn ok_count(judged: &[Judged]) -> usize {
    judged.iter().filter(|(_, _, _, verdict, _)| *verdict == Verdict::Ok).count()
}

const UNKNOWN: [FindingKind; 13] = [
    FindingKind::Future,
    FindingKind::Unreadable,
    FindingKind::NotSure,
    FindingKind::NotAnswered,
    FindingKind::AnswerFromFuture,
    FindingKind::Absent,
    FindingKind::Failed,
    FindingKind::ClockManual,
    FindingKind::ClockUnread,
    FindingKind::Contradiction,
    FindingKind::ClockImplausible,
    FindingKind::PartlyListed,
    FindingKind::OtherProfile,
];

proptest! {
    #![proptest_config(at_least(300))]

    #[test]
    fn nothing_that_is_not_known_is_a_pass(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        for (id, _, kind, verdict, _) in judge(&snapshot, &answers, &devices, &clock) {
            prop_assert!(verdict != Verdict::Ok || !UNKNOWN.contains(&kind), "{id} {kind:?}");
        }
    }

    #[test]
    fn a_signal_that_falls_silent_never_raises_what_is_measured_as_ok(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
        which in any::<Index>(), is_absent in any::<bool>(),
    ) {
        let measured_ok = |judged: &[Judged]| -> Vec<String> {
            judged
                .iter()
                .filter(|(_, _, _, verdict, basis)| {
                    *verdict == Verdict::Ok && *basis == Basis::Measured
                })
                .map(|(id, ..)| id.clone())
                .collect()
        };
        let before = measured_ok(&judge(&snapshot, &answers, &devices, &clock));
        // What some phones never have falls back to Android's own.
        let with_default = ["lock_complexity", "lock_after_ms", "app_scanning_enabled"];
        let all_silenced = silenced(&snapshot, is_absent);
        let (signal, silent) = which.get(&all_silenced);
        for id in measured_ok(&judge(silent, &answers, &devices, &clock)) {
            let has_default = is_absent && with_default.contains(signal);
            prop_assert!(before.contains(&id) || has_default, "{signal}: {id}");
        }
    }

    #[test]
    fn with_nothing_said_a_signal_that_falls_silent_never_raises_the_score(
        snapshot in snapshot(), devices in device_list(), clock in clock(),
        which in any::<Index>(),
    ) {
        let before = ok_count(&judge(&snapshot, &[], &devices, &clock));
        let all_silenced = silenced(&snapshot, false);
        let (signal, silent) = which.get(&all_silenced);
        prop_assert!(ok_count(&judge(silent, &[], &devices, &clock)) <= before, "{signal}");
    }

    #[test]
    fn nothing_said_hides_what_was_measured(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        let silent = judge(&snapshot, &[], &[], &clock);
        let spoken = judge(&snapshot, &answers, &devices, &clock);
        for (id, measure, kind, verdict, basis) in silent {
            let is_persons = matches!(measure, Measure::Declared | Measure::SignOuts);
            // Which listed apps are theirs, only the person knows; where nothing is read, only the person can tell.
            let is_asked = matches!(
                kind,
                FindingKind::Listed
                    | FindingKind::PartlyListed
                    | FindingKind::Absent
                    | FindingKind::Failed
            );
            if !is_persons && !is_asked {
                prop_assert!(spoken.contains(&(id, measure, kind, verdict, basis)));
            }
        }
    }

    #[test]
    fn a_measured_risk_is_never_hidden(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        let spoken = judge(&snapshot, &answers, &devices, &clock);
        for (id, _, _, verdict, basis) in judge(&snapshot, &[], &[], &clock) {
            if verdict == Verdict::AtRisk && basis == Basis::Measured {
                let found = spoken.iter().find(|item| item.0 == id).map(|item| item.3);
                prop_assert_eq!(found, Some(Verdict::AtRisk), "{}", id);
            }
        }
    }

    #[test]
    fn every_risk_that_is_found_has_a_sentence_a_reason_and_a_button_of_its_own(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        let checklist = checklist();
        for item in evaluate(checklist, &snapshot, &answers, &devices, &checklist.policy, &clock) {
            // An open session on a lost device speaks with the words of devices.
            let finding = item.finding;
            if finding.verdict == Verdict::AtRisk && finding.kind != FindingKind::GonePending {
                let words = item.content.findings.get(&finding.kind);
                let is_told = words.is_some_and(|words| {
                    words.headline.is_some() && words.detail.is_some() && words.action.is_some()
                });
                prop_assert!(is_told, "{} {:?}", item.id, finding.kind);
            }
        }
    }

    #[test]
    fn the_same_phone_answers_and_clock_give_the_same_verdicts(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        let once = judge(&snapshot, &answers, &devices, &clock);
        prop_assert_eq!(once, judge(&snapshot, &answers, &devices, &clock));
    }

    #[test]
    fn a_no_and_an_open_session_on_a_lost_device_stay_bad_under_any_clock(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        let judged = judge(&snapshot, &answers, &devices, &clock);
        for answer in answers.iter().filter(|answer| answer.answer == Answer::No) {
            let found = judged.iter().find(|(id, measure, ..)| {
                *id == answer.item_id && *measure == Measure::Declared
            });
            if let Some((id, _, _, verdict, _)) = found {
                prop_assert!(matches!(verdict, Verdict::AtRisk | Verdict::Due), "{id}");
            }
        }
        if devices.iter().any(|device| device.verdict() == Verdict::AtRisk) {
            let is_told = judged.iter().any(|(_, _, kind, verdict, _)| {
                *kind == FindingKind::GonePending && *verdict == Verdict::AtRisk
            });
            prop_assert!(is_told);
        }
    }
}

fn is_finished(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['{', '}'])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_sentence_is_finished_and_the_worst_thing_speaks_whatever_the_store_holds(
        phone in snapshot(), later_phone in snapshot(), given in answers(),
        first in clock(), second in clock(), name in "[a-zñ ]{0,8}[a-zñ]",
        status in select(vec![DeviceStatus::Unused, DeviceStatus::Stolen]), is_english in any::<bool>(),
    ) {
        let language = if is_english { Language::English } else { Language::Spanish };
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut state = CareState::open(folder.path()).expect("an empty folder opens");
        checkup::run(&mut state, &phone, &first, language).expect("it runs");
        for given in &given {
            // Answers that are not offered are refused, and that is fine here.
            let _ = checkup::answer(&mut state, &given.item_id, given.answer, &given.about, &first);
        }
        if given.len() % 2 == 0 {
            let device = NewDevice {
                kind: DeviceKind::Tablet, name, status, messengers: vec![Messenger::Telegram],
                last_used: None,
            };
            devices::add(&mut state, &device, &first).expect("the name is fine");
        }
        let checkup = checkup::run(&mut state, &later_phone, &second, language).expect("it runs");
        for item in &checkup.items {
            prop_assert!(is_finished(&item.title) && is_finished(&item.line), "{item:?}");
            let page = checkup::page(&state, &item.id, &later_phone, &second, language)
                .expect("every item of the checkup has a page");
            prop_assert_eq!(&page.item, item);
            prop_assert!(is_finished(&page.why));
            prop_assert!(page.steps.is_empty() || is_finished(&page.source_line));
            prop_assert!(!(page.steps.is_empty() && page.sections.is_empty()) && page.steps.len() <= 5);
            prop_assert!(page.steps.iter().all(|step| is_finished(step)));
            for section in &page.sections {
                prop_assert!(is_finished(&section.source_line) && is_finished(&section.open_label));
                prop_assert!(!section.steps.is_empty() && section.steps.iter().all(|step| is_finished(step)));
            }
        }
        for change in &checkup.changes {
            prop_assert!(is_finished(&change.sentence) && change.before != change.now);
        }
        let overall = &checkup.overall;
        for text in [&overall.headline, &overall.detail, &overall.action_label] {
            prop_assert!(is_finished(text), "{overall:?}");
        }
        let worst = match (checkup.at_risk_count, checkup.due_count, checkup.unknown_count) {
            (0, 0, 0) => Verdict::Ok,
            (0, 0, _) => Verdict::Unknown,
            (0, _, _) => Verdict::Due,
            _ => Verdict::AtRisk,
        };
        prop_assert_eq!(overall.verdict, worst);
    }
}
