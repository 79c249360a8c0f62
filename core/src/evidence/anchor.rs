//! Head codes that left the phone: written on paper or sent to somebody the person trusts. Kept so that the app can say
//! what came after; they prove nothing by lying here, only by lying elsewhere.

use super::head_code::HeadCode;
use super::log::extend_tree_to;
use super::tree::{Tree, leaf_hash};
use super::types::{Anchor, AnchorState, AnchorWay};
use super::{EvidenceError, EvidenceLog, canonical, seal};
use crate::ClockReading;
use rusqlite::OptionalExtension;

impl EvidenceLog {
    /// Remembers that a head code of this log left the phone: the one that it has now, or one from before entries came
    /// behind it while the person chose to whom it goes. Durable when it returns.
    ///
    /// # Errors
    /// [`EvidenceError::NoSuchReference`] when this log never had that code; when the store refuses.
    pub fn anchor(
        &mut self,
        code: &str,
        way: AnchorWay,
        clock: &ClockReading,
    ) -> Result<(), EvidenceError> {
        let left = HeadCode::parse(code).ok_or(EvidenceError::NoSuchReference)?;
        if self.code_at(left.size)? != left {
            return Err(EvidenceError::NoSuchReference);
        }
        self.connection.execute(
            "INSERT INTO anchor (noted_at_ms, size, code, way) VALUES (?1, ?2, ?3, ?4)",
            (clock.now_ms, left.size, left.to_string(), stored(way)),
        )?;
        Ok(())
    }

    /// The code that the log had when it was so long; with all entries when it never was.
    fn code_at(&self, size: u64) -> Result<HeadCode, EvidenceError> {
        let mut tree = Tree::default();
        extend_tree_to(&mut tree, size, &self.connection)?;
        Ok(HeadCode::of(&tree))
    }

    /// The head now and what changed since the last code left the phone.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn anchor_state(&self) -> Result<AnchorState, EvidenceError> {
        let head = self.head()?;
        let last = self.last_anchor()?;
        let (added, unchanged) = match &last {
            None => (self.persons_from(0)?, true),
            Some(anchor) => (self.persons_from(anchor.size)?, self.is_beginning(anchor)?),
        };
        Ok(AnchorState { head, last, added, unchanged })
    }

    /// Entries from the `first` one on that the person wrote, and not the app itself; one that cannot be read counts.
    fn persons_from(&self, first: u64) -> Result<u64, EvidenceError> {
        let mut statement =
            self.connection.prepare_cached("SELECT bytes FROM entry WHERE seq >= ?1")?;
        let mut rows = statement.query([first])?;
        let mut persons = 0_u64;
        while let Some(row) = rows.next()? {
            let bytes = seal::open_column(row, 0)?;
            if canonical::placed(&bytes).is_none_or(|entry| !entry.is_written_by_the_app()) {
                persons = persons.saturating_add(1);
            }
        }
        Ok(persons)
    }

    fn last_anchor(&self) -> Result<Option<Anchor>, EvidenceError> {
        Ok(self
            .connection
            .query_row(
                "SELECT code, size, noted_at_ms, way FROM anchor ORDER BY number DESC LIMIT 1",
                [],
                |row| {
                    let way: String = row.get(3)?;
                    Ok(Anchor {
                        code: row.get(0)?,
                        size: row.get(1)?,
                        at_ms: row.get(2)?,
                        way: if way == stored(AnchorWay::Sent) {
                            AnchorWay::Sent
                        } else {
                            AnchorWay::Copied
                        },
                    })
                },
            )
            .optional()?)
    }

    /// Whether the first entries, by their bytes, still have the code.
    fn is_beginning(&self, anchor: &Anchor) -> Result<bool, EvidenceError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT bytes FROM entry WHERE seq < ?1 ORDER BY seq")?;
        let mut rows = statement.query([anchor.size])?;
        let mut tree = Tree::default();
        while let Some(row) = rows.next()? {
            tree.push(leaf_hash(&seal::open_column(row, 0)?));
        }
        Ok(HeadCode::parse(&anchor.code) == Some(HeadCode::of(&tree)))
    }
}

fn stored(way: AnchorWay) -> &'static str {
    match way {
        AnchorWay::Copied => "copied",
        AnchorWay::Sent => "sent",
    }
}
