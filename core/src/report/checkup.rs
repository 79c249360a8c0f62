//! The checkup on one page, to be printed.

use super::fonts::Face;
use super::pages::{Page, paginate};
use super::paint::{About, BOTTOM, Foot, Paper, SIDE, TOP, paint};
use super::paragraph::{BODY, SMALL, Span, Style, TITLE, Typesetter, span};
use super::sheet::{Cell, Piece, Role, Row, Sheet, columns};
use super::words::Words;
use super::{PaperSize, ReportError};
use crate::content::fill;
use crate::{ClockReading, Language};

/// What the page says, in words that are ready to be read.
#[derive(Debug, Clone)]
pub(crate) struct CheckupPage {
    /// The title.
    pub(crate) title: String,
    /// Below the title.
    pub(crate) lead: String,
    /// Over the columns: point, what was found, state, how it is known.
    pub(crate) heads: [String; 4],
    /// A row for each point.
    pub(crate) rows: Vec<[String; 4]>,
    /// Below the table.
    pub(crate) notes: Vec<String>,
    /// At the foot.
    pub(crate) foot: String,
}

/// How much room a row takes. The page is tried from the roomiest on.
#[derive(Debug, Clone, Copy)]
struct Density {
    style: Style,
    padding: f32,
    /// Lines that a cell may have; what does not fit is cut, and says so with three dots.
    lines: usize,
}

const ROOMY: Density =
    Density { style: Style { size: 9.2, leading: 12.0, ..BODY }, padding: 2.6, lines: usize::MAX };

const TIGHT: Density =
    Density { style: Style { size: 8.4, leading: 10.4, ..BODY }, padding: 1.4, lines: usize::MAX };

const TIGHTER: [Density; 5] = [
    TIGHT,
    Density { lines: 4, ..TIGHT },
    Density { lines: 3, ..TIGHT },
    Density { lines: 2, ..TIGHT },
    Density { lines: 1, ..TIGHT },
];

/// The column of states, told in a heavier face.
const STATE: usize = 2;

/// Makes the PDF, on Letter, as the paper in Mexico is. The same words and clock give the same bytes.
pub(crate) fn checkup_page(
    content: &CheckupPage,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<u8>, ReportError> {
    let words = Words::of(language);
    let paper = PaperSize::Letter.paper();
    let about = About { title: content.title.clone(), language: words.tag.clone(), clock };
    let page = words.footer.page.clone();
    let foot = Foot {
        lines: [content.foot.clone(), String::new()],
        page: Box::new(move |index, count| {
            let number = index.saturating_add(1).to_string();
            fill(&page, &[("n", &number), ("m", &count.to_string())])
        }),
    };
    let mut made = set(content, &words, paper, ROOMY);
    for density in TIGHTER {
        if made.1.len() > 1 {
            made = set(content, &words, paper, density);
        }
    }
    let (sheet, pages) = made;
    paint(pages, &sheet, paper, &foot, &about)
}

/// The rows of the page and how they fall on pages.
fn set(content: &CheckupPage, words: &Words, paper: Paper, density: Density) -> (Sheet, Vec<Page>) {
    let mut sheet = Sheet::new(Typesetter::new(words.signs.clone()), paper.width - 2.0 * SIDE);
    title(&mut sheet, &content.title);
    sheet.paragraph(&[span(&*content.lead, SMALL)]);
    let columns = columns(sheet.width, [27.0, 36.0, 14.0, 23.0]);
    let heads = content.heads.each_ref().map(String::as_str);
    let table = sheet.table(columns, heads).with_padding(density.padding);
    for row in &content.rows {
        let mut cells: [Vec<Vec<Span>>; 4] = Default::default();
        for (index, ((cell, text), column)) in cells.iter_mut().zip(row).zip(columns).enumerate() {
            let face = if index == STATE { Face::Medium } else { density.style.face };
            let style = Style { face, ..density.style };
            let text = cut(&mut sheet, text, style, column.width, density.lines);
            cell.push(vec![span(text, style)]);
        }
        sheet.row(&table, cells);
    }
    for note in &content.notes {
        sheet.remark(note);
    }
    let rows = std::mem::take(&mut sheet.rows);
    let pages = paginate(rows, &sheet.heads, paper.height - TOP - BOTTOM);
    (sheet, pages)
}

fn title(sheet: &mut Sheet, title: &str) {
    let node = sheet.root(Role::Title(title.to_owned()));
    let pieces: Vec<Piece> = sheet.pieces(&[vec![span(title, TITLE)]], sheet.width);
    sheet.rows.push(Row {
        cells: vec![Cell { x: 0.0, pieces, on_top: None, node: Some(node) }],
        padding: 4.0,
        ..Row::default()
    });
    sheet.title_line();
}

/// `text`, or as much of it as fits on so many lines.
fn cut(sheet: &mut Sheet, text: &str, style: Style, width: f32, lines: usize) -> String {
    let whole = sheet.lines(&[span(text, style)], width);
    if whole.len() <= lines {
        return text.to_owned();
    }
    let shown = whole.iter().take(lines).flat_map(|line| &line.runs);
    let fits = shown.map(|run| run.text.chars().count()).sum();
    let mut kept: Vec<char> = text.chars().take(fits).collect();
    loop {
        let shown = format!("{}…", kept.iter().collect::<String>().trim_end());
        if sheet.lines(&[span(&*shown, style)], width).len() <= lines || kept.pop().is_none() {
            return shown;
        }
    }
}
