//! Devices and their sessions in `state.db`.

use super::{
    Device, DeviceError, DeviceSession, DeviceStatus, LastUse, Messenger, NewDevice, SignOut,
};
use crate::ClockReading;
use crate::store::{CareState, StoreError};
use rusqlite::{Connection, OptionalExtension, Transaction};

/// Longest name, in characters.
const NAME_LIMIT: u64 = 60;

/// Every device with its sessions, in the order they were added.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Device>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT id, kind, name, status, status_since_ms, last_used, last_used_said_at_ms,
           archived_at_ms FROM device ORDER BY id",
    )?;
    let devices = query
        .query_map([], |row| {
            Ok(Device {
                id: row.get(0)?,
                kind: row.get(1)?,
                name: row.get(2)?,
                status: row.get(3)?,
                status_since_ms: row.get(4)?,
                last_use: match (row.get(5)?, row.get(6)?) {
                    (Some(last_used), Some(said_at_ms)) => Some(LastUse { last_used, said_at_ms }),
                    _ => None,
                },
                archived_at_ms: row.get(7)?,
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
    let name = checked_name(&device.name)?;
    state.write(|transaction| {
        transaction
            .execute(
                "INSERT INTO device (kind, name, status, status_since_ms) VALUES (?1, ?2, ?3, ?4)",
                (device.kind.code(), name, device.status.code(), clock.now_ms),
            )
            .map_err(StoreError::from)?;
        let id = transaction.last_insert_rowid();
        say_last_use(transaction, id, device, clock)?;
        sign_in(transaction, id, device, clock)?;
        Ok(id)
    })
}

/// Changes a device to what its form says now. An account that the form no longer names is forgotten: it was noted by
/// mistake, and whoever signed it out says so with [`sign_out_done`]. One that stays keeps how it stands; one that is
/// new counts as signed in, and waits from now where the device is not in use. A new status does what [`mark`] does.
///
/// # Errors
/// When the name is empty or too long, there is no such device, or the store refuses.
pub fn change(
    state: &mut CareState,
    id: i64,
    device: &NewDevice,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
    let name = checked_name(&device.name)?;
    state.write(|transaction| {
        set_status(transaction, id, device.status, clock)?;
        transaction
            .execute(
                "UPDATE device SET kind = ?2, name = ?3 WHERE id = ?1",
                (id, device.kind.code(), name),
            )
            .map_err(StoreError::from)?;
        say_last_use(transaction, id, device, clock)?;
        for messenger in Messenger::ALL {
            if !device.messengers.contains(&messenger) {
                transaction
                    .execute(
                        "DELETE FROM session WHERE device_id = ?1 AND messenger = ?2",
                        (id, messenger.code()),
                    )
                    .map_err(StoreError::from)?;
            }
        }
        sign_in(transaction, id, device, clock)
    })
}

fn checked_name(name: &str) -> Result<&str, DeviceError> {
    let name = name.trim();
    let length = name.chars().map(|_| 1_u64).sum();
    if length == 0 {
        return Err(DeviceError::EmptyName);
    }
    if length > NAME_LIMIT {
        return Err(DeviceError::LongName { length, limit: NAME_LIMIT });
    }
    Ok(name)
}

fn say_last_use(
    transaction: &Transaction<'_>,
    id: i64,
    device: &NewDevice,
    clock: &ClockReading,
) -> Result<(), StoreError> {
    if let Some(last_used) = device.last_used {
        transaction.execute(
            "UPDATE device SET last_used = ?2, last_used_said_at_ms = ?3 WHERE id = ?1",
            (id, last_used.code(), clock.now_ms),
        )?;
    }
    Ok(())
}

/// Notes the accounts that are signed in on a device; one that is there already stays as it is.
fn sign_in(
    transaction: &Transaction<'_>,
    id: i64,
    device: &NewDevice,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
    let since_ms = (device.status != DeviceStatus::InUse).then_some(clock.now_ms);
    for messenger in &device.messengers {
        transaction
            .execute(
                "INSERT INTO session (device_id, messenger, pending_since_ms) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
                (id, messenger.code(), since_ms),
            )
            .map_err(StoreError::from)?;
    }
    Ok(())
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
    state.write(|transaction| set_status(transaction, id, status, clock))
}

fn set_status(
    transaction: &Transaction<'_>,
    id: i64,
    status: DeviceStatus,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
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
}

/// Puts a device away to the end of the list, or back. Nothing about it is forgotten, and a sign-out that waits on it,
/// now or later, brings it to the top. Put away twice, the first date stays.
///
/// # Errors
/// When there is no such device, or the store refuses.
pub fn archive(
    state: &mut CareState,
    id: i64,
    away: bool,
    clock: &ClockReading,
) -> Result<(), DeviceError> {
    let at_ms = away.then_some(clock.now_ms);
    state.write(|transaction| {
        let changed = transaction
            .execute(
                "UPDATE device SET archived_at_ms =
                   CASE WHEN ?2 IS NULL THEN NULL ELSE coalesce(archived_at_ms, ?2) END
                 WHERE id = ?1",
                (id, at_ms),
            )
            .map_err(StoreError::from)?;
        if changed == 0 { Err(DeviceError::NoSuchDevice) } else { Ok(()) }
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
