//! The key an APK is signed with: a debug key of this computer, or the release key that the
//! environment names.

use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::environment::Jdk;
use crate::failure::{Result, fail};
use crate::{files, place, process};

/// The release key: a key store file, its password, the key's name in it, the key's password (the
/// store's if absent). All or none of the first three are set.
const STORE: &str = "CANDADO_KEYSTORE";
const STORE_PASSWORD: &str = "CANDADO_KEYSTORE_PASSWORD";
const ALIAS: &str = "CANDADO_KEY_ALIAS";
const KEY_PASSWORD: &str = "CANDADO_KEY_PASSWORD";

/// The debug key protects nothing, so its password is no secret.
const DEBUG_PASSWORD: &str = "android";
const DEBUG_ALIAS: &str = "candado-debug";

/// Where a key is and what opens it.
pub(super) struct Key {
    pub(super) store: PathBuf,
    pub(super) store_password: OsString,
    pub(super) alias: OsString,
    pub(super) key_password: OsString,
}

impl Key {
    /// The release key if the environment names one, else the debug key, made when first needed.
    pub(super) fn find() -> Result<Self> {
        match Self::named(|name| std::env::var_os(name).filter(|value| !value.is_empty()))? {
            Some(key) => Ok(key),
            None => Self::debug(&place::cache().join("debug-key.p12")),
        }
    }

    fn named(variable: impl Fn(&str) -> Option<OsString>) -> Result<Option<Self>> {
        match (variable(STORE), variable(STORE_PASSWORD), variable(ALIAS)) {
            (None, None, None) => Ok(None),
            (Some(store), Some(store_password), Some(alias)) => Ok(Some(Self {
                store: place::named(store),
                key_password: variable(KEY_PASSWORD).unwrap_or_else(|| store_password.clone()),
                store_password,
                alias,
            })),
            _ => Err(fail!(
                "a release key needs {STORE}, {STORE_PASSWORD} and {ALIAS} together; \
                 unset all of them to sign with this computer's debug key"
            )),
        }
    }

    fn debug(store: &Path) -> Result<Self> {
        if !store.exists() {
            make(store)?;
        }
        Ok(Self {
            store: store.to_path_buf(),
            store_password: DEBUG_PASSWORD.into(),
            alias: DEBUG_ALIAS.into(),
            key_password: DEBUG_PASSWORD.into(),
        })
    }
}

/// Makes the debug key beside its place and moves it there: half a key store would never heal.
fn make(store: &Path) -> Result<()> {
    let unfinished = store.with_added_extension("unfinished");
    if let Some(folder) = store.parent() {
        files::create_folder(folder)?;
    }
    files::remove(&unfinished)?;
    // RSA, since its signatures are the same each time: two builds can be compared byte by byte.
    process::run_quiet(
        Jdk::find()?
            .command("keytool")
            .args(["-genkeypair", "-storetype", "PKCS12", "-keyalg", "RSA", "-keysize", "2048"])
            .args(["-validity", "10000", "-dname", "CN=Candado debug", "-alias", DEBUG_ALIAS])
            .args(["-storepass", DEBUG_PASSWORD, "-keypass", DEBUG_PASSWORD, "-keystore"])
            .arg(&unfinished),
    )?;
    let broken = |error| files::broken("write", store, &error);
    std::fs::set_permissions(&unfinished, std::fs::Permissions::from_mode(0o600))
        .map_err(broken)?;
    std::fs::rename(&unfinished, store).map_err(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_release_key_is_refused_and_none_means_the_debug_key() {
        let only_the_store =
            |name: &str| (name == STORE).then(|| OsString::from("/keys/release.p12"));
        assert!(Key::named(only_the_store).is_err());
        assert!(Key::named(|_| None).is_ok_and(|key| key.is_none()));
    }

    #[test]
    fn a_release_key_without_a_password_of_its_own_has_the_one_of_its_store() {
        let all_but_the_last = |name: &str| (name != KEY_PASSWORD).then(|| OsString::from(name));
        let key = Key::named(all_but_the_last).ok().flatten().expect("the three needed are there");
        assert_eq!(key.key_password, key.store_password);
        assert_eq!(key.store, place::named(STORE), "a path is meant from where the person stands");
    }
}
