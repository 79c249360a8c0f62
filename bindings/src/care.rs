//! Checkup, devices, reminders and drafts: everything that `state.db` remembers.

use crate::{ApiError, files};
use candado_core::checkup::{
    self, Answer, Checkup, CheckupLimit, HistoryDay, ItemPage, LimitChoice, Snapshot,
};
use candado_core::devices::{
    self, DeviceKind, DeviceRow, DeviceStatus, Messenger, NewDevice, SignOutGuide,
};
use candado_core::reminders::{
    self, LaterDay, Plan, Reach, ReachFacts, ReminderSettings, ReminderSwitch, Scam, ScamKind,
    clocks,
};
use candado_core::store::{CareState, StoreError};
use candado_core::{ClockReading, Language};
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The open `state.db`.
#[derive(uniffi::Object)]
pub struct Care {
    state: Mutex<CareState>,
}

impl Care {
    /// A panic inside a call rolls its transaction back, so the state behind a poisoned lock is sound.
    pub(crate) fn state(&self) -> MutexGuard<'_, CareState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Care {
    /// Opens the state in `folder`, which must exist.
    #[uniffi::constructor]
    pub fn open(folder: String) -> Result<Arc<Self>, ApiError> {
        Ok(Arc::new(Self { state: Mutex::new(CareState::open(Path::new(&folder))?) }))
    }

    /// Whether a damaged `state.db` was set aside and the person was not told yet.
    pub fn set_aside_untold(&self) -> Result<bool, ApiError> {
        Ok(self.state().set_aside_untold()?)
    }

    /// Remembers that the person knows.
    pub fn set_aside_told(&self) -> Result<(), ApiError> {
        Ok(self.state().set_aside_told()?)
    }

    /// Evaluates the phone now; see `candado_core::checkup::run`.
    pub fn checkup(
        &self,
        snapshot: Snapshot,
        clock: ClockReading,
        language: Language,
    ) -> Result<Checkup, ApiError> {
        Ok(checkup::run(&mut self.state(), &snapshot, &clock, language)?)
    }

    /// The page of one item.
    pub fn item_page(
        &self,
        item_id: String,
        snapshot: Snapshot,
        clock: ClockReading,
        language: Language,
    ) -> Result<ItemPage, ApiError> {
        Ok(checkup::page(&self.state(), &item_id, &snapshot, &clock, language)?)
    }

    /// Notes the person's answer to an item; `about` as its page gave it.
    pub fn answer(
        &self,
        item_id: String,
        answer: Answer,
        about: String,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(checkup::answer(&mut self.state(), &item_id, answer, &about, &clock)?)
    }

    /// Every change of a verdict that is kept, by day, the latest first.
    pub fn checkup_history(
        &self,
        snapshot: Snapshot,
        clock: ClockReading,
        language: Language,
    ) -> Result<Vec<HistoryDay>, ApiError> {
        Ok(checkup::history_by_day(&self.state(), &snapshot, &clock, language)?)
    }

    /// The checkup as a text to send, with nothing of the person's own in it.
    pub fn checkup_text(
        &self,
        snapshot: Snapshot,
        clock: ClockReading,
        language: Language,
    ) -> Result<String, ApiError> {
        Ok(checkup::share_text(&mut self.state(), &snapshot, &clock, language)?)
    }

    /// Writes the checkup as a PDF of one page to a descriptor that stays open on the Kotlin side.
    pub fn write_checkup(
        &self,
        descriptor: i32,
        snapshot: Snapshot,
        clock: ClockReading,
        language: Language,
    ) -> Result<(), ApiError> {
        let pdf = checkup::sheet(&mut self.state(), &snapshot, &clock, language)?;
        files::deliver(descriptor, |file| file.write_all(&pdf).map_err(StoreError::from))
    }

    /// The limits of the checkup that the person may move.
    pub fn limit_choices(&self, language: Language) -> Result<Vec<LimitChoice>, ApiError> {
        Ok(checkup::limit_choices(&self.state(), language)?)
    }

    /// Moves a limit of the checkup, within its bounds.
    pub fn choose_limit(&self, limit: CheckupLimit, value: i64) -> Result<(), ApiError> {
        Ok(checkup::choose_limit(&mut self.state(), limit, value)?)
    }

