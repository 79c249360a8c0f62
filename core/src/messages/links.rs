//! Links in a text, read as a browser would, and what gives them away. Nothing is ever opened.

use super::address::{self, FOREIGN_DOTS};
use super::fold::{self, Pause, Word};
use super::public_suffix::registrable_domain;
use crate::content::{Addresses, Institution, addresses, message_content};
use crate::letters::is_invisible;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;
use url::Host;

/// Of a longer link only so much is read.
const LONGEST_LINK_BYTES: usize = 2048;

/// From this length on, a word one letter away from a name is no coincidence.
const LONG_NAME_BYTES: usize = 7;

/// The same for names that count only as a whole part of an address: more words are like those.
const LONG_WHOLE_NAME_BYTES: usize = 8;

/// Shortest name that is read over the hyphens within: "ban-orte".
const HYPHENED_NAME_BYTES: usize = 4;

/// Whose page a link leads to, as far as its address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// An institution that is known.
    Known(&'static Institution),
    /// A government or a school, whose ending is given to nobody else, or a house that all know, such as a newspaper.
    Registered,
    /// Anyone who shares something there, or anyone at all behind a shortener.
    Anyone,
    /// Nobody that is known.
    Unknown,
}

/// A sign found in a link: the id of its tell, and the name that its words mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) tell: &'static str,
    pub(super) name: &'static str,
}

/// A link of a text.
#[derive(Debug)]
pub(super) struct Link {
    /// Where it stands, in bytes of the original.
    pub(super) place: Range<usize>,
    /// The host as one would see it in a browser; empty for a file that is only named.
    pub(super) host: String,
    pub(super) owner: Owner,
    pub(super) signs: Vec<Sign>,
}

impl Link {
    /// Whether nobody but an institution can put a page there.
    pub(super) fn is_known(&self) -> bool {
        matches!(self.owner, Owner::Known(_) | Owner::Registered)
    }

    /// Whether it leads to who knows where, or has a sign.
    pub(super) fn is_strange(&self) -> bool {
        self.owner == Owner::Unknown || !self.signs.is_empty()
    }

    /// Whether it is strange and has a sign, or lies elsewhere than under the country's own ending, which is not bought as
    /// cheaply as others.
    pub(super) fn is_far(&self) -> bool {
        self.is_strange() && (!self.signs.is_empty() || !self.host.ends_with(".mx"))
    }
}

