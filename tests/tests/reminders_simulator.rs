//! A simulated life of phone and person: clocks set back and forward, journeys, restarts, forced stops, permission taken
//! and given, answers and promises. What the app does on Android (`ReminderKeeper.kt`) is done here in a few lines.
//!
//! What the person may rightly hear is counted here once more, from the distances alone: a ring needs something due that
//! was not heard since it is due, or that has waited for its next distance since it was; and what was not heard rings at
//! the next hour that is wanted.
//!
//! Every run is drawn from a seed. A seed that fails is printed with its smallest failing life; `CANDADO_SEED=n` runs
//! that seed alone.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a simulated life is short"
)]

use candado_core::ClockReading;
use candado_core::clock::{
    Zone, add_days, civil_instant, days_between, instant_from_ms, local_date,
};
use candado_core::content::reminder_content;
use candado_core::reminders::{
    self, Cause, ClockHistory, DayOfWeek, Event, History, ItemHistory, Occurrence, Outcome,
    Promise, ReminderSettings, Rhythm, Schedule, Subject, plan,
};
use candado_tests::zones;
use chrono::{Datelike, NaiveDate, Timelike};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};
use std::collections::BTreeSet;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

const ITEMS: usize = 3;

/// How late alarms may be in a life, minutes.
const LATE_MINUTES: i64 = 241;

/// Where so few hours of a day are not quiet, an alarm that comes so late may miss them every day.
const LATE_HOURS: i64 = LATE_MINUTES / 60;

/// Lives drawn from one seed.
const LIVES_PER_SEED: u32 = 250;

#[derive(Debug, Clone)]
enum Step {
    /// Time goes by; alarms come so many minutes late.
    Wait {
        hours: i64,
        late_minutes: i64,
    },
    /// The phone is off, then starts.
    Off {
        hours: i64,
    },
    /// The phone's own settings end the app; nothing of it runs until it is opened.
    ForceStop,
    Open,
    Travel {
        zone: Zone,
    },
    SetClock {
        hours: i64,
    },
    Allow {
        notifications: bool,
    },
    Answer {
        item: usize,
        outcome: Outcome,
    },
    /// "Later", so many days ahead.
    Postpone {
        item: usize,
        days: i64,
    },
    Switch {
        item: usize,
    },
    Choose {
        settings: ReminderSettings,
    },
    StartClock,
    Incident,
}

fn step() -> impl Strategy<Value = Step> {
    let outcomes = vec![Outcome::Done, Outcome::Done, Outcome::Undone, Outcome::NotApplicable];
    let jumps = vec![-365 * 24, -49, -25, -3, -1, 1, 5, 30, 24 * 40, 3_650 * 24];
    prop_oneof![
        8 => (1..24 * 40_i64, 0..LATE_MINUTES)
            .prop_map(|(hours, late_minutes)| Step::Wait { hours, late_minutes }),
        1 => (1..24 * 20_i64).prop_map(|hours| Step::Off { hours }),
        1 => Just(Step::ForceStop),
        3 => Just(Step::Open),
        1 => zone().prop_map(|zone| Step::Travel { zone }),
        1 => select(jumps).prop_map(|hours| Step::SetClock { hours }),
        1 => any::<bool>().prop_map(|notifications| Step::Allow { notifications }),
        4 => (0..ITEMS, select(outcomes)).prop_map(|(item, outcome)| Step::Answer { item, outcome }),
        2 => (0..ITEMS, 1..40_i64).prop_map(|(item, days)| Step::Postpone { item, days }),
        1 => (0..ITEMS).prop_map(|item| Step::Switch { item }),
        1 => settings().prop_map(|settings| Step::Choose { settings }),
        1 => Just(Step::StartClock),
        1 => Just(Step::Incident),
    ]
}

fn zone() -> impl Strategy<Value = Zone> {
    let names = [
        "America/Mexico_City",
        "America/Tijuana",
        "America/Ojinaga",
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ];
    select(names.map(zones::named).to_vec())
}

