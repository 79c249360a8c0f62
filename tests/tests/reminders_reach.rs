//! "Will reminders reach me?": every answer the phone can give, and how late the last alarm was.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{FlagSignal, Verdict};
use candado_core::reminders::{
    self, Reach, ReachAction, ReachFacts, ReminderSettings, StandbyBucket,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::phone::new_state;

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
        clocks_channel: ON,
        background_restricted: OFF,
        battery_optimised: ON,
        standby: StandbyBucket::Free,
        api_level: 35,
    }
}

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let (state, _folder) = new_state();
        Self { state, _folder }
    }

    fn reach(&self, facts: &ReachFacts, minutes: i64) -> Reach {
        reminders::reach(&self.state, facts, &clock_at(minutes), Language::Spanish)
            .expect("it is judged")
    }

    /// Planned an hour before minute 0 for minute 0.
    fn planned() -> Self {
        let mut person = Self::new();
        person.plans(Some(0), &clock_at(-60));
        person
    }

    /// Planned for minute 0, heard so many minutes later.
    fn heard_after(minutes: i64) -> Self {
        let mut person = Self::planned();
        person.hears(&clock_at(minutes));
        person
    }

    fn plans(&mut self, minute: Option<i64>, clock: &ClockReading) {
        let at_ms = minute.map(|minute| NOON_MS + minute * MINUTE_MS);
        reminders::alarm_planned(&mut self.state, at_ms, clock).expect("it is stored");
    }

    fn hears(&mut self, clock: &ClockReading) {
        reminders::alarm_heard(&mut self.state, clock).expect("it is stored");
    }

    fn last_alarm(&self, minutes: i64) -> (Verdict, String) {
        let reach = self.reach(&well(), minutes);
        let line = reach.lines.last().expect("the last line is about the last alarm");
        (line.verdict, line.line.clone())
    }
}

#[test]
fn where_everything_is_well_the_answer_is_yes() {
    let reach = Person::heard_after(0).reach(&well(), 0);
    assert_eq!(reach.verdict, Verdict::Ok);
    assert!(reach.headline.starts_with("Sí."));
    assert_eq!(reach.lines.len(), 5);
}

/// Before Android 12 nothing says how late an inexact alarm may be.
#[test]
fn only_an_android_that_gives_its_word_for_the_hour_is_taken_at_it() {
    let person = Person::heard_after(0);
    let says_an_hour = |api_level| {
        let reach = person.reach(&ReachFacts { api_level, ..well() }, 0);
        assert_eq!(reach.verdict, Verdict::Ok);
        reach.headline.contains("hasta una hora")
    };
    assert!(says_an_hour(31) && says_an_hour(36));
    assert!(!says_an_hour(30) && !says_an_hour(26));
}

