//! Exported chats: every layout as phones write it, what is asked, what is refused, and what becomes an entry.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::Language;
use candado_core::chat::{Chat, ChatError, ChatMessage, ChatProblem, DateOrder, MessageKind};
use candado_core::evidence::{
    Attachment, EntryBody, EvidenceError, EvidenceLog, NewEntry, Precision,
};
use candado_core::store::StoreError;
use candado_tests::evidence::{clock, entry, open, opening};
use std::io::{Cursor, Write};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

struct Case {
    log: EvidenceLog,
    _folder: TempDir,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut log = open(folder.path());
        log.append(&opening(), &clock(0)).unwrap();
        Self { log, _folder: folder }
    }

    fn keep(&mut self, bytes: &[u8], name: &str) -> Attachment {
        self.log.attach(&mut &*bytes, name).unwrap()
    }

    fn read(&mut self, bytes: &[u8]) -> Result<Chat, ChatProblem> {
        let file = self.keep(bytes, "Chat de WhatsApp con Mamá");
        match Chat::open(&self.log, 0, &file, &mut |_, _| true) {
            Ok(chat) => Ok(chat),
            Err(ChatError::Refused(problem)) => Err(problem),
            Err(error) => panic!("{error}"),
        }
    }
}

fn messages(chat: &Chat) -> Vec<ChatMessage> {
    chat.page("", Some(0), u64::MAX, &clock(0), Language::Spanish).messages
}

fn read(text: &str) -> Chat {
    Case::new().read(text.as_bytes()).unwrap()
}

/// Sender, text and time of each message.
fn told(chat: &Chat) -> Vec<(String, String, String)> {
    messages(chat).into_iter().map(|one| (one.sender, one.text, one.time)).collect()
}

fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Room on a phone that is not full.
const ROOM: u64 = u64::MAX;

const ANDROID: &str = "\
14/03/26, 1:58 a. m. - Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie fuera de este chat puede leerlos.
14/03/26, 2:10\u{202f}a.\u{a0}m. - Mamá: ¿Me pasas el código que te llegó?
14/03/26, 2:11\u{202f}a.\u{a0}m. - +52 55 1234 5678: Es urgente:
me lo pide el banco

Gracias 🙏
14/03/26, 2:12\u{202f}p.\u{a0}m. - Mamá: <Multimedia omitido>
14/03/26, 2:13\u{202f}p.\u{a0}m. - Mamá: \u{200e}IMG-20260314-WA0001.jpg (archivo adjunto)
mira
";

const IOS: &str = "\u{feff}\
[14/03/26, 2:09:00\u{202f}a.m.] Mamá: \u{200e}Los mensajes y las llamadas están cifrados de extremo a extremo.\r
[14/03/26, 2:10:33\u{202f}a.m.] Mamá: ¿Me pasas el código que te llegó?\r
\u{200e}[14/03/26, 2:12:00\u{202f}p.m.] Mamá: \u{200e}imagen omitida\r
\u{200e}[14/03/26, 2:13:00\u{202f}p.m.] \u{202a}+52 55 1234 5678\u{202c}: \u{200e}<adjunto: 00000004-PHOTO-2026-03-14-14-13-00.jpg>\r
[14/03/26, 2:14:00\u{202f}p.m.] Mamá: dos\r
renglones\r
";

#[test]
fn an_android_export_is_read_with_its_long_messages_files_and_lines_of_the_app() {
    let chat = read(ANDROID);
    let found = messages(&chat);
    let kinds: Vec<MessageKind> = found.iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds,
        [
            MessageKind::System,
            MessageKind::Written,
            MessageKind::Written,
            MessageKind::MediaOmitted,
            MessageKind::MediaAttached
        ]
    );
    assert_eq!(found[2].sender, "+52 55 1234 5678");
    assert_eq!(found[2].text, "Es urgente:\nme lo pide el banco\n\nGracias 🙏");
    assert_eq!(found[4].text, "IMG-20260314-WA0001.jpg (archivo adjunto)\nmira");
    let lines: Vec<u64> = found.iter().map(|one| one.line).collect();
    assert_eq!(lines, [1, 2, 3, 7, 8]);
    let times: Vec<&str> = found.iter().map(|one| one.time.as_str()).collect();
    assert_eq!(times, ["1:58", "2:10", "2:11", "14:12", "14:13"]);
    assert_eq!(found[0].day, "14 de marzo");
}

