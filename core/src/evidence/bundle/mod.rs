//! The bundle: everything that is handed over, in one ZIP. Its files and rules: `docs/evidence-format.md`.

mod manifest;
mod verify;
mod write;

pub use verify::verify_bundle;
pub use write::write_bundle;

const REPORT: &str = "informe.pdf";
const LOG: &str = "bitacora.jsonl";
const LEAVES: &str = "hojas.txt";
const CHECKPOINT: &str = "checkpoint.txt";
const EARLIER_CHECKPOINTS: &str = "checkpoints-anteriores.txt";
const PUBLIC_KEY: &str = "clave-publica.txt";
const MANIFEST: &str = "MANIFIESTO.sha256";
const VERIFIER_PAGE: &str = "verificar.html";
const VERIFIER_SCRIPT: &str = "verificar.py";
const README: &str = "LEEME.txt";
const ATTACHMENT_FOLDER: &str = "adjuntos/";

/// Every file that each bundle holds, attachments aside.
const FIXED_FILES: [&str; 10] = [
    REPORT,
    LOG,
    LEAVES,
    CHECKPOINT,
    EARLIER_CHECKPOINTS,
    PUBLIC_KEY,
    MANIFEST,
    VERIFIER_PAGE,
    VERIFIER_SCRIPT,
    README,
];
