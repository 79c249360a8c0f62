//! How far long work is, asked from any thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far copying a file, reading a chat, verifying or exporting is, and a way to stop it. Any thread may ask.
#[derive(Debug, Default, uniffi::Object)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    pub(crate) fn go_on(&self, done: u64, total: u64) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        !self.cancelled.load(Ordering::Relaxed)
    }
}

#[uniffi::export]
impl Progress {
    /// Work that has not begun.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// Hundredths that are done.
    pub fn percent(&self) -> u8 {
        let done = self.done.load(Ordering::Relaxed).saturating_mul(100);
        let percent = done.checked_div(self.total.load(Ordering::Relaxed)).unwrap_or(0);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }

    /// Stops it: nothing is written, or what was written so far is taken back.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}
