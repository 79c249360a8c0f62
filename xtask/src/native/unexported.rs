//! Keeps out of the libraries what only uniffi-bindgen reads, and it reads this computer's build: the description of
//! the interface, with all its documentation.

use std::path::{Path, PathBuf};

use object::{Object, ObjectSymbol};

use crate::failure::{Result, fail};
use crate::{files, place};

/// How the names of these descriptions begin.
const PREFIX: &str = "UNIFFI_META_";

/// A linker script that makes the descriptions local, so that nothing holds them: every one by its name, since rustc's
/// own script exports it by name.
pub(super) fn script(host_library: &Path) -> Result<PathBuf> {
    let bytes = files::read_bytes(host_library)?;
    let file = object::File::parse(bytes.as_slice())
        .map_err(|error| fail!("{}: {error}", host_library.display()))?;
    let names = file
        .dynamic_symbols()
        .filter_map(|symbol| symbol.name().ok().map(str::to_owned))
        .filter(|name| name.starts_with(PREFIX));
    let text = script_of(names.collect());
    let path = place::target("native/unexported.version");
    files::write(&path, text)?;
    Ok(path)
}

fn script_of(mut names: Vec<String>) -> String {
    names.sort();
    format!("{{ local: {}; }};\n", names.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_names_every_description_in_the_same_order_always() {
        let names = ["UNIFFI_META_B", "UNIFFI_META_A"].map(str::to_owned);
        assert_eq!(script_of(names.to_vec()), "{ local: UNIFFI_META_A; UNIFFI_META_B; };\n");
    }
}
