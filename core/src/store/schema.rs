//! The tables of `state.db` and the frozen steps that make them.
//!
//! | table | one row is |
//! |---|---|
//! | `answer` | one answer of the person to one item, `about` being what the phone listed then; the last row of an item holds, undo takes it away |
//! | `verdict` | one change of an item's verdict, with the local day it was seen on; never rewritten |
//! | `device` | a device where an account is or was signed in; `last_used` as the person said it at `last_used_said_at_ms`; `archived_at_ms` is null while it stands in the list |
//! | `session` | one messenger on one device; `pending_since_ms` and `done_at_ms` are null until they happen |
//! | `promise` | the date to which the person postponed an item, and when they said so; `about_since_ms` since when what it is about was so, `kept_by` the answer that kept it, null while it stands |
//! | `setting` | a named value: hour of reminders, day of the last checkup, and the like |
//! | `reminder_off` | an item whose reminders the person switched off |
//! | `reminder_heard` | the last local day on which a notification named an item, and since when what it named it for was so |
//! | `recovery_clock` | a clock of an incident that runs since `started_at_ms`; `rung_at_ms` is null until it has rung, `incident` when the log it belongs to was set aside; `stopped` is 1 from when the person is done with it |
//! | `recovery_case` | what the person said about an incident of the evidence log: messenger, SIM, where it is, the account's number (may be empty) |
//! | `play_run` | a recovery play begun in an incident |
//! | `play_step` | how a step of an incident stands; `date` only for one put off, `entry` is its `seq` in the log |
//! | `scam_answer` | what the person last took a scam message to be after |
//! | `draft` | what was typed in a form and not yet saved; while it is being saved, `saving_seq` and `saving_at_ms` are the place and the instant of the entry that it becomes |
//!
//! Instants are milliseconds since the epoch, days and dates are `YYYY-MM-DD`. Codes are stored as words, so that a
//! reordered enum never changes what an old row means.

use super::Migration;
use rusqlite::Transaction;

/// Every step so far. A step that has shipped is never edited; a change is a new step at the end.
pub(super) const MIGRATIONS: &[Migration] = &[
    first,
    recovery_clocks,
    recovery_plays,
    answers_about,
    scam_answers,
    drafts_being_saved,
    device_last_use,
    verdict_not_applicable,
    clocks_of_cases,
    cases_with_place,
    reminders_heard,
];

fn first(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE answer (
           id INTEGER PRIMARY KEY,
           item_id TEXT NOT NULL,
           answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'does_not_apply', 'not_sure')),
           at_ms INTEGER NOT NULL
         ) STRICT;
         CREATE INDEX answer_of_item ON answer (item_id, id);

         CREATE TABLE verdict (
           id INTEGER PRIMARY KEY,
           item_id TEXT NOT NULL,
           verdict TEXT NOT NULL CHECK (verdict IN ('ok', 'due', 'at_risk', 'unknown')),
           day TEXT NOT NULL,
           at_ms INTEGER NOT NULL
         ) STRICT;
         CREATE INDEX verdict_of_item ON verdict (item_id, id);
         CREATE TRIGGER verdict_is_never_rewritten BEFORE UPDATE ON verdict
         BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;

         CREATE TABLE device (
           id INTEGER PRIMARY KEY AUTOINCREMENT,
           kind TEXT NOT NULL CHECK (kind IN ('phone', 'computer', 'tablet')),
           name TEXT NOT NULL,
           status TEXT NOT NULL CHECK (status IN ('in_use', 'unused', 'lost', 'stolen', 'sold')),
           status_since_ms INTEGER NOT NULL
         ) STRICT;

         CREATE TABLE session (
           device_id INTEGER NOT NULL REFERENCES device (id),
           messenger TEXT NOT NULL
             CHECK (messenger IN ('whatsapp', 'whatsapp_business', 'telegram', 'signal')),
           pending_since_ms INTEGER,
           done_at_ms INTEGER,
           PRIMARY KEY (device_id, messenger)
         ) STRICT, WITHOUT ROWID;

         CREATE TABLE promise (
           item_id TEXT PRIMARY KEY NOT NULL,
           date TEXT NOT NULL,
           made_at_ms INTEGER NOT NULL
         ) STRICT, WITHOUT ROWID;

         CREATE TABLE setting (
           name TEXT PRIMARY KEY NOT NULL,
           value TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;

         CREATE TABLE draft (
           form TEXT PRIMARY KEY NOT NULL,
           text TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;",
    )
}

fn recovery_clocks(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE reminder_off (
           item_id TEXT PRIMARY KEY NOT NULL
         ) STRICT, WITHOUT ROWID;

         CREATE TABLE recovery_clock (
           clock_id TEXT PRIMARY KEY NOT NULL,
           started_at_ms INTEGER NOT NULL,
           rung_at_ms INTEGER
         ) STRICT, WITHOUT ROWID;",
    )
}