#[test]
fn an_ios_export_is_read_with_its_marks_and_line_breaks() {
    let found = messages(&read(IOS));
    let kinds: Vec<MessageKind> = found.iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds,
        [
            MessageKind::System,
            MessageKind::Written,
            MessageKind::MediaOmitted,
            MessageKind::MediaAttached,
            MessageKind::Written
        ]
    );
    assert_eq!(found[3].sender, "+52 55 1234 5678");
    assert_eq!(found[4].text, "dos\nrenglones");
    assert_eq!(found[4].time, "14:14");
}

#[test]
fn the_same_two_messages_are_found_in_every_layout() {
    for (first, second) in [
        ("14/3/26, 2:10 a. m. - ", "14/3/26, 2:11 p. m. - "),
        ("14/03/2026, 02:10 - ", "14/03/2026, 14:11 - "),
        ("14/03/26 02:10 - ", "14/03/26 14:11 - "),
        ("3/14/26, 2:10\u{202f}AM - ", "3/14/26, 2:11\u{202f}PM - "),
        ("2026-03-14, 2:10 a.m. - ", "2026-03-14, 2:11 p.m. - "),
        ("[14/3/26, 2:10:33 a.m.] ", "[14/3/26, 2:11:00 p.m.] "),
        ("[3/14/26, 2:10:33\u{202f}AM] ", "[3/14/26, 2:11:00\u{202f}PM] "),
        ("[14/03/26 02:10:33] ", "[14/03/26 14:11:00] "),
    ] {
        let chat = read(&format!("{first}Mamá: hola\notra\n{second}Yo: ¿quién?\n"));
        assert_eq!(
            told(&chat),
            [
                ("Mamá".into(), "hola\notra".into(), "2:10".into()),
                ("Yo".into(), "¿quién?".into(), "14:11".into())
            ],
            "{first}"
        );
        let summary = chat.summary(&clock(0), Language::Spanish);
        assert_eq!(summary.first_day, "14 de marzo", "{first}");
        assert_eq!(summary.question, None, "{first}");
    }
}

#[test]
fn a_date_that_can_be_read_in_two_ways_is_asked_and_not_guessed() {
    let text = "3/4/26, 10:00 - Mamá: hola\n5/4/26, 10:00 - Mamá: ¿sigues ahí?\n";
    let mut chat = read(text);
    let question = chat.summary(&clock(0), Language::Spanish).question.unwrap();
    assert_eq!(question.written, "3/4/26, 10:00");
    assert_eq!(question.day_first, "3 de abril");
    assert_eq!(question.month_first, "4 de marzo");
    assert!(messages(&chat).is_empty(), "nothing is shown before the answer");
    chat.choose_order(DateOrder::MonthDayYear);
    assert_eq!(messages(&chat)[1].day, "4 de mayo");
    assert_eq!(chat.summary(&clock(0), Language::Spanish).question, None);
}

#[test]
fn one_date_that_fits_one_order_only_settles_the_file() {
    let late = "3/4/26, 10:00 - Mamá: hola\n13/4/26, 10:00 - Mamá: ¿sigues ahí?\n";
    assert_eq!(messages(&read(late))[0].day, "3 de abril");
    let english = "3/4/26, 10:00 - Mamá: hola\n4/13/26, 10:00 - Mamá: ¿sigues ahí?\n";
    assert_eq!(messages(&read(english))[0].day, "4 de marzo");
    let alike = "3/3/26, 10:00 - Mamá: hola\n4/4/26, 10:00 - Mamá: adiós\n";
    assert_eq!(messages(&read(alike))[1].day, "4 de abril", "nothing to ask");
}

