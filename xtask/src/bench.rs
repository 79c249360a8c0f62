//! `./dev bench [NAME]`: the benchmarks in `tests/benches`, built as for the phone.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Result, fail};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, place, process};

/// Runs one benchmark, or all of them.
pub(crate) fn bench(names: &[String]) -> Result<()> {
    let known: Vec<String> = files::entries(&place::source("tests/benches"), &[".rs"])?
        .iter()
        .filter_map(|path| path.file_stem())
        .map(|stem| stem.to_string_lossy().into_owned())
        .collect();
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        return Err(fail!("there is no benchmark {name}; there is: {}", known.join(", ")));
    }
    let chosen = if names.is_empty() { &known } else { names };
    let mut command = Command::new(process::cargo());
    command.current_dir(place::root()).env("CANDADO_BENCH_PYTHON", python()?).args([
        "bench",
        // One goal that is missed hides none of the others.
        "--no-fail-fast",
        "--package",
        "candado-tests",
    ]);
    for name in chosen {
        command.args(["--bench", name]);
    }
    process::run(&mut command)
}

/// A Python with the libraries that benchmarks measure themselves against, beside it the data that peers are trained on,
/// and nothing of this computer's.
fn python() -> Result<PathBuf> {
    let folder = place::target("bench-python");
    let python = folder.join("bin/python");
    let peers = place::source("tests/benches/peers");
    let (libraries, data) = (peers.join("requirements.txt"), peers.join("data.txt"));
    let inputs = Inputs::new().file(&libraries)?.file(&data)?;
    stamp::when_changed("bench-python", &inputs, &[&python], || {
        step("fetching Python packages to measure against", || {
            files::empty_folder(&folder)?;
            process::run_quiet(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
            let pip = |arguments: &[&str]| {
                let mut pip = Command::new(&python);
                pip.args(["-m", "pip", "--quiet"]).args(arguments);
                pip
            };
            process::fetch(pip(&["install", "--requirement"]).arg(&libraries))?;
            let mut download = pip(&["download", "--no-deps", "--require-hashes", "--requirement"]);
            process::fetch(download.arg(&data).arg("--dest").arg(folder.join("data")))
        })
    })?;
    Ok(python)
}
