//! A person in a case: both stores, and what they do with them, as the app calls it.

use crate::evidence::CountedEntropy;
use crate::phone::clock_after_days;
use candado_core::checkup::Snapshot;
use candado_core::devices::Messenger;
use candado_core::evidence::{EntryBody, EvidenceLog, NewEntry, TimelineEntry};
use candado_core::recovery::{
    self, CaseFact, CaseFacts, Place, PlayPage, PlayStep, ReadyText, Sim, Situation, StepMark,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language, forms};
use std::path::Path;

/// The language that most of it is read in.
pub const ES: Language = Language::Spanish;

/// Noon in Mexico City, so many days after [`NOON_MS`](crate::phone::NOON_MS), on a phone that tells neither its starts nor
/// the time since one.
#[must_use]
pub fn clock(days: i64) -> ClockReading {
    ClockReading { boot_count: None, uptime_ms: None, ..clock_after_days(days) }
}

/// What was said of a case: nothing of the place, and nobody helps.
#[must_use]
pub fn facts(messenger: Messenger, sim: Sim) -> CaseFacts {
    CaseFacts { messenger, sim, place: Place::NotSaid, helper: String::new() }
}

/// Somebody with a phone.
#[derive(Debug)]
pub struct Person {
    /// What is no evidence.
    pub state: CareState,
    /// The evidence.
    pub log: EvidenceLog,
    folder: tempfile::TempDir,
}

impl Default for Person {
    fn default() -> Self {
        Self::new()
    }
}

#[expect(clippy::missing_panics_doc, reason = "a test fails where the app would refuse")]
impl Person {
    /// With nothing on it yet.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (state, log) = Self::open(folder.path());
        Self { state, log, folder }
    }

    fn open(folder: &Path) -> (CareState, EvidenceLog) {
        let log = EvidenceLog::open(folder, Box::new(CountedEntropy::default()));
        (CareState::open(folder).expect("the state opens"), log.expect("the log opens"))
    }

    /// Where both stores lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts the phone away and takes it up again.
    pub fn comes_back(&mut self) {
        (self.state, self.log) = Self::open(self.folder.path());
    }

    /// The same data opened a second time, as by another process.
    #[must_use]
    pub fn elsewhere(&self) -> (CareState, EvidenceLog) {
        Self::open(self.folder.path())
    }

    /// Begins a play about WhatsApp in a new case, which comes back.
    pub fn begins(&mut self, situation: Situation, sim: Sim) -> u64 {
        self.begins_in(None, situation, &facts(Messenger::WhatsApp, sim))
    }

    /// Begins a play in a case or in a new one, which comes back.
    pub fn begins_in(
        &mut self,
        incident: Option<u64>,
        situation: Situation,
        facts: &CaseFacts,
    ) -> u64 {
        let (state, log) = (&mut self.state, &mut self.log);
        let phone = Snapshot::default();
        recovery::begin(state, log, situation, incident, facts, &phone, &clock(0), ES)
            .expect("it begins")
    }

    /// Says how a step was left.
    pub fn marks(&mut self, incident: u64, step: &str, mark: StepMark) -> Option<u64> {
        self.marks_on(incident, step, mark, 0)
    }

    /// Says so on a later day.
    pub fn marks_on(&mut self, incident: u64, step: &str, mark: StepMark, day: i64) -> Option<u64> {
        let (state, log) = (&mut self.state, &mut self.log);
        recovery::mark(state, log, incident, step, &mark, &clock(day), ES).expect("it is marked")
    }

    /// Takes back how a step was left.
    pub fn unmarks(&mut self, incident: u64, step: &str) {
        let (state, log) = (&mut self.state, &mut self.log);
        recovery::unmark(state, log, incident, step, &clock(0), ES).expect("it is taken back");
    }

    /// Says one thing about a case.
    pub fn says(&mut self, incident: u64, fact: &CaseFact) {
        let (state, log) = (&mut self.state, &mut self.log);
        recovery::change_case(state, log, incident, fact, &clock(0), ES).expect("it is stored");
    }

    /// Saves the form of a note.
    pub fn writes(&mut self, incident: u64, amends: Option<u64>, body: EntryBody) -> u64 {
        let entry =
            NewEntry { incident: Some(incident), happened: None, body, files: Vec::new(), amends };
        self.saves(&entry)
    }

    /// Saves a form.
    pub fn saves(&mut self, entry: &NewEntry) -> u64 {
        forms::save(&mut self.state, &mut self.log, "form", entry, &clock(0)).expect("it is saved")
    }

    /// A play as its screen shows it; what is said of the case then does not count.
    #[must_use]
    pub fn page(&self, situation: Situation, incident: u64, day: i64) -> PlayPage {
        let facts = facts(Messenger::Signal, Sim::NotSaid);
        let (state, log) = (&self.state, Some(&self.log));
        recovery::play(state, log, situation, Some(incident), &facts, &clock(day), ES)
            .expect("the play is read")
    }

    /// A step of it.
    #[must_use]
    pub fn step(&self, situation: Situation, incident: u64, step: &str) -> PlayStep {
        let page = self.page(situation, incident, 0);
        page.steps.into_iter().find(|shown| shown.id == step).expect("the step is shown")
    }

    /// A ready text about a case.
    #[must_use]
    pub fn text(&self, id: &str, incident: u64, facts: &CaseFacts) -> ReadyText {
        recovery::ready_text(Some(&self.log), id, Some(incident), facts, "", &clock(0), ES)
            .expect("it is offered")
    }

    /// Everything in the log.
    #[must_use]
    pub fn timeline(&self) -> Vec<TimelineEntry> {
        self.log.timeline(&clock(0), ES).expect("the log is read")
    }
}

/// A play of which nothing was done yet.
///
/// # Panics
/// When it cannot be read.
#[must_use]
pub fn fresh(situation: Situation, facts: &CaseFacts, language: Language) -> PlayPage {
    let person = Person::new();
    recovery::play(&person.state, Some(&person.log), situation, None, facts, &clock(0), language)
        .expect("the play is read")
}

/// What a person reads on a play, clocks and all, in small letters.
#[must_use]
pub fn said(page: &PlayPage) -> Vec<String> {
    let mut said = page.never.clone();
    for step in &page.steps {
        said.extend(
            [&step.title, &step.why, &step.asked, &step.never, &step.otherwise].map(Clone::clone),
        );
        said.extend(step.how.iter().cloned());
    }
    said.extend(page.clocks.iter().map(|clock| clock.line.clone()));
    said.into_iter().map(|text| text.to_lowercase()).collect()
}
