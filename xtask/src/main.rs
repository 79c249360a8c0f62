//! The build of Candado, behind `./dev`.

mod apk;
mod bench;
mod bindgen;
#[cfg(test)]
mod bootstrap;
mod browser;
mod check;
mod count;
mod docs;
mod environment;
#[cfg(test)]
mod exported;
mod failure;
mod files;
mod fuzz;
#[cfg(test)]
mod gradle;
mod install;
mod jvm;
mod kotlin;
#[cfg(test)]
mod licences;
mod native;
mod place;
mod platform;
mod process;
mod resources;
mod robolectric;
mod run;
mod stamp;
mod step;
mod test;
mod tour;
mod trouble;

use std::process::ExitCode;

use failure::{Result, fail};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("candado: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let (command, rest) = arguments
        .split_first()
        .ok_or_else(|| fail!("start through ./dev, which says what it can"))?;
    let _turn = files::one_at_a_time(&place::target("xtask.lock"))?;
    match command.as_str() {
        "run" => run::run(rest),
        "test" => test::all(rest),
        "apk" => apk::command(rest),
        "install" => install::install(rest),
        "check" => check::check(),
        "bench" => bench::bench(rest),
        "fuzz" => fuzz::command(rest),
        "tour" => tour::tour(rest),
        "compile" => compile(rest),
        "test-apk" => test_apk(rest),
        "test-browser" => passed(browser::suite(rest)?),
        "test-kotlin" => passed(test::kotlin_some(rest)?),
        "lock" => jvm::lock::lock(),
        other => Err(fail!("there is no command {other}; ./dev help lists them all")),
    }
}

/// What `./dev compile` can be asked for by name; the app is part of the other two.
const PARTS: [&str; 3] = ["app", "preview", "tests"];

/// Compiles without running: `compile`, or `compile app|preview|tests` for one part.
fn compile(parts: &[String]) -> Result<()> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(&part.as_str())) {
        return Err(fail!("./dev compile takes {}, not {unknown}", PARTS.join(", ")));
    }
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

/// `test-apk [--long]`: the long run also builds the APK a second time, elsewhere, and compares.
fn test_apk(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => passed(apk::counted(false)?),
        [only] if only == "--long" => passed(apk::counted(true)?),
        _ => Err(fail!("./dev test-apk takes --long or nothing")),
    }
}

fn passed(count: count::Count) -> Result<()> {
    if count.failed == 0 { Ok(()) } else { Err(fail!("{} tests failed", count.failed)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_part_to_compile_is_refused_with_what_there_is() {
        let refusal =
            compile(&["app".to_owned(), "nonsense".to_owned()]).expect_err("no such part");
        assert_eq!(refusal.to_string(), "./dev compile takes app, preview, tests, not nonsense");
    }
}
