//! The browser suite: headless Chromium taps the preview.

use std::process::Command;

use crate::count::Count;
use crate::failure::{Result, fail};
use crate::run::Preview;
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, place, process, test};

/// Starts a preview with an empty phone and runs `tests/browser/*.test.mjs` against it. The tests
/// find it through `CANDADO_PREVIEW`, its address, and start more of them with
/// `CANDADO_PREVIEW_COMMAND`, one argument a line.
pub(crate) fn suite() -> Result<Count> {
    let folder = place::source("tests/browser");
    let tests = files::entries(&folder, &[".test.mjs"])?;
    if tests.is_empty() {
        return Err(fail!("there is no test in {}", folder.display()));
    }
    fetch_packages()?;
    let state = place::target("browser-test/state");
    files::empty_folder(&state)?;
    let preview = Preview::start(&state)?;
    let mut node = Command::new("node");
    node.current_dir(&folder)
        .env("CANDADO_PREVIEW", &preview.address)
        .env("CANDADO_PREVIEW_COMMAND", &preview.command)
        .args(["--test", "--test-reporter=tap"])
        .args(&tests);
    test::counted(&mut node, |line| !line.trim_start().starts_with(['#', '-', '.']))
}

/// The Node packages that `package-lock.json` names, through npm.
pub(crate) fn fetch_packages() -> Result<()> {
    let folder = place::source("tests/browser");
    let inputs = Inputs::new().file(&folder.join("package-lock.json"))?;
    stamp::when_changed("node-packages", &inputs, &[&folder.join("node_modules")], || {
        step("fetching Node packages", || {
            process::run_quiet(Command::new("npm").current_dir(&folder).args([
                "ci",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
            ]))
            .map(drop)
        })
    })
}
