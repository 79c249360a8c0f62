//! The two SQLite files: how they are opened, and the state of answers, devices and reminders.

mod database;
mod state;

pub use database::StoreError;
pub(crate) use database::{Migration, open_database};
pub use state::CareState;
