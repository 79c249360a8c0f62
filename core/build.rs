//! Refuses to build with content that breaks its promises, and packs it: what the app says ships inside the library.

#[path = "build/content.rs"]
mod content;
#[path = "build/shipped.rs"]
mod shipped;

use std::path::Path;

fn main() {
    for folder in ["build", "content", "fonts"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = source.join("content");
    let mut problems = match content::read(&folder) {
        Ok(files) => content::problems(&files),
        Err(error) => vec![format!("{error}")],
    };
    if problems.is_empty() {
        let into = std::env::var_os("OUT_DIR").expect("cargo says where to write");
        let into = Path::new(&into).join("shipped");
        let packed = shipped::pack(&folder, &into)
            .and_then(|()| shipped::pack(&source.join("fonts"), &into))
            .and_then(|()| shipped::pack_confusables(&into))
            .and_then(|()| shipped::pack_zones(&into));
        problems.extend(packed.err().map(|error| format!("cannot be packed: {error}")));
    }
    for problem in &problems {
        println!("cargo::error=core/content/{problem}");
    }
}
