//! Looking at messages: pinned verdicts, disguises, hostile input, and what holds for every text.

use candado_core::Language::{English, Spanish};
use candado_core::content::{likeness, message_content};
use candado_core::evidence::{Channel, Entry, EntryBody, EvidenceLog};
use candado_core::messages::{
    Examination, LONGEST_MESSAGE_BYTES, MessageError, MessageVerdict, examine, note,
};
use candado_tests::evidence::{clock, open, opening};
use candado_tests::likeness::{examples, learn};
use candado_tests::messages::{Disguise, Row, blind, development, scoring, unusual};
use candado_tests::properties::is_long_run;
use proptest::prelude::*;
use proptest::sample::select;
use std::io::Read as _;

fn seen(text: &str) -> Examination {
    examine(text, Spanish).expect("it is a message")
}

fn named(verdict: MessageVerdict) -> &'static str {
    match verdict {
        MessageVerdict::Danger => "danger",
        MessageVerdict::Caution => "caution",
        MessageVerdict::NoKnownSign => "none",
    }
}

fn ids(examination: &Examination) -> Vec<&str> {
    examination.tells.iter().map(|tell| tell.id.as_str()).collect()
}

#[test]
fn every_development_message_gets_its_verdict() {
    let wrong: Vec<String> = development()
        .iter()
        .filter_map(|row| {
            let seen = seen(&row.text);
            let got = named(seen.verdict);
            let right = if row.expected.is_empty() {
                (got != "none") == row.deceives
            } else {
                got == row.expected
            };
            (!right)
                .then(|| format!("{got} and not {}: {} {:?}", row.expected, row.text, ids(&seen)))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_disguise_makes_a_deceit_look_better() {
    for row in development().iter().filter(|row| row.deceives) {
        let plain = seen(&row.text);
        // Letters that stand apart are one disguise already; two at a time are not promised.
        if ids(&plain).contains(&"spaced") {
            continue;
        }
        let plain = plain.verdict;
        for disguise in Disguise::ALL {
            let disguised = seen(&disguise.put_on(&row.text));
            assert!(
                disguised.verdict >= plain,
                "{disguise:?}: {} {:?}",
                disguise.put_on(&row.text),
                ids(&disguised)
            );
        }
    }
}

#[test]
fn typing_without_accents_in_capitals_or_with_emoji_raises_no_alarm() {
    for row in development().iter().filter(|row| !row.deceives) {
        for disguise in [Disguise::Unaccented, Disguise::Capitals, Disguise::Emoji] {
            let seen = seen(&disguise.put_on(&row.text));
            assert_eq!(seen.verdict, MessageVerdict::NoKnownSign, "{} {:?}", row.text, ids(&seen));
        }
    }
}

#[test]
fn hidden_signs_and_foreign_letters_are_named() {
    let text = "Envíame el código que te llegó";
    for (disguise, tell) in [
        (Disguise::ZeroWidth, "invisible"),
        (Disguise::Homoglyphs, "foreign_letters"),
        (Disguise::Leet, "disguised"),
        (Disguise::EmojiInside, "marked"),
    ] {
        let seen = seen(&disguise.put_on(text));
        let ids = ids(&seen);
        assert!(ids.contains(&tell) && ids.contains(&"asks_code"), "{disguise:?} {ids:?}");
    }
    assert!(ids(&seen("ábrelo \u{202e}gpj.oicerp")).contains(&"direction"));
}

/// What the phrases were never tuned on: a floor a little below what `./dev bench messages` prints, so that a change which
/// makes things worse is seen.
#[test]
fn on_the_scoring_messages_most_deceits_are_found_and_few_alarms_are_false() {
    let rate = |rows: &[Row]| {
        let alarms =
            rows.iter().filter(|row| seen(&row.text).verdict != MessageVerdict::NoKnownSign);
        alarms.count() * 100 / rows.len()
    };
    for (rows, size, found, alarms) in
        [(scoring(), 240, 93, 2), (unusual(), 100, 50, 2), (blind(), 180, 85, 5)]
    {
        assert!(rows.len() >= size, "{} rows", rows.len());
        let (deceits, ordinary): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| row.deceives);
        assert!(rate(&deceits) >= found, "{} of 100 found", rate(&deceits));
        assert!(rate(&ordinary) <= alarms, "{} of 100 false", rate(&ordinary));
    }
}

#[test]
fn every_tell_is_worded_without_promising_safety() {
    for language in [Spanish, English] {
        let words = &message_content().verdict;
        for said in [&words.danger, &words.caution, &words.none] {
            let all =
                [said.word.get(language), said.title.get(language), said.advice.get(language)];
            for word in ["segur", "safe", "confiable", "legítimo", "legitimate"] {
                assert!(!all.join(" ").to_lowercase().contains(word), "{all:?}");
            }
        }
    }
}

#[test]
fn a_megabyte_of_anything_is_looked_at_and_more_is_refused_by_name() {
    for seed in ["envíame el código ", "http://a.mx ", "\u{202e}", "а", "a.", "x", "://", "@"] {
        let most = LONGEST_MESSAGE_BYTES / seed.len();
        // The shortest stands for all where every second counts: what grows faster than the text shows at an eighth too.
        let tried = if seed == "x" || is_long_run() { most } else { most / 8 };
        assert!(examine(&seed.repeat(tried), Spanish).is_ok(), "{seed:?}");
        assert!(matches!(
            examine(&seed.repeat(most + 1), Spanish),
            Err(MessageError::TooLong { .. })
        ));
    }
}

/// Opens a log with one incident, notes `text` in it and returns the last entry.
fn noted(log: &mut EvidenceLog, text: &str) -> Entry {
    let incident = log.append(&opening(), &clock(0)).expect("an incident opens");
    let seq = note(log, incident, text, &seen(text), Spanish, &clock(1)).expect("it is noted");
    let entries = log.entries().expect("the log is read");
    entries.into_iter().find(|entry| entry.seq == seq).expect("the entry is there")
}

#[test]
fn a_noted_message_stands_as_it_arrived_with_what_was_found_below() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let text = "Mándame el código que te llegó\ny no le digas a nadie";
    let entry = noted(&mut open(folder.path()), text);
    let EntryBody::ContactAttempt { channel: Channel::Message, said, .. } = entry.body else {
        panic!("another kind of entry")
    };
    let found =
        "Revisado con Candado: Peligro. Pide un código; Pide que no lo cuentes, o que no llames.";
    assert_eq!(said, format!("{text}\n\n{found}"));
    assert!(entry.files.is_empty());
}

#[test]
fn a_message_that_a_note_cannot_hold_is_attached_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut log = open(folder.path());
    for text in ["hola ".repeat(10_000), "con una \u{7} campana".to_owned()] {
        let entry = noted(&mut log, &text);
        let file = entry.files.first().expect("the message is a file");
        let mut bytes = Vec::new();
        let mut reader = log.attachment_reader(&file.sha256).expect("the file is there");
        reader.read_to_end(&mut bytes).expect("it is read");
        assert_eq!(bytes, text.as_bytes());
    }
}

