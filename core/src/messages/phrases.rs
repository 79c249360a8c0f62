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

/// Stands for a word, a beginning of words, or what has a sign of its own.
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

/// Atoms that have a sign in the grammar.
const SIGNS: [(&str, Atom); 5] =
    [("#", NUMBER), ("%", PAIRING), ("@link", LINK), ("@stranger", STRANGER), ("@bad", BAD)];

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
    words: HashMap<String, Atom>,
    stems: HashMap<String, Atom>,
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
                let terms = all.terms(written, content);
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
                match choice.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
                    Some(name) => {
                        atoms.extend(content.list(name).iter().map(|word| self.atom(word)));
                    }
                    None => atoms.push(self.atom(choice)),
                }
            }
            terms.push(Term { atoms, kind, gap });
            gap = Gap::None;
        }
        terms
    }

    fn atom(&mut self, written: &str) -> Atom {
        if let Some((_, atom)) = SIGNS.iter().find(|(sign, _)| *sign == written) {
            return *atom;
        }
        let count = self.words.len().saturating_add(self.stems.len()).saturating_add(SIGNS.len());
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

    /// Words and links in order. The words of a link are no words of the text.
    fn tokens<'t>(&'t self, words: &'t [Word], links: &[Link], steps: &mut u64) -> Vec<Token<'t>> {
        let mut tokens = Vec::with_capacity(words.len());
        let mut links = links.iter().peekable();
        for word in words {
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
            } else {
                tokens.push(self.token(&word.folded, word, steps));
            }
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
            word: self.spellings.get(written).copied().unwrap_or(written),
            place: word.place.clone(),
            pause: word.pause,
            atoms: Vec::new(),
            disguised: Vec::new(),
        };
        if token.word.len() > LONGEST_WORD_BYTES {
            return token;
        }
        if token.word.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = (3..=8).contains(&token.word.len());
            token.atoms.extend(number.then_some(NUMBER));
            token.atoms.extend(self.words.get(token.word));
            if token.word == "0" {
                token.disguised.extend(self.words.get("o"));
            }
            return token;
        }
        self.mean(token.word, &mut token.atoms, steps);
        if token.atoms.is_empty()
            && let Some(single) = fold::without_repeats(token.word)
        {
            let meant = self.spellings.get(single.as_str()).copied().unwrap_or(&single);
            self.mean(meant, &mut token.atoms, steps);
        }
        if !self.words.contains_key(token.word) && fold::may_be_disguised(token.word) {
            if is_pairing_part(token.word) {
                token.atoms.push(PAIRING);
            }
            let read = fold::undisguised(token.word);
            token.disguised.extend(self.disguised_words.get(&read).into_iter().flatten());
            if let Some(meant) = self.disguised_spellings.get(&read) {
                token.disguised.extend(self.words.get(*meant));
            }
            for stem in beginnings(&read) {
                *steps = steps.saturating_add(1);
                token.disguised.extend(self.disguised_stems.get(stem).into_iter().flatten());
            }
        }
        token
    }

    fn mean(&self, word: &str, atoms: &mut Vec<Atom>, steps: &mut u64) {
        atoms.extend(self.words.get(word));
        for stem in beginnings(word) {
            *steps = steps.saturating_add(1);
            atoms.extend(self.stems.get(stem));
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
        let mut last: Vec<Vec<Option<usize>>> =
            self.bags.iter().map(|bag| vec![None; bag.terms.len()]).collect();
        for (at, token) in tokens.iter().enumerate() {
            let atoms = token.atoms.iter().chain(&token.disguised);
            for (bag, term) in atoms.filter_map(|atom| self.in_bags.get(atom)).flatten() {
                *steps = steps.saturating_add(1);
                let (Some(phrase), Some(places)) = (self.bags.get(*bag), last.get_mut(*bag)) else {
                    continue;
                };
                if found.iter().any(|earlier| earlier.tell == phrase.tell)
                    || phrase.refused && self.is_refused(tokens, at)
                {
                    continue;
                }
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

/// Four or eight letters and digits, with at least one of each.
fn is_pairing_part(word: &str) -> bool {
    matches!(word.len(), 4 | 8) && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    (SHORTEST_STEM..=word.len()).filter_map(|end| word.get(..end))
}
