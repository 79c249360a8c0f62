//! For the doubter: clocks, how to check, what it proves, and the signatures.

use super::Context;
use crate::content::fill;
use crate::evidence::{Fact, time_span};
use crate::report::paragraph::{BODY, CODE, INK, SMALL, SMALL_MONO, span};
use crate::report::sheet::{Cell, Piece, Role, Row, Sheet, columns};
use crate::report::words::{counted, listed};
use crate::report::{ReportPlace, figures};
use qrcodegen::{QrCode, QrCodeEcc};

/// Side of the QR code in points: modules of half a millimetre, which a phone reads off paper.
const CODE_SIDE: f32 = 118.0;

/// Adds the sections of the last page.
pub(super) fn add(sheet: &mut Sheet, context: &Context<'_>) {
    clocks(sheet, context);
    check(sheet, context);
    let words = &context.words.proof;
    sheet.heading(&words.proves_heading);
    sheet.text(&format!("{} {}", words.proves, words.limits));
    if let Some(example) = sheet.escape.clone() {
        sheet.heading(&words.signs_heading);
        sheet.text(&fill(&words.signs, &[("example", &example)]));
    }
    // The signatures never stand alone on a page.
    if let Some(paragraph) = sheet.rows.last_mut() {
        paragraph.keep_with_next = true;
    }
    signatures(sheet, context);
}

fn clocks(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.clocks;
    let mut said = Vec::new();
    said.extend(noted(context));
    said.extend(restarts(context));
    said.extend(movements(context));
    let own = context.data.own_count();
    if own > 0 {
        said.push(counted(own, &words.own_one, &words.own_many));
    }
    if !said.is_empty() {
        sheet.heading(&words.heading);
        sheet.text(&said.join(" "));
    }
}

/// When the entries were noted, and whether the network set the time.
fn noted(context: &Context<'_>) -> Vec<String> {
    let words = &context.words.clocks;
    let clock = &context.data.clock;
    let mut said = Vec::new();
    let noted = context.entries.iter().filter_map(|entry| entry.known_noted_at_ms());
    if let (Some(first), Some(last)) = (noted.clone().min(), noted.max()) {
        let [from, to] = [first, last].map(|at| figures::instant(at, clock, context.words));
        let template = if context.entries.len() == 1 {
            &words.noted_once
        } else if from == to {
            &words.noted_together
        } else {
            &words.noted_between
        };
        said.push(fill(template, &[("from", &from), ("to", &to)]));
    }
    let not_automatic = numbers(context, |fact| match fact {
        Fact::TimeNotAutomatic { seq } => Some(*seq),
        _ => None,
    });
    if !not_automatic.is_empty() {
        said.push(about(&words.automatic_not, &not_automatic, context));
    } else if context.data.head.size > 0 {
        said.push(words.automatic_all.clone());
    }
    said
}

/// Where the phone was restarted between the entries, and where that is not known. Of one entry there is nothing to say.
fn restarts(context: &Context<'_>) -> Vec<String> {
    let words = &context.words.clocks;
    let unknown = &context.data.clocks.restart_unknown;
    let restarts = restarted(context);
    let mut said = Vec::new();
    if !restarts.is_empty() {
        said.push(about(&words.restarts, &restarts, context));
    }
    if !unknown.is_empty() {
        said.push(about(&words.restarts_unknown, unknown, context));
    }
    if said.is_empty() && context.data.head.size > 1 {
        said.push(words.restarts_none.clone());
    }
    said
}

/// Where the clock was moved between the entries, and where that is not known: across a restart, and where a reading is
/// lacking.
fn movements(context: &Context<'_>) -> Vec<String> {
    let words = &context.words.clocks;
    let clocks = &context.data.clocks;
    let mut said = Vec::new();
    for fact in &clocks.facts {
        if let Fact::ClockMoved { seq, by_ms } = fact {
            let template = if *by_ms < 0 { &words.moved_back } else { &words.moved_forward };
            let before = seq.saturating_sub(1).to_string();
            let values =
                [("before", &*before), ("n", &*seq.to_string()), ("span", &*time_span(*by_ms))];
            said.push(fill(template, &values));
        }
    }
    let moved = !said.is_empty();
    let across = !restarted(context).is_empty();
    if across {
        said.push(words.moved_across.clone());
    }
    if !clocks.movement_unknown.is_empty() {
        said.push(about(&words.moved_unknown, &clocks.movement_unknown, context));
    }
    if !moved && clocks.compared > 0 {
        let all = said.is_empty();
        said.push(if all { &words.moved_none } else { &words.moved_none_else }.clone());
    }
    said
}

