//! How the first line of a message begins: date, time, and what stands around them.
//!
//! ```text
//! 14/3/26, 2:10 a. m. - Mamá: hola          Android, twelve hours
//! 14/03/2026, 02:10 - Mamá: hola            Android, twenty-four hours
//! [14/3/26, 2:10:33 a.m.] Mamá: hola        iOS
//! ```
//!
//! Exports put spaces of several kinds around `a. m.` (U+00A0, U+202F) and marks of writing direction before and
//! inside a line. The writing of one file is uniform, so its first header fixes the [`Layout`] of all.

/// The order in which a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DateOrder {
    /// As in Mexico: 14/3/26.
    DayMonthYear,
    /// As in the United States: 3/14/26.
    MonthDayYear,
    /// 2026-03-14.
    YearMonthDay,
}

/// What all headers of one file have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// `[…] text` as iOS writes, else `… - text`.
    bracketed: bool,
    date_mark: u8,
    year_digits: usize,
    year_first: bool,
    comma: bool,
    time_mark: u8,
    seconds: bool,
    twelve_hours: bool,
}

/// The numbers of a header as they stand; which of the first two is the day is for the whole file to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) date: [u16; 3],
    /// 0 to 23.
    pub(super) hour: u8,
    pub(super) minute: u8,
}

impl Layout {
    pub(super) fn year_first(self) -> bool {
        self.year_first
    }
}

/// Reads the header at the start of a line; gives its layout, its numbers, where the date begins and ends with its
/// time, and where the text begins.
pub(super) fn header(line: &str) -> Option<Header> {
    let whole = line.as_bytes();
    let mut rest = Cursor { bytes: whole };
    rest.direction_marks();
    let bracketed = rest.byte(b'[');
    // Most lines of a long message end here.
    if !rest.bytes.first()?.is_ascii_digit() {
        return None;
    }
    let written_from = rest.position_in(whole);
    let (first, first_digits) = rest.number(4)?;
    let date_mark = rest.one_of(b"/.-")?;
    let (second, second_digits) = rest.number(2)?;
    if !rest.byte(date_mark) {
        return None;
    }
    let (third, third_digits) = rest.number(4)?;
    let year_first = first_digits == 4;
    let (year_digits, day_digits) =
        if year_first { (first_digits, third_digits) } else { (third_digits, first_digits) };
    if !matches!(year_digits, 2 | 4) || day_digits > 2 || second_digits > 2 {
        return None;
    }
    let comma = rest.byte(b',');
    if !rest.spaces() {
        return None;
    }
    let (hour, hour_digits) = rest.number(2)?;
    let time_mark = rest.one_of(b":.")?;
    let (minute, minute_digits) = rest.number(2)?;
    let seconds = rest.byte(time_mark);
    let second_of_minute = if seconds { rest.number(2)? } else { (0, 2) };
    let half = rest.half_of_day();
    let written_to = rest.position_in(whole);
    if hour_digits > 2 || minute_digits != 2 || second_of_minute.1 != 2 {
        return None;
    }
    let hour = hour_of_day(hour, half)?;
    if minute > 59 || second_of_minute.0 > 60 {
        return None;
    }
    if bracketed {
        rest.direction_marks();
        if !rest.byte(b']') {
            return None;
        }
        rest.byte(b' ');
    } else {
        if !rest.spaces() || !rest.byte(b'-') {
            return None;
        }
        if !rest.byte(b' ') && !matches!(rest.bytes.first(), None | Some(b'\r' | b'\n')) {
            return None;
        }
    }
    Some(Header {
        layout: Layout {
            bracketed,
            date_mark,
            year_digits,
            year_first,
            comma,
            time_mark,
            seconds,
            twelve_hours: half.is_some(),
        },
        stamp: Stamp { date: [first, second, third], hour, minute: u8::try_from(minute).ok()? },
        written: (written_from, written_to),
        text_from: rest.position_in(whole),
    })
}

/// A header that was read; positions are bytes from the start of its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    pub(super) layout: Layout,
    pub(super) stamp: Stamp,
    /// Where date and time begin and end, as written.
    pub(super) written: (usize, usize),
    pub(super) text_from: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

fn hour_of_day(hour: u16, half: Option<Half>) -> Option<u8> {
    let hour = match half {
        None if hour < 24 => hour,
        Some(Half::Morning) if hour <= 12 => hour % 12,
        Some(Half::Afternoon) if hour <= 12 => (hour % 12).saturating_add(12),
        _ => return None,
    };
    u8::try_from(hour).ok()
}

