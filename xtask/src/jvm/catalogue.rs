//! `gradle/libs.versions.toml`, in Gradle's catalogue format: the one list of JVM versions.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::failure::{Result, fail};
use crate::{files, place};

/// The catalogue as it is written.
#[derive(Debug, Deserialize)]
pub(crate) struct Catalogue {
    /// Name of a version to the version.
    pub(crate) versions: BTreeMap<String, String>,
    /// Alias of a library to what it is.
    pub(crate) libraries: BTreeMap<String, Library>,
    /// Name of a bundle to the aliases in it.
    pub(crate) bundles: BTreeMap<String, Vec<String>>,
    /// Alias of a Gradle plugin to what it is; only the Android Studio build has any.
    #[cfg(test)]
    pub(crate) plugins: BTreeMap<String, Plugin>,
}

/// One Gradle plugin of the catalogue.
#[cfg(test)]
#[derive(Debug, Deserialize)]
pub(crate) struct Plugin {
    /// Where its version stands.
    pub(crate) version: VersionReference,
}

/// One library of the catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Library {
    /// `group:name`.
    pub(crate) module: String,
    /// Where its version stands.
    pub(crate) version: VersionReference,
}

/// The `version.ref` of a library.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VersionReference {
    /// A name from `[versions]`.
    #[serde(rename = "ref")]
    pub(crate) name: String,
}

/// A library with its version looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Coordinate {
    /// Such as `org.jetbrains.kotlin`.
    pub(crate) group: String,
    /// Such as `kotlin-stdlib`.
    pub(crate) name: String,
    /// Such as `2.4.21`.
    pub(crate) version: String,
    /// Maven's type: `jar`, `aar` or `signature`.
    pub(crate) kind: &'static str,
    /// Wanted for itself, not for what it depends on.
    pub(crate) alone: bool,
}

impl Catalogue {
    /// Reads the catalogue of this checkout.
    pub(crate) fn load() -> Result<Self> {
        let path = place::source("gradle/libs.versions.toml");
        toml::from_str(&files::read(&path)?).map_err(|error| fail!("{}: {error}", path.display()))
    }

    /// A version by its name.
    pub(crate) fn version(&self, name: &str) -> Result<&str> {
        self.versions
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| fail!("gradle/libs.versions.toml names no version {name}"))
    }

    /// A library by its alias.
    pub(crate) fn library(&self, alias: &str) -> Result<Coordinate> {
        let library = self
            .libraries
            .get(alias)
            .ok_or_else(|| fail!("gradle/libs.versions.toml names no library {alias}"))?;
        let (group, name) = library
            .module
            .split_once(':')
            .ok_or_else(|| fail!("gradle/libs.versions.toml: {alias} is not group:name"))?;
        Ok(Coordinate {
            group: group.to_owned(),
            name: name.to_owned(),
            version: self.version(&library.version.name)?.to_owned(),
            kind: kind(alias),
            // Of apktool only the programs packed into it are of use, and not all it depends on
            // can be had everywhere.
            alone: kind(alias) != "jar" || alias == "apktool",
        })
    }

    /// The libraries of a bundle.
    pub(crate) fn bundle(&self, bundle: &str) -> Result<Vec<Coordinate>> {
        self.bundles
            .get(bundle)
            .ok_or_else(|| fail!("gradle/libs.versions.toml names no bundle {bundle}"))?
            .iter()
            .map(|alias| self.library(alias))
            .collect()
    }
}

/// What kind of file a library is; Gradle's catalogue has no place to say so.
fn kind(alias: &str) -> &'static str {
    match alias {
        "monitor" | "espresso-idling-resource" | "tracing" | "jna-android" => "aar",
        "gummy-bears-api26" | "gummy-bears-api33" => "signature",
        _ => "jar",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundle_of_the_catalogue_resolves_to_coordinates() {
        let catalogue = Catalogue::load().expect("the catalogue is part of the checkout");
        for bundle in catalogue.bundles.keys() {
            let libraries = catalogue.bundle(bundle).expect("a bundle names libraries that exist");
            assert!(!libraries.is_empty(), "{bundle} is empty");
        }
    }

    #[test]
    fn every_library_is_in_a_bundle_or_is_the_maven_plugin() {
        let catalogue = Catalogue::load().expect("the catalogue is part of the checkout");
        for alias in catalogue.libraries.keys() {
            let used = catalogue.bundles.values().flatten().any(|member| member == alias);
            assert!(used || alias == "maven-dependency-plugin", "nothing uses {alias}");
        }
    }
}
