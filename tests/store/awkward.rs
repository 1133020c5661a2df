//! Workspaces that are large, or not made like others.

use std::sync::Arc;
use std::time::{Duration, Instant};

use legb::cancel::Token;
use legb::store::{self, Store};

use crate::folder::Folder;

fn scanned(roots: &[std::path::PathBuf]) -> Arc<Store> {
    let store = Arc::new(Store::new());
    store.set_roots(roots);
    store::scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    store
}

/// `LEGB_MANY=N` makes so many. Creating the files takes longer than reading them.
#[test]
fn many_small_files() {
    let n_files: usize = std::env::var("LEGB_MANY").ok().and_then(|many| many.parse().ok()).unwrap_or(20_000);
    let folder = Folder::new(&[("ws/base.py", "def rare():\n    pass\n\n\ndef common():\n    pass\n")]);
    let n_folders = n_files.div_ceil(100);
    for number in 0..n_folders {
        std::fs::create_dir_all(folder.path(&format!("ws/p{number}"))).expect("folder");
    }
    for number in 0..n_files {
        let imported = if number == n_files / 2 { "rare" } else { "common" };
        let text = format!("from base import {imported}\nvalue_{number} = {imported}()\n");
        std::fs::write(folder.path(&format!("ws/p{}/m{number}.py", number % n_folders)), text).expect("file");
    }
    let store = scanned(&[folder.path("ws")]);
    assert_eq!(folder.references(&store, "ws/base.py", 4).len(), 3);
    let started = Instant::now();
    assert_eq!(folder.references(&store, "ws/base.py", 27).len(), 2 * n_files - 1);
    let all_files = started.elapsed();
    // Other programs on the machine can only lengthen a step: the shortest of five counts.
    let asked = (0..5).map(|round| {
        let started = Instant::now();
        for number in 20 * round..20 * (round + 1) {
            let path = format!("ws/p{}/m{number}.py", number % n_folders);
            let offset = if number == n_files / 2 { 22 } else { 24 };
            assert_eq!(folder.references(&store, &path, offset).len(), 1, "{path}");
        }
        started.elapsed() / 20
    });
    let each = asked.min().expect("five rounds");
    // To ask all files for a name would take as long as to find the name of all of them; on a quiet machine the bound is 20 ms unoptimised.
    assert!(each < all_files / 30, "{each:?} for a name of one file, {all_files:?} for one of all");
}

#[test]
fn two_hundred_import_roots() {
    let folder = Folder::new(&[]);
    for number in 0..200 {
        folder.write(&format!("ws/r{number}/pyproject.toml"), "");
        folder.write(&format!("ws/r{number}/m{number}.py"), format!("def f{number}():\n    pass\n"));
        let other = (number + 77) % 200;
        let text = format!("import m{other}\nm{other}.f{other}()\n");
        folder.write(&format!("ws/r{number}/use{number}.py"), text);
    }
    let store = scanned(&[folder.path("ws")]);
    for number in [0, 1, 99, 199] {
        let found = folder.references(&store, &format!("ws/r{number}/m{number}.py"), 4);
        let user = (number + 200 - 77) % 200;
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().any(|place| place.starts_with(&format!("ws/r{user}/use{user}.py:"))), "{found:?}");
    }
}

#[test]
fn several_roots_are_one_workspace_and_one_cache() {
    let folder =
        Folder::new(&[("one/a.py", "def shared():\n    pass\n"), ("two/b.py", "from a import shared\nshared()\n")]);
    let store = Arc::new(Store::new());
    store.set_roots(&[folder.path("two"), folder.path("one")]);
    store.set_cache(legb::store::CacheFolder::asked(folder.path("cache").to_str()));
    store::scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    store.save_cache();
    let expected = ["one/a.py:4", "two/b.py:14", "two/b.py:21"];
    assert_eq!(folder.references(&store, "one/a.py", 4), expected);
    let again = Arc::new(Store::new());
    again.set_roots(&[folder.path("one"), folder.path("two")]);
    again.set_cache(legb::store::CacheFolder::asked(folder.path("cache").to_str()));
    store::scan(&again, &Token::new(), &|_, _| ()).expect("nobody cancels");
    assert_eq!(again.stats().lowered, 0);
    assert_eq!(folder.references(&again, "one/a.py", 4), expected);
}

