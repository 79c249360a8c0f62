//! The report as people get it: the PDF is read back with poppler's own tools.

#[expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "fixtures")]
mod report_samples;

use candado_core::Language;
use candado_core::report::{PaperSize, ReportData, layout};
use report_samples as samples;
use std::path::PathBuf;
use std::process::Command;

/// Makes the PDF and leaves it in the target folder, for looking at.
fn made(name: &str, data: &ReportData) -> PathBuf {
    let bytes = layout(data, &samples::pictures()).expect("the report is laid out");
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}.pdf"));
    std::fs::write(&file, bytes).expect("the target folder can be written");
    file
}

fn run(program: &str, file: &PathBuf, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .arg(file)
        .args(arguments)
        .output()
        .unwrap_or_else(|_| panic!("{program} is missing: ./dev installs poppler-utils"));
    assert!(output.status.success(), "{program} refuses the report");
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}

/// The text of the PDF without white space, for finding what lines break.
fn text(file: &PathBuf) -> String {
    run("pdftotext", file, &["-layout", "-"]).split_whitespace().collect()
}

#[test]
fn samples_are_left_for_looking_at() {
    for (language, tag) in [(Language::Spanish, "es"), (Language::English, "en")] {
        for (paper, size) in [(PaperSize::Letter, "letter"), (PaperSize::A4, "a4")] {
            for (name, sample) in [
                ("short", samples::short(language, paper)),
                ("empty", samples::empty(language, paper)),
                ("long", samples::long(language, paper)),
                ("hostile", samples::hostile(language, paper)),
            ] {
                let file = made(&format!("{name}-{tag}-{size}"), &sample);
                assert!(text(&file).contains("candado-3f2a9c41d0b7e652"));
            }
        }
    }
}