struct Known {
    domains: HashMap<&'static str, &'static Institution>,
    names: HashMap<&'static str, &'static Institution>,
    /// Names that count in a text alone.
    said: HashMap<&'static str, &'static Institution>,
    /// Names as digits and signs may disguise them.
    disguised: HashMap<String, &'static Institution>,
    /// Names that are told inside a longer word, and how long they are.
    within: HashMap<&'static str, &'static Institution>,
    lengths: Vec<usize>,
    longest: usize,
    /// Long names, and what is left of them without one letter.
    near: HashMap<String, Vec<&'static str>>,
    shared: HashSet<&'static str>,
    shorteners: HashSet<&'static str>,
    registered: HashSet<&'static str>,
    cheap: HashSet<&'static str>,
    lures: HashSet<&'static str>,
    dress: HashSet<&'static str>,
    abroad: HashSet<&'static str>,
    redirectors: Vec<(&'static str, &'static str)>,
    pages: HashSet<&'static str>,
    trusted: HashSet<&'static str>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::new(addresses()));

/// The links of a text in order, found in one pass. `steps` counts the bytes looked at.
pub(super) fn find(text: &str, steps: &mut u64) -> Vec<Link> {
    let mut links = Vec::new();
    let mut start = 0_usize;
    for chunk in text.split_inclusive(separates) {
        *steps = steps.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if chunk.contains(['.', '/', '\\']) || chunk.contains(FOREIGN_DOTS) {
            read_chunk(chunk.trim_end_matches(separates), start, &mut links, steps);
        }
        start = start.saturating_add(chunk.len());
    }
    links
}

fn separates(character: char) -> bool {
    character.is_whitespace() || "<>\"«»“”|".contains(character)
}

/// The links of a stretch without blanks; several may stick together.
fn read_chunk(chunk: &str, at: usize, links: &mut Vec<Link>, steps: &mut u64) {
    // For each byte that is left when signs go that cannot be seen, where its character begins and ends in the chunk.
    let mut origins = Vec::new();
    let mut clean = Cow::Borrowed(chunk);
    if chunk.contains(is_invisible) {
        let mut seen = String::with_capacity(chunk.len());
        for (offset, character) in chunk.char_indices().filter(|(_, c)| !is_invisible(*c)) {
            seen.push(character);
            origins.resize(seen.len(), (offset, offset.saturating_add(character.len_utf8())));
        }
        clean = Cow::Owned(seen);
    }
    for piece in pieces(&clean) {
        let written = clean.get(piece.clone()).unwrap_or_default();
        let opened = written.trim_start_matches(|c: char| !(c.is_alphanumeric() || c == '['));
        // A bracket begins only the number of a host: "[2001:db8::1]/banco".
        let numbered = opened.strip_prefix('[').is_none_or(|rest| rest.contains("]/"));
        let opened = if numbered { opened } else { opened.trim_start_matches('[') };
        let lead = written.len().saturating_sub(opened.len());
        let link = opened.trim_end_matches(|c: char| !(c.is_alphanumeric() || "/=-_&".contains(c)));
        let from = piece.start.saturating_add(lead);
        let end = from.saturating_add(link.len());
        let (start, end) = match (origins.get(from), origins.get(end.saturating_sub(1))) {
            (Some((start, _)), Some((_, end))) => (*start, *end),
            _ => (from, end),
        };
        let place = at.saturating_add(start)..at.saturating_add(end);
        // "multa.pdf .apk": the ending alone, pushed out of sight.
        let pushed = link.eq_ignore_ascii_case("apk") && written.contains('.');
        links.extend(KNOWN.read(if pushed { "_.apk" } else { link }, place, steps));
    }
}

/// Where to cut a chunk: before each scheme.
fn pieces(chunk: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (position, _) in chunk.match_indices("://") {
        let before = chunk.get(start..position).unwrap_or_default();
        let letters = ["https", "http", "hxxps", "hxxp"].into_iter().find(|scheme| {
            before
                .len()
                .checked_sub(scheme.len())
                .and_then(|from| before.get(from..))
                .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
        });
        let cut = position.saturating_sub(letters.map_or(0, str::len));
        if letters.is_some() && cut > start {
            pieces.push(start..cut);
            start = cut;
        }
    }
    pieces.push(start..chunk.len());
    pieces
}

impl Known {
    fn new(content: &'static Addresses) -> Self {
        let set = |list: &'static [String]| list.iter().map(String::as_str).collect();
        let mut known = Self {
            domains: HashMap::new(),
            names: HashMap::new(),
            said: HashMap::new(),
            disguised: HashMap::new(),
            within: HashMap::new(),
            lengths: Vec::new(),
            longest: 0,
            near: HashMap::new(),
            shared: set(&content.shared.domains),
            shorteners: set(&content.shorteners.domains),
            registered: set(&content.registered.endings),
            cheap: set(&content.cheap.endings),
            lures: set(&content.lures.words),
            dress: set(&content.dress.words),
            abroad: set(&content.abroad.endings),
            redirectors: content
                .redirectors
                .domains
                .iter()
                .map(|written| written.split_at(written.find('/').unwrap_or(written.len())))
                .collect(),
            pages: set(&content.pages.domains),
            trusted: set(&content.trusted.domains),
        };
        for institution in &content.institution {
            for domain in &institution.domains {
                known.domains.entry(domain).or_insert(institution);
            }
            for name in &institution.said {
                known.said.insert(name, institution);
            }
            for name in &institution.names {
                known.names.insert(name, institution);
                known.disguised.insert(fold::undisguised(name), institution);
                let long = if institution.whole {
                    LONG_WHOLE_NAME_BYTES
                } else {
                    known.within.insert(name, institution);
                    known.lengths.push(name.len());
                    LONG_NAME_BYTES
                };
                known.longest = known.longest.max(name.len());
                if name.len() >= long {
                    for key in one_left_out(name) {
                        known.near.entry(key).or_default().push(name);
                    }
                }
            }
        }
        known.lengths.sort_unstable();
        known.lengths.dedup();
        known
    }

