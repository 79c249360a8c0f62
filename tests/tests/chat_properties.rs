//! Exported chats under random input: nothing panics, no line is lost, what was written comes back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::Language;
use candado_core::chat::{Chat, ChatError, ChatMessage, DateOrder};
use candado_core::evidence::Attachment;
use candado_tests::evidence::clock;
use candado_tests::properties::at_least;
use proptest::prelude::*;
use std::io::Cursor;

fn read(bytes: &[u8]) -> Option<Chat> {
    let file = Attachment {
        sha256: "00".repeat(32),
        bytes: u64::try_from(bytes.len()).unwrap(),
        media_type: "text/plain".into(),
        name: "chat".into(),
    };
    match Chat::read(Cursor::new(bytes), &file, &mut |_, _| true) {
        Ok(mut chat) => {
            chat.choose_order(DateOrder::DayMonthYear);
            Some(chat)
        }
        Err(ChatError::Refused(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

fn messages(chat: &Chat) -> Vec<ChatMessage> {
    chat.page("", Some(0), u64::MAX, &clock(0), Language::English).messages
}

/// How one kind of phone writes the head of a message.
#[derive(Debug, Clone, Copy)]
struct Form {
    bracketed: bool,
    twelve_hours: bool,
    seconds: bool,
    space: &'static str,
    line_end: &'static str,
}

impl Form {
    fn head(self, day: u32, hour: u32, minute: u32) -> String {
        let (shown, half) = match (self.twelve_hours, hour) {
            (false, hour) => (hour, String::new()),
            (true, 0) => (12, format!("{}a.{0}m.", self.space)),
            (true, 1..=11) => (hour, format!("{}a.{0}m.", self.space)),
            (true, 12) => (12, format!("{}p.{0}m.", self.space)),
            (true, hour) => (hour - 12, format!("{}p.{0}m.", self.space)),
        };
        let seconds = if self.seconds { ":07" } else { "" };
        let written = format!("{day}/2/26, {shown}:{minute:02}{seconds}{half}");
        if self.bracketed { format!("[{written}] ") } else { format!("{written} - ") }
    }
}

fn form() -> impl Strategy<Value = Form> {
    let space = prop::sample::select(vec![" ", "\u{a0}", "\u{202f}"]);
    let line_end = prop::sample::select(vec!["\n", "\r\n"]);
    (any::<bool>(), any::<bool>(), any::<bool>(), space, line_end).prop_map(
        |(bracketed, twelve_hours, seconds, space, line_end)| Form {
            bracketed,
            twelve_hours,
            seconds,
            space,
            line_end,
        },
    )
}

/// A message: day, hour, minute, sender, lines of text.
fn message() -> impl Strategy<Value = (u32, u32, u32, String, Vec<String>)> {
    let sender = "[A-Za-zÁ-ú+0-9][A-Za-zÁ-ú 0-9]{0,12}";
    // No line that begins like a header, and no marks that are trimmed at the ends of a message.
    let line = "[a-zA-ZáéíóúñÑ¿?.,:;()<>😀🙏 ][a-zA-ZáéíóúñÑ0-9¿?.,:;/()<>😀🙏 -]{0,30}";
    (1..=28_u32, 0..24_u32, 0..60_u32, sender, prop::collection::vec(line, 1..4))
}

proptest! {
    #![proptest_config(at_least(600))]

    #[test]
    fn a_chat_that_was_written_comes_back(
        form in form(),
        written in prop::collection::vec(message(), 1..12),
    ) {
        // One late day fixes the order of dates.
        let mut text = format!("{}Yo: fin{}", form.head(28, 0, 0), form.line_end);
        for (day, hour, minute, sender, lines) in &written {
            text.push_str(&form.head(*day, *hour, *minute));
            text.push_str(&format!("{sender}: {}", lines.join(form.line_end)));
            text.push_str(form.line_end);
        }
        let chat = read(text.as_bytes()).expect("a chat");
        let found = messages(&chat);
        prop_assert_eq!(found.len(), written.len() + 1);
        for (message, (_, hour, minute, sender, lines)) in found[1..].iter().zip(&written) {
            prop_assert_eq!(&message.sender, sender);
            prop_assert_eq!(&message.text, &lines.join("\n"));
            prop_assert_eq!(&message.time, &format!("{hour}:{minute:02}"));
        }
    }

    #[test]
    fn a_quoted_header_never_turns_the_dates_of_a_chat_without_a_question(
        days in prop::collection::vec(1..=12_u32, 2..40),
        quoted in (13..=28_u32, 1..=12_u32, 0..40_usize),
    ) {
        // Written day first, in order of time, in a month that is no day of them.
        let mut days = days;
        days.sort_unstable();
        let (day, month, place) = quoted;
        let mut lines: Vec<String> =
            days.iter().map(|day| format!("{day}/2/26, 10:00 - Yo: hola\n")).collect();
        lines.insert(place.min(lines.len()), format!("{month}/{day}/26, 10:00 - Banco: ok\n"));
        let text = lines.concat();
        let file = Attachment {
            sha256: "00".repeat(32),
            bytes: u64::try_from(text.len()).unwrap(),
            media_type: "text/plain".into(),
            name: "chat".into(),
        };
        let chat = Chat::read(Cursor::new(text.as_bytes()), &file, &mut |_, _| true).unwrap();
        let differing = days.iter().any(|day| *day != 2);
        let asked = chat.summary(&clock(0), Language::English).question.is_some();
        prop_assert!(asked || !differing || days.iter().filter(|day| **day != 2).count() < 2);
    }

    #[test]
    fn every_line_belongs_to_one_message_or_to_the_head(
        lines in prop::collection::vec(prop_oneof![
            "[0-9/, :.-]{0,20}",
            "\\[?[0-9]{1,2}/[0-9]{1,2}/26, [0-9]{1,2}:[0-9]{2}( ?[ap]\\.? ?m\\.?)?(\\]| -) (Yo: )?x{0,5}",
            "\\PC{0,30}",
        ], 0..30),
    ) {
        let text = lines.join("\n");
        if let Some(chat) = read(text.as_bytes()) {
            let found = messages(&chat);
            let all = chat.summary(&clock(0), Language::English).lines;
            let mut next = found.first().map_or(all + 1, |first| first.line);
            for (index, message) in found.iter().enumerate() {
                prop_assert_eq!(message.line, next);
                next = found.get(index + 1).map_or(all + 1, |later| later.line);
                let whole = u64::try_from(message.text.lines().count()).unwrap();
                prop_assert!(next > message.line && whole <= next - message.line);
            }
            prop_assert_eq!(next, all + 1);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 1..400)) {
        read(&bytes);
    }

    #[test]
    fn no_bytes_after_the_start_of_an_archive_make_it_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        read(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }
}
