//! The two SQLite files: how they are opened, and the state of answers, devices and reminders.

mod aside;
mod code;
mod database;
mod draft;
mod schema;
mod setting;
mod state;

pub(crate) use aside::move_aside;
pub use database::StoreError;
pub(crate) use database::{Migration, leave_damage_as_it_is, open_database};
pub(crate) use draft::EntryMark;
pub(crate) use setting::Setting;
pub use state::CareState;