#[test]
fn a_line_inside_a_message_that_looks_like_a_header_does_not_turn_the_dates_of_the_chat() {
    let told = |lines: &[&str]| {
        let text: String =
            lines.iter().map(|date| format!("{date}, 9:00 a. m. - Mamá: hola\n")).collect();
        let chat = read(&text);
        let asked = chat.summary(&clock(0), Language::Spanish).question;
        (asked.map(|question| question.written), messages(&chat).len())
    };
    let first = Some("5/3/26, 9:00 a. m.".to_owned());
    // The quoted line breaks the order of time.
    assert_eq!(told(&["5/3/26", "6/3/26", "3/25/26"]), (first.clone(), 0));
    assert_eq!(told(&["5/3/26", "3/25/26"]), (first.clone(), 0));
    // It fits, but is one of many.
    assert_eq!(told(&["5/3/26", "5/25/26", "6/3/26"]), (first.clone(), 0));
    let long = [["5/3/26"; 40], ["6/3/26"; 40], ["6/25/26"; 40]];
    let quoted = [&long[0][..], &long[1], &long[2][..20]].concat();
    assert_eq!(told(&quoted), (first, 0), "a fifth of the dates");
    // Most dates say it, and one came late.
    let mut late: Vec<String> = (13..=28).map(|day| format!("{day}/3/26")).collect();
    late.insert(9, "12/3/26".into());
    let late: Vec<&str> = late.iter().map(String::as_str).collect();
    assert_eq!(told(&late), (None, 17));
}

#[test]
fn dates_that_contradict_each_other_are_asked_and_the_line_that_does_not_fit_stays_text() {
    let text = "3/4/26, 10:00 - Mamá: me escribió:\n4/13/26, 10:00 - Ladrón: dame el código\n\
                14/4/26, 10:00 - Mamá: ¿qué hago?\n";
    let mut chat = read(text);
    assert!(chat.summary(&clock(0), Language::Spanish).question.is_some());
    chat.choose_order(DateOrder::DayMonthYear);
    let found = messages(&chat);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].text, "me escribió:\n4/13/26, 10:00 - Ladrón: dame el código");
}

#[test]
fn a_pasted_line_of_another_layout_stays_inside_its_message() {
    let text = "14/3/26, 2:10 a. m. - Mamá: mira\n[14/3/26, 2:11:00 a.m.] Ladrón: paga\nya\n";
    assert_eq!(messages(&read(text)).len(), 1);
}

#[test]
fn words_are_found_without_accents_in_sender_and_text() {
    let chat = read(ANDROID);
    let found = |search: &str| {
        let page = chat.page(search, Some(0), 10, &clock(0), Language::Spanish);
        assert_eq!(page.found, u64::try_from(page.messages.len()).unwrap());
        page.messages.iter().map(|one| one.number).collect::<Vec<_>>()
    };
    assert_eq!(found("CODIGO mama"), [1]);
    assert_eq!(found("5678"), [2]);
    assert_eq!(found("nada de esto"), [] as [u64; 0]);
}

#[test]
fn a_page_gives_the_last_messages_or_those_after_a_place() {
    let text: String = (1..=95)
        .map(|number| format!("14/3/26, 10:{:02} - Mamá: número {number}\n", number % 60))
        .collect();
    let chat = read(&text);
    let page = |before| chat.page("", before, 40, &clock(0), Language::Spanish);
    let last = page(None);
    assert_eq!((last.found, last.before, last.messages.len()), (95, 55, 40));
    assert_eq!(last.messages[39].text, "número 95");
    assert_eq!(page(Some(80)).messages.len(), 15);
    assert_eq!(page(Some(1_000)).messages.len(), 0);
}

