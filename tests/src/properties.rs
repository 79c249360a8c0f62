//! How many cases a property is tried with.

use proptest::test_runner::Config;

/// Whether a number of cases was asked for, so that this run may take long, as `./dev test --long` does.
#[must_use]
pub fn is_long_run() -> bool {
    std::env::var_os("PROPTEST_CASES").is_some()
}

/// So many cases, or what `PROPTEST_CASES` asks for where that is more, as `./dev test --long` does.
#[must_use]
pub fn at_least(cases: u32) -> Config {
    let asked = Config::default();
    Config { cases: asked.cases.max(cases), failure_persistence: None, ..asked }
}
