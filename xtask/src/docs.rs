//! Docs rot by naming files that moved: every path in a Markdown file has to exist.

use std::path::{Path, PathBuf};

use crate::failure::{Result, fail};
use crate::{files, place};

/// Folders a build makes, or that are not ours; docs may name what is in them.
const NOT_CHECKED: [&str; 5] = ["target", "out", ".candado", ".git", "node_modules"];

/// Fails with the list of paths that Markdown files name and that do not exist.
pub(crate) fn check() -> Result<()> {
    let root = place::root();
    let mut missing = Vec::new();
    for document in documents(&root)? {
        let text = files::read(&document)?;
        let folder = document.parent().unwrap_or(&root);
        let name = document.strip_prefix(&root).unwrap_or(&document).display().to_string();
        for path in code_paths(&text).filter(|path| is_ours(&root, path)) {
            if !exists(&root, path) && !exists(folder, path) {
                missing.push(format!("{name} names {path}, which does not exist"));
            }
        }
        for link in links(&text) {
            if !folder.join(link).exists() {
                missing.push(format!("{name} links to {link}, which does not exist"));
            }
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(fail!("{}", missing.join("\n  "))) }
}

fn documents(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files::entries(root, &[".md"])?;
    for folder in files::subfolders(root)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !NOT_CHECKED.contains(&name.as_str()) {
            found.extend(files::list(&folder, &[".md"])?);
        }
    }
    found.retain(|path| !path.components().any(|part| part.as_os_str() == "node_modules"));
    Ok(found)
}

/// Words in `code` that look like a path: a slash, no blank, no address, no pattern.
fn code_paths(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .flat_map(str::split_whitespace)
        .map(|word| word.trim_start_matches("./").trim_end_matches([',', ':', ';']))
        .filter(|word| word.contains('/') && !word.starts_with('/') && !word.contains("://"))
        .filter(|word| !word.contains(['*', '<', '$', '…', '(', '=', '{', '%']))
}

/// The endings of files that docs name; a path with one is ours even where its folder is gone.
const ENDINGS: [&str; 9] = [".rs", ".kt", ".kts", ".toml", ".md", ".xml", ".py", ".mjs", ".html"];

/// Whether a path starts with a folder of ours or names a source file, so that `text/plain` is none.
fn is_ours(root: &Path, path: &str) -> bool {
    let file = path.split(['#', ':']).next().unwrap_or(path);
    path.split('/').next().is_some_and(|first| {
        !NOT_CHECKED.contains(&first)
            && (root.join(first).is_dir() || ENDINGS.iter().any(|ending| file.ends_with(ending)))
    })
}

/// Whether a path exists; `file.rs:12` and `file.rs#anchor` mean the file.
fn exists(folder: &Path, path: &str) -> bool {
    let file = path.split(['#', ':']).next().unwrap_or(path);
    folder.join(file).exists()
}

/// Targets of links and pictures that point into the checkout.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ', '#']).next())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .filter(|target| !target.starts_with("mailto:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_code_are_found_and_other_code_is_not() {
        let text = "See `core/src/lib.rs`, `./dev run` and `cargo test -p x`; `https://a/b` or \
                    `gradle/*.toml` are no paths.";
        assert_eq!(code_paths(text).collect::<Vec<_>>(), ["core/src/lib.rs"]);
    }

    #[test]
    fn links_into_the_checkout_are_found_without_their_anchor() {
        let text = "[a](docs/a.md#part) ![b](b.png) [c](https://example.org) [d](#here)";
        assert_eq!(links(text).collect::<Vec<_>>(), ["docs/a.md", "b.png"]);
    }

    #[test]
    fn only_paths_below_a_folder_of_the_checkout_have_to_exist() {
        let root = place::root();
        assert!(is_ours(&root, "xtask/no-such-file"));
        assert!(is_ours(&root, "no-such-folder/src/file.rs:12"));
        assert!(!is_ours(&root, "text/plain"));
        assert!(!is_ours(&root, "target/android/app.apk"));
        assert!(exists(&root, "xtask/src/docs.rs:12"));
        assert!(!exists(&root, "xtask/no-such-file"));
    }
}
