//! How far ahead an answered item is reminded of: further each time it was done again at its distance.

use super::plan::Outcome;
use crate::clock::add_days;
use crate::content::ReminderRules;
use chrono::NaiveDate;

/// Where an item stands between its closest distance and its longest one.
#[derive(Debug, Clone)]
pub(super) struct Ladder<'rules> {
    rungs: &'rules [i64],
    after_undone_days: i64,
    longest_days: i64,
    /// Times done at its distance, less one for each time that a look found it undone.
    rung: usize,
    done_on: Option<NaiveDate>,
    days: i64,
}

impl<'rules> Ladder<'rules> {
    /// At its foot. `rungs` are the distances of the chosen rhythm; nothing comes later than the item ages.
    pub(super) fn new(rungs: &'rules [i64], ages_after_days: i64, rules: &ReminderRules) -> Self {
        let longest_days = ages_after_days.min(rules.at_most_days).max(1);
        Self {
            rungs,
            after_undone_days: rules.after_undone_days,
            longest_days,
            rung: 0,
            done_on: None,
            days: longest_days,
        }
    }

    /// Takes in what happened next. Done again before its day, an item keeps its distance: five taps in a row are one
    /// time done. Found undone, it is looked at again soon, and once done stands one rung lower than before.
    pub(super) fn note(&mut self, outcome: Outcome, on: NaiveDate) {
        self.days = match outcome {
            Outcome::Done => {
                let is_next_rung = match self.done_on {
                    Some(done_on) => on >= add_days(done_on, self.step()),
                    None => self.rung == 0,
                };
                if is_next_rung {
                    self.rung = self.rung.saturating_add(1);
                }
                self.done_on = Some(on);
                self.step()
            }
            Outcome::Undone => {
                self.rung = self.rung.saturating_sub(1);
                self.done_on = None;
                self.after_undone_days.clamp(1, self.longest_days)
            }
            Outcome::NotApplicable => self.last().clamp(1, self.longest_days),
        };
    }

    /// Days from what happened last to the next reminder.
    pub(super) fn days(&self) -> i64 {
        self.days
    }

    /// Days after which no reminder may come.
    pub(super) fn longest_days(&self) -> i64 {
        self.longest_days
    }

    fn step(&self) -> i64 {
        let nth = self.rung.checked_sub(1).and_then(|index| self.rungs.get(index)).copied();
        nth.unwrap_or_else(|| self.last()).clamp(1, self.longest_days)
    }

    fn last(&self) -> i64 {
        self.rungs.last().copied().unwrap_or(self.longest_days)
    }
}
