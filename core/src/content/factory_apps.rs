//! Apps that phones are sold with: `content/factory_apps.toml`.

use super::{Text, file};
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// One app that phones are sold with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactoryApp {
    /// Its package name.
    pub package: String,
    /// Whose phones carry it, as `Build.MANUFACTURER` says it in small letters; left out where those of every maker
    /// with Google's services do.
    #[serde(default)]
    pub maker: Option<String>,
    /// What people call it.
    pub name: Text,
    /// Id of the source that says what it is.
    pub source: String,
}

/// What is said of names that the phone hides.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactoryAppWords {
    /// Of an app that is known by its package name only.
    pub by_package: Text,
    /// Of an app whose name nobody told us.
    pub nameless: Text,
}

/// Everything known about apps that phones are sold with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactoryApps {
    /// The words.
    pub words: FactoryAppWords,
    /// The apps.
    pub app: Vec<FactoryApp>,
}

static FACTORY_APPS: LazyLock<FactoryApps> = LazyLock::new(|| file(packed!("factory_apps.toml")));

/// The apps that content knows.
#[must_use]
pub fn factory_apps() -> &'static FactoryApps {
    &FACTORY_APPS
}
