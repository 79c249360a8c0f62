//! The incidents of a log. The entry that opens one names it for good by its `seq`; an entry of the same kind that amends
//! it, inside the incident, gives it another title or kind.

use super::canonical::Entry;
use super::types::{Case, EntryBody};
use super::{EvidenceError, EvidenceLog};

impl EvidenceLog {
    /// The incidents in the order in which they were opened, each as it was last called.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn cases(&self) -> Result<Vec<Case>, EvidenceError> {
        Ok(of(&self.entries()?))
    }

    /// The entries that stay behind when only these incidents are handed over: every entry of another incident, in the
    /// order of the log. What belongs to no incident goes along, because it says something about the log.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn outside(&self, cases: &[u64]) -> Result<Vec<u64>, EvidenceError> {
        let stays = |entry: &Entry| {
            let case = if is_opening(entry) { Some(entry.seq) } else { entry.incident };
            case.is_some_and(|case| !cases.contains(&case))
        };
        Ok(self.entries()?.iter().filter(|entry| stays(entry)).map(|entry| entry.seq).collect())
    }
}

/// Whether an entry opens an incident, rather than naming one anew.
fn is_opening(entry: &Entry) -> bool {
    matches!(entry.body, EntryBody::IncidentOpened { .. }) && entry.amends.is_none()
}

fn of(entries: &[Entry]) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for entry in entries {
        let EntryBody::IncidentOpened { theft, title } = &entry.body else { continue };
        let known = cases.iter_mut().find(|case| entry.amends == Some(case.seq));
        match known {
            Some(case) => (case.theft, case.title) = (*theft, title.clone()),
            None if is_opening(entry) => {
                cases.push(Case {
                    seq: entry.seq,
                    theft: *theft,
                    title: title.clone(),
                    opened_at_ms: entry.noted.at_ms(),
                });
            }
            None => {}
        }
    }
    cases
}
