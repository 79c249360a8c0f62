//! When it has happened: the right first step, the plays that follow, who to call and what to say.
//!
//! Plays are data ([`crate::content::plays`]); here is what the person did of them. Progress lies in `state.db`; what
//! was done becomes an entry of the evidence log first and is marked in `state.db` after, so that a phone that dies in
//! between has the evidence and asks about the step once more.

mod contact;
mod page;
mod ready_text;
mod table;
mod types;

pub use contact::contacts;
pub use ready_text::{ready_text, ready_texts};
pub(crate) use table::{CasesSaid, StepPlaces, postponed};
pub use types::{
    CaseFact, CaseFacts, ClockStart, ContactCard, ContactNumber, ContactPage, Filing, Place,
    PlayPage, PlayRun, PlayStep, ReadyText, Scope, Sim, Situation, StepForm, StepMark, StepState,
    StepTarget, Triage, TriageAnswer,
};

use crate::checkup::{MessengerReading, MessengerSignal, Snapshot};
use crate::content::{Text, plays};
use crate::devices::Messenger;
use crate::evidence::{
    EntryBody, EntryField, EvidenceError, EvidenceLog, FieldProblem, Happened, NewEntry,
    this_minute,
};
use crate::reminders::{RecoveryClock, ReminderError, clocks, date_ahead};
use crate::store::{CareState, Setting, StoreError};
use crate::telephone::{self, TelephoneReading};
use crate::{ClockReading, Language, checkup, evidence, reminders};
use page::Progress;
use thiserror::Error;

/// Longest name of a helper, in characters.
const HELPER_LIMIT: usize = 60;

/// What the name of a step's reminder begins with; incident and step follow, with a slash between them. The play is no part
/// of it: another one may be begun that holds the step too.
const REMINDER_PREFIX: &str = "step/";

