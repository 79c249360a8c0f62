//! The content files keep their promises: both languages, a source for everything, nothing stale, nothing dangling.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::Language;
use candado_core::checkup::{CheckupLimit, ItemGroup, Verdict};
use candado_core::content::{
    FindingKind, ItemContent, Mark, Measure, StepContent, Text, chat_limits, checklist, clocks,
    contacts, device_words, factory_apps, message_content, plays, ready_texts, reminder_content,
    scams, source, sources,
};
use candado_core::devices::{self, DeviceKind, DeviceStatus, Messenger};
use candado_core::evidence::bank_source;
use candado_core::recovery::Scope;
use candado_tests::phone::clock_after_days;
use chrono::{NaiveDate, TimeDelta, Utc};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toml::Value;

/// Every content file: its name and what stands in it.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/content");
    let entries = fs::read_dir(folder).expect("the folder is part of the checkout");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("it is text"))
        })
        .collect();
    files.sort();
    files
}

const PLACEHOLDERS: [&str; 45] = [
    "span",
    "verdict",
    "tells",
    "score",
    "limit",
    "kind",
    "days",
    "ago",
    "date",
    "messenger",
    "minutes",
    "title",
    "line",
    "change",
    "source",
    "name",
    "weekday",
    "weekday_date",
    "count",
    "names",
    "duration",
    "ok",
    "measured",
    "declared",
    "messengers",
    "week",
    "weeks",
    "from",
    "reason",
    "when",
    "time",
    "total",
    "number",
    "transfers",
    "account",
    "helper",
    "intruder",
    "amount",
    "day",
    "value",
    "code",
    "entries",
    "file",
    "files",
    "n",
];

