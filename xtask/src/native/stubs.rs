//! Empty libraries to link against, in place of those of a phone.
//!
//! A linker needs from `libc.so` its name and the names in it, nothing else. Both come from
//! `bindings/sysroot/symbols`; with them a call of something bionic lacks fails here, not on a
//! phone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::abi::Abi;
use super::toolchain::CLANG;
use crate::failure::{Result, fail};
use crate::stamp::{self, Inputs};
use crate::{files, place, process};

/// The libraries of a phone that ours may use.
const LIBRARIES: [&str; 4] = ["libc", "libdl", "liblog", "libm"];

/// What Rust's standard library asks of `libunwind` for backtraces, of which none is ever taken.
const UNWINDER: &str = "bindings/sysroot/libunwind.c";

/// The folder with the empty libraries for an ABI.
pub(super) fn folder(abi: &Abi) -> Result<PathBuf> {
    let folder = place::target("native/stubs").join(abi.folder);
    let symbols = place::source("bindings/sysroot/symbols").join(abi.word_bits.to_string());
    let inputs = Inputs::new()
        .text(include_str!("stubs.rs"))
        .text(abi.clang_target)
        .file(&place::source(UNWINDER))?
        .tree(&symbols, &[".txt"])?;
    stamp::when_changed(&format!("stubs-{}", abi.folder), &inputs, &[&folder], || {
        files::empty_folder(&folder)?;
        unwinder(abi, &folder)?;
        LIBRARIES.iter().try_for_each(|library| {
            let list = symbols.join(format!("{library}.txt"));
            assemble(abi, library, &list, &folder)
        })
    })?;
    Ok(folder)
}

fn unwinder(abi: &Abi, folder: &Path) -> Result<()> {
    let object = folder.join("libunwind.o");
    process::run_quiet(
        Command::new(CLANG)
            .arg(format!("--target={}", abi.clang_target))
            .args(["-Oz", "-fPIC", "-nostdlibinc", "-c", "-o"])
            .arg(&object)
            .arg(place::source(UNWINDER)),
    )?;
    // D: no date and no owner, so that two builds give the same bytes.
    process::run_quiet(
        Command::new("ar").arg("rcsD").arg(folder.join("libunwind.a")).arg(&object),
    )?;
    Ok(())
}

fn assemble(abi: &Abi, library: &str, list: &Path, folder: &Path) -> Result<()> {
    let source = folder.join(format!("{library}.s"));
    files::write(&source, assembly(&files::read(list)?)?)?;
    process::run_quiet(
        Command::new(CLANG)
            .arg(format!("--target={}", abi.clang_target))
            .args(["-fuse-ld=lld", "-nostdlib", "-shared"])
            .arg(format!("-Wl,-soname,{library}.so"))
            .arg(&source)
            .arg("-o")
            .arg(folder.join(format!("{library}.so"))),
    )
    .map(drop)
}

/// One global label per line of the list: `name` is a function, `name object SIZE` is data.
fn assembly(list: &str) -> Result<String> {
    let mut text = String::from("\t.text\n");
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(' ').collect();
        let written = match parts.as_slice() {
            [name] => {
                write!(text, "\t.globl {name}\n\t.type {name}, %function\n{name}:\n\t.zero 4\n")
            }
            [name, "object", size] => write!(
                text,
                "\t.data\n\t.globl {name}\n\t.type {name}, %object\n\
                 \t.size {name}, {size}\n{name}:\n\t.zero {size}\n\t.text\n"
            ),
            _ => return Err(fail!("this is no line of a symbol list: {line}")),
        };
        written.map_err(|error| fail!("cannot write assembly: {error}"))?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_and_data_of_a_list_become_labels_of_their_kind() {
        let text =
            assembly("# where from\nopen\nenviron object 8\n").expect("both lines are well formed");
        assert!(text.contains("\t.type open, %function\nopen:\n"));
        assert!(
            text.contains("\t.type environ, %object\n\t.size environ, 8\nenviron:\n\t.zero 8\n")
        );
        assert!(!text.contains("where from"));
    }

    #[test]
    fn a_line_of_another_form_is_refused() {
        assert!(assembly("environ object\n").is_err());
    }
}
