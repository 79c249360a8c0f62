//! Bundles as fixtures: made, taken apart, changed and put together again, and judged by more than one verifier.

use crate::evidence::{clock, tell_story, tell_the_rest};
use candado_core::Language;
use candado_core::evidence::{EvidenceLog, FindingKind, verify_bundle, write_bundle};
use candado_core::report::{Narrator, PaperSize, ReportOptions};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Names and contents of a bundle, in its order.
pub type Members = Vec<(String, Vec<u8>)>;

/// How the fixtures are exported: in Spanish, without a word about who tells.
#[must_use]
pub fn options(withheld: &[u64]) -> ReportOptions {
    ReportOptions {
        language: Language::Spanish,
        paper: PaperSize::Letter,
        narrator: Narrator::default(),
        cases: Vec::new(),
        along: Vec::new(),
        withheld: withheld.to_vec(),
    }
}

/// Exports the log with some entries withheld.
///
/// # Panics
/// When it cannot be exported.
#[must_use]
pub fn export(log: &mut EvidenceLog, minute: i64, withheld: &[u64]) -> Vec<u8> {
    let mut bundle = Vec::new();
    write_bundle(log, &options(withheld), &clock(minute), &mut bundle, &mut |_, _| true)
        .expect("the log is exported");
    bundle
}

/// The story of [`tell_story`], exported twice; the second time entry 5 is withheld.
///
/// # Panics
/// When it cannot be exported.
#[must_use]
pub fn sample(folder: &Path) -> Vec<u8> {
    let mut log = crate::evidence::open(folder);
    tell_story(&mut log);
    let first = export(&mut log, 10, &[]);
    assert!(!first.is_empty());
    export(&mut log, 20, &[5])
}

/// That story and every other kind of entry, exported twice; the second time entry 5 is withheld.
///
/// # Panics
/// When it cannot be exported.
#[must_use]
pub fn golden(folder: &Path) -> Vec<u8> {
    let mut log = crate::evidence::open(folder);
    tell_story(&mut log);
    tell_the_rest(&mut log);
    let first = export(&mut log, 50, &[]);
    assert!(!first.is_empty());
    export(&mut log, 60, &[5])
}

/// Takes a bundle apart with a ZIP library that is not the core's.
///
/// # Panics
/// When that library cannot read it.
#[must_use]
pub fn unpack(bundle: &[u8]) -> Members {
    let mut archive = ZipArchive::new(Cursor::new(bundle)).expect("a ZIP");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("a member");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its content");
            (file.name().expect("a readable name").into_owned(), content)
        })
        .collect()
}

/// Puts members together with that library, packed or as they are.
///
/// # Panics
/// When that library refuses a name.
#[must_use]
pub fn pack(members: &Members, method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in members {
        archive.start_file(name, options).expect("a name");
        archive.write_all(content).expect("memory can be written");
    }
    archive.finish().expect("memory can be written").into_inner()
}

/// The content of a member, to be changed.
///
/// # Panics
/// When there is none of that name.
pub fn content<'a>(members: &'a mut Members, name: &str) -> &'a mut Vec<u8> {
    let found = members.iter_mut().find(|(found, _)| found == name);
    &mut found.expect("the bundle has this file").1
}

/// The lines of the log in a bundle.
///
/// # Panics
/// When it is no text.
#[must_use]
pub fn lines(members: &mut Members) -> Vec<String> {
    let log = std::str::from_utf8(content(members, "bitacora.jsonl")).expect("the log is text");
    log.lines().map(str::to_owned).collect()
}

/// Puts other lines in their place.
pub fn set_lines(members: &mut Members, lines: &[String]) {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    *content(members, "bitacora.jsonl") = text.into_bytes();
}

