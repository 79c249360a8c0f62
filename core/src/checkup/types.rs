//! What a checkup is made of.

use crate::devices::{DeviceRow, Messenger};
use crate::recovery::Situation;
use serde::{Deserialize, Serialize};

/// The verdict on one item. Unknown is never treated as a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// To be looked at today: an answer grew old, or a value passed its first limit.
    Due,
    /// Measured or declared to be wrong.
    AtRisk,
    /// Could not be read, or makes no sense.
    Unknown,
    /// Does not apply to this phone or person: neither good nor bad, and it does not count in the score.
    NotApplicable,
}

impl Verdict {
    /// 0 for what speaks first.
    pub(super) fn badness(self) -> u32 {
        match self {
            Self::AtRisk => 0,
            Self::Due => 1,
            Self::Unknown => 2,
            Self::Ok => 3,
            Self::NotApplicable => 4,
        }
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Basis {
    /// The phone said so now.
    Measured,
    /// The person said so.
    Declared {
        /// When, milliseconds since the epoch.
        at_ms: i64,
    },
    /// The person has not been asked yet.
    NotAnswered,
}

/// The two halves of the checkup screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ItemGroup {
    /// Measured by the phone.
    Phone,
    /// Known only to the person.
    Person,
}

/// An answer the person gives to an item that the phone cannot measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Answer {
    /// It is done.
    Yes,
    /// It is not done, or something wrong was seen.
    No,
    /// Does not apply to this person.
    DoesNotApply,
    /// The person does not know.
    NotSure,
}

/// Where the button of an item leads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ScreenTarget {
    /// The phone's screen for setting a lock.
    SetScreenLock,
    /// The phone's security settings.
    SecuritySettings,
    /// The phone's screen settings, where it goes off.
    DisplaySettings,
    /// The phone's notification settings, with what the lock screen shows.
    LockScreenNotifications,
    /// The list of apps that read notifications.
    NotificationAccess,
    /// The phone's accessibility settings.
    AccessibilitySettings,
    /// The list of keyboards.
    Keyboards,
    /// The default apps.
    DefaultApps,
    /// The list of apps with administrator rights.
    DeviceAdmins,
    /// The developer options.
    DeveloperOptions,
    /// Date and time.
    DateSettings,
    /// Play Protect.
    PlayProtect,
    /// The dialler, with this typed in.
    Dial {
        /// What is typed.
        number: String,
    },
    /// The phone's system update screen, or its settings where there is none.
    SystemUpdate,
    /// The store page of a messenger.
    StorePage {
        /// Which messenger.
        messenger: Messenger,
    },
    /// The messenger itself.
    OpenMessenger {
        /// Which messenger.
        messenger: Messenger,
    },
    /// What the phone tells about itself: model, build, Android version.
    AboutPhone,
    /// The accounts on the phone, e-mail among them.
    Accounts,
    /// The app's own list of devices.
    Devices,
    /// The app's own look at a message.
    Message,
    /// The app's own page of who to call.
    Contacts,
}

/// One row of the checkup.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CheckupItem {
    /// Stable name, such as `screen_lock`.
    pub id: String,
    /// Which half of the screen it belongs to.
    pub group: ItemGroup,
    /// Name as the phone's own settings call it, in the language asked for.
    pub title: String,
    /// One line of fact behind the verdict, in the language asked for.
    pub line: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What it rests on.
    pub basis: Basis,
    /// The number of days behind the verdict (age of an update, of an answer, of a pending sign-out), if any.
    pub days: Option<i64>,
    /// How long mending or answering takes, minutes.
    pub minutes: u32,
}

/// Where the one button of the home screen leads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum OverallAction {
    /// To the page of an item.
    Item {
        /// Its id.
        id: String,
    },
    /// To a device whose sign-out is pending.
    Device {
        /// Its id.
        id: i64,
    },
    /// To the checkup.
    Checkup,
    /// To the questions, one after the other.
    Questions,
    /// To what to do, because a theft may be under way.
    Play {
        /// What happened.
        situation: Situation,
    },
}

/// The overall state: the worst thing first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Overall {
    /// The worst verdict there is: at risk, then due, then unknown, then ok.
    pub verdict: Verdict,
    /// One sentence a neighbour would use.
    pub headline: String,
    /// Why, in one or two sentences.
    pub detail: String,
    /// The words on the button.
    pub action_label: String,
    /// Where the button leads.
    pub action: OverallAction,
}

/// A verdict that is not what it was at the previous checkup.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct VerdictChange {
    /// The item.
    pub id: String,
    /// What it was; [`Verdict::NotApplicable`] for one that was not in the checkup then.
    pub before: Verdict,
    /// What it is; [`Verdict::NotApplicable`] for one that is no longer in the checkup.
    pub now: Verdict,
    /// Whether the item is in the checkup now, so that its page can be opened.
    pub has_page: bool,
    /// A sentence such as "Desde el 3 de marzo: bloqueo de pantalla apagado".
    pub sentence: String,
}

