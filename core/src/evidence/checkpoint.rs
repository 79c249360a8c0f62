//! Checkpoints: what the log was at one moment, signed. The forms are C2SP `tlog-checkpoint` and `signed-note`.
//!
//! ```text
//! candado-3f2a9c417b60d5e8                  origin, also the name of the key
//! 42                                        entries
//! ROOT                                      base64 of the root
//! noted 2026-03-16T18:40:00.000Z            the phone's clock
//!
//! — candado-3f2a9c417b60d5e8 SIGNATURE      base64 of key id (4 bytes) and Ed25519 signature (64 bytes)
//! ```

use super::canonical::rfc3339;
use super::tree::{Hash, Tree};
use crate::ClockReading;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The signature type that signed notes give to Ed25519.
const ED25519: u8 = 1;
const KEY_ID_BYTES: usize = 4;

/// What a checkpoint states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checkpoint {
    /// Name of the log.
    pub(crate) origin: String,
    /// Number of entries.
    pub(crate) size: u64,
    /// Root of the tree over them.
    pub(crate) root: Hash,
    /// When the phone says it was signed, RFC 3339.
    pub(crate) noted: String,
}

impl Checkpoint {
    /// What the log called `origin` is now, by the phone's clock.
    pub(crate) fn over(origin: &str, tree: &Tree, clock: &ClockReading) -> Self {
        Self {
            origin: origin.to_owned(),
            size: tree.size(),
            root: tree.root(),
            noted: rfc3339(clock.now_ms),
        }
    }

    /// The signed part of the note, which ends with a line break.
    fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\nnoted {}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root),
            self.noted
        )
    }

    /// Reads the signed part of a note. A checkpoint of another program may carry other extension lines.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty())?.to_owned();
        let size = lines.next()?;
        let canonical = size == "0" || !size.starts_with('0');
        if !canonical || !size.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let root = STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        let noted = lines.find_map(|line| line.strip_prefix("noted ")).unwrap_or_default();
        Some(Self { origin, size: size.parse().ok()?, root, noted: noted.to_owned() })
    }

    /// The checkpoint as a signed note.
    pub(crate) fn sign(&self, key: &SigningKey) -> String {
        let text = self.text();
        let mut signature = key_id(&self.origin, &key.verifying_key()).to_vec();
        signature.extend(key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n— {} {}\n", self.origin, STANDARD.encode(signature))
    }
}

/// Why a signed note is not to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteProblem {
    /// It does not have the form of one.
    Malformed,
    /// It carries no signature by this key.
    OtherKey,
    /// The signature by this key is wrong.
    BadSignature,
}

/// A public key with the name it signs under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VerifierKey {
    /// Name, which is the origin of the log.
    pub(crate) name: String,
    key: VerifyingKey,
}

impl VerifierKey {
    /// The public half of a signing key.
    pub(crate) fn of(name: &str, key: &SigningKey) -> Self {
        Self { name: name.to_owned(), key: key.verifying_key() }
    }

    /// The key in the form that signed notes give to it: name, key id, type and key.
    pub(crate) fn encode(&self) -> String {
        let id = super::hexadecimal::encode(&key_id(&self.name, &self.key));
        format!("{}+{id}+{}", self.name, STANDARD.encode(typed_key(&self.key)))
    }

    /// Reads that form; `None` when it is another, or the id does not belong to the key.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        if name.is_empty() || name.contains(char::is_whitespace) {
            return None;
        }
        let typed: [u8; 33] = STANDARD.decode(key).ok()?.try_into().ok()?;
        let (kind, key) = typed.split_first()?;
        let key: [u8; 32] = key.try_into().ok()?;
        if !is_reduced(&key) {
            return None;
        }
        let key = VerifyingKey::from_bytes(&key).ok()?;
        let right_id = super::hexadecimal::encode(&key_id(name, &key)) == id;
        (*kind == ED25519 && right_id).then(|| Self { name: name.to_owned(), key })
    }

    /// Reads a signed note that this key must have signed. Signatures by others are passed over.
    pub(crate) fn open(&self, note: &str) -> Result<Checkpoint, NoteProblem> {
        let (body, signatures) = note.rsplit_once("\n\n").ok_or(NoteProblem::Malformed)?;
        let text = format!("{body}\n");
        let checkpoint = Checkpoint::parse(&text).ok_or(NoteProblem::Malformed)?;
        let mut ours = None;
        for line in signatures.strip_suffix('\n').ok_or(NoteProblem::Malformed)?.split('\n') {
            let (name, signature) = line
                .strip_prefix("— ")
                .and_then(|rest| rest.split_once(' '))
                .ok_or(NoteProblem::Malformed)?;
            let signature = STANDARD.decode(signature).map_err(|_| NoteProblem::Malformed)?;
            let (id, signature) =
                signature.split_at_checked(KEY_ID_BYTES).ok_or(NoteProblem::Malformed)?;
            if name == self.name && id == key_id(&self.name, &self.key) {
                let bytes = signature.try_into().map_err(|_| NoteProblem::Malformed)?;
                ours = Some(Signature::from_bytes(bytes));
            }
        }
        let ours = ours.ok_or(NoteProblem::OtherKey)?;
        self.key.verify_strict(text.as_bytes(), &ours).map_err(|_| NoteProblem::BadSignature)?;
        Ok(checkpoint)
    }
}

