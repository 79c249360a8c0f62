//! What this program asks of the disk below one folder: written down in order, and refused where a test says so.
//!
//! Entries reach the disk through SQLite's own layer, attachments through the standard library; both end in the same
//! few calls of the C library. This program defines those calls itself, and a linker takes a program's own definition
//! before a library's, for the SQLite and the standard library linked into it alike. Each does what was asked through
//! the system call of the same name, and writes it down when its thread is being watched. So one model holds database,
//! write-ahead log and attachments, and nothing in the core knows of it.

use libc::{AT_FDCWD, O_TRUNC, c_char, c_int, c_long, c_void, mode_t, off_t, size_t, ssize_t};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::CStr;
use std::path::Path;

/// One call that changed something, or made a change durable. Paths are relative to the watched folder, which is "".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Call {
    MakeFolder {
        path: String,
    },
    MakeFile {
        path: String,
        file: File,
    },
    Write {
        file: File,
        offset: usize,
        bytes: Vec<u8>,
    },
    Cut {
        file: File,
        length: usize,
    },
    Rename {
        from: String,
        to: String,
    },
    Remove {
        path: String,
    },
    Flush {
        file: File,
    },
    FlushFolder {
        path: String,
    },
    /// No call: the watched code told its caller that something is safe; the number is the caller's.
    Promise {
        number: usize,
    },
}

/// A file, whatever it is called: what Unix calls an inode.
pub(crate) type File = usize;

/// A call to refuse.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refusal {
    /// The first to refuse, counted from 0 over calls that change or flush.
    pub(crate) at: usize,
    /// Whether all later ones are refused too, until [`lift`].
    pub(crate) lasting: bool,
    /// What to answer, such as `ENOSPC`.
    pub(crate) errno: c_int,
}

#[derive(Debug, Clone)]
enum Opened {
    File(File),
    Folder(String),
}

struct Watch {
    folder: String,
    open: BTreeMap<c_int, Opened>,
    names: BTreeMap<String, File>,
    files: usize,
    calls: Vec<Call>,
    asked: usize,
    refusal: Option<Refusal>,
    refused_writes: usize,
}

thread_local! {
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

/// What was seen.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) calls: Vec<Call>,
    /// How many calls changed or flushed something, refused ones included.
    pub(crate) asked: usize,
    /// How many calls that write content were refused.
    pub(crate) refused_writes: usize,
}

/// Runs `work` and watches what its thread does below `folder`, which must be empty and named by its real path.
pub(crate) fn watch(folder: &Path, refusal: Option<Refusal>, work: impl FnOnce()) -> Seen {
    let folder = folder.to_str().expect("the folder's name is text").to_owned();
    let watch = Watch {
        folder,
        open: BTreeMap::new(),
        names: BTreeMap::new(),
        files: 0,
        calls: Vec::new(),
        asked: 0,
        refusal,
        refused_writes: 0,
    };
    WATCH.with_borrow_mut(|place| *place = Some(watch));
    work();
    let watch = WATCH.with_borrow_mut(Option::take).expect("nobody else takes it");
    Seen { calls: watch.calls, asked: watch.asked, refused_writes: watch.refused_writes }
}

/// Notes that something was promised after all calls so far.
pub(crate) fn promise(number: usize) {
    watched(|watch| watch.calls.push(Call::Promise { number }));
}

/// Refuses no more.
pub(crate) fn lift() {
    watched(|watch| watch.refusal = None);
}

/// Calls `work` when this thread is watched and not already inside of a watched call.
fn watched<T>(work: impl FnOnce(&mut Watch) -> T) -> Option<T> {
    WATCH.try_with(|place| place.try_borrow_mut().ok()?.as_mut().map(work)).ok().flatten()
}

impl Watch {
    /// The path below the folder, if it is there.
    fn below(&self, path: &str) -> Option<String> {
        let rest = path.strip_prefix(&self.folder)?;
        if rest.is_empty() {
            Some(String::new())
        } else {
            rest.strip_prefix('/').map(str::to_owned)
        }
    }

    /// Counts a call; says whether to refuse it.
    fn refuses(&mut self) -> Option<c_int> {
        let number = self.asked;
        self.asked += 1;
        let refusal = self.refusal?;
        let hit = number == refusal.at || refusal.lasting && number > refusal.at;
        hit.then_some(refusal.errno)
    }

    fn file(&self, descriptor: c_int) -> Option<File> {
        match self.open.get(&descriptor)? {
            Opened::File(file) => Some(*file),
            Opened::Folder(_) => None,
        }
    }
}

