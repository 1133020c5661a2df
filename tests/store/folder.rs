//! A folder of files that is gone when the test is over, and stores that read it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use legb::cancel::Token;
use legb::ide::At;
use legb::ide::references::references;
use legb::store::{self, CacheFolder, Store};

pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("store-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a writable target folder");
        let folder = Folder(path.canonicalize().expect("a folder"));
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder around")).expect("folder");
        fs::write(path, text).expect("file");
    }

    /// Writes a file as it was written a while ago, so that its times tell its content.
    pub(crate) fn write_long_ago(&self, path: &str, text: impl AsRef<[u8]>) {
        self.write(path, text);
        self.set_age(path, Duration::from_secs(100));
    }

    pub(crate) fn set_age(&self, path: &str, age: Duration) {
        let file = fs::File::options().append(true).open(self.path(path)).expect("file");
        file.set_modified(SystemTime::now() - age).expect("a time that can be set");
    }

    /// A store whose workspace is the folder `ws`, with a cache in the folder `cache`.
    pub(crate) fn store(&self) -> Arc<Store> {
        let store = Arc::new(Store::new());
        store.set_roots(&[self.path("ws")]);
        store.set_cache(CacheFolder::asked(self.path("cache").to_str()));
        store
    }

    /// The same, after all files were read and the cache was written.
    pub(crate) fn scanned(&self) -> Arc<Store> {
        let store = self.store();
        store::scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
        store.save_cache();
        store
    }

    /// The file of the cache.
    pub(crate) fn cache(&self) -> PathBuf {
        let entries = fs::read_dir(self.path("cache")).expect("a folder of caches").flatten().map(|entry| entry.path());
        let caches: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "legb")).collect();
        assert_eq!(caches.len(), 1, "{caches:?}");
        caches[0].clone()
    }

    /// The references to what stands at an offset: each as `path:start`, sorted.
    pub(crate) fn references(&self, store: &Arc<Store>, path: &str, offset: u32) -> Vec<String> {
        let snap = store.snapshot();
        let at = At { file: store.file_at(&self.path(path)), offset };
        let found = references(&snap, at, &Token::new()).expect("nobody cancels");
        let shown = found.iter().map(|reference| {
            let path = snap.shown_path(reference.location.file);
            let path = path.strip_prefix(&self.0).unwrap_or(&path).display().to_string();
            format!("{path}:{}", reference.location.span.start)
        });
        let mut shown: Vec<String> = shown.collect();
        shown.sort();
        shown
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
