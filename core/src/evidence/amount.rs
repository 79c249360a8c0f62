//! Amounts of pesos as people type them or copy them from a receipt.

/// Reads an amount of Mexican pesos: `4,500.00`, `$ 4 500`, `4500,5`. Gives centavos, or `None` when it is no amount or
/// could be read in two ways. Zero, and how large it may be, are for the entry to judge.
///
/// The last comma or point with one or two digits after it parts the centavos. Commas, points or spaces before it group
/// thousands: all of one sort, another than parts the centavos, and groups of three. `4,5000` is a slip, not 45,000.
#[must_use]
pub fn read_amount(text: &str) -> Option<i64> {
    let text = text.trim();
    let text = text.strip_prefix('$').unwrap_or(text).trim_start();
    let mark = text.rfind(is_mark);
    let (whole, parting, part) = match mark.map(|at| text.split_at(at)) {
        Some((whole, rest)) if rest.len() <= 3 => {
            let mut rest = rest.chars();
            (whole, rest.next(), rest.as_str())
        }
        _ => (text, None, ""),
    };
    let whole = grouped(whole, parting)?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || whole.is_empty() && part.is_empty() {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok()
}

fn is_mark(character: char) -> bool {
    matches!(character, ',' | '.')
}

/// The digits of a whole number whose thousands may be grouped by one sort of mark that is not `parting`.
fn grouped(text: &str, parting: Option<char>) -> Option<String> {
    let is_group_mark = |character: char| is_mark(character) || character.is_whitespace();
    let mut marks = text.chars().filter(|character| is_group_mark(*character));
    if let Some(first) = marks.next() {
        let one_sort = marks.all(|mark| mark == first);
        let mut groups = text.split(is_group_mark);
        let leading = groups.next().map_or(0, str::len);
        let of_three = groups.all(|group| group.len() == 3);
        if !one_sort || Some(first) == parting || !(1..=3).contains(&leading) || !of_three {
            return None;
        }
    }
    let digits: String = text.chars().filter(|character| !is_group_mark(*character)).collect();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_receipts_write_them() {
        for (typed, centavos) in [
            ("4500", 450_000),
            ("4,500.00", 450_000),
            ("$ 4 500.00", 450_000),
            ("$4\u{a0}500", 450_000),
            ("4500.5", 450_050),
            ("4500,50", 450_050),
            ("1,234,567.89", 123_456_789),
            ("1.234.567,89", 123_456_789),
            ("12,000", 1_200_000),
            ("4,500.", 450_000),
            ("0.01", 1),
            (".5", 50),
            ("0", 0),
        ] {
            assert_eq!(read_amount(typed), Some(centavos), "{typed}");
        }
    }

    #[test]
    fn groups_that_are_not_of_three_are_a_slip_and_not_an_amount() {
        for typed in
            ["4,5000", "12.3456", "45,00,000", "1234,567", "4 50 00", "1,,234", ",500", "1,2,"]
        {
            assert_eq!(read_amount(typed), None, "{typed}");
        }
    }

    #[test]
    fn marks_that_could_be_read_in_two_ways_are_refused() {
        for typed in ["1.234,567.89", "1,234,56", "1.2.3,4.5.6", "1 234,567.00"] {
            assert_eq!(read_amount(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for typed in [
            "",
            "  ",
            "$",
            ",",
            ".",
            "cuatro mil",
            "-5",
            "4e5",
            "4.e",
            "٤",
            "$$4",
            "99999999999999999999",
        ] {
            assert_eq!(read_amount(typed), None, "{typed}");
        }
    }
}
