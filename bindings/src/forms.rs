//! Drafts of forms that become entries. Both stores take part; wherever both locks are taken, that of the state comes
//! first.

use crate::ApiError;
use crate::care::Care;
use crate::evidence::Evidence;
use candado_core::ClockReading;
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
        let log = evidence.as_ref().map(|evidence| evidence.log());
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
}
