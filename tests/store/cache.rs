//! The cache on disk: a second start knows what the first one read, never anything else, whatever has happened to files and cache meanwhile.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use legb::cancel::Token;
use legb::settings::Settings;
use legb::store;

use crate::folder::Folder;
use crate::random::Random;

const A: &str = "def shared():\n    return 1\n";
const B: &str =
    "from a import shared\n\n\nclass C:\n    def __init__(self, x, *, y=None):\n        self.x = shared(), y\n";
const ODD: &[u8] = "# coding: latin-1\nimport a\ns = '\u{e9}'; a.shared()\n".as_bytes();

fn project() -> Folder {
    let folder = Folder::new(&[]);
    folder.write_long_ago("ws/a.py", A);
    folder.write_long_ago("ws/b.py", B);
    folder.write_long_ago("ws/odd.py", ODD);
    folder.write_long_ago("ws/bad.py", b"name = '\xff'\n");
    wait_until_settled();
    folder
}

/// The system sets the time of the last change itself: what is new must become two seconds old.
fn wait_until_settled() {
    std::thread::sleep(Duration::from_millis(2300));
}

const EXPECTED: [&str; 4] = ["ws/a.py:4", "ws/b.py:14", "ws/b.py:87", "ws/odd.py:41"];

#[test]
fn a_second_start_lowers_nothing() {
    let folder = project();
    let first = folder.scanned();
    assert_eq!(first.stats().lowered, 4);
    let second = folder.scanned();
    assert_eq!(second.stats().lowered, 0);
    assert_eq!(folder.references(&second, "ws/a.py", 4), EXPECTED);
    assert_eq!(folder.references(&first, "ws/a.py", 4), EXPECTED);
    for path in ["ws/a.py", "ws/b.py", "ws/odd.py", "ws/bad.py"] {
        let [old, new] = [&first, &second].map(|store| {
            let snap = store.snapshot();
            let file = snap.file(store.file_at(&folder.path(path))).expect("a file");
            (file.graph.clone(), file.lines.clone(), file.problem.clone())
        });
        assert!(old == new, "{path}");
    }
    // What the last run knew serves a question before all is read, too.
    let third = folder.store();
    store::walk(&third, &Token::new()).expect("nobody cancels");
    assert_eq!(folder.references(&third, "ws/a.py", 4), EXPECTED);
    assert_eq!(third.stats().lowered, 0);
}

#[test]
fn what_has_changed_is_read_anew_and_what_was_moved_is_known() {
    let folder = project();
    folder.scanned();
    folder.write("ws/b.py", B.replace("shared()", "shared"));
    fs::rename(folder.path("ws/odd.py"), folder.path("ws/moved.py")).expect("file");
    folder.write("ws/new.py", "import a; a.shared");
    fs::remove_file(folder.path("ws/bad.py")).expect("file");
    let second = folder.scanned();
    assert_eq!(second.stats().lowered, 2);
    let expected = ["ws/a.py:4", "ws/b.py:14", "ws/b.py:87", "ws/moved.py:41", "ws/new.py:12"];
    assert_eq!(folder.references(&second, "ws/a.py", 4), expected);
}

/// A file that is written twice within a step of the file system's clock has the same times and the same size.
#[test]
fn a_file_that_was_written_just_now_is_known_by_its_content_alone() {
    let folder = Folder::new(&[("ws/a.py", "shared = 1\n")]);
    let path = folder.path("ws/a.py");
    let time = fs::metadata(&path).expect("file").modified().expect("a time");
    folder.scanned();
    fs::write(&path, "sharee = 1\n").expect("file");
    fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(time)).expect("a time");
    let second = folder.scanned();
    let snap = second.snapshot();
    let graph = snap.graph(second.file_at(&path)).expect("a file");
    let names: Vec<&str> = graph.variables().map(|variable| graph.name(variable).text()).collect();
    assert!(names.contains(&"sharee"), "{names:?}");
}

