//! Phrases as data, looked for in the words of a text. The grammar stands above `content/messages.toml`.

use super::fold::{self, Word};
use crate::content::{MessageContent, message_content};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Words that "..." may stand for, at most.
const GAP_WORDS: usize = 8;

/// Longer words are in no phrase.
const LONGEST_WORD_BYTES: usize = 40;

/// Shortest beginning of a word that a phrase names.
const SHORTEST_STEM: usize = 3;

/// Words looked back over for a refusal.
const REFUSAL_WORDS: usize = 5;

/// Stands for a word, a beginning of words, or a number.
type Atom = u16;

/// A number of 3 to 8 digits.
const NUMBER: Atom = 0;

/// A phrase found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Which tell, by its place in the content.
    pub(super) tell: usize,
    pub(super) place: Range<usize>,
    /// A word of it that digits or signs disguised.
    pub(super) disguised: Option<Range<usize>>,
}

#[derive(Debug)]
struct Term {
    atoms: Vec<Atom>,
    optional: bool,
    forbidden: bool,
    after_gap: bool,
}

#[derive(Debug)]
struct Phrase {
    tell: usize,
    refused: bool,
    terms: Vec<Term>,
}

#[derive(Debug, Default)]
struct Phrases {
    words: HashMap<String, Atom>,
    stems: HashMap<String, Atom>,
    disguised_words: HashMap<String, Vec<Atom>>,
    disguised_stems: HashMap<String, Vec<Atom>>,
    phrases: Vec<Phrase>,
    /// The phrases that may begin with an atom.
    starts: HashMap<Atom, Vec<usize>>,
    refusal: HashSet<String>,
    small: HashSet<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(message_content()));

/// What a word stands for.
#[derive(Debug, Default)]
struct Meaning {
    atoms: Vec<Atom>,
    disguised: Vec<Atom>,
}

impl Meaning {
    fn is(&self, term: &Term) -> bool {
        self.atoms.iter().any(|atom| term.atoms.contains(atom)) || self.only_disguised(term)
    }

    fn only_disguised(&self, term: &Term) -> bool {
        self.disguised.iter().any(|atom| term.atoms.contains(atom))
    }
}

/// The first place of each tell that the words show. `steps` counts what was looked at.
pub(super) fn find(words: &[Word], steps: &mut u64) -> Vec<Found> {
    let phrases = &*PHRASES;
    let meanings: Vec<Meaning> =
        words.iter().map(|word| phrases.meaning(&word.folded, steps)).collect();
    let mut found: Vec<Found> = Vec::new();
    for (at, meaning) in meanings.iter().enumerate() {
        let atoms = meaning.atoms.iter().chain(&meaning.disguised);
        for number in atoms.filter_map(|atom| phrases.starts.get(atom)).flatten() {
            let Some(phrase) = phrases.phrases.get(*number) else { continue };
            if found.iter().any(|earlier| earlier.tell == phrase.tell) {
                continue;
            }
            found.extend(phrases.matches(phrase, words, &meanings, at, steps));
        }
    }
    found
}

impl Phrases {
    fn new(content: &MessageContent) -> Self {
        let mut all = Self {
            refusal: content.list("refusal").iter().cloned().collect(),
            small: content.list("small").iter().cloned().collect(),
            ..Self::default()
        };
        for (tell, entry) in content.tell.iter().enumerate() {
            for written in &entry.phrases {
                let terms = all.terms(written, content);
                let number = all.phrases.len();
                for term in &terms {
                    for atom in &term.atoms {
                        all.starts.entry(*atom).or_default().push(number);
                    }
                    if !term.optional {
                        break;
                    }
                }
                all.phrases.push(Phrase { tell, refused: entry.refused, terms });
            }
        }
        all
    }

