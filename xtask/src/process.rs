//! Starting other programs, with sentences for when that fails.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::{Failure, Result, fail};
use crate::step::Heartbeat;
use crate::{files, trouble};

/// With less than this left on the disk, that is why a compiler stopped.
const NO_SPACE_MEGABYTES: u64 = 100;

/// The program of a command, as people know it.
fn name(command: &Command) -> String {
    std::path::Path::new(command.get_program())
        .file_name()
        .unwrap_or(OsStr::new("?"))
        .to_string_lossy()
        .into_owned()
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let name = name(command);
    match error.kind() {
        ErrorKind::NotFound => {
            fail!("{name} is not installed; start through ./dev, which installs what is missing")
        }
        _ => fail!("cannot start {name}: {error}"),
    }
}

/// Runs a program with its output on the terminal and waits; any exit code but 0 is a failure.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    match files::free_megabytes() {
        Some(free) if free < NO_SPACE_MEGABYTES => Err(fail!(
            "{} stopped with {status}, and {free} MB are left on the disk; free about 3 GB and run \
             the command again",
            name(command)
        )),
        _ => Err(fail!("{} stopped with {status}", name(command))),
    }
}

/// The same for a program that prints nothing while all is well: says that it is still at work.
pub(crate) fn run_silent(command: &mut Command) -> Result<()> {
    let _beat = Heartbeat::of(&name(command));
    run(command)
}

/// Runs a program, its errors on the terminal, and hands over each line of its output.
pub(crate) fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(|line| line.ok()) {
            each(&String::from_utf8_lossy(&line));
        }
    }
    child.wait().map_err(|error| not_started(command, &error))
}

/// The C++ compiler, from the package `clang-19`.
pub(crate) const CPP: &str = "clang++-19";

/// The cargo that runs us.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What a program that was run quietly left behind.
pub(crate) struct Outcome {
    /// Whether the exit code was 0.
    pub(crate) success: bool,
    /// Standard output, then standard error.
    pub(crate) output: String,
}

/// Runs a program without showing its output and returns it.
pub(crate) fn quiet(command: &mut Command) -> Result<Outcome> {
    let _beat = Heartbeat::of(&name(command));
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok(Outcome { success: output.status.success(), output: text })
}

/// Runs a program quietly; when it fails, its output goes to the terminal and the failure names it.
pub(crate) fn run_quiet(command: &mut Command) -> Result<String> {
    let outcome = quiet(command)?;
    if outcome.success {
        return Ok(outcome.output);
    }
    eprintln!("{}", outcome.output.trim_end());
    Err(fail!("{} failed, its messages stand above", name(command)))
}

/// Runs a program that fetches packages, quietly; says in one sentence when network or disk is to
/// blame.
pub(crate) fn fetch(command: &mut Command) -> Result<()> {
    let outcome = quiet(command)?;
    if outcome.success {
        return Ok(());
    }
    let name = name(command);
    Err(trouble::of(&name, &outcome.output).unwrap_or_else(|| {
        eprintln!("{}", outcome.output.trim_end());
        fail!("{name} failed, its messages stand above")
    }))
}
