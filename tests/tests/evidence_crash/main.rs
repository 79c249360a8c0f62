//! Power loss, a full disk and I/O errors at every call that a working log makes: what was acknowledged is there
//! afterwards, and nothing is half there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod calls;
mod disk;

use calls::{Call, Refusal, Seen, promise, watch};
use candado_core::evidence::{
    EntryBody, EvidenceError, EvidenceLog, NewEntry, VerificationOutcome,
};
use candado_core::store::StoreError;
use candado_tests::evidence::{CountedEntropy, clock, entry, note, opening};
use disk::{Disk, Luck, after, lucks};
use rusqlite::ffi;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Something the log told its caller.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Promised {
    /// The log is open and has this name.
    Log(String),
    /// This entry is written.
    Entry(u64),
    /// These bytes are kept under this hash.
    File(String, Vec<u8>),
}

/// What a person does in a bad night: opens the log, writes, attaches, hands over, comes back. Every step is tried,
/// also after one was refused. Gives what was promised, each promise noted where it was made, and what was refused.
fn night(folder: &Path) -> (Vec<Promised>, Vec<EvidenceError>) {
    let mut told = Told::default();
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 3_000]].concat();
    let sound = vec![9; 70_000];
    if let Some(mut log) = told.open(folder) {
        told.append(&mut log, &opening());
        told.append(&mut log, &note("Me marcaron"));
        told.attach_and_append(&mut log, &picture);
        told.export(&mut log);
        told.attach_and_append(&mut log, &sound);
        told.append(&mut log, &note(&"Otra vez. ".repeat(600)));
        calls::lift();
        told.append(&mut log, &note("Ya hay espacio"));
    }
    calls::lift();
    if let Some(mut log) = told.open(folder) {
        told.append(&mut log, &note("Al día siguiente"));
        told.attach_and_append(&mut log, &picture);
        told.export(&mut log);
    }
    (told.promised, told.refused)
}

#[derive(Default)]
struct Told {
    promised: Vec<Promised>,
    refused: Vec<EvidenceError>,
}

impl Told {
    fn hear<T>(
        &mut self,
        said: Result<T, EvidenceError>,
        what: impl Fn(&T) -> Promised,
    ) -> Option<T> {
        match said {
            Ok(value) => {
                promise(self.promised.len());
                self.promised.push(what(&value));
                Some(value)
            }
            Err(error) => {
                self.refused.push(error);
                None
            }
        }
    }

    fn open(&mut self, folder: &Path) -> Option<EvidenceLog> {
        let log = EvidenceLog::open(folder, Box::new(CountedEntropy::default()));
        self.hear(log, |log| Promised::Log(log.verifier_key()))
    }

    fn append(&mut self, log: &mut EvidenceLog, entry: &NewEntry) {
        self.hear(log.append(entry, &clock(1)), |seq| Promised::Entry(*seq));
    }

    fn attach_and_append(&mut self, log: &mut EvidenceLog, bytes: &[u8]) {
        let attached = log.attach(&mut &bytes[..], "captura.png");
        let kept = |file: &candado_core::evidence::Attachment| {
            Promised::File(file.sha256.clone(), bytes.to_vec())
        };
        if let Some(file) = self.hear(attached, kept) {
            self.append(log, &NewEntry { files: vec![file], ..note("con captura") });
        }
    }

    fn export(&mut self, log: &mut EvidenceLog) {
        match log.head() {
            Ok(head) => {
                let export = EntryBody::Export { size: head.size, root: head.root };
                self.append(log, &NewEntry { incident: None, ..entry(export) });
            }
            Err(error) => self.refused.push(error),
        }
    }
}

/// An empty folder in memory where there is one: a modelled disk needs no real one.
fn folder() -> (TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let folder = folder.unwrap();
    let path = folder.path().canonicalize().unwrap();
    (folder, path)
}

