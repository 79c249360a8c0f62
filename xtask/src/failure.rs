//! The one error of the build: a sentence for the person who typed the command.

/// What went wrong and what to do about it, as one sentence a newcomer can act on.
///
/// Nothing in the build decides by the kind of a failure, it only stops and says so; hence one
/// type with a text instead of an enum per module.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failure(pub(crate) String);

/// What every step of the build returns.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Builds a [`Failure`] from a format string.
macro_rules! fail {
    ($($part:tt)*) => { $crate::failure::Failure(format!($($part)*)) };
}
pub(crate) use fail;
