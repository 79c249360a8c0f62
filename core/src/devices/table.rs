//! Devices and their sessions in `state.db`.

use super::{Device, DeviceError, DeviceSession, DeviceStatus, Messenger, NewDevice, SignOut};
use crate::ClockReading;
use crate::store::{CareState, StoreError};
use rusqlite::{Connection, OptionalExtension, Transaction};

/// Longest name, in characters.
const NAME_LIMIT: u64 = 60;

/// Every device with its sessions, in the order they were added.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Device>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT id, kind, name, status, status_since_ms FROM device ORDER BY id")?;
    let devices = query
        .query_map([], |row| {
            Ok(Device {
                id: row.get(0)?,
                kind: row.get(1)?,
                name: row.get(2)?,
                status: row.get(3)?,
                status_since_ms: row.get(4)?,
                sessions: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<Vec<Device>>>()?;
    devices
        .into_iter()
        .map(|device| Ok(Device { sessions: sessions(connection, device.id)?, ..device }))
        .collect()
}

fn sessions(connection: &Connection, device_id: i64) -> Result<Vec<DeviceSession>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT messenger, pending_since_ms, done_at_ms FROM session WHERE device_id = ?1",
    )?;
    let mut sessions = query
        .query_map([device_id], |row| {
            let (since_ms, at_ms): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            let sign_out = match (since_ms, at_ms) {
                (_, Some(at_ms)) => SignOut::Done { at_ms },
                (Some(since_ms), None) => SignOut::Pending { since_ms },
                (None, None) => SignOut::NotNeeded,
            };
            Ok(DeviceSession { messenger: row.get(0)?, sign_out })
        })?
        .collect::<rusqlite::Result<Vec<DeviceSession>>>()?;
    sessions.sort_by_key(|session| {
        Messenger::ALL.iter().position(|messenger| *messenger == session.messenger)
    });
    Ok(sessions)
}

/// Adds a device; its id comes back. A device that is not in use has its sign-outs pending from now.
///
/// # Errors
/// When the name is empty or too long, or the store refuses.
pub fn add(
    state: &mut CareState,
    device: &NewDevice,
    clock: &ClockReading,
) -> Result<i64, DeviceError> {
    let name = device.name.trim();
    let length = name.chars().map(|_| 1_u64).sum();
    if length == 0 {
        return Err(DeviceError::EmptyName);
    }
    if length > NAME_LIMIT {
        return Err(DeviceError::LongName { length, limit: NAME_LIMIT });
    }
    let since_ms = (device.status != DeviceStatus::InUse).then_some(clock.now_ms);
    state.write(|transaction| {
        transaction
            .execute(
                "INSERT INTO device (kind, name, status, status_since_ms) VALUES (?1, ?2, ?3, ?4)",
                (device.kind.code(), name, device.status.code(), clock.now_ms),
            )
            .map_err(StoreError::from)?;
        let id = transaction.last_insert_rowid();
        for messenger in &device.messengers {
            transaction
                .execute(
                    "INSERT INTO session (device_id, messenger, pending_since_ms) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO NOTHING",
                    (id, messenger.code(), since_ms),
                )
                .map_err(StoreError::from)?;
        }
        Ok(id)
    })
}

/// Marks what became of a device. All but "in use" make its open sign-outs pending; one that waits already keeps its
/// date. Back "in use", nothing waits any more, and a session that had been closed counts as open again, so that the
/// next loss asks for it.
///
/// # Errors
/// When there is no such device, or the store refuses.
pub fn mark(
    state: &mut CareState,
    id: i64,
    status: DeviceStatus,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
    state.write(|transaction| {
        let before = status_of(transaction, id)?.ok_or(DeviceError::NoSuchDevice)?;
        if before == status {
            return Ok(());
        }
        transaction
            .execute(
                "UPDATE device SET status = ?2, status_since_ms = ?3 WHERE id = ?1",
                (id, status.code(), clock.now_ms),
            )
            .map_err(StoreError::from)?;
        if status == DeviceStatus::InUse {
            transaction.execute(
                "UPDATE session SET pending_since_ms = NULL, done_at_ms = NULL WHERE device_id = ?1",
                [id],
            )
        } else {
            transaction.execute(
                "UPDATE session SET pending_since_ms = ?2
                 WHERE device_id = ?1 AND pending_since_ms IS NULL AND done_at_ms IS NULL",
                (id, clock.now_ms),
            )
        }
        .map_err(StoreError::from)?;
        Ok(())
    })
}

fn status_of(transaction: &Transaction<'_>, id: i64) -> Result<Option<DeviceStatus>, StoreError> {
    Ok(transaction
        .query_row("SELECT status FROM device WHERE id = ?1", [id], |row| row.get(0))
        .optional()?)
}

/// Notes that an account was signed out on a device. Said twice, the first date stays.
///
/// # Errors
/// When there is no such session, or the store refuses.
pub fn sign_out_done(
    state: &mut CareState,
    id: i64,
    messenger: Messenger,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
    change_session(
        state,
        "UPDATE session SET done_at_ms = coalesce(done_at_ms, ?3)
         WHERE device_id = ?1 AND messenger = ?2",
        (id, messenger.code(), clock.now_ms),
    )
}

/// Takes that back: the sign-out is pending again, since when it was pending before. On a device in use there was
/// nothing pending, and there is nothing again.
///
/// # Errors
/// When there is no such session, or the store refuses.
pub fn undo_sign_out(
    state: &mut CareState,
    id: i64,
    messenger: Messenger,
) -> Result<(), DeviceError> {
    // A session closed while the device was in use, which was marked as gone since: it waits since it was marked.
    change_session(
        state,
        "UPDATE session SET
           done_at_ms = NULL,
           pending_since_ms = coalesce(pending_since_ms,
             (SELECT status_since_ms FROM device WHERE id = ?1 AND status <> 'in_use'))
         WHERE device_id = ?1 AND messenger = ?2",
        (id, messenger.code()),
    )
}

fn change_session(
    state: &mut CareState,
    statement: &str,
    values: impl rusqlite::Params,
) -> Result<(), DeviceError> {
    state.write(|transaction| {
        match transaction.execute(statement, values).map_err(StoreError::from)? {
            0 => Err(DeviceError::NoSuchDevice),
            _ => Ok(()),
        }
    })
}
