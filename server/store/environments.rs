//! The environment of each root, found when it is first asked for, and which of them a file belongs to.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

use super::scan::holds_installed;
use super::{Key, State};
use crate::module::environment::{self, Asked, Environment, Surroundings};
use crate::module::stubs::Stubs;
use crate::scope::Python;

/// The environments by the folder whose code runs in them.
pub(super) struct Environments {
    surroundings: Arc<Surroundings>,
    /// The stubs of modules without source.
    pub(super) stubs: Stubs,
    found: DashMap<PathBuf, Arc<OnceLock<Arc<Environment>>>, FxBuildHasher>,
}

impl Environments {
    /// None known yet.
    pub(super) fn new(surroundings: Surroundings) -> Environments {
        let stubs = Stubs::new(&surroundings);
        Environments { surroundings: surroundings.into(), stubs, found: DashMap::default() }
    }

    /// The same surroundings, everything to be found anew.
    pub(super) fn afresh(&self) -> Environments {
        Environments { surroundings: self.surroundings.clone(), stubs: self.stubs.clone(), found: DashMap::default() }
    }
}

impl State {
    /// The environment that the code in a folder runs in, which is a root or of a file in none.
    pub(super) fn environment_of(&self, folder: &Path) -> Arc<Environment> {
        let cell = match self.environments.found.get(folder) {
            Some(cell) => cell.clone(),
            None => self.environments.found.entry(folder.to_owned()).or_default().clone(),
        };
        // No lock but the cell's own is held while the disk is looked at.
        cell.get_or_init(|| Arc::new(self.find_environment(folder))).clone()
    }

    fn find_environment(&self, folder: &Path) -> Environment {
        let started = std::time::Instant::now();
        let settings = self.projects.settings(folder);
        let surroundings = &*self.environments.surroundings;
        let expanded = |path: &PathBuf| surroundings.expanded(path, folder);
        let asked = Asked {
            python: settings.interpreter.as_ref().map(expanded),
            extra_paths: settings.extra_paths.iter().flatten().map(expanded).collect(),
            typeshed: settings.typeshed.as_ref().map(expanded),
        };
        let found = environment::find(folder, &asked, surroundings);
        for problem in &found.problems {
            tracing::warn!("{problem}");
        }
        let version = found
            .interpreter
            .as_ref()
            .map(|python| format!("Python {} in {}: ", python.version, python.prefix.display()));
        let (folder, spent) = (folder.display(), started.elapsed().as_micros() as f64 / 1000.0);
        tracing::info!("environment of {folder}: {}{} ({spent:.1} ms)", version.unwrap_or_default(), found.reason);
        found
    }

    /// The folder whose environment a file belongs to: the innermost root around it; for a library's file the first root whose environment has it;
    /// for a file that is nowhere, its own folder.
    pub(super) fn home_of(&self, key: &Key) -> PathBuf {
        let first = || self.roots.first().map(|root| root.canonical.clone());
        let Key::Path(path) = key else { return first().unwrap_or_default() };
        let around = self.roots.iter().map(|root| &root.canonical).filter(|root| path.starts_with(root));
        let innermost = around.max_by_key(|root| root.as_os_str().len());
        let holds = || self.roots.iter().map(|root| &root.canonical).find(|root| self.environment_of(root).holds(path));
        let is_stub = || self.environments.stubs.has(path).then(first)?;
        let own = || path.parent().unwrap_or(path).to_owned();
        innermost.or_else(holds).cloned().or_else(is_stub).unwrap_or_else(own)
    }

    /// The version whose rules apply to a file: what the settings say, else that of its environment, else the newest. A library's is that of
    /// its environment.
    pub(super) fn python(&self, key: &Key) -> Python {
        let of_environment = || self.environment_of(&self.home_of(key)).version();
        let library = match key {
            Key::Path(path) if self.is_library(path) => self.environments.stubs.version(path).or_else(of_environment),
            _ => None,
        };
        library.or(self.settings(key).python).or_else(of_environment).unwrap_or(Python::NEWEST)
    }

    /// Whether a path is the workspace's own: it lies in a root, and not among packages that are installed there.
    pub(super) fn is_ours(&self, path: &Path) -> bool {
        path.parent().is_some_and(|folder| self.is_folder_ours(folder))
    }

    /// The same of a folder: as that around it, whose answer is known for most. So each folder is looked into once.
    fn is_folder_ours(&self, folder: &Path) -> bool {
        if let Some(known) = self.modules.ours.get(folder) {
            return *known;
        }
        let is_root = self.roots.iter().any(|root| root.canonical == folder);
        let is_in_root = || self.roots.iter().any(|root| folder.starts_with(&root.canonical));
        let is_around_ours = || folder.parent().is_some_and(|around| self.is_folder_ours(around));
        let is_ours = is_root || is_in_root() && !holds_installed(folder) && is_around_ours();
        self.modules.ours.insert(folder.to_owned(), is_ours);
        is_ours
    }

    /// Whether a file was installed, or is a stub of ours: nobody works on it.
    pub(super) fn is_library(&self, path: &Path) -> bool {
        let mut roots = self.roots.iter().map(|root| &*root.canonical);
        !self.is_ours(path)
            && (self.environments.stubs.has(path)
                || roots.clone().any(|root| path.starts_with(root))
                || roots.any(|root| self.environment_of(root).is_library(path)))
    }
}