/// The path below the watched folder that a call names, if it does.
///
/// # Safety
/// `path` is null or ends with a zero byte, as the C library demands of its callers.
unsafe fn below(path: *const c_char) -> Option<String> {
    if path.is_null() {
        return None;
    }
    // SAFETY: not null, and the caller vouches for the zero byte.
    let path = unsafe { CStr::from_ptr(path) }.to_str().ok()?;
    watched(|watch| watch.below(path)).flatten()
}

/// Answers with an error, as the C library does.
fn fail(errno: c_int) -> c_int {
    // SAFETY: glibc gives each thread a place of its own that is always there.
    unsafe { *libc::__errno_location() = errno };
    -1
}

fn narrow(result: c_long) -> c_int {
    c_int::try_from(result).expect("descriptors and zero are small")
}

/// Whether an open descriptor is a folder.
fn is_folder(descriptor: c_int) -> bool {
    let mut status = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: the kernel fills the whole structure when it answers 0, and it is read only then.
    unsafe {
        libc::fstat(descriptor, status.as_mut_ptr()) == 0
            && status.assume_init().st_mode & libc::S_IFMT == libc::S_IFDIR
    }
}

/// Opens through the system call and notes what came of it.
///
/// # Safety
/// As for [`below`].
unsafe fn open_watched(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the caller vouches for the path.
    let below = unsafe { below(path) };
    let creates = flags & libc::O_CREAT != 0;
    let refused = below.as_ref().and_then(|path| {
        watched(|watch| {
            let new = creates && !watch.names.contains_key(path);
            if new { watch.refuses() } else { None }
        })
        .flatten()
    });
    if let Some(errno) = refused {
        return fail(errno);
    }
    // SAFETY: the arguments are those that the caller gave to the call of this name.
    let descriptor =
        narrow(unsafe { libc::syscall(libc::SYS_openat, AT_FDCWD, path, flags, mode) });
    if let Some(path) = below
        && descriptor >= 0
    {
        let folder = is_folder(descriptor);
        watched(|watch| {
            if folder {
                watch.open.insert(descriptor, Opened::Folder(path));
                return;
            }
            let known = watch.names.get(&path).copied();
            let file = known.unwrap_or(watch.files);
            if known.is_none() {
                watch.files += 1;
                watch.names.insert(path.clone(), file);
                watch.calls.push(Call::MakeFile { path, file });
            } else if flags & O_TRUNC != 0 {
                watch.calls.push(Call::Cut { file, length: 0 });
            }
            watch.open.insert(descriptor, Opened::File(file));
        });
    }
    descriptor
}

/// Writes through `call`, which gives the number of bytes or -1, and notes the bytes that were written.
///
/// # Safety
/// `bytes` points to `count` bytes, as the C library demands of its callers.
unsafe fn write_watched(
    descriptor: c_int,
    bytes: *const c_void,
    count: size_t,
    offset: impl FnOnce() -> c_long,
    call: impl FnOnce() -> c_long,
) -> ssize_t {
    let file = watched(|watch| watch.file(descriptor)).flatten();
    let Some(file) = file else {
        return ssize_t::try_from(call()).expect("the same width");
    };
    let refused = watched(|watch| {
        let refused = watch.refuses();
        watch.refused_writes += usize::from(refused.is_some());
        refused
    });
    if let Some(errno) = refused.flatten() {
        return ssize_t::try_from(fail(errno)).expect("-1 has room");
    }
    let offset = offset();
    let written = call();
    if let (Ok(offset), Ok(written)) = (usize::try_from(offset), usize::try_from(written)) {
        // SAFETY: the kernel has just read these bytes, which are the first of those the caller vouches for.
        let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), written.min(count)) };
        watched(|watch| watch.calls.push(Call::Write { file, offset, bytes: bytes.to_vec() }));
    }
    ssize_t::try_from(written).expect("the same width")
}

/// Asks first, calls, and notes `seen` when the call answered 0.
fn changing(concerns: bool, call: impl FnOnce() -> c_long, seen: impl FnOnce(&mut Watch)) -> c_int {
    if concerns && let Some(errno) = watched(Watch::refuses).flatten() {
        return fail(errno);
    }
    let result = narrow(call());
    if concerns && result == 0 {
        watched(seen);
    }
    result
}

