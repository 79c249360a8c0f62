//! `./dev install`: puts the APK on a phone attached by USB.

use std::process::Command;

use crate::failure::{Result, fail};
use crate::step::step;
use crate::{apk, process};

/// What `adb devices` calls a phone that is there and cannot be used, and what to do about it.
const NOT_READY: [(&str, &str); 3] = [
    ("unauthorized", "the phone does not trust this computer yet; allow it there and try again"),
    (
        // The rules of android-sdk-platform-tools-common hold for what is plugged in after they came.
        "no permissions",
        "this user may not talk to the phone; unplug it, run adb kill-server, plug it in and try \
         again",
    ),
    ("offline", "the phone does not answer; unlock it, plug it in anew and try again"),
];

/// Builds the APK and installs it over an older one, whose data stays. Wants exactly one phone.
pub(crate) fn install(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        return Err(fail!("./dev install takes no argument"));
    }
    // Asked before the build, which takes minutes.
    let phone = phone(&process::run_quiet(Command::new("adb").arg("devices"))?)?;
    let apk = apk::build_at_hand()?;
    step("installing on the phone", || {
        process::run_quiet(Command::new("adb").args(["-s", &phone, "install", "-r"]).arg(&apk))
            .map(drop)
    })
}

/// The serial number of the one phone that `adb devices` lists as ready.
fn phone(listing: &str) -> Result<String> {
    let phones: Vec<(&str, &str)> =
        listing.lines().skip(1).filter_map(|line| line.trim().split_once('\t')).collect();
    let ready: Vec<&str> =
        phones.iter().filter(|(_, state)| *state == "device").map(|(serial, _)| *serial).collect();
    match ready.as_slice() {
        [only] => Ok((*only).to_owned()),
        [] => {
            let known = NOT_READY
                .iter()
                .find(|(word, _)| phones.iter().any(|(_, state)| state.starts_with(word)));
            let nobody = "no phone is attached; connect one by USB, with USB debugging on";
            Err(fail!("{}", known.map_or(nobody, |(_, sentence)| *sentence)))
        }
        several => Err(fail!("{} phones are attached; leave only one", several.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(listing: &str) -> String {
        phone(listing).expect_err("no phone can be chosen").to_string()
    }

    #[test]
    fn the_one_phone_that_is_ready_is_chosen() {
        let listing = "List of devices attached\nOLD1\toffline\nZY22\tdevice\n\n";
        assert_eq!(phone(listing).expect("one phone is ready"), "ZY22");
    }

    #[test]
    fn no_phone_one_that_cannot_be_used_and_several_are_told_apart() {
        assert!(refusal("List of devices attached\n\n").contains("no phone is attached"));
        assert!(refusal("List of devices attached\nZY22\tunauthorized\n").contains("trust"));
        let forbidden = "List of devices attached\nZY22\tno permissions (missing udev rules? user is \
                         in the plugdev group); see [http://developer.android.com/tools/device.html]\n";
        assert!(refusal(forbidden).contains("may not talk to the phone"));
        assert!(refusal("List of devices attached\nZY22\toffline\n").contains("does not answer"));
        assert!(refusal("List of devices attached\nA\tdevice\nB\tdevice\n").contains("2 phones"));
    }
}
