//! `./dev test`: every suite, and a count of what passed.

use std::path::Path;
use std::process::Command;

use crate::count::Count;
use crate::failure::{Result, fail};
use crate::robolectric::Levels;
use crate::step::{Watch, in_words, since_typed, step};
use crate::{apk, bindgen, browser, check, files, fuzz, kotlin, place, process, robolectric, run};

/// Lives of phone and app that a long run simulates (`ReminderLivesTest`).
const LONG_LIVES: u32 = 100_000;
/// Where the Kotlin tests leave a picture of every screen, below `target/`.
const SCREENS: &str = "screens";

/// A suite by its name.
type Suite<'s> = (&'static str, &'s (dyn Fn() -> Result<Count> + Sync));

/// Runs all suites, also after one failed, and prints one closing line. `--long` multiplies the
/// cases of the property tests, includes the slow ones and fuzzes.
pub(crate) fn all(arguments: &[String]) -> Result<()> {
    let long = match arguments {
        [] => false,
        [flag] if flag == "--long" => true,
        _ => return Err(fail!("./dev test takes --long or nothing, not {}", arguments.join(" "))),
    };
    let watch = Watch::start();
    let first: [Suite<'_>; 2] =
        [("Rust tests", &|| rust(long)), ("Kotlin tests", &|| kotlin(&[], long))];
    let second: [Suite<'_>; 3] = [
        ("browser tests", &|| browser::suite(&[])),
        ("APK tests", &|| apk::counted(long)),
        ("checks", &check::counted),
    ];
    let built = step("building what the tests run", build).is_ok();
    let mut ended = side_by_side(built, &first, &second);
    if long {
        ended.push(run_suite(&("fuzzing", &fuzz::all)));
    }
    let mut total = Count::default();
    let mut stopped = Vec::new();
    for (name, count) in ended {
        match count {
            Some(count) => total.add(count),
            None => stopped.push(name),
        }
    }
    println!("the screens as pictures are in {}", place::target(SCREENS).display());
    println!("all suites together took {}", in_words(watch.elapsed()));
    if let Some(time) = since_typed() {
        println!("from ./dev to here it took {}, {}", in_words(time), how_warm());
    }
    // Alone on its line: continuous integration reads it.
    println!("{} passed, {} failed", total.passed, total.failed);
    match (total.failed, stopped.as_slice()) {
        (0, []) => Ok(()),
        (0, _) => Err(fail!("did not run to its end: {}", stopped.join(", "))),
        (failed, _) => Err(fail!("{failed} tests failed; their messages stand above")),
    }
}

/// Builds what more than one suite needs, so that those that run side by side build nothing at the same time.
fn build() -> Result<()> {
    process::run(cargo_test().args(["--no-run", "--quiet"]))?;
    let app = kotlin::compile_app()?;
    kotlin::compile_tests(&app)?;
    run::command().map(drop)
}

/// Runs two rows of suites, each row in its order: a browser waits for pictures most of the time, and what tests Rust and
/// Kotlin leaves a second core idle. One row after the other where something could not be built, which each suite that
/// needs it then says.
fn side_by_side(
    built: bool,
    first: &[Suite<'_>],
    second: &[Suite<'_>],
) -> Vec<(&'static str, Option<Count>)> {
    let row = |suites: &[Suite<'_>]| suites.iter().map(run_suite).collect::<Vec<_>>();
    if !built {
        return [row(first), row(second)].concat();
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(|| row(second));
        let mut ended = row(first);
        match other.join() {
            Ok(others) => ended.extend(others),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        ended
    })
}

/// Runs a suite and says what it counted; `None` when it did not run to its end.
fn run_suite((name, suite): &Suite<'_>) -> (&'static str, Option<Count>) {
    match step(name, suite) {
        Ok(count) => {
            eprintln!("  == {name}: {} passed, {} failed", count.passed, count.failed);
            (name, Some(count))
        }
        Err(failure) => {
            eprintln!("candado: {name}: {failure}");
            (name, None)
        }
    }
}

/// Whether `./dev` found a build from before; it says so.
fn how_warm() -> &'static str {
    if std::env::var_os("CANDADO_COLD").is_some() {
        "cold: nothing was built before"
    } else {
        "warm: parts were built before"
    }
}

fn cargo_test() -> Command {
    let mut command = Command::new(process::cargo());
    command.current_dir(place::root()).args(["test", "--workspace"]);
    command
}

/// `cargo test` over the workspace; shows everything but the tests that pass.
fn rust(long: bool) -> Result<Count> {
    let mut command = cargo_test();
    command.arg("--no-fail-fast");
    if long {
        command.env("PROPTEST_CASES", "20000").args(["--", "--include-ignored"]);
    }
    counted(&mut command, "", |line| !line.ends_with("... ok") && !line.trim().is_empty())
}

/// `./dev test-kotlin [--long] [PART...]`.
pub(crate) fn kotlin_some(arguments: &[String]) -> Result<Count> {
    match arguments {
        [flag, filters @ ..] if flag == "--long" => kotlin(filters, true),
        filters => kotlin(filters, false),
    }
}

/// The JUnit tests whose class name contains one of the filters, all if there is none.
fn kotlin(filters: &[String], long: bool) -> Result<Count> {
    if filters.is_empty() {
        // Pictures of screens that are no more would pass for today's.
        files::remove(&place::target(SCREENS))?;
    }
    let app = kotlin::compile_app()?;
    let tests = kotlin::compile_tests(&app)?;
    let classes = test_classes(&tests, filters)?;
    let (levels, core) = if long {
        (Levels::All, bindgen::build_fast_host_library()?)
    } else {
        (Levels::Newest, place::host_library())
    };
    let resources = place::source("android/src/test/resources");
    // Goes at the end with all that tests and simulator leave lying about, some 300 MB.
    let temporary = tempfile::tempdir()
        .map_err(|error| files::broken("make a folder in", &std::env::temp_dir(), &error))?;
    let mut java = robolectric::java(&app, &[tests, resources], levels, &core)?;
    java.arg(robolectric::property("java.io.tmpdir", temporary.path()));
    if long {
        java.arg(format!("-Dcandado.lives={LONG_LIVES}"));
    }
    java.arg("org.junit.runner.JUnitCore").args(&classes);
    counted(&mut java, "", |_| true)
}

fn test_classes(folder: &Path, filters: &[String]) -> Result<Vec<String>> {
    let classes: Vec<String> = files::list(folder, &["Test.class"])?
        .iter()
        .filter_map(|path| path.strip_prefix(folder).ok())
        .map(|path| path.to_string_lossy().trim_end_matches(".class").replace('/', "."))
        .filter(|name| filters.is_empty() || filters.iter().any(|part| name.contains(part)))
        .collect();
    if classes.is_empty() {
        return Err(fail!("no Kotlin test class has {} in its name", filters.join(" or ")));
    }
    Ok(classes)
}

/// Runs a test program, prints the lines `shown` picks behind `prefix`, and adds up its summaries. A program that
/// ends badly without counting a failed test failed as a whole.
pub(crate) fn counted(
    command: &mut Command,
    prefix: &str,
    shown: impl Fn(&str) -> bool,
) -> Result<Count> {
    let mut count = Count::default();
    let status = process::lines(command, |line| {
        if shown(line) {
            println!("{prefix}{line}");
        }
        if let Some(more) = Count::in_line(line) {
            count.add(more);
        }
    })?;
    if !status.success() && count.failed == 0 {
        return Err(fail!("stopped with {status}, its messages stand above"));
    }
    Ok(count)
}
