//! What `site` adds to the search path from a folder of installed packages: the folder, then what its `.pth` files say, in alphabetical
//! order. A line is a folder; a line that starts with `import` would be run, and is only looked at for the hook that it installs.

use std::path::{Path, PathBuf};

use super::editable;
use super::{Entry, Mapped, Origin};

/// Adds a folder with installed packages, and what its `.pth` files name, to a search path.
pub(super) fn add(folder: &Path, search: &mut Vec<Entry>, mapped: &mut Mapped) {
    push(search, Entry { path: folder.to_owned(), origin: Origin::SitePackages });
    for file in pth_files(folder) {
        // Not all are UTF-8; names of folders mostly are.
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        for line in text.trim_start_matches('\u{feff}').lines().map(str::trim_end) {
            if line.starts_with("import ") || line.starts_with("import\t") {
                editable::read(folder, line, mapped);
            } else if !line.trim().is_empty() && !line.starts_with('#') {
                let path = folder.join(line);
                if path.is_dir() {
                    push(search, Entry { path: without_links(&path), origin: Origin::Pth(file.clone()) });
                }
            }
        }
    }
}

/// Adds an entry, unless its folder is one already.
pub(super) fn push(search: &mut Vec<Entry>, entry: Entry) {
    if !search.iter().any(|known| known.path == entry.path) {
        search.push(entry);
    }
}

/// The `.pth` files of a folder, sorted by name; hidden ones are passed over (since 3.12.4 and the later patches of older versions).
fn pth_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_pth = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.ends_with(".pth") && !name.starts_with('.')
    };
    let mut files: Vec<PathBuf> = entries.filter(is_pth).collect();
    files.sort_unstable();
    files
}

/// The folder without links, so that the files in it are the same as those that are opened from elsewhere.
fn without_links(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