#[test]
fn a_message_with_an_institutions_own_link_only_is_no_alarm() {
    let own =
        "Estafeta: tu envío está retenido en aduana, consulta en https://www.estafeta.com/rastreo";
    assert_eq!(seen(own).verdict, MessageVerdict::NoKnownSign, "{:?}", ids(&seen(own)));
    for deceit in [
        "Estafeta: tu envío está retenido en aduana, consulta en https://www.estafeta-mx.com/rastreo",
        "BBVA: mándame el código que te llegó, soy de https://www.bbva.mx",
    ] {
        assert_ne!(seen(deceit).verdict, MessageVerdict::NoKnownSign, "{deceit}");
    }
}

#[test]
fn repeated_doubled_and_parted_letters_are_read() {
    for asked in [
        "mándameee el código que te llegó",
        "mmaannddaammee el ccooddiiggoo que te llegó",
        "env!ame el c()d!go que te llegó",
        "mánda👉me el có🔑digo que te llegó",
        "ᴍᴀɴᴅᴀᴍᴇ ᴇʟ ᴄᴏᴅɪɢᴏ que te llegó",
        "🅼🅰🅽🅳🅰🅼🅴 🅴🅻 🅲🅾🅳🅸🅶🅾 que te llegó",
        "man\u{2800}dame el co\u{2800}digo que te llegó",
    ] {
        assert_eq!(seen(asked).verdict, MessageVerdict::Danger, "{asked}");
    }
}

