//! Learns from the development messages how much each word speaks for a deceit: a linear support vector machine, by dual
//! coordinate descent (Hsieh et al., ICML 2008). It takes the rows in an order of its own and computes with the four operations and roots
//! alone, so that the same rows give the same weights on every machine.

// Numbers of rows and traits index what was made for them above, and weights are far from the ends of their types.
#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation
)]

use crate::messages::{Row, development};
use candado_core::messages::weighed_traits;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// A row as the machine sees it: its traits, and whether it deceives.
pub type Example = (Vec<String>, bool);

/// A trait is weighed when so many rows have it.
const FEWEST_ROWS: usize = 2;

/// A pair of words is weighed when so many rows have it.
const FEWEST_ROWS_OF_A_PAIR: usize = 4;

/// How dearly a deceit on the wrong side is paid for.
const PENALTY: f64 = 1.0;

/// The same for an honest row: a false alarm is worse than a deceit that goes by.
const PENALTY_OF_AN_ALARM: f64 = 3.0;

/// Times that all rows are gone through.
const ROUNDS: usize = 30;

/// Rows by which each round begins later.
const OFFSET: usize = 7919;

/// Weights are kept as whole numbers of this part.
const PARTS: f64 = 100.0;

/// How far beyond the middle a message must lie to be called alike: honest rows that the machine was not shown stay below.
const MARGIN: f64 = 0.7;

/// What was learned.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Beyond this a message is alike; by the root of the number of weighed traits.
    pub threshold: i64,
    /// By trait; none is zero.
    pub weights: BTreeMap<String, i32>,
}

/// The development rows as examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    development().iter().map(example).collect()
}

/// A row as an example.
#[must_use]
pub fn example(row: &Row) -> Example {
    (weighed_traits(&row.text), row.deceives)
}

/// Learns the weights of examples.
#[must_use]
pub fn learn(examples: &[Example]) -> Weights {
    let mut rows_with: HashMap<&str, usize> = HashMap::new();
    for name in examples.iter().flat_map(|(traits, _)| traits) {
        *rows_with.entry(name).or_default() += 1;
    }
    let fewest = |name: &str| if name.contains(' ') { FEWEST_ROWS_OF_A_PAIR } else { FEWEST_ROWS };
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let rows: Vec<(Vec<usize>, f64)> = examples
        .iter()
        .map(|(traits, deceives)| {
            let known = traits.iter().filter(|name| rows_with[name.as_str()] >= fewest(name));
            let known = known
                .map(|name| {
                    let next = numbers.len();
                    *numbers.entry(name).or_insert(next)
                })
                .collect();
            (known, if *deceives { 1.0 } else { -1.0 })
        })
        .collect();
    let mut weights = vec![0.0_f64; numbers.len()];
    let mut middle = 0.0_f64;
    let mut shares = vec![0.0_f64; rows.len()];
    let stride = stride_of(rows.len());
    for round in 0..ROUNDS {
        // Rows of one kind stand together in their files: taken in that order they would pull all at once.
        for turn in 0..rows.len() {
            let row = (turn * stride + round * OFFSET) % rows.len();
            let (traits, side) = &rows[row];
            if traits.is_empty() {
                continue;
            }
            let part = 1.0 / (traits.len() as f64).sqrt();
            let sum: f64 = traits.iter().map(|number| weights[*number] * part).sum();
            // Each row has length 1, and 1 more for the middle.
            let step = (side * (sum + middle) - 1.0) / 2.0;
            let most = if *side > 0.0 { PENALTY } else { PENALTY_OF_AN_ALARM };
            let share = (shares[row] - step).clamp(0.0, most);
            let change = (share - shares[row]) * side;
            shares[row] = share;
            for number in traits {
                weights[*number] += change * part;
            }
            middle += change;
        }
    }
    let whole = |value: f64| (value * PARTS).round() as i32;
    let weights = numbers
        .into_iter()
        .map(|(name, number)| (name.to_owned(), whole(weights[number])))
        .filter(|(_, weight)| *weight != 0)
        .collect();
    Weights { threshold: i64::from(whole(MARGIN - middle)), weights }
}

/// A step that comes by every one of so many rows, and by neighbours far apart.
fn stride_of(rows: usize) -> usize {
    let coprime = |step: &usize| {
        let (mut one, mut other) = (*step, rows);
        while other > 0 {
            (one, other) = (other, one % other);
        }
        one == 1
    };
    (rows * 618 / 1000..).find(coprime).unwrap_or(1)
}

impl Weights {
    /// By how much an example is alike, in parts of [`threshold`](Self::threshold).
    #[must_use]
    pub fn likeness(&self, traits: &[String]) -> f64 {
        let known: Vec<i32> =
            traits.iter().filter_map(|name| self.weights.get(name).copied()).collect();
        let sum: f64 = known.iter().map(|weight| f64::from(*weight)).sum();
        sum / (known.len().max(1) as f64).sqrt()
    }

    /// As `core/content/likeness.toml` holds them.
    #[must_use]
    pub fn written(&self) -> String {
        let mut text = String::from(
            "# How much each word speaks for a deceit, or against one: learned from the development messages of\n\
             # tests/data/messages by `cargo run --bin weigh-messages`, which writes this file. Nobody edits it.\n\n",
        );
        let mut by_weight: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
        for (name, weight) in &self.weights {
            by_weight.entry(*weight).or_default().push(name);
        }
        write!(text, "threshold = {}\n\n[by_weight]\n", self.threshold).expect("a string grows");
        for (weight, names) in by_weight {
            writeln!(text, "{weight} = {names:?}").expect("a string grows");
        }
        text
    }
}
