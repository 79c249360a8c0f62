//! The browser suite: headless Chromium taps the preview.

use std::process::Command;

use crate::count::Count;
use crate::failure::{Result, fail};
use crate::run::{self, Preview};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, place, process, test};

/// Runs `tests/browser/*.test.mjs`, one file after the other: those with one of the filters in their name, all
/// if there is none. They take new phones from the preview at `CANDADO_PREVIEW_ADDRESS` and start previews of their own
/// with `CANDADO_PREVIEW_COMMAND`, one argument a line.
pub(crate) fn suite(filters: &[String]) -> Result<Count> {
    let folder = place::source("tests/browser");
    let mut tests = files::entries(&folder, &[".test.mjs"])?;
    tests.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        filters.is_empty() || filters.iter().any(|part| name.contains(part))
    });
    if tests.is_empty() {
        return Err(fail!("no browser test has {} in its name", filters.join(" or ")));
    }
    fetch_packages()?;
    let command = run::command()?;
    let state = place::target("browser-test/state");
    files::empty_folder(&state)?;
    let preview = Preview::start(&state)?;
    let mut count = Count::default();
    for test in tests {
        let mut node = Command::new("node");
        node.current_dir(&folder)
            .env("CANDADO_PREVIEW_COMMAND", &command)
            .env("CANDADO_PREVIEW_ADDRESS", &preview.address)
            .args(["--test", "--test-reporter=tap"])
            .arg(test);
        // Named, because other suites print their lines at the same time.
        count.add(test::counted(&mut node, "browser: ", |line| {
            !line.trim_start().starts_with(['#', '-', '.'])
        })?);
    }
    Ok(count)
}

/// The Node packages that `package-lock.json` names, through npm.
pub(crate) fn fetch_packages() -> Result<()> {
    let folder = place::source("tests/browser");
    let inputs = Inputs::new().file(&folder.join("package-lock.json"))?;
    stamp::when_changed("node-packages", &inputs, &[&folder.join("node_modules")], || {
        step("fetching Node packages", || {
            process::fetch(Command::new("npm").current_dir(&folder).args([
                "ci",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
            ]))
        })
    })
}
