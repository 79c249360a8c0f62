//! What Kotlin's probes read from the phone. Every signal is a value, absent on this phone, or failed to read. Nothing
//! is judged on the way: numbers and texts come as Android gives them.

use crate::devices::Messenger;

/// A yes-or-no signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum FlagSignal {
    /// The phone answered.
    Value {
        /// What it answered.
        on: bool,
    },
    /// This Android version, or this maker's, has no such signal.
    #[default]
    Absent,
    /// The call was refused or threw.
    Failed,
}

/// A signal that is a number, as Android gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum NumberSignal {
    /// The phone answered.
    Value {
        /// What it answered.
        number: i64,
    },
    /// This Android version, or this maker's, has no such signal, or it was never set.
    #[default]
    Absent,
    /// The call was refused or threw.
    Failed,
}

/// A signal that is a short text, such as the security patch date `2026-10-01`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TextSignal {
    /// The phone answered.
    Value {
        /// What it answered, as given.
        text: String,
    },
    /// This Android version has no such signal.
    #[default]
    Absent,
    /// The call was refused or threw.
    Failed,
}

/// One app, service or certificate that the phone lists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ListedEntry {
    /// What identifies it, such as a package name.
    pub id: String,
    /// What a person would call it; the id where the phone gives no name.
    pub name: String,
    /// Whether it came with the phone; `None` when the phone hides that.
    pub of_system: Option<bool>,
    /// Whether it declares itself a tool for people with a disability
    /// (`AccessibilityServiceInfo.isAccessibilityTool`, since Android 12); `None` where nothing of the kind is declared.
    pub is_assistive_tool: Option<bool>,
}

/// A signal that is a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ListSignal {
    /// The phone answered with the whole list, if with some of it under an id only.
    Value {
        /// What it listed.
        entries: Vec<ListedEntry>,
    },
    /// The phone answered, and may have left out what it hides from ordinary apps.
    Partial {
        /// What it listed.
        entries: Vec<ListedEntry>,
    },
    /// This Android version, or this maker's, has no such signal.
    #[default]
    Absent,
    /// The call was refused or threw.
    Failed,
}

impl ListSignal {
    /// What the phone listed; nothing where it did not answer.
    pub(super) fn entries(&self) -> &[ListedEntry] {
        match self {
            Self::Value { entries } | Self::Partial { entries } => entries,
            Self::Absent | Self::Failed => &[],
        }
    }
}

/// What the package manager says about one messenger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum MessengerSignal {
    /// Installed for this user.
    Installed {
        /// Version as the messenger names it, such as `2.26.44.75`; `None` when the package gives none.
        version_name: Option<String>,
        /// Version as Android counts it (`PackageInfo.getLongVersionCode`).
        version_code: i64,
        /// First installation, milliseconds since the epoch by the phone's clock.
        first_installed_at_ms: i64,
        /// Last update, milliseconds since the epoch by the phone's clock.
        updated_at_ms: i64,
        /// Package name of what installed it; absent when Android does not know.
        installer: TextSignal,
        /// Package name of the only one that may update it unasked, since Android 14
        /// (`InstallSourceInfo.getUpdateOwnerPackageName`); absent when it has none.
        update_owner: TextSignal,
        /// Where it came from as its installer says: `PackageInstaller.PACKAGE_SOURCE_…`, since Android 13.
        package_source: NumberSignal,
        /// SHA-256 of each certificate that signed it, now or before, in lower-case hexadecimal; empty when they
        /// cannot be read.
        signers: Vec<String>,
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

/// One reading of the phone, gathered at once. The default is a phone that tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Snapshot {
    /// Whether a PIN, pattern or password guards the phone (`KeyguardManager.isDeviceSecure`).
    pub screen_lock: FlagSignal,
    /// How strong it is: `DevicePolicyManager.PASSWORD_COMPLEXITY_…`.
    pub lock_complexity: NumberSignal,
    /// Milliseconds without touch until the screen goes off.
    pub screen_off_after_ms: NumberSignal,
    /// Milliseconds from there until the phone locks.
    pub lock_after_ms: NumberSignal,
    /// Whether notifications are shown on the lock screen at all.
    pub lock_screen_notifications: FlagSignal,
    /// Whether their private content is shown there.
    pub lock_screen_content: FlagSignal,
    /// Security patch date as the maker claims it (`Build.VERSION.SECURITY_PATCH`, `YYYY-MM-DD`).
    pub security_patch: TextSignal,
    /// What the person allowed Play Protect: 1 yes, -1 no.
    pub app_scanning_consent: NumberSignal,
    /// Whether Android verifies apps when they are installed: 1 yes, 0 no.
    pub app_scanning_enabled: NumberSignal,
    /// Apps that read every notification, codes among them.
    pub notification_readers: ListSignal,
    /// Accessibility services that are on.
    pub accessibility_services: ListSignal,
    /// Keyboards that are on.
    pub keyboards: ListSignal,
    /// The app that receives SMS: none or one entry.
    pub sms_app: ListSignal,
    /// Apps with administrator rights.
    pub device_admins: ListSignal,
    /// Certificate authorities that somebody installed.
    pub user_certificates: ListSignal,
    /// Developer options.
    pub developer_options: FlagSignal,
    /// USB debugging.
    pub usb_debugging: FlagSignal,
    /// `DevicePolicyManager.ENCRYPTION_STATUS_…`.
    pub storage_encryption: NumberSignal,
    /// `Build.TAGS`, such as `release-keys`.
    pub build_tags: TextSignal,
    /// Whether the time zone comes from the network (`Settings.Global.AUTO_TIME_ZONE`).
    pub automatic_zone: FlagSignal,
    /// Android's Advanced Protection, since Android 16.
    pub advanced_protection: FlagSignal,
    /// Who made the phone, such as `samsung` (`Build.MANUFACTURER`).
    pub manufacturer: TextSignal,
    /// Whether the phone has other profiles (work, dual apps), into which no app can look.
    pub other_profiles: FlagSignal,
    /// The messengers the app asks about; one that is missing here counts as failed.
    pub messengers: Vec<MessengerReading>,
}
