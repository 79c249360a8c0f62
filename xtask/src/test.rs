//! Every test suite, and a count of what passed.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::failure::{Result, fail};
use crate::{files, kotlin, place, process, robolectric};

/// Runs the JUnit tests whose class name contains one of the filters, all if there is none.
pub(crate) fn kotlin(filters: &[String]) -> Result<ExitCode> {
    let app = kotlin::compile_app()?;
    let tests = kotlin::compile_tests(&app)?;
    let classes = test_classes(&tests, filters)?;
    let mut java = robolectric::java(&app, &[tests, place::source("android/src/test/resources")])?;
    java.arg("org.junit.runner.JUnitCore").args(&classes);
    let status = process::status(&mut java)?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn test_classes(folder: &PathBuf, filters: &[String]) -> Result<Vec<String>> {
    let classes: Vec<String> = files::list(folder, &["Test.class"])?
        .iter()
        .filter_map(|path| path.strip_prefix(folder).ok())
        .map(|path| path.to_string_lossy().trim_end_matches(".class").replace('/', "."))
        .filter(|name| filters.is_empty() || filters.iter().any(|part| name.contains(part)))
        .collect();
    if classes.is_empty() {
        return Err(fail!("no Kotlin test class matches {filters:?}"));
    }
    Ok(classes)
}
