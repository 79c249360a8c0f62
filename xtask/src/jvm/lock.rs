//! `./dev lock`: writes `gradle/verification-metadata.xml` anew from what Maven resolves.

use std::collections::BTreeSet;

use super::catalogue::Catalogue;
use super::verify::{FILE, Trusted};
use super::{maven, resolve};
use crate::failure::Result;
use crate::step::step;
use crate::{files, place};

/// Resolves every bundle, and Maven's own plugin into an empty repository to see which jars that
/// takes, and writes down the checksums of all. What the person trusts is what they review.
pub(crate) fn lock() -> Result<()> {
    let catalogue = Catalogue::load()?;
    let shared = maven::shared_repository();
    let mut paths = BTreeSet::new();
    for bundle in catalogue.bundles.keys() {
        paths.extend(resolve::resolve(bundle, &shared, None)?);
    }
    let empty = place::target("jvm/lock-m2");
    let plugin_jars = step("finding the jars of Maven's own plugin", || {
        files::empty_folder(&empty)?;
        maven::resolve(&catalogue, &[], &place::target("jvm/lock"), &empty)?;
        files::list(&empty, &[".jar"])
    })?;
    let plugins = Trusted::of(&empty, &plugin_jars.into_iter().collect())?;
    let trusted = Trusted::of(&shared, &paths)?.with(plugins);
    files::write(&place::source(FILE), trusted.to_xml())?;
    println!("{FILE} lists {} artefacts; review what changed before you commit it", trusted.len());
    files::remove(&empty)
}