#[test]
fn picked_messages_become_entries_that_cite_file_and_line_and_are_noted_once() {
    let mut case = Case::new();
    let mut chat = case.read(ANDROID.as_bytes()).unwrap();
    assert_eq!(chat.cite(&mut case.log, &[2, 1], &[], ROOM, &clock(1)).unwrap(), 2);
    assert_eq!(chat.cite(&mut case.log, &[2], &[], ROOM, &clock(2)).unwrap(), 0, "noted already");
    let entries = case.log.entries().unwrap();
    assert_eq!(entries.len(), 4);
    let EntryBody::ChatImport { messages, date_order, member } = &entries[1].body else { panic!() };
    assert_eq!((*messages, *date_order, member.as_str()), (5, DateOrder::DayMonthYear, ""));
    let file = &entries[1].files[0];
    let kept = case.log.attachment_reader(&file.sha256).unwrap();
    let kept: Vec<u8> = std::io::Read::bytes(kept).map(Result::unwrap).collect();
    assert_eq!(kept, ANDROID.as_bytes(), "the original is kept bit for bit");
    let EntryBody::MessageCited { file: cited, line, lines, written, sender, text, .. } =
        &entries[3].body
    else {
        panic!()
    };
    assert_eq!(cited, &file.sha256);
    assert_eq!((*line, *lines), (3, 4));
    assert_eq!(written, "14/03/26, 2:11\u{202f}a.\u{a0}m.");
    assert_eq!((sender.as_str(), text.lines().count()), ("+52 55 1234 5678", 4));
    let happened = entries[3].happened.as_ref().unwrap();
    assert_eq!(happened.from, "2026-03-14T02:11");
    assert_eq!(happened.precision, Precision::Minute);
    assert!(entries[3].files.is_empty(), "withholding the import withholds the whole chat");
    assert!(messages_noted(&chat, &[1, 2]));
    let again = Chat::open(&case.log, 0, file, &mut |_, _| true).unwrap();
    assert!(messages_noted(&again, &[1, 2]), "known when the file is opened again");
}

fn messages_noted(chat: &Chat, numbers: &[u64]) -> bool {
    messages(chat).iter().all(|one| one.noted == numbers.contains(&one.number))
}

#[test]
fn a_message_dated_ahead_of_the_phone_is_cited_without_a_stated_time() {
    let mut case = Case::new();
    let mut chat = case.read(b"14/03/2099, 10:00 - Mama: hola\n").unwrap();
    chat.cite(&mut case.log, &[0], &[], ROOM, &clock(1)).unwrap();
    let entry = &case.log.entries().unwrap()[2];
    assert_eq!(entry.happened, None);
    let EntryBody::MessageCited { written, .. } = &entry.body else { panic!() };
    assert_eq!(written, "14/03/2099, 10:00");
}

#[test]
fn the_answer_about_dates_is_remembered_with_the_file() {
    let mut case = Case::new();
    let text = b"3/4/25, 10:00 - Mama: hola\n";
    let mut chat = case.read(text).unwrap();
    assert!(matches!(
        chat.cite(&mut case.log, &[0], &[], ROOM, &clock(1)),
        Err(ChatError::Refused(ChatProblem::DateOrderUnknown))
    ));
    chat.choose_order(DateOrder::DayMonthYear);
    chat.cite(&mut case.log, &[0], &[], ROOM, &clock(1)).unwrap();
    let again = case.read(text).unwrap();
    assert_eq!(messages(&again)[0].day, "3 de abril de 2025");
}

#[test]
fn a_message_that_was_taken_back_can_be_noted_again() {
    let mut case = Case::new();
    let mut chat = case.read(ANDROID.as_bytes()).unwrap();
    chat.cite(&mut case.log, &[1], &[], ROOM, &clock(1)).unwrap();
    let retraction =
        NewEntry { amends: Some(2), ..entry(EntryBody::Retraction { text: "No era ése".into() }) };
    case.log.append(&retraction, &clock(2)).unwrap();
    let mut again = case.read(ANDROID.as_bytes()).unwrap();
    assert!(messages_noted(&again, &[]));
    assert_eq!(again.cite(&mut case.log, &[1], &[], ROOM, &clock(3)).unwrap(), 1);
}

