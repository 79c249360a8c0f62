//! Looks at a message that someone received: which known deceits it shows, in the person's words. Nothing is opened,
//! nothing is sent, and a message is never called safe.

mod address;
mod fold;
mod keep;
mod likeness;
mod links;
mod phrases;
mod public_suffix;

use crate::Language;
use crate::content::{TellContent, VerdictWords, message_content};
use crate::evidence::defang;
use crate::letters::is_invisible;
use fold::Trick;
use links::{Link, Owner};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use thiserror::Error;

pub use keep::note;
pub use public_suffix::{has_public_suffix, registrable_domain};

/// Longest message that is looked at.
pub const LONGEST_MESSAGE_BYTES: usize = 1 << 20;

/// Characters of a quote; the rest is left out and "…" says so.
const QUOTE_CHARACTERS: usize = 160;

/// Links that are listed; all of them count towards the verdict.
const LISTED_LINKS: usize = 20;

/// From this weight on a tell says something by itself; lighter ones only add to it.
const HEAVY: u8 = 2;

/// All weights together, with a heavy tell among them.
const DANGER_WEIGHT: u32 = 3;

/// Light tells alone.
const LIGHT_CAUTION_WEIGHT: u32 = 3;

/// A link to a site that nobody knows. Most such sites are harmless: it adds to heavier tells only beside [`PRESSING`] ones
/// or a link that has a sign.
const UNKNOWN_LINK: &str = "unknown_link";

/// What the words are like as a whole. It is never more than a reason to check.
const LIKENESS: &str = "likeness";

/// Tells that push one to open a link.
const PRESSING: [&str; 2] = ["open_link", "urgency"];

/// Why a message is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MessageError {
    /// There is nothing to look at.
    #[error("message is empty")]
    Empty,
    /// It is longer than any message.
    #[error("message is {bytes} bytes, the limit is {limit_bytes}")]
    TooLong {
        /// Its length.
        bytes: u64,
        /// The limit.
        limit_bytes: u64,
    },
}

/// What a message shows, all in all. There is no "safe".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum MessageVerdict {
    /// It looks like no deceit that is known here.
    NoKnownSign,
    /// It has something seen in deceits and in honest messages.
    Caution,
    /// It looks like a known deceit.
    Danger,
}

/// One thing that gives a message away.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Tell {
    /// Stable name, such as `asks_code`.
    pub id: String,
    /// What was found.
    pub title: String,
    /// Why it matters and what to do.
    pub why: String,
    /// The words of the message that show it: links defanged, signs that cannot be seen written by number.
    pub quote: String,
    /// Where the pattern is described, and since when we know.
    pub source_line: String,
}

/// A link of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct MessageLink {
    /// As it was written, defanged.
    pub shown: String,
    /// Where it leads, defanged: the host a browser would go to. Empty for a file that is only named.
    pub host: String,
}

/// What was seen in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Examination {
    /// All in all.
    pub verdict: MessageVerdict,
    /// The verdict in a word or three.
    pub word: String,
    /// The verdict as a sentence.
    pub title: String,
    /// What to do now.
    pub advice: String,
    /// What gives it away, the heaviest first. Never empty but when there is no known sign; then it holds what alone is no
    /// reason for alarm, such as haste.
    pub tells: Vec<Tell>,
    /// Its links in order, the first 20.
    pub links: Vec<MessageLink>,
}

/// Looks at a message in time linear in its length.
///
/// # Errors
/// When it is empty or longer than [`LONGEST_MESSAGE_BYTES`].
pub fn examine(text: &str, language: Language) -> Result<Examination, MessageError> {
    if text.trim().is_empty() {
        return Err(MessageError::Empty);
    }
    if text.len() > LONGEST_MESSAGE_BYTES {
        return Err(MessageError::TooLong {
            bytes: count(text.len()),
            limit_bytes: count(LONGEST_MESSAGE_BYTES),
        });
    }
    let study = Study::of(text);
    let verdict = study.verdict();
    let words = words_of(verdict);
    Ok(Examination {
        verdict,
        word: words.word.get(language).to_owned(),
        title: words.title.get(language).to_owned(),
        advice: words.advice.get(language).to_owned(),
        tells: study.tells(text, language),
        links: study.links.iter().take(LISTED_LINKS).map(|link| shown_link(text, link)).collect(),
    })
}

/// What [`examine`] gives weights to when no sign of a message is known, each once: for `weigh-messages`, which learns them.
#[must_use]
pub fn weighed_traits(text: &str) -> Vec<String> {
    let reading = fold::read(text, |word| phrases::knows(word) || likeness::knows(word));
    let links = links::find(text, &mut 0);
    let traits = likeness::traits(&reading.words, &links);
    traits.into_iter().map(|(name, _)| name).collect::<BTreeSet<_>>().into_iter().collect()
}

