//! The checklist as data: rules and common words in `content/checklist.toml`, items in `content/items_….toml`.

use super::{Language, SourceLine, Text, file};
use crate::checkup::{Answer, CheckupLimit, ItemGroup, Verdict};
use crate::clock::days_between;
use crate::devices::Messenger;
use crate::recovery::Situation;
use crate::shipped::packed;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How the verdict of an item is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "of")]
pub enum Measure {
    /// Whether a screen lock is set, and whether it is more than a pattern.
    ScreenLock,
    /// How long an unattended phone stays open.
    AutoLock,
    /// Whether codes are shown on the lock screen; answered where the phone does not tell.
    LockScreenContent,
    /// The age of the security patch.
    SecurityPatch,
    /// The age of a messenger's update; one item for each messenger on the phone.
    MessengerUpdate,
    /// Who signed and installed a messenger; one item for each messenger on the phone.
    MessengerOrigin,
    /// Play Protect; answered where the phone does not tell.
    AppScanning,
    /// Developer options and USB debugging.
    Developer,
    /// Whether the storage is encrypted.
    StorageEncryption,
    /// Whether the system bears its maker's keys.
    SystemBuild,
    /// Whether the time comes from the network.
    AutomaticTime,
    /// Android's Advanced Protection.
    AdvancedProtection,
    /// What the phone lists beside its own things; the person says whether those are theirs.
    Listed {
        /// Which list.
        list: List,
    },
    /// Sign-outs still pending in the list of devices, which the person fills.
    SignOuts,
    /// What the person answers.
    Declared,
}

impl Measure {
    /// Whether there is one item for each messenger on the phone.
    #[must_use]
    pub fn is_per_messenger(self) -> bool {
        matches!(self, Self::MessengerUpdate | Self::MessengerOrigin)
    }

    /// Whether the phone lists things that the person is asked about.
    #[must_use]
    pub fn lists(self) -> bool {
        matches!(self, Self::Listed { .. })
    }
}

/// A list of the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum List {
    /// Apps that read every notification.
    NotificationReaders,
    /// Accessibility services that are on.
    AccessibilityServices,
    /// Keyboards that are on.
    Keyboards,
    /// The app that receives SMS.
    SmsApp,
    /// Apps with administrator rights.
    DeviceAdmins,
    /// Certificate authorities that somebody installed.
    UserCertificates,
}

/// What can be found out about an item. Each has its words in the content file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The flag is on.
    On,
    /// The flag is off.
    Off,
    /// On, and weaker than it should be.
    Weak,
    /// A computer on a cable is let in.
    Debugging,
    /// Nothing is listed that did not come with the phone.
    NoneListed,
    /// Something is listed that the person has not said to know.
    Listed,
    /// Nothing is listed that did not come with the phone, and the phone may hide some.
    PartlyListed,
    /// Signed by its maker.
    Genuine,
    /// Signed by somebody else.
    Modified,
    /// Within the first limit.
    Fresh,
    /// Past the first limit.
    Old,
    /// Past the second limit.
    VeryOld,
    /// A version below the one that the rules ask for.
    BelowMinimum,
    /// The phone locks within the first limit.
    LocksSoon,
    /// It locks past the first limit.
    LocksLate,
    /// It locks past the second limit.
    LocksVeryLate,
    /// The time comes from the network, its zone does not.
    ZoneByHand,
    /// A date ahead of the clock.
    Future,
    /// An answer of the phone that makes no sense, such as a text that is no date.
    Unreadable,
    /// Two answers of the phone that cannot both be true.
    Contradiction,
    /// The messenger is not on this phone.
    NotInstalled,
    /// The messenger was not found, and the phone has profiles into which no app can look.
    OtherProfile,
    /// A lost, stolen or sold device has a pending sign-out.
    GonePending,
    /// An unused device has a pending sign-out.
    UnusedPending,
    /// Devices are listed and nothing is left to close.
    AllClosed,
    /// The same, last confirmed longer ago than the item's interval.
    AllClosedOld,
    /// A list that the phone keeps to itself was looked at, and the person knows what is on it.
    Looked,
    /// The same, longer ago than the item's interval.
    LookedOld,
    /// Answered yes.
    Yes,
    /// Answered yes, longer ago than the item's interval.
    YesOld,
    /// Answered no.
    No,
    /// Answered "I am not sure".
    NotSure,
    /// Answered "does not apply".
    DoesNotApply,
    /// Answered "does not apply", longer ago than the item's interval.
    DoesNotApplyOld,
    /// Never answered.
    NotAnswered,
    /// The answer bears a date ahead of the clock.
    AnswerFromFuture,
    /// This Android version has no such signal.
    Absent,
    /// The call was refused or threw.
    Failed,
    /// The phone's time is set by hand, so ages mean nothing.
    ClockManual,
    /// Whether the phone's time is set by hand cannot be read.
    ClockUnread,
    /// The phone's date is not believable.
    ClockImplausible,
}

