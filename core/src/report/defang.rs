//! Links written so that nobody opens them by mistake, not even a PDF reader that makes links of what looks like one.

/// A whole link: `https://banco.example/a` becomes `hxxps://banco[.]example/a`.
pub(super) fn link(link: &str) -> String {
    let lower = link.to_ascii_lowercase();
    let (scheme, rest) = match lower.find("://") {
        Some(at) => link.split_at(at.saturating_add(3)),
        None => ("", link),
    };
    let host_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    format!("{}{}{path}", harmless_scheme(scheme), host.replace('.', "[.]"))
}

/// Free text: every word that a reader could take for a link is defanged, the rest stays as it is.
pub(super) fn text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let start = word.find(|sign: char| sign.is_alphanumeric()).unwrap_or(word.len());
        let (before, body) = word.split_at(start);
        written.push_str(before);
        if looks_like_link(body) {
            written.push_str(&link(body));
        } else {
            written.push_str(body);
        }
        written.push_str(piece.get(word.len()..).unwrap_or_default());
    }
    written
}

/// `http` and its kin lose their `tt`; other schemes get a bracket before the colon.
fn harmless_scheme(scheme: &str) -> String {
    match scheme.to_ascii_lowercase().as_str() {
        "" => String::new(),
        "http://" => "hxxp://".to_owned(),
        "https://" => "hxxps://".to_owned(),
        _ => scheme.replacen(':', "[:]", 1),
    }
}

/// A scheme, `www.`, or a name with dots that ends in letters and has a path behind it.
fn looks_like_link(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let Some((host, _)) = word.split_once('/') else {
        return false;
    };
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
        && labels
            .last()
            .is_some_and(|last| last.chars().count() >= 2 && last.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_loses_its_scheme_and_dots_of_its_host_only() {
        assert_eq!(link("https://a.example/x.html"), "hxxps://a[.]example/x.html");
        assert_eq!(link("HTTP://A.EXAMPLE"), "hxxp://A[.]EXAMPLE");
        assert_eq!(link("intent://a.b/#x"), "intent[:]//a[.]b/#x");
    }

    #[test]
    fn links_inside_a_text_are_defanged_and_the_rest_is_left() {
        assert_eq!(
            text("Abre (https://a.example/x), o www.b.example ya."),
            "Abre (hxxps://a[.]example/x), o www[.]b[.]example ya."
        );
        assert_eq!(text("ve a bit.ly/3xY"), "ve a bit[.]ly/3xY");
        assert_eq!(text("pagué $1.50 por nota.pdf y 1/2"), "pagué $1.50 por nota.pdf y 1/2");
    }

    #[test]
    fn white_space_survives() {
        assert_eq!(text(" a\n\n b "), " a\n\n b ");
    }
}
