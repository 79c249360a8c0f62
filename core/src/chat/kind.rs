//! What a message is: words, a file that came along, a file that was left out, or a line of the app itself.

use super::layout::is_direction_mark;

/// What a message is, judged by its text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum MessageKind {
    /// Something a person wrote.
    Written,
    /// A line of the messenger itself, such as the one about encryption.
    System,
    /// A file that was exported with the chat.
    MediaAttached,
    /// A file that was left out of the export.
    MediaOmitted,
}

/// How Android ends the line that names an attached file.
const ANDROID_ATTACHED: [&str; 2] = [" (archivo adjunto)", " (file attached)"];
/// How iOS begins it; it ends with `>`.
const IOS_ATTACHED: [&str; 2] = ["<adjunto: ", "<attached: "];
const ANDROID_OMITTED: [&str; 4] =
    ["<multimedia omitido>", "<media omitted>", "<archivo omitido>", "<file omitted>"];
/// How iOS ends a line about a file that was left out; a mark of direction stands before these words.
const IOS_OMITTED: [&str; 2] = [" omitted", " omitid"];

/// What a message with this sender and text is; with it, the name of the file that came along.
pub(super) fn kind<'a>(sender: &str, text: &'a str) -> (MessageKind, Option<&'a str>) {
    let marked = text.contains('\u{200e}');
    let plain = text.trim_start_matches(is_direction_mark);
    let first_line = plain.lines().next().unwrap_or_default();
    if let Some(name) = attached(first_line) {
        return (MessageKind::MediaAttached, Some(name));
    }
    let whole = plain.trim_end().to_lowercase();
    if ANDROID_OMITTED.contains(&whole.as_str()) || marked && is_omitted_on_ios(text) {
        return (MessageKind::MediaOmitted, None);
    }
    // iOS writes its own lines under the name of the chat, behind a mark of direction.
    if sender.is_empty() || text.starts_with('\u{200e}') {
        return (MessageKind::System, None);
    }
    (MessageKind::Written, None)
}

fn attached(line: &str) -> Option<&str> {
    let android = ANDROID_ATTACHED.iter().find_map(|ending| line.strip_suffix(ending));
    let ios = || {
        // A document has its title and pages before the name.
        IOS_ATTACHED.iter().find_map(|start| {
            let name = line.split_once(start)?.1;
            name.strip_suffix('>')
        })
    };
    let name = android.or_else(ios)?;
    let name = name.trim_matches(|character| is_direction_mark(character) || character == ' ');
    (!name.is_empty()).then_some(name)
}

/// "imagen omitida", "‎documento omitido", "GIF omitted" behind a mark.
fn is_omitted_on_ios(text: &str) -> bool {
    let Some((_, said)) = text.trim_end().rsplit_once('\u{200e}') else { return false };
    let said = said.to_lowercase();
    let said = said.trim_end_matches(['o', 'a']);
    said.split(' ').count() <= 4 && IOS_OMITTED.iter().any(|ending| said.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_came_along_are_named() {
        for (text, name) in [
            ("IMG-20260314-WA0001.jpg (archivo adjunto)", "IMG-20260314-WA0001.jpg"),
            (
                "\u{200e}IMG-20260314-WA0001.jpg (file attached)\nmira esto",
                "IMG-20260314-WA0001.jpg",
            ),
            ("\u{200e}<adjunto: 00000012-PHOTO-2026-03-14.jpg>", "00000012-PHOTO-2026-03-14.jpg"),
            ("recibo.pdf • \u{200e}2 páginas \u{200e}<attached: 13-recibo.pdf>", "13-recibo.pdf"),
        ] {
            assert_eq!(kind("Mamá", text), (MessageKind::MediaAttached, Some(name)), "{text}");
        }
    }

    #[test]
    fn files_that_were_left_out_are_told_from_words_about_them() {
        for text in [
            "<Multimedia omitido>",
            "<Media omitted>",
            "\u{200e}imagen omitida",
            "\u{200e}video omitido",
            "\u{200e}GIF omitted",
            "recibo.pdf • \u{200e}2 páginas \u{200e}documento omitido",
            "\u{200e}Tarjeta de contacto omitida",
        ] {
            assert_eq!(kind("Mamá", text).0, MessageKind::MediaOmitted, "{text}");
        }
        for text in ["imagen omitida", "dice <Multimedia omitido> y no sé", "(archivo adjunto)"] {
            assert_eq!(kind("Mamá", text).0, MessageKind::Written, "{text}");
        }
    }

    #[test]
    fn lines_of_the_messenger_are_told_from_what_people_write() {
        let about = "Los mensajes y las llamadas están cifrados de extremo a extremo.";
        assert_eq!(kind("", about).0, MessageKind::System);
        assert_eq!(kind("Mamá", &format!("\u{200e}{about}")).0, MessageKind::System);
        assert_eq!(kind("Mamá", about).0, MessageKind::Written);
    }
}
