//! Where things are. Every folder the build reads or writes has its name here, once.

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A path given from the root of the checkout.
pub(crate) fn source(path: &str) -> PathBuf {
    root().join(path)
}

/// A path given from `target/`, where everything built goes.
pub(crate) fn target(path: &str) -> PathBuf {
    root().join("target").join(path)
}

/// The folder with the core built for this computer, `libcandado.so` in it.
pub(crate) fn host_library() -> PathBuf {
    target("debug")
}

/// The same, built as for the phone.
pub(crate) fn fast_host_library() -> PathBuf {
    target("release")
}

/// A path as the person typed it: from the folder they stand in, which `./dev` notes before it
/// goes to the checkout.
pub(crate) fn named(path: impl AsRef<Path>) -> PathBuf {
    let from = std::env::var_os("CANDADO_FROM").map_or_else(root, PathBuf::from);
    from.join(path)
}

/// Downloads shared by all checkouts: `$XDG_CACHE_HOME/candado` or `~/.cache/candado`.
pub(crate) fn cache() -> PathBuf {
    let base = std::env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty());
    base.map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .unwrap_or_else(|| target("cache"))
        .join("candado")
}