#[cfg(unix)]
#[test]
fn a_tree_behind_links_is_seen_once() {
    let folder = Folder::new(&[("ws/a.py", "def shared():\n    pass\n"), ("outside/b.py", "x = 1\n")]);
    for (target, link) in [("ws", "ws/self"), ("outside", "ws/one"), ("outside", "ws/two"), ("ws/a.py", "ws/same.py")] {
        std::os::unix::fs::symlink(folder.path(target), folder.path(link)).expect("link");
    }
    let store = scanned(&[folder.path("ws")]);
    assert_eq!(store.snapshot().files().len(), 2);
    assert_eq!(folder.references(&store, "ws/same.py", 4), ["ws/a.py:4"]);
}

/// Whoever opens a pipe to read waits until somebody writes.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_tree_is_no_file() {
    let folder = Folder::new(&[("ws/a.py", "import pipe\nfrom pipe import x\nx\n")]);
    let made = std::process::Command::new("mkfifo").arg(folder.path("ws/pipe.py")).status().expect("mkfifo");
    assert!(made.success());
    let store = scanned(&[folder.path("ws")]);
    assert_eq!(store.snapshot().files().len(), 1);
    assert_eq!(folder.references(&store, "ws/a.py", 29), ["ws/a.py:29", "ws/a.py:31"]);
    let pipe = store.file_at(&folder.path("ws/pipe.py"));
    store.file_changed(pipe);
    // What is asked about it is answered: it can't be read.
    let problem = store.snapshot().file(pipe).and_then(|file| file.problem.clone());
    assert_eq!(problem.as_deref(), Some("it is no regular file"));
}

#[test]
fn a_folder_that_is_no_project_is_read_in_part() {
    let folder = Folder::new(&[]);
    for number in 0..500 {
        folder.write(&format!("ws/d{}/m{number}.py", number % 7), "x = 1\n");
    }
    let store = Arc::new(Store::new());
    store.set_roots(&[folder.path("ws")]);
    for (most, is_cut) in [(100, true), (499, true), (500, false), (1000, false)] {
        store.set_most_files(most);
        let walked = store::walk(&store, &Token::new()).expect("nobody cancels");
        assert_eq!((walked.n_files, walked.is_cut), (most.min(500), is_cut));
        assert_eq!(store.snapshot().files().len(), most.min(500));
    }
}

/// No client tells of these changes.
#[test]
fn files_that_change_unseen_are_read_anew_when_a_question_touches_them() {
    let folder =
        Folder::new(&[("ws/a.py", "def shared():\n    pass\n"), ("ws/b.py", "from a import shared\nshared()\n")]);
    let store = scanned(&[folder.path("ws")]);
    let expected = ["ws/a.py:4", "ws/b.py:14", "ws/b.py:21"];
    assert_eq!(folder.references(&store, "ws/a.py", 4), expected);
    folder.write("ws/a.py", "\n\ndef shared():\n    pass\n");
    // For a second what was read is trusted.
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(folder.references(&store, "ws/b.py", 21), ["ws/a.py:6", "ws/b.py:14", "ws/b.py:21"]);
    folder.write("ws/c.py", "import a\na.shared()\n");
    assert!(store::look_again(&store, &Token::new()).expect("nobody cancels"));
    assert_eq!(folder.references(&store, "ws/b.py", 21), ["ws/a.py:6", "ws/b.py:14", "ws/b.py:21", "ws/c.py:11"]);
    folder.write("ws/b.py", "");
    std::thread::sleep(Duration::from_millis(1100));
    assert!(store::look_again(&store, &Token::new()).expect("nobody cancels"));
    assert!(!store::look_again(&store, &Token::new()).expect("nobody cancels"));
    assert_eq!(folder.references(&store, "ws/c.py", 11), ["ws/a.py:6", "ws/c.py:11"]);
}
