//! `./dev tour OUTDIR`: the whole main job, tapped through in the preview by a headless browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Result, fail};
use crate::run::Preview;
use crate::step::step;
use crate::{browser, files, jvm, place, process};

/// What the walk must leave behind beside its pictures.
const RESULTS: [&str; 3] = ["informe.pdf", "candado.zip", "verificacion.txt"];

/// Walks through the app with an empty phone and leaves pictures of every screen, the report, the
/// bundle and the verifier's verdict in a folder. Any step that fails is a failure.
pub(crate) fn tour(arguments: &[String]) -> Result<()> {
    let folder = destination(arguments)?;
    files::create_folder(&folder)?;
    for result in RESULTS {
        files::remove(&folder.join(result))?;
    }
    browser::fetch_packages()?;
    let state = place::target("tour/state");
    files::empty_folder(&state)?;
    let preview = Preview::start(&state)?;
    step("walking through the app", || {
        let script = place::source("tests/browser/tour.mjs");
        process::run(
            Command::new("node").arg(script).arg(&preview.address).arg(&folder).arg(&state),
        )
    })?;
    require_results(&folder)?;
    step("asking the other two verifiers about the bundle", || ask_verifiers(&folder))?;
    println!("the tour's pictures, report and bundle are in {}", folder.display());
    Ok(())
}

/// The verifier for computers, and the Python script that lies in the bundle, judge it as well; what
/// they say joins the verdict of the preview. A stranger runs just these.
fn ask_verifiers(folder: &Path) -> Result<()> {
    let bundle = folder.join("candado.zip");
    let script = place::target("tour/verificar.py");
    jvm::extract(&bundle, "verificar.py", &script)?;
    let mut cargo = Command::new(process::cargo());
    cargo.current_dir(place::root()).args([
        "run",
        "--quiet",
        "--package",
        "candado-core",
        "--bin",
        "candado-verify",
        "--",
    ]);
    let mut python = Command::new("python3");
    python.arg(&script);
    let path = folder.join("verificacion.txt");
    let mut verdicts = files::read(&path)?;
    for (name, program) in [("candado-verify", &mut cargo), ("verificar.py", &mut python)] {
        let said = process::run_quiet(program.arg(&bundle))?;
        verdicts.push_str(&format!("\n== {name}\n{said}"));
    }
    files::write(&path, verdicts)
}

fn destination(arguments: &[String]) -> Result<PathBuf> {
    match arguments {
        [folder] if !folder.starts_with('-') => Ok(place::named(folder)),
        _ => Err(fail!("./dev tour wants one folder for its pictures, such as ./dev tour out")),
    }
}

fn require_results(folder: &Path) -> Result<()> {
    match RESULTS.iter().find(|name| !folder.join(name).is_file()) {
        Some(missing) => Err(fail!("the tour ended without {missing}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tour_wants_exactly_one_folder() {
        assert!(destination(&[]).is_err());
        assert!(destination(&["--help".to_owned()]).is_err());
        assert!(destination(&["a".to_owned(), "b".to_owned()]).is_err());
        assert!(destination(&["out".to_owned()]).expect("one folder").is_absolute());
    }

    #[test]
    fn a_result_that_is_missing_is_named() {
        let folder = place::target("tour-test");
        files::empty_folder(&folder).expect("target can be written");
        files::write(&folder.join("informe.pdf"), "x").expect("target can be written");
        let refusal = require_results(&folder).expect_err("two results are missing");
        assert!(refusal.to_string().contains("candado.zip"));
    }
}
