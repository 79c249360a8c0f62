//! Links in a text, read as a browser would, and what gives them away. Nothing is ever opened.

use super::fold::{self, Pause, Word};
use super::public_suffix::{has_public_suffix, registrable_domain};
use crate::content::{Addresses, Institution, addresses, message_content};
use crate::letters::is_invisible;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;
use url::{Host, Url};

/// Of a longer link only so much is read.
const LONGEST_LINK_BYTES: usize = 2048;

/// Longest name of a host, by RFC 1035.
const LONGEST_HOST_BYTES: usize = 253;

/// From this length on, a word one letter away from a name is no coincidence.
const LONG_NAME_BYTES: usize = 7;

/// Whose page a link leads to, as far as its address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// An institution that is known.
    Known(&'static Institution),
    /// A government or a school: its ending is given to nobody else.
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
}

struct Known {
    domains: HashMap<&'static str, &'static Institution>,
    names: HashMap<&'static str, &'static Institution>,
    /// Names as digits and signs may disguise them.
    disguised: HashMap<String, &'static Institution>,
    /// Names that are told inside a longer word, and how long they are.
    within: HashMap<&'static str, &'static Institution>,
    lengths: BTreeSet<usize>,
    /// Long names, and what is left of them without one letter.
    near: HashMap<String, Vec<&'static str>>,
    shared: HashSet<&'static str>,
    shorteners: HashSet<&'static str>,
    registered: HashSet<&'static str>,
    cheap: HashSet<&'static str>,
    lures: HashSet<&'static str>,
    endings: HashSet<&'static str>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::new(addresses()));

/// The links of a text in order, found in one pass. `steps` counts the bytes looked at.
pub(super) fn find(text: &str, steps: &mut u64) -> Vec<Link> {
    let mut links = Vec::new();
    let mut start = 0_usize;
    for chunk in text.split_inclusive(separates) {
        *steps = steps.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if chunk.contains(['.', '。', '．']) || chunk.contains("://") {
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
    let mut clean = String::with_capacity(chunk.len());
    // For each byte of `clean`, where its character begins and ends in the chunk.
    let mut origins = Vec::with_capacity(chunk.len());
    for (offset, character) in chunk.char_indices().filter(|(_, c)| !is_invisible(*c)) {
        clean.push(character);
        origins.resize(clean.len(), (offset, offset.saturating_add(character.len_utf8())));
    }
    for piece in pieces(&clean) {
        let written = clean.get(piece.clone()).unwrap_or_default();
        let opened = written.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lead = written.len().saturating_sub(opened.len());
        let link = opened.trim_end_matches(|c: char| !(c.is_alphanumeric() || "/=-_&".contains(c)));
        let from = piece.start.saturating_add(lead);
        let last = from.saturating_add(link.len()).saturating_sub(1);
        if let (Some(first), Some(end)) = (origins.get(from), origins.get(last)) {
            let place = at.saturating_add(first.0)..at.saturating_add(end.1);
            links.extend(KNOWN.read(link, place, steps));
        }
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
            disguised: HashMap::new(),
            within: HashMap::new(),
            lengths: BTreeSet::new(),
            near: HashMap::new(),
            shared: set(&content.shared.domains),
            shorteners: set(&content.shorteners.domains),
            registered: set(&content.registered.endings),
            cheap: set(&content.cheap.endings),
            lures: set(&content.lures.words),
            endings: set(message_content().list("ending")),
        };
        for institution in &content.institution {
            for domain in &institution.domains {
                known.domains.entry(domain).or_insert(institution);
            }
            for name in &institution.names {
                known.names.insert(name, institution);
                known.disguised.insert(fold::undisguised(name), institution);
                if !institution.whole {
                    known.within.insert(name, institution);
                    known.lengths.insert(name.len());
                    if name.len() >= LONG_NAME_BYTES {
                        for key in one_left_out(name) {
                            known.near.entry(key).or_default().push(name);
                        }
                    }
                }
            }
        }
        known
    }

    /// What a text without blanks says as a link; `None` when it is none.
    fn read(&self, written: &str, place: Range<usize>, steps: &mut u64) -> Option<Link> {
        let end = written.floor_char_boundary(LONGEST_LINK_BYTES);
        let written = written.get(..end)?;
        let parsed = self.parse(written);
        let package = ends_in_package(written);
        let Some(url) = parsed else {
            let sign = Sign { tell: "package_file", name: "" };
            return package.then(|| Link {
                place,
                host: String::new(),
                owner: Owner::Unknown,
                signs: vec![sign],
            });
        };
        let mut signs = Vec::new();
        let mut sign = |tell, name| signs.push(Sign { tell, name });
        if !url.username().is_empty() || url.password().is_some() {
            sign("userinfo", "");
        }
        if url.port().is_some() {
            sign("port", "");
        }
        if package || ends_in_package(url.path()) {
            sign("package_file", "");
        }
        let (host, owner) = match url.host()? {
            Host::Domain(domain) => self.judge_host(domain, url.path(), &mut sign, steps),
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

    /// Reads what has a scheme, and what lacks one but begins as an address.
    fn parse(&self, written: &str) -> Option<Url> {
        if let Some((scheme, rest)) = written.split_once("://") {
            let web = match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" | "hxxp" | "hxxps" => "http",
                _ => return None,
            };
            let host_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
            if host_end > LONGEST_HOST_BYTES.saturating_mul(4) {
                return None;
            }
            return Url::parse(&format!("{web}://{}", rest.replace("[.]", "."))).ok();
        }
        let end = written.find(['/', '?', '#', ':']).unwrap_or(written.len());
        let (front, rest) = written.split_at(end);
        let host = match front.rsplit_once('@') {
            // An address of e-mail, unless a path follows.
            Some((_, host)) if rest.starts_with('/') => host,
            Some(_) => return None,
            None => front,
        };
        if host.len() > LONGEST_HOST_BYTES || !self.begins_as_address(host, !rest.is_empty()) {
            return None;
        }
        Url::parse(&format!("http://{written}")).ok()
    }

    /// Whether a host without scheme is one and not a sentence that lacks a space.
    fn begins_as_address(&self, host: &str, has_path: bool) -> bool {
        let host = host.replace(['。', '．'], ".").to_lowercase();
        let labels: Vec<&str> = host.split('.').collect();
        let sound = |label: &&str| {
            !label.is_empty()
                && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        };
        let Some(last) = labels.last().filter(|_| labels.len() > 1 && labels.iter().all(sound))
        else {
            return false;
        };
        if labels.iter().all(|label| label.bytes().all(|byte| byte.is_ascii_digit())) {
            return labels.len() == 4 && has_path;
        }
        let plain_words =
            labels.len() == 2 && labels.iter().all(|label| label.chars().all(char::is_alphabetic));
        if plain_words && !has_path && self.endings.contains(last) {
            return false;
        }
        has_public_suffix(&host)
    }

    fn judge_host(
        &self,
        domain: &str,
        path: &str,
        sign: &mut impl FnMut(&'static str, &'static str),
        steps: &mut u64,
    ) -> (String, Owner) {
        let domain = domain.trim_end_matches('.');
        let foreign = domain.split('.').any(|label| label.starts_with("xn--"));
        let seen = if foreign { idna::domain_to_unicode(domain).0 } else { domain.to_owned() };
        if below(domain).any(|part| self.shared.contains(part)) {
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
        if below(ending).any(|part| self.registered.contains(part)) {
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
                if institution.abroad && is_abroad(label, institution, ending) =>
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
        if let Some(institution) = self.named_in(path, cheap) {
            sign("path", &institution.name);
        }
        (seen, Owner::Unknown)
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
            .filter(|known| !unlike(known))
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
        let longest = self.lengths.last().copied().unwrap_or_default();
        if !(LONG_NAME_BYTES.saturating_sub(1)..=longest.saturating_add(1)).contains(&word.len()) {
            return None;
        }
        one_left_out(word).find_map(|key| {
            *steps = steps.saturating_add(1);
            let names = self.near.get(&key)?;
            let name = names.iter().find(|name| one_letter_apart(word, name))?;
            self.names.get(name).copied()
        })
    }

    /// The institution that a path names as an address does: by its domain, or by its name alone before a word that
    /// lures, or below an ending that is bought cheaply.
    fn named_in(&self, path: &str, cheap: bool) -> Option<&'static Institution> {
        let parts: Vec<String> = path.split('/').map(str::to_ascii_lowercase).collect();
        let domain = parts
            .iter()
            .find_map(|part| self.domains.get(part.strip_prefix("www.").unwrap_or(part)).copied());
        let lures = cheap
            || parts.iter().any(|part| self.lures.contains(part.split('.').next().unwrap_or(part)));
        domain.or_else(|| {
            let named = parts.iter().find_map(|part| self.names.get(part.as_str()).copied());
            named.filter(|_| lures)
        })
    }
}

/// A domain and the domains it lies below, the longest first.
fn below(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(domain), |part| part.split_once('.').map(|(_, rest)| rest))
}

/// Whether a label is the very name of an institution under the ending of a country.
fn is_abroad(label: &str, institution: &Institution, ending: &str) -> bool {
    institution.names.iter().any(|name| name == label)
        && ending.rsplit('.').next().is_some_and(|country| country.len() == 2)
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

fn ends_in_package(path: &str) -> bool {
    path.len() > 4
        && path
            .get(path.len().saturating_sub(4)..)
            .is_some_and(|end| end.eq_ignore_ascii_case(".apk"))
}

/// The institution that a text speaks for, and from which one would expect links of its own: named among its first words
/// and then a pause or "informa", or anywhere before or after "tu cuenta" and the like.
pub(super) fn speaker(words: &[Word]) -> Option<&'static Institution> {
    let named =
        |word: &Word| KNOWN.names.get(word.folded.as_str()).copied().filter(|known| known.spoken);
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
