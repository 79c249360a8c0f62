//! What holds for the checkup whatever the phone, the person and the clock say.

use candado_core::checkup::{
    self, Answer, Basis, FlagSignal, GivenAnswer, MessengerReading, MessengerSignal, Snapshot,
    TextSignal, Verdict, evaluate,
};
use candado_core::content::{FindingKind, Measure, checklist};
use candado_core::devices::{
    self, Device, DeviceKind, DeviceSession, DeviceStatus, Messenger, NewDevice, SignOut,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use proptest::prelude::*;
use proptest::sample::select;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

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

fn reading() -> impl Strategy<Value = MessengerReading> {
    let signal = prop_oneof![
        3 => (instant(), instant()).prop_map(|(first_installed_at_ms, updated_at_ms)| {
            MessengerSignal::Installed {
                version_name: None,
                first_installed_at_ms: first_installed_at_ms.min(updated_at_ms),
                updated_at_ms,
            }
        }),
        1 => Just(MessengerSignal::NotInstalled),
        1 => Just(MessengerSignal::Failed),
    ];
    (select(Messenger::ALL.to_vec()), signal)
        .prop_map(|(messenger, signal)| MessengerReading { messenger, signal })
}

fn snapshot() -> impl Strategy<Value = Snapshot> {
    (flag(), text(), prop::collection::vec(reading(), 0..6)).prop_map(
        |(screen_lock, security_patch, messengers)| Snapshot {
            screen_lock,
            security_patch,
            messengers,
        },
    )
}

fn an_answer() -> impl Strategy<Value = Answer> {
    select(vec![Answer::Yes, Answer::No, Answer::DoesNotApply, Answer::NotSure])
}

/// At most one answer for each item, as the store gives them; measured items are answered here too, to see that
/// nobody listens.
fn answers() -> impl Strategy<Value = Vec<GivenAnswer>> {
    let ids: Vec<String> = checklist().item.iter().map(|item| item.id.clone()).collect();
    let each = prop::option::of((an_answer(), instant()));
    prop::collection::vec(each, ids.len()).prop_map(move |given| {
        ids.iter()
            .zip(given)
            .filter_map(|(id, given)| {
                let (answer, at_ms) = given?;
                Some(GivenAnswer { item_id: id.clone(), answer, at_ms })
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
            sessions,
        });
    prop::collection::vec(device, 0..4)
}

/// Id, what was found and what it means, for each item that counts.
fn judge(
    snapshot: &Snapshot,
    answers: &[GivenAnswer],
    devices: &[Device],
    clock: &ClockReading,
) -> Vec<(String, Measure, FindingKind, Verdict, Basis)> {
    let checklist = checklist();
    evaluate(checklist, snapshot, answers, devices, &checklist.policy, clock)
        .into_iter()
        .map(|item| {
            let finding = item.finding;
            (item.id, item.content.measure, finding.kind, finding.verdict, finding.basis)
        })
        .collect()
}

fn ok_count(judged: &[(String, Measure, FindingKind, Verdict, Basis)]) -> usize {
    judged
        .iter()
        .filter(|(_, _, _, verdict, basis)| {
            *verdict == Verdict::Ok && *basis != Basis::NotApplicable
        })
        .count()
}

const UNKNOWN: [FindingKind; 9] = [
    FindingKind::Future,
    FindingKind::Unreadable,
    FindingKind::NotSure,
    FindingKind::NotAnswered,
    FindingKind::AnswerFromFuture,
    FindingKind::Absent,
    FindingKind::Failed,
    FindingKind::ClockManual,
    FindingKind::ClockImplausible,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_not_known_is_a_pass(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        for (id, _, kind, verdict, _) in judge(&snapshot, &answers, &devices, &clock) {
            prop_assert!(verdict != Verdict::Ok || !UNKNOWN.contains(&kind), "{id} {kind:?}");
        }
    }

    #[test]
    fn a_signal_that_falls_silent_never_raises_the_score(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
        silenced in 0..3_u8,
    ) {
        let before = ok_count(&judge(&snapshot, &answers, &devices, &clock));
        let mut silent = snapshot;
        match silenced {
            0 => silent.screen_lock = FlagSignal::Failed,
            1 => silent.security_patch = TextSignal::Absent,
            _ => silent.messengers.clear(),
        }
        prop_assert!(ok_count(&judge(&silent, &answers, &devices, &clock)) <= before);
    }

    #[test]
    fn nothing_said_changes_what_was_measured(
        snapshot in snapshot(), answers in answers(), devices in device_list(), clock in clock(),
    ) {
        let measured = |judged: Vec<(String, Measure, FindingKind, Verdict, Basis)>| {
            judged
                .into_iter()
                .filter(|(_, measure, ..)| !matches!(measure, Measure::Declared | Measure::SignOuts))
                .collect::<Vec<_>>()
        };
        let silent = measured(judge(&snapshot, &[], &[], &clock));
        prop_assert_eq!(measured(judge(&snapshot, &answers, &devices, &clock)), silent);
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
            let _ = checkup::answer(&mut state, &given.item_id, given.answer, &first);
        }
        if given.len() % 2 == 0 {
            let device = NewDevice {
                kind: DeviceKind::Tablet, name, status, messengers: vec![Messenger::Telegram],
            };
            devices::add(&mut state, &device, &first).expect("the name is fine");
        }
        let checkup = checkup::run(&mut state, &later_phone, &second, language).expect("it runs");
        for item in &checkup.items {
            prop_assert!(is_finished(&item.title) && is_finished(&item.line), "{item:?}");
            let page = checkup::page(&state, &item.id, &later_phone, &second, language)
                .expect("every item of the checkup has a page");
            prop_assert_eq!(&page.item, item);
            prop_assert!(is_finished(&page.why) && is_finished(&page.source_line));
            prop_assert!((1..=6).contains(&page.steps.len()) && page.steps.iter().all(|step| is_finished(step)));
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
