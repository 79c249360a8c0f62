//! Where salts and the signing seed come from.

use super::EvidenceError;

/// Where salts and keys come from: the system, or a fixed stream in tests and golden files.
pub trait EntropySource: Send {
    /// Fills `bytes` with unpredictable bytes.
    ///
    /// # Errors
    /// When the system has none to give.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EvidenceError>;
}

/// The operating system's random generator.
#[derive(Debug, Default)]
pub struct SystemEntropy;

impl EntropySource for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EvidenceError> {
        getrandom::fill(bytes).map_err(|_| EvidenceError::NoEntropy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_gives_different_bytes_each_time() {
        let (mut first, mut second) = ([0_u8; 32], [0_u8; 32]);
        SystemEntropy.fill(&mut first).expect("the test machine has a random generator");
        SystemEntropy.fill(&mut second).expect("the test machine has a random generator");
        assert_ne!(first, second);
    }
}