/// The time of the last writing can be set back; that of the last change can't.
#[cfg(unix)]
#[test]
fn a_file_whose_time_was_set_back_is_read_anew() {
    let folder = project();
    folder.scanned();
    folder.write("ws/a.py", A.replace("1", "2").replace("shared", "sharef"));
    let file = fs::File::options().append(true).open(folder.path("ws/a.py")).expect("file");
    file.set_modified(SystemTime::now() - Duration::from_secs(100)).expect("a time");
    assert_eq!(folder.references(&folder.scanned(), "ws/a.py", 4), ["ws/a.py:4"]);
}

#[test]
fn another_version_of_python_makes_other_graphs() {
    let folder = project();
    folder.scanned();
    let store = folder.store();
    store.set_settings(Settings { python: Some("3.8".parse().expect("a version")), ..Settings::default() });
    store::scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    assert_eq!(store.stats().lowered, 4);
}

/// A writer that is killed leaves the old cache; a disk that loses its end, or some bits, leaves none.
#[test]
fn a_damaged_cache_is_made_anew() {
    let folder = project();
    folder.scanned();
    let whole = fs::read(folder.cache()).expect("a cache");
    let answers = |lowered: usize, what: &str| {
        let store = folder.store();
        store::walk(&store, &Token::new()).expect("nobody cancels");
        assert_eq!(folder.references(&store, "ws/a.py", 4), EXPECTED, "{what}");
        // The bad file has no names: it is not even read.
        assert_eq!(store.stats().lowered, lowered, "{what}");
    };
    answers(0, "the whole cache");
    for length in 0..whole.len() {
        fs::write(folder.cache(), &whole[..length]).expect("a cache");
        answers(3, &format!("{length} bytes of {}", whole.len()));
    }
    let mut random = Random(7);
    for _ in 0..500 {
        let (mut damaged, at, bit) = (whole.clone(), random.below(whole.len()), random.below(8));
        damaged[at] ^= 1 << bit;
        fs::write(folder.cache(), &damaged).expect("a cache");
        answers(3, &format!("bit {bit} of byte {at}"));
    }
    fs::write(folder.cache(), [&whole[..], b"more"].concat()).expect("a cache");
    answers(3, "more bytes");
    folder.scanned();
    assert_eq!(fs::read(folder.cache()).expect("a cache").len(), whole.len());
}

#[test]
fn a_reader_sees_a_whole_cache_whoever_writes() {
    let folder = project();
    folder.scanned();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..40 {
                    let store = folder.store();
                    store::scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
                    // Without the old one, it is written in any case.
                    let _ = fs::remove_file(folder.path("cache/none"));
                    store.write_cache();
                }
                done.store(true, Ordering::Relaxed);
            });
        }
        while !done.load(Ordering::Relaxed) {
            let store = folder.store();
            store::walk(&store, &Token::new()).expect("nobody cancels");
            assert_eq!(folder.references(&store, "ws/a.py", 4), EXPECTED);
            assert_eq!(store.stats().lowered, 0, "a cache that can't be read");
        }
    });
    let left: Vec<_> = fs::read_dir(folder.path("cache")).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn caches_that_were_not_used_for_long_are_removed_and_nothing_else() {
    let folder = project();
    let day = Duration::from_secs(24 * 3600);
    let aged = [
        ("old.legb", 61 * day),
        ("recent.legb", 59 * day),
        ("killed.tmp", day),
        ("writing.tmp", day / 48),
        ("notes.txt", 400 * day),
    ];
    for (name, age) in aged {
        folder.write(&format!("cache/{name}"), "x");
        folder.set_age(&format!("cache/{name}"), age);
    }
    folder.store();
    let store = folder.store();
    store::scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    store.save_cache();
    let left = |name: &str| folder.path(&format!("cache/{name}")).exists();
    assert!(
        !left("old.legb") && left("recent.legb") && !left("killed.tmp") && left("writing.tmp") && left("notes.txt")
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_no_reason_to_fail() {
    let folder = Folder::new(&[("ws/a.py", "x = 1\n"), ("cache", "a file in the way")]);
    let store = folder.scanned();
    assert_eq!(folder.references(&store, "ws/a.py", 0), ["ws/a.py:0"]);
}
