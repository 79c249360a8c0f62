//! Maven's own client as the one that downloads: settings, mirrors and proxies of the person who
//! runs the build hold without our doing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::catalogue::{Catalogue, Coordinate};
use crate::environment::Jdk;
use crate::failure::{Failure, Result, fail};
use crate::{files, place, process, trouble};

/// An extra repository, for those whose mirror lacks Google's artefacts. Its address comes from
/// the person, never from the project.
const EXTRA_REPOSITORY: &str = "CANDADO_MAVEN_REPOSITORY";

/// How Maven says that no repository has an artefact: found out now, or remembered from an earlier run for a day.
const NOT_FOUND: [&str; 3] = ["Could not find artifact", "was not found in", "Failure to find"];

/// What Robolectric would pull in as AARs, which are no use on a class path; the three classes
/// that are needed come from the AARs named in the catalogue.
const NOT_WANTED: [&str; 3] =
    ["androidx.test", "androidx.test.espresso", "com.google.testparameterinjector"];

/// The repository all checkouts share.
pub(super) fn shared_repository() -> PathBuf {
    place::cache().join("m2")
}

/// Writes a pom for the libraries into `folder` and lets Maven resolve it: all files of the class
/// path, in order.
pub(super) fn resolve(
    catalogue: &Catalogue,
    libraries: &[Coordinate],
    folder: &Path,
    repository: &Path,
) -> Result<Vec<PathBuf>> {
    let pom_file = folder.join("pom.xml");
    let list = folder.join("maven-classpath.txt");
    let extra = std::env::var(EXTRA_REPOSITORY).ok().filter(|address| !address.is_empty());
    files::write(&pom_file, pom(libraries, extra.as_deref()))?;
    files::remove(&list)?;
    files::create_folder(repository)?;

    let plugin = catalogue.library("maven-dependency-plugin")?;
    let goal = format!("{}:{}:{}:build-classpath", plugin.group, plugin.name, plugin.version);
    let mut command = Command::new("mvn");
    command
        .env("JAVA_HOME", &Jdk::find()?.home)
        .args(["-B", "-q", "--strict-checksums", "-f"])
        .arg(&pom_file)
        .arg(format!("-Dmaven.repo.local={}", repository.display()))
        .arg(goal)
        .arg(format!("-Dmdep.outputFile={}", list.display()));

    // Maven's local repository bears one writer.
    let _turn = files::one_at_a_time(&repository.join(".lock"))?;
    let outcome = process::quiet(&mut command)?;
    if !outcome.success {
        return Err(explain(&outcome.output));
    }
    let text = if list.exists() { files::read(&list)? } else { String::new() };
    Ok(std::env::split_paths(text.trim()).filter(|path| !path.as_os_str().is_empty()).collect())
}

fn pom(libraries: &[Coordinate], extra_repository: Option<&str>) -> String {
    let mut pom = String::from(
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n\
         <modelVersion>4.0.0</modelVersion>\n\
         <groupId>org.candado</groupId><artifactId>bundle</artifactId><version>1</version>\n\
         <packaging>pom</packaging>\n",
    );
    if let Some(address) = extra_repository {
        let address = address.replace('&', "&amp;").replace('<', "&lt;");
        for (list, item) in
            [("repositories", "repository"), ("pluginRepositories", "pluginRepository")]
        {
            let _ = writeln!(
                pom,
                "<{list}><{item}><id>candado-extra</id><url>{address}</url></{item}></{list}>"
            );
        }
    }
    pom.push_str("<dependencies>\n");
    for library in libraries {
        let Coordinate { group, name, version, kind, alone } = library;
        let excluded: &[&str] = if *alone { &["*"] } else { &NOT_WANTED };
        let exclusions: String = excluded
            .iter()
            .map(|group| {
                format!(
                    "<exclusion><groupId>{group}</groupId><artifactId>*</artifactId></exclusion>"
                )
            })
            .collect();
        let _ = writeln!(
            pom,
            "<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>\
             <version>{version}</version><type>{kind}</type>\
             <exclusions>{exclusions}</exclusions></dependency>"
        );
    }
    pom.push_str("</dependencies>\n</project>\n");
    pom
}

/// One sentence from what Maven printed.
fn explain(output: &str) -> Failure {
    if let Some(known) = trouble::of("Maven", output) {
        return known;
    }
    let reason = output
        .lines()
        .map(|line| {
            line.trim_start_matches("[ERROR]").trim_start_matches("\u{1b}[1;31mERROR\u{1b}[m")
        })
        .map(str::trim)
        .find(|line| line.contains("Could not") || line.contains("Fail"))
        .unwrap_or("Maven gave no reason");
    if NOT_FOUND.iter().any(|words| output.contains(words)) {
        return Failure::Lacking(format!(
            "the Maven repository lacks an artefact; name one that has it with \
             {EXTRA_REPOSITORY}=ADDRESS and run the command again ({reason})"
        ));
    }
    fail!("Maven stopped: {reason}; run the command again, what it has is kept")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(kind: &'static str) -> Coordinate {
        Coordinate {
            group: "org.example".to_owned(),
            name: "thing".to_owned(),
            version: "1.2".to_owned(),
            kind,
            alone: kind == "aar",
        }
    }

    #[test]
    fn an_aar_is_asked_for_without_its_dependencies() {
        let pom = pom(&[library("aar")], None);
        assert!(pom.contains("<type>aar</type>"));
        assert!(pom.contains("<groupId>*</groupId><artifactId>*</artifactId>"));
    }

    #[test]
    fn the_extra_repository_stands_in_the_pom_only_when_it_is_given() {
        assert!(!pom(&[library("jar")], None).contains("candado-extra"));
        let with = pom(&[library("jar")], Some("https://mirror.example/?a&b"));
        assert!(with.contains("<url>https://mirror.example/?a&amp;b</url>"));
    }

    #[test]
    fn a_missing_network_is_told_from_a_missing_artefact() {
        let offline = explain("[ERROR] Could not transfer x: Connection refused (Connection ...)");
        assert!(offline.to_string().starts_with("no network"));
        let missing = explain("[ERROR] Could not find artifact a:b:jar:1 in central");
        assert!(missing.to_string().contains(EXTRA_REPOSITORY));
        assert!(matches!(missing, Failure::Lacking(_)) && matches!(offline, Failure::Stop(_)));
    }

    #[test]
    fn an_artefact_that_an_earlier_run_missed_is_missing_still() {
        for remembered in [
            "[ERROR] Failed to execute goal on project bundle: Could not resolve dependencies for \
             project a:b: com.android.tools:r8:jar:9 was not found in https://repo.example during \
             a previous attempt. This failure was cached in the local repository",
            "[ERROR] Failure to find com.android.tools:r8:jar:9 in https://repo.example was cached \
             in the local repository",
        ] {
            let missing = explain(remembered);
            assert!(matches!(missing, Failure::Lacking(_)), "{missing}");
            assert!(missing.to_string().contains("com.android.tools:r8"), "{missing}");
        }
    }
}
