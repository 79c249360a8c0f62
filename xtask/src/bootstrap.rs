//! The shell part of `./dev`, run with stand-ins for apt-get, dpkg, df and the rest: what it says on
//! a machine that is not ready, and that it heals one where an earlier run was killed.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::{files, place};

/// The programs of the system that the script may use as they are.
const REAL: [&str; 19] = [
    "bash", "cat", "cmp", "cp", "cut", "date", "dirname", "echo", "env", "grep", "mkdir", "rm",
    "sed", "sort", "tail", "tee", "touch", "tr", "xargs",
];

/// A Debian of our own making, with a checkout in it.
struct Machine {
    folder: TempDir,
}

/// What a run of the script left.
struct Ran {
    success: bool,
    said: String,
    /// Every call of a stand-in, a line each.
    calls: String,
}

impl Machine {
    /// Debian 12 with room, root, a network and everything that can be installed.
    fn new() -> Self {
        let machine = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        let bin = machine.bin();
        files::create_folder(&bin).expect("writable");
        for name in REAL {
            let real = ["/usr/bin", "/bin"].map(|folder| Path::new(folder).join(name));
            let real = real.iter().find(|path| path.exists()).expect("Debian has it");
            std::os::unix::fs::symlink(real, bin.join(name)).expect("writable");
        }
        machine.release(
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n",
        );
        machine.stand_in("id", "echo 0");
        machine.stand_in("sleep", "");
        machine.stand_in("df", "printf 'Avail\\n99999\\n'");
        machine.stand_in("cargo", "");
        machine.stand_in("dpkg", "");
        // The last word is the package.
        machine.stand_in(
            "dpkg-query",
            "grep -qx \"${@: -1}\" \"$HERE/installed\" && echo -n installed",
        );
        machine.apt("", "");
        files::write(&machine.path("installed"), "").expect("writable");
        // The script as it is, but for where the system's own files and programs are.
        let script = files::read(&place::source("dev")).expect("it is part of the checkout");
        let script = script
            .replace("/etc/os-release", &machine.path("os-release").display().to_string())
            .replace("/usr/bin", &bin.display().to_string());
        files::write(&machine.path("checkout/dev"), script).expect("writable");
        files::write(&machine.path("checkout/Cargo.lock"), "").expect("writable");
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn bin(&self) -> PathBuf {
        self.path("bin")
    }

    fn release(&self, text: &str) {
        files::write(&self.path("os-release"), text).expect("writable");
    }

    /// A program that notes how it was called and then does this; `$HERE` is the machine's folder.
    fn stand_in(&self, name: &str, body: &str) {
        let here = self.folder.path().display();
        let script = format!(
            "#!{here}/bin/bash\nHERE={here}\necho \"{name} $*\" >>\"$HERE/calls\"\n{body}\n"
        );
        // Put there by another process: one that is forked from here meanwhile would hold the file open for writing,
        // and such a file cannot be run.
        let draft = self.path("draft");
        files::write(&draft, script).expect("writable");
        let mut install = Command::new("install");
        install.args(["-m", "755"]).arg(&draft).arg(self.bin().join(name));
        assert!(install.status().is_ok_and(|status| status.success()));
    }

    /// An apt-get that does this on update and on install, and otherwise what it is asked to.
    fn apt(&self, update: &str, install: &str) {
        self.stand_in(
            "apt-get",
            &format!(
                "case \" $* \" in\n\
                 *' -s install '*) [ ! -e \"$HERE/unknown\" ] && echo 'Inst gcc' ;;\n\
                 *' update '*) {update}\n exit 0 ;;\n\
                 *' install '*) {install}\n printf '%s\\n' \"${{@:2}}\" >>\"$HERE/installed\" ;;\n\
                 esac"
            ),
        );
    }

    /// Everything that `./dev compile` needs is there.
    fn has_everything(&self) {
        let packages = "gcc\nlibc6-dev\nrustc-web\ncargo-web\nopenjdk-17-jdk-headless\nmaven\n";
        files::write(&self.path("installed"), packages).expect("writable");
    }

    fn run(&self) -> Ran {
        let output = Command::new(self.bin().join("bash"))
            .arg(self.path("checkout/dev"))
            .arg("compile")
            .env_clear()
            .env("PATH", self.bin())
            .output()
            .expect("bash is there");
        let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.push_str(&String::from_utf8_lossy(&output.stderr));
        let calls = files::read(&self.path("calls")).unwrap_or_default();
        Ran { success: output.status.success(), said, calls }
    }

    /// The one sentence with which the script stops.
    fn refusal(&self) -> String {
        let ran = self.run();
        assert!(!ran.success, "{}", ran.said);
        assert!(!ran.calls.contains("cargo run"), "nothing is built then: {}", ran.calls);
        let sentences: Vec<&str> =
            ran.said.lines().filter_map(|line| line.strip_prefix("candado: ")).collect();
        assert_eq!(sentences.len(), 1, "{}", ran.said);
        sentences.concat()
    }
}

#[test]
fn a_machine_that_has_everything_is_left_alone() {
    let machine = Machine::new();
    machine.has_everything();
    let ran = machine.run();
    assert!(ran.success, "{}", ran.said);
    assert!(!ran.calls.contains("apt-get") && !ran.calls.contains("dpkg -"), "{}", ran.calls);
    assert!(ran.calls.contains("cargo run --quiet --package xtask -- compile"), "{}", ran.calls);
}

#[test]
fn what_is_missing_is_installed_and_the_build_begins() {
    let machine = Machine::new();
    let ran = machine.run();
    assert!(ran.success, "{}", ran.said);
    assert!(ran.said.contains("installing from Debian: cargo-web gcc libc6-dev maven"));
    assert!(ran.calls.contains("cargo run"), "{}", ran.calls);
}

#[test]
fn an_older_debian_and_another_system_are_named_with_what_is_needed() {
    let machine = Machine::new();
    machine
        .release("PRETTY_NAME=\"Debian GNU/Linux 11 (bullseye)\"\nID=debian\nVERSION_ID=\"11\"\n");
    let refusal = machine.refusal();
    assert!(refusal.contains("bullseye") && refusal.contains("Debian 12 is needed"), "{refusal}");
    files::remove(&machine.bin().join("apt-get")).expect("ours");
    assert!(machine.refusal().contains("apt-get, which is not here"));
}

#[test]
fn too_little_space_is_told_before_anything_is_fetched() {
    let machine = Machine::new();
    machine.stand_in("df", "printf 'Avail\\n812\\n'");
    let refusal = machine.refusal();
    assert!(refusal.starts_with("not enough space: 812 MB free"), "{refusal}");
}

#[test]
fn without_root_and_sudo_the_command_to_type_is_said() {
    let machine = Machine::new();
    machine.stand_in("id", "echo 1000");
    let refusal = machine.refusal();
    assert!(refusal.starts_with("as root, type: apt-get update && apt-get install"), "{refusal}");
}

/// apt-get calls an update that reached nobody a success unless it is told otherwise, and then knows no package.
#[test]
fn a_network_that_is_missing_on_a_fresh_machine_is_told_from_a_package_that_is() {
    let machine = Machine::new();
    let unreachable = "echo \"W: Failed to fetch http://deb.debian.org Temporary failure resolving\"\n\
                       case \"$*\" in *Error-Mode=any*) exit 100 ;; esac";
    let unknown = "echo 'E: Unable to locate package gcc'; exit 100";
    machine.apt(unreachable, unknown);
    files::write(&machine.path("unknown"), "nothing can be planned").expect("writable");
    assert!(machine.refusal().starts_with("no network"));

    let newer = Machine::new();
    newer.apt(
        "",
        "echo \"E: Package 'openjdk-17-jdk-headless' has no installation candidate\"; exit 100",
    );
    let refusal = newer.refusal();
    assert!(refusal.contains("does not offer openjdk-17-jdk-headless"), "{refusal}");
}

#[test]
fn a_source_that_cannot_be_reached_is_no_matter_where_the_packages_are_known() {
    let machine = Machine::new();
    machine.apt("echo 'W: Failed to fetch http://somebody.example'; exit 100", "");
    let ran = machine.run();
    assert!(ran.success, "{}", ran.said);
}

#[test]
fn an_installation_that_was_killed_is_finished_by_the_next_run() {
    let machine = Machine::new();
    machine.stand_in("dpkg", "case \"$*\" in '--configure -a') touch \"$HERE/healed\" ;; esac");
    machine.apt(
        "",
        "if [ ! -e \"$HERE/healed\" ]; then\n\
         echo 'E: dpkg was interrupted, you must run dpkg --configure -a'; exit 100; fi",
    );
    let ran = machine.run();
    assert!(ran.success, "{}", ran.said);

    // Killed earlier still: what is unpacked waits for what is not.
    let machine = Machine::new();
    machine.stand_in("dpkg", "exit 1");
    machine.apt(
        "",
        "case \"$*\" in *--fix-broken*) touch \"$HERE/healed\"; exit 0 ;; esac\n\
         if [ ! -e \"$HERE/healed\" ]; then echo 'E: Unmet dependencies'; exit 100; fi",
    );
    let ran = machine.run();
    assert!(ran.success, "{}", ran.said);
}

#[test]
fn another_installation_that_is_running_and_a_full_disk_get_their_sentences() {
    let machine = Machine::new();
    machine.apt("", "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend'; exit 100");
    assert!(machine.refusal().starts_with("another program is installing packages"));
    let machine = Machine::new();
    machine
        .apt("", "echo 'E: You do not have enough free space: No space left on device'; exit 100");
    assert!(machine.refusal().starts_with("not enough space for the Debian packages"));
}
