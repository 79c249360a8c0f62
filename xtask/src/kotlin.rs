//! Compiling Kotlin with the compiler called directly: no build plugin, so none to wait for.
//!
//! Four modules, each seeing the ones before it: the generated bindings, the app, the preview, the
//! tests. Our own code compiles with warnings as errors, generated code does not.

use std::path::{Path, PathBuf};

use crate::environment::Jdk;
use crate::failure::{Result, fail};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{bindgen, files, jvm, place, process, resources};

/// The kind of class files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bytecode {
    /// Java 17, which R8 and the JDK of the preview both read.
    Java17,
    /// Java 8 without lambdas in bytecode, all that dx reads.
    Java8,
}

impl Bytecode {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Java17 => &["-jvm-target", "17"],
            Self::Java8 => &[
                "-jvm-target",
                "1.8",
                "-Xlambdas=class",
                "-Xsam-conversions=class",
                "-Xstring-concat=inline",
            ],
        }
    }
}

/// The compiled app.
pub(crate) struct App {
    /// Folders of class files: the `R` class, the bindings, the app itself.
    pub(crate) classes: Vec<PathBuf>,
    /// The libraries that go into the APK with them.
    pub(crate) libraries: Vec<PathBuf>,
    /// The resources it was compiled against.
    pub(crate) resources: resources::Linked,
}

impl App {
    /// Classes and libraries.
    pub(crate) fn classpath(&self) -> Vec<PathBuf> {
        self.classes.iter().chain(&self.libraries).cloned().collect()
    }
}

/// One module to compile.
struct Module<'a> {
    /// Its name, which is also that of its folder in `target/android`.
    name: &'a str,
    /// Where its Kotlin files are.
    sources: PathBuf,
    /// What it sees.
    classpath: Vec<PathBuf>,
    /// Modules whose `internal` declarations it sees too.
    friends: Vec<PathBuf>,
    /// Whether a warning stops the build.
    strict: bool,
    /// What its class files are like.
    bytecode: Bytecode,
}

/// Compiles the core, its bindings, the resources and the app.
pub(crate) fn compile_app() -> Result<App> {
    compile_app_as(Bytecode::Java17, "bindings-classes", "classes")
}

/// The same for dx, which reads older class files only.
pub(crate) fn compile_app_for_dx() -> Result<App> {
    compile_app_as(Bytecode::Java8, "dx-bindings-classes", "dx-classes")
}

fn compile_app_as(bytecode: Bytecode, bindings_name: &str, app_name: &str) -> Result<App> {
    let generated = bindgen::generate_bindings()?;
    let resources = resources::link()?;
    let libraries = jvm::classpath("app")?;
    let bindings = compile(&Module {
        name: bindings_name,
        sources: generated,
        classpath: libraries.clone(),
        friends: Vec::new(),
        strict: false,
        bytecode,
    })?;
    let mut classpath = vec![resources.classes.clone(), bindings.clone()];
    classpath.extend(libraries.iter().cloned());
    classpath.extend(jvm::classpath("android")?);
    let app = compile(&Module {
        name: app_name,
        sources: place::source("android/src/main/kotlin"),
        classpath,
        friends: Vec::new(),
        strict: true,
        bytecode,
    })?;
    Ok(App { classes: vec![resources.classes.clone(), bindings, app], libraries, resources })
}

/// Compiles the preview against the app and Robolectric; gives the folder of its classes.
pub(crate) fn compile_preview(app: &App) -> Result<PathBuf> {
    compile(&Module {
        name: "preview-classes",
        sources: place::source("android/preview/src"),
        classpath: simulated(app)?,
        friends: app.classes.clone(),
        strict: true,
        bytecode: Bytecode::Java17,
    })
}

