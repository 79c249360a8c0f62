//! `./dev fuzz [NAME [SECONDS]]`: libFuzzer searches for bytes that stop a reader, led by the coverage of the code.
//!
//! Counting coverage needs no nightly compiler, only passes that LLVM has anyway (`xtask/coverage-rustc`). What a nightly
//! one would add are sanitizers, which code without `unsafe` has little use for.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::count::Count;
use crate::failure::{Result, fail};
use crate::step::step;
use crate::{files, place, process};

/// Compiles our crates, and none of other people's, so that their coverage is counted: what they are built from stays as
/// the tests built it.
const WRAPPER: &str = "xtask/coverage-rustc";

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
    step("building the readers with coverage", || {
        process::run_silent(
            Command::new(process::cargo())
                .current_dir(place::root())
                .env("RUSTC_WORKSPACE_WRAPPER", place::source(WRAPPER))
                .env("CXX", process::CPP)
                // The whole workspace is named, so that the crates of others have the features the tests have them with.
                .args(["build", "--quiet", "--workspace", "--bin", "fuzz"])
                .args(["--features", "candado-tests/fuzz"]),
        )
    })?;
    Ok(place::host_library().join("fuzz"))
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
