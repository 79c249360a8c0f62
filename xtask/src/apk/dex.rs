//! From class files to dex: R8 shrinks and translates in one go. Where R8 cannot be had, ProGuard
//! shrinks and dx translates.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::package;
use crate::environment::Jdk;
use crate::failure::{Failure, Result, fail};
use crate::jvm::catalogue::Catalogue;
use crate::kotlin::{self, App};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, jvm, place, process};

/// What R8 may neither rename nor drop, beside the components that aapt2 lists.
const RULES: &str = "android/proguard-rules.pro";

/// Which short name stands for which class and method, below `target/`: reads a crash report.
const MAPPING: &str = "android/mapping.txt";

/// What translates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compiler {
    /// R8.
    R8,
    /// ProGuard and dx.
    Dx,
}

impl Compiler {
    /// R8, unless the Maven repository lacks it.
    pub(super) fn at_hand() -> Result<Self> {
        match jvm::classpath("dex") {
            Ok(_) => Ok(Self::R8),
            Err(Failure::Lacking(reason)) => {
                eprintln!("     without R8, by ProGuard and dx: {reason}");
                Ok(Self::Dx)
            }
            Err(failure) => Err(failure),
        }
    }

    /// The app as class files that this compiler reads.
    pub(super) fn app(self) -> Result<App> {
        match self {
            Self::R8 => kotlin::compile_app(),
            Self::Dx => kotlin::compile_app_for_dx(),
        }
    }
}

/// Translates the app and its libraries; gives the dex files.
pub(super) fn compile(app: &App, compiler: Compiler) -> Result<Vec<PathBuf>> {
    let folder = place::target("android/dex");
    let bundles: &[&str] = match compiler {
        Compiler::R8 => &["dex"],
        Compiler::Dx => &["shrink-fallback", "dex-fallback"],
    };
    let mut inputs = Inputs::new()
        .text(include_str!("dex.rs"))
        .text(&format!("{compiler:?} {:?} {:?}", app.libraries, jvm::classpath("android")?))
        .file(&place::source(RULES))?
        .file(&app.resources.rules)?;
    for bundle in bundles {
        inputs = inputs.text(&format!("{:?}", jvm::classpath(bundle)?));
    }
    for classes in &app.classes {
        inputs = inputs.tree(classes, &[".class"])?;
    }
    stamp::when_changed("dex", &inputs, &[&folder], || {
        step(&format!("shrinking and translating to dex with {compiler:?}"), || {
            files::empty_folder(&folder)?;
            let jar = place::target("android/app.jar");
            files::write(&jar, package::pack(&classes(&app.classes)?, package::QUICK)?)?;
            match compiler {
                Compiler::R8 => r8(app, &jar, &folder),
                Compiler::Dx => dx(app, &jar, &folder),
            }
        })
    })?;
    // Beside the dex files lie what R8 carries over from the libraries: for desktops, not for us.
    let dex = files::list(&folder, &[".dex"])?;
    if dex.is_empty() {
        Err(fail!("{compiler:?} left no dex file in {}", folder.display()))
    } else {
        Ok(dex)
    }
}

fn r8(app: &App, jar: &Path, folder: &Path) -> Result<()> {
    let jdk = Jdk::find()?;
    let mut command = jdk.command("java");
    command
        .args(["-Xmx3g", "-cp"])
        .arg(jvm::join(&jvm::classpath("dex")?)?)
        .args(["com.android.tools.r8.R8", "--release"])
        .args(["--min-api", Catalogue::load()?.version("android-sdk-min")?]);
    for library in jvm::classpath("android")?.iter().chain([&jdk.home]) {
        command.arg("--lib").arg(library);
    }
    for rules in [&place::source(RULES), &app.resources.rules] {
        command.arg("--pg-conf").arg(rules);
    }
    command
        .arg("--pg-map-output")
        .arg(place::target(MAPPING))
        .arg("--output")
        .arg(folder)
        .arg(jar)
        .args(&app.libraries);
    process::run_quiet(&mut command).map(drop)
}

fn dx(app: &App, jar: &Path, folder: &Path) -> Result<()> {
    let jdk = Jdk::find()?;
    let shrunk = place::target("android/shrunk.jar");
    files::remove(&shrunk)?;
    let base = jdk.home.join("jmods/java.base.jmod");
    let mut command = jdk.command("java");
    command
        .args(["-Xmx2g", "-cp"])
        .arg(jvm::join(&jvm::classpath("shrink-fallback")?)?)
        .arg("proguard.ProGuard")
        .arg("-include")
        .arg(quoted(&place::source(RULES)))
        .arg("-include")
        .arg(quoted(&app.resources.rules));
    for program in std::iter::once(jar).chain(app.libraries.iter().map(PathBuf::as_path)) {
        command
            .arg("-injars")
            .arg(format!("{}(**.class,!META-INF/**,!module-info.class)", quoted(program)));
    }
    for library in jvm::classpath("android")? {
        command.arg("-libraryjars").arg(quoted(&library));
    }
    command
        .arg("-libraryjars")
        .arg(format!("{}(!**.jar,!module-info.class)", quoted(&base)))
        // JNA and Kotlin name classes of desktops; dx needs no frames.
        .args(["-ignorewarnings", "-dontnote", "-dontpreverify"])
        .arg("-printmapping")
        .arg(quoted(&place::target(MAPPING)))
        .arg("-outjars")
        .arg(quoted(&shrunk));
    process::run_quiet(&mut command)?;
    process::run_quiet(
        jdk.command("java")
            .args(["-Xmx2g", "-cp"])
            .arg(jvm::join(&jvm::classpath("dex-fallback")?)?)
            .args(["com.android.dx.command.Main", "--dex", "--no-locals"])
            .arg(format!("--min-sdk-version={}", Catalogue::load()?.version("android-sdk-min")?))
            .arg(format!("--output={}", folder.join("classes.dex").display()))
            .arg(&shrunk),
    )
    .map(drop)
}

/// A path as ProGuard's own parser reads it.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display())
}

/// The class files of the folders by their path in a jar.
fn classes(folders: &[PathBuf]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut classes = BTreeMap::new();
    for folder in folders {
        for path in files::list(folder, &[".class"])? {
            classes.insert(inside(&path, folder)?, files::read_bytes(&path)?);
        }
    }
    Ok(classes)
}

fn inside(path: &Path, folder: &Path) -> Result<String> {
    path.strip_prefix(folder)
        .map(|path| path.to_string_lossy().into_owned())
        .map_err(|_| fail!("{} is not in {}", path.display(), folder.display()))
}
