//! The build of Candado, behind `./dev`.

mod bindgen;
mod environment;
mod failure;
mod files;
mod jvm;
mod kotlin;
mod place;
mod process;
mod resources;
mod robolectric;
mod stamp;
mod step;
mod test;

use std::process::ExitCode;

use failure::{Result, fail};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("candado: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    match command {
        "compile" => compile(rest).map(|()| ExitCode::SUCCESS),
        "test-kotlin" => test::kotlin(rest),
        "lock" => jvm::lock::lock().map(|()| ExitCode::SUCCESS),
        other => Err(fail!("there is no command {other}; ./dev help lists them all")),
    }
}

/// Compiles without running: `compile`, or `compile app|preview|tests` for one part.
fn compile(parts: &[String]) -> Result<()> {
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|name| name == part);
    let app = kotlin::compile_app()?;
    if wanted("preview") {
        kotlin::compile_preview(&app)?;
    }
    if wanted("tests") {
        kotlin::compile_tests(&app)?;
    }
    Ok(())
}
