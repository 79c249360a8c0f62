//! How long planning takes, and that ten years of absence cost no more than a month: `./dev bench reminders`. Fails
//! when they cost more than one and a half times as much.
#![expect(clippy::disallowed_methods, reason = "measuring reads the clock")]
#![expect(clippy::arithmetic_side_effects, reason = "the numbers of a benchmark are small")]

use candado_core::ClockReading;
use candado_core::content::reminder_content;
use candado_core::reminders::{
    Event, History, ItemHistory, Outcome, ReminderSettings, Subject, plan,
};
use std::hint::black_box;
use std::time::{Duration, Instant};

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

/// Items planned at once.
const ITEMS: i64 = 1_000;

/// How often each plan is measured; the fastest counts, as the one least disturbed.
const ROUNDS: usize = 60;

/// What ten years may cost against a month.
const CEILING: f64 = 1.5;

fn history() -> History {
    let items = (0..ITEMS).map(|number| ItemHistory {
        item_id: format!("item {number}"),
        ages_after_days: 90,
        subject: Subject::Answered {
            events: vec![Event { outcome: Outcome::Done, at_ms: NOON_MS - number * DAY_MS / 50 }],
        },
        promise: None,
        off: false,
    });
    History {
        first_use_ms: Some(NOON_MS - 30 * DAY_MS),
        items: items.collect(),
        ..History::default()
    }
}

fn time(history: &History, days: i64) -> Duration {
    let clock = ClockReading {
        now_ms: NOON_MS + days * DAY_MS,
        zone: "America/Tijuana".to_owned(),
        automatic: Some(true),
        boot_count: None,
        uptime_ms: None,
    };
    let settings = ReminderSettings::default();
    (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(plan(&reminder_content().rules, history, &clock, &settings));
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    let history = history();
    let month = time(&history, 30);
    let decade = time(&history, 3_650);
    let ratio = decade.as_secs_f64() / month.as_secs_f64();
    println!("{ITEMS} items, a month away {month:.1?}, ten years away {decade:.1?}: {ratio:.2} x");
    assert!(ratio <= CEILING, "ten years cost {ratio:.2} times a month, the ceiling is {CEILING}");
}
