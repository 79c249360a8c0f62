//! The messages in `data/messages`, and the disguises that deceivers put on them.

use serde_json::Value;

/// A message with what is known of it.
#[derive(Debug, Clone)]
pub struct Row {
    /// `danger`, `caution` or `none` where the very verdict is pinned; empty elsewhere.
    pub expected: String,
    /// Whether it deceives.
    pub deceives: bool,
    /// What it is about.
    pub topic: String,
    /// The message, or the link.
    pub text: String,
}

/// The rows that phrases were written against.
#[must_use]
pub fn development() -> Vec<Row> {
    let mut all = rows(include_str!("../data/messages/development.jsonl"));
    all.extend(rows(include_str!("../data/messages/development-2026.jsonl")));
    all.extend(rows(include_str!("../data/messages/development-blind-2026.jsonl")));
    all
}

/// The rows that only score.
#[must_use]
pub fn scoring() -> Vec<Row> {
    let mut all = rows(include_str!("../data/messages/scoring.jsonl"));
    all.extend(rows(include_str!("../data/messages/scoring-2026.jsonl")));
    all
}

/// Rows that only score, of deceits as unlike the usual ones as could be thought of.
#[must_use]
pub fn unusual() -> Vec<Row> {
    rows(include_str!("../data/messages/scoring-unusual-2026.jsonl"))
}

/// Rows that only score, by an author who had seen neither phrases nor rows.
#[must_use]
pub fn blind() -> Vec<Row> {
    rows(include_str!("../data/messages/scoring-blind-2026.jsonl"))
}

/// The links that only score.
#[must_use]
pub fn links() -> Vec<Row> {
    rows(include_str!("../data/messages/links.jsonl"))
}

fn rows(lines: &str) -> Vec<Row> {
    let row = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("each line is JSON");
        let text =
            |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let expected = text("expected");
        let deceives = match value.get("deceives").and_then(Value::as_bool) {
            Some(deceives) => deceives,
            None => expected != "none",
        };
        let link = text("link");
        let text_of_it = if link.is_empty() { text("text") } else { link };
        Row { expected, deceives, topic: text("topic"), text: text_of_it }
    };
    lines.lines().map(row).collect()
}

/// A way to write a text that a person still reads and a simple filter does not. None of them touches a link, which
/// would lead elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disguise {
    /// Without accents, as people type.
    Unaccented,
    /// All in capitals.
    Capitals,
    /// A picture after every third word.
    Emoji,
    /// A picture inside every word.
    EmojiInside,
    /// Digits for letters.
    Leet,
    /// A zero-width space inside every word.
    ZeroWidth,
    /// Cyrillic letters that look like ours.
    Homoglyphs,
}

impl Disguise {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unaccented,
        Self::Capitals,
        Self::Emoji,
        Self::EmojiInside,
        Self::Leet,
        Self::ZeroWidth,
        Self::Homoglyphs,
    ];

    /// `text` in this disguise.
    #[must_use]
    pub fn put_on(self, text: &str) -> String {
        let words: Vec<String> = text
            .split(' ')
            .enumerate()
            .map(|(number, word)| {
                if word.contains('/') || word.trim_end_matches('.').contains('.') {
                    word.to_owned()
                } else {
                    self.word(number, word)
                }
            })
            .collect();
        words.join(" ")
    }

    fn word(self, number: usize, word: &str) -> String {
        let each = |change: &dyn Fn(char) -> char| word.chars().map(change).collect();
        match self {
            Self::Unaccented => each(&unaccented),
            Self::Capitals => word.to_uppercase(),
            Self::Emoji if number % 3 == 2 => format!("{word} 🙏🏽"),
            Self::Emoji => word.to_owned(),
            Self::Leet => each(&|letter| match unaccented(letter) {
                'o' => '0',
                'i' => '1',
                'e' => '3',
                _ => letter,
            }),
            Self::ZeroWidth => with_inside(word, '\u{200b}'),
            Self::EmojiInside if word.chars().all(char::is_alphabetic) => with_inside(word, '🔑'),
            Self::EmojiInside => word.to_owned(),
            Self::Homoglyphs => each(&|letter| match letter {
                'a' => 'а',
                'e' => 'е',
                'o' => 'о',
                'c' => 'с',
                'p' => 'р',
                _ => letter,
            }),
        }
    }
}

/// A word with a sign in its middle.
fn with_inside(word: &str, sign: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.insert(letters.len() / 2, sign);
    letters.into_iter().collect()
}

fn unaccented(letter: char) -> char {
    match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        _ => letter,
    }
}
