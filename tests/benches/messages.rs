//! How many deceits are missed and how many alarms are false, on rows that no phrase was written against, beside linear
//! support vector machines over character n-grams and beside the PyPI package fraudurl: `./dev bench messages`. Fails when
//! links are not judged at least 20 times as fast as by fraudurl.
//!
//! One machine is trained on public data, the UCI SMS Spam Collection (`peers/data.txt`). That is English: no labelled
//! Spanish messages are to be had from the package registries, so on these rows it can do little. A second one, trained on
//! the development rows and their disguises, knows what the phrases were written against and no more; a third one has
//! both. None of them is shown a scoring row before it judges it.
//!
//! Signs that hide inside words and foreign letters that imitate ours are alarms by themselves, whoever wrote them: in
//! those two disguises each honest row counts as a false alarm.

use candado_core::Language;
use candado_core::messages::{MessageVerdict, examine};
use candado_tests::measure::{Peer, keeps_up, time};
use candado_tests::messages::{Disguise, Row, blind, development, links, scoring, unusual};
use serde_json::json;
use std::fs;
use std::hint::black_box;
use std::path::Path;

/// Links judged in a round: the scoring links, each so many times with another path.
const COPIES: usize = 40;

const FASTER: f64 = 20.0;
const ROUNDS: u32 = 9;

fn verdict(text: &str) -> MessageVerdict {
    examine(text, Language::Spanish).expect("the rows are messages").verdict
}

/// Prints what a judge misses and what it raises alarm about without need.
fn report(judge: &str, rows: &[Row], alarms: &[bool]) {
    let count = |deceives: bool, alarm: bool| {
        rows.iter()
            .zip(alarms)
            .filter(|(row, raised)| (row.deceives, **raised) == (deceives, alarm))
            .count()
    };
    println!(
        "  {judge}: {} of {} missed, {} of {} false alarms",
        count(true, false),
        rows.iter().filter(|row| row.deceives).count(),
        count(false, true),
        rows.iter().filter(|row| !row.deceives).count(),
    );
}

fn write(folder: &Path, name: &str, value: &serde_json::Value) {
    fs::write(folder.join(name), value.to_string()).expect("the folder can be written");
}

fn read<T: serde::de::DeserializeOwned>(folder: &Path, name: &str) -> T {
    let text =
        fs::read_to_string(folder.join(name)).expect("the peer wrote it before its first line");
    serde_json::from_str(&text).expect("the peer writes JSON")
}

fn messages(folder: &Path) {
    let rows = scoring();
    let mut train: Vec<Row> = development();
    let disguised: Vec<Row> = train
        .iter()
        .flat_map(|row| {
            let dress =
                move |disguise: Disguise| Row { text: disguise.put_on(&row.text), ..row.clone() };
            Disguise::ALL.map(dress)
        })
        .collect();
    train.extend(disguised);
    let labelled: Vec<_> =
        train.iter().map(|row| json!({ "text": row.text, "deceives": row.deceives })).collect();
    write(folder, "train.json", &json!(labelled));
    let mut sets = vec![
        ("usual kinds".to_owned(), rows.clone()),
        ("unusual kinds".to_owned(), unusual()),
        ("by a blind author".to_owned(), blind()),
    ];
    for disguise in Disguise::ALL {
        let dressed =
            rows.iter().map(|row| Row { text: disguise.put_on(&row.text), ..row.clone() });
        sets.push((format!("usual kinds, {disguise:?}"), dressed.collect()));
    }
    let texts: Vec<Vec<&str>> =
        sets.iter().map(|(_, rows)| rows.iter().map(|row| row.text.as_str()).collect()).collect();
    write(folder, "sets.json", &json!(texts));
    let _machines = Peer::start("svm_messages.py", folder);
    println!("no public set of labelled messages in Spanish was found in the package registries");
    let theirs: Vec<Vec<(String, Vec<bool>)>> = read(folder, "svm.json");
    for ((name, rows), machines) in sets.iter().zip(theirs) {
        println!("{} scoring messages, {name}", rows.len());
        let verdicts: Vec<MessageVerdict> = rows.iter().map(|row| verdict(&row.text)).collect();
        let at_least = |least| verdicts.iter().map(|verdict| *verdict >= least).collect::<Vec<_>>();
        report("ours, danger or caution", rows, &at_least(MessageVerdict::Caution));
        report("ours, danger alone", rows, &at_least(MessageVerdict::Danger));
        for (trained_on, alarms) in machines {
            report(&format!("support vector machine trained on {trained_on}"), rows, &alarms);
        }
    }
}

fn addresses(folder: &Path) -> bool {
    let rows = links();
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let many: Vec<String> = (0..COPIES)
        .flat_map(|copy| texts.iter().map(move |text| format!("{text}?v={copy}")))
        .collect();
    write(folder, "links.json", &json!(texts));
    write(folder, "many.json", &json!(many));
    let mut peer = Peer::start("fraudurl_links.py", folder);
    println!("{} scoring links", rows.len());
    let alarms: Vec<bool> =
        texts.iter().map(|text| verdict(text) != MessageVerdict::NoKnownSign).collect();
    report("ours", &rows, &alarms);
    let theirs: Vec<String> = read(folder, "fraudurl.json");
    let said = |words: &[&str]| {
        theirs.iter().map(|word| words.contains(&word.as_str())).collect::<Vec<_>>()
    };
    report("fraudurl, FRAUD", &rows, &said(&["FRAUD"]));
    report("fraudurl, FRAUD or REVIEW", &rows, &said(&["FRAUD", "REVIEW", "ERROR"]));
    let ours = || {
        time(|| {
            for link in &many {
                black_box(verdict(link));
            }
        })
    };
    keeps_up("links a second", FASTER, ROUNDS, ours, || peer.round())
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    messages(folder.path());
    assert!(addresses(folder.path()), "a goal was missed");
}
