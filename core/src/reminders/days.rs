//! The hour of each day at which something may ring, as the person chose it.

use super::ReminderSettings;
use super::plan::Due;
use super::settings::{DayOfWeek, is_quiet_hour, ringing_hour};
use crate::ClockReading;
use crate::clock::{Zone, add_days, civil_instant, days_between, instant_from_ms, local_date};
use chrono::{Datelike, NaiveDate, Timelike};
use std::cell::RefCell;

pub(super) const HOUR_MS: i64 = 3_600_000;
pub(super) const DAY_MS: i64 = 24 * HOUR_MS;

/// Days in which a chosen weekday comes, and one more in case a jump of the wall took its only hour.
const LOOK_AHEAD_DAYS: i64 = 15;

/// Today where the phone is, and the hours at which reminders ring there.
///
/// What the person chose always leaves an hour: no weekday chosen counts as every day, quiet hours that begin when
/// they end count as none, an hour inside the quiet hours moves to their end, and a day on which a jump of the wall
/// leaves no hour hands over to the next.
#[derive(Debug)]
pub(super) struct Days<'settings> {
    pub(super) now_ms: i64,
    pub(super) today: NaiveDate,
    zone: Zone,
    hour: u32,
    settings: &'settings ReminderSettings,
    /// Whether each day of the week is wanted, Monday first.
    wanted: [bool; 7],
    /// The slots of the days from today on that were asked for: a thousand items share them.
    slots_ms: RefCell<Vec<Option<i64>>>,
}

/// Hours after which the hour of yesterday has passed, whatever the wall did.
const SLOT_HOURS: i64 = 72;

/// Days from today on whose slots are worth keeping.
const KEPT_SLOTS: usize = 400;

impl<'settings> Days<'settings> {
    pub(super) fn of(clock: &ClockReading, settings: &'settings ReminderSettings) -> Self {
        let chosen = &settings.weekdays;
        Self {
            now_ms: clock.now_ms,
            today: clock.local_date(),
            zone: clock.time_zone(),
            hour: ringing_hour(settings),
            settings,
            wanted: DayOfWeek::ALL.map(|day| chosen.is_empty() || chosen.contains(&day)),
            slots_ms: RefCell::new(vec![None; KEPT_SLOTS]),
        }
    }

    pub(super) fn date(&self, at_ms: i64) -> NaiveDate {
        local_date(at_ms, &self.zone)
    }

    /// Whether the person wants reminders on this day of the week.
    pub(super) fn allows(&self, date: NaiveDate) -> bool {
        let monday_first = usize::try_from(date.weekday().num_days_from_monday());
        monday_first.is_ok_and(|day| self.wanted.get(day) == Some(&true))
    }

    /// The first chosen day that is not before `date`.
    pub(super) fn allowed_from(&self, date: NaiveDate) -> NaiveDate {
        (0..7).map(|days| add_days(date, days)).find(|day| self.allows(*day)).unwrap_or(date)
    }

    /// The chosen day for something due: the next one, or the one before when the next is too late.
    pub(super) fn allowed_for(&self, due: &Due) -> NaiveDate {
        let after = self.allowed_from(due.on.max(due.earliest));
        if days_between(after, due.latest) >= 0 {
            return after;
        }
        (-6..0)
            .rev()
            .map(|days| add_days(due.on, days))
            .find(|day| self.allows(*day) && *day >= due.earliest)
            .unwrap_or(after)
    }

    /// The first instant of a day.
    pub(super) fn midnight_ms(&self, date: NaiveDate) -> i64 {
        civil_instant(&self.zone, date, 0).timestamp_millis()
    }

    /// Whether nothing may ring at this instant.
    pub(super) fn is_quiet(&self, at_ms: i64) -> bool {
        is_quiet_hour(self.zone.at(instant_from_ms(at_ms)).hour(), self.settings)
    }

