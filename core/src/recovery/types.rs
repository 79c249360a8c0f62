//! What recovery is made of.

use crate::devices::Messenger;
use crate::reminders::RecoveryClock;
use serde::Deserialize;

/// An answer to "what happened?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Situation {
    /// The person was logged out.
    LoggedOut,
    /// The person still gets in, but somebody else may too.
    GhostLink,
    /// The person just gave a code away.
    CodeGiven,
    /// The phone or the SIM is lost or stolen.
    LostPhone,
    /// A computer or a tablet with the account on it is lost or stolen.
    LostDevice,
    /// The person or a contact paid.
    MoneySent,
    /// Somebody threatens to publish something.
    Extortion,
}

impl Situation {
    /// Every situation, in the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::LoggedOut,
        Self::GhostLink,
        Self::CodeGiven,
        Self::LostPhone,
        Self::LostDevice,
        Self::MoneySent,
        Self::Extortion,
    ];
}

/// What the person said about the SIM of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Sim {
    /// They hold it and the line works.
    Held,
    /// They no longer hold it.
    Gone,
    /// Nothing yet.
    NotSaid,
}

/// Where the case is, which decides whose police and prosecutor are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Place {
    /// In Mexico City.
    MexicoCity,
    /// Somewhere else.
    Elsewhere,
    /// The person has not said.
    NotSaid,
}

/// A note that belongs to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StepForm {
    /// Who made contact and how.
    Contact,
    /// A transfer.
    Transfer,
    /// A threat: what was said, who they claimed to be, how much and where to pay.
    Threat,
    /// A report to an authority, with its folio.
    Report,
    /// A complaint to the prosecutor, with its carpeta.
    Complaint,
}

/// What the button of a step opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StepTarget {
    /// The messenger of the case.
    Messenger,
    /// The list of devices.
    Devices,
}

/// For whom a contact is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Scope {
    /// People in Mexico City.
    MexicoCity,
    /// Everyone in Mexico.
    Federal,
    /// Their own customers, wherever they are.
    Customers,
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StepState {
    /// Nothing was said about it.
    Open,
    /// It was done.
    Done {
        /// When that was noted, milliseconds since the epoch.
        at_ms: i64,
    },
    /// It could not be done.
    CouldNot {
        /// When that was noted, milliseconds since the epoch.
        at_ms: i64,
    },
    /// It was put off.
    Later {
        /// To which day, `YYYY-MM-DD`.
        date: String,
    },
}

/// What the person says about a step.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StepMark {
    /// It is done.
    Done,
    /// It cannot be done.
    CouldNot,
    /// Another day.
    Later {
        /// Which, `YYYY-MM-DD`, after today.
        date: String,
    },
}

/// What the person said about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CaseFacts {
    /// Which messenger it is about.
    pub messenger: Messenger,
    /// Who holds the SIM.
    pub sim: Sim,
    /// Where it is.
    pub place: Place,
    /// Who notes for the person, at most 60 characters; empty when they note themselves.
    pub helper: String,
}

/// One thing that the person says about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CaseFact {
    /// Which messenger it is about.
    Messenger {
        /// Which.
        messenger: Messenger,
    },
    /// Who holds the SIM.
    Sim {
        /// Who.
        sim: Sim,
    },
    /// Where it is.
    Place {
        /// Where.
        place: Place,
    },
    /// Who notes for the person from now on.
    Helper {
        /// Their name, at most 60 characters; empty when the person notes again.
        name: String,
    },
}

/// One answer of the triage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TriageAnswer {
    /// The situation it leads to.
    pub situation: Situation,
    /// The answer in the person's words.
    pub label: String,
    /// A second line.
    pub line: String,
}

/// A play that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlayRun {
    /// The incident it belongs to.
    pub incident: u64,
    /// The situation.
    pub situation: Situation,
    /// Which messenger the case is about.
    pub messenger: Messenger,
    /// Whether somebody helps with it from another phone.
    pub helped: bool,
    /// What the case is called.
    pub case_title: String,
    /// How far it is, such as "3 de 9 pasos".
    pub line: String,
    /// Whether every step is done.
    pub finished: bool,
}

/// The first screen after a theft.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Triage {
    /// Plays that were begun, the latest first.
    pub runs: Vec<PlayRun>,
    /// The answers in the order of the screen.
    pub answers: Vec<TriageAnswer>,
}

