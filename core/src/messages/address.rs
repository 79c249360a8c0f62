//! What stands in a text as an address, read as a browser would; also what no browser opens as it stands.

use super::public_suffix::has_public_suffix;
use crate::content::message_content;
use std::borrow::Cow;
use std::net::Ipv4Addr;
use url::{Url, form_urlencoded};

/// Longest name of a host, by RFC 1035.
const LONGEST_HOST_BYTES: usize = 253;

/// An octet of this size or more is none of a date or a version: "45.33.2.1" and not "2.4.1.0".
const TELLING_OCTET: u8 = 32;

/// An address, and what about it is out of the ordinary.
#[derive(Debug)]
pub(super) struct Address {
    pub(super) url: Url,
    /// It goes through a port of its own, or opens an app and no page.
    pub(super) unusual_way: bool,
    /// Its host is written in letters of elsewhere that cannot be read.
    pub(super) unreadable: bool,
}

/// Reads what has a scheme, and what lacks one but begins as an address; `None` for anything else.
pub(super) fn parse(written: &str) -> Option<Address> {
    let dotted = if written.contains(['[', '(']) {
        Cow::Owned(written.replace("[.]", ".").replace("(.)", "."))
    } else {
        Cow::Borrowed(written)
    };
    if let Some((scheme, rest)) = scheme_of(&dotted) {
        let opens_an_app = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "hxxp" | "hxxps" => false,
            "intent" | "ftp" => true,
            _ => return None,
        };
        let host_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        if host_end > LONGEST_HOST_BYTES.saturating_mul(4) {
            return None;
        }
        let address = open(rest)?;
        return Some(Address { unusual_way: address.unusual_way || opens_an_app, ..address });
    }
    if dotted.starts_with('[') {
        return open(&dotted);
    }
    let end = dotted.find(['/', '?', '#', ':']).unwrap_or(dotted.len());
    let (front, rest) = dotted.split_at(end);
    let host = match front.rsplit_once('@') {
        // An address of e-mail, unless a path follows.
        Some((_, host)) if rest.starts_with('/') => host,
        Some(_) => return None,
        None => front,
    };
    if host.len() > LONGEST_HOST_BYTES || !begins_as_address(host, !rest.is_empty()) {
        return None;
    }
    open(&dotted)
}

/// Reads an address that stands after its scheme.
pub(super) fn open(rest: &str) -> Option<Address> {
    if let Ok(url) = Url::parse(&format!("http://{rest}")) {
        return Some(Address { unusual_way: url.port().is_some(), url, unreadable: false });
    }
    // A port that there is none of, or letters that are no code of any: whoever sees it sees a link all the same.
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let bare =
        host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
    let readable = bare.to_ascii_lowercase().replace("xn--", "");
    let url = Url::parse(&format!("http://{readable}{path}")).ok()?;
    let (unusual_way, unreadable) = (bare.len() < host.len(), readable.len() < bare.len());
    (unusual_way || unreadable).then_some(Address { url, unusual_way, unreadable })
}

/// The scheme of an address and what stands after its slashes; browsers take one slash, and either kind.
fn scheme_of(written: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = written.split_once(':')?;
    let after = rest.trim_start_matches(['/', '\\']);
    let named = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    (named && after.len() < rest.len()).then_some((scheme, after))
}

/// Whether a host without scheme is one and not a sentence that lacks a space.
fn begins_as_address(host: &str, has_path: bool) -> bool {
    let host = host.replace(FOREIGN_DOTS, ".").to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let sound = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let Some(last) = labels.last().filter(|_| labels.len() > 1 && labels.iter().all(sound)) else {
        return false;
    };
    if labels.iter().all(|label| label.bytes().all(|byte| byte.is_ascii_digit())) {
        return labels.len() == 4 && (has_path || is_public_number(&host));
    }
    let plain_words =
        labels.len() == 2 && labels.iter().all(|label| label.chars().all(char::is_alphabetic));
    let is_word = || message_content().list("ending").iter().any(|ending| ending == last);
    if plain_words && !has_path && is_word() {
        return false;
    }
    has_public_suffix(&host)
}

