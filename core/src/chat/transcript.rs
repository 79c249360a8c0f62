//! The text of an exported chat, cut into messages in one pass.
//!
//! Every line belongs to exactly one message, or to the head that stands before the first one. A line that begins
//! like the first header of the file begins a message; any other continues the one before it. A person who writes
//! such a line inside a message makes it look like two: the file gives no way to tell, which is one reason why it is
//! kept whole.

use super::layout::{self, DateOrder, Header, Layout, Stamp, is_direction_mark};
use chrono::NaiveDate;

/// Lines between two looks at whether to go on.
const LINES_PER_LOOK: u64 = 4_096;

/// Where a message stands in the text; positions in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    start: usize,
    /// Date and time as written.
    written: (usize, usize),
    /// The name before the colon; empty in a line of the app itself.
    sender: (usize, usize),
    text: usize,
    /// Its first line, counted from 1.
    pub(super) line: u64,
    stamp: Stamp,
}

/// An exported chat.
#[derive(Debug)]
pub(super) struct Transcript {
    text: String,
    spans: Vec<Span>,
    lines: u64,
    order: Option<DateOrder>,
}

/// Of so many dates one at least must say how all are to be read. In a chat of some weeks it is more than half of them.
const ONE_IN: usize = 4;
/// The same where fewer than [`FEW`] dates say so.
const ONE_IN_OF_FEW: usize = 2;
const FEW: usize = 3;

/// Why a text is no chat that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No line begins a message.
    NotAChat,
    /// `go_on` said no.
    Cancelled,
}

impl Transcript {
    /// Reads `text`. `go_on` is told how many bytes are done and says whether to continue.
    pub(super) fn read(
        text: String,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Self, Refusal> {
        let mut spans: Vec<Span> = Vec::new();
        let mut fixed: Option<Layout> = None;
        let mut evidence = Evidence::default();
        let (mut start, mut line_number) = (0_usize, 0_u64);
        for line in text.split_inclusive('\n') {
            if line_number % LINES_PER_LOOK == 0 && !go_on(start) {
                return Err(Refusal::Cancelled);
            }
            line_number = line_number.saturating_add(1);
            let found = layout::header(line)
                .filter(|header| fixed.is_none_or(|layout| layout == header.layout));
            if let Some(header) = found
                && evidence.take(header.layout, header.stamp)
            {
                fixed = Some(header.layout);
                spans.push(span(line, start, line_number, &header));
            }
            start = start.saturating_add(line.len());
        }
        if spans.is_empty() {
            return Err(Refusal::NotAChat);
        }
        let mut transcript = Self { text, spans, lines: line_number, order: None };
        // Where day and month are the same number throughout, every order says the same.
        let all_alike = transcript.doubtful().is_none().then_some(DateOrder::DayMonthYear);
        let told = evidence.order().filter(|order| transcript.bears_out(*order));
        if let Some(order) = told.or(all_alike) {
            transcript.choose(order);
        }
        Ok(transcript)
    }

    /// Whether the dates that exist in this order only are enough to go by. A message may quote a line that looks like a
    /// header, and one such line must not turn the dates of a whole chat: unless nearly all dates say so, enough of them
    /// must, and time must not run backwards more often than in the other order. Otherwise the person is asked.
    fn bears_out(&self, order: DateOrder) -> bool {
        let other = match order {
            DateOrder::DayMonthYear => DateOrder::MonthDayYear,
            DateOrder::MonthDayYear => DateOrder::DayMonthYear,
            DateOrder::YearMonthDay => return true,
        };
        let deciding = self.spans.iter().filter(|span| span.date_in(other).is_none()).count();
        let differing = self.spans.iter().filter(|span| span.differs()).count();
        let nearly_all = deciding.saturating_mul(10) >= differing.saturating_mul(9);
        let one_in = if deciding < FEW { ONE_IN_OF_FEW } else { ONE_IN };
        nearly_all
            || deciding.saturating_mul(one_in) >= differing
                && self.steps_back(order) <= self.steps_back(other)
    }

    /// How often a message is dated before the one above it.
    fn steps_back(&self, order: DateOrder) -> usize {
        let dates = || self.spans.iter().filter_map(|span| span.date_in(order));
        dates().zip(dates().skip(1)).filter(|(above, below)| below < above).count()
    }

    /// Sets the order of dates when the file does not say it. A header whose date does not exist in that order turns
    /// out to be a line of the message before it.
    pub(super) fn choose(&mut self, order: DateOrder) {
        if self.order.is_none() {
            self.order = Some(order);
            self.spans.retain(|span| date(span.stamp, order).is_some());
        }
    }

    /// The order of dates, when it is certain or was chosen.
    pub(super) fn order(&self) -> Option<DateOrder> {
        self.order
    }

    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Lines in the file.
    pub(super) fn lines(&self) -> u64 {
        self.lines
    }

    /// A message whose date differs between the two orders; best one that exists in both.
    pub(super) fn doubtful(&self) -> Option<&Span> {
        let in_both = |span: &&Span| {
            [DateOrder::DayMonthYear, DateOrder::MonthDayYear]
                .iter()
                .all(|order| date(span.stamp, *order).is_some())
        };
        let mut differing = self.spans.iter().filter(|span| span.differs());
        differing.clone().find(in_both).or_else(|| differing.next())
    }

    /// Lines of the message at `index`.
    pub(super) fn lines_of(&self, index: usize) -> u64 {
        let Some(span) = self.spans.get(index) else { return 0 };
        let next = self.spans.get(index.saturating_add(1));
        next.map_or(self.lines.saturating_add(1), |next| next.line).saturating_sub(span.line)
    }

    /// The text of the message at `index`, all its lines, without the line break that ends it.
    pub(super) fn text_of(&self, index: usize) -> &str {
        let Some(span) = self.spans.get(index) else { return "" };
        let next = self.spans.get(index.saturating_add(1));
        let end = next.map_or(self.text.len(), |next| next.start);
        let text = self.text.get(span.text..end).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        text.strip_suffix('\r').unwrap_or(text)
    }

    /// Who wrote it, as the exporting phone calls them; empty in a line of the app itself.
    pub(super) fn sender_of(&self, span: &Span) -> &str {
        self.piece(span.sender).trim_matches(is_direction_mark)
    }

    /// Date and time as written in the file.
    pub(super) fn written(&self, span: &Span) -> &str {
        self.piece(span.written)
    }

    fn piece(&self, (from, to): (usize, usize)) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The local date of a message in the chosen order; `None` before one is.
    pub(super) fn date_of(&self, span: &Span) -> Option<NaiveDate> {
        date(span.stamp, self.order?)
    }
}

impl Span {
    /// Hour and minute, 24-hour clock.
    pub(super) fn time(&self) -> (u8, u8) {
        (self.stamp.hour, self.stamp.minute)
    }

