//! What goes into the log and what comes out of it.

use crate::chat::DateOrder;
use crate::devices::Messenger;
use serde::{Deserialize, Serialize};

/// What kind of theft an incident is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TheftKind {
    /// The person was logged out after a code was given away.
    Takeover,
    /// Somebody linked a device; the person still gets in.
    GhostLink,
    /// The phone or the SIM was lost or stolen.
    LostPhone,
    /// Money was sent.
    MoneySent,
    /// Threats or extortion.
    Extortion,
    /// Something else.
    Other,
}

/// How somebody made contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Channel {
    /// A telephone call.
    Call,
    /// A text message.
    Sms,
    /// WhatsApp, by message or call.
    #[serde(rename = "whatsapp")]
    WhatsApp,
    /// WhatsApp Business, by message or call.
    #[serde(rename = "whatsapp-business")]
    WhatsAppBusiness,
    /// Telegram, by message or call.
    Telegram,
    /// Signal, by message or call.
    Signal,
    /// A message in a messenger that was not named.
    Message,
    /// An e-mail.
    Email,
    /// In person.
    InPerson,
    /// Another way.
    Other,
}

impl Channel {
    /// The messenger, when it is one that is named.
    pub(crate) fn messenger(self) -> Option<Messenger> {
        match self {
            Self::WhatsApp => Some(Messenger::WhatsApp),
            Self::WhatsAppBusiness => Some(Messenger::WhatsAppBusiness),
            Self::Telegram => Some(Messenger::Telegram),
            Self::Signal => Some(Messenger::Signal),
            Self::Call | Self::Sms | Self::Message | Self::Email | Self::InPerson | Self::Other => {
                None
            }
        }
    }
}

/// Who paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Payer {
    /// The person who tells.
    Me,
    /// One of their contacts.
    Contact,
}

/// How exactly the person knows when it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// Only the day.
    Day,
    /// About that time.
    About,
}

/// When it happened, as the person states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Happened {
    /// Local civil time `YYYY-MM-DDTHH:MM`.
    pub from: String,
    /// End of a span, in the same form.
    pub to: Option<String>,
    /// IANA zone of that civil time.
    pub zone: String,
    /// How exactly it is known.
    pub precision: Precision,
}

