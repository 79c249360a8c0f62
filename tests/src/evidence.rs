//! An evidence log that comes out the same every time: counted bytes instead of random ones, and clocks that are
//! told what to say.

use candado_core::ClockReading;
use candado_core::chat::DateOrder;
use candado_core::devices::Messenger;
use candado_core::evidence::{
    AnchorWay, Attachment, Channel, EntropySource, EntryBody, EvidenceError, EvidenceLog, Happened,
    NewEntry, Payer, Precision, TheftKind,
};
use std::path::Path;

/// Bytes that look like nothing and are the same in every run.
#[derive(Debug, Default)]
pub struct CountedEntropy {
    drawn: u64,
}

impl EntropySource for CountedEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EvidenceError> {
        for byte in bytes {
            self.drawn = self.drawn.wrapping_add(1);
            let mixed = self.drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *byte = mixed.to_be_bytes()[0];
        }
        Ok(())
    }
}

/// 14 March 2026, 10:00 in Mexico City, `minutes` later; the phone has run since 08:00.
#[must_use]
pub fn clock(minutes: i64) -> ClockReading {
    let passed_ms = minutes.saturating_mul(60_000);
    ClockReading {
        now_ms: 1_773_504_000_000_i64.saturating_add(passed_ms),
        zone: "America/Mexico_City".into(),
        automatic: Some(true),
        boot_count: Some(31),
        uptime_ms: Some(7_200_000_i64.saturating_add(passed_ms)),
    }
}

/// Opens the log in `folder` with [`CountedEntropy`].
///
/// # Panics
/// When it cannot be opened.
#[must_use]
pub fn open(folder: &Path) -> EvidenceLog {
    EvidenceLog::open(folder, Box::new(CountedEntropy::default())).expect("the log opens")
}

/// Opens the log in `folder` as another phone would: other name, key and salts.
///
/// # Panics
/// When it cannot be opened.
#[must_use]
pub fn open_another(folder: &Path) -> EvidenceLog {
    let entropy = CountedEntropy { drawn: 1_000_000 };
    EvidenceLog::open(folder, Box::new(entropy)).expect("the log opens")
}

/// Lets the head code as it is now leave the phone; the code comes back.
///
/// # Panics
/// When the log refuses.
pub fn anchor(log: &mut EvidenceLog, way: AnchorWay, clock: &ClockReading) -> String {
    let code = log.head().expect("the log has a head").code;
    log.anchor(&code, way, clock).expect("it is a code of this log");
    code
}

/// An entry without files that belongs to the incident opened as entry 0.
#[must_use]
pub fn entry(body: EntryBody) -> NewEntry {
    NewEntry { incident: Some(0), happened: None, body, files: Vec::new(), amends: None }
}

/// The entry that opens an incident.
#[must_use]
pub fn opening() -> NewEntry {
    NewEntry {
        incident: None,
        ..entry(EntryBody::IncidentOpened {
            theft: TheftKind::Takeover,
            title: "Robo de mi cuenta".into(),
        })
    }
}

/// A note.
#[must_use]
pub fn note(text: &str) -> NewEntry {
    entry(EntryBody::Note { text: text.into() })
}

/// A time stated to the minute in Mexico City.
#[must_use]
pub fn at(from: &str) -> Option<Happened> {
    Some(Happened {
        from: from.into(),
        to: None,
        zone: "America/Mexico_City".into(),
        precision: Precision::Minute,
    })
}

/// Writes a story of seven entries with two files: what a person might note on the morning after.
///
/// # Panics
/// When an entry is refused.
pub fn tell_story(log: &mut EvidenceLog) {
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 64]].concat();
    let picture = log.attach(&mut picture.as_slice(), "captura-mensaje.png").expect("attaches");
    let chat = "14/3/26, 2:31\u{202f}a.m. - Prima: ¿me prestas cuatro mil pesos? \u{1f64f}\n";
    let chat =
        log.attach(&mut chat.as_bytes(), "Chat de WhatsApp con Prima.txt").expect("attaches");
    let call = EntryBody::ContactAttempt {
        channel: Channel::Call,
        sender: "55 1234 5678".into(),
        user_name: String::new(),
        email: String::new(),
        link: "https://paqueteria-mx.example/entrega".into(),
        said: "Una voz de mujer dijo ser de una \"paquetería\" y pidió el código.".into(),
    };
    let about = at("2026-03-14T02:10").map(|at| Happened { precision: Precision::About, ..at });
    let transfer = EntryBody::Transfer {
        payer: Payer::Contact,
        amount_centavos: 450_000,
        tracking_key: "2026031440014BMOV0000012345677".into(),
        clabe: "032180000118359719".into(),
        card: String::new(),
        bank: "IXE".into(),
        bank_folio: String::new(),
        text: "Mi prima pagó.".into(),
    };
    let entries = [
        opening(),
        NewEntry { happened: about, ..entry(call) },
        NewEntry {
            happened: at("2026-03-14T02:14"),
            ..entry(EntryBody::CodeShared {
                messenger: Messenger::WhatsApp,
                text: "Le dicté el código.\nWhatsApp se cerró.".into(),
            })
        },
        NewEntry {
            happened: at("2026-03-14T02:31"),
            files: vec![picture, chat],
            ..entry(transfer)
        },
        NewEntry {
            amends: Some(3),
            ..entry(EntryBody::Amendment { text: "Fueron 4,000 y no 4,500.".into() })
        },
        note("Algo que no voy a entregar."),
        entry(EntryBody::ReportFiled {
            authority: "Policía Cibernética SSC".into(),
            folio: "2026-03-0187".into(),
            text: String::new(),
        }),
    ];
    for (minute, entry) in (0..).zip(entries) {
        log.append(&entry, &clock(minute)).expect("the story is told");
    }
}

