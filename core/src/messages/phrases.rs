//! Phrases as data, looked for in the words of a text. The grammar stands above `content/messages.toml`.

use super::fold::{self, Pause, Word};
use super::links::Link;
use crate::content::{MessageContent, message_content};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Words that "..." may stand for, at most.
const GAP_WORDS: u32 = 8;

/// Words that ">>>" may stand for, at most.
const LONG_GAP_WORDS: u32 = 14;

/// Words among which all terms of a phrase in any order must lie.
const BAG_WORDS: usize = 30;

/// Words that a whole phrase may stretch over: the bits of [`Places`].
const SPAN_WORDS: usize = 64;

/// Words before and after a phrase among which "!!" looks.
const NEAR_WORDS: usize = 10;

/// Longer words are in no phrase.
const LONGEST_WORD_BYTES: usize = 40;

/// Shortest beginning of a word that a phrase names.
const SHORTEST_STEM: usize = 3;

/// Words looked back over for a refusal.
const REFUSAL_WORDS: usize = 8;

/// Letters that stand apart and are looked through for several words.
const LONGEST_SPACED_BYTES: usize = 200;

/// Stands for a word, a beginning of words, a list of them, or what has a sign of its own.
type Atom = u16;

/// A number of 3 to 8 digits, or one with its thousands apart.
const NUMBER: Atom = 0;

/// What messengers show for linking a device: letters and digits in fours or eights.
const PAIRING: Atom = 1;

/// A link that is no institution's own.
const LINK: Atom = 2;

/// A link to who knows where: not one of the services on which everyone shares things.
const STRANGER: Atom = 3;

/// A link that has a sign of its own.
const BAD: Atom = 4;

/// A number from a thousand on that is no year and no part of a telephone or an account.
const THOUSANDS: Atom = 5;

/// A link to who knows where that has a sign of its own or does not end in ".mx".
const FAR: Atom = 6;

/// Atoms that have a sign in the grammar.
const SIGNS: [(&str, Atom); 7] = [
    ("@far", FAR),
    ("#", NUMBER),
    ("%", PAIRING),
    ("@link", LINK),
    ("@stranger", STRANGER),
    ("@bad", BAD),
    ("##", THOUSANDS),
];

/// Places after the first word of a phrase, one bit each.
type Places = u64;

/// A phrase found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Which tell, by its place in the content.
    pub(super) tell: usize,
    pub(super) place: Range<usize>,
    /// A word of it that digits or signs disguised.
    pub(super) disguised: Option<Range<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Wanted,
    /// The word may be missing.
    Optional,
    /// It must not come next.
    Forbidden,
    /// It must not stand near the phrase.
    Absent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// Within the sentence.
    Short,
    /// Across sentences.
    Long,
}

#[derive(Debug)]
struct Term {
    atoms: Vec<Atom>,
    kind: Kind,
    gap: Gap,
}

#[derive(Debug)]
struct Phrase {
    tell: usize,
    refused: bool,
    terms: Vec<Term>,
}

#[derive(Debug, Default)]
struct Phrases {
    words: HashMap<String, Vec<Atom>>,
    stems: HashMap<String, Vec<Atom>>,
    /// What stands for a word, a beginning or a list, by how a phrase writes it.
    atoms: HashMap<String, Vec<Atom>>,
    disguised_words: HashMap<String, Vec<Atom>>,
    disguised_stems: HashMap<String, Vec<Atom>>,
    /// Short and sloppy spellings, and the word they stand for.
    spellings: HashMap<&'static str, &'static str>,
    disguised_spellings: HashMap<String, &'static str>,
    phrases: Vec<Phrase>,
    /// Phrases whose words may come in any order.
    bags: Vec<Phrase>,
    /// Which terms of which bags an atom belongs to.
    in_bags: HashMap<Atom, Vec<(usize, usize)>>,
    /// The phrases that may begin with an atom.
    starts: HashMap<Atom, Vec<usize>>,
    refusal: HashSet<&'static str>,
    strong_refusal: HashSet<&'static str>,
    small: HashSet<&'static str>,
    firm: HashSet<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(message_content()));