/// A watched night on an empty folder.
fn watched_night(refusal: Option<Refusal>) -> (TempDir, Seen, Vec<Promised>, Vec<EvidenceError>) {
    let (guard, path) = folder();
    let mut told = (Vec::new(), Vec::new());
    let seen = watch(&path, refusal, || told = night(&path));
    (guard, seen, told.0, told.1)
}

/// Opens what lies in a folder as the app does at its next start; says which promise is broken.
fn broken_promise(
    folder: &Path,
    promised: &[Promised],
    bodies: &[EntryBody],
) -> Result<(), String> {
    let mut log = EvidenceLog::open(folder, Box::new(CountedEntropy::default()))
        .map_err(|error| format!("the log does not open: {error}"))?;
    let entries = log.entries().map_err(|error| format!("it cannot be read: {error}"))?;
    for (entry, body) in entries.iter().zip(bodies) {
        if entry.body != *body {
            return Err(format!("entry {} is another one", entry.seq));
        }
    }
    for promise in promised {
        let kept = match promise {
            Promised::Log(key) => log.verifier_key() == *key,
            Promised::Entry(seq) => usize::try_from(*seq).is_ok_and(|seq| seq < entries.len()),
            Promised::File(sha256, bytes) => {
                log.attachment_path(sha256).is_ok_and(|path| std::fs::read(path).unwrap() == *bytes)
            }
        };
        if !kept {
            return Err(format!("lost: {}", named(promise)));
        }
    }
    let report =
        log.verify(&mut |_, _| true).map_err(|error| format!("it cannot be verified: {error}"))?;
    if report.outcome != VerificationOutcome::Verified {
        return Err(format!("it does not verify: {:?}", report.findings));
    }
    let seq = log.append(&opening(), &clock(9)).map_err(|error| format!("no more: {error}"))?;
    if usize::try_from(seq) == Ok(entries.len()) { Ok(()) } else { Err("a gap".to_owned()) }
}

fn named(promise: &Promised) -> String {
    match promise {
        Promised::File(sha256, bytes) => format!("file {sha256} of {} bytes", bytes.len()),
        other => format!("{other:?}"),
    }
}

/// What the entries of a night say, as they stand at its end.
fn bodies(folder: &Path) -> Vec<EntryBody> {
    let log = EvidenceLog::open(folder, Box::new(CountedEntropy::default())).unwrap();
    log.entries().unwrap().into_iter().map(|entry| entry.body).collect()
}

/// Lets the power go after each call of a night, with every luck; gives the broken promises and the number of disks
/// looked at.
fn broken_by_power_loss(draws: u64) -> (Vec<String>, usize) {
    let (guard, seen, promised, refused) = watched_night(None);
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(
        after(&seen.calls, Luck::All),
        Disk::of(guard.path()),
        "a call changed the folder and was not seen"
    );
    let bodies = bodies(guard.path());
    let (mut looked_at, mut broken) = (BTreeSet::new(), Vec::new());
    for end in 0..=seen.calls.len() {
        let calls = &seen.calls[..end];
        let told = calls.iter().filter(|call| matches!(call, Call::Promise { .. })).count();
        for luck in lucks(draws) {
            let disk = after(calls, luck);
            if !looked_at.insert((disk.clone(), told)) {
                continue;
            }
            let (_guard, path) = folder();
            disk.write_to(&path);
            if let Err(promise) = broken_promise(&path, &promised[..told], &bodies) {
                broken.push(format!("power lost after call {end}, {luck:?}: {promise}"));
            }
        }
    }
    (broken, looked_at.len())
}

fn assert_no_power_loss_breaks_a_promise(draws: u64) {
    let (broken, looked_at) = broken_by_power_loss(draws);
    assert!(looked_at > 200, "only {looked_at} disks");
    assert!(
        broken.is_empty(),
        "{} of {looked_at} disks: {:#?}",
        broken.len(),
        &broken[..broken.len().min(5)]
    );
}

#[test]
fn power_lost_after_any_call_breaks_no_promise() {
    assert_no_power_loss_breaks_a_promise(2);
}

