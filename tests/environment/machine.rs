//! A machine out of files: interpreters, environments, a project, and the questions that tests ask in it.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use legb::ide::definition::definition;
use legb::ide::{At, Location};
use legb::module::environment::{Asked, Environment, Origin, Surroundings, find};
use legb::store::{Snapshot, Store};
use legb::text::PositionEncoding;

/// A folder that stands for a whole machine, and is gone with it.
pub struct Machine {
    pub folder: PathBuf,
    pub surroundings: Surroundings,
}

impl Machine {
    /// With a home, a project and nothing else.
    pub fn new() -> Machine {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("legb-machine-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(folder.join("home")).expect("folder");
        fs::create_dir_all(folder.join("project")).expect("folder");
        let folder = folder.canonicalize().expect("it is there");
        let home = Some(folder.join("home"));
        Machine { folder, surroundings: Surroundings { home, ..Surroundings::default() } }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file; `ROOT` in its text is the machine's folder.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folder");
        fs::write(path, text.replace("ROOT", &self.folder.to_string_lossy())).expect("file");
    }

    pub fn link(&self, target: &str, path: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a link is in a folder")).expect("folder");
        symlink(target, path).expect("link");
    }

    /// Sets a variable to a path on this machine, or to what isn't one.
    pub fn set(&mut self, variable: &str, value: &str) {
        let value = value.replace("ROOT", &self.folder.to_string_lossy());
        self.surroundings.variables.insert(variable.to_owned(), value.into());
    }

    /// A program that tells if it is run.
    pub fn program(&self, path: &str) {
        self.write(path, "#!/bin/sh\ntouch ROOT/somebody-ran-it\n");
        fs::set_permissions(self.path(path), fs::Permissions::from_mode(0o755)).expect("permissions");
    }

    /// An installed Python, such as `usr` with version `3.11.4`.
    pub fn python(&self, prefix: &str, version: &str) {
        let short = version.rsplit_once('.').expect("three numbers").0;
        let library = format!("{prefix}/lib/python{short}");
        self.program(&format!("{prefix}/bin/python{short}"));
        self.link(&format!("python{short}"), &format!("{prefix}/bin/python3"));
        self.link("python3", &format!("{prefix}/bin/python"));
        self.write(
            &format!("{prefix}/include/python{short}/patchlevel.h"),
            &format!("#define PY_VERSION \"{version}\"\n"),
        );
        self.library(&library);
        fs::create_dir_all(self.path(&format!("{library}/site-packages"))).expect("folder");
    }

    /// Some modules of a standard library.
    pub fn library(&self, library: &str) {
        self.write(&format!("{library}/os.py"), "import sys\nimport posixpath as path\ndef getcwd(): pass\n");
        self.write(
            &format!("{library}/posixpath.py"),
            "__all__ = ['join']\ndef join(a, *p): pass\ndef hidden(): pass\n",
        );
        self.write(&format!("{library}/json/__init__.py"), "from .decoder import loads\ndef dumps(obj): pass\n");
        self.write(
            &format!("{library}/json/decoder.py"),
            "from _json import scanstring\ndef loads(s):\n    return loads\n",
        );
        self.write(&format!("{library}/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so"), "\x7fELF");
    }

    /// A virtual environment of an installed Python, with more lines for its `pyvenv.cfg`.
    pub fn venv(&self, folder: &str, base: &str, version: &str, more: &str) {
        let short = version.rsplit_once('.').expect("three numbers").0;
        self.write(&format!("{folder}/pyvenv.cfg"), &format!("home = ROOT/{base}/bin\nversion = {version}\n{more}"));
        self.link(&self.path(&format!("{base}/bin/python{short}")).to_string_lossy(), &format!("{folder}/bin/python"));
        fs::create_dir_all(self.path(&format!("{folder}/lib/python{short}/site-packages"))).expect("folder");
    }

    /// The environment of the project.
    pub fn find(&self) -> Environment {
        self.find_as(&Asked::default())
    }

    pub fn find_as(&self, asked: &Asked) -> Environment {
        find(&self.path("project"), asked, &self.surroundings)
    }

    /// A path without the machine's folder.
    pub fn short(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).display().to_string()
    }

    /// The search path, with a letter for why each folder is on it.
    pub fn search(&self, environment: &Environment) -> Vec<String> {
        let letter = |origin: &Origin| match origin {
            Origin::Setting => "setting",
            Origin::PythonPath => "PYTHONPATH",
            Origin::StandardLibrary => "library",
            Origin::SitePackages => "packages",
            Origin::Pth(_) => "pth",
        };
        environment
            .search
            .iter()
            .map(|entry| format!("{} {}", letter(&entry.origin), self.short(&entry.path)))
            .collect()
    }

    /// The prefix of the environment that was found, and its version.
    pub fn prefix(&self, environment: &Environment) -> (String, String) {
        let found = environment.interpreter.as_ref().unwrap_or_else(|| panic!("none: {}", environment.reason));
        (self.short(&found.prefix), found.version.clone())
    }

    /// A store whose only root is the project.
    pub fn store(&self) -> Arc<Store> {
        let store = Arc::new(Store::within(self.surroundings.clone()));
        store.set_roots(&[self.path("project")]);
        store
    }

    /// Where the last name of a text is defined that stands in a file of the project: `path:line:column`.
    pub fn defined(&self, text: &str) -> Vec<String> {
        self.write("project/asks.py", text);
        let store = self.store();
        let file = store.file_at(&self.path("project/asks.py"));
        let snap = store.snapshot();
        let at = At { file, offset: text.trim_end().len() as u32 };
        definition(&snap, at).into_iter().map(|location| self.shown(&snap, location)).collect()
    }

    pub fn shown(&self, snap: &Snapshot, location: Location) -> String {
        let file = snap.file(location.file).expect("an answer leads to a file");
        let position = file.lines.position(location.span.start, PositionEncoding::Utf32);
        let path = self.short(&snap.shown_path(location.file));
        format!("{path}:{}:{}", position.line + 1, position.character + 1)
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let ran = self.path("somebody-ran-it").exists();
        let _ = fs::remove_dir_all(&self.folder);
        assert!(!ran || std::thread::panicking(), "an interpreter was run");
    }
}