/// Whether a character is a mark of writing direction or a byte order mark: exports sprinkle them over lines, and
/// they are no part of what was written.
pub(super) fn is_direction_mark(character: char) -> bool {
    matches!(character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The bytes that are left to read.
struct Cursor<'a> {
    bytes: &'a [u8],
}

impl Cursor<'_> {
    fn position_in(&self, whole: &[u8]) -> usize {
        whole.len().saturating_sub(self.bytes.len())
    }

    fn skip(&mut self, count: usize) {
        self.bytes = self.bytes.get(count..).unwrap_or_default();
    }

    fn byte(&mut self, wanted: u8) -> bool {
        let found = self.bytes.first() == Some(&wanted);
        if found {
            self.skip(1);
        }
        found
    }

    fn one_of(&mut self, wanted: &[u8]) -> Option<u8> {
        let byte = *self.bytes.first()?;
        wanted.contains(&byte).then(|| {
            self.skip(1);
            byte
        })
    }

    /// A number of one to `most` digits; with it, how many.
    fn number(&mut self, most: usize) -> Option<(u16, usize)> {
        let digits = self.bytes.iter().take(most).take_while(|byte| byte.is_ascii_digit());
        let (value, count) = digits.fold((0_u16, 0_usize), |(value, count), byte| {
            let digit = u16::from(byte.wrapping_sub(b'0'));
            (value.wrapping_mul(10).wrapping_add(digit), count.wrapping_add(1))
        });
        self.skip(count);
        (count > 0).then_some((value, count))
    }

    fn direction_marks(&mut self) {
        loop {
            match self.bytes {
                [0xe2, 0x80, 0x8e | 0x8f | 0xaa..=0xae, ..]
                | [0xe2, 0x81, 0xa6..=0xa9, ..]
                | [0xef, 0xbb, 0xbf, ..] => self.skip(3),
                [0xd8, 0x9c, ..] => self.skip(2),
                _ => return,
            }
        }
    }

    /// Spaces of any kind, and marks among them; whether there was a space.
    fn spaces(&mut self) -> bool {
        let mut found = false;
        loop {
            self.direction_marks();
            match self.bytes {
                [b' ', ..] => self.skip(1),
                [0xc2, 0xa0, ..] => self.skip(2),
                [0xe2, 0x80, 0xaf | 0x80..=0x8a, ..] => self.skip(3),
                _ => return found,
            }
            found = true;
        }
    }

    /// `AM`, `p.m.`, `a. m.` with whatever spaces; nothing is taken when there is none.
    fn half_of_day(&mut self) -> Option<Half> {
        let before = self.bytes;
        let half = self.try_half_of_day();
        if half.is_none() {
            self.bytes = before;
        }
        half
    }

    fn try_half_of_day(&mut self) -> Option<Half> {
        self.spaces();
        let half = match self.one_of(b"aApP")? {
            b'a' | b'A' => Half::Morning,
            _ => Half::Afternoon,
        };
        self.byte(b'.');
        self.spaces();
        self.one_of(b"mM")?;
        self.byte(b'.');
        Some(half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<([u16; 3], u8, u8, &str, &str)> {
        let header = header(line)?;
        let (from, to) = header.written;
        let Stamp { date, hour, minute } = header.stamp;
        Some((date, hour, minute, &line[from..to], &line[header.text_from..]))
    }

    #[test]
    fn the_ways_in_which_phones_write_a_header_are_read() {
        for (line, date, hour, minute) in [
            ("14/3/26, 2:10 a. m. - Mamá: hola", [14, 3, 26], 2, 10),
            ("14/3/26, 2:10\u{202f}a.\u{a0}m. - Mamá: hola", [14, 3, 26], 2, 10),
            ("14/3/26, 2:10\u{a0}p. m. - Mamá: hola", [14, 3, 26], 14, 10),
            ("14/03/2026, 12:05 a.m. - Mamá: hola", [14, 3, 2026], 0, 5),
            ("14/03/2026 12:05 p. m. - Mamá: hola", [14, 3, 2026], 12, 5),
            ("14/03/26 02:10 - Mamá: hola", [14, 3, 26], 2, 10),
            ("14/03/2026, 23:59 - Mamá: hola", [14, 3, 2026], 23, 59),
            ("3/14/26, 2:10 AM - Mamá: hola", [3, 14, 26], 2, 10),
            ("3/14/26, 2:10\u{202f}PM - Mamá: hola", [3, 14, 26], 14, 10),
            ("2026-03-14, 2:10 p.m. - Mamá: hola", [2026, 3, 14], 14, 10),
            ("14.03.26, 02:10 - Mamá: hola", [14, 3, 26], 2, 10),
            ("[14/3/26, 2:10:33 a.m.] Mamá: hola", [14, 3, 26], 2, 10),
            ("[14/03/26, 2:10:33\u{202f}p.\u{202f}m.] Mamá: hola", [14, 3, 26], 14, 10),
            ("[3/14/26, 2:10:33\u{202f}AM] Mamá: hola", [3, 14, 26], 2, 10),
            ("[14/03/26 02:10:33] Mamá: hola", [14, 3, 26], 2, 10),
            ("\u{200e}[14/03/26, 02:10:33] Mamá: hola", [14, 3, 26], 2, 10),
            ("\u{feff}14/3/26, 2:10 a. m. - Mamá: hola", [14, 3, 26], 2, 10),
        ] {
            let found = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.0, found.1, found.2), (date, hour, minute), "{line}");
            assert_eq!(found.4, "Mamá: hola", "{line}");
        }
    }

    #[test]
    fn date_and_time_are_kept_as_written() {
        let found = read("[14/03/26, 2:10:33\u{202f}p.\u{a0}m.] Mamá: hola").expect("a header");
        assert_eq!(found.3, "14/03/26, 2:10:33\u{202f}p.\u{a0}m.");
    }

    #[test]
    fn what_only_resembles_a_header_is_none() {
        for line in [
            "",
            "14/3/26",
            "14/3/26, ",
            "14/3/26, 25:10 - Mamá: hola",
            "14/3/26, 13:10 p. m. - Mamá: hola",
            "14/3/26, 2:61 - Mamá: hola",
            "14/3/26, 2:1 - Mamá: hola",
            "14/3/26, 2:10 Mamá: hola",
            "14/3/26, 2:10 -Mamá: hola",
            "14/3-26, 2:10 - Mamá: hola",
            "14/3/126, 2:10 - Mamá: hola",
            "014/3/26, 2:10 - Mamá: hola",
            "[14/3/26, 2:10:33 Mamá: hola",
            "Nos vemos el 14/3/26, 2:10 - dijo",
            "14 de marzo, 2:10 - Mamá: hola",
        ] {
            assert!(header(line).is_none(), "{line}");
        }
    }
}