/// The words for one finding.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingWords {
    /// The fact on the row.
    pub line: Text,
    /// The sentence on the home screen.
    #[serde(default)]
    pub headline: Option<Text>,
    /// Why, below it.
    #[serde(default)]
    pub detail: Option<Text>,
    /// The words on the button.
    #[serde(default)]
    pub action: Option<Text>,
    /// How the change to this finding is told.
    #[serde(default)]
    pub changed: Option<Text>,
}

/// One answer and the person's words for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerWords {
    /// The answer.
    pub answer: Answer,
    /// The words.
    pub label: Text,
}

/// How an item is done in one messenger, or in several with the same menus.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessengerSteps {
    /// Which messengers.
    pub messengers: Vec<Messenger>,
    /// Id of their source.
    pub source: String,
    /// The steps, with every menu path that is known.
    pub steps: Vec<Text>,
}

/// Where the button of an item leads; the messenger is the item's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum TargetKind {
    /// See [`crate::checkup::ScreenTarget::SetScreenLock`].
    SetScreenLock,
    /// See [`crate::checkup::ScreenTarget::SecuritySettings`].
    SecuritySettings,
    /// See [`crate::checkup::ScreenTarget::DisplaySettings`].
    DisplaySettings,
    /// See [`crate::checkup::ScreenTarget::LockScreenNotifications`].
    LockScreenNotifications,
    /// See [`crate::checkup::ScreenTarget::NotificationAccess`].
    NotificationAccess,
    /// See [`crate::checkup::ScreenTarget::AccessibilitySettings`].
    AccessibilitySettings,
    /// See [`crate::checkup::ScreenTarget::Keyboards`].
    Keyboards,
    /// See [`crate::checkup::ScreenTarget::DefaultApps`].
    DefaultApps,
    /// See [`crate::checkup::ScreenTarget::DeviceAdmins`].
    DeviceAdmins,
    /// See [`crate::checkup::ScreenTarget::DeveloperOptions`].
    DeveloperOptions,
    /// See [`crate::checkup::ScreenTarget::DateSettings`].
    DateSettings,
    /// See [`crate::checkup::ScreenTarget::PlayProtect`].
    PlayProtect,
    /// See [`crate::checkup::ScreenTarget::Dial`].
    DialImei,
    /// See [`crate::checkup::ScreenTarget::SystemUpdate`].
    SystemUpdate,
    /// See [`crate::checkup::ScreenTarget::StorePage`].
    StorePage,
    /// See [`crate::checkup::ScreenTarget::AboutPhone`].
    AboutPhone,
    /// See [`crate::checkup::ScreenTarget::Accounts`].
    Accounts,
    /// See [`crate::checkup::ScreenTarget::Devices`].
    Devices,
    /// See [`crate::checkup::ScreenTarget::Message`].
    Message,
    /// See [`crate::checkup::ScreenTarget::Contacts`].
    Contacts,
}