fn settings() -> impl Strategy<Value = ReminderSettings> {
    let weekdays = prop::sample::subsequence(DayOfWeek::ALL.to_vec(), 1..=7);
    (select(Rhythm::ALL.to_vec()), weekdays, 0..24_u32, 0..24_u32, 0..24_u32).prop_map(
        |(rhythm, weekdays, hour, quiet_from_hour, quiet_until_hour)| ReminderSettings {
            enabled: true,
            rhythm,
            weekdays,
            hour,
            quiet_from_hour,
            quiet_until_hour,
        },
    )
}

/// What a property says when it does not hold.
type Held = Result<(), String>;

fn hold(condition: bool, what: impl FnOnce() -> String) -> Held {
    if condition { Ok(()) } else { Err(what()) }
}

struct Life {
    now_ms: i64,
    zone: Zone,
    history: History,
    settings: ReminderSettings,
    alarm_ms: Option<i64>,
    job_ms: i64,
    is_stopped: bool,
    is_allowed: bool,
    /// Whether the daily job wakes the app too; where it does not, the alarm has to do alone.
    has_job: bool,
    /// Local days with a notification since the date was last set by hand.
    days_rung: BTreeSet<NaiveDate>,
    /// The day on which a notification last named each item since it was last settled.
    shown_on: [Option<NaiveDate>; ITEMS],
    /// The instant, unless the clock was set back before it since.
    heard_ms: [Option<i64>; ITEMS],
    clocks_rung: Vec<i64>,
    clocks_started: i64,
}

impl Life {
    fn begin(has_job: bool) -> Self {
        let item = |index: usize| ItemHistory {
            item_id: format!("item {index}"),
            ages_after_days: [28, 90, 120][index],
            subject: Subject::Answered { events: Vec::new() },
            promise: None,
            off: false,
            heard_on: None,
        };
        Self {
            now_ms: NOON_MS,
            zone: zones::named("America/Mexico_City"),
            history: History {
                first_use_ms: Some(NOON_MS),
                items: (0..ITEMS).map(item).collect(),
                ..History::default()
            },
            settings: ReminderSettings::default(),
            alarm_ms: None,
            job_ms: NOON_MS + DAY_MS,
            is_stopped: false,
            is_allowed: true,
            has_job,
            days_rung: BTreeSet::new(),
            shown_on: [None; ITEMS],
            heard_ms: [None; ITEMS],
            clocks_rung: Vec::new(),
            clocks_started: 0,
        }
    }

    fn clock(&self) -> ClockReading {
        ClockReading {
            now_ms: self.now_ms,
            zone: self.zone.name().to_owned(),
            automatic: None,
            boot_count: None,
            uptime_ms: None,
        }
    }

    fn today(&self) -> NaiveDate {
        local_date(self.now_ms, &self.zone)
    }

    fn is_quiet(&self, at_ms: i64) -> bool {
        let hour = self.zone.at(instant_from_ms(at_ms)).hour();
        let (from, until) = (self.settings.quiet_from_hour, self.settings.quiet_until_hour);
        let is_within =
            if from <= until { hour >= from && hour < until } else { hour >= from || hour < until };
        from != until && is_within
    }

    fn plan(&self) -> Result<Schedule, String> {
        let rules = &reminder_content().rules;
        let schedule = plan(rules, &self.history, &self.clock(), &self.settings);
        let again = plan(rules, &self.history, &self.clock(), &self.settings);
        hold(schedule == again, || "asked twice, it answered twice".to_owned())?;
        if let Some(next_ms) = schedule.next_alarm_ms {
            hold(next_ms > self.now_ms, || "the next alarm is not ahead".to_owned())?;
            hold(!self.is_quiet(next_ms), || format!("the next alarm is quiet: {next_ms}"))?;
        }
        self.what_is_new_rings_at_the_next_hour(&schedule)?;
        Ok(schedule)
    }

    /// The day on which a notification last named it, unless it was before it was due or under a date that has gone back.
    fn heard_on(&self, occurrence: &Occurrence) -> Option<NaiveDate> {
        let heard_on = self.shown_on[index_of(occurrence)]?;
        let is_heard = days_between(self.today(), heard_on) <= 1
            && (occurrence.cause == Cause::ClockWentBack || heard_on >= occurrence.due_on);
        is_heard.then_some(heard_on)
    }