/// Writes the manifest anew, as somebody would who covers their tracks.
pub fn cover_tracks(members: &mut Members) {
    let mut manifest = String::new();
    for (name, content) in members.iter().filter(|(name, _)| name != "MANIFIESTO.sha256") {
        let digest = Sha256::digest(content);
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        manifest.push_str(&format!("{hash}  {name}\n"));
    }
    *content(members, "MANIFIESTO.sha256") = manifest.into_bytes();
}

/// What the core says, in the form that `verificar.py --json` has.
///
/// # Panics
/// When memory cannot be read.
#[must_use]
pub fn judged_by_core(bundle: &[u8], anchor: Option<&str>) -> Value {
    let report = verify_bundle(Cursor::new(bundle), anchor).expect("memory can be read");
    serde_json::to_value(report).expect("a report is plain data")
}

/// The folder with the verifiers that go into every bundle.
#[must_use]
pub fn verifiers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/content/verify")
}

/// The bundle as a file, for verifiers outside this program.
fn written(bundle: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(bundle).expect("it is written");
    file
}

/// What `verificar.py` says, and the code it ends with.
///
/// # Panics
/// When Python cannot be run or answers something else than JSON.
#[must_use]
pub fn judged_by_python(bundle: &[u8], anchor: Option<&str>) -> (Value, Option<i32>) {
    let file = written(bundle);
    let mut command = Command::new("python3");
    command.arg("-B").arg(verifiers().join("verificar.py")).arg(file.path()).arg("--json");
    if let Some(anchor) = anchor {
        command.arg("--ancla").arg(anchor);
    }
    let output = command.output().expect("python3 runs");
    let answer = serde_json::from_slice(&output.stdout);
    let answer = answer.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    (answer, output.status.code())
}

/// What the script of `verificar.html` says.
///
/// # Panics
/// When Node cannot be run or answers something else than JSON.
#[must_use]
pub fn judged_by_page(bundle: &[u8], anchor: Option<&str>) -> Value {
    let file = written(bundle);
    static PAGE: LazyLock<Mutex<Page>> = LazyLock::new(|| Mutex::new(Page::start()));
    let mut page = PAGE.lock().unwrap_or_else(PoisonError::into_inner);
    page.judge(&json!({"bundle": file.path(), "anchor": anchor}))
}

/// Node with that script, for all bundles of a test program: to start it costs more than to judge one. It ends when the
/// program does, which closes its input.
struct Page {
    node: Child,
    output: BufReader<ChildStdout>,
}

impl Page {
    fn start() -> Self {
        let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/judge-as-page.mjs");
        let mut node = Command::new("node")
            .arg(runner)
            .arg(verifiers().join("verificar.html"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs");
        let output = BufReader::new(node.stdout.take().expect("it is piped"));
        Self { node, output }
    }

    fn judge(&mut self, asked: &Value) -> Value {
        let input = self.node.stdin.as_mut().expect("it is piped");
        writeln!(input, "{asked}").expect("node listens, or said above why not");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("node answers");
        serde_json::from_str(&answer).expect("a verdict, or what went wrong stands above")
    }
}

/// Judges a bundle with every verifier, which must agree to the last word.
///
/// # Panics
/// When they do not.
#[must_use]
pub fn judged(bundle: &[u8], anchor: Option<&str>) -> Value {
    let core = judged_by_core(bundle, anchor);
    let (python, code) = judged_by_python(bundle, anchor);
    assert_eq!(python, core, "verificar.py against the core");
    assert_eq!(judged_by_page(bundle, anchor), core, "verificar.html against the core");
    let expected = match core.get("outcome").and_then(Value::as_str) {
        Some("verified") => 0,
        Some("failed") => 1,
        _ => 2,
    };
    assert_eq!(code, Some(expected));
    core
}

/// The kinds of the findings in a verdict, each once, in the order of the format page.
#[must_use]
pub fn kinds(verdict: &Value) -> Vec<FindingKind> {
    let mut kinds: Vec<FindingKind> = verdict
        .get("findings")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|finding| serde_json::from_value(finding.get("kind")?.clone()).ok())
        .collect();
    kinds.dedup();
    kinds
}
