//! The page of one item.

use super::evaluate::{Evaluated, offers};
use super::words::Wording;
use super::{
    AnswerOption, CheckupError, ItemPage, Judged, ListSignal, MessengerSection, MessengerSignal,
    ScreenTarget, Snapshot, judged, listed,
};
use crate::content::{
    Checklist, FindingKind, LookYourselfWords, Measure, MessengerSteps, TargetKind, Text, checklist,
};
use crate::devices::{self, Messenger};
use crate::store::CareState;
use crate::{ClockReading, Language};

/// The page of one item, with the steps of the messengers on this phone.
///
/// # Errors
/// [`CheckupError::NoSuchItem`] when no item has this id.
pub fn page(
    state: &CareState,
    item_id: &str,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<ItemPage, CheckupError> {
    let Judged { evaluated, answers, devices } = judged(state, snapshot, clock)?;
    let checklist = checklist();
    let item = evaluated.iter().find(|item| item.id == item_id).ok_or(CheckupError::NoSuchItem)?;
    let wording = Wording { checklist, clock, language };
    let installed = installed(snapshot);
    let messenger = item.messenger.or(installed.first().copied()).unwrap_or(Messenger::WhatsApp);
    let mut own: Vec<&Text> = item.content.steps.iter().collect();
    let look = look_yourself(item, snapshot, checklist);
    if let (Some(first), Some(look)) = (own.first_mut(), look) {
        *first = &look.first_step;
    }
    let steps: Vec<String> =
        own.into_iter().map(|step| wording.fill(step, item, messenger)).collect();
    let source_line = match steps.as_slice() {
        [] => String::new(),
        _ => wording.source_line(&item.content.source),
    };
    let is_asked = item.asks.is_some();
    let question = match look {
        Some(look) => Some(&look.question),
        None => item.content.question.as_ref().filter(|_| is_asked),
    };
    Ok(ItemPage {
        item: wording.item(item),
        why: wording.fill(&item.content.why, item, messenger),
        steps,
        sections: sections(item, &installed, &wording),
        target: item.content.target.map(|target| screen(target, messenger)),
        target_label: item
            .content
            .target_label
            .as_ref()
            .map(|label| wording.fill(label, item, messenger))
            .unwrap_or_default(),
        source_line,
        question: question.map(|text| text.get(language).to_owned()).unwrap_or_default(),
        answers: item
            .content
            .answers
            .iter()
            .filter(|words| is_asked && offers(item.content, words.answer, &devices))
            .map(|words| AnswerOption {
                answer: words.answer,
                label: words.label.get(language).to_owned(),
            })
            .collect(),
        about: item.asks.clone().unwrap_or_default(),
        no_opens: item.content.no_opens,
        play_offered: item.finding.kind == FindingKind::No && item.content.no_opens.is_some(),
        can_undo: is_asked && answers.iter().any(|answer| answer.item_id == item_id),
        listed: match item.content.measure {
            Measure::Listed { list } => {
                listed::rows(list.of(snapshot), &snapshot.manufacturer, language)
            }
            _ => Vec::new(),
        },
        compare_with: item
            .content
            .compares_devices
            .then(|| devices::signed_in(devices, clock, language)),
    })
}

/// The words for a list that the person is asked to open, because the phone keeps it or a part of it to itself.
fn look_yourself<'content>(
    item: &Evaluated<'_>,
    snapshot: &Snapshot,
    checklist: &'content Checklist,
) -> Option<&'content LookYourselfWords> {
    let Measure::Listed { list } = item.content.measure else { return None };
    item.asks.as_ref()?;
    match list.of(snapshot) {
        ListSignal::Value { .. } => None,
        ListSignal::Partial { .. } => Some(&checklist.partial_list),
        ListSignal::Absent | ListSignal::Failed => Some(&checklist.unread_list),
    }
}

fn installed(snapshot: &Snapshot) -> Vec<Messenger> {
    let is_installed = |messenger: &Messenger| {
        snapshot.messengers.iter().any(|reading| {
            reading.messenger == *messenger
                && matches!(reading.signal, MessengerSignal::Installed { .. })
        })
    };
    Messenger::ALL.into_iter().filter(is_installed).collect()
}

/// How the item is done in each messenger on the phone. Where content knows none of those, or the phone has none, the
/// first that content knows stands for them and says so, so that nobody is left without steps.
fn sections(
    item: &Evaluated<'_>,
    installed: &[Messenger],
    wording: &Wording<'_>,
) -> Vec<MessengerSection> {
    let told: Vec<(Messenger, &MessengerSteps)> = item
        .content
        .in_messengers
        .iter()
        .flat_map(|steps| steps.messengers.iter().map(move |messenger| (*messenger, steps)))
        .collect();
    let mut shown: Vec<_> =
        told.iter().filter(|(messenger, _)| installed.contains(messenger)).collect();
    if shown.is_empty() {
        shown.extend(told.first());
    }
    let section = |(messenger, content): &(Messenger, &MessengerSteps)| MessengerSection {
        messenger: *messenger,
        title: messenger.name().to_owned(),
        note: if installed.contains(messenger) {
            String::new()
        } else {
            wording.fill(&wording.checklist.elsewhere, item, *messenger)
        },
        steps: content.steps.iter().map(|step| wording.fill(step, item, *messenger)).collect(),
        open_label: wording.fill(&wording.checklist.open_messenger, item, *messenger),
        source_line: wording.source_line(&content.source),
    };
    shown.into_iter().map(section).collect()
}

fn screen(target: TargetKind, messenger: Messenger) -> ScreenTarget {
    match target {
        TargetKind::SetScreenLock => ScreenTarget::SetScreenLock,
        TargetKind::SecuritySettings => ScreenTarget::SecuritySettings,
        TargetKind::DisplaySettings => ScreenTarget::DisplaySettings,
        TargetKind::LockScreenNotifications => ScreenTarget::LockScreenNotifications,
        TargetKind::NotificationAccess => ScreenTarget::NotificationAccess,
        TargetKind::AccessibilitySettings => ScreenTarget::AccessibilitySettings,
        TargetKind::Keyboards => ScreenTarget::Keyboards,
        TargetKind::DefaultApps => ScreenTarget::DefaultApps,
        TargetKind::DeviceAdmins => ScreenTarget::DeviceAdmins,
        TargetKind::DeveloperOptions => ScreenTarget::DeveloperOptions,
        TargetKind::DateSettings => ScreenTarget::DateSettings,
        TargetKind::PlayProtect => ScreenTarget::PlayProtect,
        TargetKind::DialImei => ScreenTarget::Dial { number: "*#06#".to_owned() },
        TargetKind::SystemUpdate => ScreenTarget::SystemUpdate,
        TargetKind::StorePage => ScreenTarget::StorePage { messenger },
        TargetKind::AboutPhone => ScreenTarget::AboutPhone,
        TargetKind::Accounts => ScreenTarget::Accounts,
        TargetKind::Devices => ScreenTarget::Devices,
        TargetKind::Message => ScreenTarget::Message,
        TargetKind::Contacts => ScreenTarget::Contacts,
    }
}
