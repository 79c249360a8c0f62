//! How many phones one core judges in a second, and how long a whole checkup takes through the store:
//! `./dev bench checkup`. Fails when judging falls below 10,000 phones a second.
#![expect(clippy::disallowed_methods, reason = "measuring reads the clock")]
#![expect(clippy::arithmetic_side_effects, reason = "the numbers of a benchmark are small")]

use candado_core::Language;
use candado_core::checkup::{
    self, Answer, FlagSignal, GivenAnswer, Snapshot, TextSignal, evaluate,
};
use candado_core::content::checklist;
use candado_core::store::CareState;
use candado_tests::phone::{DAY_MS, NOON_MS, clock_after_days, foreign, sound_phone, whatsapp};
use std::hint::black_box;
use std::time::Instant;

/// Phones judged.
const PHONES: i64 = 50_000;

/// What one core must judge in a second.
const FLOOR: f64 = 10_000.0;

/// A phone of its own for each number: lock, patch, apps and ages differ.
fn phone(number: i64) -> Snapshot {
    let installed = NOON_MS - 400 * DAY_MS;
    Snapshot {
        screen_lock: FlagSignal::Value { on: number % 3 != 0 },
        security_patch: TextSignal::Value { text: format!("2026-{:02}-05", number % 12 + 1) },
        notification_readers: foreign(&["com.example.watch", "com.example.torch"]),
        usb_debugging: FlagSignal::Value { on: number % 7 == 0 },
        messengers: whatsapp(installed, NOON_MS - number % 100 * DAY_MS),
        ..sound_phone(0)
    }
}

fn main() {
    let checklist = checklist();
    let answers: Vec<GivenAnswer> = checklist
        .item
        .iter()
        .filter(|item| item.is_answered())
        .map(|item| GivenAnswer {
            item_id: item.id.clone(),
            answer: Answer::Yes,
            about: String::new(),
            at_ms: NOON_MS - 20 * DAY_MS,
        })
        .collect();
    let phones: Vec<Snapshot> = (0..PHONES).map(phone).collect();
    let clock = clock_after_days(0);
    let start = Instant::now();
    for phone in &phones {
        black_box(evaluate(checklist, phone, &answers, &[], &checklist.policy, &clock));
    }
    let per_second = PHONES as f64 / start.elapsed().as_secs_f64();
    println!("judged {per_second:.0} phones a second on one core");

    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut state = CareState::open(folder.path()).expect("an empty folder opens");
    let mut times = Vec::new();
    for phone in phones.iter().take(200) {
        let start = Instant::now();
        black_box(checkup::run(&mut state, phone, &clock, Language::Spanish).expect("it runs"));
        times.push(start.elapsed());
    }
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("a whole checkup through the store, changes written: median {median:.1?}");
    assert!(per_second >= FLOOR, "{per_second:.0} phones a second, the floor is {FLOOR:.0}");
}
