//! The phone says that its clock or its zone was changed: what is known of it goes into the log.

use super::facts::{TOLERANCE_MS, apart_ms};
use super::types::{EntryBody, NewEntry};
use super::{EvidenceError, EvidenceLog, links};
use crate::ClockReading;

impl EvidenceLog {
    /// Notes a change of clock or zone against the last entry that can be read: the zone then and now, and by how much the wall
    /// clock ran apart from the time since start. Nothing is noted in an empty log, nor when neither zone nor clock moved
    /// by more than the network corrects all the time.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn note_clock_change(
        &mut self,
        clock: &ClockReading,
    ) -> Result<Option<u64>, EvidenceError> {
        let mut places = (0..self.head()?.size).rev();
        let before = loop {
            let Some(place) = places.next() else { return Ok(None) };
            match links::read(&self.connection, place)? {
                Some(entry) if entry.is_readable() => break entry,
                _ => {}
            }
        };
        let noted = &before.noted;
        let same_start = noted.boot.is_some() && noted.boot == clock.boot_count;
        let moved_ms = match (noted.up_ms, clock.uptime_ms) {
            (Some(up_before), Some(up)) if same_start => {
                Some(apart_ms((noted.at_ms(), up_before), (clock.now_ms, up)))
            }
            _ => None,
        };
        let still = moved_ms.is_some_and(|moved| moved.saturating_abs() <= TOLERANCE_MS);
        if still && noted.zone == clock.zone {
            return Ok(None);
        }
        let entry = NewEntry {
            incident: None,
            happened: None,
            body: EntryBody::ClockChange {
                zone_before: noted.zone.clone(),
                zone_after: clock.zone.clone(),
                moved_ms,
            },
            files: Vec::new(),
            amends: None,
        };
        self.append(&entry, clock).map(Some)
    }
}
