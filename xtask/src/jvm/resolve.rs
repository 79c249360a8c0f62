//! From the name of a bundle to verified files on this disk.

use std::path::{Path, PathBuf};

use super::catalogue::Catalogue;
use super::verify::Trusted;
use super::{archive, maven};
use crate::failure::{Result, fail};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, place};

/// The class path of a bundle of `gradle/libs.versions.toml`, every file checked against
/// `gradle/verification-metadata.xml`. Of an AAR, its `classes.jar` is on it; other kinds of
/// files are given as they are.
pub(crate) fn classpath(bundle: &str) -> Result<Vec<PathBuf>> {
    artefacts(bundle)?.into_iter().map(unpacked).collect()
}

/// The files of a bundle as they were published, checked.
pub(crate) fn artefacts(bundle: &str) -> Result<Vec<PathBuf>> {
    let repository = maven::shared_repository();
    let trusted = Trusted::load()?;
    let paths = resolve(bundle, &repository, Some(&trusted))?;
    for path in &paths {
        trusted.check(&repository, path)?;
    }
    Ok(paths)
}

/// The files of a bundle, not checked yet. Maven runs only when the catalogue changed or a file
/// went missing; what is in the repository, its own plugin too, is checked before and after. Only
/// `./dev lock`, which writes the list, goes on without one.
pub(super) fn resolve(
    bundle: &str,
    repository: &Path,
    trusted: Option<&Trusted>,
) -> Result<Vec<PathBuf>> {
    let catalogue = Catalogue::load()?;
    let libraries = catalogue.bundle(bundle)?;
    let folder = place::target("jvm").join(bundle);
    let list = folder.join("classpath.txt");
    let inputs = Inputs::new().text(&format!("{libraries:?} {}", repository.display()));
    let known = if list.exists() { lines(&files::read(&list)?) } else { Vec::new() };
    let mut outputs: Vec<&Path> = known.iter().map(PathBuf::as_path).collect();
    outputs.push(&list);
    stamp::when_changed(&format!("jvm-{bundle}"), &inputs, &outputs, || {
        step(&format!("fetching {bundle} through Maven"), || {
            let check_present =
                || trusted.map_or(Ok(()), |trusted| trusted.check_present(repository));
            check_present()?;
            let paths = maven::resolve(&catalogue, &libraries, &folder, repository)?;
            check_present()?;
            if paths.is_empty() {
                return Err(fail!("Maven found nothing for the bundle {bundle}"));
            }
            let text: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
            files::write(&list, text)
        })
    })?;
    Ok(lines(&files::read(&list)?))
}

fn lines(text: &str) -> Vec<PathBuf> {
    text.lines().map(PathBuf::from).collect()
}

/// A file a class path can hold: of an AAR its `classes.jar`.
fn unpacked(artefact: PathBuf) -> Result<PathBuf> {
    if artefact.extension().is_none_or(|extension| extension != "aar") {
        return Ok(artefact);
    }
    let name = artefact.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let jar = place::target("jvm/unpacked").join(format!("{name}.jar"));
    let inputs = Inputs::new().text(&artefact.to_string_lossy());
    stamp::when_changed(&format!("unpacked-{name}"), &inputs, &[&jar], || {
        archive::extract(&artefact, "classes.jar", &jar)
    })?;
    Ok(jar)
}
