//! The one error of the build: a sentence for the person who typed the command.

/// What went wrong and what to do about it, as one sentence a newcomer can act on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The build stops and says so.
    #[error("{0}")]
    Stop(String),
    /// An artefact cannot be had, and not because of the network, the disk or a checksum: the
    /// caller may know another way.
    #[error("{0}")]
    Lacking(String),
}

/// What every step of the build returns.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Builds a [`Failure::Stop`] from a format string.
macro_rules! fail {
    ($($part:tt)*) => { $crate::failure::Failure::Stop(format!($($part)*)) };
}
pub(crate) use fail;
