//! The files: list, and thumbnails of pictures.

use super::{Annex, Context};
use crate::content::fill;
use crate::evidence::Attachment;
use crate::report::figures;
use crate::report::paragraph::{BODY, SMALL, SMALL_MONO, span};
use crate::report::picture::{LARGEST_FILE, PictureProblem, is_picture, thumbnail};
use crate::report::sheet::{Cell, Piece, Role, Row, Sheet, columns};
use crate::report::words::listed;
use krilla::image::Image;

/// Thumbnails side by side.
const PER_ROW: usize = 4;
/// Height of the room for a thumbnail in points.
const ROOM_HEIGHT: f32 = 185.0;
/// Height of the box that stands for a picture that cannot be shown, in points.
const PLACEHOLDER_HEIGHT: f32 = 96.0;
/// Pixels of a thumbnail, at most: about 250 a printed inch.
const BOX_PIXELS: (u32, u32) = (400, 700);

/// Adds the section, when there are files.
pub(super) fn add(
    sheet: &mut Sheet,
    context: &Context<'_>,
    read: &dyn Fn(&Attachment) -> Option<Vec<u8>>,
) {
    if context.annexes.is_empty() {
        return;
    }
    list(sheet, context);
    let pictures: Vec<&Annex<'_>> =
        context.annexes.iter().filter(|annex| is_picture(&annex.file.media_type)).collect();
    if pictures.is_empty() {
        return;
    }
    sheet.remark(&context.words.annexes.pictures);
    if let Some(remark) = sheet.rows.last_mut() {
        remark.keep_with_next = true;
        remark.space_before = 12.0;
    }
    for row in pictures.chunks(PER_ROW) {
        pictures_row(sheet, context, row, read);
    }
}

fn list(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.annexes;
    sheet.heading(&words.heading);
    let columns = columns(sheet.width, [8.0, 28.0, 17.0, 16.0, 31.0]);
    let titles = [&*words.letter, &*words.file, &*words.added, &*words.size, &*words.hash];
    let table = sheet.table(columns, titles);
    for annex in &context.annexes {
        let file = annex.file;
        let entries = listed(&annex.entries, &words.note_one, &words.note_many);
        let instant = |at| figures::instant(at, &context.data.clock, context.words);
        let added = annex.added_at_ms.map_or_else(|| "—".to_owned(), instant);
        let size = fill(&words.bytes, &[("n", &figures::count(file.bytes))]);
        let (first, second) = file.sha256.split_at_checked(32).unwrap_or((&file.sha256, ""));
        let cells = [
            vec![vec![span(&*annex.letter, BODY)]],
            vec![
                vec![span(&*file.name, BODY)],
                vec![span(format!("{} · {entries}", file.media_type), SMALL)],
            ],
            vec![vec![span(added, BODY)]],
            vec![vec![span(size, BODY)]],
            vec![vec![span(first, SMALL_MONO)], vec![span(second, SMALL_MONO)]],
        ];
        sheet.row(&table, cells);
    }
}

fn pictures_row(
    sheet: &mut Sheet,
    context: &Context<'_>,
    row: &[&Annex<'_>],
    read: &dyn Fn(&Attachment) -> Option<Vec<u8>>,
) {
    let words = &context.words.annexes;
    let room = columns(sheet.width, [1.0; PER_ROW]);
    let mut cells = Vec::new();
    for (annex, column) in row.iter().zip(room) {
        let letter = [("letter", annex.letter.as_str())];
        let node = sheet.root(Role::Paragraph);
        let picture = match picture(annex.file, read) {
            Ok(image) => {
                let (width, height) = size(&image, column.width);
                let node = sheet.root(Role::Figure(fill(&words.figure_alt, &letter)));
                Piece::Picture { image, width, height, node }
            }
            Err(problem) => {
                let text = match problem {
                    PictureProblem::Unreadable => &words.unreadable,
                    PictureProblem::NotShown => &words.no_preview,
                    PictureProblem::TooLarge => &words.too_large,
                };
                let lines = sheet.lines(&[span(&**text, SMALL)], column.width - 12.0);
                Piece::Placeholder { lines, width: column.width, height: PLACEHOLDER_HEIGHT }
            }
        };
        let mut pieces = vec![picture, Piece::Gap(2.0)];
        pieces
            .extend(sheet.pieces(&[vec![span(fill(&words.figure, &letter), SMALL)]], column.width));
        cells.push(Cell { x: column.x, pieces, on_top: None, node: Some(node) });
    }
    sheet.rows.push(Row { cells, space_before: 6.0, padding: 2.0, ..Row::default() });
}

fn picture(
    file: &Attachment,
    read: &dyn Fn(&Attachment) -> Option<Vec<u8>>,
) -> Result<Image, PictureProblem> {
    if file.bytes > LARGEST_FILE {
        return Err(PictureProblem::TooLarge);
    }
    let bytes = read(file).ok_or(PictureProblem::Unreadable)?;
    thumbnail(&bytes, &file.media_type, BOX_PIXELS.0, BOX_PIXELS.1)
}

/// Width and height in points that fill the room without distortion; a small picture is not blown up beyond 72 pixels
/// an inch.
fn size(image: &Image, room_width: f32) -> (f32, f32) {
    let (width, height) = image.size();
    let side = |pixels: u32| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX)).max(1.0);
    let (width, height) = (side(width), side(height));
    let ratio = (room_width / width).min(ROOM_HEIGHT / height).min(1.0);
    ((width * ratio).max(1.0), (height * ratio).max(1.0))
}
