//! `./dev check`: what a reviewer should not have to look for.

use std::process::Command;

use crate::count::Count;
use crate::failure::{Result, fail};
use crate::step::step;
use crate::{docs, kotlin, place, process};

/// Formatting, lints, Kotlin warnings and the paths that docs name; all of them, also after one
/// failed.
pub(crate) fn check() -> Result<()> {
    let count = counted()?;
    if count.failed == 0 { Ok(()) } else { Err(fail!("{} checks failed", count.failed)) }
}

/// The same, counted as tests.
pub(crate) fn counted() -> Result<Count> {
    let checks: [(&str, &dyn Fn() -> Result<()>); 4] = [
        ("formatting (repair: cargo fmt)", &|| cargo(&["fmt", "--all", "--check"])),
        ("Rust lints", &|| {
            cargo(&[
                "clippy",
                "--quiet",
                "--workspace",
                "--all-targets",
                // What plain `cargo test` leaves out: the tests of the APK, and the fuzzer.
                "--features",
                "candado-tests/apk,candado-tests/fuzz",
                "--",
                "--deny",
                "warnings",
            ])
        }),
        ("Kotlin warnings", &kotlin_warnings),
        ("paths named in the docs", &docs::check),
    ];
    let mut count = Count::default();
    for (name, check) in checks {
        match step(name, check) {
            Ok(()) => count.add(Count { passed: 1, failed: 0 }),
            Err(failure) => {
                eprintln!("candado: {failure}");
                count.add(Count { passed: 0, failed: 1 });
            }
        }
    }
    Ok(count)
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new(process::cargo());
    // libFuzzer is C++; the compiler is the one that ./dev installs.
    command.current_dir(place::root()).env("CXX", process::CPP).args(arguments);
    process::run_silent(&mut command)
}

/// The compiler treats warnings in our Kotlin as errors, so compiling is checking.
fn kotlin_warnings() -> Result<()> {
    let app = kotlin::compile_app()?;
    kotlin::compile_preview(&app)?;
    kotlin::compile_tests(&app).map(drop)
}
