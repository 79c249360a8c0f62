//! Refuses to build with content that breaks its promises: what the app says ships inside the library.

#[path = "build/content.rs"]
mod content;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=build");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let problems = match content::read(&folder) {
        Ok(files) => content::problems(&files),
        Err(error) => vec![format!("{}: {error}", folder.display())],
    };
    for problem in &problems {
        println!("cargo::error=core/content/{problem}");
    }
}