/// Whether an encoded point is the one encoding of it (RFC 8032, section 5.1.3): y below the prime 2^255 - 19, and no
/// sign where x is 0, which it is at y = 1 and y = -1. The library takes the others too, verifiers elsewhere do not.
fn is_reduced(point: &[u8; 32]) -> bool {
    let [low, middle @ .., high] = point;
    let (y_high, signed) = (high & 0x7f, high & 0x80 != 0);
    let near_prime = y_high == 0x7f && middle.iter().all(|byte| *byte == 0xff);
    let is_one = *low == 1 && y_high == 0 && middle.iter().all(|byte| *byte == 0);
    let is_minus_one = near_prime && *low == 0xec;
    let beyond_prime = near_prime && *low > 0xec;
    !(beyond_prime || signed && (is_one || is_minus_one))
}

fn typed_key(key: &VerifyingKey) -> Vec<u8> {
    let mut typed = vec![ED25519];
    typed.extend(key.as_bytes());
    typed
}

/// The first four bytes of SHA-256 over name, line break, type and key.
fn key_id(name: &str, key: &VerifyingKey) -> [u8; KEY_ID_BYTES] {
    let digest = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n'])
        .chain_update(typed_key(key))
        .finalize();
    std::array::from_fn(|index| digest.get(index).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint {
            origin: "candado-0123456789abcdef".into(),
            size: 42,
            root: [9; 32],
            noted: "2026-03-16T18:40:00.000Z".into(),
        }
    }

    /// The note that the Go package `golang.org/x/mod/sumdb/note`, where the format comes from, shows as its example.
    #[test]
    fn the_verifier_key_and_note_of_the_go_example_are_read() {
        let verifier = VerifierKey::parse(
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        )
        .expect("the example key is well formed");
        let text = "If you think cryptography is the answer to your problem,\n\
            then you don't know what your problem is.\n";
        let signature = STANDARD
            .decode(
                "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
            )
            .expect("the example signature is base64");
        let (id, signature) = signature.split_at(KEY_ID_BYTES);
        assert_eq!(id, key_id(&verifier.name, &verifier.key));
        let signature = Signature::from_slice(signature).expect("64 bytes");
        assert!(verifier.key.verify_strict(text.as_bytes(), &signature).is_ok());
    }

    #[test]
    fn ed25519_signs_as_rfc_8032_says() {
        // Section 7.1, test 2.
        let seed = super::super::hexadecimal::decode_hash(
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        )
        .expect("64 digits");
        assert_eq!(
            super::super::hexadecimal::encode(
                &SigningKey::from_bytes(&seed).sign(&[0x72]).to_bytes()
            ),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        );
    }

    #[test]
    fn a_note_is_opened_by_its_key_and_says_what_was_signed() {
        let note = checkpoint().sign(&key());
        let verifier = VerifierKey::of("candado-0123456789abcdef", &key());
        assert_eq!(verifier.open(&note), Ok(checkpoint()));
        assert_eq!(VerifierKey::parse(&verifier.encode()), Some(verifier));
    }

    #[test]
    fn a_note_by_another_key_or_with_changed_text_is_not_believed() {
        let note = checkpoint().sign(&key());
        let other = VerifierKey::of("candado-0123456789abcdef", &SigningKey::from_bytes(&[8; 32]));
        assert_eq!(other.open(&note), Err(NoteProblem::OtherKey));
        let verifier = VerifierKey::of("candado-0123456789abcdef", &key());
        let changed = note.replacen("\n42\n", "\n43\n", 1);
        assert_eq!(verifier.open(&changed), Err(NoteProblem::BadSignature));
        for cut in [note.trim_end(), "", "\n\n\n", &note.replacen("\n42\n", "\n042\n", 1)] {
            assert_eq!(verifier.open(cut), Err(NoteProblem::Malformed), "{cut:?}");
        }
    }

    #[test]
    fn a_key_has_one_encoding() {
        let with = |low: u8, fill: u8, high: u8| {
            let mut point = [fill; 32];
            (point[0], point[31]) = (low, high);
            point
        };
        for other in [
            with(0xed, 0xff, 0x7f), // y = p, which is 0
            with(0xff, 0xff, 0x7f),
            with(0xf0, 0xff, 0xff), // y = p + 3
            with(1, 0, 0x80),       // y = 1, x = -0
            with(0xec, 0xff, 0xff), // y = -1, x = -0
        ] {
            assert!(!is_reduced(&other), "{other:?}");
            let key = VerifyingKey::from_bytes(&other);
            let Ok(key) = key else { continue };
            let encoded = VerifierKey { name: "candado-0123456789abcdef".into(), key }.encode();
            assert_eq!(VerifierKey::parse(&encoded), None, "{encoded}");
        }
        for only in [with(0, 0, 0), with(1, 0, 0), with(2, 0, 0x80), with(0xec, 0xff, 0x7f)] {
            assert!(is_reduced(&only), "{only:?}");
        }
        assert!(is_reduced(key().verifying_key().as_bytes()));
    }

    #[test]
    fn a_further_signature_by_a_witness_does_not_disturb() {
        let note = format!("{}— witness AAAAAAAA\n", checkpoint().sign(&key()));
        let verifier = VerifierKey::of("candado-0123456789abcdef", &key());
        assert_eq!(verifier.open(&note), Ok(checkpoint()));
    }
}