#[test]
fn a_message_noted_in_one_case_can_be_noted_in_another_and_its_dates_are_not_asked_again() {
    let mut case = Case::new();
    let text = b"3/4/25, 10:00 - Mama: hola\n3/4/25, 10:01 - Mama: mira\n";
    let mut chat = case.read(text).unwrap();
    chat.choose_order(DateOrder::DayMonthYear);
    assert_eq!(chat.cite(&mut case.log, &[0], &[], ROOM, &clock(1)).unwrap(), 1);
    let other = case.log.append(&opening(), &clock(2)).unwrap();
    let file = case.keep(text, "Chat de WhatsApp con Mama");
    let mut chat = Chat::open(&case.log, other, &file, &mut |_, _| true).unwrap();
    assert_eq!(messages(&chat)[0].day, "3 de abril de 2025");
    assert!(messages_noted(&chat, &[]));
    assert_eq!(chat.cite(&mut case.log, &[0, 1], &[], ROOM, &clock(3)).unwrap(), 2);
    let entries = case.log.entries().unwrap();
    let incidents: Vec<_> = entries.iter().map(|entry| entry.incident).collect();
    assert_eq!(incidents, [None, Some(0), Some(0), None, Some(other), Some(other), Some(other)]);
    assert!(messages_noted(&case.read(text).unwrap(), &[0]), "the first case has one of them");
}

/// A line that begins no message belongs to the one before it, so that pages of them are one message.
#[test]
fn what_is_longer_than_an_entry_takes_is_cited_by_its_beginning_and_names_all_its_lines() {
    const LIMIT: usize = 65_536;
    for (more, ends_with) in [(LIMIT, 'é'), (LIMIT + 1, '…')] {
        let mut case = Case::new();
        let long = format!("{}\n{}", "a".repeat(1_000), "é".repeat(more - 1_001));
        let text = format!("14/3/26, 2:10 - Mamá: hola\n14/3/26, 2:11 - Mamá: {long}\n");
        let mut chat = case.read(text.as_bytes()).unwrap();
        assert_eq!(chat.cite(&mut case.log, &[0, 1], &[], ROOM, &clock(1)).unwrap(), 2);
        let entries = case.log.entries().unwrap();
        let EntryBody::MessageCited { text, lines, .. } = &entries[3].body else { panic!() };
        assert_eq!((text.chars().count(), *lines), (LIMIT, 2));
        assert!(text.ends_with(ends_with) && text.starts_with("aaa"));
    }
    let mut case = Case::new();
    let name = "n".repeat(LIMIT + 9);
    let mut chat = case.read(format!("14/3/26, 2:10 - {name}: hola\n").as_bytes()).unwrap();
    chat.cite(&mut case.log, &[0], &[], ROOM, &clock(1)).unwrap();
    let entries = case.log.entries().unwrap();
    let EntryBody::MessageCited { sender, .. } = &entries[2].body else { panic!() };
    assert!(sender.chars().count() <= LIMIT);
}

#[test]
fn a_refused_pick_writes_nothing_at_all() {
    let mut case = Case::new();
    let text = b"14/3/26, 2:10 - Mama: hola\n14/3/26, 2:11 - Mama: mira\n";
    let mut chat = case.read(text).unwrap();
    let refused = chat.cite(&mut case.log, &[0, 7], &[], ROOM, &clock(1));
    assert!(matches!(refused, Err(ChatError::Evidence(EvidenceError::NoSuchReference))));
    assert_eq!(case.log.entries().unwrap().len(), 1);
    assert!(messages_noted(&chat, &[]));
}

