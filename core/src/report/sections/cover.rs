//! Title and the table of who and what, on the first page.

use super::Context;
use crate::content::fill;
use crate::devices::Messenger;
use crate::evidence::{EntryBody, Payer, TheftKind, defang, pesos};
use crate::report::figures;
use crate::report::paragraph::{BODY, SMALL, STRONG, Span, TITLE, span};
use crate::report::sheet::{Cell, GAP, Piece, Role, Row, Sheet, columns};
use crate::report::words::counted;

/// Adds both and gives the title back.
pub(super) fn add(sheet: &mut Sheet, context: &Context<'_>) -> String {
    let title = title(context);
    head(sheet, context, &title);
    identity(sheet, context);
    title
}

fn title(context: &Context<'_>) -> String {
    let words = &context.words.title;
    let cases = context.cases();
    let latest = cases.iter().find(|case| Some(case.seq) == context.data.incident);
    let theft = latest.or(cases.first()).map_or(TheftKind::Other, |case| case.theft);
    let template = match theft {
        TheftKind::Takeover => &words.takeover,
        TheftKind::GhostLink => &words.ghost_link,
        TheftKind::LostPhone => &words.lost_phone,
        TheftKind::MoneySent => &words.money_sent,
        TheftKind::Extortion => &words.extortion,
        TheftKind::Other => &words.other,
    };
    let messenger = match context.messenger() {
        Some(messenger) => messenger.name(),
        None => words.any_messenger.as_str(),
    };
    fill(template, &[("messenger", messenger)])
}

/// Lines that end at the right edge of a cell of this width.
fn flush_right(pieces: Vec<Piece>, width: f32) -> Vec<Piece> {
    let moved = |piece| match piece {
        Piece::Line(mut line) => {
            for run in &mut line.runs {
                run.x += width - line.width;
            }
            Piece::Line(line)
        }
        other => other,
    };
    pieces.into_iter().map(moved).collect()
}

fn head(sheet: &mut Sheet, context: &Context<'_>, title: &str) {
    let words = &context.words.title;
    let [left, right] = columns(sheet.width, [72.0, 28.0]);
    let title_node = sheet.root(Role::Title(title.to_owned()));
    let remark_node = sheet.root(Role::Paragraph);
    let made_node = sheet.root(Role::Paragraph);
    let title_pieces = sheet.pieces(&[vec![span(title, TITLE)]], left.width);
    let title_height: f32 = title_pieces.iter().map(Piece::height).sum();
    let mut remark = vec![Piece::Gap(title_height + 5.0)];
    remark.extend(sheet.pieces(&[vec![span(&*words.not_official, SMALL)]], left.width));
    let clock = &context.data.clock;
    let made = [
        vec![span(&*words.made_on, SMALL)],
        vec![span(figures::long_instant(clock.local_time(), context.words), SMALL)],
        vec![span(format!("({})", figures::zone(clock)), SMALL)],
    ];
    let made_pieces = flush_right(sheet.pieces(&made, right.width + GAP), right.width + GAP);
    let cell = |x, pieces, node| Cell { x, pieces, on_top: None, node: Some(node) };
    sheet.rows.push(Row {
        cells: vec![
            cell(left.x, title_pieces, title_node),
            cell(left.x, remark, remark_node),
            cell(right.x, made_pieces, made_node),
        ],
        padding: 5.0,
        ..Row::default()
    });
    sheet.title_line();
}

fn identity(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.identity;
    let narrator = &context.data.options.narrator;
    let mut rows: Vec<(&str, Vec<Vec<Span>>)> = Vec::new();

    let cases = context.cases();
    let titles: Vec<String> = cases.iter().map(|case| defang(&case.title)).collect();
    let name = if cases.len() > 1 { &words.case_many } else { &words.case_one };
    rows.push((name, plain(joined(&titles))));

    let told_by = joined(&[
        narrator.name.clone(),
        labelled(&words.telephone, &narrator.telephone),
        narrator.email.clone(),
        labelled(&words.identification, &narrator.identification),
        narrator.address.clone(),
    ]);
    rows.push((&words.narrator, plain(told_by)));

    let messenger = context.messenger().map(Messenger::name).unwrap_or_default();
    let account = joined(&[
        messenger.to_owned(),
        narrator.telephone.clone(),
        narrator.carrier.clone(),
        narrator.phone_model.clone(),
        labelled(&words.imei, &narrator.imei),
    ]);
    rows.push((&words.account, plain(account)));

    let (reports, complaints) = filings(context);
    rows.push((&words.report, reports));
    rows.push((&words.complaint, complaints));
    rows.push((&words.amount, amount(context)));

    let table = sheet.named_table(columns(sheet.width, [27.0, 73.0]));
    let first_row = sheet.rows.len();
    for (name, paragraphs) in rows {
        if !paragraphs.is_empty() {
            sheet.row(&table, [vec![vec![span(name, SMALL)]], paragraphs]);
        }
    }
    if let Some(row) = sheet.rows.get_mut(first_row) {
        row.space_before = 6.0;
    }
}

