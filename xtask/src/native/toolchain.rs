//! Which C compiler and which phone's libraries: Debian's clang with `bindings/sysroot`, or an NDK.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::abi::{ABIS, Abi};
use super::stubs;
use crate::failure::{Result, fail};
use crate::jvm::catalogue::Catalogue;
use crate::place;

/// Debian's clang; its package, and those of `lld` and `ar`, are installed by `./dev`.
pub(super) const CLANG: &str = "clang-19";

/// Where an NDK was unpacked, as Android's own tools call it.
const NDK_VARIABLE: &str = "ANDROID_NDK_HOME";

/// What compiles C and links.
pub(super) enum Toolchain {
    /// clang and lld from the distribution, headers and symbol lists from this checkout.
    Distribution { api: String },
    /// An NDK's clang, lld and sysroot: the programs' folder.
    Ndk { programs: PathBuf, api: String },
}

impl Toolchain {
    /// The NDK if `ANDROID_NDK_HOME` names one, else the distribution's tools.
    pub(super) fn find() -> Result<Self> {
        let api = Catalogue::load()?.version("android-sdk-min")?.to_owned();
        match std::env::var_os(NDK_VARIABLE).filter(|value| !value.is_empty()) {
            Some(home) => Self::ndk(Path::new(&home), api),
            None => Ok(Self::Distribution { api }),
        }
    }

    fn ndk(home: &Path, api: String) -> Result<Self> {
        let programs = home.join("toolchains/llvm/prebuilt/linux-x86_64/bin");
        let compilers = ABIS.iter().map(|abi| ndk_clang(&programs, abi, &api));
        let missing = std::iter::once(programs.join("llvm-ar"))
            .chain(compilers)
            .find(|program| !program.exists());
        match missing {
            Some(missing) => Err(fail!(
                "{NDK_VARIABLE} is {}, which is no NDK for Linux that this build can use: {} is \
                 missing; correct it, or unset it to build with Debian's clang",
                home.display(),
                missing.strip_prefix(home).unwrap_or(&missing).display()
            )),
            None => Ok(Self::Ndk { programs, api }),
        }
    }

    /// What cargo and the `cc` crate read from the environment to compile for an ABI.
    pub(super) fn environment(&self, abi: &Abi) -> Vec<(String, OsString)> {
        let underscored = abi.rust_target.replace('-', "_");
        let linker = format!("CARGO_TARGET_{}_LINKER", underscored.to_uppercase());
        let compiler = format!("CC_{underscored}");
        let archiver = format!("AR_{underscored}");
        match self {
            Self::Distribution { api } => vec![
                (linker, CLANG.into()),
                (compiler, CLANG.into()),
                // binutils' ar, there wherever Debian's clang is. Rust indexes the members itself.
                (archiver, "ar".into()),
                ("CC_SHELL_ESCAPED_FLAGS".to_owned(), "1".into()),
                (format!("CFLAGS_{underscored}"), c_flags(abi, api).into()),
            ],
            Self::Ndk { programs, api } => {
                let clang = ndk_clang(programs, abi, api);
                vec![
                    (linker, clang.clone().into()),
                    (compiler, clang.into()),
                    (archiver, programs.join("llvm-ar").into()),
                ]
            }
        }
    }

    /// What rustc passes to the linker; the names in the version script `hidden` stay inside.
    pub(super) fn link_flags(&self, abi: &Abi, hidden: &Path) -> Result<Vec<OsString>> {
        let mut arguments: Vec<OsString> = Vec::new();
        if let Self::Distribution { api } = self {
            let mut folder = OsString::from("-L");
            folder.push(stubs::folder(abi)?);
            arguments.extend([
                format!("--target={}{api}", abi.clang_target).into(),
                "-fuse-ld=lld".into(),
                "-nostdlib".into(),
                folder,
            ]);
        }
        let mut script = OsString::from("-Wl,--version-script=");
        script.push(hidden);
        arguments.extend([
            script,
            // Functions that came out the same are one. None of ours is told from another by its address.
            "-Wl,--icf=all".into(),
            // Phones with 16 KiB pages load nothing that is aligned to less.
            "-Wl,-z,max-page-size=16384".into(),
            "-Wl,--no-undefined".into(),
            // Our own names bind inside the library, whatever else the process has loaded.
            "-Wl,-Bsymbolic".into(),
            // A tenth of the size of plain relocations; Android reads them since API 23.
            "-Wl,--pack-dyn-relocs=android".into(),
        ]);
        Ok(arguments
            .into_iter()
            .map(|argument| {
                let mut flag = OsString::from("-Clink-arg=");
                flag.push(argument);
                flag
            })
            .collect())
    }
}

/// The clang of an NDK for an ABI and API level: it finds headers, libraries and linker by itself.
fn ndk_clang(programs: &Path, abi: &Abi, api: &str) -> PathBuf {
    programs.join(format!("{}{api}-clang", abi.clang_target))
}

/// The flags for SQLite's C, in shell quoting: the path of the checkout may hold spaces.
fn c_flags(abi: &Abi, api: &str) -> String {
    let headers = place::source("bindings/sysroot/include");
    let quoted = headers.to_string_lossy().replace('\'', r"'\''");
    // No panic passes through SQLite, so its functions need no tables for unwinding.
    let mut flags = format!(
        "--target={}{api} -nostdlibinc -isystem '{quoted}' \
         -fno-unwind-tables -fno-asynchronous-unwind-tables",
        abi.clang_target
    );
    if abi.rust_target.starts_with("aarch64") {
        // The helpers that choose atomics at run time are in the NDK's libraries only. Code that repeats is cut out.
        flags.push_str(" -mno-outline-atomics -moutline");
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;

    #[test]
    fn a_folder_is_an_ndk_when_it_has_all_programs_and_else_the_missing_one_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let programs = folder.path().join("toolchains/llvm/prebuilt/linux-x86_64/bin");
        let refusal = || {
            let failure = Toolchain::ndk(folder.path(), "26".to_owned()).err();
            failure.expect("a program is missing").to_string()
        };
        assert!(refusal().contains(&format!("is {}", folder.path().display())));
        assert!(refusal().contains("linux-x86_64/bin/llvm-ar is missing"));
        files::write(&programs.join("llvm-ar"), "").expect("writable");
        for abi in &ABIS {
            let clang = format!("{}26-clang", abi.clang_target);
            assert!(refusal().contains(&format!("{clang} is missing")));
            files::write(&programs.join(clang), "").expect("writable");
        }
        assert!(Toolchain::ndk(folder.path(), "26".to_owned()).is_ok());
    }

    #[test]
    fn with_an_ndk_its_own_clang_compiles_and_links_and_no_header_of_ours_is_named() {
        let ndk = Toolchain::Ndk { programs: PathBuf::from("/ndk/bin"), api: "26".to_owned() };
        let arm = ABIS.first().expect("there is at least one");
        let environment = ndk.environment(arm);
        let linker = (
            "CARGO_TARGET_AARCH64_LINUX_ANDROID_LINKER".to_owned(),
            OsString::from("/ndk/bin/aarch64-linux-android26-clang"),
        );
        assert!(environment.contains(&linker));
        assert!(environment.iter().all(|(name, _)| !name.starts_with("CFLAGS")));
    }
}
