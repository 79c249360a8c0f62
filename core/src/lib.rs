//! Everything Candado knows: checkup, devices, reminders, evidence log and report.
//!
//! The crate takes data and gives data. It never reads the clock ([`ClockReading`] is an argument), never opens a
//! network connection, and knows nothing of Android. Two SQLite files in one folder hold what must survive:
//! [`evidence::EvidenceLog`] (append-only, never repaired by code) and [`store::CareState`] (answers, devices,
//! reminders: costly to lose, but possible to rebuild). They are apart so that a damaged answer never costs evidence.

#![forbid(unsafe_code)]

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();

pub mod chat;
pub mod checkup;
pub mod clock;
pub mod content;
pub mod devices;
pub mod evidence;
pub mod forms;
mod letters;
pub mod messages;
pub mod recovery;
pub mod reminders;
pub mod report;
mod search;
mod shipped;
pub mod store;
pub mod telephone;

pub use clock::ClockReading;
pub use content::Language;