/// Compiles the tests of the app; gives the folder of their classes.
pub(crate) fn compile_tests(app: &App) -> Result<PathBuf> {
    compile(&Module {
        name: "test-classes",
        sources: place::source("android/src/test/kotlin"),
        classpath: simulated(app)?,
        friends: app.classes.clone(),
        strict: true,
        bytecode: Bytecode::Java17,
    })
}

/// The app with Robolectric around it; the platform's own classes come last.
pub(crate) fn simulated(app: &App) -> Result<Vec<PathBuf>> {
    let mut classpath = app.classpath();
    classpath.extend(jvm::classpath("robolectric")?);
    classpath.extend(jvm::classpath("android")?);
    Ok(classpath)
}

fn compile(module: &Module<'_>) -> Result<PathBuf> {
    let Module { name, sources, classpath, friends, strict, bytecode } = module;
    let destination = place::target("android").join(name);
    let files_in = files::list(sources, &[".kt"])?;
    if files_in.is_empty() {
        return Err(fail!("there is no Kotlin file in {}", sources.display()));
    }
    let compiler = jvm::classpath("kotlin-compiler")?;
    let mut inputs = Inputs::new()
        .text(include_str!("kotlin.rs"))
        .text(&format!("{compiler:?} {classpath:?} {friends:?} {strict} {bytecode:?}"))
        .tree(sources, &[".kt"])?;
    for folder in classpath.iter().filter(|path| path.is_dir()) {
        inputs = inputs.tree(folder, &[".class"])?;
    }
    stamp::when_changed(&format!("kotlin-{name}"), &inputs, &[&destination], || {
        step(&format!("compiling Kotlin: {} files into {name}", files_in.len()), || {
            files::empty_folder(&destination)?;
            let arguments = arguments(module, &files_in, &destination)?;
            let list = place::target("android").join(format!("{name}.arguments"));
            files::write(&list, arguments)?;
            let output = process::run_quiet(
                Jdk::find()?
                    .command("java")
                    .args([
                        "-Xmx1500m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ReservedCodeCacheSize=128m",
                        "-cp",
                    ])
                    .arg(jvm::join(&compiler)?)
                    .arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler")
                    .arg(format!("@{}", list.display())),
            )?;
            if *strict && !output.trim().is_empty() {
                eprintln!("{}", output.trim_end());
            }
            Ok(())
        })
    })?;
    Ok(destination)
}

/// The compiler's argument file: one argument a line, in quotes.
fn arguments(module: &Module<'_>, sources: &[PathBuf], destination: &Path) -> Result<String> {
    let joined =
        |paths: &[PathBuf]| jvm::join(paths).map(|path| path.to_string_lossy().into_owned());
    let mut arguments = vec![
        "-no-stdlib".to_owned(),
        "-no-reflect".to_owned(),
        "-jdk-home".to_owned(),
        Jdk::find()?.home.to_string_lossy().into_owned(),
        // The platform says "nullable" of findViewById and its like; with warnings as errors that
        // would ask for an assertion at every use.
        "-Xnullability-annotations=@android.annotation:ignore".to_owned(),
        "-module-name".to_owned(),
        format!("candado-{}", module.name),
        "-classpath".to_owned(),
        joined(&module.classpath)?,
        "-d".to_owned(),
        destination.to_string_lossy().into_owned(),
    ];
    arguments.extend(module.bytecode.arguments().iter().map(|text| (*text).to_owned()));
    if !module.friends.is_empty() {
        let friends: Vec<_> = module.friends.iter().map(|path| path.to_string_lossy()).collect();
        arguments.push(format!("-Xfriend-paths={}", friends.join(",")));
    }
    arguments.push(if module.strict { "-Werror" } else { "-nowarn" }.to_owned());
    arguments.extend(sources.iter().map(|path| path.to_string_lossy().into_owned()));
    let quoted = arguments
        .iter()
        .map(|text| format!("\"{}\"\n", text.replace('\\', "\\\\").replace('"', "\\\"")));
    Ok(quoted.collect())
}
