//! What can be checked of the Android Studio build without Gradle: that it takes every version from
//! the catalogue and says the same as the manifest.

use crate::jvm::catalogue::Catalogue;
use crate::{files, place};

/// Attribute namespace of the manifest.
const ANDROID: &str = "http://schemas.android.com/apk/res/android";

fn script() -> String {
    files::read(&place::source("android/build.gradle.kts")).expect("it is part of the checkout")
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