fn recovery_plays(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE recovery_case (
           incident INTEGER PRIMARY KEY NOT NULL,
           messenger TEXT NOT NULL
             CHECK (messenger IN ('whatsapp', 'whatsapp_business', 'telegram', 'signal')),
           sim TEXT NOT NULL CHECK (sim IN ('held', 'gone', 'not_said')),
           helper TEXT NOT NULL
         ) STRICT;

         CREATE TABLE play_run (
           incident INTEGER NOT NULL REFERENCES recovery_case (incident),
           situation TEXT NOT NULL,
           begun_at_ms INTEGER NOT NULL,
           PRIMARY KEY (incident, situation)
         ) STRICT, WITHOUT ROWID;

         CREATE TABLE play_step (
           incident INTEGER NOT NULL REFERENCES recovery_case (incident),
           step TEXT NOT NULL,
           state TEXT NOT NULL CHECK (state IN ('done', 'could_not', 'later')),
           at_ms INTEGER NOT NULL,
           date TEXT CHECK ((date IS NOT NULL) = (state = 'later')),
           entry INTEGER,
           PRIMARY KEY (incident, step)
         ) STRICT, WITHOUT ROWID;",
    )
}

/// What an answer is about, where the phone lists things.
fn answers_about(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch("ALTER TABLE answer ADD COLUMN about TEXT NOT NULL DEFAULT '';")
}

fn scam_answers(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE scam_answer (
           scam_id TEXT PRIMARY KEY NOT NULL,
           chosen TEXT NOT NULL CHECK (chosen IN ('code', 'link', 'money', 'linking')),
           at_ms INTEGER NOT NULL
         ) STRICT, WITHOUT ROWID;",
    )
}

/// Two databases cannot share a transaction: what a draft is about to become is noted before the entry is written.
fn drafts_being_saved(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "ALTER TABLE draft ADD COLUMN saving_seq INTEGER;
         ALTER TABLE draft ADD COLUMN saving_at_ms INTEGER;",
    )
}

/// When a device was last used, and whether it was put away.
fn device_last_use(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "ALTER TABLE device ADD COLUMN last_used TEXT
           CHECK (last_used IN ('today', 'this_month', 'earlier', 'not_known'));
         ALTER TABLE device ADD COLUMN last_used_said_at_ms INTEGER;
         ALTER TABLE device ADD COLUMN archived_at_ms INTEGER;",
    )
}

/// A verdict that is neither good nor bad. A table's check cannot be changed, so the rows move to a new one.
fn verdict_not_applicable(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE verdict_wider (
           id INTEGER PRIMARY KEY,
           item_id TEXT NOT NULL,
           verdict TEXT NOT NULL
             CHECK (verdict IN ('ok', 'due', 'at_risk', 'unknown', 'not_applicable')),
           day TEXT NOT NULL,
           at_ms INTEGER NOT NULL
         ) STRICT;
         INSERT INTO verdict_wider (id, item_id, verdict, day, at_ms)
           SELECT id, item_id, verdict, day, at_ms FROM verdict ORDER BY id;
         DROP TABLE verdict;
         ALTER TABLE verdict_wider RENAME TO verdict;
         CREATE INDEX verdict_of_item ON verdict (item_id, id);
         CREATE TRIGGER verdict_is_never_rewritten BEFORE UPDATE ON verdict
         BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;",
    )
}

/// Clocks were of a kind only; where there is one case, those that run are of it.
fn clocks_of_cases(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE clock_of_case (
           number INTEGER PRIMARY KEY AUTOINCREMENT,
           incident INTEGER,
           clock_id TEXT NOT NULL,
           started_at_ms INTEGER NOT NULL,
           rung_at_ms INTEGER,
           UNIQUE (incident, clock_id)
         ) STRICT;
         INSERT INTO clock_of_case (incident, clock_id, started_at_ms, rung_at_ms)
           SELECT (SELECT iif(count(*) = 1, max(incident), NULL) FROM recovery_case),
             clock_id, started_at_ms, rung_at_ms FROM recovery_clock;
         DROP TABLE recovery_clock;
         ALTER TABLE clock_of_case RENAME TO recovery_clock;",
    )
}

/// Who helps is said by the log alone.
fn cases_with_place(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "ALTER TABLE recovery_case DROP COLUMN helper;
         ALTER TABLE recovery_case ADD COLUMN place TEXT NOT NULL DEFAULT 'not_said'
           CHECK (place IN ('mexico_city', 'elsewhere', 'not_said'));
         ALTER TABLE recovery_case ADD COLUMN number TEXT NOT NULL DEFAULT '';",
    )
}