fn flush(descriptor: c_int, call: c_long) -> c_int {
    let opened = watched(|watch| watch.open.get(&descriptor).cloned()).flatten();
    // SAFETY: a number that is no open descriptor is refused by the kernel.
    let flushed = || unsafe { libc::syscall(call, descriptor) };
    changing(opened.is_some(), flushed, |watch| {
        watch.calls.push(match opened {
            Some(Opened::Folder(path)) => Call::FlushFolder { path },
            Some(Opened::File(file)) => Call::Flush { file },
            None => return,
        });
    })
}

fn cut(descriptor: c_int, length: off_t) -> c_int {
    let file = watched(|watch| watch.file(descriptor)).flatten();
    // SAFETY: as above.
    let cut = || unsafe { libc::syscall(libc::SYS_ftruncate, descriptor, length) };
    changing(file.is_some(), cut, |watch| {
        if let (Some(file), Ok(length)) = (file, usize::try_from(length)) {
            watch.calls.push(Call::Cut { file, length });
        }
    })
}

// The definitions that take the place of the C library's. Each has the arguments and the meaning of the call of its
// name in POSIX; `open` takes its third argument always, which C's calling convention allows on the platforms that the
// tests run on. They are unsafe as the originals are: pointers must be what the originals demand.

#[unsafe(no_mangle)]
unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: passed on from the caller.
    unsafe { open_watched(path, flags, mode) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: passed on from the caller.
    unsafe { open_watched(path, flags, mode) }
}

#[unsafe(no_mangle)]
extern "C" fn close(descriptor: c_int) -> c_int {
    watched(|watch| watch.open.remove(&descriptor));
    // SAFETY: the caller gives up the descriptor; a number that is none is refused by the kernel.
    narrow(unsafe { libc::syscall(libc::SYS_close, descriptor) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn write(descriptor: c_int, bytes: *const c_void, count: size_t) -> ssize_t {
    // SAFETY: passed on from the caller; asking for the position changes nothing.
    unsafe {
        write_watched(
            descriptor,
            bytes,
            count,
            || libc::syscall(libc::SYS_lseek, descriptor, 0, libc::SEEK_CUR),
            || libc::syscall(libc::SYS_write, descriptor, bytes, count),
        )
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite(
    descriptor: c_int,
    bytes: *const c_void,
    count: size_t,
    offset: off_t,
) -> ssize_t {
    // SAFETY: passed on from the caller.
    unsafe {
        write_watched(
            descriptor,
            bytes,
            count,
            || offset,
            || libc::syscall(libc::SYS_pwrite64, descriptor, bytes, count, offset),
        )
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite64(
    descriptor: c_int,
    bytes: *const c_void,
    count: size_t,
    offset: off_t,
) -> ssize_t {
    // SAFETY: passed on from the caller.
    unsafe { pwrite(descriptor, bytes, count, offset) }
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate(descriptor: c_int, length: off_t) -> c_int {
    cut(descriptor, length)
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate64(descriptor: c_int, length: off_t) -> c_int {
    cut(descriptor, length)
}

#[unsafe(no_mangle)]
extern "C" fn fsync(descriptor: c_int) -> c_int {
    flush(descriptor, libc::SYS_fsync)
}

#[unsafe(no_mangle)]
extern "C" fn fdatasync(descriptor: c_int) -> c_int {
    flush(descriptor, libc::SYS_fdatasync)
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mkdir(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: the caller vouches for the path.
    let below = unsafe { below(path) };
    // SAFETY: passed on from the caller.
    let made = || unsafe { libc::syscall(libc::SYS_mkdirat, AT_FDCWD, path, mode) };
    changing(below.is_some(), made, |watch| {
        watch.calls.extend(below.map(|path| Call::MakeFolder { path }));
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    // SAFETY: the caller vouches for both paths.
    let names = unsafe { below(from).zip(below(to)) };
    // SAFETY: passed on from the caller.
    let renamed = || unsafe { libc::syscall(libc::SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0) };
    changing(names.is_some(), renamed, |watch| {
        if let Some((from, to)) = names {
            if let Some(file) = watch.names.remove(&from) {
                watch.names.insert(to.clone(), file);
            }
            watch.calls.push(Call::Rename { from, to });
        }
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    // SAFETY: the caller vouches for the path.
    let below = unsafe { below(path) };
    // SAFETY: passed on from the caller.
    let removed = || unsafe { libc::syscall(libc::SYS_unlinkat, AT_FDCWD, path, 0) };
    changing(below.is_some(), removed, |watch| {
        if let Some(path) = below {
            watch.names.remove(&path);
            watch.calls.push(Call::Remove { path });
        }
    })
}
