//! Each check by itself, in tables: pass, fail, unknown, on the limit, one day before.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::ClockReading;
use candado_core::checkup::{
    Answer, Basis, FlagSignal, GivenAnswer, MessengerReading, MessengerSignal, NumberSignal,
    Snapshot, TextSignal, Verdict, evaluate,
};
use candado_core::content::{FindingKind, ItemContent, MinimumVersion, checklist};
use candado_core::devices::{Device, DeviceKind, DeviceSession, DeviceStatus, Messenger, SignOut};
use candado_tests::phone::{DAY_MS, NOON_MS, clock_after_days, sound_phone, whatsapp};
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
    assert_eq!(patch("2026-10-05", &unread), Some((FindingKind::ClockUnread, Verdict::Unknown)));
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
        version_code: 1,
        first_installed_at_ms,
        updated_at_ms,
        installer: TextSignal::Absent,
        update_owner: TextSignal::Absent,
        package_source: NumberSignal::Absent,
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
    assert_eq!(found, Some((FindingKind::NotInstalled, Verdict::NotApplicable, Basis::Measured)));
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
        ("voicemail_pin", DoesNotApply, 119, FindingKind::DoesNotApply, Verdict::NotApplicable),
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

#[test]
fn a_list_of_devices_with_nothing_to_close_grows_old_like_any_answer() {
    let closed_at = |days_ago: i64| {
        let at_ms = NOON_MS - days_ago * DAY_MS;
        let laptop = device(1, DeviceStatus::Sold, SignOut::Done { at_ms });
        [Device { status_since_ms: at_ms - DAY_MS, ..laptop }]
    };
    let judged = |days_ago, answers: &[GivenAnswer], clock: &ClockReading| {
        let (phone, devices) = (Snapshot::default(), closed_at(days_ago));
        judge("devices_signed_out", &phone, answers, &devices, clock)
            .map(|(kind, verdict, _)| (kind, verdict))
    };
    let table = [
        (0, FindingKind::AllClosed, Verdict::Ok),
        (89, FindingKind::AllClosed, Verdict::Ok),
        (90, FindingKind::AllClosedOld, Verdict::Due),
        (-1, FindingKind::AllClosed, Verdict::Ok),
        (-2, FindingKind::AnswerFromFuture, Verdict::Unknown),
    ];
    for (days_ago, kind, verdict) in table {
        assert_eq!(judged(days_ago, &[], &clock()), Some((kind, verdict)), "{days_ago} days ago");
    }
    for date in ["1970-01-01", "2099-01-01"] {
        let told = judged(0, &[], &clock_on(date));
        assert_eq!(told, Some((FindingKind::ClockImplausible, Verdict::Unknown)), "{date}");
    }
    let said = |answer, days_ago| given("devices_signed_out", answer, days_ago);
    let confirmed = judged(200, &said(Answer::Yes, 10), &clock());
    assert_eq!(confirmed, Some((FindingKind::AllClosed, Verdict::Ok)));
    let unsure = judged(200, &said(Answer::NotSure, 10), &clock());
    assert_eq!(unsure, Some((FindingKind::NotSure, Verdict::Unknown)));
    let others = judged(5, &said(Answer::No, 10), &clock());
    assert_eq!(others, Some((FindingKind::AllClosed, Verdict::Ok)), "they were noted since");
    let alone = judged(200, &said(Answer::DoesNotApply, 10), &clock());
    assert_eq!(alone, Some((FindingKind::AllClosedOld, Verdict::Due)), "the list says otherwise");
    let without_list =
        judge("devices_signed_out", &Snapshot::default(), &said(Answer::Yes, 0), &[], &clock());
    assert_eq!(without_list.map(|found| found.0), Some(FindingKind::NotAnswered));
}

#[test]
fn devices_noted_under_a_clock_that_ran_ahead_can_be_confirmed_once_it_is_mended() {
    for ahead_ms in [10 * 60_000, 2 * DAY_MS, 200 * DAY_MS] {
        let sold = [device(1, DeviceStatus::Sold, SignOut::Done { at_ms: NOON_MS + ahead_ms })];
        let judged = |answer| {
            let answers = given("devices_signed_out", answer, 0);
            judge("devices_signed_out", &Snapshot::default(), &answers, &sold, &clock())
                .map(|(kind, verdict, _)| (kind, verdict))
        };
        assert_eq!(judged(Answer::Yes), Some((FindingKind::AllClosed, Verdict::Ok)), "{ahead_ms}");
        assert_eq!(judged(Answer::No), Some((FindingKind::No, Verdict::Due)), "{ahead_ms}");
        let unsure = judged(Answer::NotSure);
        assert_eq!(unsure, Some((FindingKind::NotSure, Verdict::Unknown)), "{ahead_ms}");
    }
}

