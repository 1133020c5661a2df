//! Stubs of the modules that CPython has in C, and of the built-ins: text for a person to land in, and names to resolve.
//!
//! The trick: `stubs/generate.py` asks each CPython what such a module has and writes one text for all versions (`stubs/stubs.txt`, which
//! tells its format), which lies in the program. A stub has a path of its own in the platform's cache folder, by a hash of that text and the
//! version; its text comes from the program, whether or not the file is there, and the file is written when a person is sent to it.

use std::hash::Hasher;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHasher};

use super::environment::Surroundings;
use crate::name::Name;
use crate::scope::Python;

/// All stubs: 13,000 lines, 0.5 MB.
const TEXT: &str = include_str!("stubs/stubs.txt");

/// The stubs of the modules, by name.
static MODULES: LazyLock<FxHashMap<&str, Stub>> = LazyLock::new(|| {
    let modules = TEXT.split("\n= ").map(|module| module.trim_start_matches("= "));
    let stub = |module: &'static str| {
        let (head, lines) = module.split_once('\n').unwrap_or((module, ""));
        let mut words = head.split(' ');
        let (name, versions, flags) = (words.next()?, u8::from_str_radix(words.next()?, 16).ok()?, words.next()?);
        Some((name, Stub { versions, is_built_in: flags.contains('b'), varies: flags.contains('p'), lines }))
    };
    modules.filter_map(stub).collect()
});

struct Stub {
    /// A bit for each version that has the module.
    versions: u8,
    is_built_in: bool,
    /// Whether other platforms have other names.
    varies: bool,
    lines: &'static str,
}

/// The bit of a version.
fn bit(python: Python) -> u8 {
    1 << (python.nearest_known().minor - Python::OLDEST.minor)
}

/// Whether every interpreter has the module in itself: no file can take its place.
pub fn is_built_in(name: &str) -> bool {
    MODULES.get(name).is_some_and(|stub| stub.is_built_in)
}

/// Where the stubs are, as paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stubs {
    folder: Arc<Path>,
}

impl Stubs {
    /// Those in the cache folder of these surroundings; without one, among the temporary files.
    pub fn new(surroundings: &Surroundings) -> Stubs {
        let mut hasher = FxHasher::default();
        hasher.write(TEXT.as_bytes());
        let cache = surroundings.cache_folder().unwrap_or_else(std::env::temp_dir);
        // As files are called everywhere: without links.
        let cache = cache.canonicalize().unwrap_or(cache);
        Stubs { folder: cache.join("legb").join(format!("stubs-{:016x}", hasher.finish())).into() }
    }

    /// The folder of a version's stubs.
    pub fn folder(&self, python: Python) -> PathBuf {
        self.folder.join(python.nearest_known().to_string())
    }

    /// The modules of a version that all platforms have, packages' own aside; in no order.
    pub fn names(&self, python: Python) -> impl Iterator<Item = &'static str> {
        let has = move |stub: &Stub| stub.versions & bit(python) != 0 && (!stub.varies || stub.is_built_in);
        MODULES.iter().filter(move |(name, stub)| has(stub) && !name.contains('.')).map(|(name, _)| *name)
    }

    /// The path of a module's stub, if there is one in a version.
    pub fn path(&self, dotted: &[Name], python: Python) -> Option<PathBuf> {
        let [name] = dotted else { return None };
        let stub = MODULES.get(name.text())?;
        (stub.versions & bit(python) != 0).then(|| self.folder(python).join(format!("{name}.pyi")))
    }

    /// The text of the stub with this path; `None` for any other path.
    pub fn text(&self, path: &Path) -> Option<String> {
        let mut parts = path.strip_prefix(&self.folder).ok()?.iter().map(|part| part.to_str());
        let (python, file) = (parts.next()??.parse::<Python>().ok()?, parts.next()??);
        let stub = MODULES.get(file.strip_suffix(".pyi")?)?;
        let bit = bit(python);
        let mut text = format!(
            "# A stub that legb has made of what CPython {python} says of this module, which it has no Python source of.\n"
        );
        for line in stub.lines.lines() {
            let (mask, line) = line.split_once('|')?;
            let versions = if mask.is_empty() { stub.versions } else { u8::from_str_radix(mask, 16).ok()? };
            if versions & bit != 0 {
                text.push_str(line);
                text.push('\n');
            }
        }
        if stub.varies {
            text.push_str("\ndef __getattr__(name):\n    \"\"\"Other systems have other names.\"\"\"\n");
        }
        Some(text)
    }

    /// The version whose stub has this path.
    pub fn version(&self, path: &Path) -> Option<Python> {
        path.strip_prefix(&self.folder).ok()?.iter().next()?.to_str()?.parse().ok()
    }

    /// Whether the path is that of a stub.
    pub fn has(&self, path: &Path) -> bool {
        path.starts_with(&self.folder)
            && path.extension().is_some_and(|extension| extension == "pyi")
            && path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|name| MODULES.contains_key(name))
    }

    /// Writes a stub where its path says, unless it is there: for whoever opens it. Others that do the same at this moment are no harm.
    pub fn write_out(&self, path: &Path) -> std::io::Result<()> {
        let (Some(text), Some(folder)) = (self.text(path), path.parent()) else { return Ok(()) };
        if path.is_file() {
            return Ok(());
        }
        std::fs::create_dir_all(folder)?;
        let temporary =
            folder.join(format!(".{}.{}", std::process::id(), path.file_name().unwrap_or_default().to_string_lossy()));
        let written = (|| {
            let mut file = std::fs::File::create(&temporary)?;
            file.write_all(text.as_bytes())?;
            // To change it would change nothing.
            let mut permissions = file.metadata()?.permissions();
            permissions.set_readonly(true);
            file.set_permissions(permissions)?;
            std::fs::rename(&temporary, path)
        })();
        if written.is_err() {
            let _ = std::fs::remove_file(&temporary);
        }
        written
    }
}
