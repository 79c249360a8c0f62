//! A text in both languages, and the filling of its placeholders.

use super::Language;
use serde::Deserialize;

/// A text in both languages; neither may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Spanish of Mexico.
    pub es: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in a language, placeholders as they are.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Spanish => &self.es,
            Language::English => &self.en,
        }
    }

    /// The text in a language, its placeholders filled by [`fill`].
    #[must_use]
    pub fn fill(&self, language: Language, values: &[(&str, &str)]) -> String {
        fill(self.get(language), values)
    }

    /// The names of the placeholders in one language, in order.
    pub fn placeholders(&self, language: Language) -> Vec<&str> {
        self.get(language)
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}').map(|(name, _)| name))
            .collect()
    }
}

/// `template` with each `{name}` replaced by its value; an unknown name stays. A value is never searched for further
/// placeholders, so a device named "{date}" stays as it was typed.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, tail))
        });
        if let Some((value, tail)) = value {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_as_typed() {
        let text = Text { es: "Tu {name} desde el {date}".to_owned(), en: String::new() };
        let filled = text.fill(Language::Spanish, &[("name", "{date}"), ("date", "3 de marzo")]);
        assert_eq!(filled, "Tu {date} desde el 3 de marzo");
    }

    #[test]
    fn an_unknown_placeholder_and_a_lone_brace_stay() {
        let text = Text { es: "{nada} y { suelta".to_owned(), en: String::new() };
        assert_eq!(text.fill(Language::Spanish, &[("name", "x")]), "{nada} y { suelta");
    }

    #[test]
    fn what_was_typed_is_no_template() {
        assert_eq!(fill("{a} y {b}", &[("a", "{b}"), ("b", "x")]), "{b} y x");
    }

    #[test]
    fn a_value_is_never_searched_for_names() {
        assert_eq!(fill("{a} y {b}", &[("a", "{b}"), ("b", "dos")]), "{b} y dos");
        assert_eq!(fill("abierta { y {sola", &[]), "abierta { y {sola");
    }
}
