//! Drafts of forms that become entries. Both stores take part; wherever both locks are taken, that of the state comes
//! first.

use crate::ApiError;
use crate::care::Care;
use crate::evidence::Evidence;
use candado_core::ClockReading;
use candado_core::checkup::Snapshot;
use candado_core::evidence::NewEntry;
use candado_core::forms;
use std::sync::Arc;

#[uniffi::export]
impl Care {
    /// What was typed in a form that becomes an entry, unless it did; also without a log.
    pub fn form_draft(
        &self,
        evidence: Option<Arc<Evidence>>,
        form: String,
    ) -> Result<Option<String>, ApiError> {
        let mut state = self.state();
        let log = Evidence::log_of(evidence.as_ref());
        Ok(forms::draft(&mut state, log.as_deref(), &form)?)
    }

    /// Writes the entry of a form and forgets its draft; the entry is durable when its `seq` comes back.
    pub fn save_form(
        &self,
        evidence: Arc<Evidence>,
        form: String,
        entry: NewEntry,
        clock: ClockReading,
    ) -> Result<u64, ApiError> {
        Ok(forms::save(&mut self.state(), &mut evidence.log(), &form, &entry, &clock)?)
    }

    /// Opens an incident as its form says, notes with it what the checkup says now, and forgets the form's draft; the
    /// incident comes back.
    pub fn save_opening(
        &self,
        evidence: Arc<Evidence>,
        form: String,
        opening: NewEntry,
        snapshot: &Snapshot,
        clock: ClockReading,
    ) -> Result<u64, ApiError> {
        let (mut state, mut log) = (self.state(), evidence.log());
        Ok(forms::save_opening(&mut state, &mut log, &form, &opening, snapshot, &clock)?)
    }
}
