//! What a device is made of.

use crate::checkup::Verdict;
use crate::recovery::Situation;
use serde::{Deserialize, Serialize};

/// The messengers the app knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Messenger {
    /// `com.whatsapp`
    WhatsApp,
    /// `com.whatsapp.w4b`
    WhatsAppBusiness,
    /// `org.telegram.messenger`
    Telegram,
    /// `org.thoughtcrime.securesms`
    Signal,
}

/// What kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DeviceKind {
    /// A telephone.
    Phone,
    /// A laptop or desktop, one's own or somebody else's.
    Computer,
    /// A tablet.
    Tablet,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DeviceStatus {
    /// Used by the person.
    InUse,
    /// Still theirs, lying about.
    Unused,
    /// Lost.
    Lost,
    /// Stolen.
    Stolen,
    /// Sold or given away.
    Sold,
}

/// When a device was last used, as the person says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum LastUsed {
    /// On the day they say so.
    Today,
    /// Within the month before.
    ThisMonth,
    /// Longer ago than a month.
    Earlier,
    /// They do not know.
    NotKnown,
}

/// When a device was last used, and when the person said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LastUse {
    /// What they said.
    pub last_used: LastUsed,
    /// When, milliseconds since the epoch.
    pub said_at_ms: i64,
}

/// How the sign-out of one account on one device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum SignOut {
    /// The device is in use: nothing to do.
    NotNeeded,
    /// To be done.
    Pending {
        /// Since when, milliseconds since the epoch.
        since_ms: i64,
    },
    /// The person said it is done.
    Done {
        /// When, milliseconds since the epoch.
        at_ms: i64,
    },
}

/// One account signed in on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DeviceSession {
    /// Which messenger.
    pub messenger: Messenger,
    /// How its sign-out stands.
    pub sign_out: SignOut,
}

/// One device.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Device {
    /// Its number in the store.
    pub id: i64,
    /// What kind.
    pub kind: DeviceKind,
    /// What the person calls it.
    pub name: String,
    /// What became of it.
    pub status: DeviceStatus,
    /// When it was marked so, milliseconds since the epoch.
    pub status_since_ms: i64,
    /// When it was last used; `None` when the person never said.
    pub last_use: Option<LastUse>,
    /// When the person put it away from the list, milliseconds since the epoch. It is still there: a sign-out that
    /// waits on it is told like any other.
    pub archived_at_ms: Option<i64>,
    /// Accounts signed in on it.
    pub sessions: Vec<DeviceSession>,
}

/// A device as its form tells it, to be added or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NewDevice {
    /// What kind.
    pub kind: DeviceKind,
    /// What the person calls it; 1 to 60 characters after trimming.
    pub name: String,
    /// What became of it.
    pub status: DeviceStatus,
    /// Messengers signed in on it.
    pub messengers: Vec<Messenger>,
    /// When it was last used; `None` leaves what was said before.
    pub last_used: Option<LastUsed>,
}

/// A device as its page and row show it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DeviceRow {
    /// The device.
    pub device: Device,
    /// The verdict of its worst session.
    pub verdict: Verdict,
    /// Days the oldest pending sign-out has waited.
    pub pending_days: Option<i64>,
    /// One line of fact, such as "Vendida · WhatsApp".
    pub line: String,
    /// When it was last used, in words; empty when the person never said.
    pub last_use_line: String,
    /// Where it stands in the list.
    pub place: DevicePlace,
    /// What to do first, where it is lost or stolen; see [`Device::play`].
    pub play: Option<Situation>,
}

/// The parts of the list of devices, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DevicePlace {
    /// A sign-out waits on it.
    Pending,
    /// Used, with accounts signed in.
    InUse,
    /// Nothing is left to sign out.
    Closed,
    /// Put away by the person, with nothing left to sign out.
    Archived,
}

/// The guided sign-out of one messenger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SignOutGuide {
    /// Which messenger.
    pub messenger: Messenger,
    /// Why it matters, with the deadlines that hold and those that do not.
    pub why: String,
    /// The steps; `**…**` marks the words seen on the phone.
    pub steps: Vec<String>,
    /// Where the steps come from and when they were checked, a line for each source.
    pub source_lines: Vec<String>,
}

impl Messenger {
    /// Every messenger, in the order in which screens name them.
    pub const ALL: [Self; 4] =
        [Self::WhatsApp, Self::WhatsAppBusiness, Self::Telegram, Self::Signal];

    /// Its name, the same in both languages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WhatsApp => "WhatsApp",
            Self::WhatsAppBusiness => "WhatsApp Business",
            Self::Telegram => "Telegram",
            Self::Signal => "Signal",
        }
    }
}

impl DeviceStatus {
    /// Whether somebody else may hold the device.
    #[must_use]
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Lost | Self::Stolen | Self::Sold)
    }
}

impl Device {
    /// The oldest pending sign-out: since when, and of which messenger.
    #[must_use]
    pub fn oldest_pending(&self) -> Option<(i64, Messenger)> {
        self.sessions
            .iter()
            .filter_map(|session| match session.sign_out {
                SignOut::Pending { since_ms } => Some((since_ms, session.messenger)),
                _ => None,
            })
            .min_by_key(|(since_ms, _)| *since_ms)
    }

    /// Where it stands in the list. Nothing that waits can be put away.
    #[must_use]
    pub fn place(&self) -> DevicePlace {
        if self.oldest_pending().is_some() {
            DevicePlace::Pending
        } else if self.archived_at_ms.is_some() {
            DevicePlace::Archived
        } else if self.status == DeviceStatus::InUse && self.closed_at_ms().is_none() {
            DevicePlace::InUse
        } else {
            DevicePlace::Closed
        }
    }

    /// Whether an account is signed in on it, as far as the person said.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        self.sessions.iter().any(|session| !matches!(session.sign_out, SignOut::Done { .. }))
    }

    /// What to do first when it is lost or stolen: with a phone the number may be gone too; of a computer or a tablet
    /// the sessions have to be closed, if any is open.
    #[must_use]
    pub fn play(&self) -> Option<Situation> {
        match (self.status, self.kind) {
            (DeviceStatus::Lost | DeviceStatus::Stolen, DeviceKind::Phone) => {
                Some(Situation::LostPhone)
            }
            (DeviceStatus::Lost | DeviceStatus::Stolen, _) if self.oldest_pending().is_some() => {
                Some(Situation::LostDevice)
            }
            _ => None,
        }
    }

    /// When the last session was closed, if there are sessions and none is left open.
    #[must_use]
    pub fn closed_at_ms(&self) -> Option<i64> {
        let mut latest = None;
        for session in &self.sessions {
            match session.sign_out {
                SignOut::Done { at_ms } => latest = latest.max(Some(at_ms)),
                _ => return None,
            }
        }
        latest
    }

    /// When what is noted of it last changed, milliseconds since the epoch.
    #[must_use]
    pub fn changed_at_ms(&self) -> i64 {
        let closed = self.sessions.iter().filter_map(|session| match session.sign_out {
            SignOut::Done { at_ms } => Some(at_ms),
            _ => None,
        });
        closed.fold(self.status_since_ms, i64::max)
    }

    /// The verdict of its worst session: a pending sign-out is a risk at once where somebody else may hold the device,
    /// and due where it only lies about.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.oldest_pending() {
            Some(_) if self.status.is_gone() => Verdict::AtRisk,
            Some(_) => Verdict::Due,
            None => Verdict::Ok,
        }
    }
}
