//! The APK: native libraries, dex and resources in one signed archive.

mod checks;
mod dex;
mod key;
mod package;
mod sign;
mod sizes;

use std::path::PathBuf;

pub(crate) use checks::counted;

use crate::failure::{Result, fail};
use crate::step::step;
use crate::{jvm, native, place};
use dex::Compiler;

/// Selects ProGuard and dx in place of R8.
const FALLBACK: &str = "--dx";

/// `./dev apk`: builds, signs and verifies the APK, and prints what each part weighs.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let compiler = match arguments {
        [] => Compiler::at_hand()?,
        [only] if only == FALLBACK => Compiler::Dx,
        _ => return Err(fail!("./dev apk takes no argument, or {FALLBACK} to do without R8")),
    };
    let apk = build(compiler)?;
    print!("{}", sizes::table(&apk)?);
    println!("{}", apk.display());
    Ok(())
}

/// Builds the APK with R8, or with dx where R8 is missing, and gives its path.
pub(crate) fn build_at_hand() -> Result<PathBuf> {
    build(Compiler::at_hand()?)
}

/// Builds the APK and gives its path.
fn build(compiler: Compiler) -> Result<PathBuf> {
    let app = compiler.app()?;
    let libraries = native::build()?;
    let dex = dex::compile(&app, compiler)?;
    let unsigned = place::target("android/unsigned.apk");
    step("packing the APK", || {
        package::write(&app.resources.apk, &dex, &parts(&libraries)?, &unsigned)
    })?;
    let signed = place::target("candado.apk");
    step("signing and verifying the APK", || sign::sign(&unsigned, &signed))?;
    Ok(signed)
}

/// The native libraries by their place in the APK: ours and JNA's.
fn parts(libraries: &[native::Library]) -> Result<Vec<package::Part>> {
    let archives = jvm::artefacts("jna-android")?;
    let jna = archives.first().ok_or_else(|| fail!("the bundle jna-android is empty"))?;
    let mut parts = Vec::new();
    for library in libraries {
        let folder = library.abi.folder;
        let dispatch = place::target("android/lib").join(folder).join("libjnidispatch.so");
        jvm::extract(jna, &format!("jni/{folder}/libjnidispatch.so"), &dispatch)?;
        parts.push(package::Part::library(folder, "libcandado.so", library.path.clone()));
        parts.push(package::Part::library(folder, "libjnidispatch.so", dispatch));
    }
    Ok(parts)
}