    /// How many of the distances at which something due rings again have passed after so many days.
    fn distances_passed(days: i64) -> i64 {
        let distances = &reminder_content().rules.ring_again_after_days;
        let last = distances.last().copied().expect("there are distances");
        let passed = distances.iter().filter(|distance| **distance <= days).count();
        i64::try_from(passed).expect("a few") + (days / last - 1).max(0)
    }

    /// Whether somebody who heard of it when it was last named has waited for its next distance.
    fn may_ring(&self, occurrence: &Occurrence) -> bool {
        let Some(heard_on) = self.heard_on(occurrence) else { return true };
        let today = self.today();
        if occurrence.cause == Cause::ClockWentBack {
            let every = reminder_content().rules.doubtful_ring_every_days;
            return days_between(heard_on, today) >= every;
        }
        let passed = |day| Self::distances_passed(days_between(occurrence.due_on, day));
        passed(today) > passed(heard_on)
    }

    fn what_is_new_rings_at_the_next_hour(&self, schedule: &Schedule) -> Held {
        let is_new = |due: &&Occurrence| self.heard_on(due).is_none();
        let Some(new) = schedule.due.iter().find(is_new).filter(|_| !schedule.ring_now) else {
            return Ok(());
        };
        let shown_on =
            self.history.shown_on.filter(|shown_on| days_between(self.today(), *shown_on) <= 1);
        let hour = reminders::ringing_hour(&self.settings);
        let wants = |day: &NaiveDate| {
            let monday_first = day.weekday().num_days_from_monday() as usize;
            self.settings.weekdays.contains(&DayOfWeek::ALL[monday_first])
        };
        let next_ms = (0..10)
            .map(|days| add_days(self.today(), days))
            .filter(|day| wants(day) && shown_on.is_none_or(|shown_on| shown_on < *day))
            .map(|day| civil_instant(&self.zone, day, hour).timestamp_millis())
            .find(|at_ms| *at_ms > self.now_ms && !self.is_quiet(*at_ms))
            .expect("a day of the week comes within ten");
        hold(schedule.next_alarm_ms.is_some_and(|alarm_ms| alarm_ms <= next_ms), || {
            format!("{new:?} is new, rings at {:?} and not at {next_ms}", schedule.next_alarm_ms)
        })
    }

    /// `ReminderKeeper.rearm`.
    fn rearm(&mut self) -> Held {
        let schedule = self.plan()?;
        self.alarm_ms = schedule.ring_soon_ms.into_iter().chain(schedule.next_alarm_ms).min();
        Ok(())
    }

    /// `ReminderKeeper.ring`.
    fn ring(&mut self) -> Held {
        let schedule = self.plan()?;
        if self.is_allowed && schedule.ring_now {
            self.hears(&schedule)?;
        }
        if self.is_allowed {
            for run in schedule.clocks.iter().filter(|run| run.rings_now) {
                hold(!self.is_quiet(self.now_ms), || "a clock rang in quiet hours".to_owned())?;
                hold(!self.clocks_rung.contains(&run.clock.number), || {
                    format!("{} rang twice", run.clock.number)
                })?;
                self.clocks_rung.push(run.clock.number);
                for clock in &mut self.history.clocks {
                    clock.has_rung |= clock.number == run.clock.number;
                }
            }
        }
        self.alarm_ms = self.plan()?.next_alarm_ms;
        Ok(())
    }

    fn hears(&mut self, schedule: &Schedule) -> Held {
        let today = self.today();
        hold(!self.is_quiet(self.now_ms), || format!("rang in quiet hours on {today}"))?;
        hold(self.days_rung.insert(today), || format!("rang twice on {today}"))?;
        hold(schedule.due.iter().any(|due| self.may_ring(due)), || {
            format!("rang on {today} for what was heard: {:?}, {:?}", schedule.due, self.shown_on)
        })?;
        self.history.shown_on = Some(today);
        self.history.shown_for = schedule.ring_for;
        for occurrence in &schedule.due {
            let index = index_of(occurrence);
            let item = &mut self.history.items[index];
            hold(!item.off, || "rang for what is switched off".to_owned())?;
            if occurrence.cause == Cause::Promised {
                let promised = item.promise.map(|promise| promise.date);
                hold(promised.is_some_and(|date| date <= today), || {
                    format!("rang on {today} for what was promised for {promised:?}")
                })?;
            }
            self.shown_on[index] = Some(today);
            self.heard_ms[index] = Some(self.now_ms);
            self.history.items[index].heard_on = Some(today);
        }
        Ok(())
    }

