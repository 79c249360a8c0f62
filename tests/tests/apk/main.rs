//! The APK as it stands in `target/`: what it asks for, how it is laid out, whether it is sound.
//!
//! `./dev test-apk` builds the APK and runs these; plain `cargo test` leaves them out (feature `apk`).

#![allow(
    clippy::arithmetic_side_effects,
    reason = "offsets in a file of a few megabytes are small"
)]

mod archive;
mod dex;
mod manifest;

use std::collections::BTreeSet;
use std::process::Command;

use archive::{Apk, Entry, PAGE};
use manifest::Manifest;
use object::{Object, ObjectSegment, ObjectSymbol};

const MEBIBYTE: u64 = 1024 * 1024;

/// The libraries of the APK that are ours.
fn ours(apk: &Apk) -> impl Iterator<Item = &Entry> {
    apk.libraries().filter(|entry| entry.name.ends_with("/libcandado.so"))
}

fn parse(entry: &Entry) -> object::File<'_> {
    object::File::parse(entry.content.as_slice()).expect("a library is an ELF file")
}

#[test]
fn the_manifest_asks_for_and_opens_what_the_golden_list_gives_a_reason_for_and_nothing_else() {
    let golden: toml::Table =
        include_str!("../../golden/manifest.toml").parse().expect("it is TOML");
    let listed = |table: &str| -> BTreeSet<String> {
        let table =
            golden.get(table).and_then(toml::Value::as_table).expect("both tables are there");
        assert!(table.values().all(|reason| reason.as_str().is_some_and(|text| text.len() > 20)));
        table.keys().cloned().collect()
    };
    let manifest = Manifest::of_apk();
    assert_eq!(manifest.permissions(), listed("permissions"));
    assert_eq!(manifest.exported(), listed("exported"));
}

#[test]
fn the_app_cannot_reach_a_network() {
    let permissions = Manifest::of_apk().permissions();
    for word in ["INTERNET", "NETWORK", "WIFI", "BLUETOOTH", "NFC"] {
        assert!(!permissions.iter().any(|name| name.contains(word)), "{word} in {permissions:?}");
    }
}

#[test]
fn nothing_of_the_app_is_backed_up_and_it_cannot_be_debugged() {
    let manifest = Manifest::of_apk();
    let application = manifest.elements("application").next().expect("there is one");
    assert_eq!(application.attribute("allowBackup"), Some("false"));
    assert!(application.attribute("dataExtractionRules").is_some());
    assert_eq!(application.attribute("debuggable"), None);
    assert_eq!(application.attribute("testOnly"), None);
}

#[test]
fn every_component_with_an_intent_filter_says_whether_it_is_exported() {
    for component in Manifest::of_apk().components() {
        assert!(component.attribute("exported").is_some(), "{component:?}");
    }
}

/// Another app lends its file to one activity; a new activity, made because the phone turned, could not read it.
#[test]
fn the_share_target_stays_the_same_activity_whatever_changes_about_the_screen() {
    // density, fontScale, keyboard, keyboardHidden, layoutDirection, locale, orientation, screenLayout, screenSize,
    // smallestScreenSize and uiMode, as android.R.attr.configChanges numbers them.
    let all =
        0x1000 | 0x4000_0000 | 0x10 | 0x20 | 0x2000 | 0x4 | 0x80 | 0x100 | 0x400 | 0x800 | 0x200;
    let manifest = Manifest::of_apk();
    let share = manifest
        .components()
        .find(|component| manifest.class(component) == "org.candado.app.ShareActivity")
        .expect("files are handed over to it");
    assert_eq!(share.attribute("configChanges"), Some(format!("{all:#x}").as_str()));
}

#[test]
fn the_apk_carries_both_libraries_for_each_kind_of_phone() {
    let apk = Apk::open();
    let found: BTreeSet<&str> = apk.libraries().map(|entry| entry.name.as_str()).collect();
    let expected: BTreeSet<String> = ["arm64-v8a", "armeabi-v7a", "x86_64"]
        .iter()
        .flat_map(|abi| {
            ["libcandado.so", "libjnidispatch.so"].map(|name| format!("lib/{abi}/{name}"))
        })
        .collect();
    assert_eq!(found, expected.iter().map(String::as_str).collect());
}

#[test]
fn libraries_lie_uncompressed_on_pages_of_16_kib_and_their_segments_too() {
    let manifest = Manifest::of_apk();
    let application = manifest.elements("application").next().expect("there is one");
    assert_eq!(application.attribute("extractNativeLibs"), Some("false"));
    for entry in Apk::open().libraries() {
        assert!(entry.stored, "{} is compressed", entry.name);
        assert_eq!(entry.offset % PAGE, 0, "{} starts at {}", entry.name, entry.offset);
        let file = parse(entry);
        // 16 KiB pages exist on 64-bit phones only; JNA's 32-bit library is built for 4 KiB.
        if file.is_64() || entry.name.ends_with("/libcandado.so") {
            for segment in file.segments() {
                assert_eq!(segment.align() % PAGE, 0, "{} has a segment of less", entry.name);
            }
        }
    }
}

#[test]
fn the_resource_table_is_stored_on_a_multiple_of_four_bytes() {
    let apk = Apk::open();
    let table = apk.entry("resources.arsc");
    assert!(table.stored);
    assert_eq!(table.offset % 4, 0);
}

