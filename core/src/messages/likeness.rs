//! How much a message resembles the known deceits as a whole, word by word. Phrases say what a message asks; this says that
//! its words keep the company that those of deceits keep. The weights are learned from the development messages by
//! `cargo run --bin weigh-messages`; nobody writes them.

use super::fold::{self, Word};
use super::links::{Link, Owner};
use super::phrases;
use crate::content::{likeness, message_content};
use std::collections::HashSet;
use std::ops::Range;

/// Of a word so much counts: "mandar", "mandame" and "mandarlo" are nearly one.
const STEM_BYTES: usize = 5;

/// Words that a quote holds.
const QUOTED_WORDS: usize = 8;

/// With fewer weighed traits than this a message says too little to be like anything.
const FEWEST_TRAITS: i64 = 10;

/// Longer numbers are all one.
const LONGEST_NUMBER: usize = 9;

/// What the weights are given to: the stems of the words, pairs of them that follow one another, numbers by their length
/// and links by what they are. Each with the place of its last word.
pub(super) fn traits(words: &[Word], links: &[Link]) -> Vec<(String, Range<usize>)> {
    let mut traits = Vec::with_capacity(words.len().saturating_mul(2));
    let mut links = links.iter().peekable();
    let mut told: Option<usize> = None;
    let mut before = String::new();
    for word in words {
        while links.next_if(|link| link.place.end <= word.place.start).is_some() {}
        let link = links.peek().filter(|link| link.place.start < word.place.end);
        let stem = match link {
            Some(link) if told == Some(link.place.start) => continue,
            Some(link) => {
                told = Some(link.place.start);
                kind_of(link).to_owned()
            }
            None => stem_of(&word.folded),
        };
        let place = link.map_or(&word.place, |link| &link.place);
        traits.push((format!("{before} {stem}"), place.clone()));
        traits.push((stem.clone(), place.clone()));
        before = stem;
    }
    traits
}

fn kind_of(link: &Link) -> &'static str {
    match link.owner {
        _ if !link.signs.is_empty() => "@bad",
        Owner::Known(_) | Owner::Registered => "@known",
        Owner::Anyone => "@shared",
        Owner::Unknown => "@unknown",
    }
}

/// A word without what it is disguised in and without its ending; a number as so many digits.
fn stem_of(word: &str) -> String {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return if word.len() == 1 {
            word.to_owned()
        } else {
            format!("#{}", word.len().min(LONGEST_NUMBER))
        };
    }
    let plain = if fold::may_be_disguised(word) { fold::lettered(word) } else { word.to_owned() };
    let single =
        fold::without_doubling(&plain).or_else(|| fold::without_repeats(&plain)).unwrap_or(plain);
    let meant = phrases::meant(&single);
    meant.get(..meant.floor_char_boundary(STEM_BYTES)).unwrap_or(meant).to_owned()
}

/// Whether a word has a weight.
pub(super) fn knows(word: &str) -> bool {
    likeness().weights.contains_key(&stem_of(word))
}

/// The words that most resemble a deceit, when the message as a whole does: its weight by the root of the number of its
/// traits, so that a long message needs more of it. One that warns of deceits speaks as they do and is none. `steps` counts
/// the traits.
pub(super) fn find(words: &[Word], links: &[Link], steps: &mut u64) -> Option<Range<usize>> {
    // A word has two traits at most.
    if i64::try_from(words.len()).is_ok_and(|words| words.saturating_mul(2) < FEWEST_TRAITS) {
        return None;
    }
    let content = likeness();
    let warning = message_content().list("warning");
    if words.iter().any(|word| warning.contains(&word.folded)) {
        return None;
    }
    let traits = traits(words, links);
    *steps = steps.saturating_add(u64::try_from(traits.len()).unwrap_or(u64::MAX));
    let mut seen = HashSet::with_capacity(traits.len());
    let mut sum = 0_i64;
    let mut count = 0_i64;
    for (name, _) in &traits {
        if let Some(weight) = content.weights.get(name).filter(|_| seen.insert(name.as_str())) {
            sum = sum.saturating_add(i64::from(*weight));
            count = count.saturating_add(1);
        }
    }
    let enough = content.threshold.saturating_mul(content.threshold).saturating_mul(count);
    if count < FEWEST_TRAITS || sum <= 0 || sum.saturating_mul(sum) <= enough {
        return None;
    }
    let weight = |(name, _): &(String, _)| content.weights.get(name).copied().map_or(0, i64::from);
    traits
        .windows(QUOTED_WORDS.saturating_mul(2).min(traits.len()))
        .max_by_key(|window| window.iter().map(weight).fold(0_i64, i64::saturating_add))
        .and_then(|window| Some(window.first()?.1.start..window.last()?.1.end))
}
