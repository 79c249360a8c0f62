//! Cuts the column of rows into pages.

use super::paragraph::Color;
use super::sheet::{Cell, NodeId, Piece, Row};
use std::collections::VecDeque;

/// A piece with its place, from the upper left corner of the text of its page, in points.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) node: Option<NodeId>,
    pub(super) piece: Piece,
}

/// One page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) placed: Vec<Placed>,
    /// Lines across the whole width: place, colour, thickness.
    pub(super) strokes: Vec<(f32, Color, f32)>,
}

/// Lines that a row taller than a page must at least have on the page where it begins.
const LINES_OF_TALL_ROW: usize = 8;
/// Lines of a paragraph that stay together at a page break.
const LINES_OF_PARAGRAPH: usize = 2;

/// Cuts `rows` into pages of `height` points. `heads` are the table heads that rows name.
pub(super) fn paginate(rows: Vec<Row>, heads: &[Row], height: f32) -> Vec<Page> {
    let mut rows = VecDeque::from(rows);
    let mut pages = Pages { done: Vec::new(), page: Page::default(), y: 0.0, fresh: true, height };
    while let Some(mut row) = rows.pop_front() {
        let space = if pages.fresh { 0.0 } else { row.space_before };
        if !pages.fresh && pages.y + space + least(&row, &rows, height) > height {
            pages.turn();
        }
        if pages.fresh {
            row.space_before = 0.0;
            for cell in &mut row.cells {
                if let Some(pieces) = cell.on_top.take() {
                    cell.pieces = pieces;
                }
            }
            if let Some(head) = row.head.and_then(|head| heads.get(head)) {
                pages.repeat(head);
            }
        }
        pages.y += row.space_before;
        let available = height - pages.y;
        if row.height() <= available {
            pages.put(row);
        } else {
            let (first, rest) = cut(row, available);
            pages.put(first);
            pages.turn();
            rows.push_front(rest);
        }
    }
    pages.finish()
}

/// The least height that must be free for `row` to begin here: its own, and of what it must not be parted from.
fn least(row: &Row, following: &VecDeque<Row>, page_height: f32) -> f32 {
    let mut needed = 0.0;
    let mut row = row;
    let mut following = following.iter();
    loop {
        if !row.keep_with_next {
            return needed + least_of_one(row, page_height);
        }
        needed += row.height();
        match following.next() {
            Some(next) => {
                row = next;
                needed += row.space_before;
            }
            None => return needed,
        }
    }
}

fn least_of_one(row: &Row, page_height: f32) -> f32 {
    let lines = if row.flowing {
        LINES_OF_PARAGRAPH
    } else if row.height() > page_height * 0.9 {
        LINES_OF_TALL_ROW
    } else {
        return row.height();
    };
    let first = |cell: &Cell| cell.pieces.iter().take(lines).map(Piece::height).sum::<f32>();
    row.cells.iter().map(first).fold(0.0, f32::max) + 2.0 * row.padding
}

/// Cuts a row so that the first part is at most `available` points high, but takes at least one piece.
fn cut(row: Row, available: f32) -> (Row, Row) {
    let room = available - 2.0 * row.padding;
    let mut first =
        Row { line_below: None, keep_with_next: false, cells: Vec::new(), ..row.clone() };
    let mut rest = Row { space_before: 0.0, cells: Vec::new(), ..row.clone() };
    let mut taken = 0_usize;
    for cell in row.cells {
        let mut fits = fitting(&cell.pieces, room);
        let left = cell.pieces.len().saturating_sub(fits);
        if row.flowing && left == 1 && fits > LINES_OF_PARAGRAPH {
            fits = fits.saturating_sub(1);
        }
        taken = taken.saturating_add(fits);
        let mut pieces = cell.pieces;
        let remaining = pieces.split_off(fits);
        first.cells.push(Cell { pieces, on_top: None, ..cell });
        rest.cells.push(Cell { pieces: remaining, on_top: None, ..cell });
    }
    if taken == 0 {
        // Not even one piece fits on an empty page: it is put there all the same, or this would never end.
        for (begun, left) in first.cells.iter_mut().zip(&mut rest.cells) {
            if !left.pieces.is_empty() {
                begun.pieces.push(left.pieces.remove(0));
            }
        }
    }
    (first, rest)
}