    /// What a text without blanks says as a link; `None` when it is none.
    fn read(&self, written: &str, place: Range<usize>, steps: &mut u64) -> Option<Link> {
        let end = written.floor_char_boundary(LONGEST_LINK_BYTES);
        let written = written.get(..end)?;
        let package = address::names_package(written);
        let parsed = address::parse(written).or_else(|| self.numbered(written));
        let Some(found) = parsed else {
            let sign = Sign { tell: "package_file", name: "" };
            return package.then(|| Link {
                place,
                host: String::new(),
                owner: Owner::Unknown,
                signs: vec![sign],
            });
        };
        let url = found.url;
        let mut signs = Vec::new();
        let mut sign = |tell, name| signs.push(Sign { tell, name });
        if !url.username().is_empty() || url.password().is_some() {
            sign("userinfo", "");
        }
        if found.unusual_way {
            sign("port", "");
        }
        if found.unreadable {
            sign("punycode", "");
        }
        if package {
            sign("package_file", "");
        }
        let after = url.as_str().splitn(4, '/').nth(3).unwrap_or_default();
        let (host, owner) = match url.host()? {
            Host::Domain(domain) => self.judge_host(domain, after, &mut sign, steps),
            Host::Ipv4(number) => {
                sign("number_host", "");
                (number.to_string(), Owner::Unknown)
            }
            Host::Ipv6(number) => {
                sign("number_host", "");
                (number.to_string(), Owner::Unknown)
            }
        };
        Some(Link { place, host, owner, signs })
    }

    /// A host written as one number, before a path that names an institution or lures: "3156479237/bbva".
    fn numbered(&self, written: &str) -> Option<address::Address> {
        let (number, path) = written.split_once('/')?;
        let host = number.len() >= 8 && number.parse::<u32>().is_ok();
        let first = path.split(['/', '?', '#', '.']).next()?.to_ascii_lowercase();
        let luring = self.names.contains_key(first.as_str()) || self.lures.contains(first.as_str());
        (host && luring).then(|| address::open(written)).flatten()
    }

    fn judge_host(
        &self,
        domain: &str,
        after: &str,
        sign: &mut impl FnMut(&'static str, &'static str),
        steps: &mut u64,
    ) -> (String, Owner) {
        let domain = domain.trim_end_matches('.');
        let foreign = domain.split('.').any(|label| label.starts_with("xn--"));
        let seen = if foreign { idna::domain_to_unicode(domain).0 } else { domain.to_owned() };
        if address::carries_number(domain) {
            sign("number_host", "");
            return (seen, Owner::Unknown);
        }
        if self.leads_on(domain, after) {
            sign("shortener", "");
            return (seen, Owner::Anyone);
        }
        let named = || self.named_in(&address::parts(after), false);
        if below(domain).any(|part| self.shared.contains(part)) {
            if below(domain).any(|part| self.pages.contains(part))
                && let Some(institution) = named()
            {
                sign("path", &institution.name);
            }
            return (seen, Owner::Anyone);
        }
        if let Some(institution) = self.owner(domain) {
            return (seen, Owner::Known(institution));
        }
        let root = registrable_domain(domain).unwrap_or(domain);
        if self.shorteners.contains(root) {
            sign("shortener", "");
            return (seen, Owner::Anyone);
        }
        let ending = root.split_once('.').map_or("", |(_, ending)| ending);
        if below(ending).any(|part| self.registered.contains(part)) || self.trusted.contains(root) {
            return (seen, Owner::Registered);
        }
        if foreign {
            sign("punycode", "");
        }
        let cheap = self.cheap.contains(ending);
        if cheap {
            sign("cheap_ending", "");
        }
        let labels: Vec<&str> = seen.split('.').collect();
        let (front, back) = labels.split_at(labels.len().saturating_sub(root.split('.').count()));
        let own = back.first().and_then(|label| Some((*label, self.imitated(label, steps)?)));
        match own {
            Some((label, institution))
                if institution.abroad && self.is_abroad(label, institution, ending) =>
            {
                return (seen, Owner::Known(institution));
            }
            Some((_, institution)) => sign("lookalike", &institution.name),
            None => {
                if let Some(institution) = self.carried(front, cheap, steps) {
                    sign("subdomain", &institution.name);
                }
            }
        }
        if let Some(institution) = self.named_in(&address::parts(after), cheap) {
            sign("path", &institution.name);
        }
        (seen, Owner::Unknown)
    }

