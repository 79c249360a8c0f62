//! Every function that crosses to Kotlin is called once through the real library by a `*BindingTest`.

use std::collections::BTreeSet;

use crate::{files, place};

/// The functions that one source file of the bindings exports, as Kotlin calls them. A constructor
/// is called by the name of its object, which the object's other functions prove.
fn exported(source: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut exports = false;
    let mut constructor = false;
    for line in source.lines() {
        let text = line.trim_start();
        let outermost = text.len() == line.len();
        if outermost && text.starts_with("#[uniffi::export") {
            exports = true;
        } else if outermost && (text == "}" || text.starts_with("mod tests")) {
            exports = false;
        } else if text.starts_with("#[uniffi::constructor") {
            constructor = true;
        } else if let Some(rest) = text.strip_prefix("pub fn ") {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            if exports && !constructor {
                names.insert(camel_case(name));
            }
            constructor = false;
        }
    }
    names
}

/// `write_report` is `writeReport` in Kotlin.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut joined, word| {
        let mut letters = word.chars();
        joined.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        joined.push_str(letters.as_str());
        joined
    })
}

#[test]
fn functions_of_exported_blocks_are_found_and_private_ones_are_not() {
    let source = "#[uniffi::export]\nimpl Log {\n    #[uniffi::constructor]\n    pub fn open() {}\n    \
                  pub fn write_report(&self) {}\n    fn inside() {}\n}\n\
                  impl Log {\n    pub fn other() {}\n}\n#[uniffi::export]\npub fn set_aside() {\n}\n";
    let expected = ["setAside", "writeReport"].map(str::to_owned);
    assert_eq!(exported(source), BTreeSet::from(expected));
}

#[test]
fn every_exported_function_is_called_by_a_binding_test() {
    let read = |path: &std::path::PathBuf| files::read(path).expect("part of the checkout");
    let sources = files::list(&place::source("bindings/src"), &[".rs"]).expect("it is there");
    let names: BTreeSet<String> = sources.iter().flat_map(|path| exported(&read(path))).collect();
    assert!(names.len() > 40, "only {} exported functions were found", names.len());
    let tests = files::list(&place::source("android/src/test"), &["BindingTest.kt"]);
    let calls: String = tests.expect("they are there").iter().map(read).collect();
    let missing: Vec<&String> =
        names.iter().filter(|name| !calls.contains(&format!("{name}("))).collect();
    assert!(missing.is_empty(), "no *BindingTest calls {missing:?}");
}
