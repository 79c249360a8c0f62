//! `gradle/verification-metadata.xml`, in Gradle's own format: the SHA-256 of every JVM artefact.
//!
//! ```xml
//! <component group="junit" name="junit" version="4.13.2">
//!    <artifact name="junit-4.13.2.jar"><sha256 value="…"/></artifact>
//! </component>
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::failure::{Result, fail};
use crate::{files, place};

/// The file, from the root of the checkout.
pub(super) const FILE: &str = "gradle/verification-metadata.xml";

/// Group, name, version and file name of an artefact.
type Key = (String, String, String, String);

/// The checksums this checkout trusts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Trusted(BTreeMap<Key, String>);

impl Trusted {
    /// Reads the file of this checkout.
    pub(super) fn load() -> Result<Self> {
        Self::parse(&files::read(&place::source(FILE))?)
    }

    fn parse(text: &str) -> Result<Self> {
        let document =
            roxmltree::Document::parse(text).map_err(|error| fail!("{FILE}: {error}"))?;
        let mut trusted = BTreeMap::new();
        let elements = |name: &'static str| {
            move |node: &roxmltree::Node<'_, '_>| node.tag_name().name() == name
        };
        for component in document.descendants().filter(elements("component")) {
            let part = |name| component.attribute(name).unwrap_or_default().to_owned();
            for artefact in component.children().filter(elements("artifact")) {
                let file = artefact.attribute("name").unwrap_or_default().to_owned();
                let sum = artefact
                    .children()
                    .find(elements("sha256"))
                    .and_then(|sum| sum.attribute("value"))
                    .ok_or_else(|| fail!("{FILE}: {file} has no sha256"))?;
                let key = (part("group"), part("name"), part("version"), file);
                trusted.insert(key, sum.to_owned());
            }
        }
        Ok(Self(trusted))
    }

    /// Takes up the checksums of files in a Maven repository.
    pub(super) fn of(repository: &Path, paths: &BTreeSet<PathBuf>) -> Result<Self> {
        let mut trusted = BTreeMap::new();
        for path in paths {
            trusted.insert(key(repository, path)?, files::sha256(&files::read_bytes(path)?));
        }
        Ok(Self(trusted))
    }

    /// Joins two lists.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The file's text: sorted, so that a change shows as a small difference.
    pub(super) fn to_xml(&self) -> String {
        let mut components: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((group, name, version, file), sum) in &self.0 {
            components.entry((group, name, version)).or_default().push((file, sum));
        }
        let mut xml = String::from(HEAD);
        for ((group, name, version), artefacts) in components {
            let _ = writeln!(
                xml,
                "      <component group=\"{group}\" name=\"{name}\" version=\"{version}\">"
            );
            for (file, sum) in artefacts {
                let _ = writeln!(
                    xml,
                    "         <artifact name=\"{file}\">\n            \
                     <sha256 value=\"{sum}\" origin=\"./dev lock\"/>\n         </artifact>"
                );
            }
            xml.push_str("      </component>\n");
        }
        xml.push_str("   </components>\n</verification-metadata>\n");
        xml
    }

    /// How many artefacts are listed.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Checks every listed artefact that is in the repository, used now or not: Maven's own
    /// plugins are among them, and Maven runs those before we see a class path.
    pub(super) fn check_present(&self, repository: &Path) -> Result<()> {
        self.check_present_remembering(&marks(), repository)
    }

    fn check_present_remembering(&self, marks: &Path, repository: &Path) -> Result<()> {
        self.0
            .keys()
            .map(|key| path(repository, key))
            .filter(|path| path.exists())
            .try_for_each(|path| self.check_remembering(marks, repository, &path))
    }

    /// Checks one artefact. A file that differs is moved aside, so that the next run downloads it
    /// again.
    pub(super) fn check(&self, repository: &Path, path: &Path) -> Result<()> {
        self.check_remembering(&marks(), repository, path)
    }

    /// The same; the folder of marks is given.
    fn check_remembering(&self, marks: &Path, repository: &Path, path: &Path) -> Result<()> {
        let expected = self.0.get(&key(repository, path)?).ok_or_else(|| {
            fail!(
                "{FILE} does not list {}; if it belongs to a version you changed, \
                 run ./dev lock and review what that adds",
                path.display()
            )
        })?;
        let mark = marks.join(files::sha256(path.as_os_str().as_encoded_bytes()));
        let seen = format!("{expected} {}", unchanged_since(path)?);
        if mark.exists() && files::read(&mark)? == seen {
            return Ok(());
        }
        let found = files::sha256(&files::read_bytes(path)?);
        if found != *expected {
            let aside = path.with_added_extension("differs");
            std::fs::rename(path, &aside).map_err(|error| files::broken("move", path, &error))?;
            return Err(fail!(
                "{} has SHA-256 {found}, {FILE} expects {expected}; it was moved to {}, \
                 run the command again to download it anew",
                path.display(),
                aside.display()
            ));
        }
        files::write(&mark, seen)
    }
}

