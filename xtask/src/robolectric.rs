//! A JVM with the app and a simulated Android in it, for tests and preview alike.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::environment::Jdk;
use crate::failure::{Result, fail};
use crate::kotlin::{self, App};
use crate::stamp::{self, Inputs};
use crate::{files, jvm, place, platform, resources};

/// The API level of every run.
const NEWEST: &str = "35";

/// Which Androids are simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Levels {
    /// API 35 alone: every run.
    Newest,
    /// Also 26, 30 and 33, for the tests that name them; each is a download of some 100 MB.
    All,
}

impl Levels {
    /// The bundles of the catalogue with their platforms, and the API levels.
    fn platforms(self) -> &'static [(&'static str, &'static str)] {
        const ALL: [(&str, &str); 4] = [
            ("robolectric-sdk", NEWEST),
            ("robolectric-sdk26", "26"),
            ("robolectric-sdk30", "30"),
            ("robolectric-sdk33", "33"),
        ];
        let (newest, _) = ALL.split_at(1);
        if self == Self::All { &ALL } else { newest }
    }
}

/// Prepares `java` with everything Robolectric needs, offline: the caller adds the main class.
/// `extra` class folders come first; `core` is the folder of its library.
pub(crate) fn java(app: &App, extra: &[PathBuf], levels: Levels, core: &Path) -> Result<Command> {
    let mut classpath = extra.to_vec();
    classpath.push(configuration(app)?);
    classpath.extend(kotlin::simulated(app)?);
    let mut command = Jdk::find()?.command("java");
    command
        .current_dir(place::root())
        .args([
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Xmx2g",
            "-Drobolectric.offline=true",
            "-Drobolectric.graphicsMode=NATIVE",
        ])
        .arg(property("robolectric.dependency.dir", &platform_jars(levels)?))
        .arg(format!("-Drobolectric.enabledSdks={}", enabled(levels)))
        .arg(property("jna.library.path", core))
        .arg("-cp")
        .arg(jvm::join(&classpath)?);
    Ok(command)
}

/// `-Dname=path`.
pub(crate) fn property(name: &str, path: &Path) -> String {
    format!("-D{name}={}", path.display())
}

/// Of the levels a test names, those that are run.
fn enabled(levels: Levels) -> String {
    let numbers: Vec<&str> = levels.platforms().iter().map(|(_, number)| *number).collect();
    numbers.join(",")
}

/// A folder with the instrumented platform jars, as Robolectric's offline mode wants them.
fn platform_jars(levels: Levels) -> Result<PathBuf> {
    let name = match levels {
        Levels::Newest => "platform",
        Levels::All => "platforms",
    };
    let folder = place::target("jvm").join(name);
    let mut jars = Vec::new();
    for (bundle, level) in levels.platforms() {
        for jar in jvm::classpath(bundle)? {
            jars.push(if *level == NEWEST { platform::dense(&jar)? } else { jar });
        }
    }
    let inputs = Inputs::new().text(&format!("{jars:?}"));
    stamp::when_changed(name, &inputs, &[&folder], || {
        files::empty_folder(&folder)?;
        for jar in &jars {
            let name = jar.file_name().ok_or_else(|| fail!("{} has no name", jar.display()))?;
            let link = folder.join(name);
            std::os::unix::fs::symlink(jar, &link)
                .map_err(|error| files::broken("link", &link, &error))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

/// A class path folder that tells Robolectric where manifest and resources are.
fn configuration(app: &App) -> Result<PathBuf> {
    let folder = place::target("android/robolectric");
    let properties = format!(
        "android_merged_manifest={}\nandroid_resource_apk={}\nandroid_custom_package={}\n",
        place::source("android/AndroidManifest.xml").display(),
        app.resources.apk.display(),
        resources::PACKAGE,
    );
    files::write(&folder.join("com/android/tools/test_config.properties"), properties)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_older_androids_are_only_fetched_and_run_where_all_are_asked_for() {
        assert_eq!(enabled(Levels::Newest), "35");
        assert_eq!(enabled(Levels::All), "35,26,30,33");
    }
}