fn fitting(pieces: &[Piece], room: f32) -> usize {
    let mut used = 0.0;
    pieces
        .iter()
        .take_while(|piece| {
            used += piece.height();
            used <= room
        })
        .count()
}

struct Pages {
    done: Vec<Page>,
    page: Page,
    /// Next free place on the page.
    y: f32,
    /// Nothing but a repeated head stands on the page.
    fresh: bool,
    height: f32,
}

impl Pages {
    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = 0.0;
        self.fresh = true;
    }

    /// The head of a table once more, as decoration: a screen reader has read it already.
    fn repeat(&mut self, head: &Row) {
        let mut head = head.clone();
        for cell in &mut head.cells {
            cell.node = None;
        }
        self.put(head);
    }

    fn put(&mut self, row: Row) {
        let row_height = row.height();
        for Cell { x, pieces, node, .. } in row.cells {
            let mut y = self.y + row.padding;
            for piece in pieces {
                let height = piece.height();
                self.page.placed.push(Placed { x, y, node, piece });
                y += height;
            }
        }
        self.y += row_height;
        if let Some((color, thickness)) = row.line_below {
            self.page.strokes.push((self.y.min(self.height), color, thickness));
            self.y += thickness;
        }
        self.fresh = false;
    }

    fn finish(mut self) -> Vec<Page> {
        if !self.fresh || self.done.is_empty() {
            self.done.push(self.page);
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::paragraph::Line;

    /// A row of `lines` lines of 10 points.
    fn row(lines: usize) -> Row {
        let pieces = vec![Piece::Line(Line { leading: 10.0, ..Line::default() }); lines];
        Row { cells: vec![Cell { x: 0.0, pieces, on_top: None, node: Some(0) }], ..Row::default() }
    }

    fn lines_per_page(rows: Vec<Row>, heads: &[Row]) -> Vec<usize> {
        paginate(rows, heads, 100.0).iter().map(|page| page.placed.len()).collect()
    }

    #[test]
    fn a_row_that_does_not_fit_begins_the_next_page_whole() {
        assert_eq!(lines_per_page(vec![row(6), row(6)], &[]), [6, 6]);
    }

    #[test]
    fn a_heading_goes_with_what_it_heads() {
        let heading = Row { keep_with_next: true, ..row(1) };
        assert_eq!(lines_per_page(vec![row(8), heading, row(3)], &[]), [8, 4]);
    }

    #[test]
    fn a_row_taller_than_a_page_is_cut_and_loses_no_line() {
        assert_eq!(lines_per_page(vec![row(25)], &[]), [10, 10, 5]);
        assert_eq!(lines_per_page(vec![row(5), row(25)], &[]), [5, 10, 10, 5]);
    }

    #[test]
    fn a_paragraph_leaves_no_single_line() {
        let paragraph = |lines| Row { flowing: true, ..row(lines) };
        assert_eq!(lines_per_page(vec![row(9), paragraph(5)], &[]), [9, 5]);
        assert_eq!(lines_per_page(vec![row(6), paragraph(5)], &[]), [9, 2]);
    }

    #[test]
    fn a_table_repeats_its_head_on_each_page_as_decoration() {
        let rows = vec![Row { head: Some(0), ..row(9) }, Row { head: Some(0), ..row(9) }];
        let pages = paginate(rows, &[row(1)], 100.0);
        let heads: Vec<_> =
            pages.iter().map(|page| page.placed.first().map(|placed| placed.node)).collect();
        assert_eq!(heads, [Some(None), Some(None)]);
        assert_eq!(pages.iter().map(|page| page.placed.len()).collect::<Vec<_>>(), [10, 10]);
    }

    #[test]
    fn a_piece_taller_than_a_page_does_not_loop() {
        let tall = Row {
            cells: vec![Cell { x: 0.0, pieces: vec![Piece::Gap(500.0)], on_top: None, node: None }],
            ..Row::default()
        };
        assert_eq!(lines_per_page(vec![tall, row(1)], &[]), [1, 1]);
    }

    #[test]
    fn no_rows_make_one_empty_page() {
        assert_eq!(lines_per_page(Vec::new(), &[]), [0]);
    }
}
