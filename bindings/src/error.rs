//! The one error that screens see: a variant for each thing a screen does differently.

use candado_core::chat::{ChatError, ChatProblem};
use candado_core::checkup::{CheckupError, CheckupLimit};
use candado_core::devices::DeviceError;
use candado_core::evidence::{EntryField, EvidenceError, FieldProblem};
use candado_core::messages::MessageError;
use candado_core::recovery::RecoveryError;
use candado_core::reminders::ReminderError;
use candado_core::store::StoreError;
use thiserror::Error;

/// What can go wrong, without a word the person wrote.
#[derive(Debug, Error, uniffi::Error)]
pub enum ApiError {
    /// The data was written by a newer version of the app.
    #[error("data is from a newer version")]
    NewerData,
    /// A database is damaged; its bytes are untouched.
    #[error("data is damaged")]
    DamagedData,
    /// No space is left on the phone.
    #[error("no space left")]
    NoSpace,
    /// A field of an entry is refused.
    #[error("field refused")]
    InvalidField {
        /// Which.
        field: EntryField,
        /// Why.
        problem: FieldProblem,
    },
    /// A device name is empty or too long.
    #[error("device name refused")]
    InvalidDeviceName {
        /// Characters allowed.
        limit: u64,
    },
    /// A message to look at is empty or too long.
    #[error("message refused")]
    InvalidMessage {
        /// Bytes allowed; 0 when there is no message.
        limit_bytes: u64,
    },
    /// A date to postpone to is not ahead, or more than 120 days ahead.
    #[error("date is not ahead")]
    DateNotAhead,
    /// A limit of the checkup would be moved out of its bounds.
    #[error("limit of the checkup is out of bounds")]
    LimitOutOfBounds {
        /// Which limit.
        limit: CheckupLimit,
        /// The strictest value that is taken, in the limit's own unit.
        minimum: i64,
        /// The laxest value that is taken.
        maximum: i64,
    },
    /// No day of the week is left for reminders.
    #[error("no day of the week is left")]
    NoDayLeft,
    /// A file is larger than the cap.
    #[error("file is too large")]
    FileTooLarge {
        /// The cap in bytes.
        limit_bytes: u64,
    },
    /// A file has no bytes.
    #[error("file is empty")]
    FileEmpty,
    /// Fewer bytes of a file came than it has.
    #[error("file was cut short")]
    FileCutShort,
    /// A file ended or vanished while it was read, or a destination refused to be written.
    #[error("file could not be read or written to its end")]
    FileUnreadable,
    /// Long work was stopped by the person.
    #[error("stopped before its end")]
    Cancelled,
    /// A time stamp is over something else than a checkpoint of this log.
    #[error("time stamp is over something else")]
    StampOfOther,
    /// A file cannot be taken as an exported chat.
    #[error("chat refused")]
    ChatRefused {
        /// Why.
        problem: ChatProblem,
    },
    /// What was asked for is not there.
    #[error("not found")]
    NotFound,
    /// Something that screens cannot mend; the slug is one of a fixed list.
    #[error("internal error {slug}")]
    Internal {
        /// `sqlite`, `entropy`, `report` or `setting`.
        slug: String,
    },
}

impl ApiError {
    fn internal(slug: &str) -> Self {
        Self::Internal { slug: slug.to_owned() }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Newer { .. } => Self::NewerData,
            StoreError::Damaged => Self::DamagedData,
            StoreError::Full => Self::NoSpace,
            StoreError::Io { .. } => Self::FileUnreadable,
            StoreError::Sqlite { .. } => Self::internal("sqlite"),
        }
    }
}

impl From<CheckupError> for ApiError {
    fn from(error: CheckupError) -> Self {
        match error {
            CheckupError::NoSuchItem => Self::NotFound,
            CheckupError::LimitOutOfBounds { limit, minimum, maximum } => {
                Self::LimitOutOfBounds { limit, minimum, maximum }
            }
            CheckupError::Report => Self::internal("report"),
            CheckupError::Store(error) => error.into(),
        }
    }
}

impl From<DeviceError> for ApiError {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::EmptyName => Self::InvalidDeviceName { limit: 0 },
            DeviceError::LongName { limit, .. } => Self::InvalidDeviceName { limit },
            DeviceError::NoSuchDevice => Self::NotFound,
            DeviceError::Store(error) => error.into(),
        }
    }
}

impl From<MessageError> for ApiError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Empty => Self::InvalidMessage { limit_bytes: 0 },
            MessageError::TooLong { limit_bytes, .. } => Self::InvalidMessage { limit_bytes },
        }
    }
}

impl From<ReminderError> for ApiError {
    fn from(error: ReminderError) -> Self {
        match error {
            ReminderError::NoSuchItem | ReminderError::NoSuchClock => Self::NotFound,
            ReminderError::DateNotAhead | ReminderError::DateTooFar { .. } => Self::DateNotAhead,
            ReminderError::ImpossibleHour { .. } => Self::internal("setting"),
            ReminderError::NoDayLeft => Self::NoDayLeft,
            ReminderError::Store(error) => error.into(),
        }
    }
}

impl From<ChatError> for ApiError {
    fn from(error: ChatError) -> Self {
        match error {
            ChatError::Refused(problem) => Self::ChatRefused { problem },
            ChatError::Evidence(error) => error.into(),
        }
    }
}

impl From<EvidenceError> for ApiError {
    fn from(error: EvidenceError) -> Self {
        match error {
            EvidenceError::Invalid { field, problem } => Self::InvalidField { field, problem },
            EvidenceError::NoSuchReference => Self::NotFound,
            EvidenceError::FileTooLarge { limit_bytes } => Self::FileTooLarge { limit_bytes },
            EvidenceError::FileEmpty => Self::FileEmpty,
            EvidenceError::FileCutShort => Self::FileCutShort,
            EvidenceError::FileUnreadable => Self::FileUnreadable,
            EvidenceError::Cancelled => Self::Cancelled,
            EvidenceError::StampOfOther => Self::StampOfOther,
            EvidenceError::NoEntropy => Self::internal("entropy"),
            EvidenceError::Report => Self::internal("report"),
            EvidenceError::Store(error) => error.into(),
        }
    }
}

impl From<RecoveryError> for ApiError {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::NoSuchStep | RecoveryError::NoSuchCase => Self::NotFound,
            RecoveryError::Reminder(error) => error.into(),
            RecoveryError::Evidence(error) => error.into(),
            RecoveryError::Store(error) => error.into(),
        }
    }
}
