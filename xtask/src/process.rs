//! Starting other programs, with sentences for when that fails.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::{Failure, Result, fail};

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
    let status = status(command)?;
    if status.success() { Ok(()) } else { Err(fail!("{} stopped with {status}", name(command))) }
}

/// Runs a program with its output on the terminal and returns how it ended.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus> {
    command.status().map_err(|error| not_started(command, &error))
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
