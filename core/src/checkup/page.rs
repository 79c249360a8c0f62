//! The page of one item.

use super::evaluate::{Evaluated, evaluate};
use super::words::Wording;
use super::{AnswerOption, CheckupError, ItemPage, MessengerSignal, ScreenTarget, Snapshot, table};
use crate::content::{FindingKind, Mark, TargetKind, checklist, source};
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
    let answers = table::current_answers(state.connection())?;
    let devices = devices::all(state.connection())?;
    let checklist = checklist();
    let evaluated = evaluate(checklist, snapshot, &answers, &devices, &checklist.policy, clock);
    let item = evaluated.iter().find(|item| item.id == item_id).ok_or(CheckupError::NoSuchItem)?;
    let wording = Wording { checklist, clock, language };
    let installed = installed(snapshot);
    let messenger = item.messenger.or(installed.first().copied()).unwrap_or(Messenger::WhatsApp);
    let (steps, source_id) = steps(item, &installed, messenger, &wording);
    let is_asked = item.asks.is_some();
    let question = item.content.question.as_ref().filter(|_| is_asked);
    Ok(ItemPage {
        item: wording.item(item),
        why: wording.fill(&item.content.why, item, messenger),
        steps,
        target: item.content.target.map(|target| screen(target, messenger)),
        target_label: item
            .content
            .target_label
            .as_ref()
            .map(|label| wording.fill(label, item, messenger))
            .unwrap_or_default(),
        source_line: checklist.source_line.word(source_id, Some(clock.local_date()), language),
        question: question.map(|text| text.get(language).to_owned()).unwrap_or_default(),
        answers: item
            .content
            .answers
            .iter()
            .filter(|_| is_asked)
            .map(|words| AnswerOption {
                answer: words.answer,
                label: words.label.get(language).to_owned(),
            })
            .collect(),
        about: item.asks.clone().unwrap_or_default(),
        no_opens: item.content.no_opens,
        play_offered: item.finding.kind == FindingKind::No && item.content.no_opens.is_some(),
        can_undo: is_asked && answers.iter().any(|answer| answer.item_id == item_id),
        listed: if item.content.measure.lists() { item.finding.names.clone() } else { Vec::new() },
    })
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

/// The steps, and the id of the source of the first. The main steps are WhatsApp's; they are left out only for somebody
/// who has other messengers and not WhatsApp. A step for another messenger that rests on one old source says so itself.
fn steps<'content>(
    item: &Evaluated<'content>,
    installed: &[Messenger],
    messenger: Messenger,
    wording: &Wording<'_>,
) -> (Vec<String>, &'content str) {
    let content = item.content;
    let elsewhere: Vec<_> =
        content.elsewhere.iter().filter(|step| installed.contains(&step.messenger)).collect();
    let only_elsewhere =
        installed.iter().all(|messenger| elsewhere.iter().any(|step| step.messenger == *messenger));
    let first_elsewhere = elsewhere.first().filter(|_| only_elsewhere);
    let source_id = first_elsewhere.map_or(content.source.as_str(), |step| step.source.as_str());
    let main = content.steps.iter().filter(|_| first_elsewhere.is_none());
    let mut steps: Vec<String> = main.map(|step| wording.fill(step, item, messenger)).collect();
    for step in elsewhere {
        let mut words = wording.fill(&step.step, item, messenger);
        if source(&step.source).is_some_and(|source| source.mark == Mark::C) {
            let confirm = wording.checklist.source_line.confirm.get(wording.language);
            words.push_str(&format!(" ({confirm})"));
        }
        steps.push(words);
    }
    (steps, source_id)
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
        TargetKind::OpenMessenger => ScreenTarget::OpenMessenger { messenger },
        TargetKind::Devices => ScreenTarget::Devices,
    }
}