    /// Whether a page of a known house sends on to any other: its path begins so.
    fn leads_on(&self, domain: &str, after: &str) -> bool {
        self.redirectors.iter().any(|(host, path)| {
            after.starts_with(path.trim_start_matches('/'))
                && below(domain).any(|part| part == *host)
        })
    }

    /// Whether a label is the very name of an institution under the ending of a country that gives it to nobody else.
    fn is_abroad(&self, label: &str, institution: &Institution, ending: &str) -> bool {
        institution.names.iter().any(|name| name == label) && self.abroad.contains(ending)
    }

    /// The institution a domain belongs to.
    fn owner(&self, domain: &str) -> Option<&'static Institution> {
        below(domain).find_map(|part| self.domains.get(part).copied())
    }

    /// The institution that the labels before the domain name. A short name alone is a coincidence ("sat.school.org")
    /// unless it goes on as an address does ("sat.gob.mx.top").
    fn carried(
        &self,
        front: &[&str],
        cheap: bool,
        steps: &mut u64,
    ) -> Option<&'static Institution> {
        front.iter().enumerate().find_map(|(number, label)| {
            let known = self.imitated(label, steps)?;
            let goes_on = front
                .get(number.saturating_add(1))
                .is_some_and(|next| matches!(*next, "com" | "gob" | "gov" | "mx" | "org" | "net"));
            let alone = known.whole && known.names.iter().any(|name| name == label);
            (!alone || cheap || goes_on).then_some(known)
        })
    }

    /// The institution that a part of an address passes itself off as.
    fn imitated(&self, label: &str, steps: &mut u64) -> Option<&'static Institution> {
        let unlike =
            |known: &Institution| known.unlike.iter().any(|other| label.contains(other.as_str()));
        label
            .split(['-', '_'])
            .find_map(|part| self.resembled(part, steps))
            .or_else(|| self.hyphened(label))
            .filter(|known| !unlike(known))
    }

    /// The institution whose name a label is when its hyphens are left out: "ban-orte", "mercado-libre".
    fn hyphened(&self, label: &str) -> Option<&'static Institution> {
        let joined: String =
            fold::plain(label).chars().filter(|letter| !letter.is_ascii_digit()).collect();
        let known = self.names.get(joined.as_str()).or_else(|| self.glued(&joined))?;
        (label.contains(['-', '_']) && joined.len() >= HYPHENED_NAME_BYTES).then_some(*known)
    }

    /// The institution whose name a word is with the country or the government glued to its end: "satgob", "dhlmx".
    fn glued(&self, word: &str) -> Option<&&'static Institution> {
        GLUED.iter().find_map(|end| self.names.get(word.strip_suffix(end)?))
    }

    fn resembled(&self, part: &str, steps: &mut u64) -> Option<&'static Institution> {
        let folded = fold::plain(part);
        let word = folded.trim_matches(|character: char| character.is_ascii_digit());
        if let Some(known) = [folded.as_str(), word].iter().find_map(|word| self.names.get(word)) {
            return Some(known);
        }
        let read = fold::undisguised(&folded);
        let joined = folded.replace("rn", "m").replace("vv", "w");
        self.disguised
            .get(&read)
            .or_else(|| self.names.get(joined.as_str()))
            .or_else(|| self.glued(&folded))
            .copied()
            .or_else(|| self.contained(&folded, steps))
            .or_else(|| self.nearly(&folded, steps))
    }

    /// The institution whose name is a part of a word.
    fn contained(&self, word: &str, steps: &mut u64) -> Option<&'static Institution> {
        (0..word.len()).find_map(|start| {
            self.lengths.iter().find_map(|length| {
                *steps = steps.saturating_add(1);
                self.within.get(word.get(start..start.saturating_add(*length))?).copied()
            })
        })
    }

    /// The institution whose long name a word is one letter away from. Two such words share what is left of them without
    /// one letter.
    fn nearly(&self, word: &str, steps: &mut u64) -> Option<&'static Institution> {
        let lengths = LONG_NAME_BYTES.saturating_sub(1)..=self.longest.saturating_add(1);
        if !lengths.contains(&word.len()) {
            return None;
        }
        one_left_out(word).find_map(|key| {
            *steps = steps.saturating_add(1);
            let names = self.near.get(&key)?;
            let name = names.iter().find(|name| one_letter_apart(word, name))?;
            self.names.get(name).copied()
        })
    }

    /// The institution that the parts after a host name as an address does: by its domain; by its name dressed up as one
    /// ("www-bbva-mx"); or by its name alone beside a word that lures, or below an ending that is bought cheaply.
    fn named_in(&self, parts: &[String], cheap: bool) -> Option<&'static Institution> {
        let domain = |part: &String| {
            let bare = part.strip_prefix("www.").unwrap_or(part);
            bare.split(['-', ':']).find_map(|piece| self.domains.get(piece).copied())
        };
        let dressed = |part: &String| {
            let words = words_of(part);
            let dress = |word: &&str| self.dress.contains(*word) || self.lures.contains(*word);
            let names: Vec<&str> = words.iter().filter(|word| !dress(word)).copied().collect();
            let [name] = names.as_slice() else {
                return (words == ["gob", "mx"])
                    .then(|| self.names.get("gobmx").copied())
                    .flatten();
            };
            self.glued(name).or_else(|| self.names.get(name).filter(|_| words.len() > 1)).copied()
        };
        let lured = || {
            cheap
                || parts
                    .iter()
                    .any(|part| words_of(part).iter().any(|word| self.lures.contains(word)))
        };
        let named = || parts.iter().find_map(|part| self.names.get(part.as_str()).copied());
        parts
            .iter()
            .find_map(domain)
            .or_else(|| parts.iter().find_map(dressed))
            .or_else(|| named().filter(|_| lured()))
    }
}