/// A word or a link of the text, as phrases see it.
#[derive(Debug)]
struct Token<'t> {
    word: &'t str,
    place: Range<usize>,
    pause: Pause,
    atoms: Vec<Atom>,
    disguised: Vec<Atom>,
}

impl Token<'_> {
    fn is(&self, term: &Term) -> bool {
        self.atoms.iter().any(|atom| term.atoms.contains(atom)) || self.only_disguised(term)
    }

    fn only_disguised(&self, term: &Term) -> bool {
        self.disguised.iter().any(|atom| term.atoms.contains(atom))
    }
}

/// The first place of each tell that the words show. `steps` counts what was looked at.
pub(super) fn find(words: &[Word], links: &[Link], steps: &mut u64) -> Vec<Found> {
    let phrases = &*PHRASES;
    let tokens = phrases.tokens(words, links, steps);
    let mut found: Vec<Found> = Vec::new();
    let mut beginning: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let atoms = token.atoms.iter().chain(&token.disguised);
        beginning.clear();
        beginning.extend(atoms.filter_map(|atom| phrases.starts.get(atom)).flatten());
        beginning.sort_unstable();
        beginning.dedup();
        for phrase in beginning.iter().filter_map(|number| phrases.phrases.get(*number)) {
            if found.iter().all(|earlier| earlier.tell != phrase.tell) {
                found.extend(phrases.matches(phrase, &tokens, at, steps));
            }
        }
    }
    phrases.find_bags(&tokens, &mut found, steps);
    found
}

impl Phrases {
    fn new(content: &'static MessageContent) -> Self {
        let set = |name| content.list(name).iter().map(String::as_str).collect();
        let mut all = Self {
            refusal: set("refusal"),
            strong_refusal: set("strong_refusal"),
            small: set("small"),
            firm: set("ask_me"),
            ..Self::default()
        };
        for (meant, written) in &content.spellings {
            for word in written {
                all.spellings.insert(word, meant);
                all.disguised_spellings.insert(fold::undisguised(word), meant);
            }
        }
        for (tell, entry) in content.tell.iter().enumerate() {
            for written in &entry.phrases {
                let (written, any_order) = written
                    .strip_prefix("& ")
                    .map_or((written.as_str(), false), |rest| (rest, true));
                let mut terms = all.terms(written, content);
                if !entry.unless.is_empty() {
                    terms.extend(all.terms(&format!("!!{}", entry.unless), content));
                }
                if any_order {
                    let bag = all.bags.len();
                    for (term, atom) in terms
                        .iter()
                        .enumerate()
                        .flat_map(|(term, one)| one.atoms.iter().map(move |atom| (term, *atom)))
                    {
                        all.in_bags.entry(atom).or_default().push((bag, term));
                    }
                    all.bags.push(Phrase { tell, refused: entry.refused, terms });
                    continue;
                }
                let number = all.phrases.len();
                for term in &terms {
                    for atom in &term.atoms {
                        all.starts.entry(*atom).or_default().push(number);
                    }
                    if term.kind == Kind::Wanted {
                        break;
                    }
                }
                all.phrases.push(Phrase { tell, refused: entry.refused, terms });
            }
        }
        all
    }

    fn terms(&mut self, written: &str, content: &MessageContent) -> Vec<Term> {
        let mut gap = Gap::None;
        let mut terms = Vec::new();
        for part in written.split_whitespace() {
            if let Some((_, wide)) =
                [("...", Gap::Short), (">>>", Gap::Long)].iter().find(|(sign, _)| *sign == part)
            {
                gap = *wide;
                continue;
            }
            let (choices, kind) = if let Some(rest) = part.strip_prefix("!!") {
                (rest, Kind::Absent)
            } else if let Some(rest) = part.strip_prefix('!') {
                (rest, Kind::Forbidden)
            } else if let Some(rest) = part.strip_suffix('?') {
                (rest, Kind::Optional)
            } else {
                (part, Kind::Wanted)
            };
            let mut atoms = Vec::new();
            for choice in choices.split('|') {
                atoms.extend(self.atoms(choice, content));
            }
            terms.push(Term { atoms, kind, gap });
            gap = Gap::None;
        }
        terms
    }