    /// Whether the two orders read different dates.
    fn differs(&self) -> bool {
        let [first, second, _] = self.stamp.date;
        first != second
    }

    /// The date in an order that the file may or may not be written in.
    pub(super) fn date_in(&self, order: DateOrder) -> Option<NaiveDate> {
        date(self.stamp, order)
    }
}

/// What the dates of a file say about their order.
#[derive(Debug, Default)]
struct Evidence {
    year_first: bool,
    only_day_first: bool,
    only_month_first: bool,
}

impl Evidence {
    /// Whether the numbers are a date in any order; if so, what they say counts.
    fn take(&mut self, layout: Layout, stamp: Stamp) -> bool {
        if layout.year_first() {
            self.year_first = true;
            return date(stamp, DateOrder::YearMonthDay).is_some();
        }
        let day_first = date(stamp, DateOrder::DayMonthYear).is_some();
        let month_first = date(stamp, DateOrder::MonthDayYear).is_some();
        self.only_day_first |= day_first && !month_first;
        self.only_month_first |= month_first && !day_first;
        day_first || month_first
    }

    /// The one order that fits; none when both do, or when the dates contradict each other.
    fn order(&self) -> Option<DateOrder> {
        match (self.year_first, self.only_day_first, self.only_month_first) {
            (true, _, _) => Some(DateOrder::YearMonthDay),
            (_, true, false) => Some(DateOrder::DayMonthYear),
            (_, false, true) => Some(DateOrder::MonthDayYear),
            _ => None,
        }
    }
}

/// A date of this century. Two digits of a year mean 2000 to 2099.
fn date(stamp: Stamp, order: DateOrder) -> Option<NaiveDate> {
    let [first, second, third] = stamp.date;
    let (year, month, day) = match order {
        DateOrder::DayMonthYear => (third, second, first),
        DateOrder::MonthDayYear => (third, first, second),
        DateOrder::YearMonthDay => (first, second, third),
    };
    let year = if year < 100 { year.saturating_add(2000) } else { year };
    if !(2000..2100).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
}

/// Places the message that begins with `line`, which stands at `start` in the text.
fn span(line: &str, start: usize, number: u64, header: &Header) -> Span {
    let at = |position: usize| start.saturating_add(position);
    let rest = line.get(header.text_from..).unwrap_or_default();
    let first_line = rest.trim_end_matches(['\n', '\r']);
    // The name ends at the first colon that a space follows, or at a colon that ends the line.
    let name = match first_line.find(": ") {
        Some(end) => Some((end, 2)),
        None => first_line.strip_suffix(':').map(|name| (name.len(), 1)),
    };
    let (sender_to, text_from) = match name {
        Some((end, mark)) => (
            header.text_from.saturating_add(end),
            header.text_from.saturating_add(end).saturating_add(mark),
        ),
        None => (header.text_from, header.text_from),
    };
    Span {
        start,
        written: (at(header.written.0), at(header.written.1)),
        sender: (at(header.text_from), at(sender_to)),
        text: at(text_from),
        line: number,
        stamp: header.stamp,
    }
}
