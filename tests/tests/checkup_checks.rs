//! Each check by itself, in tables: pass, fail, unknown, on the limit, one day before.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::ClockReading;
use candado_core::checkup::{
    Answer, Basis, FlagSignal, GivenAnswer, MessengerReading, MessengerSignal, Snapshot,
    TextSignal, Verdict, evaluate,
};
use candado_core::content::{FindingKind, checklist};
use candado_core::devices::{Device, DeviceKind, DeviceSession, DeviceStatus, Messenger, SignOut};
use candado_tests::phone::{DAY_MS, NOON_MS, clock_after_days};
use chrono::{NaiveDate, TimeDelta};

fn clock() -> ClockReading {
    clock_after_days(0)
}

fn clock_on(date: &str) -> ClockReading {
    let date: NaiveDate = date.parse().expect("the date is well formed");
    let noon = date.and_hms_opt(18, 0, 0).expect("the hour exists").and_utc();
    ClockReading { now_ms: noon.timestamp_millis(), ..clock() }
}

/// What is found about one item, and what it means.
fn judge(
    id: &str,
    snapshot: &Snapshot,
    answers: &[GivenAnswer],
    devices: &[Device],
    clock: &ClockReading,
) -> Option<(FindingKind, Verdict, Basis)> {
    let checklist = checklist();
    evaluate(checklist, snapshot, answers, devices, &checklist.policy, clock)
        .into_iter()
        .find(|item| item.id == id)
        .map(|item| (item.finding.kind, item.finding.verdict, item.finding.basis))
}

fn patch(text: &str, clock: &ClockReading) -> Option<(FindingKind, Verdict)> {
    let signal = TextSignal::Value { text: text.to_owned() };
    let snapshot = Snapshot { security_patch: signal, ..Snapshot::default() };
    judge("security_patch", &snapshot, &[], &[], clock).map(|(kind, verdict, _)| (kind, verdict))
}

#[test]
fn a_patch_is_due_past_ninety_days_and_a_risk_past_a_year() {
    let today: NaiveDate = "2026-11-22".parse().expect("the date is well formed");
    let table = [
        (-32, FindingKind::Future, Verdict::Unknown),
        (-31, FindingKind::Fresh, Verdict::Ok),
        (0, FindingKind::Fresh, Verdict::Ok),
        (89, FindingKind::Fresh, Verdict::Ok),
        (90, FindingKind::Fresh, Verdict::Ok),
        (91, FindingKind::Old, Verdict::Due),
        (365, FindingKind::Old, Verdict::Due),
        (366, FindingKind::VeryOld, Verdict::AtRisk),
    ];
    for (days, kind, verdict) in table {
        let date = (today - TimeDelta::days(days)).to_string();
        assert_eq!(patch(&date, &clock()), Some((kind, verdict)), "{days} days");
    }
}

#[test]
fn a_patch_that_is_no_date_is_unknown() {
    for text in [
        "",
        "2026-10",
        "2026-13-01",
        "2026-02-30",
        "2026-10-5",
        "5 Oct 2026",
        "1970-01-01",
        "2026-10-05 ",
        "+026-10-05",
        "２０２６-10-05",
    ] {
        let found = patch(text, &clock());
        assert_eq!(found, Some((FindingKind::Unreadable, Verdict::Unknown)), "{text:?}");
    }
    for (signal, kind) in
        [(TextSignal::Absent, FindingKind::Absent), (TextSignal::Failed, FindingKind::Failed)]
    {
        let snapshot = Snapshot { security_patch: signal, ..Snapshot::default() };
        let found = judge("security_patch", &snapshot, &[], &[], &clock());
        assert_eq!(found, Some((kind, Verdict::Unknown, Basis::Measured)));
    }
}

#[test]
fn a_clock_set_by_hand_or_not_believable_makes_ages_unknown() {
    let manual = ClockReading { automatic: Some(false), ..clock() };
    assert_eq!(patch("2026-10-05", &manual), Some((FindingKind::ClockManual, Verdict::Unknown)));
    let unread = ClockReading { automatic: None, ..clock() };
    assert_eq!(patch("2026-10-05", &unread), Some((FindingKind::Fresh, Verdict::Ok)));
    for (date, is_believed) in [
        ("1970-01-01", false),
        ("2025-12-31", false),
        ("2026-01-01", true),
        ("2046-01-01", true),
        ("2046-01-02", false),
        ("2099-01-01", false),
    ] {
        let found = patch("2025-12-01", &clock_on(date)).map(|(kind, _)| kind);
        assert_eq!(found != Some(FindingKind::ClockImplausible), is_believed, "{date}");
    }
}