    fn terms(&mut self, written: &str, content: &MessageContent) -> Vec<Term> {
        let mut after_gap = false;
        let mut terms = Vec::new();
        for part in written.split_whitespace() {
            if part == "..." {
                after_gap = true;
                continue;
            }
            let (part, forbidden) =
                part.strip_prefix('!').map_or((part, false), |part| (part, true));
            let (part, optional) =
                part.strip_suffix('?').map_or((part, false), |part| (part, true));
            let mut atoms = Vec::new();
            for choice in part.split('|') {
                match choice.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
                    Some(name) => {
                        atoms.extend(content.list(name).iter().map(|word| self.atom(word)));
                    }
                    None => atoms.push(self.atom(choice)),
                }
            }
            terms.push(Term { atoms, optional, forbidden, after_gap });
            after_gap = false;
        }
        terms
    }

    fn atom(&mut self, written: &str) -> Atom {
        if written == "#" {
            return NUMBER;
        }
        let count = self.words.len().saturating_add(self.stems.len()).saturating_add(1);
        let next =
            Atom::try_from(count).expect("the content has fewer words than that, a test reads it");
        let (table, disguised, word) = match written.strip_suffix('*') {
            Some(stem) => (&mut self.stems, &mut self.disguised_stems, stem),
            None => (&mut self.words, &mut self.disguised_words, written),
        };
        if let Some(atom) = table.get(word) {
            return *atom;
        }
        table.insert(word.to_owned(), next);
        disguised.entry(fold::undisguised(word)).or_default().push(next);
        next
    }

    fn meaning(&self, word: &str, steps: &mut u64) -> Meaning {
        let mut meaning = Meaning::default();
        *steps = steps.saturating_add(1);
        if word.len() > LONGEST_WORD_BYTES {
            return meaning;
        }
        if (3..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()) {
            meaning.atoms.push(NUMBER);
            return meaning;
        }
        meaning.atoms.extend(self.words.get(word));
        for stem in beginnings(word) {
            *steps = steps.saturating_add(1);
            meaning.atoms.extend(self.stems.get(stem));
        }
        if meaning.atoms.is_empty() && fold::may_be_disguised(word) {
            let read = fold::undisguised(word);
            meaning.disguised.extend(self.disguised_words.get(&read).into_iter().flatten());
            for stem in beginnings(&read) {
                *steps = steps.saturating_add(1);
                meaning.disguised.extend(self.disguised_stems.get(stem).into_iter().flatten());
            }
        }
        meaning
    }

    fn matches(
        &self,
        phrase: &Phrase,
        words: &[Word],
        meanings: &[Meaning],
        at: usize,
        steps: &mut u64,
    ) -> Option<Found> {
        let (mut next, mut last) = (at, at);
        let mut disguised = None;
        for term in &phrase.terms {
            *steps = steps.saturating_add(1);
            let is = |index: usize| meanings.get(index).is_some_and(|meaning| meaning.is(term));
            if term.forbidden {
                if is(next) {
                    return None;
                }
                continue;
            }
            let reach = if term.after_gap { GAP_WORDS } else { 0 };
            let Some(index) = (next..=next.saturating_add(reach)).find(|index| is(*index)) else {
                if term.optional {
                    continue;
                }
                return None;
            };
            if phrase.refused && (index == at || term.after_gap) && self.is_refused(words, index) {
                return None;
            }
            if meanings.get(index).is_some_and(|meaning| meaning.only_disguised(term)) {
                disguised = words.get(index).map(|word| word.place.clone());
            }
            last = index;
            next = index.saturating_add(1);
        }
        let place = words.get(at)?.place.start..words.get(last)?.place.end;
        Some(Found { tell: phrase.tell, place, disguised })
    }

    /// Whether "no", "nunca" or the like stands before a word, with nothing but small words between.
    fn is_refused(&self, words: &[Word], at: usize) -> bool {
        words
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(REFUSAL_WORDS)
            .find(|word| !self.small.contains(&word.folded))
            .is_some_and(|word| self.refusal.contains(&word.folded))
    }
}

fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    (SHORTEST_STEM..=word.len()).filter_map(|end| word.get(..end))
}
