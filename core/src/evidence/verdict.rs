//! A verification report in plain words: `core/content/verdict.toml`.

use super::types::{Fact, Finding, FindingKind, VerificationOutcome, VerificationReport};
use super::wording::time_span;
use crate::Language;
use crate::content::{self, Text};
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

static WORDS: LazyLock<VerdictWords> = LazyLock::new(|| content::file(packed!("verdict.toml")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictWords {
    verified: Text,
    failed: Text,
    cannot_judge: Text,
    code: Text,
    counts: Text,
    findings: Text,
    facts: Text,
    at_entry: Text,
    finding: FindingWords,
    fact: FactWords,
    command: CommandWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingWords {
    entry_altered: Text,
    entry_missing: Text,
    order_changed: Text,
    root_mismatch: Text,
    signature_bad: Text,
    key_changed: Text,
    not_an_extension: Text,
    truncated: Text,
    file_missing: Text,
    file_altered: Text,
    file_unlisted: Text,
    malformed: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactWords {
    withheld: Text,
    clock_moved_back: Text,
    clock_moved_forward: Text,
    boot_changed: Text,
    time_not_automatic: Text,
    no_anchor: Text,
    anchor_reaches: Text,
}

/// What `candado-verify` says besides the verdict.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandWords {
    /// How it is called.
    pub usage: Text,
    /// There is no such `{file}`.
    pub not_there: Text,
    /// The `{file}` cannot be read, or not to its end.
    pub unreadable: Text,
}

/// What `candado-verify` says besides the verdict.
#[must_use]
pub fn command_words() -> &'static CommandWords {
    &WORDS.command
}

impl VerificationReport {
    /// The report for a terminal: the verdict, what does not agree, what is worth knowing. Every line is ended.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let words = &*WORDS;
        let outcome = match self.outcome {
            VerificationOutcome::Verified => &words.verified,
            VerificationOutcome::Failed => &words.failed,
            VerificationOutcome::CannotJudge => &words.cannot_judge,
        };
        let mut lines = vec![outcome.get(language).to_owned()];
        if !self.head_code.is_empty() {
            lines.push(words.code.fill(language, &[("code", &self.head_code)]));
            let (entries, files) = (self.entries.to_string(), self.files.to_string());
            let counts = [("entries", entries.as_str()), ("files", files.as_str())];
            lines.push(words.counts.fill(language, &counts));
        }
        let findings = self.findings.iter().map(|finding| finding.in_words(language)).collect();
        list(&mut lines, &words.findings, language, findings);
        let facts = self.facts.iter().map(|fact| fact.in_words(language)).collect();
        list(&mut lines, &words.facts, language, facts);
        lines.push(String::new());
        lines.join("\n")
    }
}

fn list(lines: &mut Vec<String>, title: &Text, language: Language, items: Vec<String>) {
    if !items.is_empty() {
        lines.push(format!("\n{}", title.get(language)));
        lines.extend(items.into_iter().map(|item| format!("  - {item}")));
    }
}

impl Finding {
    /// Its place, what it means, and its name in the format. An entry is called by its `seq`, as in report and app.
    fn in_words(&self, language: Language) -> String {
        let words = &WORDS.finding;
        let meaning = match self.kind {
            FindingKind::EntryAltered => &words.entry_altered,
            FindingKind::EntryMissing => &words.entry_missing,
            FindingKind::OrderChanged => &words.order_changed,
            FindingKind::RootMismatch => &words.root_mismatch,
            FindingKind::SignatureBad => &words.signature_bad,
            FindingKind::KeyChanged => &words.key_changed,
            FindingKind::NotAnExtension => &words.not_an_extension,
            FindingKind::Truncated => &words.truncated,
            FindingKind::FileMissing => &words.file_missing,
            FindingKind::FileAltered => &words.file_altered,
            FindingKind::FileUnlisted => &words.file_unlisted,
            FindingKind::Malformed => &words.malformed,
        };
        let entry = self.seq.map(|seq| WORDS.at_entry.fill(language, &[("n", &seq.to_string())]));
        let place: Vec<&str> = entry.as_deref().into_iter().chain(self.file.as_deref()).collect();
        let place = if place.is_empty() { String::new() } else { place.join(", ") + ": " };
        let name = serde_json::to_value(self.kind).unwrap_or_default();
        format!("{place}{} ({})", meaning.get(language), name.as_str().unwrap_or_default())
    }
}

impl Fact {
    fn in_words(&self, language: Language) -> String {
        let words = &WORDS.fact;
        let at = |text: &Text, seq: u64| text.fill(language, &[("n", &seq.to_string())]);
        match self {
            Fact::Withheld { count } => {
                words.withheld.fill(language, &[("count", &count.to_string())])
            }
            Fact::ClockMoved { seq, by_ms } => {
                let template =
                    if *by_ms < 0 { &words.clock_moved_back } else { &words.clock_moved_forward };
                let values = [("span", &*time_span(*by_ms)), ("n", &seq.to_string())];
                template.fill(language, &values)
            }
            Fact::BootChanged { seq } => at(&words.boot_changed, *seq),
            Fact::TimeNotAutomatic { seq } => at(&words.time_not_automatic, *seq),
            Fact::NoAnchor => words.no_anchor.get(language).to_owned(),
            Fact::AnchorReaches { size } => at(&words.anchor_reaches, size.saturating_sub(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> VerificationReport {
        let finding =
            |kind, seq, file: Option<&str>| Finding { kind, seq, file: file.map(str::to_owned) };
        VerificationReport {
            outcome: VerificationOutcome::Failed,
            entries: 9,
            files: 2,
            head_code: "9 · 7K3F9-QXD2M-B81WZ-04CHT".into(),
            findings: vec![
                finding(FindingKind::EntryAltered, Some(3), None),
                finding(FindingKind::RootMismatch, None, None),
                finding(FindingKind::FileMissing, None, Some("informe.pdf")),
            ],
            facts: vec![
                Fact::Withheld { count: 1 },
                Fact::ClockMoved { seq: 7, by_ms: -10_800_000 },
                Fact::NoAnchor,
            ],
        }
    }

    #[test]
    fn a_report_says_what_where_and_by_which_name() {
        assert_eq!(
            report().in_words(Language::Spanish),
            "✗ ALGO NO COINCIDE\n\
             Código de este paquete: 9 · 7K3F9-QXD2M-B81WZ-04CHT\n\
             Notas: 9   Archivos: 2\n\
             \n\
             Lo que no coincide:\n  \
               - nota 3: una nota no es la que se firmó (entry-altered)\n  \
               - las notas no son las que resume la firma (root-mismatch)\n  \
               - informe.pdf: falta un archivo (file-missing)\n\
             \n\
             Conviene saber:\n  \
               - Notas que no se entregaron: 1. La firma las cuenta.\n  \
               - Entre la nota 7 y la entregada antes de ella, el reloj del teléfono se atrasó 3 h.\n  \
               - Sin un código completo, dado antes a otra persona, no se puede saber si se cortó algo del final.\n"
        );
        assert!(
            report().in_words(Language::English).contains("  - entry 3: an entry is not the one")
        );
    }

    #[test]
    fn a_clock_and_a_code_are_said_by_how_much_and_how_far() {
        let facts =
            vec![Fact::ClockMoved { seq: 2, by_ms: 65_000 }, Fact::AnchorReaches { size: 5 }];
        let report = VerificationReport { facts, ..report() };
        let spanish = report.in_words(Language::Spanish);
        assert!(spanish.contains("se adelantó 1 min 5 s.\n"), "{spanish}");
        assert!(spanish.contains("alcanza hasta la nota 4. De las que siguen"), "{spanish}");
        let english = report.in_words(Language::English);
        assert!(english.contains("was moved forward 1 min 5 s.\n"), "{english}");
        assert!(english.contains("reaches as far as entry 4. Of those behind"), "{english}");
    }

    #[test]
    fn what_is_no_bundle_has_neither_code_nor_counts() {
        let report = VerificationReport {
            outcome: VerificationOutcome::CannotJudge,
            head_code: String::new(),
            findings: Vec::new(),
            facts: Vec::new(),
            ..report()
        };
        assert_eq!(report.in_words(Language::English), "? CANNOT BE JUDGED\n");
    }
}