fn messenger(
    messenger: Messenger,
    signal: Option<MessengerSignal>,
    clock: &ClockReading,
) -> Option<(FindingKind, Verdict, Basis)> {
    let readings = signal.map(|signal| MessengerReading { messenger, signal });
    let snapshot = Snapshot {
        messengers: readings.into_iter().collect(),
        other_profiles: FlagSignal::Value { on: false },
        ..Snapshot::default()
    };
    let id = match messenger {
        Messenger::WhatsApp => "update_whatsapp",
        Messenger::WhatsAppBusiness => "update_whatsapp_business",
        Messenger::Telegram => "update_telegram",
        Messenger::Signal => "update_signal",
    };
    judge(id, &snapshot, &[], &[], clock)
}

fn updated(first_installed_at_ms: i64, updated_at_ms: i64) -> Option<MessengerSignal> {
    Some(MessengerSignal::Installed {
        version_name: None,
        first_installed_at_ms,
        updated_at_ms,
        installer: TextSignal::Absent,
        signers: Vec::new(),
    })
}

#[test]
fn a_messenger_is_due_past_thirty_days_and_a_risk_past_seventy_five() {
    let table = [
        (0, FindingKind::Fresh, Verdict::Ok),
        (29, FindingKind::Fresh, Verdict::Ok),
        (30, FindingKind::Fresh, Verdict::Ok),
        (31, FindingKind::Old, Verdict::Due),
        (75, FindingKind::Old, Verdict::Due),
        (76, FindingKind::VeryOld, Verdict::AtRisk),
    ];
    for which in Messenger::ALL {
        for (days, kind, verdict) in table {
            let signal = updated(NOON_MS - 400 * DAY_MS, NOON_MS - days * DAY_MS);
            let found = messenger(which, signal, &clock());
            assert_eq!(found, Some((kind, verdict, Basis::Measured)), "{which:?} {days}");
        }
    }
}

#[test]
fn a_messenger_with_dates_that_make_no_sense_is_unknown() {
    let now = NOON_MS;
    let table = [
        ("updated ahead of the clock", now - DAY_MS, now + 1, FindingKind::Future),
        ("installed ahead of the clock", now + 1, now + 1, FindingKind::Future),
        ("updated before it was installed", now, now - DAY_MS, FindingKind::Unreadable),
        ("updated in 1970", 0, 0, FindingKind::Unreadable),
        ("the end of numbers", i64::MIN, i64::MAX, FindingKind::Future),
        ("the beginning of numbers", i64::MIN, i64::MIN, FindingKind::Unreadable),
    ];
    for (case, installed, update, kind) in table {
        let found = messenger(Messenger::WhatsApp, updated(installed, update), &clock());
        assert_eq!(found, Some((kind, Verdict::Unknown, Basis::Measured)), "{case}");
    }
    let manual = ClockReading { automatic: Some(false), ..clock() };
    let signal = updated(now - 400 * DAY_MS, now - 80 * DAY_MS);
    let found = messenger(Messenger::WhatsApp, signal, &manual);
    assert_eq!(found, Some((FindingKind::ClockManual, Verdict::Unknown, Basis::Measured)));
}

#[test]
fn a_messenger_that_is_not_there_does_not_apply_and_one_that_cannot_be_asked_is_unknown() {
    let absent = Some(MessengerSignal::NotInstalled);
    let found = messenger(Messenger::WhatsApp, absent.clone(), &clock());
    assert_eq!(found, Some((FindingKind::NotInstalled, Verdict::Ok, Basis::NotApplicable)));
    assert_eq!(messenger(Messenger::Telegram, absent, &clock()), None);
    for which in Messenger::ALL {
        for signal in [None, Some(MessengerSignal::Failed)] {
            let found = messenger(which, signal, &clock());
            assert_eq!(found, Some((FindingKind::Failed, Verdict::Unknown, Basis::Measured)));
        }
    }
}

fn given(item: &str, answer: Answer, days_ago: i64) -> Vec<GivenAnswer> {
    let at_ms = NOON_MS - days_ago * DAY_MS;
    vec![GivenAnswer { item_id: item.to_owned(), answer, about: String::new(), at_ms }]
}

