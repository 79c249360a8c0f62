//! What a program that fetches things prints when the network or the disk is to blame, and the
//! sentence for it.

use crate::failure::{Failure, fail};

/// Words of Maven, npm, pip and the programs below them, in the C locale that `./dev` sets.
const NO_NETWORK: [&str; 12] = [
    "Unknown host",
    "UnknownHostException",
    "Connection refused",
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ETIMEDOUT",
    "Network is unreachable",
    "Connect timed out",
    "Temporary failure in name resolution",
    "No route to host",
    "Failed to establish a new connection",
];

const NO_SPACE: [&str; 2] = ["No space left on device", "ENOSPC"];

/// The sentence for a network or disk that is missing; nothing if something else went wrong.
pub(crate) fn of(program: &str, output: &str) -> Option<Failure> {
    let says = |words: &[&str]| words.iter().any(|text| output.contains(text));
    if says(&NO_SPACE) {
        Some(fail!("no space left on the disk; free about 3 GB and run the command again"))
    } else if says(&NO_NETWORK) {
        Some(fail!(
            "no network: {program} cannot reach its packages; connect, or name a mirror in its \
             settings, and run the command again"
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(output: &str) -> Option<String> {
        of("npm", output).map(|failure| failure.to_string())
    }

    #[test]
    fn a_network_that_is_missing_is_told_from_a_full_disk_and_from_anything_else() {
        let offline = sentence("npm error code EAI_AGAIN").expect("a known word");
        assert!(offline.starts_with("no network: npm"));
        let full = sentence("npm error code ENOSPC").expect("a known word");
        assert!(full.starts_with("no space left"));
        assert_eq!(sentence("npm error code E404"), None);
    }
}
