//! What is tested of the APK: its structure, its arm64 library at work, that its dex is whole, that
//! the app calls no hidden part of the platform, and that it is the same bytes wherever it is built.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{dex::Compiler, sizes};
use crate::count::Count;
use crate::environment::Jdk;
use crate::failure::{Result, fail};
use crate::jvm::catalogue::Catalogue;
use crate::step::step;
use crate::{files, jvm, kotlin, place, process, test};

/// Programs that Java runs from their source.
const EMULATION: &str = "tests/emulation/EmulatedLibrary.java";
const PLATFORM_API: &str = "tests/platform-api/PlatformApi.java";

/// Calls that are no public API of the oldest or of the newest Android there are signatures for,
/// each with the reason why it is fine.
const ALLOWED: &str = "tests/platform-api/allowed.toml";

/// Builds the APK and runs all of them; the last, which builds it once more, only in a `long` run.
pub(crate) fn counted(long: bool) -> Result<Count> {
    let compiler = Compiler::at_hand()?;
    let apk = super::build(compiler)?;
    print!("{}", sizes::table(&apk)?);
    let mut count = step("reading the APK", structure)?;
    count.add(step("running its arm64 library under emulation", || emulation(&apk))?);
    count.add(step("looking for hidden platform calls", platform_api)?);
    if compiler == Compiler::R8 {
        count.add(step("reading the dex as D8 does", || whole_dex(&apk))?);
    }
    if long {
        count.add(step("building the APK in another folder", || built_elsewhere(&apk))?);
    }
    Ok(count)
}

/// D8 takes the dex files of the APK as input: it reads every class and instruction of them.
fn whole_dex(apk: &Path) -> Result<Count> {
    let work = place::target("android/dex-read");
    files::empty_folder(&work)?;
    let mut command = Jdk::find()?.command("java");
    command
        .args(["-Xmx2g", "-cp"])
        .arg(jvm::join(&jvm::classpath("dex")?)?)
        .args(["com.android.tools.r8.D8", "--release"])
        .args(["--min-api", Catalogue::load()?.version("android-sdk-min")?])
        .arg("--output")
        .arg(&work)
        .arg(apk);
    Ok(match process::run_quiet(&mut command) {
        Ok(_) => Count { passed: 1, failed: 0 },
        Err(failure) => {
            println!("D8 cannot read the dex of the APK: {failure}");
            Count { passed: 0, failed: 1 }
        }
    })
}

/// Copies what git tracks to another folder, builds the APK there with its own `./dev apk`, and
/// compares the two byte by byte.
fn built_elsewhere(apk: &Path) -> Result<Count> {
    let copy = place::target("android/elsewhere");
    files::empty_folder(&copy)?;
    let tracked = process::run_quiet(
        Command::new("git").current_dir(place::root()).args(["ls-files", "-z"]),
    )?;
    for name in tracked.split('\0').filter(|name| !name.is_empty()) {
        let from = place::source(name);
        // A file that was deleted and not committed yet.
        if from.exists() {
            files::copy(&from, &copy.join(name))?;
        }
    }
    process::run_quiet(Command::new(copy.join("dev")).arg("apk"))?;
    let same = files::read_bytes(apk)? == files::read_bytes(&copy.join("target/candado.apk"))?;
    if same {
        files::remove(&copy)?;
    } else {
        println!(
            "{} differs from the APK built from the same files in {}",
            apk.display(),
            copy.display()
        );
    }
    Ok(if same { Count { passed: 1, failed: 0 } } else { Count { passed: 0, failed: 1 } })
}

fn structure() -> Result<Count> {
    let mut command = Command::new(process::cargo());
    command.current_dir(place::root()).args([
        "test",
        "--quiet",
        // All of the workspace, so that what the Rust tests were built from is not built once more with fewer features.
        "--workspace",
        "--features",
        "candado-tests/apk",
        "--test",
        "apk",
    ]);
    test::counted(&mut command, "", |line| !line.trim().is_empty())
}

fn emulation(apk: &Path) -> Result<Count> {
    let work = place::target("android/emulation");
    files::empty_folder(&work)?;
    let mut command = Jdk::find()?.command("java");
    // When a call crashes, the emulator opens a debugger on its standard input and would wait there.
    command
        .stdin(Stdio::null())
        .arg("-cp")
        .arg(jvm::join(&jvm::classpath("emulator")?)?)
        .arg(place::source(EMULATION))
        .arg(apk)
        .arg(place::host_library().join("libcandado.so"))
        .arg(&work);
    test::counted(&mut command, "", |_| true)
}

/// Compares what the app calls with the public API of API 26 and API 33; 34 to 36 cannot be had.
fn platform_api() -> Result<Count> {
    let app = kotlin::compile_app()?;
    let allowed = Allowed::load()?;
    let mut count = Count::default();
    for signatures in jvm::artefacts("api-signatures")? {
        let name = signatures.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let level = level(&name).ok_or_else(|| fail!("{name} names no API level"))?;
        let output = process::run_quiet(
            Jdk::find()?
                .command("java")
                .arg("-cp")
                .arg(jvm::join(&jvm::classpath("api-guard")?)?)
                .arg(place::source(PLATFORM_API))
                .arg(&signatures)
                .args(&app.classes),
        )?;
        let calls: BTreeSet<&str> = output.lines().map(str::trim).collect();
        let known: BTreeSet<&str> = allowed.at(level);
        for call in calls.difference(&known) {
            println!("not in Android's public API {level}: {call}");
        }
        for call in known.difference(&calls) {
            println!("{ALLOWED} allows at API {level} what is not called: {call}");
        }
        count.add(if calls == known {
            Count { passed: 1, failed: 0 }
        } else {
            Count { passed: 0, failed: 1 }
        });
    }
    Ok(count)
}

/// `gummy-bears-api-26-0.15.0` is about 26.
fn level(artefact: &str) -> Option<u32> {
    let rest = artefact.split_once("-api-")?.1;
    rest.split('-').next()?.parse().ok()
}

/// The list of allowed calls: each call with the first API level that has it and a reason.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    call: Vec<Call>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    /// As animal-sniffer writes it.
    name: String,
    /// The first API level with it.
    since: u32,
    /// What guards the call, or why it is public although the signatures lack it.
    reason: String,
}

impl Allowed {
    fn load() -> Result<Self> {
        let path = place::source(ALLOWED);
        let allowed: Self = toml::from_str(&files::read(&path)?)
            .map_err(|error| fail!("{}: {error}", path.display()))?;
        match allowed.call.iter().find(|call| call.reason.len() < 15) {
            Some(call) => Err(fail!("{ALLOWED} gives no reason for {}", call.name)),
            None => Ok(allowed),
        }
    }

    /// What may be missing from the public API of a level.
    fn at(&self, level: u32) -> BTreeSet<&str> {
        self.call.iter().filter(|call| call.since > level).map(|call| call.name.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_allowed_below_the_level_that_has_it_and_not_from_there_on() {
        let call = Call { name: "a".to_owned(), since: 31, reason: "guarded".to_owned() };
        let allowed = Allowed { call: vec![call] };
        assert_eq!(allowed.at(26), BTreeSet::from(["a"]));
        assert!(allowed.at(31).is_empty());
    }

    #[test]
    fn the_level_of_signatures_stands_in_their_name() {
        assert_eq!(level("gummy-bears-api-33-0.10.0"), Some(33));
        assert_eq!(level("junit-4.13.2"), None);
    }
}