#[test]
fn under_a_clock_of_1970_or_2099_only_what_rests_on_no_date_is_well() {
    let expected = [
        "accessibility_services",
        "auto_lock",
        "developer_options",
        "device_admins",
        "keyboards",
        "lock_screen_content",
        "notification_readers",
        "origin_whatsapp",
        "play_protect",
        "screen_lock",
        "sms_app",
        "storage_encryption",
        "system_build",
        "user_certificates",
    ];
    let checklist = checklist();
    let mut phone = sound_phone(0);
    for date in ["1970-01-01", "2099-01-01"] {
        let clock = clock_on(date);
        // Everything was answered well and updated a day ago, by the same clock.
        let at_ms = clock.now_ms - DAY_MS;
        phone.messengers = whatsapp(at_ms, at_ms);
        let answer = |item: &ItemContent| {
            let (item_id, about) = (item.id.clone(), String::new());
            GivenAnswer { item_id, answer: Answer::Yes, about, at_ms }
        };
        let answers: Vec<GivenAnswer> = checklist.item.iter().map(answer).collect();
        let laptop = device(1, DeviceStatus::InUse, SignOut::NotNeeded);
        let devices = [Device { status_since_ms: at_ms, ..laptop }];
        let judged = evaluate(checklist, &phone, &answers, &devices, &checklist.policy, &clock);
        let mut ok: Vec<&str> = judged
            .iter()
            .filter(|item| item.finding.verdict == Verdict::Ok)
            .map(|item| item.id.as_str())
            .collect();
        ok.sort_unstable();
        assert_eq!(ok, expected, "{date}");
        let time = judged.iter().find(|item| item.id == "automatic_time");
        let found = time.map(|item| (item.finding.kind, item.finding.verdict));
        assert_eq!(found, Some((FindingKind::ClockImplausible, Verdict::Unknown)), "{date}");
    }
}

#[test]
fn a_time_set_by_hand_is_why_nobody_can_believe_the_date() {
    for date in ["1970-01-01", "2099-01-01"] {
        let clock = ClockReading { automatic: Some(false), ..clock_on(date) };
        let found = judge("automatic_time", &sound_phone(0), &[], &[], &clock);
        assert_eq!(found, Some((FindingKind::Off, Verdict::Due, Basis::Measured)), "{date}");
    }
}

#[test]
fn a_version_below_the_minimum_is_a_risk_while_the_rules_are_young() {
    let mut checklist = checklist().clone();
    checklist.policy.messenger.signal.minimum_version = Some(MinimumVersion {
        code: 1_000,
        set_on: "2026-11-01".parse().expect("the date is well formed"),
        source: "messenger-signers".to_owned(),
    });
    let found = |version_code, automatic, days: i64| {
        let now_ms = NOON_MS + days * DAY_MS;
        let clock = ClockReading { now_ms, automatic, ..clock() };
        let signal = MessengerSignal::Installed {
            version_name: None,
            version_code,
            first_installed_at_ms: now_ms - 400 * DAY_MS,
            updated_at_ms: now_ms - 2 * DAY_MS,
            installer: TextSignal::Absent,
            update_owner: TextSignal::Absent,
            package_source: NumberSignal::Absent,
            signers: Vec::new(),
        };
        let messengers = vec![MessengerReading { messenger: Messenger::Signal, signal }];
        let phone = Snapshot { messengers, ..Snapshot::default() };
        evaluate(&checklist, &phone, &[], &[], &checklist.policy, &clock)
            .into_iter()
            .find(|item| item.id == "update_signal")
            .map(|item| (item.finding.kind, item.finding.verdict))
    };
    let below = Some((FindingKind::BelowMinimum, Verdict::AtRisk));
    let fresh = Some((FindingKind::Fresh, Verdict::Ok));
    assert_eq!(found(999, Some(true), 0), below);
    assert_eq!(found(1, Some(true), 120), below);
    assert_eq!(found(999, Some(false), 0), below, "a version needs no clock");
    assert_eq!(found(1_000, Some(true), 0), fresh);
    assert_eq!(found(0, Some(true), 0), fresh, "no version is this");
    assert_eq!(found(999, Some(true), 121), fresh, "rules that are old know the age only");
}