    /// Lets time go by; alarm and daily job wake the app unless it was stopped.
    fn wait(&mut self, ms: i64, late_ms: i64) -> Held {
        let end_ms = self.now_ms + ms;
        loop {
            let alarm_ms = self.alarm_ms.map(|at_ms| at_ms.max(self.now_ms) + late_ms);
            let job_ms = self.has_job.then_some(self.job_ms);
            let Some(wakes_ms) = alarm_ms.into_iter().chain(job_ms).min() else { break };
            if self.is_stopped || wakes_ms > end_ms {
                break;
            }
            self.now_ms = wakes_ms.max(self.now_ms);
            if self.job_ms <= self.now_ms {
                self.job_ms = self.now_ms + DAY_MS;
            }
            if alarm_ms.is_some_and(|at_ms| at_ms <= self.now_ms) {
                self.alarm_ms = None;
            }
            self.ring()?;
        }
        self.now_ms = end_ms;
        Ok(())
    }

    fn live(&mut self, step: &Step) -> Held {
        match step {
            Step::Wait { hours, late_minutes } => {
                self.wait(hours * HOUR_MS, late_minutes * MINUTE_MS)?;
            }
            Step::Off { hours } => {
                self.alarm_ms = None;
                self.now_ms += hours * HOUR_MS;
                self.job_ms = self.job_ms.max(self.now_ms);
                self.broadcast()?;
            }
            Step::ForceStop => {
                self.alarm_ms = None;
                self.is_stopped = true;
            }
            Step::Open => self.open()?,
            Step::Travel { zone } => {
                self.zone = zone.clone();
                self.broadcast()?;
            }
            Step::SetClock { hours } => {
                let before = self.today();
                self.now_ms += hours * HOUR_MS;
                self.job_ms = self.now_ms + DAY_MS;
                if self.today() != before {
                    self.days_rung.clear();
                }
                // What was heard under a clock that was ahead is not heard in the days that come.
                for heard_ms in &mut self.heard_ms {
                    *heard_ms = heard_ms.filter(|heard_ms| *heard_ms <= self.now_ms);
                }
                self.broadcast()?;
            }
            Step::Allow { notifications } => self.is_allowed = *notifications,
            Step::Answer { item, outcome } => {
                let event = Event { outcome: *outcome, at_ms: self.now_ms };
                if let Subject::Answered { events } = &mut self.history.items[*item].subject {
                    events.push(event);
                }
                self.settle(*item);
                self.open()?;
            }
            Step::Postpone { item, days } => {
                let date = add_days(self.today(), *days);
                let promise = Promise { date, made_at_ms: self.now_ms, about_since_ms: None };
                self.history.items[*item].promise = Some(promise);
                self.settle(*item);
                self.open()?;
                let schedule = self.plan()?;
                let (id, off) = (&self.history.items[*item].item_id, &schedule.off);
                let kept = schedule.upcoming.iter().chain(off).find(|next| next.item_id == *id);
                hold(kept.is_some_and(|next| next.due_on == date), || {
                    format!("promised for {date}, planned {kept:?}")
                })?;
            }
            Step::Switch { item } => {
                self.history.items[*item].off ^= true;
                self.open()?;
            }
            Step::Choose { settings } => {
                self.settings = settings.clone();
                self.open()?;
            }
            Step::StartClock => {
                self.clocks_started += 1;
                self.history.clocks.push(ClockHistory {
                    number: self.clocks_started,
                    clock_id: "unknown_pin".to_owned(),
                    incident: None,
                    step: String::new(),
                    length_ms: 7 * DAY_MS,
                    ring_before_ms: 0,
                    started_at_ms: self.now_ms,
                    has_rung: false,
                });
                self.open()?;
            }
            Step::Incident => {
                self.history.incident_ms = Some(self.now_ms);
                self.open()?;
            }
        }
        if !self.is_stopped && !matches!(step, Step::Allow { .. } | Step::Wait { .. }) {
            self.rearm()?;
            let once = self.alarm_ms;
            self.rearm()?;
            hold(once == self.alarm_ms, || "re-armed twice, the alarm moved".to_owned())?;
        }
        Ok(())
    }