    /// Takes the last answer back.
    pub fn undo_answer(&self, item_id: String) -> Result<(), ApiError> {
        Ok(checkup::undo_answer(&mut self.state(), &item_id)?)
    }

    /// All devices: pending sign-outs first, then in use, then closed.
    pub fn devices(
        &self,
        clock: ClockReading,
        language: Language,
    ) -> Result<Vec<DeviceRow>, ApiError> {
        Ok(devices::list(&self.state(), &clock, language)?)
    }

    /// Adds a device; its id comes back.
    pub fn add_device(&self, device: NewDevice, clock: ClockReading) -> Result<i64, ApiError> {
        Ok(devices::add(&mut self.state(), &device, &clock)?)
    }

    /// Changes a device to what its form says now.
    pub fn change_device(
        &self,
        id: i64,
        device: NewDevice,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(devices::change(&mut self.state(), id, &device, &clock)?)
    }

    /// Puts a device away to the end of the list, or back.
    pub fn archive_device(&self, id: i64, away: bool, clock: ClockReading) -> Result<(), ApiError> {
        Ok(devices::archive(&mut self.state(), id, away, &clock)?)
    }

    /// Marks what became of a device.
    pub fn mark_device(
        &self,
        id: i64,
        status: DeviceStatus,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(devices::mark(&mut self.state(), id, status, &clock)?)
    }

    /// Notes that an account was signed out on a device.
    pub fn sign_out_done(
        &self,
        id: i64,
        messenger: Messenger,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(devices::sign_out_done(&mut self.state(), id, messenger, &clock)?)
    }

    /// Takes that back.
    pub fn undo_sign_out(&self, id: i64, messenger: Messenger) -> Result<(), ApiError> {
        Ok(devices::undo_sign_out(&mut self.state(), id, messenger)?)
    }

    /// How to sign out of a messenger on a device of this kind that one no longer holds.
    pub fn sign_out_guide(
        &self,
        messenger: Messenger,
        kind: DeviceKind,
        clock: ClockReading,
        language: Language,
    ) -> SignOutGuide {
        devices::sign_out_guide(messenger, kind, &clock, language)
    }

    /// What is due now and when to ring next.
    pub fn reminders(&self, clock: ClockReading, language: Language) -> Result<Plan, ApiError> {
        Ok(reminders::today(&self.state(), &clock, language)?)
    }

    /// Notes that the notification was shown.
    pub fn reminder_shown(&self, clock: ClockReading) -> Result<(), ApiError> {
        Ok(reminders::shown(&mut self.state(), &clock)?)
    }

    /// Stores the promise to do an item on a date (`YYYY-MM-DD`).
    pub fn postpone(
        &self,
        item_id: String,
        date: String,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(reminders::postpone(&mut self.state(), &item_id, &date, &clock)?)
    }

    /// Postpones what a notification showed to the day that its action named.
    pub fn postpone_shown(
        &self,
        item_ids: Vec<String>,
        date: String,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(reminders::postpone_shown(&mut self.state(), &item_ids, &date, &clock)?)
    }

    /// The day that "later" stands for.
    pub fn later_day(&self, clock: ClockReading, language: Language) -> LaterDay {
        reminders::later_day(&clock, language)
    }

    /// Every item whose reminders can be switched off.
    pub fn reminder_switches(
        &self,
        clock: ClockReading,
        language: Language,
    ) -> Result<Vec<ReminderSwitch>, ApiError> {
        Ok(reminders::switches(&self.state(), &clock, language)?)
    }

    /// Notes for when the one alarm is set, or that none is.
    pub fn alarm_planned(&self, at_ms: Option<i64>, clock: ClockReading) -> Result<(), ApiError> {
        Ok(reminders::alarm_planned(&mut self.state(), at_ms, &clock)?)
    }

    /// Notes that the alarm woke the app, and so how late it was.
    pub fn alarm_heard(&self, clock: ClockReading) -> Result<(), ApiError> {
        Ok(reminders::alarm_heard(&mut self.state(), &clock)?)
    }

