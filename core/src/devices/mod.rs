//! The devices where the person's accounts are signed in, and the sign-outs still to be done.

mod guide;
mod row;
mod table;
mod types;

pub use guide::sign_out_guide;
pub(crate) use row::{pending_words, signed_in};
pub(crate) use table::all;
pub use table::{add, archive, change, mark, sign_out_done, undo_sign_out};
pub use types::{
    Device, DeviceKind, DevicePlace, DeviceRow, DeviceSession, DeviceStatus, LastUse, LastUsed,
    Messenger, NewDevice, SignOut, SignOutGuide,
};

use crate::store::{CareState, StoreError};
use crate::{ClockReading, Language};
use thiserror::Error;

/// Why a device could not be added or changed.
#[derive(Debug, Error)]
pub enum DeviceError {
    /// The name is empty.
    #[error("device name is empty")]
    EmptyName,
    /// The name is too long.
    #[error("device name is {length} characters, the limit is {limit}")]
    LongName {
        /// Characters given.
        length: u64,
        /// Characters allowed.
        limit: u64,
    },
    /// No device has this id, or it has no such session.
    #[error("no such device or session")]
    NoSuchDevice,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// All devices: pending sign-outs first (the riskiest, then the longest waiting), then in use, then closed, then put
/// away.
///
/// # Errors
/// When the store refuses.
pub fn list(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<DeviceRow>, DeviceError> {
    let mut rows: Vec<DeviceRow> = all(state.connection())?
        .into_iter()
        .map(|device| row::row(device, clock, language))
        .collect();
    rows.sort_by_key(|row| {
        let waiting_since_ms = row.device.oldest_pending().map(|(since_ms, _)| since_ms);
        let is_calm = waiting_since_ms.is_some() && !row.device.status.is_gone();
        (row.place, is_calm, waiting_since_ms, row.device.id)
    });
    Ok(rows)
}
