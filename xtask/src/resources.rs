//! The app's resources: aapt2 compiles `android/res` and the manifest, javac the `R` class.

use std::path::PathBuf;
use std::process::Command;

use crate::environment::Jdk;
use crate::failure::{Result, fail};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, jvm, place, process};

/// The package of the app, as the manifest states it.
pub(crate) const PACKAGE: &str = "org.candado.app";

/// What linking the resources gives.
pub(crate) struct Linked {
    /// An APK with the binary manifest and the resources, nothing else.
    pub(crate) apk: PathBuf,
    /// Compiled `R` classes.
    pub(crate) classes: PathBuf,
    /// Keep rules for the components the manifest and layouts name.
    pub(crate) rules: PathBuf,
}

/// aapt2 and the platform's resources, taken out of apktool, which carries both.
struct Tools {
    aapt2: PathBuf,
    framework: PathBuf,
}

/// Where aapt2 is.
pub(crate) fn aapt2() -> Result<PathBuf> {
    tools().map(|tools| tools.aapt2)
}

fn tools() -> Result<Tools> {
    let archives = jvm::classpath("resources")?;
    let archive = archives.first().ok_or_else(|| fail!("the bundle resources is empty"))?;
    let tools = Tools {
        aapt2: place::target("android/tools/aapt2"),
        framework: place::target("android/tools/android-framework.jar"),
    };
    let inputs = Inputs::new().text(&archive.to_string_lossy());
    let outputs = [tools.aapt2.as_path(), tools.framework.as_path()];
    stamp::when_changed("resource-tools", &inputs, &outputs, || {
        jvm::extract(archive, "prebuilt/linux/aapt2", &tools.aapt2)?;
        jvm::extract(archive, "prebuilt/android-framework.jar", &tools.framework)?;
        files::make_executable(&tools.aapt2)
    })?;
    Ok(tools)
}

/// Compiles and links the resources and the manifest; the `R` class comes with it.
pub(crate) fn link() -> Result<Linked> {
    let linked = Linked {
        apk: place::target("android/resources.apk"),
        classes: place::target("android/resource-classes"),
        rules: place::target("android/resource-rules.pro"),
    };
    let manifest = place::source("android/AndroidManifest.xml");
    let resources = place::source("android/res");
    let tools = tools()?;
    let inputs = Inputs::new()
        .text(include_str!("resources.rs"))
        .text(&tools.aapt2.to_string_lossy())
        .file(&manifest)?
        .tree(&resources, &[])?;
    let outputs = [linked.apk.as_path(), linked.classes.as_path(), linked.rules.as_path()];
    stamp::when_changed("resources", &inputs, &outputs, || {
        step("compiling the resources", || {
            let compiled = place::target("android/compiled-resources.zip");
            let java = place::target("android/resource-java");
            files::empty_folder(&java)?;
            files::empty_folder(&linked.classes)?;
            process::run_quiet(
                Command::new(&tools.aapt2)
                    .args(["compile", "--dir"])
                    .arg(&resources)
                    .arg("-o")
                    .arg(&compiled),
            )?;
            process::run_quiet(
                Command::new(&tools.aapt2)
                    .args(["link", "--auto-add-overlay", "--no-version-vectors", "-I"])
                    .arg(&tools.framework)
                    .arg("--manifest")
                    .arg(&manifest)
                    .arg("--java")
                    .arg(&java)
                    .arg("--proguard")
                    .arg(&linked.rules)
                    .arg("-o")
                    .arg(&linked.apk)
                    .arg(&compiled),
            )?;
            process::run_quiet(
                Jdk::find()?
                    .command("javac")
                    .args(["-nowarn", "-encoding", "UTF-8", "--release", "8", "-d"])
                    .arg(&linked.classes)
                    .args(files::list(&java, &[".java"])?),
            )
            .map(drop)
        })
    })?;
    Ok(linked)
}