/// The reports to an authority and the complaints to the prosecutor that were not taken back, a line each; that they
/// are pending when there are none.
fn filings(context: &Context<'_>) -> (Vec<Vec<Span>>, Vec<Vec<Span>>) {
    let words = &context.words.identity;
    let (mut reports, mut complaints) = (Vec::new(), Vec::new());
    for entry in context.standing() {
        let numbered = |template: &str, number: &str, none: &str| {
            if number.is_empty() { none.to_owned() } else { fill(template, &[("value", number)]) }
        };
        match &entry.body {
            EntryBody::ReportFiled { authority, folio, .. } => {
                let folio = numbered(&words.folio, folio, &words.no_folio);
                let parts = [authority.clone(), folio, context.moment(entry)];
                reports.push(vec![span(joined(&parts), BODY)]);
            }
            EntryBody::ComplaintFiled { authority, carpeta, agent, .. } => {
                let carpeta = numbered(&words.carpeta, carpeta, &words.no_carpeta);
                let agent = numbered(&words.agent, agent, "");
                let parts = [authority.clone(), carpeta, agent, context.moment(entry)];
                complaints.push(vec![span(joined(&parts), BODY)]);
            }
            _ => {}
        }
    }
    let or_pending = |lines: Vec<Vec<Span>>| {
        if lines.is_empty() { plain(words.pending.clone()) } else { lines }
    };
    (or_pending(reports), or_pending(complaints))
}

/// The sum of the transfers that were not taken back; nothing when there are none.
fn amount(context: &Context<'_>) -> Vec<Vec<Span>> {
    let words = &context.words.identity;
    let mut sum = 0_i64;
    let (mut transfers, mut contacts) = (0_u64, 0_u64);
    for entry in context.standing() {
        if let EntryBody::Transfer { payer, amount_centavos, .. } = &entry.body {
            sum = sum.saturating_add(*amount_centavos);
            transfers = transfers.saturating_add(1);
            if *payer == Payer::Contact {
                contacts = contacts.saturating_add(1);
            }
        }
    }
    let mut lines = deceived(context);
    if transfers == 0 {
        return lines;
    }
    let mut rest = format!(" {}", counted(transfers, &words.transfers_one, &words.transfers_many));
    if contacts > 0 {
        rest.push_str("; ");
        rest.push_str(&counted(contacts, &words.by_contacts_one, &words.by_contacts_many));
    }
    lines.insert(0, vec![span(format!("{} MXN", pesos(sum)), STRONG), span(rest, BODY)]);
    lines
}

/// Contacts who were deceived and what they are said to have paid: a sum of its own, because the same money may stand
/// among the transfers.
fn deceived(context: &Context<'_>) -> Vec<Vec<Span>> {
    let words = &context.words.identity;
    let (mut contacts, mut paid) = (0_u64, 0_i64);
    for entry in context.standing() {
        if let EntryBody::ContactDefrauded { paid_centavos, .. } = &entry.body {
            contacts = contacts.saturating_add(1);
            paid = paid.saturating_add(*paid_centavos);
        }
    }
    if contacts == 0 {
        return Vec::new();
    }
    let mut said = counted(contacts, &words.deceived_one, &words.deceived_many);
    if paid > 0 {
        said.push_str(&fill(&words.deceived_paid, &[("amount", &pesos(paid))]));
    }
    plain(said)
}

fn plain(text: String) -> Vec<Vec<Span>> {
    if text.is_empty() { Vec::new() } else { vec![vec![span(text, BODY)]] }
}

fn labelled(template: &str, value: &str) -> String {
    if value.trim().is_empty() { String::new() } else { fill(template, &[("value", value)]) }
}

fn joined(parts: &[String]) -> String {
    let filled: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    filled.join(" · ")
}
