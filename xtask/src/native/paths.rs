//! Keeps the folders of this computer out of the libraries, so that two checkouts give the same
//! bytes: panics name the source file they come from.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Result, fail};
use crate::{files, place, process};

/// Flags that give every folder with sources a name that is the same everywhere.
pub(super) fn remapped(rustc: &Path) -> Result<Vec<OsString>> {
    let mut names = vec![(place::root(), "candado"), (standard_library(rustc)?, "rust")];
    // Below registry/src is one folder per registry, named after its address.
    let registries = files::subfolders(&cargo_home()?.join("registry/src"))?;
    names.extend(registries.into_iter().map(|folder| (folder, "crates")));
    Ok(names
        .into_iter()
        .map(|(folder, name)| {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(folder);
            flag.push("=");
            flag.push(name);
            flag
        })
        .collect())
}

/// The sources of Rust's standard library, which Android's is compiled from.
fn standard_library(rustc: &Path) -> Result<PathBuf> {
    let sysroot = process::run_quiet(Command::new(rustc).args(["--print", "sysroot"]))?;
    let sources = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    if !sources.join("library/std/Cargo.toml").exists() {
        return Err(fail!(
            "the sources of Rust's standard library are not in {}; \
             install them with: sudo apt-get install rust-web-src",
            sources.display()
        ));
    }
    Ok(sources)
}

fn cargo_home() -> Result<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .filter(|home| !home.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .ok_or_else(|| fail!("neither CARGO_HOME nor HOME says where cargo keeps its crates"))
}