#[test]
fn until_a_first_one_has_rung_nobody_can_say_that_they_arrive() {
    let reach = Person::new().reach(&well(), 0);
    assert_eq!(reach.verdict, Verdict::Unknown);
    assert!(reach.headline.starts_with("Todo está listo."), "{}", reach.headline);
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
    let person = Person::heard_after(0);
    let failed = FlagSignal::Failed;
    for (untold, line) in [
        (ReachFacts { notifications: failed, ..well() }, 0),
        (ReachFacts { reminders_channel: failed, ..well() }, 1),
        (ReachFacts { clocks_channel: failed, ..well() }, 2),
        (ReachFacts { clocks_channel: FlagSignal::Absent, ..well() }, 2),
        (ReachFacts { battery_optimised: failed, ..well() }, 3),
        (ReachFacts { background_restricted: failed, ..well() }, 3),
    ] {
        let reach = person.reach(&untold, 0);
        assert_eq!(reach.lines.get(line).map(|line| line.verdict), Some(Verdict::Unknown));
        assert_eq!(reach.verdict, Verdict::Unknown, "{untold:?}");
        assert!(reach.headline.starts_with("No se sabe"), "{}", reach.headline);
    }
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

/// A phone that started at minute `started` by the clock that holds now, for the `boots`th time.
fn started(started: i64, boots: Option<i64>, minutes: i64) -> ClockReading {
    let uptime_ms = Some((minutes - started) * MINUTE_MS);
    ClockReading { boot_count: boots, uptime_ms, ..clock_at(minutes) }
}

#[test]
fn waking_before_the_planned_instant_and_waking_twice_measure_nothing() {
    let mut person = Person::heard_after(-1);
    assert_eq!(person.last_alarm(0).0, Verdict::Unknown);
    person.hears(&clock_at(5));
    person.hears(&clock_at(500));
    assert!(person.last_alarm(501).1.starts_with("5 min después"));
    person.plans(None, &clock_at(600));
    person.hears(&clock_at(900));
    assert!(person.last_alarm(901).1.starts_with("5 min después"), "none was planned");
}

#[test]
fn an_alarm_heard_under_a_clock_that_went_back_is_forgotten() {
    let (verdict, line) = Person::heard_after(5).last_alarm(-100_000);
    assert_eq!(verdict, Verdict::Unknown);
    assert_eq!(line, "La fecha del teléfono cambió y no se sabe cuándo sonó");
}

#[test]
fn an_alarm_that_was_swallowed_is_noted_as_late_when_the_next_one_is_set() {
    let mut person = Person::planned();
    person.plans(Some(2_000), &clock_at(5 * 60));
    let (verdict, line) = person.last_alarm(5 * 60);
    assert!(verdict == Verdict::Due && line.starts_with("5 h o más después"), "{line}");
    // The process was started by the alarm after all: it has been noted, and once is enough.
    person.hears(&clock_at(5 * 60));
    assert!(person.last_alarm(5 * 60).1.starts_with("5 h o más después"));
}

#[test]
fn an_alarm_whose_hour_still_runs_is_measured_when_it_starts_the_app_and_not_when_a_person_does() {
    // The alarm starts the process, which sets the next one before the alarm is heard.
    let mut person = Person::planned();
    person.plans(Some(25), &clock_at(10));
    person.hears(&clock_at(10));
    assert!(person.last_alarm(11).1.starts_with("10 min después"));
    // A person opens the app; the alarm in its place rings much later, and is its own.
    let mut person = Person::planned();
    person.plans(Some(25), &clock_at(10));
    assert_eq!(person.last_alarm(11).0, Verdict::Unknown);
    person.hears(&clock_at(25));
    assert!(person.last_alarm(26).1.starts_with("A tiempo"));
}

#[test]
fn the_hour_that_an_alarm_may_take_is_an_hour_to_the_minute() {
    let mut person = Person::planned();
    person.plans(Some(2_000), &clock_at(59));
    assert_eq!(person.last_alarm(60).0, Verdict::Unknown);
    let mut person = Person::planned();
    person.plans(Some(2_000), &clock_at(61));
    assert_eq!(person.last_alarm(62).0, Verdict::Due);
}

#[test]
fn a_clock_set_by_hand_says_nothing_about_alarms() {
    for boots in [Some(3), None] {
        let mut person = Person::new();
        person.plans(Some(0), &started(-600, boots, -60));
        // Ten years ahead by hand: the phone seems to have started ten years later, and has not.
        let decade = 3_650 * 24 * 60;
        let ahead = started(decade - 600, boots, decade);
        person.hears(&ahead);
        person.plans(Some(decade + 60), &ahead);
        let reach = reminders::reach(&person.state, &well(), &ahead, Language::Spanish);
        let reach = reach.expect("it is judged");
        let line = reach.lines.last().expect("the last alarm");
        assert_eq!(line.line, "Aún no ha sonado ninguna", "{boots:?}");
    }
}

#[test]
fn a_restart_is_no_change_of_clock() {
    let mut person = Person::new();
    person.plans(Some(0), &started(-600, Some(3), -60));
    person.plans(Some(2_000), &started(899, Some(4), 900));
    assert!(person.last_alarm(900).1.starts_with("15 h o más después"));
}

#[test]
fn with_neither_boot_count_nor_uptime_the_wall_clock_is_believed() {
    let mut person = Person::new();
    person.plans(Some(0), &started(-600, Some(3), -60));
    person.plans(Some(2_000), &clock_at(900));
    assert!(person.last_alarm(900).1.starts_with("15 h o más después"));
}

#[test]
fn an_alarm_set_again_for_the_same_instant_after_the_clock_was_set_counts_from_the_new_clock() {
    let mut person = Person::new();
    person.plans(Some(600), &started(-600, Some(3), -60));
    person.plans(Some(600), &started(-300, Some(3), 240));
    person.hears(&started(-300, Some(3), 620));
    assert!(person.last_alarm(621).1.starts_with("20 min después"));
}

#[test]
fn where_the_store_refuses_it_is_asked_again_tomorrow_at_the_usual_hour() {
    // Ten in Mexico City on the next day, two hours before noon.
    let tomorrow = NOON_MS + 22 * 60 * MINUTE_MS;
    assert_eq!(reminders::fallback_alarm_ms(&clock_at(0)), tomorrow);
    assert_eq!(reminders::fallback_alarm_ms(&clock_at(-12 * 60)), tomorrow, "not today");
    let unknown = ClockReading { zone: "Mars/Olympus".to_owned(), ..clock_at(0) };
    assert_eq!(reminders::fallback_alarm_ms(&unknown), tomorrow);
    for now_ms in [i64::MIN, -1, 253_402_300_799_999, i64::MAX - 1] {
        let absurd = ClockReading { now_ms, ..clock_at(0) };
        assert!(reminders::fallback_alarm_ms(&absurd) > now_ms, "{now_ms}");
    }
}