/// One item as the content file tells it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemContent {
    /// Stable name. An item measured per messenger gets `_` and the messenger's code after it.
    pub id: String,
    /// Which half of the screen.
    pub group: ItemGroup,
    /// How its verdict is found.
    pub measure: Measure,
    /// Among equally bad items the lowest speaks first on the home screen.
    pub priority: u32,
    /// Minutes it takes.
    pub minutes: u32,
    /// Age in days from which on an answer has grown old; only for items that are answered.
    #[serde(default)]
    pub stale_after_days: Option<i64>,
    /// The verdict of the answer "no"; only for items that are answered.
    #[serde(default)]
    pub no_is: Option<Verdict>,
    /// The play that the answer "no" opens, where it means that a theft may be under way.
    #[serde(default)]
    pub no_opens: Option<Situation>,
    /// Id of the source of its statements.
    pub source: String,
    /// Where its button leads.
    #[serde(default)]
    pub target: Option<TargetKind>,
    /// The words on that button.
    #[serde(default)]
    pub target_label: Option<Text>,
    /// Its name.
    pub title: Text,
    /// Its name where nobody shall learn which messengers are on the phone; only for items measured per messenger.
    #[serde(default)]
    pub neutral_title: Option<Text>,
    /// Why it matters.
    pub why: Text,
    /// The question above the answers.
    #[serde(default)]
    pub question: Option<Text>,
    /// The answers to choose from.
    #[serde(default)]
    pub answers: Vec<AnswerWords>,
    /// Steps that hold for any messenger, or for none.
    #[serde(default)]
    pub steps: Vec<Text>,
    /// Steps in the messengers, each with a button that opens it.
    #[serde(default)]
    pub in_messengers: Vec<MessengerSteps>,
    /// Whether its page shows the devices on which an account is signed in.
    #[serde(default)]
    pub compares_devices: bool,
    /// Its own words per finding.
    #[serde(default)]
    pub findings: HashMap<FindingKind, FindingWords>,
}

impl ItemContent {
    /// Whether the person can answer it.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        !self.answers.is_empty()
    }

    /// The id of an item that is measured per messenger.
    #[must_use]
    pub fn id_for(&self, messenger: Messenger) -> String {
        format!("{}_{}", self.id, messenger.code())
    }
}

/// Words on the home screen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverallWords {
    /// The sentence.
    pub headline: Text,
    /// Why, below it.
    pub detail: Text,
    /// The words on the button.
    pub action: Text,
    /// Said instead of `detail` when the next date is known.
    #[serde(default)]
    pub next: Option<Text>,
}

/// The home screen's words per overall state.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overalls {
    /// Nothing to do.
    pub ok: OverallWords,
    /// Something to be looked at.
    pub due: OverallWords,
    /// Something wrong.
    pub at_risk: OverallWords,
    /// Something unknown.
    pub unknown: OverallWords,
    /// Nothing answered yet.
    pub first: OverallWords,
}

/// How changes are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeWords {
    /// Since an earlier day.
    pub since: Text,
    /// Within the first day.
    pub today: Text,
    /// Was not in the checkup before.
    pub appeared: Text,
    /// Turned ok.
    pub ok: Text,
    /// Turned due.
    pub due: Text,
    /// Turned at risk.
    pub at_risk: Text,
    /// Turned unknown.
    pub unknown: Text,
    /// Turned to what does not apply.
    pub not_applicable: Text,
}

impl ChangeWords {
    /// The words for what something turned to.
    #[must_use]
    pub fn turned(&self, now: Verdict) -> &Text {
        match now {
            Verdict::Ok => &self.ok,
            Verdict::Due => &self.due,
            Verdict::AtRisk => &self.at_risk,
            Verdict::Unknown => &self.unknown,
            Verdict::NotApplicable => &self.not_applicable,
        }
    }
}

/// The version of a messenger below which it is a risk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumVersion {
    /// As Android counts versions.
    pub code: i64,
    /// The day it was set.
    pub set_on: NaiveDate,
    /// Id of its source.
    pub source: String,
}

/// What is asked of one messenger's update.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessengerRule {
    /// Days up to which an update is fresh; past them it is due.
    pub fresh_days: i64,
    /// Days past which it is a risk.
    pub stale_days: i64,
    /// The version below which it is a risk at any age, where one with a source is known.
    #[serde(default)]
    pub minimum_version: Option<MinimumVersion>,
}

