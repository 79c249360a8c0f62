//! The check that `core/build.rs` makes of the content files before they are built in.

#[path = "../../core/build/content.rs"]
mod content;

use std::collections::BTreeMap;
use std::path::Path;

fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/content");
    content::read(&folder).expect("the folder is part of the checkout")
}

/// What is said when `before` stands as `after` in a file.
fn spoilt(file: &str, before: &str, after: &str) -> Vec<String> {
    let mut files = files();
    let text = files.get_mut(file).expect("the file is there");
    assert!(text.contains(before), "{file} has no {before}");
    *text = text.replacen(before, after, 1);
    content::problems(&files)
}

#[test]
fn what_ships_has_no_problem() {
    assert!(files().len() >= 19, "{:?}", files().keys());
    assert_eq!(content::problems(&files()), Vec::<String>::new());
}

#[test]
fn everything_a_content_file_promises_is_missed_when_it_is_gone() {
    let table = [
        ("devices.toml", "minutes = 2", "minutes = = 2", "devices.toml: "),
        ("sources.toml", "mark = \"A\"", "mark = \"I\"", "has no mark A, B or C"),
        ("sources.toml", "verified_on = \"2026", "verified_on = \"26", "has no verified_on date"),
        ("sources.toml", "\nverified_on", "\nverified", "has no verified_on date"),
        ("sources.toml", "\nreference", "\nrefers", "says not what it is, or not where"),
        (
            "sources.toml",
            "id = \"telegram-faq\"",
            "id = \"signal-linked-devices\"",
            "no id of its own",
        ),
        (
            "sources.toml",
            "id = \"imei\"",
            "id = \"imeis\"",
            "names the source imei, which is not there",
        ),
        (
            "devices.toml",
            "\nsource = ",
            "\norigin = ",
            "devices.toml guide 0 states facts and names no source",
        ),
        (
            "items_person.toml",
            "source = \"telegram-faq\"",
            "s = \"\"",
            "states facts and names no source",
        ),
        (
            "banks.toml",
            "source = \"clabe-banks\"",
            "",
            "banks.toml states facts and names no source",
        ),
        ("contacts.toml", "sources = [", "sources = [] #", "states facts and names no source"),
        (
            "plays.toml",
            "use = \"reregister\"",
            "use = \"register\"",
            "names register, which plays.toml",
        ),
        (
            "plays.toml",
            "contacts = [\"telcel\"",
            "contacts = [\"tel\"",
            "names tel, which contacts.toml",
        ),
        (
            "plays.toml",
            "clock = { id = \"unknown_pin\"",
            "clock = { id = \"pin\"",
            "names pin, which clocks.toml",
        ),
        ("items_phone.toml", ", en = \"", ", fr = \"", "has no en"),
        ("timeline.toml", "\nshort_day = ", "\nshorter_day = ", "in one language only"),
        ("report.toml", "\nlong_date = ", "\nlonger_date = ", "in one language only"),
    ];
    for (file, before, after, told) in table {
        let problems = spoilt(file, before, after);
        let is_told = problems.iter().any(|problem| problem.contains(told));
        assert!(is_told, "{file} {before}: {problems:?}");
    }
}

#[test]
fn an_empty_translation_is_missed() {
    let mut files = files();
    files.insert("new.toml".to_owned(), "[a]\nb = { es = \"uno\", en = \" \" }".to_owned());
    assert_eq!(content::problems(&files), ["new.toml a b is empty in one language"]);
}
