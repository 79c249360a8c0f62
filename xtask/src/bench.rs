//! `./dev bench [NAME]`: the benchmarks in `tests/benches`, built as for the phone.

use std::process::Command;

use crate::failure::{Result, fail};
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
    command.current_dir(place::root()).args(["bench", "--package", "candado-tests"]);
    for name in chosen {
        command.args(["--bench", name]);
    }
    process::run(&mut command)
}
