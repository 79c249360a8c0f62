//! Writes into a log until it is killed: `evidence-writer FOLDER`. Each thing that it says on a line of its output was
//! acknowledged by the core before: `log KEY`, `entry SEQ`, `file SHA256`.

use candado_core::evidence::{EvidenceLog, NewEntry, SystemEntropy};
use candado_tests::evidence::{clock, note, opening};
use std::io::Write;
use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder is named"));
    let mut log = EvidenceLog::open(&folder, Box::new(SystemEntropy)).expect("the log opens");
    say(&format!("log {}", log.verifier_key()));
    if log.head().expect("the log has a head").size == 0 {
        say_entry(&mut log, &opening());
    }
    for turn in 0_u32.. {
        let picture = turn.to_le_bytes().repeat(10_000);
        let file = log.attach(&mut picture.as_slice(), "captura.png").expect("it is kept");
        say(&format!("file {}", file.sha256));
        say_entry(&mut log, &NewEntry { files: vec![file], ..note("con captura") });
        say_entry(&mut log, &note("Otra llamada."));
    }
}

fn say_entry(log: &mut EvidenceLog, entry: &NewEntry) {
    let seq = log.append(entry, &clock(1)).expect("the entry is written");
    say(&format!("entry {seq}"));
}

/// One write a line, so that what was said before the end is never lost in a buffer.
fn say(line: &str) {
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).expect("somebody listens");
}
