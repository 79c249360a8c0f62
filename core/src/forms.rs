//! From what was typed to an entry, once. A form's draft lies in `state.db` and its entry in `evidence.db`, which share no
//! transaction: the phone may turn off between the two. So the draft is marked with the entry that it is about to become,
//! and a mark whose entry is in the log says that the draft was saved.

use crate::ClockReading;
use crate::evidence::{EvidenceError, EvidenceLog, NewEntry};
use crate::store::{CareState, EntryMark};

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
/// the draft stays. A draft that cannot be forgotten then is no error: [`draft`] knows it again.
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
    let mark = EntryMark { seq: log.head()?.size, at_ms: clock.now_ms };
    state.mark_draft(form, Some(mark))?;
    let written = log.append(entry, clock);
    let _ = match written {
        Ok(_) => state.discard_draft(form),
        Err(_) => state.mark_draft(form, None),
    };
    written
}