fn words_of(verdict: MessageVerdict) -> &'static VerdictWords {
    let words = &message_content().verdict;
    match verdict {
        MessageVerdict::Danger => &words.danger,
        MessageVerdict::Caution => &words.caution,
        MessageVerdict::NoKnownSign => &words.none,
    }
}

fn count(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// The first place that shows a tell, and the name its words mention.
#[derive(Debug)]
struct Evidence {
    place: Range<usize>,
    name: &'static str,
}

/// What was found, before it is put into words.
#[derive(Debug, Default)]
struct Study {
    /// By the place of the tell in the content.
    found: BTreeMap<usize, Evidence>,
    links: Vec<Link>,
    steps: u64,
}

impl Study {
    fn of(text: &str) -> Self {
        let reading = fold::read(text, |word| phrases::knows(word) || likeness::knows(word));
        let mut study = Self { steps: reading.steps, ..Self::default() };
        for (trick, place) in reading.tricks {
            study.note(id_of(trick), place, "");
        }
        let links = links::find(text, &mut study.steps);
        // Whose links are all an institution's own leads nobody astray by them.
        let cleared =
            !links.is_empty() && links.iter().all(|link| link.is_known() && !link.is_strange());
        let content = &message_content().tell;
        for found in phrases::find(&reading.words, &links, &mut study.steps) {
            if cleared && content.get(found.tell).is_some_and(|tell| tell.cleared) {
                continue;
            }
            if let Some(place) = found.disguised {
                study.note("disguised", place, "");
            }
            study.found.entry(found.tell).or_insert(Evidence { place: found.place, name: "" });
        }
        if let Some(place) = forwarding(text) {
            study.note("forwards_calls", place, "");
        }
        let speaker = links::speaker(&reading.words);
        for link in &links {
            for sign in &link.signs {
                study.note(sign.tell, link.place.clone(), sign.name);
            }
            if link.owner == Owner::Unknown {
                study.note(UNKNOWN_LINK, link.place.clone(), "");
            }
            if let Some(institution) = speaker.filter(|_| !link.is_known()) {
                study.note("other_site", link.place.clone(), &institution.name);
            }
        }
        study.links = links;
        // It is told only where nothing else is: what is asked says more than how it sounds.
        if !cleared
            && study.verdict() == MessageVerdict::NoKnownSign
            && let Some(place) = likeness::find(&reading.words, &study.links, &mut study.steps)
        {
            study.note(LIKENESS, place, "");
        }
        study
    }

    /// Notes the first place of a tell.
    fn note(&mut self, id: &str, place: Range<usize>, name: &'static str) {
        let number = message_content().tell.iter().position(|tell| tell.id == id);
        debug_assert!(number.is_some(), "the content has no tell {id}");
        if let Some(number) = number {
            self.found.entry(number).or_insert(Evidence { place, name });
        }
    }

    fn contents(&self) -> impl Iterator<Item = (&'static TellContent, &Evidence)> {
        self.found
            .iter()
            .filter_map(|(number, evidence)| Some((message_content().tell.get(*number)?, evidence)))
    }

    fn verdict(&self) -> MessageVerdict {
        if self.contents().any(|(tell, _)| tell.id == LIKENESS) {
            return MessageVerdict::Caution;
        }
        let pressing = self.contents().any(|(tell, _)| PRESSING.contains(&tell.id.as_str()))
            || self.links.iter().any(|link| !link.signs.is_empty());
        let sum = |heavy: bool| {
            self.contents()
                .filter(|(tell, _)| (tell.weight >= HEAVY && !tell.light) == heavy)
                .filter(|(tell, _)| pressing || tell.id != UNKNOWN_LINK)
                .fold(0_u32, |sum, (tell, _)| sum.saturating_add(u32::from(tell.weight)))
        };
        match (sum(true), sum(false)) {
            (0, LIGHT_CAUTION_WEIGHT..) => MessageVerdict::Caution,
            (0, _) => MessageVerdict::NoKnownSign,
            (heavy, light) if heavy.saturating_add(light) >= DANGER_WEIGHT => {
                MessageVerdict::Danger
            }
            _ => MessageVerdict::Caution,
        }
    }

    fn tells(&self, text: &str, language: Language) -> Vec<Tell> {
        let mut contents: Vec<(&TellContent, &Evidence)> = self.contents().collect();
        contents
            .sort_by_key(|(tell, evidence)| (std::cmp::Reverse(tell.weight), evidence.place.start));
        contents
            .into_iter()
            .map(|(tell, evidence)| {
                let names = [("name", evidence.name)];
                Tell {
                    id: tell.id.clone(),
                    title: tell.title.fill(language, &names),
                    why: tell.why.fill(language, &names),
                    quote: quote(text, evidence.place.clone(), &self.links),
                    source_line: source_line(&tell.source, language),
                }
            })
            .collect()
    }
}

/// Where a text gives what one dials to forward calls: asterisks, the two or three digits of a forwarding service by 3GPP TS
/// 22.030, another asterisk and a telephone.
fn forwarding(text: &str) -> Option<Range<usize>> {
    let begins = |start: usize| text.get(..start).is_some_and(|before| !before.ends_with('*'));
    text.match_indices('*').filter(|(start, _)| begins(*start)).find_map(|(start, _)| {
        let dialled = text.get(start..)?.trim_start_matches('*');
        let service = FORWARDING_SERVICES.iter().find(|service| {
            dialled.strip_prefix(**service).is_some_and(|rest| rest.starts_with('*'))
        })?;
        let number = dialled.get(service.len().saturating_add(1)..)?;
        let before = text.len().saturating_sub(number.len());
        let other =
            number.char_indices().find(|(_, sign)| !sign.is_ascii_digit() && !is_invisible(*sign));
        let number = number.get(..other.map_or(number.len(), |(end, _)| end))?;
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let end = before.saturating_add(number.len());
        (digits >= SHORTEST_TELEPHONE).then_some(start..end)
    })
}

/// All calls, and those that are not taken, find no reception, or find the line busy; all together.
const FORWARDING_SERVICES: [&str; 6] = ["21", "61", "62", "67", "002", "004"];

/// Digits of the shortest telephone to which calls are forwarded.
const SHORTEST_TELEPHONE: usize = 7;

fn source_line(source: &str, language: Language) -> String {
    crate::content::checklist().source_line.word(source, None, language)
}

fn id_of(trick: Trick) -> &'static str {
    match trick {
        Trick::Invisible => "invisible",
        Trick::ForeignLetters => "foreign_letters",
        Trick::Direction => "direction",
        Trick::Styled => "styled",
        Trick::Spaced => "spaced",
        Trick::Marked => "marked",
    }
}

