//! The Kotlin side of the UniFFI surface, generated from the built library.

use std::path::{Path, PathBuf};
use std::process::Command;

use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

use crate::failure::{Result, fail};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, place, process};

/// The crates whose `uniffi.toml` says how their Kotlin looks.
const CRATES: [&str; 2] = ["core", "bindings"];

/// Builds the core for this computer: `target/debug/libcandado.so`.
pub(crate) fn build_host_library() -> Result<PathBuf> {
    let library = place::host_library();
    step("building the core for this computer", || build(&library, &[]))?;
    Ok(library.join("libcandado.so"))
}

/// Builds the core for this computer as for the phone, ten times as fast, where a test calls it a million times; gives
/// the folder.
pub(crate) fn build_fast_host_library() -> Result<PathBuf> {
    let library = place::fast_host_library();
    step("building the core for this computer as for the phone", || {
        build(&library, &["--release"])
    })?;
    Ok(library)
}

/// With the features that the tests ask of shared crates, where those were built for the tests before: Cargo would build
/// all of them again for the core alone. Who never ran a test is spared what only the tests need.
fn build(folder: &Path, profile: &[&str]) -> Result<()> {
    let deps = folder.join("deps");
    let tested =
        deps.is_dir() && files::entries(&deps, &[".rlib"])?.iter().any(|path| is_tests(path));
    let scope: &[&str] =
        if tested { &["--workspace", "--lib"] } else { &["--package", "candado-bindings"] };
    let mut command = Command::new(process::cargo());
    command
        .current_dir(place::root())
        .args(["build", "--quiet"])
        .args(scope)
        .args(profile)
        // A panic has to fail the one test that met it, not to end all of them (docs/adr/0010-panics.md).
        .env("CARGO_PROFILE_RELEASE_PANIC", "unwind");
    process::run_silent(&mut command)
}

fn is_tests(library: &Path) -> bool {
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("libcandado_tests-")
}

/// Generates the Kotlin bindings from the host library into `target/android/generated`.
pub(crate) fn generate_bindings() -> Result<PathBuf> {
    let library = build_host_library()?;
    let folder = place::target("android/generated");
    let mut inputs = Inputs::new().text(include_str!("bindgen.rs")).file(&library)?;
    for name in CRATES {
        inputs = inputs.file(&place::source(name).join("uniffi.toml"))?;
    }
    stamp::when_changed("bindings", &inputs, &[&folder], || {
        step("generating the Kotlin bindings", || {
            files::empty_folder(&folder)?;
            let utf8 = |path: &PathBuf| {
                camino::Utf8PathBuf::from_path_buf(path.clone())
                    .map_err(|path| fail!("{} is not UTF-8; move the checkout", path.display()))
            };
            let options = GenerateOptions {
                languages: vec![TargetLanguage::Kotlin],
                source: utf8(&library)?,
                out_dir: utf8(&folder)?,
                metadata_no_deps: true,
                ..GenerateOptions::default()
            };
            generate(options).map_err(|error| fail!("UniFFI could not generate: {error:#}"))
        })
    })?;
    Ok(folder)
}
