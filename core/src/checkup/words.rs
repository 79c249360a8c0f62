//! The checkup in words: rows, changes and the one sentence of the home screen.

use super::evaluate::Evaluated;
use super::{CheckupItem, Overall, OverallAction, Verdict, VerdictChange};
use crate::clock::{add_days, ago, date_in_words, days_in_words, duration_in_words};
use crate::content::{Checklist, FindingKind, FindingWords, OverallWords, Text};
use crate::devices::{self, Device, Messenger};
use crate::{ClockReading, Language};
use chrono::NaiveDate;

/// What every sentence needs to know.
#[derive(Clone, Copy)]
pub(super) struct Wording<'a> {
    pub(super) checklist: &'a Checklist,
    pub(super) clock: &'a ClockReading,
    pub(super) language: Language,
}

impl Wording<'_> {
    fn today(&self) -> NaiveDate {
        self.clock.local_date()
    }

    /// Fills a text of an item with what was found.
    pub(super) fn fill(
        &self,
        text: &Text,
        evaluated: &Evaluated<'_>,
        messenger: Messenger,
    ) -> String {
        let finding = &evaluated.finding;
        let (today, language) = (self.today(), self.language);
        let days = finding.days.map(|days| days_in_words(days, language)).unwrap_or_default();
        let ago = finding.date.map(|date| ago(date, today, language)).unwrap_or_default();
        let date =
            finding.date.map(|date| date_in_words(date, today, language)).unwrap_or_default();
        let names = finding.names.join(", ");
        let duration = finding.seconds.map(duration_in_words).unwrap_or_default();
        text.fill(
            language,
            &[
                ("names", &names),
                ("duration", &duration),
                ("days", &days),
                ("ago", &ago),
                ("date", &date),
                ("messenger", messenger.name()),
                ("minutes", &evaluated.content.minutes.to_string()),
            ],
        )
    }

    /// Where statements come from and when they were checked.
    pub(super) fn source_line(&self, source_id: &str) -> String {
        self.checklist.source_line.word(source_id, Some(self.today()), self.language)
    }

    fn own(&self, text: &Text, evaluated: &Evaluated<'_>) -> String {
        self.fill(text, evaluated, evaluated.messenger.unwrap_or(Messenger::WhatsApp))
    }

    fn finding_words<'b>(&'b self, evaluated: &'b Evaluated<'_>) -> Option<&'b FindingWords> {
        self.checklist.words(evaluated.content, evaluated.finding.kind)
    }

    fn title(&self, evaluated: &Evaluated<'_>) -> String {
        self.own(&evaluated.content.title, evaluated)
    }

    fn line(&self, evaluated: &Evaluated<'_>) -> String {
        let mut line = self
            .finding_words(evaluated)
            .map(|words| self.own(&words.line, evaluated))
            .unwrap_or_default();
        if evaluated.finding.from_elsewhere {
            line.push_str(&format!(" · {}", self.checklist.from_elsewhere.get(self.language)));
        }
        line
    }

    /// The row of an item.
    pub(super) fn item(&self, evaluated: &Evaluated<'_>) -> CheckupItem {
        CheckupItem {
            id: evaluated.id.clone(),
            group: evaluated.content.group,
            title: self.title(evaluated),
            line: self.line(evaluated),
            verdict: evaluated.finding.verdict,
            basis: evaluated.finding.basis,
            days: evaluated.finding.days,
            minutes: evaluated.content.minutes,
        }
    }

    /// The score, and which part of it is measured.
    pub(super) fn score(&self, ok: u32, measured: u32, counted: u32) -> String {
        let declared = ok.saturating_sub(measured);
        let values = [
            ("ok", ok.to_string()),
            ("count", counted.to_string()),
            ("measured", measured.to_string()),
            ("declared", declared.to_string()),
        ];
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.checklist.score.fill(self.language, &values)
    }

    /// What is said of rules that were last thought over too long ago.
    pub(super) fn rules_note(&self) -> Option<String> {
        let date = date_in_words(self.checklist.dated, self.today(), self.language);
        let are_old = self.checklist.rules_are_old(self.today());
        are_old.then(|| self.checklist.rules_old.fill(self.language, &[("date", &date)]))
    }

    /// The worst thing first: at risk, then due, then unknown; among equals the lowest priority number.
    pub(super) fn overall(
        &self,
        evaluated: &[Evaluated<'_>],
        devices: &[Device],
        is_first: bool,
    ) -> Overall {
        let worst = evaluated
            .iter()
            .filter(|item| item.finding.verdict != Verdict::Ok && item.counts())
            .min_by_key(|item| (item.finding.verdict.badness(), item.content.priority));
        let Some(worst) = worst else { return self.all_ok(evaluated) };
        let verdict = worst.finding.verdict;
        if let Some(overall) = self.pending_device(worst, devices) {
            return overall;
        }
        if is_first && verdict != Verdict::AtRisk {
            let words = &self.checklist.overall.first;
            return self.general(words, worst, verdict, OverallAction::Questions);
        }
        let general = match verdict {
            Verdict::Ok | Verdict::NotApplicable => &self.checklist.overall.ok,
            Verdict::Due => &self.checklist.overall.due,
            Verdict::AtRisk => &self.checklist.overall.at_risk,
            Verdict::Unknown => &self.checklist.overall.unknown,
        };
        let action = match worst.content.no_opens {
            Some(situation) if worst.finding.kind == FindingKind::No => {
                OverallAction::Play { situation }
            }
            _ => OverallAction::Item { id: worst.id.clone() },
        };
        let mut overall = self.general(general, worst, verdict, action);
        if let Some(words) = self.finding_words(worst) {
            if let Some(headline) = &words.headline {
                overall.headline = self.own(headline, worst);
            }
            if let Some(detail) = &words.detail {
                overall.detail = self.own(detail, worst);
            }
            if let Some(label) = &words.action {
                overall.action_label = self.own(label, worst);
            }
        }
        overall
    }

    fn general(
        &self,
        words: &OverallWords,
        item: &Evaluated<'_>,
        verdict: Verdict,
        action: OverallAction,
    ) -> Overall {
        let (title, line) = (self.title(item), self.line(item));
        let minutes = item.content.minutes.to_string();
        let values =
            [("title", title.as_str()), ("line", line.as_str()), ("minutes", minutes.as_str())];
        Overall {
            verdict,
            headline: words.headline.fill(self.language, &values),
            detail: words.detail.fill(self.language, &values),
            action_label: words.action.fill(self.language, &values),
            action,
        }
    }

    fn pending_device(&self, worst: &Evaluated<'_>, devices: &[Device]) -> Option<Overall> {
        let id = worst.finding.device_id?;
        let device = devices.iter().find(|device| device.id == id)?;
        let words = devices::pending_words(device, self.clock, self.language)?;
        Some(Overall {
            verdict: worst.finding.verdict,
            headline: words.headline,
            detail: words.detail,
            action_label: words.action,
            action: OverallAction::Device { id },
        })
    }

    fn all_ok(&self, evaluated: &[Evaluated<'_>]) -> Overall {
        let words = &self.checklist.overall.ok;
        let next = evaluated.iter().filter_map(ages_on).min();
        let detail = match (next, &words.next) {
            (Some(date), Some(text)) => {
                let date = date_in_words(date, self.today(), self.language);
                text.fill(self.language, &[("date", &date)])
            }
            _ => words.detail.get(self.language).to_owned(),
        };
        Overall {
            verdict: Verdict::Ok,
            headline: words.headline.get(self.language).to_owned(),
            detail,
            action_label: words.action.get(self.language).to_owned(),
            action: OverallAction::Checkup,
        }
    }

    /// That a point turned to a verdict, in words that fit any point.
    pub(super) fn turned(&self, title: &str, now: Verdict) -> String {
        self.checklist.changes.turned(now).fill(self.language, &[("title", title)])
    }

    /// That a point was not in the checkup before.
    pub(super) fn appeared(&self, title: &str) -> String {
        self.checklist.changes.appeared.fill(self.language, &[("title", title)])
    }

    /// How the change of an item's verdict is told; `since` is the day of the checkup before, and `before` nothing for
    /// an item that was not in it.
    pub(super) fn change(
        &self,
        evaluated: &Evaluated<'_>,
        before: Option<Verdict>,
        since: NaiveDate,
    ) -> VerdictChange {
        let now = evaluated.finding.verdict;
        let own = self.finding_words(evaluated).and_then(|words| words.changed.as_ref());
        let change = match own {
            Some(text) => self.own(text, evaluated),
            None if before.is_none() => self.appeared(&self.title(evaluated)),
            None => self.turned(&self.title(evaluated), now),
        };
        VerdictChange {
            id: evaluated.id.clone(),
            before: before.unwrap_or(Verdict::NotApplicable),
            now,
            sentence: self.framed(&change, since),
            has_page: true,
        }
    }

    /// That an item is no longer in the checkup; nothing for one that the checklist no longer has.
    pub(super) fn gone(
        &self,
        id: String,
        before: Verdict,
        since: NaiveDate,
    ) -> Option<VerdictChange> {
        let now = Verdict::NotApplicable;
        let title = self.checklist.title(&id, self.language)?;
        let sentence = self.framed(&self.turned(&title, now), since);
        Some(VerdictChange { id, before, now, sentence, has_page: false })
    }

    /// A change with the day since which it holds.
    fn framed(&self, change: &str, since: NaiveDate) -> String {
        let words = &self.checklist.changes;
        let frame = if since == self.today() { &words.today } else { &words.since };
        let since = date_in_words(since, self.today(), self.language);
        frame.fill(self.language, &[("date", &since), ("change", change)])
    }
}

/// The date on which an answer that is good today will have grown old.
fn ages_on(evaluated: &Evaluated<'_>) -> Option<NaiveDate> {
    let finding = &evaluated.finding;
    let ages = matches!(
        finding.kind,
        FindingKind::Yes | FindingKind::DoesNotApply | FindingKind::AllClosed | FindingKind::Looked
    );
    let stale_after = evaluated.content.stale_after_days?;
    finding.date.filter(|_| ages).map(|date| add_days(date, stale_after))
}
