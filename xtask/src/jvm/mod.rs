//! The JVM artefacts: which (`catalogue`), where (`resolve`), and whether they are the right
//! bytes (`verify`).

mod archive;
pub(crate) mod catalogue;
pub(crate) mod lock;
mod maven;
mod resolve;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

pub(crate) use archive::extract;
pub(crate) use resolve::{artefacts, classpath};

use crate::failure::{Result, fail};

/// Joins the parts of a class path.
pub(crate) fn join(parts: &[PathBuf]) -> Result<OsString> {
    std::env::join_paths(parts).map_err(|error| fail!("a class path cannot hold this: {error}"))
}
