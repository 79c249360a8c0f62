//! Reports made by hand: the sample of the design, an empty one, a long one, a hostile one.

use candado_core::devices::Messenger;
use candado_core::evidence::{
    Attachment, Channel, ClockReview, EntryBody, Fact, Happened, Head, Payer, Precision, TheftKind,
    TimelineEntry,
};
use candado_core::report::{Narrator, PaperSize, ReportData, ReportOptions, ReportPlace};
use candado_core::{ClockReading, Language};

/// 2026-03-16 18:40 in Mexico City.
const MADE_AT_MS: i64 = 1_773_708_000_000;
/// 2026-03-14 09:05 in Mexico City.
const FIRST_NOTED_MS: i64 = 1_773_500_700_000;

pub(crate) const CHECKPOINT: &str = "candado-3f2a9c41d0b7e652\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\
noted 2026-03-17T00:40:00.000Z\n\n— candado-3f2a9c41d0b7e652 qp2kZ0vJ1m7Wm0mB5r8nT3wq1xXxk3uSxYcJ9m0R0cV9o2v7cZr0S1m2N3b4V5c6X7z8A9s0D1f2G3h4J5k6L7p8Q9w=\n";

pub(crate) fn clock() -> ClockReading {
    ClockReading {
        now_ms: MADE_AT_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
        boot_count: Some(12),
        uptime_ms: Some(86_400_000),
    }
}

pub(crate) fn entry(seq: u64, happened: Option<&str>, body: EntryBody) -> TimelineEntry {
    TimelineEntry {
        seq,
        incident: (seq > 0).then_some(0),
        noted_at_ms: FIRST_NOTED_MS + i64::try_from(seq).unwrap_or(0) * 420_000,
        noted_by: String::new(),
        happened: happened.map(|from| Happened {
            from: from.to_owned(),
            to: None,
            zone: "America/Mexico_City".to_owned(),
            precision: Precision::Minute,
        }),
        day: String::new(),
        time: String::new(),
        title: String::new(),
        detail: String::new(),
        body,
        files: Vec::new(),
        amends: None,
        amended_by: None,
        retracted: false,
        superseded: false,
    }
}

pub(crate) fn note(seq: u64, happened: Option<&str>, text: &str) -> TimelineEntry {
    entry(seq, happened, EntryBody::Note { text: text.to_owned() })
}

pub(crate) fn report(
    entries: Vec<TimelineEntry>,
    size: u64,
    language: Language,
    paper: PaperSize,
) -> ReportData {
    ReportData {
        entries,
        incident: Some(0),
        origin: "candado-3f2a9c41d0b7e652".to_owned(),
        head: Head {
            size,
            root: "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62".to_owned(),
            code: format!("{size} · 7K3F9-QXD2M-B81WZ-04CHT"),
        },
        checkpoint: CHECKPOINT.to_owned(),
        clocks: ClockReview { compared: size.saturating_sub(1), ..ClockReview::default() },
        place: ReportPlace::Bundle,
        options: ReportOptions {
            language,
            paper,
            narrator: Narrator::default(),
            cases: Vec::new(),
            along: Vec::new(),
            withheld: Vec::new(),
        },
        clock: clock(),
    }
}

pub(crate) fn attachment(letter: char, name: &str, media_type: &str, bytes: u64) -> Attachment {
    Attachment {
        sha256: letter.to_string().repeat(64),
        bytes,
        media_type: media_type.to_owned(),
        name: name.to_owned(),
    }
}

