//! A play in words, with what was done of it.

use super::contact::{cards, source_lines};
use super::table::{self, Noted};
use super::{
    CaseFacts, ClockStart, Filing, Place, PlayPage, PlayStep, RecoveryError, Scope, Sim, Situation,
    StepForm, StepState, StepTarget,
};
use crate::clock::{ago, date_in_words};
use crate::content::{PlayContent, StepContent, Text, plays};
use crate::evidence::{Entry, EntryBody, EvidenceLog, retracted};
use crate::reminders::{ClockState, RecoveryClock};
use crate::store::CareState;
use crate::{ClockReading, Language};
use std::collections::BTreeSet;

/// What is known of an incident when its play is shown.
pub(super) struct Progress {
    noted: Vec<Noted>,
    entries: Vec<Entry>,
    retracted: BTreeSet<u64>,
}

/// The form of a step that is done once this is in the log. That somebody made contact is no step done.
pub(super) fn form_of(body: &EntryBody) -> Option<StepForm> {
    match body {
        EntryBody::Transfer { .. } => Some(StepForm::Transfer),
        EntryBody::ReportFiled { .. } => Some(StepForm::Report),
        EntryBody::ComplaintFiled { .. } => Some(StepForm::Complaint),
        EntryBody::Threat { .. } => Some(StepForm::Threat),
        _ => None,
    }
}

/// Whether a clock is of that kind and runs.
pub(super) fn is_running(clock: &RecoveryClock, clock_id: &str) -> bool {
    clock.clock_id == clock_id && clock.state == ClockState::Running
}

impl Progress {
    /// Of an incident; of none, nothing was done yet.
    pub(super) fn of(
        state: &CareState,
        log: Option<&EvidenceLog>,
        incident: Option<u64>,
    ) -> Result<Self, RecoveryError> {
        let Some(incident) = incident else {
            return Ok(Self { noted: Vec::new(), entries: Vec::new(), retracted: BTreeSet::new() });
        };
        let entries = log.map(EvidenceLog::entries).transpose()?.unwrap_or_default();
        let retracted = retracted(&entries);
        Ok(Self {
            noted: table::steps(state.connection(), incident)?,
            entries: entries
                .into_iter()
                .filter(|entry| entry.incident == Some(incident))
                .filter(|entry| !retracted.contains(&entry.seq))
                .collect(),
            retracted,
        })
    }

    /// How a step stands, and the note by which it is done when nobody marked it. A step whose note is in the log is
    /// done, whoever wrote it there; one whose entry was taken back is not.
    fn state(&self, step: &StepContent) -> (StepState, Option<u64>) {
        let is_taken_back =
            |noted: &&Noted| noted.entry.is_some_and(|seq| self.retracted.contains(&seq));
        let noted = self.noted.iter().find(|noted| noted.step == step.id);
        let noted = noted.filter(|noted| !is_taken_back(noted));
        if let Some(Noted { state: StepState::Done { at_ms }, .. }) = noted {
            return (StepState::Done { at_ms: *at_ms }, None);
        }
        let is_its_note = |entry: &&Entry| step.form.is_some() && form_of(&entry.body) == step.form;
        match (self.entries.iter().rev().find(is_its_note), noted) {
            (Some(entry), _) => (StepState::Done { at_ms: entry.noted.at_ms() }, Some(entry.seq)),
            (None, Some(noted)) => (noted.state.clone(), None),
            (None, None) => (StepState::Open, None),
        }
    }

    /// How many steps are done, of how many.
    pub(super) fn done(&self, play: &PlayContent, facts: &CaseFacts) -> (usize, usize) {
        let steps: Vec<_> = play.steps_for(facts).collect();
        let is_done = |step: &&&StepContent| matches!(self.state(step).0, StepState::Done { .. });
        (steps.iter().filter(is_done).count(), steps.len())
    }

    fn filing(&self, which: StepForm) -> Option<Filing> {
        self.entries.iter().rev().find_map(|entry| {
            match (&entry.body, which) {
                (EntryBody::ReportFiled { authority, folio, .. }, StepForm::Report) => {
                    Some((authority, folio))
                }
                (EntryBody::ComplaintFiled { authority, carpeta, .. }, StepForm::Complaint) => {
                    Some((authority, carpeta))
                }
                _ => None,
            }
            .map(|(authority, number)| Filing {
                seq: entry.seq,
                authority: authority.clone(),
                number: number.clone(),
            })
        })
    }
}

