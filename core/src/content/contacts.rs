//! Who to call, as data: `content/contacts.toml`.

use super::{Text, file};
use crate::recovery::Scope;
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// A number to be dialled by the person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberContent {
    /// As people read it.
    pub shown: String,
    /// What the dialler gets.
    pub dial: String,
}

/// Somebody to call or write to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactContent {
    /// Stable name.
    pub id: String,
    /// For whom they are there.
    pub scope: Scope,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// Name.
    pub name: Text,
    /// What they are for.
    pub role: Text,
    /// When they answer, where that is known.
    #[serde(default)]
    pub hours: Option<Text>,
    /// Numbers.
    #[serde(default)]
    pub numbers: Vec<NumberContent>,
    /// What to know when calling.
    #[serde(default)]
    pub note: Option<Text>,
    /// E-mail, page or account, to be copied.
    #[serde(default)]
    pub copy: Vec<String>,
}

/// How to tell the police from who poses as them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impersonation {
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// Title of the card.
    pub title: Text,
    /// What it says.
    pub lines: Vec<Text>,
}

/// Everyone to call.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// What is said to people outside Mexico City.
    pub elsewhere: Text,
    /// Said of a number whose hours no source names.
    pub hours_not_verified: Text,
    /// The card about impersonation.
    pub impersonation: Impersonation,
    /// The contacts in the order of the screen.
    pub contact: Vec<ContactContent>,
}

static CONTACTS: LazyLock<Contacts> = LazyLock::new(|| file(packed!("contacts.toml")));

/// The contacts that ship with the app.
#[must_use]
pub fn contacts() -> &'static Contacts {
    &CONTACTS
}