/// The words of a part of a path.
fn words_of(part: &str) -> Vec<&str> {
    part.split(['-', '_', '.', ' ']).filter(|word| !word.is_empty()).collect()
}

/// What is glued to a name to look like the address of its page here.
const GLUED: [&str; 4] = ["gobmx", "mexico", "gob", "mx"];

/// A domain and the domains it lies below, the longest first.
fn below(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(domain), |part| part.split_once('.').map(|(_, rest)| rest))
}

/// A word, and the word without each one of its letters.
fn one_left_out(word: &str) -> impl Iterator<Item = String> + '_ {
    let without = word.char_indices().map(|(start, letter)| {
        let (before, after) = word.split_at(start);
        [before, after.get(letter.len_utf8()..).unwrap_or_default()].concat()
    });
    std::iter::once(word.to_owned()).chain(without)
}

/// Whether one letter was changed, added, left out, or swapped with its neighbour. Linear.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    if long.len().saturating_sub(short.len()) > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (rest, longer) =
        (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    match (rest, longer) {
        ([], _) => true,
        ([a, left @ ..], [b, right @ ..]) if short.len() == long.len() => {
            left == right
                || matches!((left, right), ([c, left @ ..], [d, right @ ..]) if a == d && b == c && left == right)
        }
        (rest, [_, right @ ..]) => rest == right,
        _ => false,
    }
}

/// The institution that a text speaks for, and from which one would expect links of its own: named among its first words
/// and then a pause or "informa", or anywhere before or after "tu cuenta" and the like.
pub(super) fn speaker(words: &[Word]) -> Option<&'static Institution> {
    let named = |word: &Word| {
        let name = word.folded.as_str();
        let known = KNOWN.names.get(name).or_else(|| KNOWN.said.get(name)).copied();
        known.filter(|known| known.spoken)
    };
    let content = message_content();
    let is_in = |word: &Word, list: &str| content.list(list).contains(&word.folded);
    let pairs = || words.iter().zip(words.iter().skip(1));
    let opens = pairs()
        .take(OPENING_WORDS)
        .filter(|(_, next)| next.pause != Pause::None || is_in(next, "announces"))
        .find_map(|(word, _)| named(word));
    opens.or_else(|| {
        let addressed = pairs().any(|(word, next)| is_in(word, "your") && is_in(next, "holding"));
        addressed.then(|| words.iter().find_map(named)).flatten()
    })
}

