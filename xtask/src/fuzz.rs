//! `./dev fuzz [NAME [SECONDS]]`: libFuzzer searches for bytes that stop a reader, led by the coverage of the code.
//!
//! Counting coverage needs no nightly compiler, only passes that LLVM has anyway. What a nightly one would add are
//! sanitizers, which code without `unsafe` has little use for.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::count::Count;
use crate::failure::{Result, fail};
use crate::step::step;
use crate::{files, place, process};

/// What makes the compiler count coverage: the flags of `cargo fuzz --sanitizer none`.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Copt-level=1 -Cdebug-assertions -Ccodegen-units=1";

/// How long to search unless told.
const SECONDS: u32 = 60;

/// Fuzzes one target of `tests/src/fuzz.rs`, or all in turn.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let seconds = match arguments.get(1) {
        None => SECONDS,
        Some(text) => text.parse().map_err(|_| fail!("seconds are a whole number, not {text}"))?,
    };
    let known = targets()?;
    match arguments {
        [] => all().map(drop),
        [name] | [name, _] if known.contains(name) => search(&build()?, name, seconds),
        [name] | [name, _] => {
            Err(fail!("there is no target {name}; there is: {}", known.join(", ")))
        }
        _ => Err(fail!("./dev fuzz takes the name of a target and how many seconds")),
    }
}

/// Fuzzes every target for a minute; each counts as a test, and the first that fails ends it.
pub(crate) fn all() -> Result<Count> {
    let program = build()?;
    let mut count = Count::default();
    for name in targets()? {
        search(&program, &name, SECONDS)?;
        count.add(Count { passed: 1, failed: 0 });
    }
    Ok(count)
}

/// The targets: each has a folder of seeds.
fn targets() -> Result<Vec<String>> {
    let folders = files::subfolders(&place::source("tests/data/fuzz"))?;
    let name = |path: &PathBuf| Some(path.file_name()?.to_string_lossy().into_owned());
    Ok(folders.iter().filter_map(name).collect())
}

fn build() -> Result<PathBuf> {
    let folder = place::target("fuzz");
    // A target that is named keeps the flags away from build scripts, which would not link with them.
    let host = host()?;
    step("building the readers with coverage", || {
        process::run_silent(
            Command::new(process::cargo())
                .current_dir(place::root())
                .env("RUSTFLAGS", COVERAGE)
                .env("CXX", process::CPP)
                .args(["build", "--quiet", "--package", "candado-tests", "--bin", "fuzz"])
                .args(["--features", "fuzz", "--target", &host, "--target-dir"])
                .arg(&folder),
        )
    })?;
    Ok(folder.join(host).join("debug/fuzz"))
}

/// What the compiler calls this computer.
fn host() -> Result<String> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = process::run_quiet(Command::new(compiler).arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| fail!("the Rust compiler does not say its host"))
}

/// Searches from the seeds and from what earlier searches found. What stops the reader is kept beside that, and
/// libFuzzer names the file.
fn search(program: &Path, name: &str, seconds: u32) -> Result<()> {
    let found = place::target("fuzz/found").join(name);
    files::create_folder(&found)?;
    step(&format!("fuzzing {name} for {seconds} s"), || {
        process::run_quiet(
            Command::new(program)
                .env("CANDADO_FUZZ_TARGET", name)
                .arg(format!("-max_total_time={seconds}"))
                .arg(format!("-artifact_prefix={}/", place::target("fuzz").display()))
                .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"])
                .arg(&found)
                .arg(place::source("tests/data/fuzz").join(name)),
        )
        .map(drop)
    })
}