    /// The instant of the hour on a day.
    pub(super) fn slot_ms(&self, date: NaiveDate) -> i64 {
        let Ok(ahead) = usize::try_from(days_between(self.today, date)) else {
            return self.compute_slot_ms(date);
        };
        let kept = self.slots_ms.borrow().get(ahead).copied().flatten();
        kept.unwrap_or_else(|| {
            let slot_ms = self.compute_slot_ms(date);
            if let Some(slot) = self.slots_ms.borrow_mut().get_mut(ahead) {
                *slot = Some(slot_ms);
            }
            slot_ms
        })
    }

    fn compute_slot_ms(&self, date: NaiveDate) -> i64 {
        let at =
            |days| civil_instant(&self.zone, add_days(date, days), self.hour).timestamp_millis();
        // Where the wall jumps over the whole hour into the quiet ones, the day has none.
        (0..3).map(at).find(|slot_ms| !self.is_quiet(*slot_ms)).unwrap_or_else(|| at(0))
    }

    /// The first hour ahead of now on a day that `may_ring`.
    pub(super) fn next_slot_ms(&self, now_ms: i64, may_ring: impl Fn(NaiveDate) -> bool) -> i64 {
        self.days_ahead(now_ms, may_ring)
            .map(|date| self.slot_ms(date))
            .next()
            // An instant outside the years that dates are held within has no hour ahead: ask again in a day.
            .unwrap_or_else(|| now_ms.saturating_add(DAY_MS))
    }

    /// The first chosen day whose hour is ahead of now.
    pub(super) fn next_slot_day(&self, now_ms: i64) -> NaiveDate {
        let next = self.days_ahead(now_ms, |date| self.allows(date)).next();
        next.unwrap_or_else(|| add_days(self.today, 1))
    }

    /// The days whose hour is ahead of now, of those that `may_ring`.
    fn days_ahead(
        &self,
        now_ms: i64,
        may_ring: impl Fn(NaiveDate) -> bool,
    ) -> impl Iterator<Item = NaiveDate> {
        (0..LOOK_AHEAD_DAYS)
            .map(|days| add_days(self.today, days))
            .filter(move |date| may_ring(*date) && self.slot_ms(*date) > now_ms)
    }

    /// The days whose hour has struck at an instant and may still ring then: for so many hours, of which quiet ones do not
    /// count. An hour that an alarm always meets in the quiet ones would otherwise never ring.
    pub(super) fn open_slots(
        &self,
        late_at_most_hours: i64,
        at_ms: i64,
    ) -> impl Iterator<Item = NaiveDate> {
        let today = self.date(at_ms);
        [today, add_days(today, -1)].into_iter().filter(move |date| {
            let slot_ms = self.slot_ms(*date);
            let late_hours = at_ms.saturating_sub(slot_ms).div_euclid(HOUR_MS);
            // At the ends of the calendar the hour of a day may lie years away.
            if !(0..SLOT_HOURS).contains(&late_hours) {
                return false;
            }
            let is_awake =
                |hours: &i64| !self.is_quiet(slot_ms.saturating_add(hours.saturating_mul(HOUR_MS)));
            let awake_hours = (0..=late_hours).filter(is_awake).count();
            i64::try_from(awake_hours).is_ok_and(|hours| hours <= late_at_most_hours)
        })
    }

    /// A day on which something was noted, unless it lies ahead by more than a journey across the date line explains.
    pub(super) fn not_ahead(&self, noted_on: Option<NaiveDate>) -> Option<NaiveDate> {
        noted_on.filter(|noted_on| days_between(self.today, *noted_on) <= 1)
    }

    /// This instant, or the end of the quiet hours it falls in.
    pub(super) fn after_quiet_ms(&self, at_ms: i64) -> i64 {
        if !self.is_quiet(at_ms) {
            return at_ms;
        }
        let until = self.settings.quiet_until_hour;
        let date = self.date(at_ms);
        (0..3)
            .map(|days| civil_instant(&self.zone, add_days(date, days), until).timestamp_millis())
            .find(|end_ms| *end_ms > at_ms && !self.is_quiet(*end_ms))
            .unwrap_or(at_ms)
    }
}
