//! What to do when it has happened. Both stores take part: what was done is evidence, how far it went is not.

use crate::ApiError;
use crate::care::Care;
use crate::evidence::Evidence;
use candado_core::checkup::Snapshot;
use candado_core::devices::Messenger;
use candado_core::evidence::NewEntry;
use candado_core::recovery::{
    self, CaseFact, CaseFacts, ContactPage, PlayPage, ReadyText, Situation, StepMark, Triage,
};
use candado_core::telephone::{self, TelephoneReading};
use candado_core::{ClockReading, Language};
use std::sync::Arc;

// Wherever both locks are taken, that of the state comes first.
#[uniffi::export]
impl Care {
    /// What is taken for granted of a case before the person says anything.
    pub fn first_facts(&self, snapshot: Snapshot) -> Result<CaseFacts, ApiError> {
        Ok(recovery::first_facts(&self.state(), &snapshot)?)
    }

    /// The answers to "what happened?" for a messenger, and the plays that were begun; also without a log.
    pub fn triage(
        &self,
        evidence: Option<Arc<Evidence>>,
        messenger: Messenger,
        language: Language,
    ) -> Result<Triage, ApiError> {
        let state = self.state();
        let log = Evidence::log_of(evidence.as_ref());
        Ok(recovery::triage(&state, log.as_deref(), messenger, language)?)
    }

    /// The play of a situation; `facts` counts only while nothing is known of the incident; also without a log.
    pub fn play(
        &self,
        evidence: Option<Arc<Evidence>>,
        situation: Situation,
        incident: Option<u64>,
        facts: &CaseFacts,
        clock: ClockReading,
        language: Language,
    ) -> Result<PlayPage, ApiError> {
        let state = self.state();
        let log = Evidence::log_of(evidence.as_ref());
        Ok(recovery::play(&state, log.as_deref(), situation, incident, facts, &clock, language)?)
    }

    /// Opens an incident, and notes with it what the checkup says now; the incident comes back.
    pub fn open_incident(
        &self,
        evidence: &Evidence,
        opening: &NewEntry,
        snapshot: &Snapshot,
        clock: ClockReading,
    ) -> Result<u64, ApiError> {
        let (mut state, mut log) = (self.state(), evidence.log());
        Ok(recovery::open_incident(&mut state, &mut log, opening, snapshot, &clock)?)
    }

    /// Begins a play in an incident, or in a new one, which comes back.
    #[expect(clippy::too_many_arguments, reason = "as the core asks for them")]
    pub fn begin_play(
        &self,
        evidence: &Evidence,
        situation: Situation,
        incident: Option<u64>,
        facts: &CaseFacts,
        snapshot: &Snapshot,
        clock: ClockReading,
        language: Language,
    ) -> Result<u64, ApiError> {
        let (state, log) = (&mut self.state(), &mut evidence.log());
        Ok(recovery::begin(state, log, situation, incident, facts, snapshot, &clock, language)?)
    }

    /// Stores one thing that the person says about a case.
    pub fn change_case(
        &self,
        evidence: &Evidence,
        incident: u64,
        fact: &CaseFact,
        clock: ClockReading,
        language: Language,
    ) -> Result<(), ApiError> {
        let (mut state, mut log) = (self.state(), evidence.log());
        Ok(recovery::change_case(&mut state, &mut log, incident, fact, &clock, language)?)
    }

    /// The number of a case's account, or of the one without a case; empty while it is not known.
    pub fn account_number(
        &self,
        evidence: Option<Arc<Evidence>>,
        incident: Option<u64>,
    ) -> Result<String, ApiError> {
        let state = self.state();
        let log = Evidence::log_of(evidence.as_ref());
        Ok(recovery::account_number(&state, log.as_deref(), incident)?)
    }

    /// Remembers that number, when it has its country code.
    pub fn remember_number(
        &self,
        evidence: Option<Arc<Evidence>>,
        incident: Option<u64>,
        number: &str,
    ) -> Result<(), ApiError> {
        let mut state = self.state();
        let log = Evidence::log_of(evidence.as_ref());
        Ok(recovery::remember_number(&mut state, log.as_deref(), incident, number)?)
    }

    /// Notes how a step was left; the entry of a step done comes back.
    pub fn mark_step(
        &self,
        evidence: &Evidence,
        incident: u64,
        step_id: String,
        mark: StepMark,
        clock: ClockReading,
        language: Language,
    ) -> Result<Option<u64>, ApiError> {
        let (mut state, mut log) = (self.state(), evidence.log());
        Ok(recovery::mark(&mut state, &mut log, incident, &step_id, &mark, &clock, language)?)
    }

    /// Takes back how a step was left.
    pub fn unmark_step(
        &self,
        evidence: &Evidence,
        incident: u64,
        step_id: String,
        clock: ClockReading,
        language: Language,
    ) -> Result<(), ApiError> {
        let (mut state, mut log) = (self.state(), evidence.log());
        Ok(recovery::unmark(&mut state, &mut log, incident, &step_id, &clock, language)?)
    }

    /// Starts the clock that a step offers.
    pub fn start_step_clock(
        &self,
        evidence: &Evidence,
        incident: u64,
        step_id: String,
        clock: ClockReading,
        language: Language,
    ) -> Result<(), ApiError> {
        let (mut state, mut log) = (self.state(), evidence.log());
        Ok(recovery::start_clock(&mut state, &mut log, incident, &step_id, &clock, language)?)
    }
}

/// The ready texts that fit a case, filled from the log; also without one.
#[uniffi::export]
pub fn ready_texts(
    evidence: Option<Arc<Evidence>>,
    incident: Option<u64>,
    facts: &CaseFacts,
    number: &str,
    clock: ClockReading,
    language: Language,
) -> Result<Vec<ReadyText>, ApiError> {
    let log = Evidence::log_of(evidence.as_ref());
    Ok(recovery::ready_texts(log.as_deref(), incident, facts, number, &clock, language)?)
}

/// One of them.
#[uniffi::export]
pub fn ready_text(
    evidence: Option<Arc<Evidence>>,
    id: &str,
    incident: Option<u64>,
    facts: &CaseFacts,
    number: &str,
    clock: ClockReading,
    language: Language,
) -> Result<ReadyText, ApiError> {
    let log = Evidence::log_of(evidence.as_ref());
    Ok(recovery::ready_text(log.as_deref(), id, incident, facts, number, &clock, language)?)
}

/// Everyone to call.
#[uniffi::export]
pub fn contacts(clock: ClockReading, language: Language) -> ContactPage {
    recovery::contacts(&clock, language)
}

/// What a text says as a telephone number.
#[uniffi::export]
pub fn read_telephone(text: String) -> TelephoneReading {
    telephone::read(&text)
}

/// The name of a helper on one line, or why it is refused.
#[uniffi::export]
pub fn helper_name(name: &str) -> Result<String, ApiError> {
    Ok(recovery::helper_name(name)?)
}
