//! `libcandado.so` for Android, one per ABI.
//!
//! Debian's rustc compiles its own standard library from source (`-Zbuild-std`), so that one
//! compiler serves this computer and the phones. What it links against comes from
//! `bindings/sysroot`, or from an NDK when `ANDROID_NDK_HOME` names one.

mod abi;
mod paths;
mod stubs;
mod toolchain;
mod unexported;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) use abi::{ABIS, Abi};

use crate::failure::{Result, fail};
use crate::step::step;
use crate::{files, place, process};
use toolchain::Toolchain;

/// Parts of SQLite that this project does not use: full-text search, R-trees, JSON, extensions, and calls that nothing makes.
const SQLITE_FLAGS: &str = "-USQLITE_ENABLE_FTS3 -USQLITE_ENABLE_FTS3_PARENTHESIS -USQLITE_ENABLE_FTS5 \
    -USQLITE_ENABLE_RTREE -USQLITE_ENABLE_DBSTAT_VTAB -USQLITE_ENABLE_STAT4 -USQLITE_ENABLE_LOAD_EXTENSION \
    -USQLITE_SOUNDEX -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_JSON -DSQLITE_OMIT_DEPRECATED \
    -DSQLITE_OMIT_SHARED_CACHE -USQLITE_ENABLE_API_ARMOR -USQLITE_ENABLE_COLUMN_METADATA -DSQLITE_OMIT_AUTHORIZATION \
    -DSQLITE_OMIT_COMPLETE -DSQLITE_OMIT_GET_TABLE -DSQLITE_OMIT_TCL_VARIABLE -DSQLITE_UNTESTABLE";

/// Stretches of code that came out the same become one function.
const SHARED_CODE: &str = "-Cllvm-args=-enable-machine-outliner=always";

/// The library of one ABI, stripped and ready for the APK.
pub(crate) struct Library {
    pub(crate) abi: &'static Abi,
    pub(crate) path: PathBuf,
}

/// Builds the library for every ABI; cargo decides what has to be compiled again. The one for this computer stands.
pub(crate) fn build() -> Result<Vec<Library>> {
    let toolchain = Toolchain::find()?;
    let hidden = unexported::script(&place::host_library().join("libcandado.so"))?;
    let build = |abi| one(abi, &toolchain, &hidden);
    ABIS.iter()
        .map(|abi| step(&format!("building the core for {}", abi.folder), || build(abi)))
        .collect()
}

fn one(abi: &'static Abi, toolchain: &Toolchain, hidden: &Path) -> Result<Library> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "/usr/bin/rustc".into());
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "/usr/bin/cargo".into());
    let target_folder = place::target("native");
    let mut flags = paths::remapped(&PathBuf::from(&rustc))?;
    // A panic ends the process (docs/adr/0010-panics.md): nothing reads the tables that say how to unwind.
    flags.push("-Cforce-unwind-tables=no".into());
    if abi.rust_target.starts_with("x86_64") {
        // Only there curves could be computed with vectors as well: 0.1 MB to save microseconds at a signature.
        flags.extend(["--cfg", "curve25519_dalek_backend=\"serial\""].map(OsString::from));
    }
    let mut command = Command::new(cargo);
    command
        .current_dir(place::root())
        .args(["rustc", "--quiet", "--release", "--locked", "--lib", "--crate-type", "cdylib"])
        .args(["--package", "candado-bindings", "--target", abi.rust_target])
        // Without std's own backtraces: no panic of ours prints one, and they cost 100 KB.
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        .env("LIBSQLITE3_FLAGS", SQLITE_FLAGS)
        .env("RUSTC", &rustc)
        // -Zbuild-std is not stable; the compiler is pinned by the distribution.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &target_folder)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join(&OsString::from("\u{1f}")))
        .envs(toolchain.environment(abi));
    // What only the last step needs is no reason to compile every crate again.
    command.arg("--").args(toolchain.link_flags(abi, hidden)?).arg(SHARED_CODE);
    process::run_silent(&mut command)?;
    let path = target_folder.join(abi.rust_target).join("release/libcandado.so");
    if !path.exists() {
        return Err(fail!("cargo ended well but left no {}", path.display()));
    }
    let kept = place::target("android/lib").join(abi.folder).join("libcandado.so");
    files::write(&kept, files::read_bytes(&path)?)?;
    Ok(Library { abi, path: kept })
}
