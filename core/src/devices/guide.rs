//! How to sign out of a messenger on a device one no longer holds.

use super::{DeviceKind, Messenger, SignOutGuide};
use crate::content::{checklist, device_words};
use crate::{ClockReading, Language};

/// How to sign out of a messenger on a device of this kind that one no longer holds.
#[must_use]
pub fn sign_out_guide(
    messenger: Messenger,
    kind: DeviceKind,
    clock: &ClockReading,
    language: Language,
) -> SignOutGuide {
    let guide = device_words()
        .guide
        .iter()
        .find(|guide| guide.messengers.contains(&messenger))
        .expect("a test sees that every messenger has a guide");
    let old_phone = guide.old_phone.as_ref().filter(|_| kind == DeviceKind::Phone);
    let mut steps = guide.steps.iter().collect::<Vec<_>>();
    if let Some(old_phone) = old_phone {
        steps.insert(steps.len().saturating_sub(1), &old_phone.step);
    }
    let values = [("messenger", messenger.name())];
    let source_line =
        |id: &String| checklist().source_line.word(id, Some(clock.local_date()), language);
    let sources = [Some(&guide.source), old_phone.map(|old_phone| &old_phone.source)];
    SignOutGuide {
        messenger,
        why: guide.why.fill(language, &values),
        steps: steps.into_iter().map(|step| step.fill(language, &values)).collect(),
        source_lines: sources.into_iter().flatten().map(source_line).collect(),
    }
}
