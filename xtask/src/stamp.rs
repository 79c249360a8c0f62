//! Knowing whether a step has to run again.
//!
//! A stamp is the SHA-256 of everything a step read. It is removed before the step starts and
//! written after it succeeded, so a killed or failed step runs again next time.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::Result;
use crate::{files, place};

/// What a step reads.
#[derive(Clone, Default)]
pub(crate) struct Inputs(Sha256);

impl Inputs {
    /// No inputs yet. A step whose own code decides what comes out, such as a compiler's options,
    /// adds that code: `.text(include_str!("…"))`.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// An argument or a path whose content is known from its name, such as a verified artefact.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.update(text.len().to_le_bytes());
        self.0.update(text);
        self
    }

    /// The name and content of a file.
    pub(crate) fn file(self, path: &Path) -> Result<Self> {
        let content = files::read_bytes(path)?;
        Ok(self.text(&path.to_string_lossy()).text(&files::sha256(&content)))
    }

    /// The names and contents of all files below a folder with one of the endings.
    pub(crate) fn tree(mut self, folder: &Path, endings: &[&str]) -> Result<Self> {
        for path in files::list(folder, endings)? {
            self = self.file(&path)?;
        }
        Ok(self)
    }

    fn digest(&self) -> String {
        self.0.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Runs `work` unless it last succeeded with the same inputs and all its outputs still exist.
pub(crate) fn when_changed(
    name: &str,
    inputs: &Inputs,
    outputs: &[&Path],
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    when_changed_in(&place::target("stamps"), name, inputs, outputs, work)
}

fn when_changed_in(
    stamps: &Path,
    name: &str,
    inputs: &Inputs,
    outputs: &[&Path],
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp: PathBuf = stamps.join(name);
    let digest = inputs.digest();
    let same = stamp.exists() && files::read(&stamp)? == digest;
    if same && outputs.iter().all(|output| output.exists()) {
        return Ok(());
    }
    files::remove(&stamp)?;
    work()?;
    files::write(&stamp, digest)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::failure::fail;

    /// How often a step ran that was asked for with these inputs, one after the other.
    fn runs(folder: &Path, inputs: &[Inputs], output: &Path) -> u32 {
        let count = Cell::new(0);
        for input in inputs {
            when_changed_in(folder, "step", input, &[output], || {
                count.set(u32::saturating_add(count.get(), 1));
                files::write(output, "made")
            })
            .expect("the step does not fail");
        }
        count.get()
    }

    #[test]
    fn a_step_runs_once_for_the_same_inputs_and_again_for_others() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().join("output");
        let (one, two) = (Inputs::new().text("one"), Inputs::new().text("two"));
        assert_eq!(runs(folder.path(), &[one.clone(), one.clone(), two, one], &output), 3);
    }

    #[test]
    fn a_step_runs_again_when_its_output_is_gone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().join("output");
        let inputs = [Inputs::new().text("one")];
        assert_eq!(runs(folder.path(), &inputs, &output), 1);
        files::remove(&output).expect("it exists");
        assert_eq!(runs(folder.path(), &inputs, &output), 1);
        assert_eq!(runs(folder.path(), &inputs, &output), 0);
    }

    #[test]
    fn a_step_that_failed_runs_again_though_it_left_an_output_and_had_succeeded_before() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().join("output");
        let (one, two) = (Inputs::new().text("one"), Inputs::new().text("two"));
        assert_eq!(runs(folder.path(), std::slice::from_ref(&one), &output), 1);
        let failed = when_changed_in(folder.path(), "step", &two, &[&output], || Err(fail!("no")));
        assert!(failed.is_err());
        assert_eq!(runs(folder.path(), &[one], &output), 1);
    }

    #[test]
    fn moving_a_file_or_changing_it_changes_the_inputs() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let digest = |name: &str, content: &str| {
            let tree = folder.path().join("tree");
            files::empty_folder(&tree).expect("writable");
            files::write(&tree.join(name), content).expect("writable");
            Inputs::new().tree(&tree, &[".kt"]).expect("readable").digest()
        };
        let first = digest("a.kt", "x");
        assert_eq!(digest("a.kt", "x"), first);
        assert_ne!(digest("a.kt", "y"), first);
        assert_ne!(digest("b.kt", "x"), first);
        assert_ne!(digest("a.txt", "x"), first);
    }

    #[test]
    fn two_texts_are_not_the_same_as_their_joined_text() {
        assert_ne!(
            Inputs::new().text("ab").text("c").digest(),
            Inputs::new().text("a").text("bc").digest()
        );
    }
}