/// What a notification named; a promise that an answer kept and a clock that was stopped can come back; and the reminder
/// of a step is named by its incident and no longer by a play, of which another one may be begun.
fn reminders_heard(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE reminder_heard (
           item_id TEXT PRIMARY KEY NOT NULL,
           since_ms INTEGER,
           heard_on TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;
         ALTER TABLE promise ADD COLUMN about_since_ms INTEGER;
         ALTER TABLE promise ADD COLUMN kept_by INTEGER;
         ALTER TABLE recovery_clock ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0
           CHECK (stopped IN (0, 1));

         INSERT INTO promise (item_id, date, made_at_ms)
           SELECT 'step/' || substr(item_id, 6 + instr(substr(item_id, 6), '/')), date, made_at_ms
           FROM promise WHERE item_id GLOB 'play/*/*/*' ORDER BY made_at_ms
           ON CONFLICT (item_id) DO UPDATE
           SET date = excluded.date, made_at_ms = excluded.made_at_ms;
         DELETE FROM promise WHERE item_id GLOB 'play/*';
         INSERT OR IGNORE INTO reminder_off (item_id)
           SELECT 'step/' || substr(item_id, 6 + instr(substr(item_id, 6), '/'))
           FROM reminder_off WHERE item_id GLOB 'play/*/*/*';
         DELETE FROM reminder_off WHERE item_id GLOB 'play/*';",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    /// The steps before `device_last_use`.
    const BEFORE_LAST_USE: usize = 6;

    /// The steps before `clocks_of_cases`.
    const BEFORE: usize = 8;

    /// The steps before `reminders_heard`.
    const BEFORE_HEARD: usize = 10;

    /// A database as the first `steps` steps leave it.
    fn database(steps: usize) -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory can be opened");
        upgrade(&mut connection, 0, steps);
        connection
    }

    fn upgrade(connection: &mut Connection, from: usize, to: usize) {
        let transaction = connection.transaction().expect("it begins");
        for step in MIGRATIONS.get(from..to).expect("there are so many") {
            step(&transaction).expect("the step fits what is there");
        }
        transaction.commit().expect("it ends");
    }

    #[test]
    fn a_device_from_before_the_last_use_was_asked_stays_with_nothing_said() {
        let mut connection = database(BEFORE_LAST_USE);
        connection
            .execute("INSERT INTO device VALUES (1, 'phone', 'Moto G', 'in_use', 10)", [])
            .expect("the device is stored");
        upgrade(&mut connection, BEFORE_LAST_USE, MIGRATIONS.len());
        let device: (String, Option<String>, Option<i64>) = connection
            .query_row("SELECT name, last_used, archived_at_ms FROM device", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .expect("the device is still there");
        assert_eq!(device, ("Moto G".to_owned(), None, None));
    }

    #[test]
    fn a_clock_from_before_belongs_to_the_one_case_and_to_none_of_two() {
        for (cases, incident) in [(vec![3], Some(3)), (vec![3, 9], None), (vec![], None)] {
            let mut connection = database(BEFORE);
            for case in cases {
                connection
                    .execute("INSERT INTO recovery_case VALUES (?1, 'signal', 'gone', '')", [case])
                    .expect("the case is stored");
            }
            connection
                .execute("INSERT INTO recovery_clock VALUES ('unknown_pin', 10, NULL)", [])
                .expect("the clock is stored");
            upgrade(&mut connection, BEFORE, MIGRATIONS.len());
            let clock: (Option<i64>, String, i64) = connection
                .query_row(
                    "SELECT incident, clock_id, started_at_ms FROM recovery_clock",
                    [],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .expect("the clock is still there");
            assert_eq!(clock, (incident, "unknown_pin".to_owned(), 10));
        }
    }

    #[test]
    fn what_was_said_of_a_steps_reminder_stays_said_whichever_play_it_was_named_by() {
        let mut connection = database(BEFORE_HEARD);
        connection
            .execute_batch(
                "INSERT INTO promise VALUES ('play/logged_out/3/bank', '2026-11-28', 20),
                   ('play/lost_phone/3/bank', '2026-11-30', 10), ('two_step', '2026-12-01', 5);
                 INSERT INTO reminder_off VALUES ('play/logged_out/3/bank'),
                   ('play/lost_phone/3/bank'), ('linked_devices');",
            )
            .expect("it is stored");
        upgrade(&mut connection, BEFORE_HEARD, MIGRATIONS.len());
        let rows = |statement: &str| -> Vec<String> {
            let mut query = connection.prepare(statement).expect("it can be asked");
            let rows = query.query_map([], |row| row.get(0)).expect("it is read");
            rows.collect::<rusqlite::Result<_>>().expect("each is a text")
        };
        let promises = rows("SELECT item_id || ' ' || date FROM promise ORDER BY item_id");
        assert_eq!(promises, ["step/3/bank 2026-11-28", "two_step 2026-12-01"]);
        let off = rows("SELECT item_id FROM reminder_off ORDER BY item_id");
        assert_eq!(off, ["linked_devices", "step/3/bank"]);
    }
}
