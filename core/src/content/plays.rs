//! Recovery plays as data: `content/plays.toml`.

use super::{Text, file};
use crate::devices::Messenger;
use crate::evidence::TheftKind;
use crate::recovery::{CaseFacts, Place, Sim, Situation, StepForm, StepTarget};
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// A step in a play, and to whom it is shown.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlayUse {
    /// Id of the step.
    #[serde(rename = "use")]
    pub step: String,
    /// What the person said about the SIM; empty for any.
    #[serde(default)]
    pub sim: Vec<Sim>,
    /// Where the person said they are; empty for any.
    #[serde(default)]
    pub place: Vec<Place>,
}

/// What to do in one situation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlayContent {
    /// The answer to "what happened?".
    pub situation: Situation,
    /// What kind of case it opens.
    pub theft: TheftKind,
    /// Whether the steps hang on who holds the SIM so much that it is asked on top.
    #[serde(default)]
    pub asks_sim: bool,
    /// The answer in the person's words.
    pub label: Text,
    /// A second line for it.
    pub line: Text,
    /// What the case is called until the person calls it something else.
    pub case: Text,
    /// Title of the play.
    pub title: Text,
    /// What to begin with.
    pub lead: Text,
    /// What never to do.
    pub never: Vec<Text>,
    /// The steps in order.
    pub steps: Vec<PlayUse>,
}

/// A recovery clock that the person can start from a step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockOffer {
    /// Id of the clock.
    pub id: String,
    /// The words of the button.
    pub label: Text,
    /// What the log says when it was started.
    pub noted: Text,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepContent {
    /// Stable name.
    pub id: String,
    /// For which messengers; empty for all.
    #[serde(default)]
    pub messengers: Vec<Messenger>,
    /// Whether it leads to the account being deactivated: only for who no longer holds the SIM.
    #[serde(default)]
    pub deactivates: bool,
    /// Ids of the sources of its statements.
    pub sources: Vec<String>,
    /// Ids of who to call.
    #[serde(default)]
    pub contacts: Vec<String>,
    /// Id of the ready text it needs.
    #[serde(default)]
    pub text: Option<String>,
    /// The note that belongs to it; once the note is in the log, the step is done.
    #[serde(default)]
    pub form: Option<StepForm>,
    /// What its button opens.
    #[serde(default)]
    pub opens: Option<StepTarget>,
    /// A clock that can be started here.
    #[serde(default)]
    pub clock: Option<ClockOffer>,
    /// Id of the clock that starts when the step is done.
    #[serde(default)]
    pub done_clock: Option<String>,
    /// What to do now.
    pub title: Text,
    /// Why.
    pub why: Text,
    /// How, by exact paths.
    pub how: Vec<Text>,
    /// What will be asked.
    pub asked: Text,
    /// What not to do.
    pub never: Text,
    /// What helps when it cannot be done.
    pub otherwise: Text,
    /// The words of the button that says it is done, where "done" does not fit.
    #[serde(default)]
    pub done_label: Option<Text>,
    /// What the log says once it is done.
    pub done: Text,
}

/// Words around plays.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlayWords {
    /// The button that says a step is done.
    pub done: Text,
    /// A step that was done.
    pub done_line: Text,
    /// A step that could not be done.
    pub could_not_line: Text,
    /// A step put off.
    pub later_line: Text,
    /// A step put off to a day that has passed.
    pub later_passed_line: Text,
    /// How many steps are done.
    pub progress: Text,
    /// A helper begins to note.
    pub helper_begins: Text,
    /// The person notes again.
    pub helper_ends: Text,
    /// Said of a source marked A.
    pub direct_source: Text,
    /// Said of a source marked B.
    pub press_source: Text,
    /// Why a step is taken back.
    pub taken_back: Text,
    /// Minutes that a step takes.
    pub minutes: u32,
}

/// Every play and step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plays {
    /// The words.
    pub words: PlayWords,
    /// The plays in the order of the screen.
    pub play: Vec<PlayContent>,
    /// The steps.
    pub step: Vec<StepContent>,
}

static PLAYS: LazyLock<Plays> = LazyLock::new(|| file(packed!("plays.toml")));

/// The plays that ship with the app.
#[must_use]
pub fn plays() -> &'static Plays {
    &PLAYS
}

impl Plays {
    /// The play of a situation.
    #[must_use]
    pub fn of(&self, situation: Situation) -> Option<&PlayContent> {
        self.play.iter().find(|play| play.situation == situation)
    }

    /// The step of an id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&StepContent> {
        self.step.iter().find(|step| step.id == id)
    }
}

impl PlayContent {
    /// The steps for what was said of a case, in order.
    pub fn steps_for(&self, facts: &CaseFacts) -> impl Iterator<Item = &'static StepContent> {
        let (messenger, sim, place) = (facts.messenger, facts.sim, facts.place);
        self.steps
            .iter()
            .filter(move |used| used.sim.is_empty() || used.sim.contains(&sim))
            .filter(move |used| used.place.is_empty() || used.place.contains(&place))
            .filter_map(|used| plays().step(&used.step))
            .filter(move |step| step.messengers.is_empty() || step.messengers.contains(&messenger))
    }
}
