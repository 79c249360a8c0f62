//! The evidence log: an append-only record that a stranger can verify. Format: `docs/evidence-format.md`.

mod amount;
mod anchor;
mod append;
pub(crate) mod archive;
mod banks;
mod bundle;
mod canonical;
mod cases;
mod checkpoint;
mod clock_change;
mod entropy;
mod error;
mod export;
mod facts;
mod files;
mod findings;
mod head_code;
mod hexadecimal;
mod in_order;
mod lines;
mod links;
mod log;
mod order;
mod prefixes;
mod progress;
mod rescue;
mod salvage;
mod schema;
mod seal;
mod sniff;
mod strict_json;
mod timeline;
mod tree;
mod types;
mod validate;
mod verdict;
mod verify;
mod wording;

pub use amount::read_amount;
pub(crate) use banks::bank_of;
pub use banks::bank_source;
pub use bundle::{verify_bundle, write_bundle};
pub use canonical::{Entry, Noted};
pub use entropy::{EntropySource, SystemEntropy};
pub use error::EvidenceError;
pub use export::{hand_over, write_report};
pub use facts::ClockReview;
pub use files::admit;
pub(crate) use links::retracted;
pub use log::EvidenceLog;
pub use progress::GoOn;
pub use rescue::{Rescued, rescue, set_aside};
pub use types::{
    Anchor, AnchorState, AnchorWay, Attachment, Case, Channel, EntryBody, EntryField, EntryPage,
    Fact, FieldProblem, Finding, FindingKind, Happened, Head, LogSummary, NewEntry, Payer,
    Precision, TheftKind, TimelineEntry, TimelineOrder, VerificationOutcome, VerificationReport,
};
pub use validate::this_minute;
pub(crate) use validate::{CITED_LIMIT, can_have_happened};
pub use verdict::{CommandWords, command_words};
pub(crate) use wording::time_span;
pub use wording::{defang, pesos};