    /// Whether reminders reach the person.
    pub fn reach(
        &self,
        facts: ReachFacts,
        clock: ClockReading,
        language: Language,
    ) -> Result<Reach, ApiError> {
        Ok(reminders::reach(&self.state(), &facts, &clock, language)?)
    }

    /// Switches the reminders of one item on or off.
    pub fn switch_reminder(&self, item_id: String, on: bool) -> Result<(), ApiError> {
        Ok(reminders::switch_item(&mut self.state(), &item_id, on)?)
    }

    /// Starts a recovery clock of an incident; see `candado_core::reminders::clocks`.
    pub fn start_clock(
        &self,
        incident: Option<u64>,
        clock_id: String,
        started_at_ms: i64,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(clocks::start(&mut self.state(), incident, &clock_id, started_at_ms, &clock)?)
    }

    /// Stops a recovery clock by its number.
    pub fn stop_clock(&self, number: i64) -> Result<(), ApiError> {
        Ok(clocks::stop(&mut self.state(), number)?)
    }

    /// Takes back that a recovery clock was stopped.
    pub fn resume_clock(&self, number: i64) -> Result<(), ApiError> {
        Ok(clocks::resume(&mut self.state(), number)?)
    }

    /// Notes that the notification of these recovery clocks was shown.
    pub fn clocks_rung(&self, numbers: Vec<i64>, clock: ClockReading) -> Result<(), ApiError> {
        Ok(clocks::rung(&mut self.state(), &numbers, &clock)?)
    }

    /// The scam message of the day.
    pub fn scam_of_the_day(
        &self,
        clock: ClockReading,
        language: Language,
    ) -> Result<Scam, ApiError> {
        Ok(reminders::scam_of_the_day(&self.state(), &clock, language)?)
    }

    /// Notes what the person takes a scam message to be after.
    pub fn judge_scam(
        &self,
        scam_id: String,
        kind: ScamKind,
        clock: ClockReading,
    ) -> Result<(), ApiError> {
        Ok(reminders::judge(&mut self.state(), &scam_id, kind, &clock)?)
    }

    /// Writes the reminders of a year to a descriptor that stays open on the Kotlin side.
    pub fn write_calendar(
        &self,
        descriptor: i32,
        clock: ClockReading,
        language: Language,
    ) -> Result<(), ApiError> {
        let text = reminders::calendar(&self.state(), &clock, language)?;
        files::deliver(descriptor, |file| file.write_all(text.as_bytes()).map_err(StoreError::from))
    }

    /// What the person chose for reminders.
    pub fn reminder_settings(&self) -> Result<ReminderSettings, ApiError> {
        Ok(reminders::settings(&self.state())?)
    }

    /// Stores what the person chose for reminders.
    pub fn choose_reminders(&self, settings: ReminderSettings) -> Result<(), ApiError> {
        Ok(reminders::choose(&mut self.state(), &settings)?)
    }

    /// Keeps what was typed in a form.
    pub fn save_draft(&self, form: String, text: String) -> Result<(), ApiError> {
        Ok(self.state().save_draft(&form, &text)?)
    }

    /// The draft of a form, if there is one.
    pub fn draft(&self, form: String) -> Result<Option<String>, ApiError> {
        Ok(self.state().draft(&form)?)
    }

    /// The text of every draft.
    pub fn drafts(&self) -> Result<Vec<String>, ApiError> {
        Ok(self.state().drafts()?)
    }

    /// Forgets the draft of a form.
    pub fn discard_draft(&self, form: String) -> Result<(), ApiError> {
        Ok(self.state().discard_draft(&form)?)
    }
}

/// The hour at which reminders really ring.
#[uniffi::export]
pub fn ringing_hour(settings: ReminderSettings) -> u32 {
    reminders::ringing_hour(&settings)
}

/// When to ask again where the store refuses, milliseconds since the epoch.
#[uniffi::export]
pub fn fallback_alarm_ms(clock: ClockReading) -> i64 {
    reminders::fallback_alarm_ms(&clock)
}

/// What a wall clock where the phone is shows `at_ms` milliseconds after the epoch, `YYYY-MM-DDTHH:MM`, by the core's zone
/// data.
#[uniffi::export]
pub fn civil_time(clock: ClockReading, at_ms: i64) -> String {
    clock.civil_time_at(at_ms)
}