/// The case of the design, with one withheld entry, a correction and a picture that cannot be read.
pub(crate) fn short(language: Language, paper: PaperSize) -> ReportData {
    let about = |from: &str| {
        Some(Happened {
            from: from.to_owned(),
            to: None,
            zone: "America/Mexico_City".to_owned(),
            precision: Precision::About,
        })
    };
    let mut entries = vec![
        entry(
            0,
            Some("2026-03-14T02:10"),
            EntryBody::IncidentOpened {
                theft: TheftKind::Takeover,
                title: "Me sacaron de WhatsApp".to_owned(),
            },
        ),
        entry(
            1,
            None,
            EntryBody::ContactAttempt {
                channel: Channel::Call,
                sender: "+52 55 1234 5678".to_owned(),
                user_name: String::new(),
                email: String::new(),
                link: String::new(),
                said: "Una voz de mujer dijo ser de una paquetería y pidió el código de seis dígitos \
                       que me llegó por SMS."
                    .to_owned(),
            },
        ),
        entry(
            2,
            Some("2026-03-14T02:14"),
            EntryBody::CodeShared {
                messenger: Messenger::WhatsApp,
                text: "Le dicté el código. WhatsApp se cerró en mi teléfono.".to_owned(),
            },
        ),
        entry(
            3,
            Some("2026-03-14T02:31"),
            EntryBody::Transfer {
                payer: Payer::Contact,
                amount_centavos: 450_000,
                tracking_key: "2026031440014BMOV0000012345677731".to_owned(),
                clabe: "032180000118359719".to_owned(),
                card: String::new(),
                bank: "BBVA".to_owned(),
                bank_folio: "55120398".to_owned(),
                text: "Mi prima recibió un mensaje desde mi cuenta pidiendo dinero y transfirió $4,000.00."
                    .to_owned(),
            },
        ),
        entry(
            4,
            Some("2026-03-14T02:40"),
            EntryBody::ContactAttempt {
                channel: Channel::Message,
                sender: "+52 55 1234 5678".to_owned(),
                user_name: String::new(),
                email: String::new(),
                link: "https://paqueteria-mx.example/entrega?id=1".to_owned(),
                said: String::new(),
            },
        ),
        entry(
            5,
            Some("2026-03-14T09:05"),
            EntryBody::AccountRecovered {
                messenger: Messenger::WhatsApp,
                text: "Registré otra vez mi número y recuperé la cuenta.".to_owned(),
            },
        ),
        entry(
            6,
            Some("2026-03-14T09:10"),
            EntryBody::StepTaken { text: "Activé la verificación en dos pasos.".to_owned() },
        ),
        entry(
            7,
            None,
            EntryBody::Amendment { text: "Fueron $4,500.00, no $4,000.00.".to_owned() },
        ),
        entry(
            8,
            Some("2026-03-14T11:20"),
            EntryBody::ReportFiled {
                authority: "Policía Cibernética SSC".to_owned(),
                folio: "2026-03-0187".to_owned(),
                text: String::new(),
            },
        ),
        note(9, Some("2026-03-15T08:00"), "SECRETO que la persona se reserva"),
    ];
    entries[1].happened = about("2026-03-14T02:10");
    entries[3].amended_by = Some(7);
    entries[7].amends = Some(3);
    entries[3].files = vec![
        attachment('a', "captura-mensaje.png", "image/png", 412_310),
        attachment('b', "Chat de WhatsApp con Prima.txt", "text/plain", 96_114),
    ];
    entries[4].files = vec![attachment('c', "foto dañada.jpg", "image/jpeg", 5_120)];
    let mut data = report(entries, 11, language, paper);
    data.options.withheld = vec![9];
    data.clocks.facts = vec![Fact::BootChanged { seq: 3 }];
    data.options.narrator = Narrator {
        name: "María Fernanda Núñez Ibáñez".to_owned(),
        telephone: "+52 55 8765 4321".to_owned(),
        email: "mfni@correo.example".to_owned(),
        address: "Calle Sur 27 no. 114, Col. Leyes de Reforma, Iztapalapa, CDMX".to_owned(),
        identification: "INE 1234567890123".to_owned(),
        phone_model: "Motorola moto g34".to_owned(),
        imei: "350000000000012".to_owned(),
        carrier: "Telcel".to_owned(),
    };
    data
}