#[test]
#[ignore = "slow: runs with --long"]
fn power_lost_after_any_call_breaks_no_promise_with_many_draws() {
    assert_no_power_loss_breaks_a_promise(60);
}

thread_local! {
    static LOOSE: Cell<bool> = const { Cell::new(false) };
}

/// Sets `synchronous=NORMAL` on a connection that a loose thread opens, and has SQLite pass over whoever sets it
/// otherwise: the core needs no switch for it.
unsafe extern "C" fn loosen(
    connection: *mut ffi::sqlite3,
    _message: *mut *mut c_char,
    _routines: *const ffi::sqlite3_api_routines,
) -> c_int {
    if !LOOSE.get() {
        return ffi::SQLITE_OK;
    }
    // SAFETY: SQLite hands over a connection that it has just opened; the text ends with a zero byte.
    unsafe {
        let set = c"PRAGMA synchronous=NORMAL".as_ptr();
        ffi::sqlite3_exec(connection, set, None, std::ptr::null_mut(), std::ptr::null_mut());
        ffi::sqlite3_set_authorizer(connection, Some(pass_over), std::ptr::null_mut())
    }
}

unsafe extern "C" fn pass_over(
    _nothing: *mut c_void,
    action: c_int,
    name: *const c_char,
    _value: *const c_char,
    _database: *const c_char,
    _trigger: *const c_char,
) -> c_int {
    // SAFETY: for a pragma SQLite gives its name, which ends with a zero byte.
    let synchronous = action == ffi::SQLITE_PRAGMA
        && unsafe { CStr::from_ptr(name) }.to_bytes().eq_ignore_ascii_case(b"synchronous");
    if synchronous { ffi::SQLITE_IGNORE } else { ffi::SQLITE_OK }
}

#[test]
fn the_same_night_with_synchronous_normal_loses_what_was_promised() {
    // SAFETY: the function has the signature that SQLite asks for and touches nothing but the new connection.
    unsafe { rusqlite::auto_extension::register_auto_extension(loosen) }.unwrap();
    LOOSE.set(true);
    let (broken, _) = broken_by_power_loss(2);
    LOOSE.set(false);
    let lost = broken.iter().filter(|promise| promise.contains("lost: Entry")).count();
    assert!(lost > 10, "the model sees no loss: {broken:?}");
}

/// Refuses each call of a night in turn; everything promised is there, and everything else was refused by name.
fn refuse_every_call(errno: c_int, lasting: bool) {
    let (_guard, seen, ..) = watched_night(None);
    assert!(seen.asked > 100, "only {} calls", seen.asked);
    for at in 0..seen.asked {
        let (guard, seen, promised, refused) = watched_night(Some(Refusal { at, lasting, errno }));
        let said = format!("call {at} refused: {refused:?}");
        for error in &refused {
            assert!(
                matches!(error, EvidenceError::Store(_) | EvidenceError::NoSuchReference),
                "{said}"
            );
        }
        if errno == libc::ENOSPC && seen.refused_writes > 0 && !refused.is_empty() {
            let full =
                |error: &EvidenceError| matches!(error, EvidenceError::Store(StoreError::Full));
            assert!(refused.iter().any(full), "{said}");
        }
        let entries = bodies(guard.path());
        let acknowledged =
            promised.iter().filter(|promise| matches!(promise, Promised::Entry(_))).count();
        assert_eq!(entries.len(), acknowledged, "an entry that was refused is there; {said}");
        if let Err(promise) = broken_promise(guard.path(), &promised, &entries) {
            panic!("{promise}; {said}");
        }
        assert!(!guard.path().join("files/incoming.tmp").exists(), "{said}");
    }
}

#[test]
fn a_disk_that_is_full_from_any_call_on_breaks_no_promise() {
    refuse_every_call(libc::ENOSPC, true);
}

#[test]
fn one_io_error_at_any_call_breaks_no_promise() {
    refuse_every_call(libc::EIO, false);
}
