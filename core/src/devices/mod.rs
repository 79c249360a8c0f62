//! The devices where the person's accounts are signed in, and the sign-outs still to be done.

use crate::store::{CareState, StoreError};
use crate::{ClockReading, Language};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The messengers the app knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Messenger {
    /// `com.whatsapp`
    WhatsApp,
    /// `com.whatsapp.w4b`
    WhatsAppBusiness,
    /// `org.telegram.messenger`
    Telegram,
    /// `org.thoughtcrime.securesms`
    Signal,
}

/// What kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DeviceKind {
    /// A telephone.
    Phone,
    /// A laptop or desktop, one's own or somebody else's.
    Computer,
    /// A tablet.
    Tablet,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DeviceStatus {
    /// Used by the person.
    InUse,
    /// Still theirs, lying about.
    Unused,
    /// Lost.
    Lost,
    /// Stolen.
    Stolen,
    /// Sold or given away.
    Sold,
}

/// How the sign-out of one account on one device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum SignOut {
    /// The device is in use: nothing to do.
    NotNeeded,
    /// To be done.
    Pending {
        /// Since when, milliseconds since the epoch.
        since_ms: i64,
    },
    /// The person said it is done.
    Done {
        /// When, milliseconds since the epoch.
        at_ms: i64,
    },
}

/// One account signed in on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DeviceSession {
    /// Which messenger.
    pub messenger: Messenger,
    /// How its sign-out stands.
    pub sign_out: SignOut,
}

/// One device.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Device {
    /// Its number in the store.
    pub id: i64,
    /// What kind.
    pub kind: DeviceKind,
    /// What the person calls it.
    pub name: String,
    /// What became of it.
    pub status: DeviceStatus,
    /// When it was marked so, milliseconds since the epoch.
    pub status_since_ms: i64,
    /// Accounts signed in on it.
    pub sessions: Vec<DeviceSession>,
}

/// A device to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NewDevice {
    /// What kind.
    pub kind: DeviceKind,
    /// What the person calls it; 1 to 60 characters after trimming.
    pub name: String,
    /// What became of it.
    pub status: DeviceStatus,
    /// Messengers signed in on it.
    pub messengers: Vec<Messenger>,
}

/// A device as its page and row show it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DeviceRow {
    /// The device.
    pub device: Device,
    /// The verdict of its worst session.
    pub verdict: crate::checkup::Verdict,
    /// Days the oldest pending sign-out has waited.
    pub pending_days: Option<i64>,
    /// One line of fact, such as "Vendida · WhatsApp".
    pub line: String,
}

/// The guided sign-out of one messenger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SignOutGuide {
    /// Which messenger.
    pub messenger: Messenger,
    /// Why it matters, with the deadlines that hold and those that do not.
    pub why: String,
    /// The steps; `**…**` marks the words seen on the phone.
    pub steps: Vec<String>,
    /// Where the steps come from and when they were checked.
    pub source_line: String,
}

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

/// All devices: pending sign-outs first, then in use, then closed.
///
/// # Errors
/// When the store refuses.
pub fn list(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<DeviceRow>, DeviceError> {
    unimplemented!()
}

/// Adds a device; its id comes back.
///
/// # Errors
/// When the name is empty or too long, or the store refuses.
pub fn add(
    state: &mut CareState,
    device: &NewDevice,
    clock: &ClockReading,
) -> Result<i64, DeviceError> {
    unimplemented!()
}

/// Marks what became of a device. All but "in use" make its sign-outs pending.
///
/// # Errors
/// When there is no such device, or the store refuses.
pub fn mark(
    state: &mut CareState,
    id: i64,
    status: DeviceStatus,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
    unimplemented!()
}

/// Notes that an account was signed out on a device.
///
/// # Errors
/// When there is no such session, or the store refuses.
pub fn sign_out_done(
    state: &mut CareState,
    id: i64,
    messenger: Messenger,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
    unimplemented!()
}

/// Takes that back: the sign-out is pending again, since when it was pending before.
///
/// # Errors
/// When there is no such session, or the store refuses.
pub fn undo_sign_out(
    state: &mut CareState,
    id: i64,
    messenger: Messenger,
) -> Result<(), DeviceError> {
    unimplemented!()
}

/// How to sign out of a messenger on a device one no longer holds.
#[must_use]
pub fn sign_out_guide(messenger: Messenger, language: Language) -> SignOutGuide {
    unimplemented!()
}