/// The weights are nobody's but the rows': whoever changes rows runs `cargo run --bin weigh-messages`.
#[test]
fn the_weights_that_ship_are_those_that_the_development_messages_teach() {
    let learned = learn(&examples());
    assert_eq!(learned.threshold, likeness().threshold);
    assert_eq!(learned.weights, likeness().weights.clone().into_iter().collect());
}

#[test]
fn what_only_resembles_deceits_is_a_reason_to_check_and_no_danger() {
    let alike: Vec<Row> = development()
        .into_iter()
        .filter(|row| ids(&seen(&row.text)).contains(&"likeness"))
        .collect();
    assert!(alike.len() >= 10, "{} rows", alike.len());
    for row in alike {
        assert_eq!(seen(&row.text).verdict, MessageVerdict::Caution, "{}", row.text);
        let warning = seen(&format!("Cuidado con mensajes así. {}", row.text));
        assert!(!ids(&warning).contains(&"likeness"), "{}", row.text);
    }
}

#[test]
fn haste_alone_is_named_and_raises_no_alarm() {
    let seen = seen("Me urge que me devuelvas el taladro");
    assert_eq!(seen.verdict, MessageVerdict::NoKnownSign);
    assert_eq!(ids(&seen), ["urgency"]);
}

#[test]
fn a_no_before_a_comma_or_a_sentence_refuses_nothing() {
    for asked in [
        "No, mándame el código que te llegó",
        "No compartas este código con nadie. Mándamelo a mí",
        "Pásame tu código postal y el código que te llegó",
    ] {
        assert_eq!(seen(asked).verdict, MessageVerdict::Danger, "{asked}");
    }
    // Who is excepted from the refusal asks.
    for excepted in [
        "No comparta su código con nadie, excepto con nuestro ejecutivo",
        "No le digas a nadie más que a mí el código que te llegó",
    ] {
        assert_eq!(seen(excepted).verdict, MessageVerdict::Danger, "{excepted}");
    }
    for refused in [
        "No compartas el código que te llegó",
        "Nunca, pero nunca, compartas tu código de verificación",
        "Evita compartir tu código de verificación",
    ] {
        assert_eq!(seen(refused).verdict, MessageVerdict::NoKnownSign, "{refused}");
    }
}

/// Pieces that mean something here, and arbitrary text between them.
fn message() -> impl Strategy<Value = String> {
    let pieces: Vec<String> =
        development().into_iter().chain(scoring()).map(|row| row.text).collect();
    let words: Vec<String> = pieces
        .iter()
        .flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .chain(
            ["\u{200b}", "\u{202e}", "://", "xn--", "@", ".apk", "[.]", "а", "．"]
                .map(str::to_owned),
        )
        .collect();
    prop::collection::vec(prop_oneof![select(words), "\\PC{0,12}", any::<String>()], 1..40)
        .prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn every_tell_has_a_quote_that_hides_nothing(text in message()) {
        if let Ok(seen) = examine(&text, Spanish) {
            for tell in &seen.tells {
                prop_assert!(!tell.quote.is_empty(), "{tell:?}");
                prop_assert!(!tell.quote.contains("http://") && !tell.quote.contains("https://"));
                prop_assert!(!tell.quote.contains(['\u{200b}', '\u{202e}']), "invisible");
                prop_assert!(!tell.title.contains('{') && !tell.why.contains('{'), "unfilled");
            }
            prop_assert!(!seen.tells.is_empty() || seen.verdict == MessageVerdict::NoKnownSign);
        }
    }

    #[test]
    fn a_danger_stays_one_whatever_is_written_after_it(text in message()) {
        let danger = format!("enviame el codigo que te llego por whatsapp\n{text}");
        if let Ok(seen) = examine(&danger, English) {
            prop_assert_eq!(seen.verdict, MessageVerdict::Danger);
        }
    }

    #[test]
    fn the_language_changes_no_verdict(text in message()) {
        let verdict = |language| examine(&text, language).map(|seen| seen.verdict);
        prop_assert_eq!(verdict(Spanish), verdict(English));
    }
}
