//! Why a file cannot be taken as a chat.

use crate::evidence::EvidenceError;
use thiserror::Error;

/// What is wrong with a file that should be an exported chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ChatProblem {
    /// It is neither text nor a ZIP, or no line of it begins a message.
    NotAChat,
    /// The text is longer than a chat can be.
    TooLong,
    /// The ZIP is cut, contradicts itself, is encrypted, or unpacks to more than it declares.
    ArchiveUnreadable,
    /// The ZIP holds no text, or several of which none is named like a chat.
    NoChatInside,
    /// How its dates are written was not answered.
    DateOrderUnknown,
    /// The person stopped it.
    Cancelled,
}

/// Why a chat could not be read or cited.
#[derive(Debug, Error)]
pub enum ChatError {
    /// The file is not what it should be.
    #[error("chat refused: {0:?}")]
    Refused(ChatProblem),
    /// The log refused.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
}

impl From<ChatProblem> for ChatError {
    fn from(problem: ChatProblem) -> Self {
        Self::Refused(problem)
    }
}
