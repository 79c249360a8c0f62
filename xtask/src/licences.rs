//! Whether the app names every crate it ships, each under its licence.

use std::collections::BTreeMap;
use std::process::Command;

use crate::{files, place, process};

/// Crate names by licence, as `cargo tree` knows them for the library of a 64-bit phone. Crates that only work while
/// compiling are left out.
fn shipped() -> BTreeMap<String, Vec<String>> {
    let tree = process::run_quiet(
        Command::new(process::cargo())
            .current_dir(place::root())
            .args([
                "tree",
                "--package",
                "candado-bindings",
                "--edges",
                "normal,no-proc-macro",
                "--prefix",
                "none",
            ])
            .args([
                "--target",
                "aarch64-linux-android",
                "--format",
                "{p}|{l}",
                "--locked",
                "--offline",
            ]),
    )
    .expect("cargo lists what it links");
    let mut crates = BTreeMap::<String, Vec<String>>::new();
    for line in tree.lines() {
        let (package, licence) =
            line.trim_end_matches(" (*)").split_once('|').expect("a line has two parts");
        let name = package.split(' ').next().unwrap_or_default();
        if !name.starts_with("candado-") {
            crates.entry(licence.replace('/', " OR ")).or_default().push(name.to_owned());
        }
    }
    for names in crates.values_mut() {
        names.sort();
        names.dedup();
    }
    crates
}

/// Crate names by licence, as the app shows them.
fn shown() -> BTreeMap<String, Vec<String>> {
    let text = files::read(&place::source("android/res/values/licences.xml"))
        .expect("it is part of the checkout");
    let document = roxmltree::Document::parse(&text).expect("the resource is XML");
    document
        .descendants()
        .filter(|node| node.attribute("name") == Some("licences_crates"))
        .flat_map(|array| array.children())
        .filter_map(|item| item.text()?.split_once('|'))
        .map(|(licence, names)| {
            (licence.to_owned(), names.split(", ").map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn the_app_names_every_crate_it_ships_under_its_licence() {
    assert_eq!(shown(), shipped(), "android/res/values/licences.xml on the left");
}
