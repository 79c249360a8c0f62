//! Transfers and what they add up to.

use super::Context;
use crate::content::fill;
use crate::evidence::{EntryBody, Payer, bank_of, bank_source, pesos};
use crate::report::figures;
use crate::report::paragraph::{BODY, CORRECTION, FAINT, MONO, SMALL, STRONG, span};
use crate::report::sheet::{Sheet, columns};

/// Adds the section, when there are transfers.
pub(super) fn add(sheet: &mut Sheet, context: &Context<'_>) {
    let words = &context.words.money;
    let transfers: Vec<_> = context
        .entries
        .iter()
        .filter(|entry| matches!(entry.body, EntryBody::Transfer { .. }))
        .collect();
    if transfers.is_empty() {
        return;
    }
    sheet.heading(&words.heading);
    let columns = columns(sheet.width, [7.0, 19.0, 15.0, 12.0, 25.0, 22.0]);
    let titles = [
        &*words.number,
        &*words.when,
        &*words.amount,
        &*words.payer,
        &*words.receiver,
        &*words.tracking,
    ];
    let table = sheet.table(columns, titles);
    let (mut mine, mut contacts) = (0_i64, 0_i64);
    let (mut left_out, mut superseded, mut corrected, mut by_clabe) = (false, false, false, false);
    let mut correction_withheld = false;
    for entry in transfers {
        let EntryBody::Transfer {
            payer,
            amount_centavos,
            tracking_key,
            clabe,
            card,
            bank,
            bank_folio,
            ..
        } = &entry.body
        else {
            continue;
        };
        let amount = *amount_centavos;
        let mut amount_cell = vec![vec![span(pesos(amount), STRONG)]];
        if entry.retracted {
            left_out = true;
            amount_cell.push(vec![span(&*words.retracted, CORRECTION)]);
        } else if context.is_superseded(entry) {
            superseded = true;
            amount_cell.push(vec![span(&*words.corrected, CORRECTION)]);
        } else {
            if entry.amended_by.is_some() {
                correction_withheld |= entry.superseded;
                corrected |= !entry.superseded;
                amount_cell.push(vec![span(&*words.corrected, CORRECTION)]);
            }
            let sum = if *payer == Payer::Me { &mut mine } else { &mut contacts };
            *sum = sum.saturating_add(amount);
        }
        let payer = if *payer == Payer::Me { &words.me } else { &words.contact };
        let mut receiver = Vec::new();
        if !clabe.is_empty() {
            receiver.push(vec![span(figures::clabe(clabe), MONO)]);
        }
        if !card.is_empty() {
            receiver.push(vec![span(fill(&words.card, &[("value", card)]), BODY)]);
        }
        if !bank.is_empty() {
            receiver.push(vec![span(&**bank, BODY)]);
        } else if let Some(name) = bank_of(clabe) {
            by_clabe = true;
            receiver.push(vec![span(fill(&words.bank_by_clabe, &[("value", name)]), BODY)]);
        }
        let mut tracking = Vec::new();
        if !tracking_key.is_empty() {
            tracking.push(vec![span(&**tracking_key, MONO)]);
        }
        if !bank_folio.is_empty() {
            tracking.push(vec![span(fill(&words.folio, &[("value", bank_folio)]), SMALL)]);
        }
        let cells = [
            vec![vec![span(entry.seq.to_string(), FAINT)]],
            vec![vec![span(context.moment(entry), BODY)]],
            amount_cell,
            vec![vec![span(&**payer, BODY)]],
            receiver,
            tracking,
        ];
        sheet.row(&table, cells);
    }
    total(sheet, context, mine, contacts);
    if by_clabe {
        let source =
            bank_source().map_or("", |source| source.name.get(context.data.options.language));
        sheet.remark(&fill(&words.bank_by_clabe_note, &[("source", source)]));
    }
    if left_out {
        sheet.remark(&words.retracted_left_out);
    }
    if superseded {
        sheet.remark(&words.superseded_left_out);
    }
    if correction_withheld {
        sheet.remark(&words.correction_withheld);
    }
    if corrected {
        sheet.remark(&words.corrections);
    }
}

fn total(sheet: &mut Sheet, context: &Context<'_>, mine: i64, contacts: i64) {
    let words = &context.words.money;
    let sum = pesos(mine.saturating_add(contacts));
    let mut spans = vec![span(fill(&words.total, &[("amount", &sum)]), STRONG)];
    if mine > 0 && contacts > 0 {
        let parts = [(&words.total_me, mine), (&words.total_contact, contacts)]
            .map(|(template, part)| fill(template, &[("amount", &pesos(part))]));
        spans.push(span(format!(" ({})", parts.join("; ")), BODY));
    }
    sheet.paragraph(&spans);
}
