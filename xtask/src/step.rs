//! What a step prints while it works, and how long it took.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Runs one step of the build, says what it does before and how long it took after.
pub(crate) fn step<T, E>(
    title: &str,
    work: impl FnOnce() -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    eprintln!("   … {title}");
    let watch = Watch::start();
    let done = work();
    let mark = if done.is_ok() { "ok" } else { "!!" };
    eprintln!("  {mark} {title}: {}", in_words(watch.elapsed()));
    done
}

/// Says every now and then that a program which prints nothing is still at work, until dropped.
pub(crate) struct Heartbeat {
    /// Closing it wakes the thread that counts, which ends.
    _stop: Sender<()>,
}

/// How long a program may be silent before it looks stuck.
const BEAT: Duration = Duration::from_secs(20);

impl Heartbeat {
    /// Starts counting for the program of this name.
    pub(crate) fn of(program: &str) -> Self {
        let (stop, stopped) = channel::<()>();
        let program = program.to_owned();
        std::thread::spawn(move || {
            let watch = Watch::start();
            while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                eprintln!("     {program} is at work since {}", in_words(watch.elapsed()));
            }
        });
        Self { _stop: stop }
    }
}

/// A stopwatch: the build measures itself, so here reading the clock is the point.
pub(crate) struct Watch(Instant);

impl Watch {
    #[expect(clippy::disallowed_methods, reason = "the rule keeps clocks out of core")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// How long ago `./dev` was typed, which notes the second it starts in; nothing without that note.
#[expect(clippy::disallowed_methods, reason = "the rule keeps clocks out of core")]
pub(crate) fn since_typed() -> Option<Duration> {
    let started = std::env::var("CANDADO_STARTED").ok()?.parse().ok()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    now.checked_sub(Duration::from_secs(started))
}

/// A duration as people say it: `4.2 s`, `3 min 07 s`.
pub(crate) fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        _ => format!("{} min {:02} s", seconds.div_euclid(60), seconds.rem_euclid(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_time_shows_tenths_and_a_long_one_minutes() {
        assert_eq!(in_words(Duration::from_millis(4_249)), "4.2 s");
        assert_eq!(in_words(Duration::from_secs(187)), "3 min 07 s");
    }
}