/// Writes every kind of entry that [`tell_story`] does not: what comes after such a morning, and what the app writes itself.
///
/// # Panics
/// When an entry is refused.
pub fn tell_the_rest(log: &mut EvidenceLog) {
    let chat = named(log, "Chat de WhatsApp con Prima.txt");
    let text = String::new;
    let entries = [
        entry(EntryBody::CheckupSnapshot {
            ok: vec!["screen_lock".into()],
            due: vec!["update".into()],
            at_risk: vec!["two_step".into()],
            unknown: vec!["voicemail_pin".into(), "sim_pin".into()],
        }),
        entry(EntryBody::AccountLost { messenger: Messenger::WhatsApp, text: text() }),
        entry(EntryBody::SuspiciousDevice {
            messenger: Messenger::Telegram,
            device: "Google Chrome (Windows)".into(),
            last_active: "hoy a las 2:20".into(),
            text: text(),
        }),
        entry(EntryBody::ContactDefrauded {
            contact: "Prima".into(),
            asked_centavos: 450_000,
            paid_centavos: 400_000,
            text: text(),
        }),
        entry(EntryBody::Threat {
            channel: Channel::Call,
            sender: "55 8765 4321".into(),
            claimed: "un licenciado".into(),
            said: "Que si denuncio publica mis fotos.".into(),
            asked_centavos: 1_000_000,
            pay_to: "una tienda".into(),
        }),
        entry(EntryBody::WitnessStatement {
            witness: "Mi hermano".into(),
            contact: "55 3333 4444".into(),
            text: "Oyó la llamada.".into(),
        }),
        NewEntry {
            files: vec![chat.clone()],
            ..entry(EntryBody::ChatImport {
                member: text(),
                messages: 1,
                date_order: DateOrder::DayMonthYear,
            })
        },
        entry(EntryBody::MessageCited {
            file: chat.sha256,
            member: text(),
            line: 1,
            lines: 1,
            written: "14/3/26, 2:31\u{202f}a.m.".into(),
            sender: "Prima".into(),
            text: "¿me prestas cuatro mil pesos? \u{1f64f}".into(),
        }),
        NewEntry {
            amends: Some(5),
            ..entry(EntryBody::Retraction { text: "No tiene que ver.".into() })
        },
        entry(EntryBody::StepTaken { text: "Avisé a mis contactos.".into() }),
        entry(EntryBody::ComplaintFiled {
            authority: "Fiscalía CDMX".into(),
            carpeta: "CI-FIDCN/0001/2026".into(),
            agent: "Lic. Pérez".into(),
            text: text(),
        }),
        entry(EntryBody::AccountRecovered { messenger: Messenger::Signal, text: text() }),
        note("El banco contestará el lunes."),
    ];
    for (minute, entry) in (20..).zip(entries) {
        log.append(&entry, &clock(minute)).expect("the rest is told");
    }
    let moved = ClockReading { zone: "America/Tijuana".into(), ..clock(160) };
    let moved = ClockReading { uptime_ms: clock(40).uptime_ms, ..moved };
    log.note_clock_change(&moved).expect("it is noted").expect("the clock moved");
    let digest = log.digest_to_stamp(&clock(41)).expect("a checkpoint is kept");
    let digest = digest.as_bytes().chunks_exact(2).map(|pair| {
        let pair = std::str::from_utf8(pair).expect("hexadecimal digits");
        u8::from_str_radix(pair, 16).expect("hexadecimal digits")
    });
    let stamp: Vec<u8> = b"no token, only its digest: ".iter().copied().chain(digest).collect();
    let stamp = log.attach(&mut stamp.as_slice(), "sello.tsr").expect("attaches");
    log.note_time_stamp(&stamp, &clock(42)).expect("it is noted");
}

/// The file that an entry has under a name.
fn named(log: &EvidenceLog, name: &str) -> Attachment {
    let entries = log.entries().expect("the log is readable");
    let mut files = entries.into_iter().flat_map(|entry| entry.files);
    files.find(|file| file.name == name).expect("an entry has it")
}