fn shown_link(text: &str, link: &Link) -> MessageLink {
    MessageLink {
        shown: quote(text, link.place.clone(), std::slice::from_ref(link)),
        host: link.host.replace('.', "[.]"),
    }
}

/// Words of the message as they may be shown: short, no link that opens, nothing invisible.
fn quote(text: &str, place: Range<usize>, links: &[Link]) -> String {
    let whole = text.get(place.clone()).unwrap_or_default();
    let kept = whole.char_indices().nth(QUOTE_CHARACTERS).map_or(whole.len(), |(cut, _)| cut);
    let end = place.start.saturating_add(kept);
    let shown = |from: usize, to: usize| visible(text.get(from..to).unwrap_or_default());
    let mut quoted = String::new();
    let mut told = place.start;
    let inside = |link: &&Link| link.place.start < end && link.place.end > place.start;
    for link in links.iter().filter(inside) {
        let from = link.place.start.clamp(told, end);
        let to = link.place.end.clamp(from, end);
        quoted.push_str(&defang(&shown(told, from)));
        quoted.push_str(&broken(&shown(from, to)));
        told = to;
    }
    quoted.push_str(&defang(&shown(told, end)));
    if kept < whole.len() {
        quoted.push('…');
    }
    // A word may hold a second link, inside the first.
    quoted.replace("http", "hxxp")
}

/// A link that does not open: whatever its host is made of, its dots are broken.
fn broken(link: &str) -> String {
    let host_start = link.find("://").map_or(0, |scheme| scheme.saturating_add("://".len()));
    let (scheme, rest) = link.split_at(host_start);
    let (host, path) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
    let host = host.replace("[.]", ".").replace(address::FOREIGN_DOTS, ".").replace('.', "[.]");
    format!("{}{host}{path}", scheme.replace("tt", "xx").replace("TT", "XX"))
}

