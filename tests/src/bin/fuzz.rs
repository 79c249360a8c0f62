//! Lets libFuzzer search for bytes that stop a reader: `./dev fuzz NAME [SECONDS]` builds and starts it.
#![no_main]

use candado_tests::fuzz::{TARGETS, Target};
use std::sync::LazyLock;

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("CANDADO_FUZZ_TARGET").expect("./dev fuzz names a target");
    TARGETS.iter().find(|target| target.name == name).expect("./dev fuzz knows it")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (TARGET.read)(bytes));
