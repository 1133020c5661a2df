//! Which files mention a name: never too few, whatever is known of them.

use std::sync::{Arc, Mutex};

use legb::cancel::Token;
use legb::name::Name;
use legb::scope::{BindingKind, Graph, Imported, Occurrence, Role};
use legb::store::{self, FileId, Snapshot, Store};
use rustc_hash::FxHashSet;

use crate::folder::Folder;
use crate::packed::sources;

/// The files of all tests in one workspace, and some that are hard to search.
fn workspace() -> Folder {
    let folder = Folder::new(&[
        ("ws/wide.py", "ｓｈａｒｅｄ = 1\nﬁeld = 2\n"),
        ("ws/star.py", "from a import  *\nfrom b import\\\n  *\n"),
        ("ws/bad.py", "x = (1,\nimport wanted\n"),
    ]);
    folder.write("ws/latin.py", b"# coding: latin-1\nn\xe9e = 1\nshared = n\xe9e\n");
    folder.write("ws/jis.py", b"# coding: iso-2022-jp\n\x1b$B#s#h#a#r#e#d\x1b(B = 1\n");
    folder.write("ws/not_utf8.py", b"shared = '\xff'\n");
    for (number, (_, text)) in sources().into_iter().enumerate() {
        folder.write(&format!("ws/f{number}.py"), text);
    }
    folder
}

/// The workspace of which nothing is read, but which files there are.
fn walked(folder: &Folder) -> Snapshot {
    let store = Arc::new(Store::new());
    store.set_roots(&[folder.path("ws")]);
    store::walk(&store, &Token::new()).expect("nobody cancels");
    store.snapshot()
}