/// The typed content of an entry. An empty text means "not stated".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EntryBody {
    /// An incident begins; its entry's `seq` names the incident from here on.
    IncidentOpened {
        /// What kind of theft.
        theft: TheftKind,
        /// What the person calls it; 1 to 120 characters.
        title: String,
    },
    /// Free text.
    Note {
        /// What happened; 1 to 20 000 characters.
        text: String,
    },
    /// Somebody made contact.
    ContactAttempt {
        /// How.
        channel: Channel,
        /// Telephone number, kept as digits with country code; what is no number, as given. Notes of version 0.1 may
        /// hold a user name or an e-mail here.
        sender: String,
        /// User name, such as `@paqueteria_mx`.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        user_name: String,
        /// E-mail address.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        email: String,
        /// Link as received, never opened.
        link: String,
        /// What was said or written.
        said: String,
    },
    /// A code was given away.
    CodeShared {
        /// Code of which messenger.
        #[serde(with = "super::canonical::messenger_name")]
        messenger: Messenger,
        /// How it came about.
        text: String,
    },
    /// The person was logged out of an account, or found that somebody else uses it.
    AccountLost {
        /// Which messenger.
        #[serde(with = "super::canonical::messenger_name")]
        messenger: Messenger,
        /// What showed it.
        text: String,
    },
    /// A linked device or session that the person does not know.
    SuspiciousDevice {
        /// In which messenger.
        #[serde(with = "super::canonical::messenger_name")]
        messenger: Messenger,
        /// As the messenger names it, such as "Google Chrome (Windows)"; 1 to 120 characters.
        device: String,
        /// When it was last active, in the messenger's words.
        last_active: String,
        /// Anything else.
        text: String,
    },
    /// Somebody was deceived in the person's name.
    ContactDefrauded {
        /// Name, number or both of who was deceived; 1 to 200 characters.
        contact: String,
        /// What was asked of them, centavos of Mexican pesos; 0 when not stated.
        asked_centavos: i64,
        /// What they paid, centavos of Mexican pesos; 0 when nothing or not stated.
        paid_centavos: i64,
        /// Anything else.
        text: String,
    },
    /// A threat or an attempt at extortion.
    Threat {
        /// How it came.
        channel: Channel,
        /// Telephone number (kept as digits with country code), user name or e-mail, as given.
        sender: String,
        /// Who they said they were, a nickname, what the voice was like.
        claimed: String,
        /// What was said or written; 1 to 20 000 characters.
        said: String,
        /// What was demanded, centavos of Mexican pesos; 0 when not stated.
        asked_centavos: i64,
        /// Where it was to be paid: account, bank or shop.
        pay_to: String,
    },
    /// What somebody else saw, in their words.
    WitnessStatement {
        /// Who tells; 1 to 120 characters.
        witness: String,
        /// How to reach them: telephone (kept as digits with country code) or e-mail.
        contact: String,
        /// What they saw; 1 to 20 000 characters.
        text: String,
    },
    /// The account works again.
    AccountRecovered {
        /// Which messenger.
        #[serde(with = "super::canonical::messenger_name")]
        messenger: Messenger,
        /// How.
        text: String,
    },
    /// Money was sent.
    Transfer {
        /// Who paid.
        payer: Payer,
        /// Amount in centavos of Mexican pesos; more than 0.
        amount_centavos: i64,
        /// Clave de rastreo of the SPEI transfer, up to 30 letters and digits.
        tracking_key: String,
        /// Receiving CLABE, 18 digits with a right check digit, or empty.
        clabe: String,
        /// Last four digits of the receiving card, or empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        card: String,
        /// Receiving bank.
        bank: String,
        /// Folio the paying bank gave.
        bank_folio: String,
        /// Anything else.
        text: String,
    },
    /// Something the person did about it.
    StepTaken {
        /// What.
        text: String,
    },
    /// A report was made to the police, a bank or another body.
    ReportFiled {
        /// With whom.
        authority: String,
        /// Folio.
        folio: String,
        /// Anything else.
        text: String,
    },
    /// A formal complaint was filed with the prosecutor, which opens a carpeta de investigación.
    ComplaintFiled {
        /// With which office.
        authority: String,
        /// Number of the carpeta.
        carpeta: String,
        /// Name of the agent who took it.
        agent: String,
        /// Anything else.
        text: String,
    },
    /// An exported chat was taken in; the one file of the entry is the export as it came. Written by the app.
    ChatImport {
        /// Name of the text inside the archive; empty when the file is the text itself.
        member: String,
        /// Messages found in it.
        messages: u64,
        /// How its dates are written: as the file shows, or as the person said.
        date_order: DateOrder,
    },
    /// A message of an exported chat, word for word. Written by the app.
    MessageCited {
        /// SHA-256 of the export, 64 hexadecimal digits.
        file: String,
        /// Name of the text inside it; empty when the file is the text itself.
        member: String,
        /// First line of the message in that text, counted from 1.
        line: u64,
        /// Lines it has.
        lines: u64,
        /// Date and time as written there.
        written: String,
        /// Who wrote it, as the exporting phone calls them.
        sender: String,
        /// What it says; where that has more than 65 536 characters, its beginning and "…".
        text: String,
    },
    /// Corrects the entry that `amends` names; the old one stays.
    Amendment {
        /// What is right.
        text: String,
    },
    /// Takes back the entry that `amends` names; the old one stays.
    Retraction {
        /// Why.
        text: String,
    },
    /// What the checkup said of the phone and of the accounts when an incident was opened: ids of the items of the
    /// checklist by verdict; what did not apply is left out. Written by the app.
    CheckupSnapshot {
        /// As they should be.
        ok: Vec<String>,
        /// To be looked at.
        due: Vec<String>,
        /// Measured or declared to be wrong.
        at_risk: Vec<String>,
        /// Could not be read, or not answered.
        unknown: Vec<String>,
    },
    /// The phone said that its clock or zone was changed; compared with the entry before. Written by the app.
    ClockChange {
        /// IANA zone at the entry before.
        zone_before: String,
        /// IANA zone now.
        zone_after: String,
        /// By how much the wall clock ran apart from the time since start, milliseconds, negative when it was moved back;
        /// `None` when that cannot be known, as after a restart.
        moved_ms: Option<i64>,
    },
    /// A third party's time stamp over a kept checkpoint came back; its file is the one of the entry. It proves nothing
    /// until somebody checks it with that party's certificates. Written by the app.
    TimeStampToken {
        /// SHA-256 of the checkpoint, 64 hexadecimal digits.
        digest: String,
    },
    /// The log was handed over or anchored; written by the app.
    Export {
        /// Size of the tree that was exported.
        size: u64,
        /// Its root, hexadecimal.
        root: String,
    },
    /// What lies in the store at this place cannot be read as an entry. Never written: it stands for an entry whose bytes
    /// were damaged, so that the others can be read beside it.
    #[serde(skip)]
    Unreadable,
}