fn restarted(context: &Context<'_>) -> Vec<u64> {
    numbers(context, |fact| match fact {
        Fact::BootChanged { seq } => Some(*seq),
        _ => None,
    })
}

fn numbers(context: &Context<'_>, pick: fn(&Fact) -> Option<u64>) -> Vec<u64> {
    context.data.clocks.facts.iter().filter_map(pick).collect()
}

/// `template` with the entries of these numbers filled in.
fn about(template: &str, numbers: &[u64], context: &Context<'_>) -> String {
    let words = &context.words.clocks;
    fill(template, &[("notes", &listed(numbers, &words.note_one, &words.note_many))])
}

fn check(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.proof;
    let data = context.data;
    sheet.heading(&words.heading);
    let left_width = CODE_SIDE + 18.0;
    let right_width = sheet.width - left_width;
    let code_node = sheet.root(Role::Figure(words.qr_alt.clone()));
    let left_node = sheet.root(Role::Paragraph);
    let left = match squares(&data.checkpoint) {
        Some(squares) => vec![Piece::Code { squares, side: CODE_SIDE, node: code_node }],
        None => sheet.pieces(&[vec![span(&*words.qr_too_long, SMALL)]], CODE_SIDE),
    };
    let right_node = sheet.root(Role::Paragraph);
    let mut right = Vec::new();
    for line in sheet.lines(&[span(&*data.head.code, CODE)], right_width - 22.0) {
        right.push(Piece::Framed { line, width: right_width, height: 34.0 });
    }
    right.push(Piece::Gap(7.0));
    let sums_up = if data.head.size == 1 {
        words.code_one.clone()
    } else {
        fill(&words.code_many, &[("n", &data.head.size.to_string())])
    };
    let how = match data.place {
        ReportPlace::Bundle => &words.how,
        ReportPlace::Alone => &words.how_alone,
    };
    let text = format!("{sums_up} {how} {} {}", words.earlier, words.tools);
    right.extend(sheet.pieces(&[vec![span(text, BODY)]], right_width));
    sheet.rows.push(Row {
        cells: vec![
            Cell { x: 0.0, pieces: left, on_top: None, node: Some(left_node) },
            Cell { x: left_width, pieces: right, on_top: None, node: Some(right_node) },
        ],
        padding: 3.0,
        ..Row::default()
    });
    sheet.remark(&words.checkpoint);
    if let Some(remark) = sheet.rows.last_mut() {
        remark.keep_with_next = true;
    }
    sheet.paragraph(&[span(data.checkpoint.trim_end(), SMALL_MONO)]);
}

/// The squares of a QR code with the four-module white border left to the paper; `None` when `text` is too long.
fn squares(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Medium).ok()?;
    let side = code.size();
    Some((0..side).map(|y| (0..side).map(|x| code.get_module(x, y)).collect()).collect())
}

fn signatures(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.proof;
    let halves = columns(sheet.width, [1.0, 1.0]);
    let mut cells = Vec::new();
    for (column, text) in
        halves.into_iter().zip([&words.signature_narrator, &words.signature_receiver])
    {
        let width = column.width - 12.0;
        let node = sheet.root(Role::Paragraph);
        let mut pieces =
            vec![Piece::Gap(36.0), Piece::Stroke { width, color: INK, thickness: 0.8 }];
        pieces.extend(sheet.pieces(&[vec![span(&**text, SMALL)]], width));
        cells.push(Cell { x: column.x, pieces, on_top: None, node: Some(node) });
    }
    sheet.rows.push(Row { cells, ..Row::default() });
}