/// The rule of each messenger.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessengerRules {
    /// WhatsApp.
    pub whatsapp: MessengerRule,
    /// WhatsApp Business.
    pub whatsapp_business: MessengerRule,
    /// Telegram.
    pub telegram: MessengerRule,
    /// Signal.
    pub signal: MessengerRule,
}

impl MessengerRules {
    /// The rule of a messenger.
    #[must_use]
    pub fn of(&self, messenger: Messenger) -> &MessengerRule {
        match messenger {
            Messenger::WhatsApp => &self.whatsapp,
            Messenger::WhatsAppBusiness => &self.whatsapp_business,
            Messenger::Telegram => &self.telegram,
            Messenger::Signal => &self.signal,
        }
    }

    /// All of them, to be changed together.
    pub(crate) fn each_mut(&mut self) -> [&mut MessengerRule; 4] {
        [&mut self.whatsapp, &mut self.whatsapp_business, &mut self.telegram, &mut self.signal]
    }
}

/// A limit that the person may move, and how far.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitContent {
    /// Which.
    pub limit: CheckupLimit,
    /// Its name.
    pub title: Text,
    /// What happens past it.
    pub line: Text,
    /// The values to choose from, the strictest first; nothing below the first nor past the last is taken.
    pub choices: Vec<i64>,
}

/// The limits that verdicts rest on, as the content file ships them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// A clock before this date is wrong.
    pub clock_not_before: NaiveDate,
    /// A clock after this date is wrong.
    pub clock_not_after: NaiveDate,
    /// Days after which the security patch is due.
    pub patch_due_after_days: i64,
    /// Days after which the security patch is a risk.
    pub patch_risk_after_days: i64,
    /// Days by which a patch date may be ahead of the clock.
    pub patch_ahead_at_most_days: i64,
    /// A patch date before this makes no sense.
    pub patch_not_before: NaiveDate,
    /// What is asked of each messenger's update.
    pub messenger: MessengerRules,
    /// An update before this makes no sense.
    pub messenger_not_before: NaiveDate,
    /// Days by which an answer may be ahead of the clock.
    pub answer_ahead_at_most_days: i64,
    /// Days after which the rules themselves are called old.
    pub rules_old_after_days: i64,
    /// Seconds an unattended phone stays open, after which it is due.
    pub lock_due_after_seconds: i64,
    /// Seconds after which it is a risk.
    pub lock_risk_after_seconds: i64,
    /// Seconds between screen and lock where the phone does not say.
    pub lock_after_default_seconds: i64,
}

/// The certificates of a messenger's maker.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSigner {
    /// Whose.
    pub messenger: Messenger,
    /// SHA-256 of each, in lower-case hexadecimal.
    pub sha256: Vec<String>,
    /// Id of its source.
    pub source: String,
}

/// Words for a list that the phone keeps to itself, wholly or in part, to be looked at by the person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookYourselfWords {
    /// The question, instead of the one about the names shown.
    pub question: Text,
    /// The first step, instead of the one that looks at the names shown.
    pub first_step: Text,
}

/// Words of the checkup as a text to send.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareWords {
    /// Its first line.
    pub title: Text,
    /// Above what is at risk.
    pub at_risk: Text,
    /// Above what is due.
    pub due: Text,
    /// Above what is unknown.
    pub unknown: Text,
    /// Above what is ok.
    pub ok: Text,
    /// What it leaves out.
    pub note: Text,
}

/// Words of the checkup as a page to print.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// Its title.
    pub title: Text,
    /// Below it.
    pub lead: Text,
    /// Over the column of points.
    pub point: Text,
    /// Over what was found.
    pub found: Text,
    /// Over the states.
    pub state: Text,
    /// Over how it is known.
    pub known: Text,
    /// The phone said so.
    pub measured: Text,
    /// The person said so.
    pub declared: Text,
    /// The person was not asked yet.
    pub not_answered: Text,
    /// The state of what does not apply.
    pub not_applicable: Text,
    /// What it is not.
    pub note: Text,
    /// At its foot.
    pub foot: Text,
}

