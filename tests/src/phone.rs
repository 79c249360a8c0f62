//! A phone on which nothing is wrong, to be spoilt by a test.

use candado_core::ClockReading;
use candado_core::checkup::{
    FlagSignal, ListSignal, ListedEntry, MessengerReading, MessengerSignal, NumberSignal, Snapshot,
    TextSignal,
};
use candado_core::devices::Messenger;
use candado_core::store::CareState;
use tempfile::TempDir;

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City.
pub const NOON_MS: i64 = 1_795_370_400_000;

/// Noon in Mexico City, so many days after [`NOON_MS`].
#[must_use]
pub fn clock_after_days(days: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS.saturating_add(days.saturating_mul(DAY_MS)),
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
        boot_count: Some(3),
        uptime_ms: Some(1_000),
    }
}

/// What the app keeps beside the evidence, on a phone where it was just installed. It is gone with its folder.
///
/// # Panics
/// When no folder can be made.
#[must_use]
pub fn new_state() -> (CareState, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    (CareState::open(folder.path()).expect("an empty folder opens"), folder)
}

/// A list with these apps, none of which came with the phone.
#[must_use]
pub fn foreign(ids: &[&str]) -> ListSignal {
    let entry = |id: &&str| ListedEntry {
        id: (*id).to_owned(),
        name: id.rsplit('.').next().unwrap_or(id).to_owned(),
        of_system: Some(false),
        is_assistive_tool: None,
    };
    ListSignal::Value { entries: ids.iter().map(entry).collect() }
}

/// WhatsApp as its maker signed it, and no other messenger.
#[must_use]
pub fn whatsapp(first_installed_at_ms: i64, updated_at_ms: i64) -> Vec<MessengerReading> {
    let signal = |messenger| {
        if messenger != Messenger::WhatsApp {
            return MessengerSignal::NotInstalled;
        }
        MessengerSignal::Installed {
            version_name: Some("2.26.44.75".to_owned()),
            version_code: 264_475_000,
            first_installed_at_ms,
            updated_at_ms,
            installer: TextSignal::Value { text: "com.android.vending".to_owned() },
            update_owner: TextSignal::Absent,
            package_source: NumberSignal::Value { number: 2 },
            signers: vec![
                "3987d043d10aefaf5a8710b3671418fe57e0e19b653c9df82558feb5ffce5d44".to_owned(),
            ],
        }
    };
    Messenger::ALL
        .into_iter()
        .map(|messenger| MessengerReading { messenger, signal: signal(messenger) })
        .collect()
}

/// A phone of Android 13 with nothing wrong, looked at so many days after [`NOON_MS`]; WhatsApp is twelve days old.
#[must_use]
pub fn sound_phone(days: i64) -> Snapshot {
    let on = FlagSignal::Value { on: true };
    let off = FlagSignal::Value { on: false };
    let number = |number| NumberSignal::Value { number };
    let none = ListSignal::Value { entries: Vec::new() };
    let updated_at_ms = clock_after_days(days.saturating_sub(12)).now_ms;
    Snapshot {
        screen_lock: on,
        lock_complexity: number(327_680),
        screen_off_after_ms: number(30_000),
        lock_after_ms: number(5_000),
        lock_screen_notifications: on,
        lock_screen_content: off,
        security_patch: TextSignal::Value { text: "2026-10-05".to_owned() },
        app_scanning_consent: number(1),
        app_scanning_enabled: number(1),
        notification_readers: none.clone(),
        accessibility_services: none.clone(),
        keyboards: none.clone(),
        sms_app: none.clone(),
        device_admins: none.clone(),
        user_certificates: none,
        developer_options: off,
        usb_debugging: off,
        storage_encryption: number(5),
        build_tags: TextSignal::Value { text: "release-keys".to_owned() },
        automatic_zone: on,
        advanced_protection: FlagSignal::Absent,
        manufacturer: TextSignal::Value { text: "samsung".to_owned() },
        other_profiles: off,
        messengers: whatsapp(clock_after_days(-400).now_ms, updated_at_ms),
    }
}
