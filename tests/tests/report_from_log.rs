//! The report made from a log on disk.

use candado_core::evidence::{
    Channel, EntryBody, EvidenceLog, NewEntry, Payer, SystemEntropy, TheftKind, write_bundle,
    write_report,
};
use candado_core::report::{self, Narrator, PaperSize, ReportOptions};
use candado_core::{ClockReading, Language};
use std::path::Path;
use std::process::Command;

fn clock(minutes: i64) -> ClockReading {
    ClockReading {
        now_ms: 1_773_500_700_000_i64.saturating_add(minutes.saturating_mul(60_000)),
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
        boot_count: Some(if minutes < 10 { 4 } else { 5 }),
        uptime_ms: Some(1_000_000_i64.saturating_add(minutes.saturating_mul(60_000))),
    }
}

fn options(withheld: Vec<u64>) -> ReportOptions {
    ReportOptions {
        language: Language::Spanish,
        paper: PaperSize::Letter,
        narrator: Narrator { name: "Ana Núñez".to_owned(), ..Narrator::default() },
        cases: Vec::new(),
        along: Vec::new(),
        withheld,
    }
}

fn entry(incident: Option<u64>, body: EntryBody) -> NewEntry {
    NewEntry { incident, happened: None, body, files: Vec::new(), amends: None }
}

/// A log with an incident, a call with a file, a note and its correction.
fn log(folder: &Path) -> EvidenceLog {
    let mut log = EvidenceLog::open(folder, Box::new(SystemEntropy)).expect("a new log");
    let file = log.attach(&mut &b"chat exportado"[..], "chat.txt").expect("the file is kept");
    let title = "Me sacaron de la cuenta".to_owned();
    let opening = EntryBody::IncidentOpened { theft: TheftKind::Takeover, title };
    let incident = log.append(&entry(None, opening), &clock(0)).expect("the incident opens");
    let call = EntryBody::ContactAttempt {
        channel: Channel::Call,
        sender: "5512345678".to_owned(),
        user_name: String::new(),
        email: String::new(),
        link: String::new(),
        said: "Pidió el código".to_owned(),
    };
    let call = NewEntry { files: vec![file], ..entry(Some(incident), call) };
    log.append(&call, &clock(1)).expect("the call is noted");
    let note = entry(Some(incident), EntryBody::Note { text: "Le di el código".to_owned() });
    let note = log.append(&note, &clock(12)).expect("the note is noted");
    let correction = EntryBody::Amendment { text: "Solo la mitad del código".to_owned() };
    let correction = NewEntry { amends: Some(note), ..entry(Some(incident), correction) };
    log.append(&correction, &clock(13)).expect("the correction is noted");
    log
}

fn made(log: &EvidenceLog, options: &ReportOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    report::write(log, options, &clock(20), &mut bytes).expect("the report is written");
    bytes
}

fn text(folder: &Path, pdf: &[u8]) -> String {
    let file = folder.join("informe.pdf");
    std::fs::write(&file, pdf).expect("the folder can be written");
    let output = Command::new("pdftotext")
        .arg("-raw")
        .arg(&file)
        .arg("-")
        .output()
        .expect("pdftotext is there: ./dev installs poppler-utils");
    let text = String::from_utf8(output.stdout).expect("poppler writes UTF-8");
    text.split_whitespace().collect()
}

#[test]
fn a_log_on_disk_becomes_the_report_of_its_head() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path());
    let said = text(folder.path(), &made(&log, &options(Vec::new())));
    let head = log.head().expect("the log has a head");
    let file: String = "chat.txt".to_owned();
    for wanted in [
        "AnaNúñez",
        "Mesacarondelacuenta",
        "Pidióelcódigo",
        "(corregidaenlanota3:«Sololamitaddelcódigo»)",
        "Elteléfonosereinicióantesdelanota2.",
        "4de4notasentregadas,ningunareservada",
        &head.code.split_whitespace().collect::<String>(),
        &file,
    ] {
        assert!(said.contains(wanted), "the report lacks {wanted}: {said}");
    }
}

#[test]
fn a_withheld_entry_leaves_its_number_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path());
    let said = text(folder.path(), &made(&log, &options(vec![2])));
    assert!(!said.contains("Ledielcódigo"), "{said}");
    assert!(said.contains("(lanota2estáreservada)"), "{said}");
    assert!(said.contains("3de4notasentregadas,1reservadaporlapersona"), "{said}");
}

