//! "Will reminders reach me?": every answer the phone can give, and how late the last alarm was.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{FlagSignal, Verdict};
use candado_core::reminders::{
    self, Reach, ReachAction, ReachFacts, ReminderSettings, StandbyBucket,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};

const MINUTE_MS: i64 = 60_000;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

fn clock_at(minutes: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + minutes * MINUTE_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: None,
        boot_count: None,
        uptime_ms: None,
    }
}

const ON: FlagSignal = FlagSignal::Value { on: true };
const OFF: FlagSignal = FlagSignal::Value { on: false };

fn well() -> ReachFacts {
    ReachFacts {
        notifications: ON,
        reminders_channel: ON,
        clocks_channel: FlagSignal::Absent,
        background_restricted: OFF,
        battery_optimised: ON,
        standby: StandbyBucket::Free,
    }
}

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let state = CareState::open(folder.path()).expect("an empty folder opens");
        Self { state, _folder: folder }
    }

    fn reach(&self, facts: &ReachFacts, minutes: i64) -> Reach {
        reminders::reach(&self.state, facts, &clock_at(minutes), Language::Spanish)
            .expect("it is judged")
    }

    /// Planned for minute 0, heard so many minutes later.
    fn heard_after(minutes: i64) -> Self {
        let mut person = Self::new();
        reminders::alarm_planned(&mut person.state, Some(NOON_MS)).expect("it is stored");
        reminders::alarm_heard(&mut person.state, &clock_at(minutes)).expect("it is stored");
        person
    }

    fn last_alarm(&self, minutes: i64) -> (Verdict, String) {
        let reach = self.reach(&well(), minutes);
        let line = reach.lines.last().expect("the last line is about the last alarm");
        (line.verdict, line.line.clone())
    }
}

#[test]
fn where_everything_is_well_the_answer_is_yes() {
    let reach = Person::new().reach(&well(), 0);
    assert_eq!(reach.verdict, Verdict::Ok);
    assert!(reach.headline.starts_with("Sí."));
    assert_eq!(reach.lines.len(), 5);
}

#[test]
fn each_thing_that_holds_reminders_back_is_told_with_what_mends_it() {
    let person = Person::new();
    let told = |facts: ReachFacts| {
        let reach = person.reach(&facts, 0);
        let worst = reach.lines.iter().find(|line| line.verdict == reach.verdict);
        (reach.verdict, worst.and_then(|line| line.action))
    };
    let settings = Some(ReachAction::NotificationSettings);
    let app = Some(ReachAction::AppSettings);
    for (facts, verdict, action) in [
        (
            ReachFacts { notifications: OFF, ..well() },
            Verdict::AtRisk,
            Some(ReachAction::Permission),
        ),
        (ReachFacts { reminders_channel: OFF, ..well() }, Verdict::AtRisk, settings),
        (ReachFacts { clocks_channel: OFF, ..well() }, Verdict::AtRisk, settings),
        (ReachFacts { background_restricted: ON, ..well() }, Verdict::AtRisk, app),
        (ReachFacts { standby: StandbyBucket::Restricted, ..well() }, Verdict::AtRisk, app),
        (ReachFacts { standby: StandbyBucket::Rare, ..well() }, Verdict::Due, app),
    ] {
        assert_eq!(told(facts.clone()), (verdict, action), "{facts:?}");
    }
}

#[test]
fn what_the_phone_does_not_tell_is_unknown_and_not_well() {
    let person = Person::new();
    let untold = ReachFacts { notifications: FlagSignal::Failed, ..well() };
    let lines = person.reach(&untold, 0).lines;
    assert_eq!(lines.first().map(|line| line.verdict), Some(Verdict::Unknown));
    let untold = ReachFacts { battery_optimised: FlagSignal::Failed, ..well() };
    assert_eq!(
        person.reach(&untold, 0).lines.get(3).map(|line| line.verdict),
        Some(Verdict::Unknown)
    );
}

#[test]
fn switched_off_in_the_app_is_said_before_anything_else() {
    let mut person = Person::new();
    let off = ReminderSettings { enabled: false, ..ReminderSettings::default() };
    reminders::choose(&mut person.state, &off).expect("it makes sense");
    let reach = person.reach(&ReachFacts { notifications: OFF, ..well() }, 0);
    assert!(reach.headline.starts_with("Los apagaste aquí"));
}

#[test]
fn how_late_the_last_alarm_was_is_measured_and_told() {
    assert_eq!(Person::new().last_alarm(0).1, "Aún no ha sonado ninguna");
    let on_time = Person::heard_after(0).last_alarm(1);
    assert_eq!(on_time, (Verdict::Ok, "A tiempo: domingo 22 de noviembre a las 12:00".to_owned()));
    let (verdict, line) = Person::heard_after(60).last_alarm(61);
    assert!(verdict == Verdict::Ok && line.starts_with("60 min después de lo planeado"), "{line}");
    let (verdict, line) = Person::heard_after(61).last_alarm(62);
    assert!(verdict == Verdict::Due && line.starts_with("1 h o más después"), "{line}");
    let (verdict, line) = Person::heard_after(14 * 60).last_alarm(15 * 60);
    assert!(verdict == Verdict::Due && line.starts_with("14 h o más después"), "{line}");
}

#[test]
fn waking_before_the_planned_instant_and_waking_twice_measure_nothing() {
    let mut person = Person::heard_after(-1);
    assert_eq!(person.last_alarm(0).0, Verdict::Unknown);
    reminders::alarm_heard(&mut person.state, &clock_at(5)).expect("it is stored");
    reminders::alarm_heard(&mut person.state, &clock_at(500)).expect("it is stored");
    assert!(person.last_alarm(501).1.starts_with("5 min después"));
    reminders::alarm_planned(&mut person.state, None).expect("it is stored");
    reminders::alarm_heard(&mut person.state, &clock_at(900)).expect("it is stored");
    assert!(person.last_alarm(901).1.starts_with("5 min después"), "none was planned");
}

#[test]
fn an_alarm_heard_under_a_clock_that_went_back_is_forgotten() {
    assert_eq!(Person::heard_after(5).last_alarm(-100_000).0, Verdict::Unknown);
}