/// Within so many words the one who writes says who it is.
const OPENING_WORDS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn tells(text: &str) -> Vec<&'static str> {
        find(text, &mut 0).into_iter().flat_map(|link| link.signs).map(|sign| sign.tell).collect()
    }

    fn hosts(text: &str) -> Vec<String> {
        find(text, &mut 0).into_iter().map(|link| link.host).collect()
    }

    #[test]
    fn links_are_found_with_and_without_scheme() {
        assert_eq!(hosts("entra a https://a.mx/x?y=1, o www.b.com.mx."), ["a.mx", "www.b.com.mx"]);
        assert_eq!(hosts("bit.ly/abc (wa.me/5215512345678)"), ["bit.ly", "wa.me"]);
        assert_eq!(hosts("Entra:https://uno.mx/https://dos.mx"), ["uno.mx", "dos.mx"]);
        assert_eq!(hosts("hxxps://malo[.]top/x"), ["malo.top"]);
    }

    #[test]
    fn sentences_amounts_and_mail_are_no_links() {
        for text in [
            "Ya llegué.me avisas",
            "Gracias.No hay problema",
            "fueron $4,500.00 a las 2.10",
            "escríbeme a juan@correo.com",
            "foto.zip",
            "Sr. Pérez S.A. de C.V.",
            "...",
            "v1.2.3",
            "5512345678/5587654321",
            "3312345678/casa",
            "la versión 2.4.1.0 y/o 1.500.000",
            "[ver]",
        ] {
            assert_eq!(hosts(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn real_addresses_have_no_sign() {
        for text in [
            "https://www.bbva.mx/personas.html",
            "https://www.gob.mx/tramites",
            "https://del.dhl.com/MX/abc",
            "https://sat.gob.mx",
            "https://wa.me/525512345678",
            "https://www.amazonas.com.pe",
            "https://s3.amazonaws.com/x",
            "https://youtu.be/abc",
            "https://start-ups.mx",
            "https://www.mitelcel.com/facturacion",
            "https://www2.secure.hsbcnet.com",
            "https://www.amazon.es/dp/B0",
            "https://www.google.es",
            "https://www.mercadolibre.com.ar",
            "https://santander.gov.co",
            "https://sat.collegeboard.org",
            "https://www.ups.edu.mx",
            "https://tec.mx/es/noticias/netflix",
            "https://www.bbva.com.co/personas",
            "https://mydhl.express.dhl/mx",
            "https://www.google.com/maps/place/x",
            "https://www.animalpolitico.com/sat/tramites",
            "https://www.mercadolivre.com.br",
            "https://spinbyoxxo.com.mx",
            "https://amazonmusic.com",
            "https://www.movistararena.mx",
            "https://www.compartimos.org",
            "https://instagram.com/bbva_mx",
            "https://docs.google.com/forms/d/e/1",
            "https://maps.app.goo.gl/abc",
        ] {
            assert_eq!(tells(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn every_trick_of_an_address_has_its_name() {
        for (text, tell) in [
            ("https://bbva-mx.top/acceso", "lookalike"),
            ("https://santanderr.com.co", "lookalike"),
            ("https://banarnex.mx", "lookalike"),
            ("https://g00gle.top", "lookalike"),
            ("https://mibbvanet.info", "lookalike"),
            ("http://bbva.mx.seguro.top/", "subdomain"),
            ("https://www.dhl.com.entrega-mx.icu", "subdomain"),
            ("https://bbva.mx@malo.top/x", "userinfo"),
            ("bbva.mx@malo.top/x", "userinfo"),
            ("http://187.190.12.5/banco", "number_host"),
            ("http://3232235777/", "number_host"),
            ("http://[2001:db8::1]/x", "number_host"),
            ("https://xn--80ak6aa92e.com", "punycode"),
            ("https://ejemplo.top/app.apk", "package_file"),
            ("te mando banco.apk", "package_file"),
            ("https://malo.top/www.bbva.mx/entrar", "path"),
            ("malo.top/bbva/login", "path"),
            ("https://cualquiera.com/banamex/acceso", "path"),
            ("https://bbva-acceso.github.io", "lookalike"),
            ("http://sat.gob.mx.tramites.com", "subdomain"),
            ("http://dhl.entregas.icu", "subdomain"),
            ("https://bbva.lat", "lookalike"),
            ("https://goo.gl/abc", "shortener"),
            ("https://nada.top", "cheap_ending"),
            ("https://bit.ly/3xyz", "shortener"),
            ("https://malo.top:8443/x", "port"),
            ("https://bbva.io/acceso", "lookalike"),
            ("https://santander.me", "lookalike"),
            ("amazon.to/pago", "lookalike"),
            ("https://paypal.ru/login", "lookalike"),
            ("https://icloud.lc/find", "lookalike"),
            ("https://www.google.com/url?q=https%3A%2F%2Fmalo.top", "shortener"),
            ("https://google.com/amp/s/malo.com/bbva", "shortener"),
            ("https://translate.google.com/translate?u=malo.com", "shortener"),
            ("https://malo-com.translate.goog/", "shortener"),
            ("https://mercado-libre.com", "lookalike"),
            ("tel-cel.com.mx", "lookalike"),
            ("ban-orte.com", "lookalike"),
            ("https://what-sapp.com", "lookalike"),
            ("https://satgob.mx/devolucion", "lookalike"),
            ("https://imssgob.mx", "lookalike"),
            ("https://cfemx.com/pago", "lookalike"),
            ("https://dhlmx.com", "lookalike"),
            ("https://www.infonavitt.org.mx", "lookalike"),
            ("https://bienestar-gob.mx", "lookalike"),
            ("https://correos-mexico.com", "lookalike"),
            ("https://sites.google.com/view/bbva/login", "path"),
            ("https://ejemplo.mx/banorte-enlinea/", "path"),
            ("https://ejemplo.mx/www-bbva-mx/", "path"),
            ("https://ejemplo.mx/?next=https%3A%2F%2Fbbva.mx", "path"),
            ("https://ejemplo.mx/#bbva.mx/acceso", "path"),
            ("https://ejemplo.mx/gob-mx/becas", "path"),
            ("https://ejemplo.mx/bbva.com.mx-login", "path"),
            ("https://ejemplo.mx/secure/SantanderMx/index.php", "path"),
            ("https://xn--banco-azteca.com", "punycode"),
            ("https://xn--banco-azteca.com", "lookalike"),
            ("http://malo.top:99999", "port"),
            ("https:/malo.top/x", "cheap_ending"),
            ("https:\\\\malo.top\\x", "cheap_ending"),
            ("3156479237/bbva", "number_host"),
            ("intent://malo.top#Intent;end", "port"),
            ("entra a 45.33.2.1", "number_host"),
            ("[2001:db8::1]/banco", "number_host"),
            ("45.33.2.1.nip.io", "number_host"),
            ("multa.pdf .apk", "package_file"),
            ("mediafire.com/file/x/Multas.apk/file", "package_file"),
        ] {
            assert!(tells(text).contains(&tell), "{text}: {:?}", tells(text));
        }
    }

    #[test]
    fn letters_of_another_alphabet_in_an_address_are_read_as_what_they_imitate() {
        // Cyrillic а in "bаnorte".
        let signs = tells("https://b\u{430}norte.com/entrar");
        assert!(signs.contains(&"lookalike") && signs.contains(&"punycode"), "{signs:?}");
    }

    #[test]
    fn a_link_with_invisible_signs_keeps_its_place() {
        let text = "ve a b\u{200b}it.ly/abc ya";
        let link = find(text, &mut 0).remove(0);
        assert_eq!((&text[link.place], link.host.as_str()), ("b\u{200b}it.ly/abc", "bit.ly"));
    }

    #[test]
    fn where_anyone_puts_pages_nothing_is_the_owners() {
        for text in [
            "https://docs.google.com/forms/d/e/1",
            "https://sites.google.com/view/premio",
            "https://storage.googleapis.com/x/y.html",
            "https://s3.amazonaws.com/x",
            "https://forms.gle/abc",
            "https://chat.whatsapp.com/abc",
            "https://t.me/alguien",
        ] {
            assert_eq!(find(text, &mut 0)[0].owner, Owner::Anyone, "{text}");
        }
        assert!(find("https://support.google.com", &mut 0)[0].is_known());
        assert!(find("https://www.escuela.edu.mx", &mut 0)[0].is_known());
    }

    #[test]
    fn one_letter_apart_means_one() {
        for (one, other) in [
            ("banorte", "banorte"),
            ("banorte", "banortee"),
            ("banorte", "banote"),
            ("banorte", "bnaorte"),
            ("banorte", "banorta"),
        ] {
            assert!(one_letter_apart(one, other), "{one} {other}");
        }
        for (one, other) in [("banorte", "bonorta"), ("banorte", "banorteee"), ("banorte", "norte")]
        {
            assert!(!one_letter_apart(one, other), "{one} {other}");
        }
    }
}