/// Every text of every file, with the path that leads to it.
fn texts() -> Vec<(String, String, String)> {
    fn walk(path: &str, value: &Value, found: &mut Vec<(String, String, String)>) {
        match value {
            Value::Table(table) => {
                let is_text = |key| table.get(key).is_some_and(Value::is_str);
                if is_text("es") || is_text("en") {
                    let get =
                        |key| table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                    found.push((path.to_owned(), get("es"), get("en")));
                    return;
                }
                for (key, value) in table {
                    walk(&format!("{path}.{key}"), value, found);
                }
            }
            Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    walk(&format!("{path}[{index}]"), value, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (name, text) in files() {
        let table: toml::Table = toml::from_str(&text).expect("the file is TOML");
        walk(&name, &Value::Table(table), &mut found);
    }
    found
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

#[test]
fn every_text_is_there_in_both_languages_with_the_same_placeholders() {
    let texts = texts();
    assert!(texts.len() > 140, "only {} texts were found", texts.len());
    for (path, es, en) in texts {
        for text in [&es, &en] {
            let is_page = path == "verdict.toml.command.usage";
            let is_tidy = is_page || text.trim() == text;
            assert!(!text.is_empty() && is_tidy, "{path} is empty or has loose blanks");
            assert!(!text.contains(['!', '¡']), "{path} raises its voice");
            assert_eq!(text.matches("**").count() % 2, 0, "{path} has a lone **");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{path}");
        }
        assert_eq!(placeholders(&es), placeholders(&en), "{path}");
        for name in placeholders(&es) {
            assert!(PLACEHOLDERS.contains(&name), "{path} uses {{{name}}}");
        }
        let questions = |text: &str| (text.matches('¿').count(), text.matches('?').count());
        let (opened, closed) = questions(&es);
        // What cannot be judged bears a lone one, as what is verified bears a tick.
        let lone = usize::from(path == "verdict.toml.cannot_judge");
        assert_eq!(opened + lone, closed, "{path} has an unpaired question mark in Spanish");
    }
}

#[test]
fn every_statement_names_a_source_that_exists_and_every_source_is_named() {
    let mut named = BTreeSet::new();
    for item in &checklist().item {
        named.insert(item.source.as_str());
        named.extend(item.in_messengers.iter().map(|steps| steps.source.as_str()));
    }
    named.extend(checklist().signer.iter().map(|signer| signer.source.as_str()));
    named.extend(factory_apps().app.iter().map(|app| app.source.as_str()));
    named.extend(Messenger::ALL.into_iter().filter_map(|messenger| {
        let rule = checklist().policy.messenger.of(messenger);
        rule.minimum_version.as_ref().map(|minimum| minimum.source.as_str())
    }));
    named.extend(device_words().guide.iter().map(|guide| guide.source.as_str()));
    let old_phones = device_words().guide.iter().filter_map(|guide| guide.old_phone.as_ref());
    named.extend(old_phones.map(|old_phone| old_phone.source.as_str()));
    named.extend(scams().scam.iter().map(|scam| scam.source.as_str()));
    named.extend(clocks().clock.iter().map(|clock| clock.source.as_str()));
    let ids = |ids: &'static [String]| ids.iter().map(String::as_str);
    named.extend(plays().step.iter().flat_map(|step| ids(&step.sources)));
    named.extend(contacts().contact.iter().flat_map(|contact| ids(&contact.sources)));
    named.extend(ids(&contacts().impersonation.sources));
    named.extend(ready_texts().text.iter().flat_map(|text| ids(&text.sources)));
    named.insert(chat_limits().source.as_str());
    named.extend(bank_source().map(|source| source.id.as_str()));
    named.extend(message_content().tell.iter().map(|tell| tell.source.as_str()));
    let known: BTreeSet<&str> = sources().iter().map(|source| source.id.as_str()).collect();
    assert_eq!(known.len(), sources().len(), "two sources share an id");
    assert_eq!(named, known);
    assert!(sources().iter().all(|source| source.reference.len() > 5));
}

/// Fails one year after the last comparison: somebody has to read the sources again and move the dates.
#[test]
#[expect(clippy::disallowed_methods, reason = "a fact grows old by the calendar on the wall")]
fn no_fact_was_verified_more_than_a_year_ago_or_in_the_future() {
    let today = Utc::now().date_naive();
    let mut dates: Vec<(&str, NaiveDate)> =
        sources().iter().map(|source| (source.id.as_str(), source.verified_on)).collect();
    dates.push(("checklist", checklist().dated));
    for (name, date) in dates {
        assert!(date <= today + TimeDelta::days(1), "{name} is dated ahead: {date}");
        assert!(today - date <= TimeDelta::days(365), "{name} was last verified on {date}");
    }
}

#[test]
fn only_what_one_old_source_says_is_marked_to_be_confirmed() {
    let single: Vec<&str> = sources()
        .iter()
        .filter(|source| source.mark == Mark::C)
        .map(|source| source.id.as_str())
        .collect();
    assert_eq!(
        single,
        [
            "signal-registration-lock",
            "whatsapp-fresh-code",
            "carrier-lines",
            "bank-first",
            "evidence-kept",
            "extortion-details",
            "report-contents",
            "consejo-ciudadano",
            "complaint-in-person",
            "whatsapp-export-limit",
            "clabe-banks",
            "development-messages",
            "scam-photo",
            "scam-gift-cards",
            "cheap-endings",
            "scam-courier-code",
            "scam-loan",
            "scam-code-by-mistake",
            "scam-under-investigation",
            "scam-courier-qr",
            "scam-postcode",
            "scam-new-number",
            "scam-fake-support",
            "scam-access-link",
            "call-forwarding",
        ]
    );
    assert_eq!(source("whatsapp-linked-devices").map(|source| source.mark), Some(Mark::A));
}

#[test]
fn every_item_has_an_id_of_its_own_and_three_to_five_steps_for_every_messenger_it_tells_of() {
    let mut ids = BTreeSet::new();
    for item in &checklist().item {
        assert!(ids.insert(&item.id), "{} appears twice", item.id);
        assert!(item.id.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()));
        let per_messenger = item.in_messengers.iter().map(|told| told.steps.len());
        let least = item.steps.len() + per_messenger.clone().min().unwrap_or_default();
        let most = item.steps.len() + per_messenger.max().unwrap_or_default();
        assert!(least >= 3 && most <= 5, "{} has {least} to {most} steps", item.id);
        let mut messengers: Vec<Messenger> =
            item.in_messengers.iter().flat_map(|told| told.messengers.clone()).collect();
        let count = messengers.len();
        messengers.dedup();
        assert_eq!(messengers.len(), count, "{} tells a messenger twice", item.id);
        assert!((1..=15).contains(&item.minutes), "{}", item.id);
        assert_eq!(item.target.is_some(), item.target_label.is_some(), "{}", item.id);
        let is_per_messenger = item.measure.is_per_messenger();
        assert_eq!(item.neutral_title.is_some(), is_per_messenger, "{}", item.id);
    }
}

#[test]
fn what_the_person_answers_has_a_question_an_age_and_a_meaning_of_no_and_what_is_measured_has_none()
{
    for item in &checklist().item {
        let is_persons = matches!(item.measure, Measure::Declared | Measure::SignOuts);
        assert_eq!(item.group == ItemGroup::Person, is_persons, "{}", item.id);
        let is_answered = is_persons
            || item.measure.lists()
            || matches!(item.measure, Measure::AppScanning | Measure::LockScreenContent);
        assert_eq!(item.is_answered(), is_answered, "{}", item.id);
        assert_eq!(item.question.is_some(), is_answered, "{}", item.id);
        assert_eq!(item.no_is.is_some(), is_answered, "{}", item.id);
        assert_eq!(item.stale_after_days.is_some(), is_answered, "{}", item.id);
        let longest = reminder_content().rules.at_most_days;
        assert!(item.stale_after_days.is_none_or(|days| (1..=longest).contains(&days)));
        let answers: Vec<_> = item.answers.iter().map(|words| words.answer).collect();
        let mut once = answers.clone();
        once.dedup();
        assert_eq!(answers, once, "{} offers an answer twice", item.id);
    }
}

#[test]
fn linked_devices_age_within_the_thirty_days_that_an_active_intruder_never_reaches() {
    let (item, _) = checklist().item("linked_devices").expect("the item exists");
    assert!(item.stale_after_days.is_some_and(|days| days <= 30));
}

#[test]
fn every_risk_has_a_sentence_a_reason_and_a_button_of_its_own() {
    let told = checklist().item.iter().flat_map(|item| risks(item).map(move |kind| (item, kind)));
    let mut count = 0;
    for (item, kind) in told {
        let (id, words) = (&item.id, item.findings.get(&kind));
        let words = words.unwrap_or_else(|| panic!("{id} has no words for {kind:?}"));
        let is_told = words.headline.is_some() && words.detail.is_some();
        assert!(is_told && words.action.is_some() && words.changed.is_some(), "{id} {kind:?}");
        count += 1;
    }
    assert!(count > 15, "only {count} risks");
}

/// What is a risk when it is found about an item. A sign-out that waits on a lost device speaks with the words of
/// devices. That no measure is left out here, the compiler sees; that no finding is, the properties of the checkup.
fn risks(item: &ItemContent) -> impl Iterator<Item = FindingKind> {
    let measured: &[FindingKind] = match item.measure {
        Measure::ScreenLock | Measure::AppScanning | Measure::StorageEncryption => {
            &[FindingKind::Off]
        }
        Measure::AutoLock => &[FindingKind::LocksVeryLate],
        Measure::SecurityPatch => &[FindingKind::VeryOld],
        Measure::MessengerUpdate => &[FindingKind::VeryOld, FindingKind::BelowMinimum],
        Measure::MessengerOrigin => &[FindingKind::Modified],
        Measure::Developer => &[FindingKind::Debugging],
        Measure::LockScreenContent
        | Measure::SystemBuild
        | Measure::AutomaticTime
        | Measure::AdvancedProtection
        | Measure::Listed { .. }
        | Measure::SignOuts
        | Measure::Declared => &[],
    };
    let said = (item.no_is == Some(Verdict::AtRisk)).then_some(FindingKind::No);
    measured.iter().copied().chain(said)
}

#[test]
fn a_limit_that_can_be_moved_ships_with_one_of_its_choices_and_a_pair_never_crosses() {
    let limits = &checklist().limit;
    let names: Vec<CheckupLimit> = limits.iter().map(|limit| limit.limit).collect();
    assert_eq!(names, CheckupLimit::ALL);
    for limit in limits {
        assert!(limit.choices.is_sorted_by(|one, other| one < other), "{:?}", limit.limit);
        assert!(limit.choices.first().is_some_and(|least| *least > 0), "{:?}", limit.limit);
    }
    for pair in limits.chunks(2) {
        let [due, risk] = pair else { panic!("every limit has its other half") };
        assert!(due.choices.last() < risk.choices.first(), "{:?}", due.limit);
    }
}

#[test]
fn the_first_step_of_a_list_looks_at_the_names_above_it() {
    for item in checklist().item.iter().filter(|item| item.measure.lists()) {
        let first = item.steps.first().expect("it has steps");
        assert!(first.es.contains("de arriba") && first.en.contains("above"), "{}", item.id);
    }
}

#[test]
fn two_step_is_never_told_as_a_protection_of_linked_devices() {
    let (item, _) = checklist().item("linked_devices").expect("the item exists");
    assert!(item.why.es.contains("No cuentes con la verificación en dos pasos"));
    let (item, _) = checklist().item("two_step").expect("the item exists");
    assert!(item.why.es.contains("No protege contra equipos vinculados"));
}

#[test]
fn every_messenger_has_a_guide_with_its_deadlines_and_its_source() {
    for language in [Language::Spanish, Language::English] {
        for messenger in Messenger::ALL {
            for kind in [DeviceKind::Phone, DeviceKind::Computer, DeviceKind::Tablet] {
                let guide =
                    devices::sign_out_guide(messenger, kind, &clock_after_days(0), language);
                assert!((3..=5).contains(&guide.steps.len()));
                assert!(guide.source_lines.iter().all(|line| !line.is_empty()));
                assert!(!guide.source_lines.is_empty() && !guide.why.contains('{'));
                assert!(guide.steps.iter().all(|step| !step.contains('{')));
            }
        }
    }
    let clock = clock_after_days(0);
    let (messenger, kind) = (Messenger::WhatsAppBusiness, DeviceKind::Computer);
    let guide = devices::sign_out_guide(messenger, kind, &clock, Language::Spanish);
    assert!(guide.why.contains("14 días") && guide.why.contains("30 días"));
    assert!(guide.why.contains("no esperes a que venza sola"));
    assert!(guide.why.contains("De ahí concluimos"), "no source says it: it is our own conclusion");
    assert!(guide.steps.first().is_some_and(|step| step.contains("WhatsApp Business")));
}

#[test]
fn every_kind_and_state_of_device_has_its_words() {
    let words = device_words();
    for kind in [DeviceKind::Phone, DeviceKind::Computer, DeviceKind::Tablet] {
        assert!(words.status.get(kind, DeviceStatus::InUse).is_some());
        for status in
            [DeviceStatus::Unused, DeviceStatus::Lost, DeviceStatus::Stolen, DeviceStatus::Sold]
        {
            assert!(words.status.get(kind, status).is_some());
            assert!(words.detail.get(kind, status).is_some());
        }
    }
}

#[test]
fn distances_grow_and_stop_at_four_months() {
    let rules = &reminder_content().rules;
    let ladders = &rules.after_done_days;
    for days in [&ladders.calm, &ladders.usual, &ladders.strict, &rules.ring_again_after_days] {
        assert!(days.is_sorted_by(|earlier, later| earlier < later));
        assert!(days.first().is_some_and(|days| *days >= 1));
        assert!(days.last().is_some_and(|days| *days <= rules.at_most_days));
    }
    assert_eq!(rules.at_most_days, 120);
    let limits = &checklist().policy;
    assert!(limits.patch_due_after_days < limits.patch_risk_after_days);
    for messenger in Messenger::ALL {
        let rule = limits.messenger.of(messenger);
        assert!(rule.fresh_days < rule.stale_days, "{messenger:?}");
    }
    assert!(limits.clock_not_before <= checklist().dated);
}

/// Every text of a step that states something.
fn statements(step: &StepContent) -> Vec<&Text> {
    let said = [&step.title, &step.why, &step.otherwise, &step.asked, &step.never];
    said.into_iter().chain(&step.how).collect()
}

#[test]
fn every_step_has_sources_and_says_confirm_it_where_one_old_source_speaks() {
    for step in &plays().step {
        assert!(!step.sources.is_empty(), "{} has no source", step.id);
        let is_single = |id: &String| source(id).is_some_and(|source| source.mark == Mark::C);
        let says = |in_spanish: bool| {
            statements(step).iter().any(|text| {
                if in_spanish {
                    text.es.contains("(confírmalo)")
                } else {
                    text.en.contains("(confirm it)")
                }
            })
        };
        let has_single = step.sources.iter().any(is_single);
        assert_eq!((says(true), says(false)), (has_single, has_single), "{}", step.id);
    }
}

#[test]
fn nothing_that_a_step_refers_to_is_missing_and_nothing_is_left_over() {
    let mut used = BTreeSet::new();
    for play in &plays().play {
        assert!((2..=5).contains(&play.never.len()), "{:?}", play.situation);
        for step in &play.steps {
            assert!(plays().step(&step.step).is_some(), "there is no step {}", step.step);
            used.insert(step.step.as_str());
        }
    }
    let mut texts = BTreeSet::new();
    let ids: BTreeSet<&str> = plays().step.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids.len(), plays().step.len(), "two steps share an id");
    assert_eq!(used, ids);
    for step in &plays().step {
        assert!((1..=4).contains(&step.how.len()), "{}", step.id);
        // A reminder names a step without knowing the messenger of its case.
        assert!(placeholders(&step.title.es).is_empty(), "{}", step.id);
        for id in &step.contacts {
            assert!(contacts().contact.iter().any(|contact| contact.id == *id), "{id}");
        }
        texts.extend(step.text.as_deref());
        let offered = step.clock.as_ref().map(|offer| offer.id.as_str());
        for id in offered.into_iter().chain(step.done_clock.as_deref()) {
            assert!(clocks().of(id).is_some(), "there is no clock {id}");
        }
    }
    assert_eq!(texts, ready_texts().text.iter().map(|text| text.id.as_str()).collect());
}

#[test]
fn no_number_is_shown_that_is_not_the_one_dialled() {
    for contact in &contacts().contact {
        for number in &contact.numbers {
            let main = number.shown.split(" ext").next().unwrap_or_default();
            let kept = |text: &str| text.replace(' ', "");
            assert_eq!(kept(main), number.dial, "{}", contact.id);
        }
        let is_reached = !contact.numbers.is_empty() || !contact.copy.is_empty();
        assert!(is_reached || contact.scope == Scope::Customers, "{}", contact.id);
    }
}