/// The words for how far a play is.
pub(super) fn progress_line((done, total): (usize, usize), language: Language) -> String {
    let (count, total) = (done.to_string(), total.to_string());
    plays().words.progress.fill(language, &[("count", &count), ("total", &total)])
}

/// A play as its screen shows it.
pub(super) fn page(
    situation: Situation,
    incident: Option<u64>,
    facts: CaseFacts,
    progress: &Progress,
    clocks: Vec<RecoveryClock>,
    clock: &ClockReading,
    language: Language,
) -> Result<PlayPage, RecoveryError> {
    let play = plays().of(situation).ok_or(RecoveryError::NoSuchStep)?;
    let teller = Teller { facts: &facts, progress, clocks: &clocks, clock, language };
    let steps = play.steps_for(&facts).map(|step| teller.step(step)).collect();
    Ok(PlayPage {
        situation,
        incident,
        title: play.title.get(language).to_owned(),
        lead: play.lead.get(language).to_owned(),
        asks_sim: play.asks_sim && facts.sim == Sim::NotSaid,
        steps,
        progress: progress_line(progress.done(play, &facts), language),
        never: play.never.iter().map(|never| never.get(language).to_owned()).collect(),
        report: progress.filing(StepForm::Report),
        complaint: progress.filing(StepForm::Complaint),
        clocks,
        facts,
    })
}

struct Teller<'a> {
    facts: &'a CaseFacts,
    progress: &'a Progress,
    clocks: &'a [RecoveryClock],
    clock: &'a ClockReading,
    language: Language,
}

impl Teller<'_> {
    fn word(&self, text: &Text) -> String {
        text.fill(self.language, &[("messenger", self.facts.messenger.name())])
    }

    fn step(&self, step: &StepContent) -> PlayStep {
        let (state, noted_in) = self.progress.state(step);
        let contacts = cards(&step.contacts, self.clock, self.language);
        let is_local = contacts.iter().any(|contact| contact.scope == Scope::MexicoCity);
        let is_helped = !self.facts.helper.is_empty();
        // The messenger on the phone of who helps is not the one that was stolen.
        let opens = step.opens.filter(|target| !(is_helped && *target == StepTarget::Messenger));
        PlayStep {
            id: step.id.clone(),
            title: self.word(&step.title),
            why: self.word(&step.why),
            how: step.how.iter().map(|how| self.word(how)).collect(),
            asked: self.word(&step.asked),
            never: self.word(&step.never),
            otherwise: self.word(&step.otherwise),
            done_label: self.word(step.done_label.as_ref().unwrap_or(&plays().words.done)),
            state_line: self.state_line(&state),
            state,
            noted_in,
            asks_place: self.facts.place == Place::NotSaid && is_local,
            contacts,
            text_id: step.text.clone(),
            form: step.form,
            opens,
            clock: step.clock.as_ref().map(|offer| ClockStart {
                label: self.word(&offer.label),
                running: self.clocks.iter().any(|clock| is_running(clock, &offer.id)),
            }),
            source_lines: source_lines(&step.sources, self.clock, self.language),
        }
    }

    fn state_line(&self, state: &StepState) -> String {
        let words = &plays().words;
        let today = self.clock.local_date();
        let noted_ago = |at_ms: i64| ago(self.clock.date_of(at_ms), today, self.language);
        match state {
            StepState::Open => String::new(),
            StepState::Done { at_ms } => {
                words.done_line.fill(self.language, &[("ago", &noted_ago(*at_ms))])
            }
            StepState::CouldNot { at_ms } => {
                words.could_not_line.fill(self.language, &[("ago", &noted_ago(*at_ms))])
            }
            StepState::Later { date } => {
                let text = if table::has_passed(date, today) {
                    &words.later_passed_line
                } else {
                    &words.later_line
                };
                let date = date.parse().map_or_else(
                    |_| date.clone(),
                    |date| date_in_words(date, today, self.language),
                );
                text.fill(self.language, &[("date", &date)])
            }
        }
    }
}
