//! Typeshed: stubs for the standard library that other tools bring along. They stand for modules that have no source.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::name::Name;
use crate::scope::Python;

/// The folder of a typeshed, and which modules its `stdlib/VERSIONS` says each version of Python has.
#[derive(Clone, Debug)]
pub struct Typeshed {
    /// Its `stdlib`.
    pub folder: PathBuf,
    versions: FxHashMap<String, (u8, u8)>,
}

/// Where tools keep theirs among the installed packages.
const PLACES: [&str; 4] = [
    "mypy/typeshed",
    "basedpyright/dist/typeshed-fallback",
    "pyright/dist/typeshed-fallback",
    "jedi/third_party/typeshed",
];

impl Typeshed {
    /// The typeshed in a folder: its root or its `stdlib`. Some tools leave `VERSIONS` out: then all modules count as there.
    pub fn at(folder: &Path) -> Option<Typeshed> {
        let mut folders = [folder.join("stdlib"), folder.to_owned()].into_iter();
        let folder = folders.find(|folder| folder.join("builtins.pyi").is_file())?;
        let text = std::fs::read_to_string(folder.join("VERSIONS")).unwrap_or_default();
        let versions = text.lines().filter_map(|line| {
            let (module, range) = line.split('#').next()?.split_once(':')?;
            let (first, last) = range.trim().split_once('-')?;
            let minor = |version: &str| super::layout::minor_of(version.trim());
            Some((module.trim().to_owned(), (minor(first).unwrap_or(0), minor(last).unwrap_or(u8::MAX))))
        });
        Some(Typeshed { versions: versions.collect(), folder })
    }

    /// The first typeshed among installed packages.
    pub(super) fn among<'p>(site_packages: impl Iterator<Item = &'p Path>) -> Option<Typeshed> {
        site_packages.flat_map(|folder| PLACES.map(|place| folder.join(place))).find_map(|folder| Typeshed::at(&folder))
    }

    /// Whether it says which versions have a module; one without is a copy from long ago.
    pub fn has_versions(&self) -> bool {
        !self.versions.is_empty()
    }

    /// Where the stub of a module is, without its suffix, if the version has the module.
    pub fn place(&self, dotted: &[Name], python: Python) -> Option<PathBuf> {
        let names: Vec<&str> = dotted.iter().map(|name| name.text()).collect();
        // The entry of a package counts for what is in it.
        let range = (1..=names.len()).rev().find_map(|n| self.versions.get(&names[..n].join(".")));
        let is_there = range.map_or(self.versions.is_empty(), |(first, last)| (*first..=*last).contains(&python.minor));
        is_there.then(|| names.iter().fold(self.folder.clone(), |folder, name| folder.join(name)))
    }
}
