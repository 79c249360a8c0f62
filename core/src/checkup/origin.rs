//! Where a messenger came from: who signed it, and what installed it.

use super::evaluate::Finding;
use super::{MessengerSignal, NumberSignal, TextSignal, Verdict};
use crate::content::{Checklist, FindingKind};
use crate::devices::Messenger;

/// Whether a messenger is its maker's own. Only a certificate with a source decides: `None`, and nothing is said, for
/// one whose maker's certificate we do not know, whose signers cannot be read, or that is not installed.
pub(super) fn messenger_origin(
    messenger: Messenger,
    signal: Option<&MessengerSignal>,
    checklist: &Checklist,
) -> Option<Finding> {
    let Some(MessengerSignal::Installed { signers, .. }) = signal else { return None };
    let known = checklist.signer.iter().find(|known| known.messenger == messenger)?;
    if signers.is_empty() {
        return None;
    }
    let is_genuine = signers.iter().any(|signer| known.sha256.contains(signer));
    Some(if is_genuine {
        Finding::measured(FindingKind::Genuine, Verdict::Ok)
    } else {
        Finding::measured(FindingKind::Modified, Verdict::AtRisk)
    })
}

/// `PackageInstaller.PACKAGE_SOURCE_STORE`.
const SOURCE_STORE: i64 = 2;

/// `PackageInstaller.PACKAGE_SOURCE_LOCAL_FILE` and `…_DOWNLOADED_FILE`.
const SOURCE_FILES: [i64; 2] = [3, 4];

/// Whether a messenger seems to have come from outside a store we know: a mention beside its update, because a store we
/// do not know may be a good one, and no verdict.
pub(super) fn came_from_elsewhere(signal: Option<&MessengerSignal>, checklist: &Checklist) -> bool {
    let Some(MessengerSignal::Installed { installer, update_owner, package_source, .. }) = signal
    else {
        return false;
    };
    match package_source {
        NumberSignal::Value { number: SOURCE_STORE } => return false,
        NumberSignal::Value { number } if SOURCE_FILES.contains(number) => return true,
        _ => {}
    }
    let is_store = |signal: &TextSignal| match signal {
        TextSignal::Value { text } => checklist.store.contains(text),
        _ => false,
    };
    *installer != TextSignal::Failed && !is_store(installer) && !is_store(update_owner)
}