#[test]
fn a_picture_of_a_kind_that_is_not_drawn_is_not_called_unreadable() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = log(folder.path());
    let start = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let sound = log.attach(&mut start.as_slice(), "foto.heic").expect("it is kept");
    let body = EntryBody::Note { text: "con foto".to_owned() };
    let note = NewEntry { files: vec![sound], ..entry(Some(0), body) };
    log.append(&note, &clock(14)).expect("it is noted");
    let said = text(folder.path(), &made(&log, &options(Vec::new())));
    assert!(said.contains("Sinvistaprevia"), "{said}");
    assert!(!said.contains("Laimagennosepudoleer"), "{said}");
}

#[test]
fn the_same_log_options_and_clock_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path());
    assert!(made(&log, &options(Vec::new())) == made(&log, &options(Vec::new())));
}

#[test]
fn a_bank_that_nobody_named_is_given_by_the_clabe_and_the_reader_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = log(folder.path());
    let transfer = |bank: &str| EntryBody::Transfer {
        payer: Payer::Me,
        amount_centavos: 450_000,
        tracking_key: String::new(),
        clabe: "002000000000000008".to_owned(),
        card: String::new(),
        bank: bank.to_owned(),
        bank_folio: String::new(),
        text: String::new(),
    };
    log.append(&entry(Some(0), transfer("Mi banco")), &clock(14)).expect("it is noted");
    let said = text(folder.path(), &made(&log, &options(Vec::new())));
    assert!(said.contains("Mibanco") && !said.contains("Banamex"), "{said}");
    log.append(&entry(Some(0), transfer("")), &clock(15)).expect("it is noted");
    let said = text(folder.path(), &made(&log, &options(Vec::new())));
    assert!(said.contains("Banamex*") && said.contains("*Quienrelatanoanotóelbanco"), "{said}");
    let shown = log.timeline(&clock(16), Language::Spanish).expect("the log is read");
    let details: Vec<&str> = shown.iter().map(|entry| entry.detail.as_str()).collect();
    assert!(details.iter().any(|detail| detail.contains("Banco según la CLABE: Banamex")));
}

#[test]
fn of_a_transfer_that_is_corrected_as_a_whole_only_the_correction_is_summed_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = log(folder.path());
    let transfer = |amount_centavos, amends| NewEntry {
        amends,
        ..entry(
            Some(0),
            EntryBody::Transfer {
                payer: Payer::Me,
                amount_centavos,
                tracking_key: String::new(),
                clabe: "032180000118359719".to_owned(),
                card: String::new(),
                bank: "IXE".to_owned(),
                bank_folio: String::new(),
                text: String::new(),
            },
        )
    };
    let wrong = log.append(&transfer(450_000, None), &clock(14)).expect("it is noted");
    log.append(&transfer(400_000, Some(wrong)), &clock(15)).expect("it is corrected");
    let said = text(folder.path(), &made(&log, &options(Vec::new())));
    assert!(said.contains("Total:$4,000.00MXN"), "{said}");
    assert!(said.contains("en1transferencia"), "{said}");
    assert!(said.contains("sololacorrecciónentraeneltotal"), "{said}");
    assert!(said.contains("Corrigelanota4:Transferenciade$4,000.00"), "{said}");
    assert!(said.contains("(corregidaenlanota5:«Transferenciade$4,000.00"), "{said}");

    // With the correction withheld, what is handed over is the last word, and the reader is told.
    let said = text(folder.path(), &made(&log, &options(vec![5])));
    assert!(said.contains("Total:$4,500.00MXN"), "{said}");
    assert!(said.contains("$4,500.00MXNen1transferencia"), "{said}");
    assert!(said.contains("Lapersonareservólanotaquecorrigeunadeestastransferencias"), "{said}");
    assert!(!said.contains("sololacorrecciónentraeneltotal"), "{said}");

    // A second correction counts for all before it, whichever of them are handed over.
    log.append(&transfer(300_000, Some(5)), &clock(16)).expect("it is corrected again");
    for withheld in [vec![], vec![5]] {
        let said = text(folder.path(), &made(&log, &options(withheld)));
        assert!(said.contains("Total:$3,000.00MXN"), "{said}");
        assert!(!said.contains("Lapersonareservólanota"), "{said}");
    }
    let said = text(folder.path(), &made(&log, &options(vec![6])));
    assert!(said.contains("Total:$4,000.00MXN"), "{said}");
}