/// A field of an entry that can be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EntryField {
    /// Title of an incident.
    Title,
    /// Any free text.
    Text,
    /// What was said.
    Said,
    /// Number, user name or e-mail of the sender.
    Sender,
    /// User name of the sender.
    UserName,
    /// E-mail of the sender.
    Email,
    /// Link.
    Link,
    /// Amount.
    Amount,
    /// Clave de rastreo.
    TrackingKey,
    /// CLABE.
    Clabe,
    /// Last four digits of a card.
    Card,
    /// Bank.
    Bank,
    /// The bank's folio.
    BankFolio,
    /// Authority.
    Authority,
    /// Folio or carpeta.
    Folio,
    /// The prosecutor's agent.
    Agent,
    /// Who notes for the person.
    Helper,
    /// A device that is not the person's.
    Device,
    /// When that device was last active.
    LastActive,
    /// Who was deceived.
    Deceived,
    /// What somebody paid.
    Paid,
    /// Who somebody said they were.
    Claimed,
    /// Where money was to be paid.
    PayTo,
    /// Who witnessed something.
    Witness,
    /// How to reach a witness.
    Contact,
    /// When it happened.
    Happened,
}

/// Why a field is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum FieldProblem {
    /// It may not be empty.
    Empty,
    /// It is too long.
    TooLong {
        /// Characters allowed.
        limit: u64,
    },
    /// A character does not belong there.
    WrongCharacter,
    /// It must have exactly so many digits.
    DigitCount {
        /// How many.
        expected: u64,
    },
    /// The check digit does not match the others.
    CheckDigit,
    /// There is no such date or time, or it lies in the future.
    ImpossibleDate,
    /// A span of time ends before it begins.
    SpanBackwards,
    /// The amount is not above zero or beyond what a transfer can be.
    ImpossibleAmount,
}

/// A file in the store, referred to by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Attachment {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Media type sniffed from the bytes, such as `image/png`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Name as given; data only, never a path.
    pub name: String,
}

/// An entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NewEntry {
    /// `seq` of the incident's opening entry; `None` for log-level entries and for an opening itself.
    pub incident: Option<u64>,
    /// When it happened; `None` when not known.
    pub happened: Option<Happened>,
    /// What.
    pub body: EntryBody,
    /// Files, already in the store.
    pub files: Vec<Attachment>,
    /// `seq` of the entry that this one corrects or takes back.
    pub amends: Option<u64>,
}

/// One entry as the timeline shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TimelineEntry {
    /// Its place in the log.
    pub seq: u64,
    /// The incident it belongs to.
    pub incident: Option<u64>,
    /// When it was noted, milliseconds since the epoch; 0 where that cannot be read.
    pub noted_at_ms: i64,
    /// Who noted it for the person affected; empty when they did themselves.
    pub noted_by: String,
    /// When it happened, as stated.
    pub happened: Option<Happened>,
    /// Day heading in words, such as "Sábado 14 de marzo".
    pub day: String,
    /// Time in words, such as "2:10, aproximado".
    pub time: String,
    /// First line, such as "Transferencia de $4,500.00".
    pub title: String,
    /// Further lines; links are defanged.
    pub detail: String,
    /// The typed content.
    pub body: EntryBody,
    /// Its files.
    pub files: Vec<Attachment>,
    /// `seq` of the entry it corrects or takes back.
    pub amends: Option<u64>,
    /// `seq` of the entry that corrects it last.
    pub amended_by: Option<u64>,
    /// Whether it was taken back.
    pub retracted: bool,
    /// Whether a later entry of the same kind says it anew: of what is summed up, that one counts.
    pub superseded: bool,
}

impl TimelineEntry {
    /// When it was noted, milliseconds since the epoch; `None` where the entry cannot be read.
    pub(crate) fn known_noted_at_ms(&self) -> Option<i64> {
        (self.body != EntryBody::Unreadable).then_some(self.noted_at_ms)
    }
}

/// An incident by the name that it was given last.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Case {
    /// `seq` of its opening entry.
    pub seq: u64,
    /// What kind of theft.
    pub theft: TheftKind,
    /// What the person calls it; empty where the entry that says so cannot be read.
    pub title: String,
    /// When its opening was noted, milliseconds since the epoch; 0 where that cannot be read.
    pub opened_at_ms: i64,
}