#[test]
fn an_answer_means_what_its_table_says_and_ages() {
    use Answer::{DoesNotApply, No, NotSure, Yes};
    let table = [
        ("linked_devices", Yes, 0, FindingKind::Yes, Verdict::Ok),
        ("linked_devices", Yes, 27, FindingKind::Yes, Verdict::Ok),
        ("linked_devices", Yes, 28, FindingKind::YesOld, Verdict::Due),
        ("linked_devices", Yes, -1, FindingKind::Yes, Verdict::Ok),
        ("linked_devices", Yes, -2, FindingKind::AnswerFromFuture, Verdict::Unknown),
        ("linked_devices", No, 0, FindingKind::No, Verdict::AtRisk),
        ("linked_devices", No, 400, FindingKind::No, Verdict::AtRisk),
        ("linked_devices", NotSure, 0, FindingKind::NotSure, Verdict::Unknown),
        ("two_step", Yes, 89, FindingKind::Yes, Verdict::Ok),
        ("two_step", Yes, 90, FindingKind::YesOld, Verdict::Due),
        ("two_step", No, 0, FindingKind::No, Verdict::AtRisk),
        ("voicemail_pin", No, 0, FindingKind::No, Verdict::Due),
        ("voicemail_pin", DoesNotApply, 119, FindingKind::DoesNotApply, Verdict::Ok),
        ("voicemail_pin", DoesNotApply, 120, FindingKind::DoesNotApplyOld, Verdict::Due),
        ("devices_signed_out", DoesNotApply, 89, FindingKind::DoesNotApply, Verdict::Ok),
        ("devices_signed_out", DoesNotApply, 90, FindingKind::DoesNotApplyOld, Verdict::Due),
        ("devices_signed_out", No, 0, FindingKind::No, Verdict::Due),
    ];
    for (item, answer, days, kind, verdict) in table {
        let found = judge(item, &Snapshot::default(), &given(item, answer, days), &[], &clock());
        let found = found.map(|(kind, verdict, _)| (kind, verdict));
        assert_eq!(found, Some((kind, verdict)), "{item} {answer:?} {days} days ago");
    }
    for item in ["linked_devices", "two_step", "voicemail_pin", "devices_signed_out"] {
        let found = judge(item, &Snapshot::default(), &[], &[], &clock());
        assert_eq!(found, Some((FindingKind::NotAnswered, Verdict::Due, Basis::NotAnswered)));
    }
}

#[test]
fn a_yes_is_unknown_under_an_unbelievable_clock_and_a_no_stays_a_risk() {
    let clock = clock_on("1970-01-02");
    let verdict = |answer| {
        judge("two_step", &Snapshot::default(), &given("two_step", answer, 0), &[], &clock)
            .map(|(_, verdict, _)| verdict)
    };
    assert_eq!(verdict(Answer::Yes), Some(Verdict::Unknown));
    assert_eq!(verdict(Answer::No), Some(Verdict::AtRisk));
}

fn device(id: i64, status: DeviceStatus, sign_out: SignOut) -> Device {
    Device {
        id,
        kind: DeviceKind::Computer,
        name: "Laptop".to_owned(),
        status,
        status_since_ms: NOON_MS - 50 * DAY_MS,
        last_use: None,
        archived_at_ms: None,
        sessions: vec![DeviceSession { messenger: Messenger::WhatsApp, sign_out }],
    }
}

#[test]
fn a_pending_sign_out_is_a_risk_on_a_device_that_is_gone_and_due_on_one_that_lies_about() {
    let pending = SignOut::Pending { since_ms: NOON_MS };
    let done = SignOut::Done { at_ms: NOON_MS };
    let table = [
        (DeviceStatus::Sold, pending, FindingKind::GonePending, Verdict::AtRisk),
        (DeviceStatus::Lost, pending, FindingKind::GonePending, Verdict::AtRisk),
        (DeviceStatus::Stolen, pending, FindingKind::GonePending, Verdict::AtRisk),
        (DeviceStatus::Unused, pending, FindingKind::UnusedPending, Verdict::Due),
        (DeviceStatus::Stolen, done, FindingKind::AllClosed, Verdict::Ok),
        (DeviceStatus::InUse, SignOut::NotNeeded, FindingKind::AllClosed, Verdict::Ok),
    ];
    for (status, sign_out, kind, verdict) in table {
        let devices = [device(1, status, sign_out)];
        // "I only use this phone" hides nothing that the list says.
        let answers = given("devices_signed_out", Answer::DoesNotApply, 0);
        for answers in [&[][..], &answers] {
            let found =
                judge("devices_signed_out", &Snapshot::default(), answers, &devices, &clock());
            let found = found.map(|(kind, verdict, _)| (kind, verdict));
            assert_eq!(found, Some((kind, verdict)), "{status:?} {sign_out:?}");
        }
    }
    let both = [
        device(1, DeviceStatus::Unused, SignOut::Pending { since_ms: NOON_MS - 90 * DAY_MS }),
        device(2, DeviceStatus::Sold, pending),
    ];
    let checklist = checklist();
    let found = evaluate(checklist, &Snapshot::default(), &[], &both, &checklist.policy, &clock());
    let meant = found.iter().find_map(|item| item.finding.device_id);
    assert_eq!(meant, Some(2), "the one that is gone speaks first");
}