#[test]
fn every_name_our_libraries_need_is_public_in_android_6() {
    for entry in ours(&Apk::open()) {
        let file = parse(entry);
        let known = public_names(if file.is_64() { "64" } else { "32" });
        let needed: Vec<String> = file
            .dynamic_symbols()
            .filter(|symbol| symbol.is_undefined() && !symbol.is_weak())
            .filter_map(|symbol| symbol.name().ok().map(str::to_owned))
            .filter(|name| !name.is_empty())
            .collect();
        assert!(needed.len() > 40, "{} needs only {needed:?}", entry.name);
        let unknown: Vec<&String> = needed.iter().filter(|name| !known.contains(*name)).collect();
        assert!(unknown.is_empty(), "{} needs {unknown:?}", entry.name);
    }
}

/// The names in `bindings/sysroot/symbols` for a word size.
fn public_names(bits: &str) -> BTreeSet<String> {
    let folder = archive::root().join("bindings/sysroot/symbols").join(bits);
    let mut names = BTreeSet::new();
    for library in ["libc", "libdl", "liblog", "libm"] {
        let path = folder.join(format!("{library}.txt"));
        let text = std::fs::read_to_string(&path).expect("the lists are part of the checkout");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        names.extend(lines.filter_map(|line| line.split(' ').next()).map(str::to_owned));
    }
    names
}

#[test]
fn our_libraries_answer_when_they_are_loaded() {
    for entry in ours(&Apk::open()) {
        let file = parse(entry);
        let exported: BTreeSet<&str> = file
            .dynamic_symbols()
            .filter(|symbol| symbol.is_definition())
            .filter_map(|symbol| symbol.name().ok())
            .collect();
        for name in ["JNI_OnLoad", "ffi_candado_uniffi_contract_version"] {
            assert!(exported.contains(name), "{} does not export {name}", entry.name);
        }
    }
}

#[test]
fn no_folder_of_the_computer_that_built_it_is_named_in_our_libraries() {
    let checkout = archive::root();
    let home = std::env::home_dir().expect("every user has a home");
    for entry in ours(&Apk::open()) {
        for folder in
            [checkout.as_path(), home.as_path(), "/usr/lib/rustlib".as_ref(), "/usr/src".as_ref()]
        {
            let name = format!("{}/", folder.display());
            let found = entry.content.windows(name.len()).any(|bytes| bytes == name.as_bytes());
            assert!(!found, "{} names {name}", entry.name);
        }
    }
}

#[test]
fn the_apk_with_two_kinds_of_phones_stays_under_8_mib() {
    let apk = Apk::open();
    let two = apk.size_without("lib/armeabi-v7a/");
    assert!(two < 8 * MEBIBYTE, "{two} bytes");
    assert!(apk.size_bytes < 12 * MEBIBYTE, "{} bytes with all three", apk.size_bytes);
}

#[test]
fn the_dex_files_are_whole_and_hold_every_component_and_what_jna_looks_for() {
    let apk = Apk::open();
    let mut classes = BTreeSet::new();
    let dex_files: Vec<&Entry> =
        apk.entries.iter().filter(|entry| entry.name.ends_with(".dex")).collect();
    assert!(!dex_files.is_empty());
    for entry in dex_files {
        classes.extend(dex::classes(&entry.content).unwrap_or_else(|reason| {
            panic!("{}: {reason}", entry.name);
        }));
    }
    let manifest = Manifest::of_apk();
    let ours = manifest.components().chain(manifest.elements("application"));
    let mut wanted: Vec<String> = ours.map(|element| manifest.class(element)).collect();
    wanted.extend(
        ["com.sun.jna.Native", "com.sun.jna.Structure", "org.candado.bindings.Care"]
            .map(str::to_owned),
    );
    for class in wanted {
        let descriptor = format!("L{};", class.replace('.', "/"));
        assert!(classes.contains(&descriptor), "{descriptor} is in no dex file");
    }
}

#[test]
fn a_dex_file_with_one_byte_changed_is_told_from_a_whole_one() {
    let apk = Apk::open();
    let mut dex = apk.entry("classes.dex").content.clone();
    *dex.last_mut().expect("it is not empty") ^= 1;
    assert!(dex::classes(&dex).is_err());
}

#[test]
fn the_signature_verifies_by_schemes_2_and_3() {
    let output = Command::new("apksigner")
        .args(["verify", "--verbose", "--min-sdk-version", "26"])
        .arg(archive::path())
        .output()
        .expect("apksigner is installed by ./dev");
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for scheme in ["v2", "v3"] {
        let line = text.lines().find(|line| line.contains(&format!("using {scheme} scheme")));
        assert!(line.is_some_and(|line| line.ends_with(": true")), "{text}");
    }
}

#[test]
fn an_apk_with_one_byte_changed_no_longer_verifies() {
    let apk = Apk::open();
    let mut bytes = std::fs::read(archive::path()).expect("./dev apk made it");
    let place = usize::try_from(apk.entry("classes.dex").offset).expect("an APK fits into memory");
    *bytes.get_mut(place.saturating_add(100)).expect("the dex file is larger") ^= 1;
    let folder = tempfile::tempdir().expect("there is room for one APK");
    let changed = folder.path().join("changed.apk");
    std::fs::write(&changed, bytes).expect("there is room for one APK");
    let output = Command::new("apksigner")
        .args(["verify", "--min-sdk-version", "26"])
        .arg(&changed)
        .output()
        .expect("apksigner is installed by ./dev");
    assert!(!output.status.success());
}

#[test]
fn two_entries_never_share_a_name_and_stand_in_order() {
    let apk = Apk::open();
    let names: Vec<&str> = apk.entries.iter().map(|entry| entry.name.as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}
