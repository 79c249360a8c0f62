//! What writing, keeping and handing over evidence costs against the plainest way to do the same:
//! `./dev bench evidence`. Fails when a goal is missed.

use candado_core::evidence::{EvidenceLog, NewEntry};
use candado_core::{Language, report};
use candado_tests::bundle::options;
use candado_tests::evidence::{at, clock, note, open, tell_story};
use candado_tests::measure::{Peer, keeps_up, time};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Notes beside the story of seven entries: with these the report has twenty pages.
const REPORT_NOTES: i64 = 136;

/// What a note says: as long as people write when they are upset.
const WORDS: &str = "Volvieron a llamar del mismo número. Esta vez era un hombre; dijo que era del banco y que ya \
    tenían identificado el cargo, que solo faltaba el código que me acababa de llegar. Le pregunté su nombre y colgó. \
    A los diez minutos mi tía me avisó que le habían escrito desde mi cuenta para pedirle dinero prestado.";

fn main() {
    let kept = [report_against_reportlab()];
    assert!(kept.iter().all(|kept| *kept), "a goal was missed");
}

/// A report of twenty pages, from the log on disk to the finished PDF.
fn report_against_reportlab() -> bool {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut log = open(folder.path());
    tell_story(&mut log);
    for minute in 10..10 + REPORT_NOTES {
        let happened = at("2026-03-14T02:31");
        log.append(&NewEntry { happened, ..note(WORDS) }, &clock(minute)).expect("a note is taken");
    }
    write_entries(&log, folder.path());
    let mut peer = Peer::start("report.py", folder.path());
    let mut pdf = Vec::new();
    let kept = keeps_up(
        "report of twenty pages",
        1.0,
        11,
        || {
            pdf.clear();
            time(|| report::write(&log, &options(&[]), &clock(500), &mut pdf).expect("a report"))
        },
        || peer.round(),
    );
    let ours = folder.path().join("ours.pdf");
    std::fs::write(&ours, &pdf).expect("the folder can be written");
    println!("pages: ours {}, peer {}", pages(&ours), pages(&folder.path().join("peer.pdf")));
    kept
}

/// The entries in words, for a peer that lays them out.
fn write_entries(log: &EvidenceLog, folder: &Path) {
    let timeline = log.timeline(&clock(500), Language::Spanish).expect("the log is readable");
    let entries: Vec<Value> = timeline
        .iter()
        .map(|entry| {
            json!({
                "day": entry.day,
                "time": entry.time,
                "title": entry.title,
                "detail": entry.detail,
                "files": entry.files,
            })
        })
        .collect();
    std::fs::write(folder.join("entries.json"), json!(entries).to_string())
        .expect("the folder can be written");
}

fn pages(pdf: &Path) -> String {
    let output = Command::new("pdfinfo").arg(pdf).output().expect("./dev bench installs poppler");
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.unwrap_or("?").trim().to_owned()
}
