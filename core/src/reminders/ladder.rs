//! How far ahead an answered item is reminded of: further each time it was done again at its distance.

use super::plan::Outcome;
use crate::clock::add_days;
use crate::content::ReminderRules;
use chrono::NaiveDate;

/// Days from the last event to the next reminder. Done again before its day, an item keeps its distance: five taps in
/// a row are one time done. Left undone, it begins anew.
pub(super) fn after_events(
    events: &[(Outcome, NaiveDate)],
    ages_after_days: i64,
    rules: &ReminderRules,
) -> i64 {
    let longest = ages_after_days.min(rules.at_most_days).max(1);
    let step = |times: usize| -> i64 {
        let nth = times.checked_sub(1).and_then(|index| rules.after_done_days.get(index));
        nth.or(rules.after_done_days.last()).copied().unwrap_or(longest).clamp(1, longest)
    };
    let mut times = 0_usize;
    let mut done_on: Option<NaiveDate> = None;
    let mut days = longest;
    for (outcome, on) in events {
        days = match outcome {
            Outcome::Done => {
                if done_on.is_none_or(|done_on| *on >= add_days(done_on, step(times))) {
                    times = times.saturating_add(1);
                }
                done_on = Some(*on);
                step(times)
            }
            Outcome::Undone => {
                times = 0;
                done_on = None;
                rules.after_undone_days.clamp(1, longest)
            }
            Outcome::NotApplicable => {
                rules.after_done_days.last().copied().unwrap_or(longest).clamp(1, longest)
            }
        };
    }
    days
}