/// Dots of other scripts, which browsers take for ours.
pub(super) const FOREIGN_DOTS: [char; 3] = ['。', '．', '｡'];

/// Whether four numbers are the address of a computer out there, and not a version, a date or a printer next door.
fn is_public_number(host: &str) -> bool {
    host.parse::<Ipv4Addr>().is_ok_and(|number| {
        !number.is_private()
            && !number.is_loopback()
            && number.octets().iter().any(|octet| *octet >= TELLING_OCTET)
    })
}

/// Whether four numbers of an address stand inside a name: "45.33.2.1.nip.io", "45-33-2-1.example.com".
pub(super) fn carries_number(domain: &str) -> bool {
    let four = |parts: Vec<&str>| {
        let octet = |part: &&str| part.len() <= 3 && part.parse::<u8>().is_ok();
        parts.windows(4).any(|four| four.iter().all(octet))
    };
    four(domain.split('.').collect())
        || domain.split('.').any(|label| four(label.split('-').collect()))
}

/// Everything that an address says after and between its slashes, in small letters and decoded: parts of the path, and
/// what a query or a fragment names.
pub(super) fn parts(written: &str) -> Vec<String> {
    written
        .split(['/', '?', '#', ';', '\\'])
        .flat_map(|part| form_urlencoded::parse(part.as_bytes()))
        .flat_map(|(name, value)| [name.to_ascii_lowercase(), value.to_ascii_lowercase()])
        .flat_map(|part| part.split('/').map(str::to_owned).collect::<Vec<_>>())
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether an address names an app to install.
pub(super) fn names_package(written: &str) -> bool {
    // The letters that all such names have in common, unless they are written by their numbers.
    let may = written.contains('%')
        || written.as_bytes().windows(3).any(|letters| letters.eq_ignore_ascii_case(b"apk"));
    may && parts(written).iter().any(|part| is_package(part))
}

/// Whether a part of an address names an app to install.
fn is_package(part: &str) -> bool {
    let part = part.trim_end_matches(|character: char| !character.is_alphanumeric());
    let packed = ARCHIVES.iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
    PACKAGES.iter().any(|ending| packed.len() > ending.len() && packed.ends_with(ending))
}

/// How the files end that install an app on Android.
const PACKAGES: [&str; 4] = [".apk", ".xapk", ".apks", ".apkm"];

/// What such a file may be packed in.
const ARCHIVES: [&str; 3] = [".zip", ".rar", ".7z"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_seen_wherever_an_address_names_it() {
        for written in [
            "mediafire.com/file/x/Multas.apk/file",
            "https://a.mx/get?f=banco.apk&k=1",
            "https://a.mx/app.apk/",
            "https://a.mx/app%2Eapk",
            "https://a.mx/app.a%70k",
            "app.xapk",
            "app.apks",
            "app.apkm",
            "infracciones.apk.zip",
            "https://a.mx/#app.APK",
        ] {
            assert!(names_package(written), "{written}");
        }
        for written in
            ["https://apk.com", "https://a.mx/apk", ".apk", "foto.zip", "https://a.mx/tapk"]
        {
            assert!(!names_package(written), "{written}");
        }
    }

    #[test]
    fn numbers_are_addresses_only_where_they_look_like_one() {
        for number in ["45.33.2.1", "45.33.2.1:8080", "192.168.0.10/x", "1.2.3.4/x"] {
            assert!(parse(number).is_some(), "{number}");
        }
        for number in ["2.4.1.0", "192.168.0.10", "127.0.0.1", "1.500.000", "12.05.20.24"] {
            assert!(parse(number).is_none(), "{number}");
        }
        assert!(carries_number("45.33.2.1.nip.io") && carries_number("ec2-45-33-2-1.example.com"));
        assert!(!carries_number("clinica-24-7.mx") && !carries_number("a-2024-05-10-300.mx"));
    }
}