/// An entry and what corrects it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct EntryPage {
    /// The entry.
    pub entry: TimelineEntry,
    /// What corrects it or takes it back, in the order of the log.
    pub corrections: Vec<TimelineEntry>,
}

/// In which order the timeline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TimelineOrder {
    /// When it happened, as stated; what has no stated time stands where it was noted.
    Happened,
    /// When it was noted.
    Noted,
}

/// How a head code left the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AnchorWay {
    /// The person says that it was copied by hand.
    Copied,
    /// It was handed to an app that sends messages.
    Sent,
}

/// A head code that left the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Anchor {
    /// The code.
    pub code: String,
    /// Entries it covers.
    pub size: u64,
    /// When it left, milliseconds since the epoch.
    pub at_ms: i64,
    /// How.
    pub way: AnchorWay,
}

/// The head now, and what changed since a code last left the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AnchorState {
    /// The head of the tree now.
    pub head: Head,
    /// The last code that left the phone.
    pub last: Option<Anchor>,
    /// Entries of the person written since then, without those that the app wrote itself; all of them when none left.
    pub added: u64,
    /// Whether the entries that the last code covers are still those: hashed anew from their bytes. True when none left.
    pub unchanged: bool,
}

/// The state of the log in a few numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LogSummary {
    /// Name of the log: `candado-` and the hexadecimal id.
    pub origin: String,
    /// Entries in all.
    pub entries: u64,
    /// Distinct files referred to.
    pub files: u64,
    /// `seq` of the incident opened last.
    pub latest_incident: Option<u64>,
    /// Its title.
    pub incident_title: String,
    /// When a bundle or report was last written to its end, milliseconds since the epoch.
    pub last_export_ms: Option<i64>,
}

/// The head of the tree, for paper.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Head {
    /// Number of entries.
    pub size: u64,
    /// Root of the tree, hexadecimal.
    pub root: String,
    /// Size and first 100 bits of the root: `42 · 7K3F9-QXD2M-B81WZ-04CHT`.
    pub code: String,
}

/// The verdict of a verifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum VerificationOutcome {
    /// Exit code 0.
    Verified,
    /// Exit code 1.
    Failed,
    /// Exit code 2.
    CannotJudge,
}

/// What a verifier can find wrong. The names in `docs/evidence-format.md` are these in kebab case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum FindingKind {
    /// An entry's bytes are not those that were hashed.
    EntryAltered,
    /// An entry is not there.
    EntryMissing,
    /// Entries stand in another order.
    OrderChanged,
    /// The tree over the entries has another root than the checkpoint.
    RootMismatch,
    /// The checkpoint's signature is wrong.
    SignatureBad,
    /// The checkpoint is signed with another key than an earlier one.
    KeyChanged,
    /// An earlier checkpoint is not a prefix of this log.
    NotAnExtension,
    /// An anchor is newer than the log.
    Truncated,
    /// A listed file is not there.
    FileMissing,
    /// A file's bytes are not those that were hashed.
    FileAltered,
    /// A file is there that nothing lists.
    FileUnlisted,
    /// Something cannot be read.
    Malformed,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// At which entry, if it is about one.
    pub seq: Option<u64>,
    /// In which file of the bundle, if it is about one.
    pub file: Option<String>,
}

/// What is worth knowing and not a failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Fact {
    /// Entries that were not handed over.
    Withheld {
        /// How many.
        count: u64,
    },
    /// The wall clock moved against the time since start between two entries of one boot.
    ClockMoved {
        /// The later of the two entries.
        seq: u64,
        /// By how much, milliseconds; negative when it was moved back.
        by_ms: i64,
    },
    /// The phone was started anew before this entry.
    BootChanged {
        /// The entry.
        seq: u64,
    },
    /// Automatic time was off or unreadable at this entry.
    TimeNotAutomatic {
        /// The entry.
        seq: u64,
    },
    /// No outside anchor was given that fixes an entry: whether the end was cut cannot be judged.
    NoAnchor,
    /// The outside anchor agrees and fixes only the first entries; of those behind it says nothing.
    AnchorReaches {
        /// How many entries it fixes.
        size: u64,
    },
}

/// What a verifier says. As JSON it has the form that `verificar.py --json` has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct VerificationReport {
    /// The verdict.
    pub outcome: VerificationOutcome,
    /// Entries in the log that was verified.
    pub entries: u64,
    /// Files that were verified.
    pub files: u64,
    /// Head code of what was verified.
    pub head_code: String,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What is worth knowing.
    pub facts: Vec<Fact>,
}