/// One entry of each kind that the other samples lack.
pub(crate) fn other_kinds(language: Language, paper: PaperSize) -> ReportData {
    let bodies = [
        EntryBody::AccountLost {
            messenger: Messenger::Telegram,
            text: "Pidió registrar otra vez mi número.".to_owned(),
        },
        EntryBody::SuspiciousDevice {
            messenger: Messenger::Telegram,
            device: "Google Chrome (Windows)".to_owned(),
            last_active: "hoy a las 3:10".to_owned(),
            text: "No tengo computadora.".to_owned(),
        },
        EntryBody::ContactDefrauded {
            contact: "Tía Lupe, +525598765432".to_owned(),
            asked_centavos: 500_000,
            paid_centavos: 250_050,
            text: "Creyó que era yo.".to_owned(),
        },
        EntryBody::Threat {
            channel: Channel::Call,
            sender: "+525511112222".to_owned(),
            claimed: "«El Comandante», voz de hombre joven".to_owned(),
            said: "Que iban a venir por mí.".to_owned(),
            asked_centavos: 2_000_000,
            pay_to: "depósito en una tienda".to_owned(),
        },
        EntryBody::WitnessStatement {
            witness: "Jorge Ávila".to_owned(),
            contact: "+525533334444".to_owned(),
            text: "Vi la pantalla cuando llegó el mensaje.".to_owned(),
        },
        EntryBody::Transfer {
            payer: Payer::Me,
            amount_centavos: 12_300,
            tracking_key: String::new(),
            clabe: String::new(),
            card: "0417".to_owned(),
            bank: String::new(),
            bank_folio: String::new(),
            text: String::new(),
        },
    ];
    let entries = (0..).zip(bodies).map(|(seq, body)| entry(seq, Some("2026-03-14T03:00"), body));
    report(entries.collect(), 6, language, paper)
}

/// Nothing noted, nobody named.
pub(crate) fn empty(language: Language, paper: PaperSize) -> ReportData {
    report(Vec::new(), 0, language, paper)
}

/// Some twenty pages.
pub(crate) fn long(language: Language, paper: PaperSize) -> ReportData {
    let mut entries = vec![entry(
        0,
        Some("2026-03-14T02:10"),
        EntryBody::IncidentOpened {
            theft: TheftKind::Extortion,
            title: "Amenazas después del robo".to_owned(),
        },
    )];
    for seq in 1..=150_u64 {
        let (day, minute) = (14 + seq / 20, seq % 60);
        let at = format!("2026-03-{day:02}T{:02}:{minute:02}", 8 + seq % 12);
        let made = match seq % 6 {
            0 => entry(
                seq,
                Some(&at),
                EntryBody::Transfer {
                    payer: if seq % 4 == 0 { Payer::Me } else { Payer::Contact },
                    amount_centavos: i64::try_from(seq).unwrap_or(0) * 12_345,
                    tracking_key: format!("MBAN0100260314{seq:016}"),
                    clabe: "032180000118359719".to_owned(),
                    card: String::new(),
                    bank: "Banco con nombre bastante largo, S.A.".to_owned(),
                    bank_folio: format!("{seq:08}"),
                    text: "La hizo después de leer el mensaje.".to_owned(),
                },
            ),
            1 => entry(
                seq,
                Some(&at),
                EntryBody::ContactAttempt {
                    channel: Channel::Message,
                    sender: format!("+52 55 1{seq:03} 5678"),
                    user_name: String::new(),
                    email: String::new(),
                    link: format!("https://premio-{seq}.example/entrega/abre?cliente={seq:040}"),
                    said: "Dijo que si no pagaba iba a publicar mis fotos, y mandó otro enlace."
                        .to_owned(),
                },
            ),
            2 => entry(
                seq,
                Some(&at),
                EntryBody::StepTaken {
                    text: format!("Paso número {seq}: avisé a otra persona.")
                },
            ),
            _ => note(
                seq,
                Some(&at),
                &format!(
                    "Nota {seq}. {}",
                    "Anoté lo que pasó con las palabras que recuerdo. "
                        .repeat(usize::try_from(seq % 9).unwrap_or(0) + 1)
                ),
            ),
        };
        entries.push(made);
    }
    for (index, place) in (3..150).step_by(9).enumerate() {
        let letter = char::from(b'0' + u8::try_from(index % 10).unwrap_or(0));
        let mut file = attachment(letter, &format!("captura {index}.png"), "image/png", 1_000_000);
        file.sha256.replace_range(..2, &format!("{index:02}"));
        entries[place].files = vec![file];
    }
    let mut data = report(entries, 151, language, paper);
    data.clocks.facts = vec![
        Fact::ClockMoved { seq: 12, by_ms: -10_800_000 },
        Fact::ClockMoved { seq: 40, by_ms: 65_000 },
        Fact::TimeNotAutomatic { seq: 3 },
        Fact::TimeNotAutomatic { seq: 5 },
    ];
    data
}

