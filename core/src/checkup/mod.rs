//! The checkup: what the phone can tell, what only the person can tell, and the verdict on each.

mod snapshot;
mod types;

pub use snapshot::{FlagSignal, MessengerReading, MessengerSignal, Snapshot, TextSignal};
pub use types::{
    Answer, AnswerOption, Basis, Checkup, CheckupItem, ItemGroup, ItemPage, Overall, OverallAction,
    ScreenTarget, Verdict, VerdictChange,
};

use crate::store::{CareState, StoreError};
use crate::{ClockReading, Language};
use thiserror::Error;

/// Why an item could not be shown or answered.
#[derive(Debug, Error)]
pub enum CheckupError {
    /// No item has this id, or a measured item was answered.
    #[error("no such item to answer")]
    NoSuchItem,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Evaluates the phone now and remembers the verdicts, so that the next checkup can tell what changed.
///
/// # Errors
/// When the store refuses.
pub fn run(
    state: &mut CareState,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<Checkup, CheckupError> {
    unimplemented!()
}

/// The page of one item.
///
/// # Errors
/// [`CheckupError::NoSuchItem`] when no item has this id.
pub fn page(
    state: &CareState,
    item_id: &str,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<ItemPage, CheckupError> {
    unimplemented!()
}

/// Notes the person's answer to an item.
///
/// # Errors
/// [`CheckupError::NoSuchItem`] when no such item can be answered.
pub fn answer(
    state: &mut CareState,
    item_id: &str,
    answer: Answer,
    clock: &ClockReading,
) -> Result<(), CheckupError> {
    unimplemented!()
}

/// Takes the last answer back; the one before it, if any, holds again.
///
/// # Errors
/// [`CheckupError::NoSuchItem`] when no such item can be answered.
pub fn undo_answer(state: &mut CareState, item_id: &str) -> Result<(), CheckupError> {
    unimplemented!()
}
