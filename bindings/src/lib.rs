//! The UniFFI surface: objects, one error. No decision is made here; every method is a call into `candado-core`.

mod care;
mod chat;
mod error;
mod evidence;
mod files;
mod forms;
mod jni;
mod messages;
mod progress;
mod recovery;

pub use care::{Care, civil_time, fallback_alarm_ms, ringing_hour};
pub use chat::ChatFile;
pub use error::ApiError;
pub use evidence::{Evidence, read_amount, rescue, set_aside, this_minute, verify_bundle};
pub use messages::examine_message;
pub use progress::Progress;
pub use recovery::{contacts, helper_name, read_telephone, ready_text, ready_texts};

uniffi::setup_scaffolding!();
