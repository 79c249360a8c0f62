//! What gives a deceiving message away: `content/messages.toml` and `content/addresses.toml`.

use super::{Text, file};
use crate::shipped::packed;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a verdict is called and what to do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictWords {
    /// On the badge.
    pub word: Text,
    /// As a sentence.
    pub title: Text,
    /// What to do now.
    pub advice: Text,
}

/// The words of the three verdicts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictContent {
    /// Danger.
    pub danger: VerdictWords,
    /// Caution.
    pub caution: VerdictWords,
    /// No known sign.
    pub none: VerdictWords,
}

/// One thing that gives a message away.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellContent {
    /// Stable name.
    pub id: String,
    /// 1 to 3: what it counts towards the verdict.
    pub weight: u8,
    /// Whether it is no reason for danger, whatever its weight.
    #[serde(default)]
    pub light: bool,
    /// Id of its source.
    pub source: String,
    /// Whether a refusal before it ("no compartas") means that it is not asked.
    #[serde(default)]
    pub refused: bool,
    /// Words, written as in a phrase, that near any of its phrases say that nothing is meant by it; none when empty.
    #[serde(default)]
    pub unless: String,
    /// Whether it is not said when the message has links and all of them are an institution's own.
    #[serde(default)]
    pub cleared: bool,
    /// What was found.
    pub title: Text,
    /// Why it matters and what to do.
    pub why: Text,
    /// The phrases that show it; none for what rules find.
    #[serde(default)]
    pub phrases: Vec<String>,
}

/// What the log says of a message that was looked at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptContent {
    /// The verdict and what gave it away.
    pub found: Text,
    /// The verdict when nothing did.
    pub found_nothing: Text,
    /// Name of the file that holds a message too long for a note.
    pub file_name: Text,
}

/// Everything said about messages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageContent {
    /// The verdicts.
    pub verdict: VerdictContent,
    /// What is noted beside a message.
    pub kept: KeptContent,
    /// Word lists that phrases name, and a few that rules use.
    pub lists: HashMap<String, Vec<String>>,
    /// Forms of verbs, each of which makes three lists of them with what is glued to their end; see
    /// [`with_verbs`](Self::with_verbs).
    pub verbs: HashMap<String, Vec<String>>,
    /// Short and sloppy spellings by the word they stand for.
    pub spellings: HashMap<String, Vec<String>>,
    /// The tells.
    pub tell: Vec<TellContent>,
}

impl MessageContent {
    /// Glues to the forms of each verb list what Spanish glues to them. From the verbs `ask` come the lists `ask_me`
    /// ("mándame", "mándamelo"), `ask_it` ("mándamelo") and `ask_bare` ("mándalo").
    fn with_verbs(mut self) -> Self {
        for (name, forms) in &self.verbs {
            let mut glue = |list: &str, ends: &[String]| {
                let words = forms
                    .iter()
                    .flat_map(|form| ends.iter().map(move |end| format!("{form}{end}")));
                self.lists.entry(format!("{name}_{list}")).or_default().extend(words);
            };
            let things = ["la", "las", "lo", "los"];
            let bare: Vec<String> = things.map(str::to_owned).to_vec();
            let it: Vec<String> = ["me", "nos"]
                .iter()
                .flat_map(|whom| things.map(|thing| format!("{whom}{thing}")))
                .collect();
            let me: Vec<String> =
                it.iter().cloned().chain(["me", "nos"].map(str::to_owned)).collect();
            glue("me", &me);
            glue("it", &it);
            glue("bare", &bare);
        }
        self
    }

    /// A word list; empty when there is none of that name.
    pub(crate) fn list(&self, name: &str) -> &[String] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }
}

/// An institution that deceivers imitate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// As shown to people.
    pub name: String,
    /// As it stands inside an address or a message.
    pub names: Vec<String>,
    /// Names that count in a message alone, because other addresses hold them.
    #[serde(default)]
    pub said: Vec<String>,
    /// Whether its names count only as a whole part of an address.
    #[serde(default)]
    pub whole: bool,
    /// Words that hold a name and mean something else.
    #[serde(default)]
    pub unlike: Vec<String>,
    /// Whether a message that names it is expected to link to it.
    #[serde(default = "yes")]
    pub spoken: bool,
    /// Whether its name under the ending of another country is its own page there.
    #[serde(default)]
    pub abroad: bool,
    /// Everything at or below these is theirs.
    pub domains: Vec<String>,
}

fn yes() -> bool {
    true
}

/// A list of addresses.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domains {
    /// Everything at or below these.
    pub domains: Vec<String>,
}

/// A list of endings of addresses.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endings {
    /// What stands after the last label that one can register.
    pub endings: Vec<String>,
}

/// A list of words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    /// In small letters.
    pub words: Vec<String>,
}

/// Addresses that are known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addresses {
    /// Those that deceivers imitate.
    pub institution: Vec<Institution>,
    /// Endings under which an institution's very name is its own page.
    pub abroad: Endings,
    /// Houses that all know and nobody imitates to deceive, such as newspapers.
    pub trusted: Domains,
    /// Services to share things with.
    pub shared: Domains,
    /// Those of them on which anyone makes pages under a name of their own choosing.
    pub pages: Domains,
    /// Pages of known houses that send on to any other, as a host and how the path begins.
    pub redirectors: Domains,
    /// Services that hide where a link leads.
    pub shorteners: Domains,
    /// Endings that only governments and schools are given.
    pub registered: Endings,
    /// Endings that are bought cheaply and seen in deceits.
    pub cheap: Endings,
    /// Words of a path that ask to sign in or to pay.
    pub lures: WordList,
    /// Words that dress a name up as an address inside a path.
    pub dress: WordList,
}

/// How much each word speaks for a deceit, or against one.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "LikenessFile")]
pub struct Likeness {
    /// What the weights of a message must come to, times the root of how many there are.
    pub threshold: i64,
    /// By stem, pair of stems, number or link.
    pub weights: HashMap<String, i32>,
}

/// The same as it is written: names by the weight that they share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LikenessFile {
    threshold: i64,
    /// A name of a table is a text, though it be a number.
    by_weight: HashMap<String, Vec<String>>,
}

impl From<LikenessFile> for Likeness {
    fn from(file: LikenessFile) -> Self {
        let named = |(weight, names): (String, Vec<String>)| {
            let weight: i32 = weight.parse().expect("each name is a number, a test reads them");
            names.into_iter().map(move |name| (name, weight))
        };
        let weights = file.by_weight.into_iter().flat_map(named).collect();
        Self { threshold: file.threshold, weights }
    }
}

static LIKENESS: LazyLock<Likeness> = LazyLock::new(|| file(packed!("likeness.toml")));

static MESSAGES: LazyLock<MessageContent> =
    LazyLock::new(|| file::<MessageContent>(packed!("messages.toml")).with_verbs());

static ADDRESSES: LazyLock<Addresses> = LazyLock::new(|| file(packed!("addresses.toml")));

/// The tells that ship with the app.
#[must_use]
pub fn message_content() -> &'static MessageContent {
    &MESSAGES
}

/// The addresses that ship with the app.
#[must_use]
pub fn addresses() -> &'static Addresses {
    &ADDRESSES
}

/// The weights that ship with the app.
#[must_use]
pub fn likeness() -> &'static Likeness {
    &LIKENESS
}
