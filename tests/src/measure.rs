//! Measuring against a peer. Both take turns, so that a busy machine disturbs them alike, each goes first every other time,
//! because the first to flush pays for what others left to the disk, and the median of the ratios counts.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How long `work` takes.
#[expect(clippy::disallowed_methods, reason = "measuring reads the clock")]
pub fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Measures both in turn and prints the median of "how many times as fast as the peer". False when it is below
/// `floor`.
#[must_use]
pub fn keeps_up(
    name: &str,
    floor: f64,
    rounds: u32,
    mut ours: impl FnMut() -> Duration,
    mut peer: impl FnMut() -> Duration,
) -> bool {
    let (mut times, mut ratios) = ([Vec::new(), Vec::new()], Vec::new());
    for round in 0..rounds {
        let (one, other) = if round % 2 == 0 {
            let one = ours();
            (one, peer())
        } else {
            let other = peer();
            (ours(), other)
        };
        let (one, other) = (one.as_secs_f64(), other.as_secs_f64());
        times[0].push(one);
        times[1].push(other);
        ratios.push(other / one);
    }
    let [ours, peer] = times.map(median).map(Duration::from_secs_f64);
    let ratio = median(ratios);
    let kept = ratio >= floor;
    let verdict = if kept { "kept" } else { "MISSED" };
    println!(
        "{name}: {ratio:.2} times as fast as the peer, goal {floor:.2} {verdict} \
         (ours {ours:.1?}, peer {peer:.1?}, {rounds} rounds)"
    );
    kept
}

/// The middle value, the upper one of two; 0 of none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A Python program in `benches/peers` that does the same work, once for each round, and measures itself: starting the
/// interpreter and importing libraries counts for nobody.
pub struct Peer {
    process: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    /// Starts it and prints the versions it names.
    ///
    /// # Panics
    /// When it does not start: `./dev bench` installs what it imports.
    #[must_use]
    pub fn start(script: &str, argument: &Path) -> Self {
        let python = std::env::var_os("CANDADO_BENCH_PYTHON").expect("./dev bench names a Python");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers").join(script);
        let mut process = Command::new(python)
            .arg(script)
            .arg(argument)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let orders = process.stdin.take().expect("it is piped");
        let answers = BufReader::new(process.stdout.take().expect("it is piped"));
        let mut peer = Self { process, orders, answers };
        println!("peer: {}", peer.answer());
        peer
    }

    /// Lets it do the work once.
    ///
    /// # Panics
    /// When it stopped or answers something else than its seconds.
    pub fn round(&mut self) -> Duration {
        self.orders.write_all(b"\n").expect("the peer listens");
        let answer = self.answer();
        Duration::from_secs_f64(answer.parse().expect("the peer answers with seconds"))
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("the peer writes lines");
        line.trim_end().to_owned()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have stopped by itself; then there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
