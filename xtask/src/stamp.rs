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
    /// No inputs yet; this executable counts always, since it is what does the step.
    pub(crate) fn new() -> Self {
        Self::default().text(env!("CARGO_PKG_VERSION"))
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