/// Somebody to call or write to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ContactCard {
    /// Stable name.
    pub id: String,
    /// For whom.
    pub scope: Scope,
    /// Name.
    pub name: String,
    /// What they are for.
    pub role: String,
    /// When they answer, or that this was not verified; empty without a number.
    pub hours: String,
    /// Numbers.
    pub numbers: Vec<ContactNumber>,
    /// What to know when calling; may be empty.
    pub note: String,
    /// E-mail, page or account, to be copied.
    pub copy: Vec<String>,
    /// Where it comes from and when that was verified.
    pub source_lines: Vec<String>,
}

/// A number to be dialled by the person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ContactNumber {
    /// As people read it.
    pub shown: String,
    /// What the dialler gets.
    pub dial: String,
}

/// The page of who to call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ContactPage {
    /// Title of the card about who poses as the police.
    pub impersonation_title: String,
    /// What it says.
    pub impersonation: Vec<String>,
    /// Where that comes from.
    pub impersonation_sources: Vec<String>,
    /// What is said to people outside Mexico City.
    pub elsewhere: String,
    /// Everyone to call.
    pub contacts: Vec<ContactCard>,
}

/// A clock that the person can start from a step.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ClockStart {
    /// The words of the button.
    pub label: String,
    /// Whether it runs already.
    pub running: bool,
}

/// One step of a play.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlayStep {
    /// Stable name.
    pub id: String,
    /// What to do now.
    pub title: String,
    /// Why.
    pub why: String,
    /// How; `**…**` marks words seen on the phone.
    pub how: Vec<String>,
    /// What will be asked.
    pub asked: String,
    /// What not to do.
    pub never: String,
    /// What helps when it cannot be done.
    pub otherwise: String,
    /// The words of the button that says it is done.
    pub done_label: String,
    /// How it stands.
    pub state: StepState,
    /// That in words; empty while nothing was said.
    pub state_line: String,
    /// The entry of the log by which it is done, when that is a note of its own; `None` when it was marked as done, or
    /// is not done.
    pub noted_in: Option<u64>,
    /// Whether whom it names is only for one place, and the person has not said where they are.
    pub asks_place: bool,
    /// Who to call.
    pub contacts: Vec<ContactCard>,
    /// Id of the ready text it needs.
    pub text_id: Option<String>,
    /// The note that belongs to it.
    pub form: Option<StepForm>,
    /// What its button opens.
    pub opens: Option<StepTarget>,
    /// A clock that can be started here.
    pub clock: Option<ClockStart>,
    /// Where its statements come from and when they were verified.
    pub source_lines: Vec<String>,
}

/// A report or complaint in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Filing {
    /// Its entry in the log.
    pub seq: u64,
    /// With whom.
    pub authority: String,
    /// Folio or number of the carpeta; empty when it is still to be had.
    pub number: String,
}

/// A play as its screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlayPage {
    /// The situation.
    pub situation: Situation,
    /// The incident; `None` before the first thing was done.
    pub incident: Option<u64>,
    /// What the person said about the case.
    pub facts: CaseFacts,
    /// Title.
    pub title: String,
    /// What to begin with.
    pub lead: String,
    /// Whether it should be asked at once who holds the SIM.
    pub asks_sim: bool,
    /// The steps in order.
    pub steps: Vec<PlayStep>,
    /// How far it is, such as "3 de 9 pasos".
    pub progress: String,
    /// What never to do.
    pub never: Vec<String>,
    /// The recovery clocks that run or have rung.
    pub clocks: Vec<RecoveryClock>,
    /// The last report that was not taken back.
    pub report: Option<Filing>,
    /// The last complaint that was not taken back.
    pub complaint: Option<Filing>,
}

/// A text that the person edits, copies or shares; the app never sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReadyText {
    /// Stable name.
    pub id: String,
    /// What it is.
    pub title: String,
    /// How to use it.
    pub lead: String,
    /// Whether it holds the person's number.
    pub needs_number: bool,
    /// That number, as it stands in the text; empty while it is not certain.
    pub number: String,
    /// What stands in the text instead while it is not.
    pub number_blank: String,
    /// `seq` of the last entry of the log that the text rests on; `None` when it rests on none.
    pub last_entry: Option<u64>,
    /// E-mail address it goes to; empty when it is no e-mail.
    pub to: String,
    /// Subject of the e-mail, without the number while that is not certain; may be empty.
    pub subject: String,
    /// The text, filled.
    pub body: String,
    /// Where it comes from.
    pub source_lines: Vec<String>,
}