    /// What stands for a word, a beginning, a sign or a list. A list is one atom, however long it is; signs and lists in it
    /// stand beside it.
    fn atoms(&mut self, written: &str, content: &MessageContent) -> Vec<Atom> {
        if let Some((_, atom)) = SIGNS.iter().find(|(sign, _)| *sign == written) {
            return vec![*atom];
        }
        if let Some(known) = self.atoms.get(written) {
            return known.clone();
        }
        let count = self.atoms.len().saturating_add(SIGNS.len());
        let own =
            Atom::try_from(count).expect("the content has fewer words than that, a test reads it");
        let mut atoms = vec![own];
        self.atoms.insert(written.to_owned(), atoms.clone());
        match written.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(name) => {
                for word in content.list(name) {
                    if word.starts_with(['<', '#', '@', '%']) {
                        atoms.extend(self.atoms(word, content));
                    } else {
                        self.teach(word, own);
                    }
                }
                self.atoms.insert(written.to_owned(), atoms.clone());
            }
            None => self.teach(written, own),
        }
        atoms
    }

    /// Lets a word, or a beginning of words, mean an atom.
    fn teach(&mut self, written: &str, atom: Atom) {
        let (table, disguised, word) = match written.strip_suffix('*') {
            Some(stem) => (&mut self.stems, &mut self.disguised_stems, stem),
            None => (&mut self.words, &mut self.disguised_words, written),
        };
        table.entry(word.to_owned()).or_default().push(atom);
        disguised.entry(fold::undisguised(word)).or_default().push(atom);
    }

    /// Words and links in order. The words of a link are no words of the text.
    fn tokens<'t>(&'t self, words: &'t [Word], links: &[Link], steps: &mut u64) -> Vec<Token<'t>> {
        let mut tokens = Vec::with_capacity(words.len());
        let mut links = links.iter().peekable();
        // Where the thousands of an amount begin whose hundreds follow.
        let mut thousands: Option<usize> = None;
        for (number, word) in words.iter().enumerate() {
            let next = words.get(number.saturating_add(1));
            while links.peek().is_some_and(|link| link.place.end <= word.place.start) {
                links.next();
            }
            let link = links.peek().filter(|link| link.place.start < word.place.end);
            if let Some(link) = link {
                let told = tokens.last().is_some_and(|token: &Token<'_>| token.place == link.place);
                if !told {
                    tokens.push(Token {
                        word: "",
                        place: link.place.clone(),
                        pause: word.pause,
                        atoms: [
                            (link.is_strange(), STRANGER),
                            (link.is_far(), FAR),
                            (!link.is_known(), LINK),
                            (!link.signs.is_empty(), BAD),
                        ]
                        .into_iter()
                        .filter_map(|(holds, atom)| holds.then_some(atom))
                        .collect(),
                        disguised: Vec::new(),
                    });
                }
            } else if word.spaced {
                self.part(word, &mut tokens, steps);
            } else if next.is_some_and(|next| are_thousands_of(word, next)) {
                thousands.get_or_insert(word.place.start);
                continue;
            } else {
                let mut token = self.token(&word.folded, word, steps);
                let alone = |other: Option<&Word>| {
                    other.is_none_or(|other| {
                        !is_number(&other.folded) || other.pause == Pause::Sentence
                    })
                };
                if let Some(start) = thousands {
                    token.place.start = start;
                    token.atoms.push(THOUSANDS);
                } else if is_number(&word.folded)
                    && word.folded.parse().is_ok_and(is_amount)
                    && alone(next)
                    && alone(number.checked_sub(1).and_then(|before| words.get(before)))
                {
                    token.atoms.push(THOUSANDS);
                }
                tokens.push(token);
            }
            thousands = None;
        }
        tokens
    }

    /// The known words that letters standing apart make one after another, the longest first.
    fn part<'t>(&'t self, word: &'t Word, tokens: &mut Vec<Token<'t>>, steps: &mut u64) {
        let mut rest = word.folded.get(..LONGEST_SPACED_BYTES).unwrap_or(&word.folded);
        while !rest.is_empty() {
            let longest = (1..=rest.len().min(LONGEST_WORD_BYTES)).rev().find(|end| {
                *steps = steps.saturating_add(1);
                rest.get(..*end).is_some_and(|part| {
                    self.words.contains_key(part) || self.spellings.contains_key(part)
                })
            });
            let end = longest.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
            let (part, after) = rest.split_at(end);
            if longest.is_some() {
                tokens.push(self.token(part, word, steps));
            }
            rest = after;
        }
    }

    fn token<'t>(&'t self, written: &'t str, word: &Word, steps: &mut u64) -> Token<'t> {
        *steps = steps.saturating_add(1);
        let mut token = Token {
            word: meant(written),
            place: word.place.clone(),
            pause: word.pause,
            atoms: Vec::new(),
            disguised: Vec::new(),
        };
        if token.word.len() > LONGEST_WORD_BYTES {
            return token;
        }
        if is_number(token.word) {
            let number = (3..=8).contains(&token.word.len());
            token.atoms.extend(number.then_some(NUMBER));
            token.atoms.extend(self.words.get(token.word).into_iter().flatten());
            if token.word == "0" {
                token.disguised.extend(self.words.get("o").into_iter().flatten());
            }
            return token;
        }
        self.mean(token.word, &mut token.atoms, steps);
        if !self.words.contains_key(token.word) {
            if let Some(single) = fold::without_repeats(token.word) {
                self.mean(meant(&single), &mut token.atoms, steps);
            }
            if let Some(single) = fold::without_doubling(token.word) {
                self.mean(meant(&single), &mut token.disguised, steps);
            }
        }
        if !self.words.contains_key(token.word) && fold::may_be_disguised(token.word) {
            if is_pairing_part(token.word) {
                token.atoms.push(PAIRING);
            }
            let read = fold::undisguised(token.word);
            for read in fold::without_repeats(&read).into_iter().chain([read]) {
                token.disguised.extend(self.disguised_words.get(&read).into_iter().flatten());
                if let Some(meant) = self.disguised_spellings.get(&read) {
                    token.disguised.extend(self.words.get(*meant).into_iter().flatten());
                }
                for stem in beginnings(&read) {
                    *steps = steps.saturating_add(1);
                    token.disguised.extend(self.disguised_stems.get(stem).into_iter().flatten());
                }
            }
        }
        token
    }

    fn mean(&self, word: &str, atoms: &mut Vec<Atom>, steps: &mut u64) {
        atoms.extend(self.words.get(word).into_iter().flatten());
        for stem in beginnings(word) {
            *steps = steps.saturating_add(1);
            atoms.extend(self.stems.get(stem).into_iter().flatten());
        }
    }

    /// Follows every way in which the terms may lie after `at`, all of them at once: a bit says that the next term may
    /// stand at that place.
    fn matches(
        &self,
        phrase: &Phrase,
        tokens: &[Token<'_>],
        at: usize,
        steps: &mut u64,
    ) -> Option<Found> {
        let end = at.saturating_add(SPAN_WORDS).min(tokens.len());
        let span = tokens.get(at..end)?;
        let sentences = places(span, |token| token.pause == Pause::Sentence);
        let mut next: Places = 1;
        for term in &phrase.terms {
            *steps = steps.saturating_add(1);
            if term.kind == Kind::Absent {
                continue;
            }
            let mut is = |place: u32| {
                *steps = steps.saturating_add(1);
                usize::try_from(place)
                    .ok()
                    .and_then(|place| Some((place, span.get(place)?)))
                    .filter(|(_, token)| token.is(term))
            };
            if term.kind == Kind::Forbidden {
                next = only(next, |place| has(sentences, place) || is(place).is_none());
            } else {
                let reach = spread(next, term.gap, sentences & !1);
                let met = only(reach, |place| {
                    is(place).is_some_and(|(place, _)| {
                        let asked = place == 0 || term.gap != Gap::None;
                        !(phrase.refused
                            && asked
                            && self.is_refused(tokens, at.saturating_add(place)))
                    })
                });
                let kept = if term.kind == Kind::Optional { next } else { 0 };
                next = (met << 1) | kept;
            }
            if next == 0 {
                return None;
            }
        }
        let length = usize::try_from(next.trailing_zeros()).ok()?;
        let matched = span.get(..length)?;
        let last = at.saturating_add(length);
        if self.is_spoilt(phrase, tokens, at..last, steps) {
            return None;
        }
        let disguised = matched
            .iter()
            .find(|token| phrase.terms.iter().any(|term| token.only_disguised(term)))
            .map(|token| token.place.clone());
        let place = matched.first()?.place.start..matched.last()?.place.end;
        Some(Found { tell: phrase.tell, place, disguised })
    }

    /// Finds the phrases whose words come in any order: the last place of each term is kept while the text goes by.
    fn find_bags(&self, tokens: &[Token<'_>], found: &mut Vec<Found>, steps: &mut u64) {
        let mut last: HashMap<usize, Vec<Option<usize>>> = HashMap::new();
        for (at, token) in tokens.iter().enumerate() {
            let atoms = token.atoms.iter().chain(&token.disguised);
            for (bag, term) in atoms.filter_map(|atom| self.in_bags.get(atom)).flatten() {
                *steps = steps.saturating_add(1);
                let Some(phrase) = self.bags.get(*bag) else { continue };
                if found.iter().any(|earlier| earlier.tell == phrase.tell)
                    || phrase.refused && self.is_refused(tokens, at)
                {
                    continue;
                }
                let places = last.entry(*bag).or_insert_with(|| vec![None; phrase.terms.len()]);
                if let Some(place) = places.get_mut(*term) {
                    *place = Some(at);
                }
                found.extend(gathered(phrase, places, tokens, at));
            }
        }
    }

    /// Whether a word that says otherwise stands near, in the same sentences.
    fn is_spoilt(
        &self,
        phrase: &Phrase,
        tokens: &[Token<'_>],
        found: Range<usize>,
        steps: &mut u64,
    ) -> bool {
        let absent: Vec<&Term> =
            phrase.terms.iter().filter(|term| term.kind == Kind::Absent).collect();
        if absent.is_empty() {
            return false;
        }
        let before = tokens.get(..found.start).unwrap_or_default().iter().rev().take(NEAR_WORDS);
        let opens = |token: &&Token<'_>| token.pause == Pause::Sentence;
        // Backwards, the word that opens the sentence still belongs to it.
        let own_start = tokens.get(found.start).is_some_and(|token| opens(&token));
        let mut ended = own_start;
        let before = before.take_while(|token| !std::mem::replace(&mut ended, opens(token)));
        let after = tokens.get(found.start..).unwrap_or_default().iter();
        let length = found.len();
        let after = after
            .enumerate()
            .take(length.saturating_add(NEAR_WORDS))
            .take_while(|(number, token)| *number < length || !opens(token))
            .map(|(_, token)| token);
        before.chain(after).any(|token| {
            *steps = steps.saturating_add(1);
            absent.iter().any(|term| token.is(term))
        })
    }

    /// Whether "no", "nunca" or the like stands before a word, with nothing but small words between. Nobody says "no"
    /// before "mándame": what comes after it is asked all the same. "No" ends at a comma, "nunca" does not.
    fn is_refused(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let Some(asked) = tokens.get(at).filter(|token| !self.firm.contains(token.word)) else {
            return false;
        };
        let mut pause = asked.pause;
        for token in tokens.get(..at).unwrap_or_default().iter().rev().take(REFUSAL_WORDS) {
            if pause == Pause::Sentence {
                return false;
            }
            if self.strong_refusal.contains(token.word) {
                return true;
            }
            if self.refusal.contains(token.word) {
                return pause == Pause::None;
            }
            if !self.small.contains(token.word) {
                return false;
            }
            pause = pause.max(token.pause);
        }
        false
    }
}

/// The word that a short or sloppy spelling stands for.
pub(super) fn meant(written: &str) -> &str {
    PHRASES.spellings.get(written).copied().unwrap_or(written)
}

/// Whether some phrase speaks of a word.
pub(super) fn knows(word: &str) -> bool {
    let phrases = &*PHRASES;
    // Each beginning of a longer one would be looked up in vain, which takes the square of its length.
    if word.len() > LONGEST_WORD_BYTES {
        return false;
    }
    phrases.words.contains_key(word)
        || phrases.spellings.contains_key(word)
        || beginnings(word).any(|stem| phrases.stems.contains_key(stem))
}

/// The phrase whose words have all come lately, `at` the last of them, each at a place of its own.
fn gathered(
    phrase: &Phrase,
    places: &[Option<usize>],
    tokens: &[Token<'_>],
    at: usize,
) -> Option<Found> {
    let reach = at.saturating_sub(BAG_WORDS);
    let mut wanted = Vec::with_capacity(places.len());
    for (term, place) in phrase.terms.iter().zip(places) {
        let near = place.filter(|place| *place >= reach);
        match term.kind {
            Kind::Absent if near.is_some() => return None,
            Kind::Wanted => wanted.push(near?),
            _ => {}
        }
    }
    wanted.sort_unstable();
    if wanted.windows(2).any(|pair| pair.first() == pair.last()) {
        return None;
    }
    let mut after = tokens.iter().skip(at).take(NEAR_WORDS);
    let absent = |term: &&Term| term.kind == Kind::Absent;
    if after.any(|token| phrase.terms.iter().filter(absent).any(|term| token.is(term))) {
        return None;
    }
    let place = tokens.get(*wanted.first()?)?.place.start..tokens.get(at)?.place.end;
    Some(Found { tell: phrase.tell, place, disguised: None })
}

/// The places of a span that hold.
fn places(span: &[Token<'_>], holds: impl Fn(&Token<'_>) -> bool) -> Places {
    span.iter().rev().fold(0, |places, token| (places << 1) | Places::from(holds(token)))
}

/// Whether a place is among the places.
fn has(places: Places, place: u32) -> bool {
    (places.wrapping_shr(place) & 1) == 1
}

/// Those of the places that hold.
fn only(places: Places, mut holds: impl FnMut(u32) -> bool) -> Places {
    let mut left = places;
    let mut kept = 0;
    while left != 0 {
        let place = left.trailing_zeros();
        let bit: Places = 1_u64.wrapping_shl(place);
        left &= !bit;
        if holds(place) {
            kept |= bit;
        }
    }
    kept
}

/// Where the next word may stand when words may lie between; at a place of `sentences` another sentence begins.
fn spread(next: Places, gap: Gap, sentences: Places) -> Places {
    let (words, walls) = match gap {
        Gap::None => (0, sentences),
        Gap::Short => (GAP_WORDS, sentences),
        Gap::Long => (LONG_GAP_WORDS, 0),
    };
    (0..words).fold(next & !walls, |reach, _| reach | ((reach << 1) & !walls))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is large enough to speak of money, and no year.
fn is_amount(value: u64) -> bool {
    (1_000..1_000_000).contains(&value) && !(1_950..2_040).contains(&value)
}

/// Whether a comma or the like alone parts the thousands of a number from its hundreds: "1,500".
fn are_thousands_of(word: &Word, next: &Word) -> bool {
    is_number(&word.folded)
        && word.folded.len() <= 3
        && is_number(&next.folded)
        && next.folded.len() == 3
        && next.pause == Pause::Clause
        && next.place.start == word.place.end.saturating_add(1)
}

/// Four or eight letters and digits, with at least one of each.
fn is_pairing_part(word: &str) -> bool {
    matches!(word.len(), 4 | 8) && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    (SHORTEST_STEM..=word.len()).filter_map(|end| word.get(..end))
}
