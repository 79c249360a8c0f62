//! Writes `core/content/likeness.toml` anew from the development messages: `cargo run --bin weigh-messages`. It says first
//! how the weights judge rows that they were not learned from, a fifth at a time.

#![allow(clippy::arithmetic_side_effects)]

use candado_tests::likeness::{Example, examples, learn};
use std::path::Path;

/// Parts that the rows are cut into; each is judged by what the others teach.
const FOLDS: usize = 5;

fn main() {
    let examples = examples();
    let (mut missed, mut false_alarms) = (0, 0);
    for fold in 0..FOLDS {
        let part = |held: bool| -> Vec<Example> {
            let rows = examples.iter().enumerate();
            rows.filter(|(row, _)| (row % FOLDS == fold) == held)
                .map(|(_, row)| row.clone())
                .collect()
        };
        let weights = learn(&part(false));
        let threshold = weights.threshold as f64;
        for (traits, deceives) in part(true) {
            let alike = weights.likeness(&traits) > threshold;
            missed += usize::from(deceives && !alike);
            false_alarms += usize::from(alike && !deceives);
        }
    }
    let deceits = examples.iter().filter(|(_, deceives)| *deceives).count();
    println!(
        "unseen: {missed} of {deceits} missed, {false_alarms} of {} false alarms",
        examples.len() - deceits
    );
    let weights = learn(&examples);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/content/likeness.toml");
    std::fs::write(file, weights.written()).expect("the file can be written");
    println!("{} weights", weights.weights.len());
}