    /// What was heard of an item before says nothing of what comes.
    fn settle(&mut self, item: usize) {
        self.shown_on[item] = None;
        self.heard_ms[item] = None;
        self.history.items[item].heard_on = None;
    }

    /// The app is in front of the person.
    fn open(&mut self) -> Held {
        self.is_stopped = false;
        self.rearm()
    }

    /// The system tells the app, unless it was stopped.
    fn broadcast(&mut self) -> Held {
        if self.is_stopped { Ok(()) } else { self.ring() }
    }

    /// How many hours of the day are not quiet.
    fn awake_hours(&self) -> i64 {
        let (from, until) = (self.settings.quiet_from_hour, self.settings.quiet_until_hour);
        24 - (i64::from(until) - i64::from(from)).rem_euclid(24)
    }

    /// From here on the phone is on and everything is allowed, and alarms come as late every day: whatever is due must be
    /// heard, and every clock.
    fn nothing_is_lost(&mut self, late_minutes: i64) -> Held {
        self.is_allowed = true;
        self.open()?;
        let since_ms = self.now_ms;
        let is_heard_in_time = self.awake_hours() > LATE_HOURS;
        self.wait(40 * DAY_MS, if is_heard_in_time { late_minutes * MINUTE_MS } else { 0 })?;
        let schedule = self.plan()?;
        // A week for the chosen days, and two for a date that went back.
        let long_ago = |occurrence: &&Occurrence| {
            days_between(occurrence.due_on, self.today()) > 21 || occurrence.due_at_ms < since_ms
        };
        for occurrence in schedule.due.iter().filter(long_ago) {
            let shown_ms = self.heard_ms[index_of(occurrence)];
            hold(
                shown_ms.is_some_and(|shown_ms| shown_ms >= occurrence.due_at_ms.min(since_ms)),
                || format!("{occurrence:?} was never heard, last {shown_ms:?}"),
            )?;
        }
        let mute = schedule.clocks.iter().find(|run| {
            run.ends_at_ms < self.now_ms - DAY_MS && !self.clocks_rung.contains(&run.clock.number)
        });
        hold(mute.is_none(), || format!("{mute:?} never rang"))
    }
}

fn index_of(occurrence: &Occurrence) -> usize {
    occurrence.item_id.trim_start_matches("item ").parse().expect("the item has a number")
}

fn live(steps: &[Step], has_job: bool, late_minutes: i64) -> Held {
    let mut life = Life::begin(has_job);
    life.open()?;
    for step in steps {
        life.live(step)?;
    }
    life.nothing_is_lost(late_minutes)
}

/// The lives of one seed.
fn run(seed: u64) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = ProptestConfig {
        cases: LIVES_PER_SEED,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..ProptestConfig::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let lives = (prop::collection::vec(step(), 1..14), any::<bool>(), 0..LATE_MINUTES);
    let result = runner.run(&lives, |(steps, has_job, late_minutes)| {
        live(&steps, has_job, late_minutes).map_err(TestCaseError::fail)
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, steps)) => {
            panic!("seed {seed}: {reason}\nthe smallest life in which it happens:\n{steps:#?}")
        }
        Err(other) => panic!("seed {seed}: {other}"),
    }
}

fn run_seeds(count: u64) {
    match std::env::var("CANDADO_SEED") {
        Ok(seed) => run(seed.parse().expect("CANDADO_SEED is a number")),
        Err(_) => (0..count).for_each(run),
    }
}

#[test]
fn in_a_thousand_lives_nothing_is_lost_rings_twice_or_rings_at_night() {
    run_seeds(4);
}

#[test]
#[ignore = "100,000 lives; ./dev test --long"]
fn in_a_hundred_thousand_lives_nothing_is_lost_rings_twice_or_rings_at_night() {
    run_seeds(400);
}
