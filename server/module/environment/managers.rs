//! Where the tools that manage Pythons keep them: Poetry's environments, pyenv's and uv's interpreters.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use toml::Value;

use super::Surroundings;

/// The environment that Poetry has made for a folder outside of it: below `virtualenvs.path`, called after the project and a hash of the
/// folder's path (`EnvManager.generate_env_name`). Of several versions, the one that `poetry env use` has chosen, else the newest.
pub(super) fn poetry(folder: &Path, surroundings: &Surroundings) -> Option<PathBuf> {
    let table = |path: PathBuf| toml::from_str::<Value>(&std::fs::read_to_string(path).ok()?).ok();
    let project = table(folder.join("pyproject.toml"))?;
    let own = project.get("tool").and_then(|tool| tool.get("poetry"));
    let is_poetrys = own.is_some() || ["poetry.lock", "poetry.toml"].iter().any(|name| folder.join(name).is_file());
    let names = [project.get("project"), own].into_iter().flatten();
    let name = names.filter_map(|table| table.get("name")?.as_str()).next().filter(|_| is_poetrys)?;
    let local = table(folder.join("poetry.toml"));
    let global = poetry_config(surroundings).and_then(|config| table(config.join("config.toml")));
    let environments = environments_folder(surroundings, [local, global].into_iter().flatten())?;
    let wanted = poetry_name(name, folder);
    let chosen = table(environments.join("envs.toml"));
    let chosen = chosen.as_ref().and_then(|chosen| chosen.get(&wanted)?.get("minor")?.as_str());
    let inside = std::fs::read_dir(&environments).ok()?.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let version = name.strip_prefix(&wanted)?.strip_prefix("-py")?.to_owned();
        Some((Some(&*version) == chosen, super::layout::minor_of(&version)?, entry.path()))
    });
    inside.max().map(|(_, _, path)| path)
}

/// `virtualenvs.path`, which may start with `{cache-dir}`.
fn environments_folder(surroundings: &Surroundings, configs: impl Iterator<Item = Value>) -> Option<PathBuf> {
    let (mut path, mut cache) = (surroundings.path("POETRY_VIRTUALENVS_PATH"), surroundings.path("POETRY_CACHE_DIR"));
    for config in configs {
        let said = |value: Option<&Value>| value.and_then(Value::as_str).map(PathBuf::from);
        path = path.or_else(|| said(config.get("virtualenvs").and_then(|table| table.get("path"))));
        cache = cache.or_else(|| said(config.get("cache-dir")));
    }
    let default = || {
        let cache = surroundings.cache_folder()?;
        Some(if cfg!(windows) { cache.join("pypoetry/Cache") } else { cache.join("pypoetry") })
    };
    let path = path.unwrap_or_else(|| "{cache-dir}/virtualenvs".into());
    match path.strip_prefix("{cache-dir}") {
        Ok(below) => Some(cache.or_else(default)?.join(below)),
        Err(_) => Some(path),
    }
}

/// Where Poetry's own settings are.
fn poetry_config(surroundings: &Surroundings) -> Option<PathBuf> {
    let home = || surroundings.home.clone();
    surroundings.path("POETRY_CONFIG_DIR").or_else(|| match () {
        _ if cfg!(windows) => Some(surroundings.path("APPDATA")?.join("pypoetry")),
        _ if cfg!(target_os = "macos") => Some(home()?.join("Library/Application Support/pypoetry")),
        _ => {
            let config = surroundings.path("XDG_CONFIG_HOME").or_else(|| Some(home()?.join(".config")))?;
            Some(config.join("pypoetry"))
        }
    })
}

/// What Poetry calls the environments of a project in a folder, without the version: the project's name in its normal form (PEP 503), made
/// harmless, and eight letters of the hash of the folder's path.
pub fn poetry_name(name: &str, folder: &Path) -> String {
    let words: Vec<&str> = name.split(['-', '_', '.']).filter(|word| !word.is_empty()).collect();
    let harmless = |c: char| if " $`!*@\"\\\r\n\t".contains(c) { '_' } else { c };
    let name: String = words.join("-").to_lowercase().chars().map(harmless).take(42).collect();
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mut path = folder.to_string_lossy().into_owned();
    if cfg!(windows) {
        // `os.path.normcase`, and no prefix of long paths.
        path = path.trim_start_matches(r"\\?\").to_lowercase();
    }
    let hash = Sha256::digest(path.as_bytes());
    format!("{name}-{}", &base64(&hash[..6]))
}

/// Bytes in the URL-safe alphabet of RFC 4648, three to four letters.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letters = bytes.chunks_exact(3).flat_map(|three| {
        let bits = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        [18, 12, 6, 0].map(|shift| char::from(ALPHABET[(bits >> shift) as usize & 63]))
    });
    letters.collect()
}

/// pyenv's folder.
pub(super) fn pyenv_root(surroundings: &Surroundings) -> Option<PathBuf> {
    surroundings.path("PYENV_ROOT").or_else(|| Some(surroundings.home.as_ref()?.join(".pyenv")))
}

/// The installation or environment that pyenv calls so; of a version without patch, the newest.
pub(super) fn pyenv(version: &str, surroundings: &Surroundings) -> Option<PathBuf> {
    let versions = pyenv_root(surroundings)?.join("versions");
    let exact = versions.join(version);
    // A version is no path, and `system` is none of pyenv's.
    let is_name = !version.contains(['/', '\\']) && version != "..";
    if is_name && exact.is_dir() { Some(exact) } else { newest(&versions, version, |name| Some(name)) }
}

/// The newest interpreter of a version that uv has installed; its folders are called `cpython-3.12.1-linux-x86_64-gnu`.
pub(super) fn uv(version: &str, surroundings: &Surroundings) -> Option<PathBuf> {
    let home = || surroundings.home.clone();
    let folder = surroundings.path("UV_PYTHON_INSTALL_DIR").or_else(|| match cfg!(windows) {
        true => Some(surroundings.path("APPDATA")?.join("uv/python")),
        false => {
            let data = surroundings.path("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share")))?;
            Some(data.join("uv/python"))
        }
    })?;
    let version = version.trim_start_matches("cpython-").trim_start_matches("cpython@").trim_start_matches("==");
    let version = version.split('-').next().unwrap_or_default();
    newest(&folder, version, |name| name.strip_prefix("cpython-")?.split('-').next())
}

/// The inner folder with the newest version that another begins with.
fn newest(folder: &Path, wanted: &str, version: impl Fn(&str) -> Option<&str>) -> Option<PathBuf> {
    let numbers = |version: &str| version.split('.').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<_>>>();
    let wanted = numbers(wanted)?;
    let inside = std::fs::read_dir(folder).ok()?.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let found = numbers(version(&name)?)?;
        found.starts_with(&wanted).then(|| (found, entry.path()))
    });
    inside.max().map(|(_, path)| path)
}