#[test]
fn a_clock_set_back_across_a_restart_is_not_said_to_have_stood_still() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = log(folder.path());
    let note = entry(Some(0), EntryBody::Note { text: "después".to_owned() });
    let mut back = clock(14);
    back.now_ms -= 2 * 86_400_000;
    (back.boot_count, back.uptime_ms) = (Some(6), Some(5_000));
    log.append(&note, &back).expect("it is noted");
    let said = text(folder.path(), &made(&log, &options(Vec::new())));
    // In parts: the end of a page may stand within a sentence.
    for part in [
        "Elteléfonosereinicióantesde",
        "lasnotas2,4.",
        "Alrededordeunreinicio",
        "Entrelasdemásnotas,",
    ] {
        assert!(said.contains(part), "the report lacks {part}: {said}");
    }
    assert!(!said.contains("Entreunanotayotra"), "{said}");
}

#[test]
fn a_phone_that_does_not_tell_its_starts_is_not_said_to_have_run_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = EvidenceLog::open(folder.path(), Box::new(SystemEntropy)).expect("a new log");
    let silent = |minutes| ClockReading { boot_count: None, uptime_ms: None, ..clock(minutes) };
    let opening =
        EntryBody::IncidentOpened { theft: TheftKind::Takeover, title: "Robo".to_owned() };
    log.append(&entry(None, opening), &silent(0)).expect("the incident opens");
    let note = entry(Some(0), EntryBody::Note { text: "nota".to_owned() });
    log.append(&note, &silent(1)).expect("it is noted");
    let said = text(folder.path(), &made(&log, &options(Vec::new())));
    assert!(said.contains("Nosepudocomprobarsielteléfonosereinicióantesdelanota1"), "{said}");
    assert!(said.contains("Nosepudocomprobarsielrelojsemovióantesdelanota1"), "{said}");
    assert!(!said.contains("Elteléfononosereinició") && !said.contains("másdeunminuto"), "{said}");
}

#[test]
fn the_first_bundle_and_a_report_alone_say_what_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = log(folder.path());
    let mut alone = Vec::new();
    write_report(&mut log, &options(Vec::new()), &clock(15), &mut alone).expect("it is written");
    let said = text(folder.path(), &alone);
    assert!(said.contains("Esteinformeseguardósolo."), "{said}");
    assert!(said.contains("1notapropiaalprepararseunaentrega,completadaono;"), "{said}");
    assert!(!said.contains("entregaanterior") && !said.contains("llave"), "{said}");
    let mut bundle = Vec::new();
    let go_on = &mut |_, _| true;
    write_bundle(&mut log, &options(Vec::new()), &clock(16), &mut bundle, go_on).expect("written");
    let members = candado_tests::bundle::unpack(&bundle);
    let (_, report) = members.iter().find(|(name, _)| name == "informe.pdf").expect("it is there");
    let said = text(folder.path(), report);
    assert!(!said.contains("Esteinformeseguardósolo."), "{said}");
    assert!(said.contains("elijaelpaqueteycompareelcódigo."), "{said}");
    assert!(said.contains("2notaspropiasalprepararseentregas,completadasono;"), "{said}");
}

#[test]
fn the_cover_names_the_cases_that_are_handed_over_as_they_were_last_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = log(folder.path());
    let opened = |within, theft, title: &str| NewEntry {
        amends: within,
        ..entry(within, EntryBody::IncidentOpened { theft, title: title.to_owned() })
    };
    let second = opened(None, TheftKind::Extortion, "Me amenazan");
    let second = log.append(&second, &clock(14)).expect("another case opens");
    let renamed = opened(Some(0), TheftKind::GhostLink, "Alguien en mi cuenta");
    log.append(&renamed, &clock(15)).expect("the first one is called anew");
    let both = text(folder.path(), &made(&log, &options(Vec::new())));
    assert!(both.contains("CasosAlguienenmicuenta·Meamenazan"), "{both}");
    let outside = log.outside(&[0]).expect("the log is read");
    assert_eq!(outside, [second]);
    let first = text(folder.path(), &made(&log, &options(outside)));
    assert!(first.contains("CasoAlguienenmicuentaQuienrelata"), "{first}");
    assert!(first.contains("Relatoyevidenciadelaccesoajeno"), "{first}");
    assert!(!first.contains("Meamenazan"), "{first}");
}