/// The whole checklist.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// When the rules were last thought over.
    pub dated: NaiveDate,
    /// The limits.
    pub policy: Limits,
    /// The items in the order of the screen: the phone's, then the person's.
    #[serde(skip)]
    pub item: Vec<ItemContent>,
    /// Certificates of messengers' makers.
    pub signer: Vec<KnownSigner>,
    /// Package names of stores we know.
    pub store: Vec<String>,
    /// Limits that the person may move.
    pub limit: Vec<LimitContent>,
    /// Questions asked in one sitting.
    pub questions_in_a_sitting: u32,
    /// Said beside the update of a messenger that came from outside the stores we know.
    pub from_elsewhere: Text,
    /// Said beside the name of an accessibility service that does not declare itself an assistive tool.
    pub no_assistive_tool: Text,
    /// Words for lists that the phone keeps to itself.
    pub unread_list: LookYourselfWords,
    /// Words for lists of which the phone may hide a part.
    pub partial_list: LookYourselfWords,
    /// Words for findings where an item has none of its own.
    pub common: HashMap<FindingKind, FindingWords>,
    /// The home screen.
    pub overall: Overalls,
    /// Changes since last time.
    pub changes: ChangeWords,
    /// Sources and their dates.
    pub source_line: SourceLine,
    /// The words on the button that opens a messenger.
    pub open_messenger: Text,
    /// Said above the steps of a messenger that is not on this phone.
    pub elsewhere: Text,
    /// How much is ok, and which part of it is measured.
    pub score: Text,
    /// Said of rules that have grown old.
    pub rules_old: Text,
    /// The checkup as a text to send.
    pub share: ShareWords,
    /// The checkup as a page to print.
    pub sheet: SheetWords,
}

/// A file of items.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Items {
    item: Vec<ItemContent>,
}

static CHECKLIST: LazyLock<Checklist> = LazyLock::new(|| {
    let phone: Items = file(packed!("items_phone.toml"));
    let person: Items = file(packed!("items_person.toml"));
    let rules: Checklist = file(packed!("checklist.toml"));
    Checklist { item: phone.item.into_iter().chain(person.item).collect(), ..rules }
});

/// The checklist that ships with the app.
#[must_use]
pub fn checklist() -> &'static Checklist {
    &CHECKLIST
}

impl Checklist {
    /// The words of a finding: the item's own, or the common ones.
    #[must_use]
    pub fn words<'a>(
        &'a self,
        item: &'a ItemContent,
        finding: FindingKind,
    ) -> Option<&'a FindingWords> {
        item.findings.get(&finding).or_else(|| self.common.get(&finding))
    }

    /// The item of an id, and the messenger it is about where it is measured per messenger.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<(&ItemContent, Option<Messenger>)> {
        self.item.iter().find_map(|item| {
            let rest = id.strip_prefix(item.id.as_str())?;
            if item.measure.is_per_messenger() {
                let code = rest.strip_prefix('_')?;
                let is_meant = |messenger: &Messenger| messenger.code() == code;
                Messenger::ALL.into_iter().find(is_meant).map(|messenger| (item, Some(messenger)))
            } else {
                rest.is_empty().then_some((item, None))
            }
        })
    }

    /// Whether the rules were last thought over too long ago to know of versions.
    #[must_use]
    pub fn rules_are_old(&self, today: NaiveDate) -> bool {
        days_between(self.dated, today) > self.policy.rules_old_after_days
    }

    /// The title of the item of an id.
    #[must_use]
    pub fn title(&self, id: &str, language: Language) -> Option<String> {
        let (item, messenger) = self.item(id)?;
        let name = messenger.map(Messenger::name).unwrap_or_default();
        Some(item.title.fill(language, &[("messenger", name)]))
    }

    /// The title of the item of an id, without the name of a messenger.
    #[must_use]
    pub fn neutral_title(&self, id: &str, language: Language) -> Option<String> {
        let (item, _) = self.item(id)?;
        Some(item.neutral_title.as_ref().unwrap_or(&item.title).get(language).to_owned())
    }
}
