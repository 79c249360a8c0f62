//! `./dev run`: the app in a browser page.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::failure::{Result, fail};
use crate::step::step;
use crate::{files, kotlin, place, robolectric};

/// The preview's class with `main`, in `android/preview/src`.
const MAIN_CLASS: &str = "org.candado.preview.Main";

/// Where the preview listens unless told otherwise.
const PORT: u16 = 8642;

/// What the preview prints before its address once the first screen is up.
const READY: &str = "ready at ";

/// Where to listen and where the simulated phone keeps what it remembers.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    port: u16,
    state: PathBuf,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { port: PORT, state: place::source(".candado") };
        let mut rest = arguments.iter();
        while let Some(name) = rest.next() {
            let value = rest.next();
            match (name.as_str(), value) {
                ("--port", Some(value)) => {
                    options.port = value
                        .parse()
                        .map_err(|_| fail!("--port wants a number up to 65535, not {value}"))?;
                }
                ("--state", Some(value)) => options.state = place::named(value),
                ("--port" | "--state", None) => return Err(fail!("{name} wants a value")),
                _ => {
                    return Err(fail!("./dev run takes --port NUMBER and --state DIR, not {name}"));
                }
            }
        }
        Ok(options)
    }
}

/// Builds what the preview needs and becomes the preview, until Ctrl+C.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let options = Options::parse(arguments)?;
    require_free_port(options.port)?;
    let mut java = java(&options)?;
    // This process becomes the JVM: Ctrl+C and exit codes need no middleman.
    let error = java.exec();
    Err(fail!("cannot start java: {error}"))
}

fn require_free_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(fail!(
            "port {port} is taken, perhaps by another ./dev run; stop that one or choose another \
             with ./dev run --port {}",
            port.checked_add(1).unwrap_or(PORT)
        )),
        Err(error) => Err(fail!("cannot listen on 127.0.0.1:{port}: {error}")),
    }
}

fn java(options: &Options) -> Result<Command> {
    let app = kotlin::compile_app()?;
    let preview = kotlin::compile_preview(&app)?;
    files::create_folder(&options.state)?;
    let core = place::host_library();
    let mut java = robolectric::java(&app, &[preview], robolectric::Levels::Newest, &core)?;
    java.arg(MAIN_CLASS)
        .arg("--port")
        .arg(options.port.to_string())
        .arg("--state")
        .arg(&options.state)
        .arg("--library")
        .arg(core)
        .arg("--web")
        .arg(place::source("android/preview/web"))
        .arg("--documents")
        .arg(options.state.join("documents"));
    Ok(java)
}

/// A preview that runs beside us, for the tour; it stops when this value goes.
pub(crate) struct Preview {
    process: Child,
    /// Such as `http://127.0.0.1:34567/`.
    pub(crate) address: String,
}

impl Preview {
    /// Builds and starts a preview on a port nobody uses and waits for its first screen.
    pub(crate) fn start(state: &Path) -> Result<Self> {
        let mut java = java(&Options { port: 0, state: state.to_path_buf() })?;
        step("starting the preview", || {
            let mut process = java
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .map_err(|error| fail!("cannot start java: {error}"))?;
            let output = process.stdout.take().map(BufReader::new);
            let mut lines = output.into_iter().flat_map(BufRead::lines).map_while(|line| line.ok());
            let address = lines
                .by_ref()
                .inspect(|line| eprintln!("     {line}"))
                .find_map(|line| address_in(&line))
                .ok_or_else(|| fail!("the preview stopped before its first screen"))?;
            // Nobody reads on, and a full pipe would stop the preview.
            std::thread::spawn(move || lines.for_each(drop));
            Ok(Self { process, address })
        })
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // Asked to end, it takes away what it unpacked. It may have stopped by itself; then there is nothing to do.
        if let Some(process) = self.process.id().try_into().ok().and_then(Pid::from_raw) {
            let _ = kill_process(process, Signal::TERM);
        }
        let _ = self.process.wait();
    }
}

/// Builds the preview; gives the command that starts it, one argument a line, for tests that add options of their own.
pub(crate) fn command() -> Result<OsString> {
    let java = java(&Options { port: 0, state: place::target("browser-test/state") })?;
    let words: Vec<&OsStr> = std::iter::once(java.get_program()).chain(java.get_args()).collect();
    Ok(words.join(OsStr::new("\n")))
}

/// The address in `preview: ready at http://127.0.0.1:8642/ (Ctrl+C stops it)`.
fn address_in(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(READY)?;
    rest.split_whitespace().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn without_options_the_state_lives_in_the_checkout() {
        let options = Options::parse(&[]).expect("no option is fine");
        assert_eq!(options, Options { port: PORT, state: place::source(".candado") });
    }

    #[test]
    fn port_and_state_are_taken_from_the_command_line() {
        let options = Options::parse(&words("--state /tmp/x --port 9000")).expect("both known");
        assert_eq!(options, Options { port: 9000, state: PathBuf::from("/tmp/x") });
    }

    #[test]
    fn a_port_that_is_no_number_and_an_unknown_option_are_refused() {
        for line in ["--port 70000", "--port", "--sate x", "8080"] {
            assert!(Options::parse(&words(line)).is_err(), "{line}");
        }
    }

    #[test]
    fn a_port_somebody_listens_on_is_named_in_the_refusal() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        let refusal = require_free_port(port).expect_err("the port is taken");
        assert!(refusal.to_string().contains(&format!("port {port} is taken")));
    }

    #[test]
    fn the_address_is_read_from_the_line_that_says_ready() {
        let line = "preview: ready at http://127.0.0.1:4711/ (Ctrl+C stops it)";
        assert_eq!(address_in(line).as_deref(), Some("http://127.0.0.1:4711/"));
        assert_eq!(address_in("preview: starting the phone"), None);
    }
}
