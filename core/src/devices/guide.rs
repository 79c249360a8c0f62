//! How to sign out of a messenger on a device one no longer holds.

use super::{Messenger, SignOutGuide};
use crate::content::{checklist, device_words};
use crate::{ClockReading, Language};

/// How to sign out of a messenger on a device one no longer holds.
#[must_use]
pub fn sign_out_guide(
    messenger: Messenger,
    clock: &ClockReading,
    language: Language,
) -> SignOutGuide {
    let guide = device_words()
        .guide
        .iter()
        .find(|guide| guide.messengers.contains(&messenger))
        .expect("a test sees that every messenger has a guide");
    let values = [("messenger", messenger.name())];
    SignOutGuide {
        messenger,
        why: guide.why.fill(language, &values),
        steps: guide.steps.iter().map(|step| step.fill(language, &values)).collect(),
        source_line: checklist().source_line.word(
            &guide.source,
            Some(clock.local_date()),
            language,
        ),
    }
}