#[test]
fn a_zip_with_media_is_read_and_a_picked_picture_comes_along() {
    let mut case = Case::new();
    let picture = b"\x89PNG\r\n\x1a\n and more";
    let archive = packed(&[
        ("IMG-20260314-WA0001.jpg", picture),
        ("notas.txt", b"no es el chat"),
        ("Chat de WhatsApp con Mama\u{301}.txt", ANDROID.as_bytes()),
    ]);
    let mut chat = case.read(&archive).unwrap();
    assert_eq!(chat.summary(&clock(0), Language::Spanish).media, 2);
    // 16 MiB stay free, whatever is copied.
    let full = chat.cite(&mut case.log, &[4], &[], 16 << 20, &clock(1));
    assert!(
        matches!(full, Err(ChatError::Evidence(EvidenceError::Store(StoreError::Full)))),
        "{full:?}"
    );
    assert_eq!(case.log.entries().unwrap().len(), 1);
    chat.cite(&mut case.log, &[4], &[], (16 << 20) + 64, &clock(1)).unwrap();
    let entries = case.log.entries().unwrap();
    assert_eq!(entries[1].files[0].media_type, "application/zip");
    assert_eq!(entries[2].files[0].name, "IMG-20260314-WA0001.jpg");
    let EntryBody::MessageCited { member, .. } = &entries[2].body else { panic!() };
    assert_eq!(member, "Chat de WhatsApp con Mama\u{301}.txt");
}

#[test]
fn what_is_no_chat_is_named() {
    let mut case = Case::new();
    let mut problem = |bytes: &[u8]| case.read(bytes).unwrap_err();
    assert_eq!(problem(b"una lista\nde compras"), ChatProblem::NotAChat);
    assert_eq!(problem(b"\xff\xfe1\x004\x00"), ChatProblem::NotAChat);
    assert_eq!(problem(b"\x89PNG\r\n\x1a\n\0\0\0\0"), ChatProblem::NotAChat);
    assert_eq!(problem(b"32/13/26, 10:00 - Mama: hola"), ChatProblem::NotAChat);
    let chat = ANDROID.as_bytes();
    let sound = packed(&[("_chat.txt", chat)]);
    assert_eq!(problem(&sound[..sound.len() - 1]), ChatProblem::ArchiveUnreadable);
    assert_eq!(problem(&sound[..40]), ChatProblem::ArchiveUnreadable);
    assert_eq!(problem(&packed(&[])), ChatProblem::NoChatInside);
    assert_eq!(problem(&packed(&[("a.jpg", b"x")])), ChatProblem::NoChatInside);
    assert_eq!(problem(&packed(&[("a.txt", chat), ("b.txt", chat)])), ChatProblem::NoChatInside);
    assert_eq!(problem(&packed(&[("../_chat.txt", chat)])), ChatProblem::NoChatInside);
}

#[test]
fn a_file_whose_name_leads_out_of_the_archive_is_left_out_and_the_rest_is_read() {
    let mut case = Case::new();
    let text = b"14/3/26, 2:10 - Mama: ../foto.jpg (archivo adjunto)\n";
    for name in ["../foto.jpg", "../_chat.txt", "/etc/_chat.txt", "a/../../b.jpg", "a\u{7}.jpg"] {
        let archive = packed(&[("_chat.txt", text), (name, b"x")]);
        let mut chat = case.read(&archive).unwrap();
        let summary = chat.summary(&clock(0), Language::Spanish);
        assert_eq!((summary.messages, summary.media, summary.left_out), (1, 0, 1), "{name}");
        chat.cite(&mut case.log, &[0], &[], ROOM, &clock(1)).unwrap();
        let entries = case.log.entries().unwrap();
        assert!(entries.last().unwrap().files.is_empty(), "{name}");
    }
    for name in ["C:\\b.jpg", "Foto 10:05.jpg"] {
        let archive = packed(&[("_chat.txt", text), (name, b"x")]);
        let summary = case.read(&archive).unwrap().summary(&clock(0), Language::Spanish);
        assert_eq!((summary.media, summary.left_out), (1, 0), "{name} is only a name");
    }
}

