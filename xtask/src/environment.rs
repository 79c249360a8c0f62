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
        let named = std::env::var_os("JAVA_HOME").map(PathBuf::from);
        let installed = files::subfolders(Path::new("/usr/lib/jvm"))?;
        named
            .into_iter()
            .chain(installed)
            .find(|home| release(home).as_deref() == Some(JDK) && home.join("bin/javac").exists())
            .map(|home| Self { home })
            .ok_or_else(|| {
                fail!(
                    "no JDK {JDK} found in JAVA_HOME or /usr/lib/jvm; \
                     install it with: sudo apt-get install openjdk-{JDK}-jdk-headless"
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

    #[test]
    fn the_release_file_of_a_jdk_gives_its_feature_release() {
        let text = "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.21.1\"\nOS_NAME=\"Linux\"\n";
        assert_eq!(parse_release(text).as_deref(), Some("17"));
        assert_eq!(parse_release("JAVA_VERSION=\"21\"\n").as_deref(), Some("21"));
        assert_eq!(parse_release("nothing of the kind"), None);
    }
}
