//! What can be checked of the Android Studio build without Gradle: that it takes every version from
//! the catalogue, says the same as the manifest, and brings along the same libraries as `./dev apk`.

use std::collections::BTreeSet;

use crate::jvm::catalogue::Catalogue;
use crate::{files, place};

/// Attribute namespace of the manifest.
const ANDROID: &str = "http://schemas.android.com/apk/res/android";

fn script() -> String {
    files::read(&place::source("android/build.gradle.kts")).expect("it is part of the checkout")
}

fn settings() -> String {
    files::read(&place::source("gradle/settings.gradle.kts")).expect("it is part of the checkout")
}

fn catalogue() -> Catalogue {
    Catalogue::load().expect("it is part of the checkout")
}

/// What follows `libs.` in the script, each up to the first character that cannot belong to it.
fn accessors(script: &str) -> Vec<String> {
    script
        .split("libs.")
        .skip(1)
        .map(|rest| {
            rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '.').collect()
        })
        .collect()
}

#[test]
fn every_version_and_library_of_the_android_studio_build_is_in_the_catalogue() {
    let catalogue = catalogue();
    let accessors = accessors(&script());
    assert!(accessors.len() >= 6, "the script names fewer entries than it should: {accessors:?}");
    for accessor in accessors {
        let known = if let Some(name) = accessor.strip_prefix("versions.") {
            let name = name.trim_end_matches(".get").replace('.', "-");
            catalogue.versions.contains_key(&name)
        } else if let Some(name) = accessor.strip_prefix("plugins.") {
            let plugin = catalogue.plugins.get(&name.replace('.', "-"));
            plugin.is_some_and(|plugin| catalogue.versions.contains_key(&plugin.version.name))
        } else {
            catalogue.libraries.contains_key(&accessor.replace('.', "-"))
        };
        assert!(known, "android/build.gradle.kts names libs.{accessor}, the catalogue does not");
    }
}

#[test]
fn the_android_studio_build_states_no_number_of_its_own() {
    for (index, line) in script().lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        assert!(
            !code.contains(|letter: char| letter.is_ascii_digit()),
            "line {}: {line}",
            index + 1
        );
    }
}

#[test]
fn package_and_sdk_levels_are_those_of_the_manifest() {
    let text = files::read(&place::source("android/AndroidManifest.xml")).expect("it is there");
    let manifest = roxmltree::Document::parse(&text).expect("the manifest is XML");
    let root = manifest.root_element();
    let package = root.attribute("package").expect("a manifest names its package");
    for name in ["namespace", "applicationId"] {
        assert!(script().contains(&format!("{name} = \"{package}\"")), "{name} is not {package}");
    }
    let sdk = root.children().find(|node| node.has_tag_name("uses-sdk")).expect("SDK levels");
    let catalogue = catalogue();
    for (attribute, version) in
        [("minSdkVersion", "android-sdk-min"), ("targetSdkVersion", "android-sdk-target")]
    {
        let level = sdk.attribute((ANDROID, attribute));
        assert_eq!(level, catalogue.version(version).ok(), "{attribute} against {version}");
    }
    for level in ["compile", "min", "target"] {
        let line = format!("{level}Sdk = libs.versions.android.sdk.{level}.get().toInt()\n");
        assert!(script().contains(&line), "no line says {line}");
    }
}

#[test]
fn the_version_that_the_phone_shows_is_the_one_of_the_workspace() {
    let text = files::read(&place::source("android/AndroidManifest.xml")).expect("it is there");
    let manifest = roxmltree::Document::parse(&text).expect("the manifest is XML");
    let shown = manifest.root_element().attribute((ANDROID, "versionName"));
    assert_eq!(shown, Some(env!("CARGO_PKG_VERSION")), "versionName against Cargo.toml");
}

#[test]
fn the_android_studio_build_brings_along_the_libraries_of_dev_apk_and_no_androidx() {
    let script = script();
    let (_, block) = script.split_once("dependencies {\n").expect("it depends on libraries");
    let listed: BTreeSet<String> = block
        .lines()
        .take_while(|line| *line != "}")
        .map(|line| {
            let inside = line.trim().strip_prefix("implementation(libs.");
            let name = inside.and_then(|rest| rest.strip_suffix(')'));
            name.unwrap_or_else(|| panic!("not from the catalogue: {line}")).replace('.', "-")
        })
        .collect();
    let catalogue = catalogue();
    let bundle = catalogue.bundles.get("app").expect("the bundle of ./dev apk");
    assert_eq!(listed, bundle.iter().cloned().collect());
    for text in [&script, &settings()] {
        assert!(!text.to_lowercase().contains("androidx"), "{text}");
    }
}

#[test]
fn the_folders_of_the_android_studio_build_exist_or_are_built() {
    let script = script();
    let paths: Vec<&str> = script
        .lines()
        .filter(|line| line.contains(".srcDirs(") || line.contains(".srcFile("))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .collect();
    assert!(paths.len() >= 4, "the script names fewer folders than it should: {paths:?}");
    for path in paths {
        let built = path.starts_with("../target/android/");
        assert!(built || place::source("android").join(path).exists(), "{path} does not exist");
    }
}

#[test]
fn the_settings_of_the_android_studio_build_name_the_catalogue_and_the_app() {
    for (line, path) in [
        ("from(files(\"libs.versions.toml\"))", "gradle/libs.versions.toml"),
        ("projectDir = file(\"../android\")", "android/build.gradle.kts"),
    ] {
        assert!(settings().contains(line), "no line says {line}");
        assert!(place::source(path).exists(), "{path} does not exist");
    }
}
