//! The report as people get it: the PDF is read back with poppler's own tools.

#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "fixtures"
)]
mod report_samples;

use candado_core::Language;
use candado_core::evidence::{Attachment, ClockReview, EntryBody, Fact};
use candado_core::report::{PaperSize, ReportData, ReportPlace, layout};
use proptest::prelude::*;
use report_samples as samples;
use std::path::{Path, PathBuf};
use std::process::Command;

const LANGUAGES: [(Language, &str); 2] = [(Language::Spanish, "es"), (Language::English, "en")];
const PAPERS: [(PaperSize, &str); 2] = [(PaperSize::Letter, "letter"), (PaperSize::A4, "a4")];

fn pdf(data: &ReportData) -> Vec<u8> {
    layout(data, &samples::pictures()).expect("the report is laid out")
}

/// Makes the PDF and leaves it in the target folder, for looking at.
fn made(name: &str, data: &ReportData) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}.pdf"));
    std::fs::write(&file, pdf(data)).expect("the target folder can be written");
    file
}

fn run(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program)
        .args(arguments)
        .args(if program == "pdfinfo" { &["-enc", "UTF-8"][..] } else { &[] })
        .arg(file)
        .args(if program == "pdftotext" { &["-"][..] } else { &[] })
        .output()
        .unwrap_or_else(|_| panic!("{program} is missing: ./dev installs poppler-utils"));
    assert!(output.status.success(), "{program} refuses the report");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn without_white_space(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of the PDF without white space, so that a line break does not hide a word.
fn text(file: &Path) -> String {
    without_white_space(&run("pdftotext", &["-raw"], file))
}

#[track_caller]
fn assert_says(text: &str, wanted: &str) {
    assert!(text.contains(&without_white_space(wanted)), "the report lacks: {wanted}");
}

fn page_count(file: &Path) -> usize {
    let info = run("pdfinfo", &[], file);
    let line = info.lines().find(|line| line.starts_with("Pages:")).expect("pdfinfo counts pages");
    line.trim_start_matches("Pages:").trim().parse().expect("a number")
}

/// Every sample, in each language and on each paper once.
fn every_sample() -> impl Iterator<Item = (String, ReportData)> {
    LANGUAGES.into_iter().zip(PAPERS).flat_map(|((language, tag), (paper, size))| {
        [
            (format!("short-{tag}-{size}"), samples::short(language, paper)),
            (format!("empty-{tag}-{size}"), samples::empty(language, paper)),
            (format!("long-{tag}-{size}"), samples::long(language, paper)),
            (format!("hostile-{tag}-{size}"), samples::hostile(language, paper)),
        ]
    })
}

#[test]
fn nothing_is_written_outside_the_margins_and_every_page_has_its_foot() {
    for (name, data) in every_sample() {
        let file = made(&name, &data);
        let boxes = run("pdftotext", &["-bbox"], &file);
        let (width, height) = match data.options.paper {
            PaperSize::Letter => (612.0, 792.0),
            PaperSize::A4 => (595.0, 842.0),
        };
        let number = |line: &str, key: &str| -> f64 {
            let after = line.split_once(&format!("{key}=\"")).expect("a word has a box").1;
            after.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
        };
        let mut feet = 0_usize;
        for line in boxes.lines().filter(|line| line.contains("<word ")) {
            assert!(number(line, "xMin") > 51.0, "{name}: {line}");
            assert!(number(line, "xMax") < width - 51.0, "{name}: {line}");
            assert!(number(line, "yMin") > 40.0, "{name}: {line}");
            assert!(number(line, "yMax") < height - 20.0, "{name}: {line}");
            if line.contains(">candado-3f2a9c41d0b7e652<") && number(line, "yMin") > height - 64.0 {
                feet = feet.saturating_add(1);
            }
        }
        assert_eq!(feet, page_count(&file), "{name}");
    }
}

#[test]
fn the_short_report_says_what_an_officer_needs() {
    let file = made("officer", &samples::short(Language::Spanish, PaperSize::Letter));
    let text = text(&file);
    for wanted in [
        "Relato y evidencia del robo de una cuenta de WhatsApp",
        "No es un documento oficial ni lo emite una autoridad.",
        "16 de marzo de 2026, 18:40",
        "(America/Mexico_City, UTC−6)",
        "María Fernanda Núñez Ibáñez · tel. +52 55 8765 4321",
        "Telcel · Motorola moto g34 · IMEI 350000000000012",
        "Policía Cibernética SSC · folio 2026-03-0187",
        "Denuncia (carpeta de investigación)",
        "Pendiente",
        "$4,500.00 MXN en 1 transferencia; 1 de ellas la hizo un contacto",
        "cerca de las 2:10",
        "Llamada de +52 55 1234 5678. Dijo o escribió: Una voz de mujer",
        "(corregida en la nota 7: «Fueron $4,500.00, no $4,000.00.»)",
        "(la nota 3 decía: «Transferencia de $4,500.00",
        "Anexos A y B.",
        "032 180 00011835971 9",
        "2026031440014BMOV",
        "hxxps://paqueteria-mx[.]example/entrega?id=1",
        "412,310 bytes",
        "El teléfono se reinició antes de la nota 3.",
        "La hora automática estaba encendida en todas las notas.",
        "11 · 7K3F9-QXD2M-B81WZ-04CHT",
        "Este código resume las 11 notas",
        "Alrededor de un reinicio no se puede comprobar si el reloj se movió. Entre las demás notas, el reloj no se adelantó",
        "La aplicación escribió 1 nota propia al prepararse una entrega, completada o no; no aparece en el relato.",
        "se agregó algo es la de America/Mexico_City.",
        "10 de 11 notas entregadas, 1 reservada por la persona",
        "Nombre y firma de quien relata",
        "La imagen no se pudo leer.",
    ] {
        assert_says(&text, wanted);
    }
    for line in samples::CHECKPOINT.lines() {
        assert_says(&text, line);
    }
    assert!(page_count(&file) <= 4);
}

#[test]
fn the_english_report_has_no_spanish_words_of_its_own() {
    let data = samples::empty(Language::English, PaperSize::A4);
    let file = made("english", &data);
    let words = run("pdftotext", &["-raw"], &file).to_lowercase();
    let text = text(&file);
    assert_says(&text, "Personal document of the person affected.");
    assert_says(&text, "0 of 0 entries handed over, none withheld");
    for spanish in ["nota", "notas", "relato", "bitácora", "autoridad", "código", "persona"] {
        let said = words.split(|sign: char| !sign.is_alphanumeric()).any(|word| word == spanish);
        assert!(!said, "{spanish}");
    }
}

#[test]
fn an_empty_log_makes_one_page_without_empty_rows() {
    let file = made("empty", &samples::empty(Language::Spanish, PaperSize::Letter));
    assert_eq!(page_count(&file), 1);
    let text = text(&file);
    assert_says(&text, "No se entrega ninguna nota.");
    for absent in ["Quien relata", "Cuenta afectada", "Monto", "Transferencias", "Anexos"] {
        assert!(!text.contains(&without_white_space(absent)), "{absent}");
    }
}

#[test]
fn the_code_reads_as_the_whole_checkpoint() {
    for (paper, name) in PAPERS {
        let data = samples::short(Language::Spanish, paper);
        let file = made(&format!("code-{name}"), &data);
        let mut said = Vec::new();
        for page in 1..=page_count(&file) {
            let page = page.to_string();
            let arguments = ["-gray", "-r", "200", "-f", &page, "-l", &page];
            let page = Command::new("pdftoppm").args(arguments).arg(&file).output();
            said.extend(scanned(&page.expect("poppler").stdout));
        }
        assert_eq!(said, std::slice::from_ref(&data.checkpoint), "{name}");
    }
}

/// What the QR codes on a grey picture (binary PGM) say.
fn scanned(picture: &[u8]) -> Vec<String> {
    let mut parts = picture.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number = |what: &str| -> usize {
        let text = std::str::from_utf8(parts.next().expect(what)).expect(what);
        text.parse().unwrap_or_default()
    };
    let (_magic, width, height) = (number("magic"), number("width"), number("height"));
    let pixels = parts.next().and_then(|rest| rest.strip_prefix(b"255\n")).expect("pixels");
    let lines: Vec<&[u8]> = pixels.chunks(width).collect();
    let grey = |x: usize, y: usize| lines.get(y).and_then(|line| line.get(x)).copied().unwrap_or(0);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = prepared.detect_grids();
    grids.iter().map(|grid| grid.decode().expect("a code that can be read").1).collect()
}

#[test]
fn each_kind_of_note_is_told_whole_in_both_languages() {
    for (language, name) in LANGUAGES {
        let data = samples::other_kinds(language, PaperSize::Letter);
        let said = text(&made(&format!("kinds-{name}"), &data));
        for written in [
            "Telegram",
            "Pidió registrar otra vez mi número.",
            "Google Chrome (Windows)",
            "hoy a las 3:10",
            "No tengo computadora.",
            "Tía Lupe, +525598765432",
            "$5,000.00",
            "$2,500.50",
            "Creyó que era yo.",
            "+525511112222",
            "«El Comandante», voz de hombre joven",
            "Que iban a venir por mí.",
            "$20,000.00",
            "depósito en una tienda",
            "Jorge Ávila",
            "+525533334444",
            "Vi la pantalla cuando llegó el mensaje.",
            "0417",
        ] {
            assert_says(&said, written);
        }
    }
    let said = text(&made("kinds", &samples::other_kinds(Language::Spanish, PaperSize::Letter)));
    assert_says(&said, "Se perdió el acceso a la cuenta de Telegram.");
    assert_says(&said, "tarjeta con terminación 0417");
    assert_says(&said, "Total: $123.00 MXN");
    assert_says(&said, "$123.00 MXN en 1 transferencia");
    assert_says(&said, "1 nota sobre un contacto engañado; pagos anotados: $2,500.50");
}

#[test]
fn the_text_of_every_entry_is_there_and_long_tables_repeat_their_heads() {
    let data = samples::long(Language::Spanish, PaperSize::Letter);
    let file = made("every", &data);
    let said = text(&file);
    for entry in &data.entries {
        match &entry.body {
            EntryBody::Note { text } | EntryBody::StepTaken { text } => assert_says(&said, text),
            EntryBody::Transfer { tracking_key, .. } => assert_says(&said, tracking_key),
            EntryBody::ContactAttempt { sender, .. } => assert_says(&said, sender),
            _ => {}
        }
    }
    let pages = page_count(&file);
    assert!((16..=30).contains(&pages), "{pages} pages");
    let heads = run("pdftotext", &["-layout"], &file).matches("Qué pasó").count();
    assert!(heads >= 5, "the head of the account stands {heads} times");
    assert_says(&said, "Entre la nota 11 y la 12 el reloj se atrasó 3 h.");
    assert_says(&said, "Entre la nota 39 y la 40 el reloj se adelantó 1 min 5 s.");
    assert!(!said.contains("más de un minuto"), "the clock was moved");
    assert_says(&said, "no se pudo leer, en las notas 3, 5.");
}

#[test]
fn nothing_of_a_withheld_entry_reaches_the_file() {
    let mut data = samples::short(Language::Spanish, PaperSize::Letter);
    // The corrected entry, the one that corrects it and the opening are withheld as well.
    data.options.withheld = vec![0, 3, 9];
    let file = made("withheld", &data);
    let said = text(&file);
    for secret in
        ["SECRETO", "Mi prima", "BMOV", "captura-mensaje", "032 180", "Me sacaron", "robo"]
    {
        assert!(!said.contains(&without_white_space(secret)), "{secret}");
    }
    assert_says(&said, "(la nota 3 está reservada)");
    assert_says(&said, "8 de 11 notas entregadas, 3 reservadas por la persona");
    assert!(!run("pdfinfo", &[], &file).contains("robo"));

    data.options.withheld = vec![7];
    let said = text(&made("withheld-correction", &data));
    assert!(!said.contains(&without_white_space("no $4,000.00")));
    assert_says(&said, "(corregida en la nota 7, que está reservada)");
}

#[test]
fn signs_that_cannot_be_drawn_or_seen_are_written_by_their_number() {
    let said = text(&made("signs", &samples::hostile(Language::Spanish, PaperSize::Letter)));
    for wanted in [
        "[U+0645, U+0631, U+062D",
        "[U+05E9",
        "[U+4F60, U+597D",
        "Manda [U+1F4B8 dinero con alas, U+1F4B0 bolsa de dinero] ya [U+1F600 cara sonriente",
        "[U+1F468, U+200D unión invisible, U+1F469",
        "uno[U+200B espacio invisible]dos [U+202E control que invierte el texto]oinev",
        "tres[U+00AD guion invisible]cuatro",
        "fin [U+0007]",
        "hxxps://p[U+0430]ypal[.]example/",
        "mamá y niño",
        "Los signos que esta letra no puede dibujar",
    ] {
        assert_says(&said, wanted);
    }
    assert!(said.matches('x').count() >= 4000, "the long word is cut, not shortened");
    let plain = text(&made("plain", &samples::empty(Language::Spanish, PaperSize::Letter)));
    assert!(!plain.contains("Unicode"), "the explanation stands only where it is needed");
}

#[test]
fn a_retracted_transfer_is_shown_and_not_added_up() {
    let mut data = samples::short(Language::Spanish, PaperSize::Letter);
    let transfer = data.entries.iter_mut().find(|entry| entry.seq == 3).expect("the sample has it");
    transfer.retracted = true;
    let said = text(&made("retracted", &data));
    assert_says(&said, "Total: $0.00 MXN");
    assert_says(&said, "Las transferencias retiradas no entran en el total.");
    assert_says(&said, "(retirada)");
}

#[test]
fn a_carpeta_stands_as_the_complaint_and_a_police_folio_as_the_report() {
    let mut data = samples::short(Language::Spanish, PaperSize::Letter);
    data.entries.push(samples::entry(
        10,
        Some("2026-03-16T10:00"),
        EntryBody::ComplaintFiled {
            authority: "Ministerio Público".to_owned(),
            carpeta: "CI-FIDCI/ACD/UI-1/00123/03-2026".to_owned(),
            agent: "Lic. Rosa Neri".to_owned(),
            text: String::new(),
        },
    ));
    let said = text(&made("complaint", &data));
    assert_says(&said, "Denuncia (carpeta de investigación) Ministerio Público · carpeta CI-FIDCI");
    assert_says(&said, "agente Lic. Rosa Neri");
    assert!(!said.contains("Pendiente"));
}

#[test]
fn the_same_data_gives_the_same_bytes_and_another_clock_does_not() {
    let data = samples::short(Language::Spanish, PaperSize::Letter);
    let first = pdf(&data);
    assert!(first == pdf(&data.clone()));
    let mut later = data;
    later.clock.now_ms = later.clock.now_ms.saturating_add(60_000);
    assert!(first != pdf(&later));
}

#[test]
fn the_file_is_tagged_and_made_to_be_archived() {
    let file = made("archive", &samples::short(Language::Spanish, PaperSize::Letter));
    let info = run("pdfinfo", &[], &file);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("Title:           Relato y evidencia del robo"), "{info}");
    let metadata = run("pdfinfo", &["-meta"], &file);
    for wanted in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
        assert!(metadata.contains(wanted), "{wanted}: {metadata}");
    }
    let fonts = run("pdffonts", &[], &file);
    let embedded = fonts.lines().skip(2).filter(|line| line.contains(" yes yes yes ")).count();
    assert_eq!((embedded, fonts.lines().skip(2).count()), (3, 3), "{fonts}");
    let structure = run("pdfinfo", &["-struct"], &file);
    for wanted in ["H1", "H2", "Table", "TH", "TD", "Figure"] {
        assert!(structure.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_picture_is_reduced_before_it_goes_in() {
    let data = samples::short(Language::Spanish, PaperSize::Letter);
    let shot = samples::screenshot(1080, 2340);
    let read = |file: &Attachment| Some(if file.bytes > 12 { shot.clone() } else { Vec::new() });
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report-picture.pdf");
    let bytes = layout(&data, &read).expect("the report is laid out");
    std::fs::write(&file, bytes).expect("the target folder can be written");
    let list = run("pdfimages", &["-list"], &file);
    let row = list.lines().nth(2).expect("one picture");
    let columns: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(columns.get(3..5), Some(&["323", "700"][..]), "{list}");
    assert_eq!(list.lines().count(), 3, "the damaged one is a box: {list}");
}

#[test]
fn a_hash_stands_in_two_whole_halves_on_both_papers() {
    for (paper, size) in PAPERS {
        let file = made(&format!("hash-{size}"), &samples::short(Language::English, paper));
        let halves = run("pdftotext", &["-raw"], &file)
            .lines()
            .filter(|line| line.ends_with(&"a".repeat(32)) && !line.ends_with(&"a".repeat(33)))
            .count();
        assert_eq!(halves, 2, "{size}");
    }
}

#[test]
fn facts_about_the_clock_are_told_both_ways() {
    let mut data = samples::short(Language::English, PaperSize::Letter);
    data.clocks.facts = vec![Fact::TimeNotAutomatic { seq: 4 }];
    let said = text(&made("clock", &data));
    assert_says(&said, "Automatic time was off, or could not be read, at entry 4.");
    assert_says(&said, "The phone was not restarted between the entries.");
    assert_says(
        &said,
        "Between one entry and the next, the clock was not moved forward or back by more than a minute.",
    );
}

#[test]
fn what_the_clocks_could_not_say_is_said_and_nothing_instead() {
    for (language, none, unknown) in [
        (
            Language::Spanish,
            ["El teléfono no se reinició", "más de un minuto"],
            "No se pudo comprobar",
        ),
        (Language::English, ["not restarted", "more than a minute"], "could not be checked"),
    ] {
        let mut data = samples::short(language, PaperSize::Letter);
        let all: Vec<u64> = (1..11).collect();
        data.clocks = ClockReview {
            restart_unknown: all.clone(),
            movement_unknown: all,
            ..ClockReview::default()
        };
        let said = text(&made("clock-unknown", &data));
        assert_eq!(said.matches(&without_white_space(unknown)).count(), 2, "{said}");
        for claim in none {
            assert!(!said.contains(&without_white_space(claim)), "{claim}: {said}");
        }
    }
    let mut data = samples::short(Language::Spanish, PaperSize::Letter);
    data.clocks = ClockReview {
        restart_unknown: vec![3, 4],
        movement_unknown: vec![2, 3, 4],
        compared: 7,
        ..ClockReview::default()
    };
    let said = text(&made("clock-partly", &data));
    assert_says(
        &said,
        "No se pudo comprobar si el teléfono se reinició antes de las notas 3, 4, porque",
    );
    assert_says(
        &said,
        "No se pudo comprobar si el reloj se movió antes de las notas 2, 3, 4, porque",
    );
    assert_says(
        &said,
        "Entre las demás notas, el reloj no se adelantó ni se atrasó más de un minuto.",
    );
    assert!(!said.contains(&without_white_space("El teléfono no se reinició")), "{said}");

    let mut alone = samples::short(Language::Spanish, PaperSize::Letter);
    alone.entries.truncate(1);
    alone.head.size = 1;
    alone.clocks = ClockReview::default();
    let said = text(&made("clock-alone", &alone));
    for claim in ["reinició", "semovió", "atrasó"] {
        assert!(!said.contains(claim), "of one entry there is nothing to compare: {said}");
    }
}

#[test]
fn entries_of_one_minute_are_told_as_several() {
    let mut data = samples::short(Language::Spanish, PaperSize::Letter);
    let first = data.entries[0].noted_at_ms;
    data.entries.iter_mut().for_each(|entry| entry.noted_at_ms = first);
    let said = text(&made("one-minute", &data));
    assert_says(&said, "Las notas entregadas se anotaron el 14 mar 2026, 9:05.");
    data.entries.truncate(1);
    assert_says(
        &text(&made("one-note", &data)),
        "La nota entregada se anotó el 14 mar 2026, 9:05.",
    );
}

#[test]
fn what_the_format_does_not_prove_is_said_in_both_languages() {
    let spanish = text(&made("limits-es", &samples::short(Language::Spanish, PaperSize::Letter)));
    let english = text(&made("limits-en", &samples::short(Language::English, PaperSize::Letter)));
    for (said, limits) in [
        (
            spanish,
            [
                "quién lo escribió ni cuándo pasó o se anotó.",
                "antes del primero, la bitácora pudo rehacerse completa.",
                "Sin un código así, nadie puede saber si se cortó algo del final.",
                "Este PDF no está firmado: lo firmado son las notas y sus archivos.",
            ],
        ),
        (
            english,
            [
                "who wrote it, or when it happened or was noted.",
                "before the first one, the log may have been written anew as a whole.",
                "Without such a code nobody can know whether the end was cut.",
                "This PDF is not signed: what is signed are the entries and their files.",
            ],
        ),
    ] {
        for limit in limits {
            assert_says(&said, limit);
        }
    }
}

#[test]
fn a_report_alone_promises_no_bundle_that_came_with_it() {
    for (language, accompanied, alone, earlier) in [
        (
            Language::Spanish,
            "elija el paquete y compare el código.",
            "Este informe se guardó solo. Para comprobarlo hace falta el paquete ZIP",
            "se ve distinto porque cuenta menos notas: escríbalo en la casilla de verificar.html",
        ),
        (
            Language::English,
            "choose the bundle and compare the code.",
            "This report was saved by itself. Checking it takes the ZIP bundle",
            "looks different because it counts fewer entries: type it into the box of verificar.html",
        ),
    ] {
        let mut data = samples::short(language, PaperSize::Letter);
        let bundled = text(&made("in-a-bundle", &data));
        data.place = ReportPlace::Alone;
        let single = text(&made("alone", &data));
        for (said, has, lacks) in [(&bundled, accompanied, alone), (&single, alone, accompanied)] {
            assert_says(said, has);
            assert!(!said.contains(&without_white_space(lacks)), "{said}");
            assert_says(said, earlier);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever people write, the report comes out.
    #[test]
    fn no_text_stops_the_report(
        written in prop::collection::vec("\\PC{0,300}|(?s:.{0,80})", 8),
        tail in "[\\x00-\\x1f\\u{200b}-\\u{206f}\\u{e000}-\\u{e010}\\u{fff0}-\\u{10010}]{0,40}",
    ) {
        let mut data = samples::short(Language::Spanish, PaperSize::Letter);
        for (entry, text) in data.entries.iter_mut().zip(&written) {
            let text = format!("{text}{tail}");
            match &mut entry.body {
                EntryBody::IncidentOpened { title, .. } => *title = text,
                EntryBody::ContactAttempt { sender, link, said, .. } => {
                    sender.clone_from(&text);
                    link.clone_from(&text);
                    *said = text;
                }
                EntryBody::Transfer { clabe, bank, tracking_key, bank_folio, text: also, .. } => {
                    clabe.clone_from(&text);
                    bank.clone_from(&text);
                    tracking_key.clone_from(&text);
                    bank_folio.clone_from(&text);
                    *also = text;
                }
                EntryBody::StepTaken { text: said }
                | EntryBody::Amendment { text: said }
                | EntryBody::CodeShared { text: said, .. }
                | EntryBody::AccountRecovered { text: said, .. } => *said = text,
                _ => {}
            }
            for file in &mut entry.files {
                file.name = tail.clone();
                file.sha256 = format!("{tail}{}", file.sha256);
            }
            if let Some(happened) = &mut entry.happened && tail.len() % 2 == 1 {
                happened.from = tail.clone();
            }
        }
        data.options.narrator.name.clone_from(&tail);
        data.origin = format!("candado-{tail}");
        data.checkpoint = written.concat();
        prop_assert!(layout(&data, &samples::pictures()).is_ok());
    }

    /// Bytes that claim to be a picture give a picture or a box, never a failure.
    #[test]
    fn no_picture_stops_the_report(
        noise in prop::collection::vec(any::<u8>(), 0..400),
        cut in 0_usize..4000,
        flipped in 0_usize..4000,
    ) {
        let mut shot = samples::screenshot(216, 468);
        if let Some(byte) = shot.get_mut(flipped) {
            *byte ^= 0x55;
        }
        shot.truncate(cut.max(60));
        let data = samples::short(Language::Spanish, PaperSize::Letter);
        let read = |file: &Attachment| {
            Some(if file.media_type == "image/png" { shot.clone() } else { noise.clone() })
        };
        prop_assert!(layout(&data, &read).is_ok());
    }
}