/// All names that the files mention.
fn all_names(snap: &Snapshot) -> Vec<Name> {
    let mut names = Vec::new();
    for file in snap.files() {
        let graph = snap.graph(file).expect("a file");
        names.extend((0..graph.n_symbols() as u32).map(|id| graph.name(legb::scope::SymbolId(id))));
        names.extend(graph.members().iter().map(|member| member.name));
        names.extend(graph.labels().iter().map(|label| label.name));
        names.extend(graph.imports().iter().flat_map(|import| import.path.segments.iter().map(|segment| segment.1)));
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn by_graph(snap: &Snapshot, name: Name) -> Vec<FileId> {
    snap.files().into_iter().filter(|&file| snap.graph(file).is_some_and(|graph| graph.mentions(name))).collect()
}

fn mentioning(snap: &Snapshot, name: Name) -> Vec<FileId> {
    snap.mentioning(&[name], &Token::new()).expect("nobody cancels")
}

/// How a name may be spelled, if it is a private one of a class.
fn spelled(name: Name) -> Vec<Name> {
    let private = name.text().strip_prefix('_').and_then(|rest| rest.find("__").map(|at| Name::new(&rest[at..])));
    std::iter::once(name).chain(private).collect()
}

#[test]
fn files_that_nobody_has_read_are_found_by_their_bytes() {
    let folder = workspace();
    let read = folder.scanned().snapshot();
    let snap = walked(&folder);
    let paths = |snap: &Snapshot, files: Vec<FileId>| {
        let mut paths: Vec<_> = files.into_iter().map(|file| snap.shown_path(file)).collect();
        paths.sort();
        paths
    };
    let names = all_names(&read);
    assert!(names.len() > 1000, "only {} names", names.len());
    // The compiler adds `__class__` where a function uses `super`: nobody has spelled it.
    for name in names.into_iter().step_by(3).filter(|name| name.text() != "__class__") {
        let found = snap.mentioning(&spelled(name), &Token::new()).expect("nobody cancels");
        let found = paths(&snap, found);
        for path in paths(&read, by_graph(&read, name)) {
            assert!(found.contains(&path), "{name} in {}", path.display());
        }
    }
    let stars = snap.with_stars(&Token::new()).expect("nobody cancels");
    let stars = paths(&snap, stars);
    for file in read.files() {
        let has_star = |graph: &Graph| graph.imports().iter().any(|i| i.imported == Imported::Star);
        if has_star(&read.graph(file).expect("a file")) {
            assert!(stars.contains(&read.shown_path(file)), "a star in {}", read.shown_path(file).display());
        }
    }
    assert!(stars.len() < read.files().len() / 2, "{} files with stars", stars.len());
    assert_eq!(snap.known_mentioning(&[Name::new("shared")]), [], "nothing is read by these questions");
}

/// What a file's own text defines, as it is spelled.
fn defined(graph: &Graph) -> impl Iterator<Item = &'static str> {
    let is_import = |o: &Occurrence| matches!(graph.binding(o), BindingKind::Import(_));
    let defines = move |o: &Occurrence| matches!(o.role, Role::Bind | Role::Declare) && !is_import(o);
    graph.occurrences().filter(defines).map(|occurrence| graph.spelled(&occurrence))
}

#[test]
fn files_that_define_a_name_are_found_read_or_not() {
    let folder = workspace();
    let read = folder.scanned().snapshot();
    let unread = walked(&folder);
    let words = Mutex::new(FxHashSet::default());
    let is_noted = |word: &str| {
        words.lock().expect("no panic").insert(word.to_owned());
        false
    };
    assert_eq!(unread.defining(&is_noted, &Token::new()).expect("nobody cancels"), []);
    let words = words.into_inner().expect("no panic");
    let mut all = Vec::new();
    for file in read.files() {
        let graph = read.graph(file).expect("a file");
        for name in defined(&graph) {
            assert!(words.contains(name), "{name} in {}", read.shown_path(file).display());
            all.push((name, file));
        }
    }
    assert!(all.len() > 3000, "only {} definitions", all.len());
    for (name, file) in all.into_iter().step_by(100) {
        let path = read.shown_path(file);
        for snap in [&read, &unread] {
            let found = snap.defining(&|word| word == name, &Token::new()).expect("nobody cancels");
            assert!(found.iter().any(|&file| snap.shown_path(file) == path), "{name} in {}", path.display());
        }
    }
    assert_eq!(unread.known_mentioning(&[Name::new("shared")]), [], "nothing is read by these questions");
}

/// By the index, by the files' own lists where they have changed, by the graphs of open documents.
#[test]
fn what_is_known_is_found_exactly_also_after_changes() {
    let folder = workspace();
    let store = folder.scanned();
    let probe = Name::new("probe_that_comes_and_goes");
    for name in all_names(&store.snapshot()).into_iter().step_by(5) {
        let snap = store.snapshot();
        assert_eq!(mentioning(&snap, name), by_graph(&snap, name), "{name}");
        assert_eq!(snap.known_mentioning(&[name]), by_graph(&snap, name), "{name}");
    }
    let file = |path: &str| store.file_at(&folder.path(path));
    let check = |expected: &[&str], what: &str| {
        let mut expected: Vec<FileId> = expected.iter().map(|path| file(path)).collect();
        expected.sort_unstable();
        assert_eq!(mentioning(&store.snapshot(), probe), expected, "{what}");
    };
    check(&[], "nowhere yet");
    folder.write("ws/f1.py", "probe_that_comes_and_goes = 1\n");
    store.file_changed(file("ws/f1.py"));
    check(&["ws/f1.py"], "changed on disk");
    store.open(file("ws/f2.py"), "probe_that_comes_and_goes = 2\n".into(), 1);
    check(&["ws/f1.py", "ws/f2.py"], "opened");
    store.open(file("ws/f1.py"), "nothing = 1\n".into(), 1);
    check(&["ws/f2.py"], "the open document counts");
    store.close(file("ws/f2.py"));
    check(&[], "closed");
    store.close(file("ws/f1.py"));
    check(&["ws/f1.py"], "the disk's again");
    folder.write("ws/new/g.py", "import x\nx.probe_that_comes_and_goes\n");
    store.path_changed(&folder.path("ws/new"));
    check(&["ws/f1.py", "ws/new/g.py"], "a new folder");
    std::fs::remove_dir_all(folder.path("ws/new")).expect("a folder");
    store.path_changed(&folder.path("ws/new"));
    folder.write("ws/f1.py", "nothing = 1\n");
    store.file_changed(file("ws/f1.py"));
    check(&[], "gone");
}