/// Why something about a play was refused.
#[derive(Debug, Error)]
pub enum RecoveryError {
    /// No play or step has this name, or the step offers no clock.
    #[error("no such play or step")]
    NoSuchStep,
    /// There is no such incident, or no play was begun in it.
    #[error("no such incident, or no play was begun in it")]
    NoSuchCase,
    /// The reminders refused, such as the day to put a step off to.
    #[error(transparent)]
    Reminder(#[from] ReminderError),
    /// The evidence log refused.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is taken for granted of a case before the person says anything: the first messenger that the phone has, else
/// that of the last case. Nothing is taken for granted about the SIM or the place.
///
/// # Errors
/// When the store refuses.
pub fn first_facts(state: &CareState, snapshot: &Snapshot) -> Result<CaseFacts, RecoveryError> {
    let is_installed =
        |reading: &&MessengerReading| matches!(reading.signal, MessengerSignal::Installed { .. });
    let installed = snapshot.messengers.iter().find(is_installed).map(|found| found.messenger);
    let last = match table::runs(state.connection())?.first() {
        Some(run) if installed.is_none() => table::facts(state.connection(), run.incident)?,
        _ => None,
    };
    let messenger = installed.or(last.map(|facts| facts.messenger));
    Ok(CaseFacts {
        messenger: messenger.unwrap_or(Messenger::WhatsApp),
        sim: Sim::NotSaid,
        place: Place::NotSaid,
        helper: String::new(),
    })
}

/// The answers to "what happened?", and the plays that were begun. Without a log, because it is damaged or cannot be read
/// now, they are told all the same: what to do does not wait for the evidence.
///
/// # Errors
/// When the state refuses.
pub fn triage(
    state: &CareState,
    log: Option<&EvidenceLog>,
    messenger: Messenger,
    language: Language,
) -> Result<Triage, RecoveryError> {
    as_far_as_read(log, |log| triage_with(state, log, messenger, language))
}

/// Tells something with what the log says of it, or without the log when that cannot be read.
fn as_far_as_read<T>(
    log: Option<&EvidenceLog>,
    tell: impl Fn(Option<&EvidenceLog>) -> Result<T, RecoveryError>,
) -> Result<T, RecoveryError> {
    match tell(log) {
        Err(RecoveryError::Evidence(_)) if log.is_some() => tell(None),
        told => told,
    }
}

fn triage_with(
    state: &CareState,
    log: Option<&EvidenceLog>,
    messenger: Messenger,
    language: Language,
) -> Result<Triage, RecoveryError> {
    let values = [("messenger", messenger.name())];
    let answers = plays().play.iter().map(|play| TriageAnswer {
        situation: play.situation,
        label: play.label.fill(language, &values),
        line: play.line.fill(language, &values),
    });
    let mut runs = Vec::new();
    let begun = if is_of(state, log)? { table::runs(state.connection())? } else { Vec::new() };
    for run in begun {
        let progress = Progress::of(state, log, Some(run.incident))?;
        let facts = case_facts(state, log, run.incident)?;
        let (Some(facts), Some(play)) = (facts, plays().of(run.situation)) else { continue };
        let done = progress.done(play, &facts);
        runs.push(PlayRun {
            incident: run.incident,
            situation: run.situation,
            messenger: facts.messenger,
            helped: !facts.helper.is_empty(),
            case_title: match log {
                Some(log) => case_title(log, run.incident)?,
                None => None,
            }
            // Where the name cannot be read, the case is called what it is about.
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| play.case.get(language).to_owned()),
            line: page::progress_line(done, language),
            finished: done.0 == done.1,
        });
    }
    Ok(Triage { runs, answers: answers.collect() })
}

/// Whether what is stored about plays speaks of this log: a log that was set aside as damaged leaves its numbers to the
/// incidents of the next one. Where no log can be read, nothing says otherwise.
fn is_of(state: &CareState, log: Option<&EvidenceLog>) -> Result<bool, RecoveryError> {
    let Some(log) = log else { return Ok(true) };
    let stored: Option<String> = Setting::RecoveryLog.read(state.connection())?;
    Ok(stored.is_some_and(|origin| origin == log.origin()))
}

/// What an incident is called; `None` when there is no such incident.
fn case_title(log: &EvidenceLog, incident: u64) -> Result<Option<String>, EvidenceError> {
    Ok(log.cases()?.into_iter().find(|case| case.seq == incident).map(|case| case.title))
}

/// Opens an incident, and notes with it what the checkup says at that moment: both are durable when the incident comes
/// back, or none was written. From then on what can be answered is looked at weekly for four weeks.
///
/// # Errors
/// As [`EvidenceLog::append`]; [`EvidenceError::NoSuchReference`] when `opening` opens no incident.
pub fn open_incident(
    state: &mut CareState,
    log: &mut EvidenceLog,
    opening: &NewEntry,
    snapshot: &Snapshot,
    clock: &ClockReading,
) -> Result<u64, EvidenceError> {
    opened_by(state, log, opening, "", snapshot, clock)
}

/// Opens an incident that `helper` notes for the person affected; nobody when it is empty. Every way to open one leads
/// here.
fn opened_by(
    state: &mut CareState,
    log: &mut EvidenceLog,
    opening: &NewEntry,
    helper: &str,
    snapshot: &Snapshot,
    clock: &ClockReading,
) -> Result<u64, EvidenceError> {
    if !matches!(opening.body, EntryBody::IncidentOpened { .. }) || opening.amends.is_some() {
        return Err(EvidenceError::NoSuchReference);
    }
    let incident = log.head()?.size;
    let verdicts = checkup::as_entry(state, snapshot, clock)?;
    let entries = [opening.clone(), entry(Some(incident), None, verdicts)];
    log.append_noted_by(&entries, Some(helper), clock)?;
    // The incident is open: looks that cannot be stored do not undo it, and a second try would open it twice.
    let _ = state.write(|transaction| reminders::incident(transaction, clock));
    Ok(incident)
}

/// The play of a situation. Of an incident whose case is known, what was said about it before holds and `facts` is not
/// looked at. Without a log, because it is damaged or cannot be read now, the play is told with what is known otherwise.
///
/// # Errors
/// When the state refuses.
pub fn play(
    state: &CareState,
    log: Option<&EvidenceLog>,
    situation: Situation,
    incident: Option<u64>,
    facts: &CaseFacts,
    clock: &ClockReading,
    language: Language,
) -> Result<PlayPage, RecoveryError> {
    let incident = if is_of(state, log)? { incident } else { None };
    as_far_as_read(log, |log| play_with(state, log, situation, incident, facts, clock, language))
}

fn play_with(
    state: &CareState,
    log: Option<&EvidenceLog>,
    situation: Situation,
    incident: Option<u64>,
    facts: &CaseFacts,
    clock: &ClockReading,
    language: Language,
) -> Result<PlayPage, RecoveryError> {
    let known = match incident {
        Some(incident) => case_facts(state, log, incident)?,
        None => None,
    };
    let facts = known.unwrap_or_else(|| facts.clone());
    let progress = Progress::of(state, log, incident)?;
    let clocks = match incident {
        Some(incident) => clocks_of(state, incident, clock, language)?,
        None => Vec::new(),
    };
    page::page(situation, incident, facts, &progress, clocks, clock, language)
}

/// Begins a play: in `incident`, or in a new one that is opened for it and comes back. Of a case that is known already,
/// what is said now about the SIM, the place and who helps counts; what is not said now stays, and so does the messenger.
///
/// # Errors
/// When there is no such incident, or a store refuses.
#[expect(
    clippy::too_many_arguments,
    reason = "both stores, and everything that a new incident is opened with"
)]
pub fn begin(
    state: &mut CareState,
    log: &mut EvidenceLog,
    situation: Situation,
    incident: Option<u64>,
    facts: &CaseFacts,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<u64, RecoveryError> {
    let play = plays().of(situation).ok_or(RecoveryError::NoSuchStep)?;
    let helper = helper_name(&facts.helper)?;
    let incident = match incident {
        Some(incident) if case_title(log, incident)?.is_some() => incident,
        Some(_) => return Err(RecoveryError::NoSuchCase),
        None => {
            let title = play.case.get(language).to_owned();
            let body = EntryBody::IncidentOpened { theft: play.theft, title };
            let opened = opened_by(state, log, &entry(None, None, body), &helper, snapshot, clock)?;
            if !helper.is_empty() {
                note_helper(log, opened, &helper, clock, language)?;
            }
            opened
        }
    };
    let is_of_this_log = is_of(state, Some(log))?;
    let known = if is_of_this_log { table::facts(state.connection(), incident)? } else { None };
    let is_known = known.is_some();
    let facts = known.map_or_else(|| facts.clone(), |known| said_anew(known, facts));
    if !helper.is_empty() && helper != log.helper(incident)? {
        note_helper(log, incident, &helper, clock, language)?;
    }
    let origin = log.origin().to_owned();
    let number: Option<String> = Setting::NumberWithoutCase.read(state.connection())?;
    state.write(|transaction| -> Result<(), StoreError> {
        if !is_of_this_log {
            table::forget_all(transaction)?;
            Setting::RecoveryLog.write(transaction, &origin)?;
        }
        table::set_facts(transaction, incident, &facts)?;
        if !is_known {
            reminders::incident(transaction, clock)?;
            if let Some(number) = &number {
                table::set_number(transaction, incident, number)?;
                Setting::NumberWithoutCase.write(transaction, &"")?;
            }
        }
        table::begin(transaction, incident, situation, clock.now_ms)
    })?;
    Ok(incident)
}

/// What is known of a case, with what is said now of what a person is asked once.
fn said_anew(known: CaseFacts, now: &CaseFacts) -> CaseFacts {
    CaseFacts {
        sim: if now.sim == Sim::NotSaid { known.sim } else { now.sim },
        place: if now.place == Place::NotSaid { known.place } else { now.place },
        ..known
    }
}

/// Stores one thing that the person says about a case; what else is known of it stays. When somebody else notes from now
/// on, the log says who.
///
/// # Errors
/// When no play was begun in the incident, the name is too long, or a store refuses.
pub fn change_case(
    state: &mut CareState,
    log: &mut EvidenceLog,
    incident: u64,
    fact: &CaseFact,
    clock: &ClockReading,
    language: Language,
) -> Result<(), RecoveryError> {
    let before = known_facts(state, log, incident)?;
    let facts = match fact {
        CaseFact::Messenger { messenger } => CaseFacts { messenger: *messenger, ..before },
        CaseFact::Sim { sim } => CaseFacts { sim: *sim, ..before },
        CaseFact::Place { place } => CaseFacts { place: *place, ..before },
        CaseFact::Helper { name } => {
            let helper = helper_name(name)?;
            if helper != before.helper {
                note_helper(log, incident, &helper, clock, language)?;
            }
            return Ok(());
        }
    };
    Ok(state.write(|transaction| table::set_facts(transaction, incident, &facts))?)
}

/// The number of a case's account as the person told it, with its country code, or of the one that no case was opened
/// for yet; empty while it is not known.
///
/// # Errors
/// When a store refuses.
pub fn account_number(
    state: &CareState,
    log: Option<&EvidenceLog>,
    incident: Option<u64>,
) -> Result<String, RecoveryError> {
    let known = match incident {
        Some(incident) if is_of(state, log)? => table::number(state.connection(), incident)?,
        Some(_) => None,
        None => Setting::NumberWithoutCase.read(state.connection())?,
    };
    Ok(known.unwrap_or_default())
}

/// Remembers the number of a case's account, so that it is asked once. A number that lacks its country code, or is none,
/// is not remembered: that would be a guess.
///
/// # Errors
/// When a store refuses.
pub fn remember_number(
    state: &mut CareState,
    log: Option<&EvidenceLog>,
    incident: Option<u64>,
    number: &str,
) -> Result<(), RecoveryError> {
    let TelephoneReading::International { number } = telephone::read(number) else { return Ok(()) };
    let is_of_this_log = is_of(state, log)?;
    Ok(state.write(|transaction| match incident {
        Some(incident) if is_of_this_log => table::set_number(transaction, incident, &number),
        Some(_) => Ok(()),
        None => Setting::NumberWithoutCase.write(transaction, &number),
    })?)
}

/// Notes how a step was left. A step done becomes an entry of the log, whose `seq` comes back; it starts the clock that
/// belongs to it. A step that is already done stays as it is.
///
/// # Errors
/// When there is no such step or case, the day to put it off to is not ahead or more than 120 days ahead, or a store
/// refuses.
pub fn mark(
    state: &mut CareState,
    log: &mut EvidenceLog,
    incident: u64,
    step_id: &str,
    mark: &StepMark,
    clock: &ClockReading,
    language: Language,
) -> Result<Option<u64>, RecoveryError> {
    let step = plays().step(step_id).ok_or(RecoveryError::NoSuchStep)?;
    let facts = known_facts(state, log, incident)?;
    let noted = table::steps(state.connection(), incident)?;
    let retracted = evidence::retracted(&log.entries()?);
    let stands = |noted: &&table::Noted| {
        matches!(noted.state, StepState::Done { .. })
            && noted.entry.is_none_or(|seq| !retracted.contains(&seq))
    };
    let before = noted.iter().find(|noted| noted.step == step_id);
    if let Some(noted) = before.filter(stands) {
        return Ok(noted.entry);
    }
    let (left, seq) = match mark {
        StepMark::Done => {
            let seq = note_step(log, incident, &step.done, &facts, clock, language)?;
            (StepState::Done { at_ms: clock.now_ms }, Some(seq))
        }
        StepMark::CouldNot => (StepState::CouldNot { at_ms: clock.now_ms }, None),
        StepMark::Later { date } => {
            (StepState::Later { date: date_ahead(date, clock)?.to_string() }, None)
        }
    };
    // Together: a step that stands as done is not done again, so that its clock would never start.
    state.write(|transaction| {
        table::set_step(transaction, incident, step_id, &left, clock.now_ms, seq)?;
        match step.done_clock.as_ref().filter(|_| seq.is_some()) {
            Some(id) => clocks::start_in(transaction, Some(incident), id, clock.now_ms, clock),
            None => Ok(()),
        }
    })?;
    Ok(seq)
}

/// The clocks of an incident.
fn clocks_of(
    state: &CareState,
    incident: u64,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<RecoveryClock>, ReminderError> {
    let all = clocks::running(state, clock, language)?;
    Ok(all.into_iter().filter(|clock| clock.incident == Some(incident)).collect())
}

/// Takes back how a step was left; a step done is taken back in the log by a new entry, and the clock that it started
/// stops.
///
/// # Errors
/// When there is no such case, or a store refuses.
pub fn unmark(
    state: &mut CareState,
    log: &mut EvidenceLog,
    incident: u64,
    step_id: &str,
    clock: &ClockReading,
    language: Language,
) -> Result<(), RecoveryError> {
    known_facts(state, log, incident)?;
    let retracted = evidence::retracted(&log.entries()?);
    let noted = table::steps(state.connection(), incident)?;
    let written = noted.iter().find(|noted| noted.step == step_id).and_then(|noted| noted.entry);
    if let Some(seq) = written.filter(|seq| !retracted.contains(seq)) {
        let text = plays().words.taken_back.get(language).to_owned();
        let retraction = entry(Some(incident), None, EntryBody::Retraction { text });
        log.append(&NewEntry { amends: Some(seq), ..retraction }, clock)?;
    }
    Ok(open_again(state, incident, step_id, written.is_some())?)
}

/// Leaves a step open; when it was done, the clock that it started stops.
fn open_again(
    state: &mut CareState,
    incident: u64,
    step_id: &str,
    was_done: bool,
) -> Result<(), StoreError> {
    let started = plays().step(step_id).and_then(|step| step.done_clock.as_ref());
    state.write(|transaction| {
        table::set_step(transaction, incident, step_id, &StepState::Open, 0, None)?;
        match started.filter(|_| was_done) {
            Some(clock_id) => clocks::forget_kind(transaction, incident, clock_id),
            None => Ok(()),
        }
    })
}

/// What follows for the plays of its case from an entry that the person wrote: a step put off that is done by it is no
/// reminder any more, and one whose entry it takes back is open again.
pub(crate) fn follow_up(
    state: &mut CareState,
    log: &EvidenceLog,
    entry: &NewEntry,
) -> Result<(), RecoveryError> {
    if !is_of(state, Some(log))? {
        return Ok(());
    }
    let taken_back = entry.amends.filter(|_| matches!(entry.body, EntryBody::Retraction { .. }));
    if let Some(seq) = taken_back {
        return match table::step_of_entry(state.connection(), seq)? {
            Some((incident, step)) => Ok(open_again(state, incident, &step, true)?),
            None => Ok(()),
        };
    }
    let (Some(incident), Some(form)) = (entry.incident, page::form_of(&entry.body)) else {
        return Ok(());
    };
    Ok(state.write(|transaction| {
        let mut done = plays().step.iter().filter(|step| step.form == Some(form));
        done.try_for_each(|step| table::no_longer_later(transaction, incident, &step.id))
    })?)
}

/// Starts the clock that a step offers, and notes in the log why. One that runs already goes on; one that is over, or
/// of which nobody can tell, begins anew.
///
/// # Errors
/// When the step offers no clock, there is no such case, or a store refuses.
pub fn start_clock(
    state: &mut CareState,
    log: &mut EvidenceLog,
    incident: u64,
    step_id: &str,
    clock: &ClockReading,
    language: Language,
) -> Result<(), RecoveryError> {
    let offer = plays().step(step_id).and_then(|step| step.clock.as_ref());
    let offer = offer.ok_or(RecoveryError::NoSuchStep)?;
    let facts = known_facts(state, log, incident)?;
    let clocks = clocks_of(state, incident, clock, language)?;
    if clocks.iter().any(|clock| page::is_running(clock, &offer.id)) {
        return Ok(());
    }
    note_step(log, incident, &offer.noted, &facts, clock, language)?;
    Ok(clocks::start(state, Some(incident), &offer.id, clock.now_ms, clock)?)
}

/// The title of a step put off, and the minutes it takes, by the name its reminder has.
pub(crate) fn reminded_step(reminder_id: &str) -> Option<(&'static Text, u32)> {
    let (_, step_id) = incident_and_step(reminder_id)?;
    Some((&plays().step(step_id)?.title, plays().words.minutes))
}

/// What the name of a step's reminder is made of; `None` for a name that is no step's.
fn incident_and_step(reminder_id: &str) -> Option<(u64, &str)> {
    let (incident, step_id) = reminder_id.strip_prefix(REMINDER_PREFIX)?.split_once('/')?;
    Some((incident.parse().ok()?, step_id))
}

fn known_facts(
    state: &CareState,
    log: &EvidenceLog,
    incident: u64,
) -> Result<CaseFacts, RecoveryError> {
    let is_known = is_of(state, Some(log))?;
    let facts = if is_known { case_facts(state, Some(log), incident)? } else { None };
    facts.ok_or(RecoveryError::NoSuchCase)
}

/// What the person said about a case, and who helps, which the log says.
fn case_facts(
    state: &CareState,
    log: Option<&EvidenceLog>,
    incident: u64,
) -> Result<Option<CaseFacts>, RecoveryError> {
    let Some(facts) = table::facts(state.connection(), incident)? else { return Ok(None) };
    let helper = log.map(|log| log.helper(incident)).transpose()?.unwrap_or_default();
    Ok(Some(CaseFacts { helper, ..facts }))
}

/// The name of a helper on one line.
///
/// # Errors
/// [`EvidenceError::Invalid`] when it is longer than 60 characters or holds control characters.
pub fn helper_name(name: &str) -> Result<String, EvidenceError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let refuse = |problem| Err(EvidenceError::Invalid { field: EntryField::Helper, problem });
    if name.chars().count() > HELPER_LIMIT {
        return refuse(FieldProblem::TooLong { limit: 60 });
    }
    if name.chars().any(char::is_control) {
        return refuse(FieldProblem::WrongCharacter);
    }
    Ok(name)
}

/// Writes into the log who notes from now on; each entry of the incident names them until somebody else does.
fn note_helper(
    log: &mut EvidenceLog,
    incident: u64,
    helper: &str,
    clock: &ClockReading,
    language: Language,
) -> Result<u64, EvidenceError> {
    let words = &plays().words;
    let text = if helper.is_empty() {
        words.helper_ends.get(language).to_owned()
    } else {
        words.helper_begins.fill(language, &[("name", helper)])
    };
    let note = entry(Some(incident), None, EntryBody::Note { text });
    log.append_noted_by(&[note], Some(helper), clock)
}

/// Writes into the log that something was done now; where the phone's clock cannot say when that is, without a time.
fn note_step(
    log: &mut EvidenceLog,
    incident: u64,
    said: &Text,
    facts: &CaseFacts,
    clock: &ClockReading,
    language: Language,
) -> Result<u64, EvidenceError> {
    let text = said.fill(language, &[("messenger", facts.messenger.name())]);
    let body = EntryBody::StepTaken { text };
    log.append(&entry(Some(incident), this_minute(clock), body), clock)
}

fn entry(incident: Option<u64>, happened: Option<Happened>, body: EntryBody) -> NewEntry {
    NewEntry { incident, happened, body, files: Vec::new(), amends: None }
}
