//! The list that ships against the crate psl, which has it compiled in and follows it.

use candado_core::messages::{has_public_suffix, registrable_domain};

/// The newest rules are those of psl: an update of it that changes them asks for the copy in `core/content` anew.
#[test]
fn every_rule_divides_addresses_as_psl_does() {
    let rules = include_str!("../../core/content/public_suffixes.txt");
    let mut compared = 0;
    for rule in rules.lines().filter(|line| !line.starts_with("//")) {
        let suffix = rule.trim_start_matches('!').replace('*', "cualquiera");
        let ascii = idna::domain_to_ascii(&suffix).expect("a rule is a domain");
        for host in [ascii.clone(), format!("banco.{ascii}"), format!("www.banco.{ascii}")] {
            let known = psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known());
            assert_eq!(has_public_suffix(&host), known, "{host}");
            assert_eq!(registrable_domain(&host), psl::domain_str(&host), "{host}");
            compared += 1;
        }
    }
    assert!(compared > 30_000, "only {compared}");
}

#[test]
fn addresses_of_no_rule_are_divided_as_psl_does() {
    for host in [
        "",
        ".",
        "mx",
        "banco",
        "banco.local",
        "banco.nosuchending",
        "a.b.c.nosuchending",
        "..mx",
        "com.mx",
    ] {
        let known = psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known());
        assert_eq!(has_public_suffix(host), known, "{host}");
        assert_eq!(registrable_domain(host), psl::domain_str(host), "{host}");
    }
}

#[test]
fn the_copy_has_the_rules_of_the_release_of_psl() {
    let metadata = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let manifest = packages
        .iter()
        .find(|package| package["name"] == "psl")
        .and_then(|package| package["manifest_path"].as_str())
        .expect("psl is a package");
    let theirs = std::path::Path::new(manifest).with_file_name("data/rules.txt");
    let theirs = std::fs::read_to_string(theirs).expect("the crate brings its rules");
    let ours = include_str!("../../core/content/public_suffixes.txt");
    let ours: Vec<&str> = ours.lines().filter(|line| !line.starts_with("//")).collect();
    assert!(ours == theirs.lines().collect::<Vec<_>>(), "copy psl's data/rules.txt again");
}
