//! What the Java machine calls once, when `System.loadLibrary("candado")` runs.

use jni::sys::{self, jint};
use std::ffi::c_void;
use std::panic::Location;

/// Keeps the Java machine for the threads that Rust may start, and replaces Rust's panic message.
///
/// # Safety
/// Called by the Java machine only: `machine` is null or a valid pointer to it.
#[unsafe(no_mangle)]
unsafe extern "system" fn JNI_OnLoad(machine: *mut sys::JavaVM, _reserved: *mut c_void) -> jint {
    if machine.is_null() {
        return sys::JNI_ERR;
    }
    // SAFETY: not null, and the Java machine hands over a pointer that stays valid while it runs.
    let _kept_by_the_crate = unsafe { jni::JavaVM::from_raw(machine) };
    std::panic::set_hook(Box::new(|panic| log::error(&panic_line(panic.location()))));
    sys::JNI_VERSION_1_6
}

/// The one line a panic leaves in the log, before it ends the process on a phone: a fixed word and where in the source
/// it happened.
///
/// The message of the panic stays out by construction, it may quote what the person wrote.
fn panic_line(location: Option<&Location<'_>>) -> String {
    match location {
        Some(place) => format!("panic at {}:{}:{}", place.file(), place.line(), place.column()),
        None => String::from("panic at an unknown place"),
    }
}

/// Android's log.
#[cfg(target_os = "android")]
mod log {
    use std::ffi::{CStr, CString, c_char, c_int};

    const TAG: &CStr = c"candado";
    const PRIORITY_ERROR: c_int = 6;

    #[link(name = "log")]
    unsafe extern "C" {
        fn __android_log_write(priority: c_int, tag: *const c_char, text: *const c_char) -> c_int;
    }

    pub(super) fn error(line: &str) {
        // A path of ours holds no NUL byte; were there one, no line is better than a panic in here.
        if let Ok(line) = CString::new(line) {
            // SAFETY: both pointers are to NUL-terminated texts that outlive the call.
            unsafe { __android_log_write(PRIORITY_ERROR, TAG.as_ptr(), line.as_ptr()) };
        }
    }
}

/// On a computer, where the tests and the preview run: standard error.
#[cfg(not(target_os = "android"))]
mod log {
    pub(super) fn error(line: &str) {
        eprintln!("candado: {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr::null_mut;

    #[test]
    fn a_panic_leaves_its_place_and_nothing_else() {
        let here = Location::caller();
        assert_eq!(
            panic_line(Some(here)),
            format!("panic at {}:{}:{}", file!(), here.line(), here.column())
        );
        assert_eq!(panic_line(None), "panic at an unknown place");
    }

    #[test]
    fn loading_without_a_java_machine_is_refused() {
        // SAFETY: null is allowed.
        assert_eq!(unsafe { JNI_OnLoad(null_mut(), null_mut()) }, sys::JNI_ERR);
    }
}
