//! A JVM with the app and a simulated Android 15 in it, for tests and preview alike.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::environment::Jdk;
use crate::failure::{Result, fail};
use crate::kotlin::{self, App};
use crate::stamp::{self, Inputs};
use crate::{files, jvm, place, resources};

/// Prepares `java` with everything Robolectric needs, offline: the caller adds the main class.
/// `extra` class folders come first.
pub(crate) fn java(app: &App, extra: &[PathBuf]) -> Result<Command> {
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
        .arg(property("robolectric.dependency.dir", &platform_jars()?))
        .arg(property("jna.library.path", &place::host_library()))
        .arg("-cp")
        .arg(jvm::join(&classpath)?);
    Ok(command)
}

fn property(name: &str, path: &Path) -> String {
    format!("-D{name}={}", path.display())
}

/// A folder with the instrumented platform jars, as Robolectric's offline mode wants them.
fn platform_jars() -> Result<PathBuf> {
    let folder = place::target("jvm/platform");
    let jars = jvm::classpath("robolectric-sdk")?;
    let inputs = Inputs::new().text(&format!("{jars:?}"));
    stamp::when_changed("platform", &inputs, &[&folder], || {
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
