//! How long writing and reading evidence takes, with the durability the phone gets: `./dev bench evidence`.
#![expect(clippy::disallowed_methods, reason = "measuring reads the clock")]
#![expect(clippy::indexing_slicing, reason = "the places are constants below the number of rounds")]

use candado_tests::evidence::{clock, note, open, opening};
use std::time::{Duration, Instant};

/// How often each thing is measured.
const ROUNDS: usize = 50;

fn main() {
    for size in [100_i64, 2_000] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut log = open(folder.path());
        log.append(&opening(), &clock(0)).expect("the log is new");
        for minute in 1..size {
            log.append(&note("Me llamaron de un número desconocido."), &clock(minute))
                .expect("the log takes notes");
        }
        let mut minutes = size..;
        measure(&format!("append one note to {size} entries"), || {
            let minute = minutes.next().expect("minutes do not run out");
            log.append(&note("Otra llamada."), &clock(minute)).expect("the log takes notes");
        });
        measure(&format!("read all of {size} entries"), || {
            log.entries().expect("the log is readable");
        });
    }
}

/// Prints the median and the slowest of [`ROUNDS`] runs.
fn measure(name: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    let median = times[ROUNDS / 2];
    let slowest = times[ROUNDS - 1];
    println!("{name:45} median {median:>9.1?}   slowest {slowest:>9.1?}");
}
