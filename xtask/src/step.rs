//! What a step prints while it works, and how long it took.

use std::time::{Duration, Instant};

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
