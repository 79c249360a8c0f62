//! From what was typed to an entry, once. A form's draft lies in `state.db` and its entry in `evidence.db`, which share no
//! transaction: the phone may turn off between the two. So the draft is marked with the entry that it is about to become,
//! and a mark whose entry is in the log says that the draft was saved.

use crate::checkup::Snapshot;
use crate::evidence::{EvidenceError, EvidenceLog, NewEntry};
use crate::store::{CareState, EntryMark};
use crate::{ClockReading, recovery};

/// What was typed in a form and is not yet an entry. A draft that turns out to be saved is forgotten. Without a log,
/// because it is damaged, what was typed is given back.
///
/// # Errors
/// When a store refuses.
pub fn draft(
    state: &mut CareState,
    log: Option<&EvidenceLog>,
    form: &str,
) -> Result<Option<String>, EvidenceError> {
    if let (Some(log), Some(mark)) = (log, state.draft_mark(form)?)
        && log.noted_at_ms(mark.seq)? == Some(mark.at_ms)
    {
        state.discard_draft(form)?;
    }
    Ok(state.draft(form)?)
}

/// Writes the entry of a form and forgets its draft; the entry is durable when its `seq` comes back. When it is refused,
/// the draft stays. A draft that cannot be forgotten then is no error: [`draft`] knows it again; nor is a step put off
/// whose reminder stays.
///
/// # Errors
/// As [`EvidenceLog::append`]; nothing is written then.
pub fn save(
    state: &mut CareState,
    log: &mut EvidenceLog,
    form: &str,
    entry: &NewEntry,
    clock: &ClockReading,
) -> Result<u64, EvidenceError> {
    let seq = once(state, log, form, clock, |_, log| log.append(entry, clock))?;
    let _ = recovery::follow_up(state, log, entry);
    Ok(seq)
}

/// As [`save`], for a form that opens an incident: what the checkup says is noted with it, as
/// [`recovery::open_incident`] does.
///
/// # Errors
/// As [`recovery::open_incident`]; nothing is written then.
pub fn save_opening(
    state: &mut CareState,
    log: &mut EvidenceLog,
    form: &str,
    opening: &NewEntry,
    snapshot: &Snapshot,
    clock: &ClockReading,
) -> Result<u64, EvidenceError> {
    once(state, log, form, clock, |state, log| {
        recovery::open_incident(state, log, opening, snapshot, clock)
    })
}

/// Writes what a form says with `write`, whose first entry is the next of the log.
fn once(
    state: &mut CareState,
    log: &mut EvidenceLog,
    form: &str,
    clock: &ClockReading,
    write: impl FnOnce(&mut CareState, &mut EvidenceLog) -> Result<u64, EvidenceError>,
) -> Result<u64, EvidenceError> {
    let mark = EntryMark { seq: log.head()?.size, at_ms: clock.now_ms };
    state.mark_draft(form, Some(mark))?;
    let written = write(state, log);
    let _ = match written {
        Ok(_) => state.discard_draft(form),
        Err(_) => state.mark_draft(form, None),
    };
    written
}
