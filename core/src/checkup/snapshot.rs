//! What Kotlin's probes read from the phone. Every signal is a value, absent on this phone, or failed to read.

use crate::devices::Messenger;

/// A yes-or-no signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum FlagSignal {
    /// The phone answered.
    Value {
        /// What it answered.
        on: bool,
    },
    /// This Android version has no such signal.
    Absent,
    /// The call was refused or threw.
    Failed,
}

/// A signal that is a short text, such as the security patch date `2026-10-01`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TextSignal {
    /// The phone answered.
    Value {
        /// What it answered, as given.
        text: String,
    },
    /// This Android version has no such signal.
    Absent,
    /// The call was refused or threw.
    Failed,
}

/// What the package manager says about one messenger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum MessengerSignal {
    /// Installed for this user.
    Installed {
        /// Version as the messenger names it, such as `2.26.44.75`; `None` when the package gives none.
        version_name: Option<String>,
        /// First installation, milliseconds since the epoch by the phone's clock.
        first_installed_at_ms: i64,
        /// Last update, milliseconds since the epoch by the phone's clock.
        updated_at_ms: i64,
    },
    /// Not installed for this user.
    NotInstalled,
    /// The package manager threw.
    Failed,
}

/// One messenger and what the phone says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct MessengerReading {
    /// Which messenger.
    pub messenger: Messenger,
    /// What the package manager answered.
    pub signal: MessengerSignal,
}

/// One reading of the phone, gathered at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Snapshot {
    /// Whether a PIN, pattern or password guards the phone (`KeyguardManager.isDeviceSecure`).
    pub screen_lock: FlagSignal,
    /// Security patch date as the maker claims it (`Build.VERSION.SECURITY_PATCH`, `YYYY-MM-DD`).
    pub security_patch: TextSignal,
    /// The messengers the app asks about; one that is missing here counts as failed.
    pub messengers: Vec<MessengerReading>,
}
