//! Where a messenger came from: who signed it, and what installed it.

use super::evaluate::Finding;
use super::{Basis, MessengerSignal, TextSignal, Verdict};
use crate::content::{Checklist, FindingKind};
use crate::devices::Messenger;

/// Whether a messenger is its maker's own. The signer decides where a certificate with a source is known; elsewhere
/// only the installer is told, which proves nothing about what is inside. `None` for one that is not installed, or
/// whose update the phone cannot tell either.
pub(super) fn messenger_origin(
    messenger: Messenger,
    signal: Option<&MessengerSignal>,
    checklist: &Checklist,
) -> Option<Finding> {
    let Some(MessengerSignal::Installed { installer, signers, .. }) = signal else { return None };
    let known = checklist.signer.iter().find(|known| known.messenger == messenger);
    if let Some(known) = known.filter(|_| !signers.is_empty()) {
        let is_genuine = signers.iter().any(|signer| known.sha256.contains(signer));
        return Some(if is_genuine {
            Finding::measured(FindingKind::Genuine, Verdict::Ok)
        } else {
            Finding::measured(FindingKind::Modified, Verdict::AtRisk)
        });
    }
    let unknown = |kind| Finding::unknown(kind, Basis::Measured);
    Some(match installer {
        TextSignal::Value { text } => {
            match checklist.store.iter().find(|store| store.package == *text) {
                Some(store) => Finding {
                    names: vec![store.name.clone()],
                    ..Finding::measured(FindingKind::FromStore, Verdict::Ok)
                },
                None => unknown(FindingKind::FromElsewhere),
            }
        }
        TextSignal::Absent => unknown(FindingKind::FromElsewhere),
        TextSignal::Failed => unknown(FindingKind::Failed),
    })
}
