//! The build of Candado, behind `./dev`.

fn main() {}