/// What somebody who wants to break the page would write.
pub(crate) fn hostile(language: Language, paper: PaperSize) -> ReportData {
    let word = "x".repeat(4000);
    let mut entries = vec![
        entry(
            0,
            Some("2026-03-14T02:10"),
            EntryBody::IncidentOpened {
                theft: TheftKind::Other,
                title: "Ñandú 🦤 «título»".to_owned(),
            },
        ),
        note(1, Some("2026-03-14T02:11"), &word),
        note(2, Some("2026-03-14T02:12"), "مرحبا بكم في البنك الوطني שלום לך 你好，请转账。"),
        note(3, Some("2026-03-14T02:13"), "Manda 💸💰 ya 😀👍🏽 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f} 🇲🇽"),
        note(
            4,
            Some("2026-03-14T02:14"),
            "uno\u{200b}dos \u{202e}oinev\u{202c} tres\u{ad}cuatro \u{feff}fin \u{7}",
        ),
        note(5, Some("no es fecha"), "Sin fecha válida, mama\u{301} y nin\u{303}o"),
        entry(
            6,
            Some("2026-03-14T02:16"),
            EntryBody::ContactAttempt {
                channel: Channel::Email,
                sender: format!("{}@correo.example", "a".repeat(300)),
                user_name: String::new(),
                email: String::new(),
                link: format!("https://pаypal.example/{}", "b/c?d=".repeat(700)),
                said: format!("{{n}} [U+1F600] {}", "palabra ".repeat(900)),
            },
        ),
        entry(
            7,
            Some("2026-03-14T02:17"),
            EntryBody::Transfer {
                payer: Payer::Me,
                amount_centavos: i64::MAX,
                tracking_key: "Z".repeat(30),
                clabe: "X".repeat(200),
                card: String::new(),
                bank: "B".repeat(500),
                bank_folio: "F".repeat(500),
                text: "\n\n\n".to_owned(),
            },
        ),
        entry(
            8,
            Some("2026-03-14T02:18"),
            EntryBody::Retraction { text: "Me equivoqué 🙃".to_owned() },
        ),
        note(9, None, "línea\n".repeat(150).as_str()),
    ];
    entries[1].retracted = true;
    entries[8].amends = Some(1);
    entries[2].files = vec![
        attachment('d', &format!("../../{}\u{202e}gpj.exe", "n".repeat(900)), "image/png", 12),
        attachment('e', "", "image/webp", u64::MAX),
    ];
    let mut data = report(entries, 10, language, paper);
    data.options.narrator.name = "N".repeat(800);
    data.options.narrator.address = "🏠 calle ".repeat(40);
    data
}

/// A PNG of a chat: bubbles on a pale ground.
pub(crate) fn screenshot(width: usize, height: usize) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let (across, down) = (x * 540 / width, y * 1170 / height);
            let bubble = down % 160 > 40 && down % 160 < 130;
            let mine = (down / 160) % 2 == 1;
            let inside =
                if mine { (161..510).contains(&across) } else { (31..380).contains(&across) };
            let color = match (down < 90, bubble && inside, mine) {
                (true, _, _) => [11, 93, 78],
                (_, true, true) => [220, 237, 231],
                (_, true, false) => [255, 255, 255],
                _ => [238, 234, 224],
            };
            pixels.extend_from_slice(&color);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(
        &mut bytes,
        u32::try_from(width).unwrap(),
        u32::try_from(height).unwrap(),
    );
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

/// Reads every PNG as a small [`screenshot`] and nothing else.
pub(crate) fn pictures() -> impl Fn(&Attachment) -> Option<Vec<u8>> {
    let shot = screenshot(216, 468);
    move |file| match file.media_type.as_str() {
        "image/png" if file.bytes > 12 => Some(shot.clone()),
        _ => Some(b"no es una imagen".to_vec()),
    }
}
