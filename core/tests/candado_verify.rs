//! The command `candado-verify`, run as a stranger runs it, over the fixtures in `tests/data/bundles`.

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/bundles")
}

fn run(arguments: &[&dyn AsRef<OsStr>]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candado-verify"));
    command.args(arguments.iter().map(|argument| argument.as_ref()));
    command.output().expect("the command was built with this test")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it writes UTF-8")
}

#[test]
fn every_fixture_gets_its_verdict_and_its_exit_code() {
    let text = std::fs::read_to_string(fixtures().join("expected.json")).expect("it is there");
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&text).expect("JSON");
    assert!(expected.len() > 50, "only {} fixtures", expected.len());
    for (name, fixture) in expected {
        let bundle = fixtures().join(format!("{name}.zip"));
        let anchor = fixture["anchor"].as_str().map(|code| ["--anchor", code]);
        let mut arguments: Vec<&dyn AsRef<OsStr>> = vec![&bundle, &"--json"];
        arguments.extend(anchor.iter().flatten().map(|argument| argument as &dyn AsRef<OsStr>));
        let output = run(&arguments);
        let verdict: Value = serde_json::from_slice(&output.stdout).expect("it writes JSON");
        assert_eq!(verdict, fixture["verdict"], "{name}");
        let code = match verdict["outcome"].as_str() {
            Some("verified") => 0,
            Some("failed") => 1,
            _ => 2,
        };
        assert_eq!(output.status.code(), Some(code), "{name}");
    }
}

#[test]
fn it_speaks_spanish_unless_asked_for_english() {
    let bundle = fixtures().join("entry-altered.zip");
    let spanish = said(&run(&[&bundle]));
    assert!(spanish.starts_with("✗ ALGO NO COINCIDE\n"), "{spanish}");
    assert!(spanish.contains("nota 3: una nota no es la que se firmó (entry-altered)"));
    let english = said(&run(&[&"--lang", &"en", &bundle]));
    assert!(english.starts_with("✗ SOMETHING DOES NOT AGREE\n"), "{english}");
}

#[test]
fn without_an_anchor_it_cannot_judge_when_one_is_required() {
    let bundle = fixtures().join("sound.zip");
    assert_eq!(run(&[&bundle]).status.code(), Some(0));
    for flag in ["--require-anchor", "--exigir-ancla"] {
        let output = run(&[&bundle, &flag]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).starts_with("? NO SE PUEDE JUZGAR\n"));
    }
    let text = std::fs::read_to_string(fixtures().join("expected.json")).expect("it is there");
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&text).expect("JSON");
    for (name, code) in [("anchor-of-an-empty-log", 2), ("anchor-early", 0)] {
        let bundle = fixtures().join(format!("{name}.zip"));
        let anchor = expected[name]["anchor"].as_str().expect("it has a code");
        let output = run(&[&bundle, &"--require-anchor", &"--anchor", &anchor]);
        assert_eq!(output.status.code(), Some(code), "{name}");
    }
    let altered = fixtures().join("entry-altered.zip");
    assert_eq!(run(&[&altered, &"--require-anchor"]).status.code(), Some(1), "a finding stays one");
}

#[test]
fn what_cannot_be_read_ends_with_2_and_says_so_on_the_error_stream() {
    for (bundle, words) in [
        (fixtures().join("no-such.zip"), "No existe el archivo "),
        (fixtures(), "No se pudo leer "),
    ] {
        let output = run(&[&bundle]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(said(&output), "");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.starts_with(words), "{error}");
    }
}

#[test]
fn a_wrong_call_is_no_verdict() {
    let bundle = fixtures().join("sound.zip");
    let wrong: [&[&dyn AsRef<OsStr>]; 6] = [
        &[],
        &[&bundle, &bundle],
        &[&bundle, &"--anchor"],
        &[&bundle, &"--lang", &"fr"],
        &[&bundle, &"--unknown"],
        &[&"--json"],
    ];
    for arguments in wrong {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("candado-verify PAQUETE"));
    }
    let help = run(&[&"--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(said(&help).starts_with("candado-verify PAQUETE"));
}
