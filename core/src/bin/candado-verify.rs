//! `candado-verify BUNDLE`: what the app knows about a bundle, on a computer without the app.

use candado_core::Language;
use candado_core::evidence::{Fact, VerificationOutcome, command_words, verify_bundle};
use candado_core::store::StoreError;
use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

/// Also when it was called wrongly: whoever only looks at the code must not take that for a verdict.
const CANNOT_JUDGE: u8 = 2;

fn main() -> ExitCode {
    let (answer, code) = match Order::parse(std::env::args_os().skip(1)) {
        Ok(order) => order.carry_out(),
        Err(Refusal { language, help }) => {
            let usage = command_words().usage.get(language).to_owned();
            if help { (Ok(usage), 0) } else { (Err(usage), CANNOT_JUDGE) }
        }
    };
    // A pipe that was closed has nobody to tell it to; the exit code still says the verdict.
    let _ = match answer {
        Ok(text) => std::io::stdout().write_all(text.as_bytes()),
        Err(text) => std::io::stderr().write_all(text.as_bytes()),
    };
    ExitCode::from(code)
}

/// What was asked for.
struct Order {
    bundle: OsString,
    anchor: Option<String>,
    anchor_required: bool,
    json: bool,
    language: Language,
}

/// The command line asks for help, or for something unknown.
struct Refusal {
    language: Language,
    help: bool,
}

impl Order {
    fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, Refusal> {
        let mut bundle = None;
        let mut order = Self {
            bundle: OsString::new(),
            anchor: None,
            anchor_required: false,
            json: false,
            language: Language::Spanish,
        };
        let (mut help, mut wrong) = (false, false);
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().and_then(|value| value.into_string().ok());
            match argument.to_str() {
                Some("--help" | "-h") => help = true,
                Some("--json") => order.json = true,
                Some("--require-anchor" | "--exigir-ancla") => order.anchor_required = true,
                Some("--anchor" | "--ancla") => {
                    order.anchor = value();
                    wrong |= order.anchor.is_none();
                }
                Some("--lang") => match value().as_deref() {
                    Some("es") => order.language = Language::Spanish,
                    Some("en") => order.language = Language::English,
                    _ => wrong = true,
                },
                Some(unknown) if unknown.starts_with("--") => wrong = true,
                _ => wrong |= bundle.replace(argument).is_some(),
            }
        }
        match bundle {
            Some(bundle) if !help && !wrong => Ok(Self { bundle, ..order }),
            _ => Err(Refusal { language: order.language, help }),
        }
    }

    /// The answer, on which stream, and the exit code.
    fn carry_out(&self) -> (Result<String, String>, u8) {
        let opened = File::open(&self.bundle).map_err(StoreError::from);
        let mut report = match opened.and_then(|file| verify_bundle(file, self.anchor.as_deref())) {
            Ok(report) => report,
            Err(problem) => {
                let words = command_words();
                let text = match problem {
                    StoreError::Io { kind: ErrorKind::NotFound } => &words.not_there,
                    _ => &words.unreadable,
                };
                let file = Path::new(&self.bundle).display().to_string();
                return (Err(text.fill(self.language, &[("file", &file)]) + "\n"), CANNOT_JUDGE);
            }
        };
        let unanchored = self.anchor_required && report.facts.contains(&Fact::NoAnchor);
        if unanchored && report.outcome == VerificationOutcome::Verified {
            report.outcome = VerificationOutcome::CannotJudge;
        }
        let code = match report.outcome {
            VerificationOutcome::Verified => 0,
            VerificationOutcome::Failed => 1,
            VerificationOutcome::CannotJudge => CANNOT_JUDGE,
        };
        let text = if self.json {
            serde_json::to_string_pretty(&report).map(|text| text + "\n").unwrap_or_default()
        } else {
            report.in_words(self.language)
        };
        (Ok(text), code)
    }
}
