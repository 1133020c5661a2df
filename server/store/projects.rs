//! The settings that apply to the files of a folder: each folder's project files are read when they are first asked for.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

use crate::settings::{self, Settings};

/// The settings by folder, and what is asked for above all.
#[derive(Default)]
pub(super) struct Projects {
    /// By the command line or the editor.
    pub asked: Settings,
    folders: DashMap<PathBuf, Arc<OnceLock<Folder>>, FxBuildHasher>,
}

struct Folder {
    /// What the project files of the folder, and of those around it, say.
    project: Settings,
    all: Arc<Settings>,
}

impl Projects {
    pub fn new(asked: Settings) -> Projects {
        Projects { asked, folders: DashMap::default() }
    }

    /// The settings for the files in a folder.
    pub fn settings(&self, folder: &Path) -> Arc<Settings> {
        let cell = self.cell(folder);
        cell.get_or_init(|| self.read(folder)).all.clone()
    }

    fn read(&self, folder: &Path) -> Folder {
        let (own, problems) = settings::of_folder(folder);
        for problem in problems {
            tracing::warn!("{problem}");
        }
        // A repository is nobody's part.
        let outer = folder.parent().filter(|_| !folder.join(".git").exists());
        let outer = outer.map(|outer| {
            let cell = self.cell(outer);
            cell.get_or_init(|| self.read(outer)).project.clone()
        });
        let project = own.or(&outer.unwrap_or_default());
        let all = Arc::new(self.asked.or(&project));
        Folder { project, all }
    }

    /// Each folder has its own, so that it is read once, and no lock but its own is held meanwhile.
    fn cell(&self, folder: &Path) -> Arc<OnceLock<Folder>> {
        if let Some(cell) = self.folders.get(folder) {
            return cell.clone();
        }
        self.folders.entry(folder.to_owned()).or_default().clone()
    }
}
