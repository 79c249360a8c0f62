//! Fixtures and helpers that the suites share.

pub mod bundle;
pub mod evidence;
pub mod fixtures;
pub mod forged;
pub mod fuzz;
pub mod likeness;
pub mod measure;
pub mod messages;
pub mod phone;
pub mod properties;
pub mod recovery;
pub mod zones;
