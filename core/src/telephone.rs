//! Telephone numbers as people write them: brought to one form where that is certain, asked about where it is not.

/// What a text says as a telephone number. Nothing is guessed: what needs the person's word says so.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TelephoneReading {
    /// Nothing was written.
    Empty,
    /// A number with its country code, Mexican or from abroad.
    International {
        /// `+` and 7 to 15 digits.
        number: String,
    },
    /// A number without a country code: to be asked whether it is Mexican.
    National {
        /// What it is if it is Mexican: `+52` and its digits.
        mexican: String,
    },
    /// More than one number, as with two SIMs: to be asked which.
    Several {
        /// Each as it was written.
        numbers: Vec<String>,
    },
    /// Letters or signs that no number has.
    NotANumber,
    /// A count of digits that no number of the country has.
    Unclear {
        /// How many digits there are.
        digits: u64,
    },
}

/// Digits of a Mexican number without its country code.
const NATIONAL_DIGITS: usize = 10;

/// What `text` says. Linear in its length.
///
/// Ten digits are a number without country code, as are those with the old Mexican prefixes 01, 044 and 045 and those
/// that begin with 52 but lack the `+`; `00` in front counts as `+`. Signs that only steer the direction of writing,
/// which address books leave in what is copied from them, are passed over.
#[must_use]
pub fn read(text: &str) -> TelephoneReading {
    let text: String = text.chars().filter(|character| !steers_direction(*character)).collect();
    let text = text.trim();
    if text.is_empty() {
        return TelephoneReading::Empty;
    }
    let numbers = parts(text);
    if numbers.len() > 1 {
        return TelephoneReading::Several { numbers };
    }
    one(text)
}

/// The parts of a text that holds several numbers, each of which has at least seven digits.
fn parts(text: &str) -> Vec<String> {
    let spaced = [" y ", " o ", " and ", " or "]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, "\n"));
    let parts: Vec<&str> = spaced
        .split(['/', ',', ';', '|', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    if parts.iter().all(|part| digits(part) >= 7) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

fn one(text: &str) -> TelephoneReading {
    let (before, after) = text.split_once('+').unwrap_or(("", text));
    let opens = before.chars().all(|character| character == '(' || character.is_whitespace());
    if !opens || !after.chars().all(belongs) {
        return TelephoneReading::NotANumber;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if text.contains('+') {
        return international(&digits);
    }
    if let Some(abroad) = digits.strip_prefix("00") {
        return international(abroad);
    }
    let (count, first) = (digits.len(), digits.chars().next());
    let without =
        |prefix: &str| digits.strip_prefix(prefix).filter(|rest| rest.len() == NATIONAL_DIGITS);
    let local = ["01", "044", "045", "52"].into_iter().find_map(without);
    if let Some(national) = local {
        return TelephoneReading::National { mexican: format!("+52{national}") };
    }
    match (count, first) {
        (NATIONAL_DIGITS, Some('2'..='9')) => {
            TelephoneReading::National { mexican: format!("+52{digits}") }
        }
        (13, _) if digits.starts_with("521") => {
            TelephoneReading::National { mexican: format!("+{digits}") }
        }
        _ => unclear(count),
    }
}

/// A number whose country code is given. Mexico's have ten digits after it, or eleven with the 1 that mobile numbers
/// used to have; of other countries only the limits of E.164 are known here.
fn international(digits: &str) -> TelephoneReading {
    let number = || TelephoneReading::International { number: format!("+{digits}") };
    match (digits.strip_prefix("52"), digits.len()) {
        (Some(rest), _) if rest.len() == NATIONAL_DIGITS => number(),
        (Some(rest), 13) if rest.starts_with('1') => number(),
        (None, 7..=15) if !digits.starts_with('0') => number(),
        (_, count) => unclear(count),
    }
}

fn unclear(count: usize) -> TelephoneReading {
    match u64::try_from(count) {
        Ok(0) | Err(_) => TelephoneReading::NotANumber,
        Ok(digits) => TelephoneReading::Unclear { digits },
    }
}

fn belongs(character: char) -> bool {
    character.is_ascii_digit() || character.is_whitespace() || "-‑–.()".contains(character)
}

fn steers_direction(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn national(mexican: &str) -> TelephoneReading {
        TelephoneReading::National { mexican: mexican.to_owned() }
    }

    fn international(number: &str) -> TelephoneReading {
        TelephoneReading::International { number: number.to_owned() }
    }

    #[test]
    fn a_number_without_country_code_is_asked_about_and_never_taken_for_mexican_at_once() {
        for text in ["55 1234 5678", "(55) 1234-5678", "5512345678", "52 55 1234 5678"] {
            assert_eq!(read(text), national("+525512345678"), "{text}");
        }
        for text in ["01 55 1234 5678", "044 55 1234 5678", "045 5512345678"] {
            assert_eq!(read(text), national("+525512345678"), "{text}");
        }
        assert_eq!(read("521 55 1234 5678"), national("+5215512345678"));
    }

    #[test]
    fn a_number_with_country_code_needs_no_question_wherever_it_is_from() {
        for text in ["+52 55 1234 5678", "(+52) 55-1234-5678", "0052 55 1234 5678"] {
            assert_eq!(read(text), international("+525512345678"), "{text}");
        }
        assert_eq!(read("+1 (305) 555-0123"), international("+13055550123"));
        assert_eq!(read("+34 612 34 56 78"), international("+34612345678"));
        assert_eq!(read("+52 1 55 1234 5678"), international("+5215512345678"));
    }

    #[test]
    fn what_an_address_book_leaves_around_a_number_is_passed_over() {
        assert_eq!(read("\u{202a}+52 55 1234 5678\u{202c}"), international("+525512345678"));
        assert_eq!(read("\u{2066}55\u{a0}1234\u{202f}5678\u{2069}"), national("+525512345678"));
    }

    #[test]
    fn two_sims_are_two_numbers_to_choose_from() {
        let numbers = vec!["55 1234 5678".to_owned(), "+52 33 8765 4321".to_owned()];
        for text in ["55 1234 5678 / +52 33 8765 4321", "55 1234 5678 y +52 33 8765 4321"] {
            assert_eq!(read(text), TelephoneReading::Several { numbers: numbers.clone() });
        }
        assert_eq!(read("55 1234 5678,"), TelephoneReading::NotANumber);
    }

    #[test]
    fn letters_and_stray_signs_make_no_number() {
        for text in [
            "55 1234 5678 ext. 5086",
            "mi número",
            "55-ABCD-5678",
            "5+5 1234 5678",
            "+",
            "()",
            "１２３",
        ] {
            assert_eq!(read(text), TelephoneReading::NotANumber, "{text}");
        }
    }

    #[test]
    fn a_count_of_digits_that_no_number_has_is_said_and_not_mended() {
        for (text, digits) in
            [("1234 5678", 8), ("0551234567", 10), ("55 1234 56789", 11), ("+52 55 1234 567", 11)]
        {
            assert_eq!(read(text), TelephoneReading::Unclear { digits }, "{text}");
        }
        assert_eq!(read(&format!("+{}", "9".repeat(16))), TelephoneReading::Unclear { digits: 16 });
        assert_eq!(read(" \u{200e} "), TelephoneReading::Empty);
    }

    #[test]
    fn a_megabyte_of_digits_is_read_at_once() {
        let reading = read(&"5".repeat(1 << 20));
        assert_eq!(reading, TelephoneReading::Unclear { digits: 1 << 20 });
    }
}
