//! Signing with apksig, and asking another program whether the signature holds.

use std::path::Path;
use std::process::Command;

use super::key::Key;
use crate::environment::Jdk;
use crate::failure::{Failure, Result, fail};
use crate::jvm::catalogue::Catalogue;
use crate::{files, jvm, place, process};

/// The program around the apksig library; Java runs it from its source.
const SIGNER: &str = "android/signing/SignApk.java";

/// How the signer begins the line that says why a key cannot be used.
const REFUSED: &str = "refused: ";

/// Signs by schemes 2 and 3 and verifies what came out with Debian's `apksigner`.
pub(super) fn sign(unsigned: &Path, signed: &Path) -> Result<()> {
    let key = Key::find()?;
    let api = Catalogue::load()?.version("android-sdk-min")?.to_owned();
    let unfinished = signed.with_added_extension("unfinished");
    let outcome = process::quiet(
        Jdk::find()?
            .command("java")
            .arg("-cp")
            .arg(jvm::join(&jvm::classpath("sign")?)?)
            .arg(place::source(SIGNER))
            .args([unsigned, &unfinished, &key.store])
            .arg(&key.alias)
            .arg(&api)
            // Arguments can be read by everyone on a computer, the environment cannot.
            .env("CANDADO_KEYSTORE_PASSWORD", &key.store_password)
            .env("CANDADO_KEY_PASSWORD", &key.key_password),
    )?;
    if !outcome.success {
        return Err(refusal(&outcome.output));
    }
    verify(&unfinished, &api)?;
    std::fs::rename(&unfinished, signed).map_err(|error| files::broken("write", signed, &error))
}

/// The signer's own sentence about a key that cannot be used, which stands alone on its line.
fn refusal(output: &str) -> Failure {
    match output.lines().find_map(|line| line.strip_prefix(REFUSED)) {
        Some(sentence) => fail!("{sentence}"),
        None => {
            eprintln!("{}", output.trim_end());
            fail!("signing failed, its messages stand above")
        }
    }
}

fn verify(apk: &Path, api: &str) -> Result<()> {
    let output = process::run_quiet(
        Command::new("apksigner").args(["verify", "--verbose", "--min-sdk-version", api]).arg(apk),
    )?;
    let missing = missing_schemes(&output);
    if missing.is_empty() {
        Ok(())
    } else {
        Err(fail!("apksigner found no signature by scheme {}", missing.join(" and ")))
    }
}

/// The schemes of ours that the output of `apksigner verify --verbose` does not confirm.
fn missing_schemes(output: &str) -> Vec<&'static str> {
    let confirmed = |scheme: &&str| {
        output.lines().any(|line| {
            line.starts_with(&format!("Verified using {scheme} scheme")) && line.ends_with(": true")
        })
    };
    ["v2", "v3"].into_iter().filter(|scheme| !confirmed(scheme)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_schemes_have_to_be_confirmed() {
        let output = "Verifies\n\
            Verified using v1 scheme (JAR signing): false\n\
            Verified using v2 scheme (APK Signature Scheme v2): true\n\
            Verified using v3 scheme (APK Signature Scheme v3): false\n";
        assert_eq!(missing_schemes(output), ["v3"]);
        assert!(missing_schemes(&output.replace("v3): false", "v3): true")).is_empty());
    }

    #[test]
    fn a_key_that_cannot_be_used_gets_the_sentence_of_the_signer_without_a_trace() {
        let output = "Note: something\nrefused: the password is not that of the key store\n";
        assert_eq!(refusal(output).to_string(), "the password is not that of the key store");
        assert!(refusal("Exception in thread \"main\"").to_string().contains("stand above"));
    }
}