/// What changed on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct HistoryDay {
    /// The day in words, such as "sábado 28 de noviembre".
    pub day: String,
    /// The changes, the last one first.
    pub changes: Vec<VerdictChange>,
}

/// The whole checkup.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Checkup {
    /// Phone items first, then the person's; in each half the worst first, else in the order of the content
    /// file, and what does not count last.
    pub items: Vec<CheckupItem>,
    /// Ids of the items that wait for an answer, the most important first.
    pub questions: Vec<String>,
    /// The worst thing first.
    pub overall: Overall,
    /// What changed since the previous checkup, the worst first.
    pub changes: Vec<VerdictChange>,
    /// How many items are ok.
    pub ok_count: u32,
    /// How many are due.
    pub due_count: u32,
    /// How many are at risk.
    pub at_risk_count: u32,
    /// How many are unknown.
    pub unknown_count: u32,
    /// How many of the ok ones were measured; the rest were declared.
    pub measured_ok_count: u32,
    /// How many of the questions are asked in one sitting; the rest stay due until the next one.
    pub questions_in_a_sitting: u32,
    /// The score in words: how many of how many are ok, how many of them measured and how many declared.
    pub score: String,
    /// That the rules behind the verdicts have grown old, when they have.
    pub rules_note: Option<String>,
    /// Minutes that what is due and at risk takes altogether.
    pub minutes_left: u32,
}

/// One possible answer with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AnswerOption {
    /// The answer.
    pub answer: Answer,
    /// The person's words for it.
    pub label: String,
}

/// An app, service or certificate that the page of an item lists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ListedApp {
    /// Its name, or what identifies it where the phone tells no name.
    pub name: String,
    /// What is to be known about that name; empty where the phone itself gave it.
    pub line: String,
}

/// How an item is checked in one messenger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct MessengerSection {
    /// Which messenger.
    pub messenger: Messenger,
    /// Its name.
    pub title: String,
    /// That it was not found on this phone; empty where it was.
    pub note: String,
    /// The steps; `**…**` marks the words seen on the phone.
    pub steps: Vec<String>,
    /// The words on the button that opens it.
    pub open_label: String,
    /// Where the steps come from and when they were checked.
    pub source_line: String,
}

/// Everything the page of one item shows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ItemPage {
    /// The row as it stands in the checkup.
    pub item: CheckupItem,
    /// Why it matters, two sentences at most.
    pub why: String,
    /// What holds for any messenger, or for none; `**…**` marks the words seen on the phone. Empty where all of it
    /// stands in the sections.
    pub steps: Vec<String>,
    /// How it is done in each messenger on this phone; with none of them on it, in the first that content knows.
    pub sections: Vec<MessengerSection>,
    /// The words on the button and where it leads, when there is a place to open.
    pub target: Option<ScreenTarget>,
    /// The words on that button; empty when there is none.
    pub target_label: String,
    /// Where the steps come from and when they were checked, such as "Verificado el 14 nov 2026 · Ayuda de WhatsApp";
    /// empty where every section says it of its own.
    pub source_line: String,
    /// The apps, services or certificates it is about.
    pub listed: Vec<ListedApp>,
    /// The devices on which an account is still signed in, to compare with what the messenger lists; `None` where there
    /// is nothing to compare.
    pub compare_with: Option<Vec<DeviceRow>>,
    /// The question above the answers; empty where the phone tells it all.
    pub question: String,
    /// The answers to choose from; empty where the phone tells it all.
    pub answers: Vec<AnswerOption>,
    /// What an answer would be about: to be given back with it.
    pub about: String,
    /// The play that the answer "no" opens, where it means that a theft may be under way.
    pub no_opens: Option<Situation>,
    /// Whether that was answered, and the play is to be offered.
    pub play_offered: bool,
    /// Whether an answer was given that can be taken back.
    pub can_undo: bool,
}

/// A limit that the person may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CheckupLimit {
    /// Days after which the security patch is due.
    PatchDueAfterDays,
    /// Days after which it is a risk.
    PatchRiskAfterDays,
    /// Days after which a messenger's update is due.
    MessengerDueAfterDays,
    /// Days after which it is a risk.
    MessengerRiskAfterDays,
    /// Seconds an unattended phone may stay open before it is due.
    LockDueAfterSeconds,
    /// Seconds after which it is a risk.
    LockRiskAfterSeconds,
}

/// A value that a limit can be moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LimitOption {
    /// The value, in the limit's own unit.
    pub value: i64,
    /// In words, such as "30 días".
    pub label: String,
}

/// A limit that the person may move, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LimitChoice {
    /// Which.
    pub limit: CheckupLimit,
    /// Its name.
    pub title: String,
    /// What happens past it.
    pub line: String,
    /// What holds now, in the limit's own unit.
    pub value: i64,
    /// That in words.
    pub value_label: String,
    /// What we would choose.
    pub usual: i64,
    /// What can be chosen, the strictest first.
    pub options: Vec<LimitOption>,
}