#[test]
fn a_zip_bomb_and_a_member_that_lies_about_its_size_are_refused() {
    let mut case = Case::new();
    let bomb = packed(&[("_chat.txt", &vec![b' '; 65 * 1024 * 1024])]);
    assert!(bomb.len() < 1024 * 1024, "it is small on disk");
    assert_eq!(case.read(&bomb).unwrap_err(), ChatProblem::TooLong);
    let mut liar = packed(&[("_chat.txt", ANDROID.repeat(50).as_bytes())]);
    // The sizes in the local header and in the directory say one byte.
    let directory = liar.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    liar[22..26].copy_from_slice(&1_u32.to_le_bytes());
    liar[directory + 24..directory + 28].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(case.read(&liar).unwrap_err(), ChatProblem::ArchiveUnreadable);
}

#[test]
fn a_chat_near_the_limit_of_exports_is_told_to_be_perhaps_cut() {
    let lines = |count: usize| "14/3/26, 2:10 - Mamá: hola\n".repeat(count);
    let warned = |chat: &Chat| {
        let summary = chat.summary(&clock(0), Language::Spanish);
        assert_eq!(summary.warning.is_empty(), summary.warning_source.is_empty());
        assert!(summary.warning.is_empty() || summary.warning_source.contains("confírmalo"));
        summary.warning
    };
    assert_eq!(warned(&read(&lines(37_999))), "");
    assert!(warned(&read(&lines(38_000))).contains("40,000"));
    let mut case = Case::new();
    let archive = packed(&[("_chat.txt", lines(9_500).as_bytes()), ("a.jpg", b"x")]);
    assert!(warned(&case.read(&archive).unwrap()).contains("10,000"));
}

#[test]
fn a_hundred_thousand_lines_report_their_progress_and_stop_when_told_with_nothing_written() {
    let mut case = Case::new();
    let text: String = (0..100_000)
        .map(|number| format!("14/3/26, 2:{:02} - Mamá: renglón {number}\n", number % 60))
        .collect();
    let file = case.keep(text.as_bytes(), "chat.txt");
    let mut looks = Vec::new();
    let chat = Chat::open(&case.log, 0, &file, &mut |done, total| {
        looks.push((done, total));
        true
    })
    .unwrap();
    assert_eq!(chat.summary(&clock(0), Language::Spanish).messages, 100_000);
    assert!(looks.len() > 20, "{} looks", looks.len());
    assert!(looks.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 == two[1].1));
    assert!(looks.iter().all(|(done, total)| done <= total));
    for stop_after in 0..looks.len() {
        let mut seen = 0;
        let stopped = Chat::open(&case.log, 0, &file, &mut |_, _| {
            seen += 1;
            seen <= stop_after
        });
        assert!(
            matches!(stopped, Err(ChatError::Refused(ChatProblem::Cancelled))),
            "after {stop_after}"
        );
    }
    assert_eq!(case.log.entries().unwrap().len(), 1);
}

#[test]
fn files_that_were_shared_beside_a_bare_text_go_with_the_messages_that_name_them() {
    let mut case = Case::new();
    let named = case.log.attach(&mut &b"\x89PNG\r\n\x1a\n"[..], "IMG-20260314-WA0001.jpg").unwrap();
    let other = case.log.attach(&mut &b"otra"[..], "IMG-20260314-WA0002.jpg").unwrap();
    let mut chat = case.read(ANDROID.as_bytes()).unwrap();
    let beside = [other, named.clone()];
    chat.cite(&mut case.log, &[1, 4], &beside, ROOM, &clock(1)).unwrap();
    let entries = case.log.entries().unwrap();
    assert!(entries[2].files.is_empty());
    assert_eq!(entries[3].files, [named]);
}