/// Text in which what cannot be seen is written by its number.
fn visible(text: &str) -> Cow<'_, str> {
    let hidden = |character: char| {
        is_invisible(character) || character.is_control() && !character.is_whitespace()
    };
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        if hidden(character) {
            visible.push_str(&format!("[U+{:04X}]", u32::from(character)));
        } else {
            visible.push(character);
        }
    }
    Cow::Owned(visible)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Examination {
        examine(text, Language::Spanish).expect("it is a message")
    }

    fn ids(text: &str) -> Vec<String> {
        seen(text).tells.into_iter().map(|tell| tell.id).collect()
    }

    #[test]
    fn asking_for_a_code_is_danger_and_forbidding_it_is_not() {
        let asked = "Hola, te envié un código de 6 dígitos por error, ¿me lo puedes pasar?";
        assert_eq!(seen(asked).verdict, MessageVerdict::Danger);
        for ordinary in [
            "Tu código de verificación es 482913. No lo compartas con nadie.",
            "BBVA: nunca te pedimos que compartas tu código ni tu NIP.",
            "¿Me pasas el código postal de tu casa?",
        ] {
            assert_eq!(seen(ordinary).verdict, MessageVerdict::NoKnownSign, "{:?}", ids(ordinary));
        }
    }

    #[test]
    fn a_disguised_word_is_read_and_told() {
        let ids = ids("enviame el c0d1g0 que te llegó por whatsapp");
        assert!(
            ids.contains(&"asks_code".to_owned()) && ids.contains(&"disguised".to_owned()),
            "{ids:?}"
        );
    }

    #[test]
    fn a_quote_opens_nothing_and_hides_nothing() {
        let seen = seen("Paga en https://bbva-mx.top/a\u{202e}b ya");
        assert!(seen.tells.iter().all(|tell| !tell.quote.contains("https://")), "{:?}", seen.tells);
        let twice = "http://a.mx/http://b.mx";
        assert!(!quote(twice, 0..twice.len(), &links::find(twice, &mut 0)).contains("http"));
        assert_eq!(seen.links[0].host, "bbva-mx[.]top");
        let shown = &seen.links[0].shown;
        assert!(
            shown.starts_with("hxxps://bbva-mx[.]top") && shown.contains("[U+202E]"),
            "{shown}"
        );
    }

    #[test]
    fn what_forwards_calls_is_told_and_other_codes_are_not() {
        for dialled in ["Marca *21*5587654321# ya", "marque **62*5587654321# y llame"] {
            assert!(ids(dialled).contains(&"forwards_calls".to_owned()), "{dialled}");
        }
        for other in ["*111#", "marca *264", "##002#", "*21*", "2*21*3 = 126", "*21*5587#"] {
            assert_eq!(seen(other).verdict, MessageVerdict::NoKnownSign, "{other}");
        }
    }

    #[test]
    fn every_link_that_is_read_is_shown_broken() {
        for (text, shown) in [
            ("187.190.12.5/pago", "187[.]190[.]12[.]5/pago"),
            ("45.33.2.1/bbva/login", "45[.]33[.]2[.]1/bbva/login"),
            ("bbva．malo．top/x", "bbva[.]malo[.]top/x"),
            ("malo[.]top/x", "malo[.]top/x"),
            ("https://malo。top/a.b", "hxxps://malo[.]top/a.b"),
        ] {
            let seen = seen(&format!("Paga en {text} ya"));
            let link = seen.links.first().expect("it is a link");
            assert_eq!(link.shown, shown);
            assert!(seen.tells.iter().all(|tell| !tell.quote.contains(text) || text == shown));
        }
    }

    #[test]
    fn an_unknown_site_alone_makes_no_danger_of_a_caution() {
        let unpressed = "Cambié de número, guárdalo. Fotos en https://ejemplo-fotos.com/a";
        assert_eq!(seen(unpressed).verdict, MessageVerdict::Caution, "{:?}", ids(unpressed));
        let pressed = format!("{unpressed}. Urge");
        assert_eq!(seen(&pressed).verdict, MessageVerdict::Danger, "{:?}", ids(&pressed));
    }

    #[test]
    fn an_empty_and_an_endless_message_are_refused_by_name() {
        assert_eq!(examine(" \n", Language::Spanish), Err(MessageError::Empty));
        let endless = "a".repeat(LONGEST_MESSAGE_BYTES + 1);
        assert_eq!(
            examine(&endless, Language::English),
            Err(MessageError::TooLong { bytes: 1_048_577, limit_bytes: 1_048_576 })
        );
    }

    /// Twice the text is at most a little more than twice the work, whatever it is made of.
    #[test]
    fn the_work_grows_no_faster_than_the_text() {
        for seed in [
            "envíame el código ",
            "a",
            "http://a.mx ",
            "codigo ",
            "código codigo envia ",
            ".",
            "://",
            "http://",
            "\u{200b}",
            "а",
            "@",
            "a.",
            "bbva.mx/",
            "c0d1g0 ",
            "no lo ",
            "xn--a.mx ",
            "𝐩",
            "1",
            "1,500 ",
            "*21*",
            "*",
            "c🔑",
            "a!",
            "mmaannddaa ",
            "a.mx/b?c=d&",
            "%2e",
            "[2001:",
            "ᴍ",
        ] {
            let work = |times: usize| Study::of(&seed.repeat(times)).steps;
            let (half, whole) = (work(500), work(1_000));
            assert!(whole <= half * 2 + half / 10 + 200, "{seed:?}: {half} then {whole}");
            let bytes = count(seed.len() * 1_000);
            assert!(whole <= bytes * 60, "{seed:?}: {whole} steps for {bytes} bytes");
        }
    }
}
