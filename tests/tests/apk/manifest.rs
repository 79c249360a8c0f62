//! The binary manifest inside the APK, as aapt2 prints it.
//!
//! One line per element or attribute, two spaces deeper for each level:
//! ```text
//!   E: activity (line=46)
//!     A: http://schemas.android.com/apk/res/android:name(0x01010003)=".MainActivity" (Raw: …)
//!     A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::archive;

/// What Android starts on behalf of others.
const COMPONENTS: [&str; 5] = ["activity", "activity-alias", "provider", "receiver", "service"];

/// An element with its attributes by their names without the namespace.
#[derive(Debug)]
pub(crate) struct Element {
    tag: String,
    attributes: BTreeMap<String, String>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// The elements of the manifest in the order in which they stand.
pub(crate) struct Manifest(Vec<Element>);

impl Manifest {
    pub(crate) fn of_apk() -> Self {
        let output = Command::new(archive::root().join("target/android/tools/aapt2"))
            .args(["dump", "xmltree", "--file", "AndroidManifest.xml"])
            .arg(archive::path())
            .output()
            .expect("./dev apk left aapt2 there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self::parse(&String::from_utf8_lossy(&output.stdout))
    }

    fn parse(text: &str) -> Self {
        let mut elements: Vec<Element> = Vec::new();
        for line in text.lines().map(str::trim_start) {
            if let Some(rest) = line.strip_prefix("E: ") {
                let tag = rest.split(' ').next().unwrap_or_default().to_owned();
                elements.push(Element { tag, attributes: BTreeMap::new() });
            } else if let Some((name, value)) = line.strip_prefix("A: ").and_then(attribute) {
                let element = elements.last_mut().expect("attributes follow their element");
                element.attributes.insert(name, value);
            }
        }
        assert!(elements.len() > 10, "this is no manifest: {text}");
        Self(elements)
    }

    pub(crate) fn elements(&self, tag: &str) -> impl Iterator<Item = &Element> {
        self.0.iter().filter(move |element| element.tag == tag)
    }

    pub(crate) fn components(&self) -> impl Iterator<Item = &Element> {
        self.0.iter().filter(|element| COMPONENTS.contains(&element.tag.as_str()))
    }

    /// Every permission the app asks for or defines, by whatever element.
    pub(crate) fn permissions(&self) -> BTreeSet<String> {
        let asking = self.0.iter().filter(|element| {
            element.tag.starts_with("uses-permission") || element.tag.starts_with("permission")
        });
        asking.filter_map(|element| element.attribute("name")).map(str::to_owned).collect()
    }

    /// Kind and class of every component that others can start.
    pub(crate) fn exported(&self) -> BTreeSet<String> {
        self.components()
            .filter(|component| component.attribute("exported") != Some("false"))
            .map(|component| format!("{} {}", component.tag, self.class(component)))
            .collect()
    }

    /// The whole name of an element's class: the manifest writes `.Name` for one in the app's package.
    pub(crate) fn class(&self, element: &Element) -> String {
        let name = element.attribute("name").expect("whatever is a class has a name");
        let manifest = self.elements("manifest").next().expect("the root element");
        let package = manifest.attribute("package").expect("a manifest names its package");
        if name.starts_with('.') { format!("{package}{name}") } else { name.to_owned() }
    }
}

/// `namespace:name(0x…)="value" (Raw: "value")` or `name=value`.
fn attribute(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let name = name.rsplit(':').next()?.split('(').next()?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split(' ').next()?,
    };
    Some((name.to_owned(), value.to_owned()))
}
