//! The incidents of a log. The entry that opens one names it for good by its `seq`; an entry of the same kind that amends
//! it, inside the incident, gives it another title or kind. Where the entry that opens it cannot be read, those inside it
//! still name it.

use super::canonical::Entry;
use super::types::{Case, EntryBody, TheftKind};
use super::{EvidenceError, EvidenceLog};
use std::collections::BTreeSet;

impl EvidenceLog {
    /// The incidents in the order in which they were opened, each as it was last called.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn cases(&self) -> Result<Vec<Case>, EvidenceError> {
        Ok(of(&self.entries()?))
    }

    /// The entries that stay behind when only these incidents are handed over: every entry of another incident, in the
    /// order of the log. What belongs to no incident goes along, because it says something about the log. One that cannot
    /// be read may belong to an incident that stays, and then stays with it unless the person says otherwise.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn outside(&self, cases: &[u64]) -> Result<Vec<u64>, EvidenceError> {
        let entries = self.entries()?;
        let known: BTreeSet<u64> = of(&entries).into_iter().map(|case| case.seq).collect();
        let all = known.iter().all(|case| cases.contains(case));
        let stays = |entry: &Entry| {
            let case = if known.contains(&entry.seq) { Some(entry.seq) } else { entry.incident };
            match case {
                Some(case) => !cases.contains(&case),
                None => !entry.is_readable() && !all,
            }
        };
        Ok(entries.iter().filter(|entry| stays(entry)).map(|entry| entry.seq).collect())
    }
}

/// Whether an entry opens an incident, rather than naming one anew.
fn is_opening(entry: &Entry) -> bool {
    matches!(entry.body, EntryBody::IncidentOpened { .. }) && entry.amends.is_none()
}

fn of(entries: &[Entry]) -> Vec<Case> {
    let named: BTreeSet<u64> = entries.iter().filter_map(|entry| entry.incident).collect();
    let mut cases: Vec<Case> = Vec::new();
    for entry in entries {
        if !entry.is_readable() && named.contains(&entry.seq) {
            cases.push(Case {
                seq: entry.seq,
                theft: TheftKind::Other,
                title: String::new(),
                opened_at_ms: 0,
            });
        }
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
