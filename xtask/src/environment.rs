//! The tools on this computer: which JDK.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Result, fail};
use crate::files;

/// The JDK release the whole build runs on: Robolectric's API 35 classes run on it, and it is the
/// one Debian 12 has.
const JDK: &str = "17";

/// A JDK of the right release.
#[derive(Debug, Clone)]
pub(crate) struct Jdk {
    /// Its folder, with `bin/` and `lib/`.
    pub(crate) home: PathBuf,
}

impl Jdk {
    /// Finds a JDK 17: `JAVA_HOME` when that is one, else Debian's.
    pub(crate) fn find() -> Result<Self> {
        let named = std::env::var_os("JAVA_HOME").filter(|home| !home.is_empty());
        Self::find_in(named.map(PathBuf::from), Path::new("/usr/lib/jvm"))
    }

    fn find_in(named: Option<PathBuf>, installed: &Path) -> Result<Self> {
        let fits = |home: &PathBuf| {
            release(home).as_deref() == Some(JDK) && home.join("bin/javac").exists()
        };
        let found = named.iter().cloned().chain(files::subfolders(installed)?).find(fits);
        found.map(|home| Self { home }).ok_or_else(|| {
            let named = match named {
                Some(home) => format!("JAVA_HOME is {}, which is none", home.display()),
                None => "JAVA_HOME names none".to_owned(),
            };
            fail!(
                "no JDK {JDK}: {named}, and there is none in {}; \
                 install it with: sudo apt-get install openjdk-{JDK}-jdk-headless",
                installed.display()
            )
        })
    }

    /// A command for one of the JDK's programs, such as `java` or `javac`.
    pub(crate) fn command(&self, program: &str) -> Command {
        Command::new(self.home.join("bin").join(program))
    }
}

/// The release a JDK folder states in its `release` file: `JAVA_VERSION="17.0.21"` is `17`.
fn release(home: &Path) -> Option<String> {
    let text = std::fs::read_to_string(home.join("release")).ok()?;
    parse_release(&text)
}

fn parse_release(text: &str) -> Option<String> {
    let version = text.lines().find_map(|line| line.strip_prefix("JAVA_VERSION=\""))?;
    version.split(['.', '"', '+', '-']).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a folder that looks like a JDK of a release.
    fn jdk(folder: &Path, name: &str, version: &str) -> PathBuf {
        let home = folder.join(name);
        let release = format!("JAVA_VERSION=\"{version}\"\n");
        files::write(&home.join("release"), release).expect("writable");
        files::write(&home.join("bin/javac"), "").expect("writable");
        home
    }

    #[test]
    fn java_home_is_taken_when_it_is_the_right_release_and_passed_over_when_it_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let installed = folder.path().join("jvm");
        let debian = jdk(&installed, "java-17", "17.0.21");
        let newer = jdk(folder.path(), "newer", "21.0.1");
        let own = jdk(folder.path(), "own", "17.0.2");
        let found = |named| Jdk::find_in(named, &installed).expect("there is one").home;
        assert_eq!(found(Some(own.clone())), own);
        assert_eq!(found(Some(newer)), debian);
        assert_eq!(found(None), debian);
    }

    #[test]
    fn without_the_right_jdk_the_sentence_says_what_java_home_is_and_what_to_install() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let nothing = folder.path().join("jvm");
        let newer = jdk(folder.path(), "newer", "21.0.1");
        // A runtime without the compiler is no JDK.
        let runtime = jdk(folder.path(), "runtime", "17.0.2");
        files::remove(&runtime.join("bin/javac")).expect("it exists");
        for named in [newer, runtime] {
            let refusal = Jdk::find_in(Some(named.clone()), &nothing).expect_err("none fits");
            let refusal = refusal.to_string();
            assert!(refusal.contains(&format!("JAVA_HOME is {}", named.display())), "{refusal}");
            assert!(refusal.contains("apt-get install openjdk-17-jdk-headless"), "{refusal}");
        }
        let refusal = Jdk::find_in(None, &nothing).expect_err("there is none").to_string();
        assert!(refusal.contains("JAVA_HOME names none"), "{refusal}");
    }

    #[test]
    fn the_release_file_of_a_jdk_gives_its_feature_release() {
        let text = "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.21.1\"\nOS_NAME=\"Linux\"\n";
        assert_eq!(parse_release(text).as_deref(), Some("17"));
        assert_eq!(parse_release("JAVA_VERSION=\"21\"\n").as_deref(), Some("21"));
        assert_eq!(parse_release("nothing of the kind"), None);
    }
}