/// The folder that remembers which files were found right.
fn marks() -> PathBuf {
    place::target("jvm/verified")
}

/// Size and time of last change: as long as both stay, a file is not hashed again.
fn unchanged_since(path: &Path) -> Result<String> {
    let broken = |error| files::broken("read", path, &error);
    let metadata = std::fs::metadata(path).map_err(broken)?;
    let changed = metadata.modified().map_err(broken)?;
    let nanoseconds = changed.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
    Ok(format!("{} {nanoseconds}", metadata.len()))
}

/// Group, name, version and file from a path as Maven lays out a repository.
fn key(repository: &Path, path: &Path) -> Result<Key> {
    let outside = || fail!("{} is not in the Maven repository", path.display());
    let inside = path.strip_prefix(repository).map_err(|_| outside())?;
    let mut parts: Vec<String> =
        inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let (Some(file), Some(version), Some(name)) = (parts.pop(), parts.pop(), parts.pop()) else {
        return Err(outside());
    };
    Ok((parts.join("."), name, version, file))
}

fn path(repository: &Path, (group, name, version, file): &Key) -> PathBuf {
    repository.join(group.replace('.', "/")).join(name).join(version).join(file)
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by ./dev lock: the SHA-256 of every JVM artefact the build uses, Maven's plugins included. -->
<verification-metadata xmlns="https://schema.gradle.org/dependency-verification" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="https://schema.gradle.org/dependency-verification https://schema.gradle.org/dependency-verification/dependency-verification-1.3.xsd">
   <configuration>
      <verify-metadata>false</verify-metadata>
      <verify-signatures>false</verify-signatures>
   </configuration>
   <components>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "org/example/thing/1.2/thing-1.2.jar";

    /// A repository with one artefact, the list that trusts it, and a folder for marks.
    fn repository() -> (tempfile::TempDir, PathBuf, Trusted) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(NAME);
        files::write(&path, "right").expect("writable");
        let trusted = Trusted::of(folder.path(), &BTreeSet::from([path.clone()]));
        (folder, path, trusted.expect("the path is in the repository"))
    }

    fn check(folder: &Path, path: &Path, trusted: &Trusted) -> Result<()> {
        trusted.check_remembering(&folder.join("marks"), folder, path)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (_folder, _, trusted) = repository();
        let xml = trusted.to_xml();
        assert!(xml.contains("group=\"org.example\" name=\"thing\" version=\"1.2\""));
        assert_eq!(Trusted::parse(&xml).expect("our own format"), trusted);
    }

    #[test]
    fn a_listed_file_with_its_checksum_passes() {
        let (folder, path, trusted) = repository();
        assert!(check(folder.path(), &path, &trusted).is_ok());
    }

    #[test]
    fn a_file_that_changed_after_it_passed_is_named_with_both_sums_and_moved_aside() {
        let (folder, path, trusted) = repository();
        check(folder.path(), &path, &trusted).expect("still as it was");
        files::write(&path, "wrong!").expect("writable");
        let refusal = check(folder.path(), &path, &trusted).expect_err("it differs").to_string();
        for part in ["thing-1.2.jar", &files::sha256(b"right"), &files::sha256(b"wrong!")] {
            assert!(refusal.contains(part), "{part} is not in: {refusal}");
        }
        assert!(!path.exists(), "the next run has to download it again");
    }

    #[test]
    fn a_file_that_is_not_listed_is_refused_and_stays() {
        let (folder, _, trusted) = repository();
        let other = folder.path().join("org/example/other/1/other-1.jar");
        files::write(&other, "anything").expect("writable");
        let refusal = check(folder.path(), &other, &trusted).expect_err("nobody listed it");
        assert!(refusal.to_string().contains("does not list"));
        assert!(other.exists());
    }

    #[test]
    fn every_listed_file_in_the_repository_is_checked_and_absent_ones_are_no_fault() {
        let (folder, path, trusted) = repository();
        let check_present =
            || trusted.check_present_remembering(&folder.path().join("marks"), folder.path());
        assert!(check_present().is_ok());
        files::write(&path, "wrong!").expect("writable");
        assert!(check_present().is_err());
        assert!(check_present().is_ok(), "it was moved aside");
    }
}
