//! Knowledge as data: checklist items, wording of verdicts and reports, in both languages, each fact with its source.

use serde::{Deserialize, Serialize};

/// The languages the app speaks. Spanish of Mexico is complete first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Language {
    /// Spanish of Mexico (`es-MX`).
    Spanish,
    /// English (`en`).
    English,
}
