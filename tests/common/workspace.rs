//! A workspace out of one text: files divided by `# --- path: pkg/a.py ---`, with expectations in comments (see `carets.rs`).
//!
//! - `# --- path: P ---`: a file on disk.
//! - `# --- open: P ---`: a document that is open in the editor and not yet saved.
//! - `# --- untitled: N ---`: an open document that has no path.
//! - any other heading, such as `# --- hover 1 ---`: an answer, whose lines are comments.
//!
//! The comments before the first heading are the head. `# roots: app lib` in it names the workspace's folders; without it, the folder that
//! all paths are relative to is the only root. `# python 3.13` sets the version,
//! `# only: CODE` has diagnostics with this code looked for.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::carets::{Mark, header, marks, shown};
use legb::cancel::Token;
use legb::codes::Code;
use legb::ide::{At, Location};
use legb::settings::Settings;
use legb::store::{FileId, Snapshot, Store, scan};

/// A file of a workspace.
pub struct File {
    /// As its heading names it.
    pub path: String,
    pub text: String,
    pub id: FileId,
    pub marks: Vec<Mark>,
}

/// A workspace on disk, which is removed with it.
pub struct Workspace {
    folder: PathBuf,
    /// The comments before the first heading.
    pub head: String,
    pub store: Arc<Store>,
    pub files: Vec<File>,
    /// Other headings and their texts.
    pub answers: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Disk,
    Open,
    Untitled,
}

impl Workspace {
    /// The workspace that a fixture describes.
    pub fn new(fixture: &str) -> Workspace {
        let (head, sections) = sections(fixture);
        let mut answers = Vec::new();
        let mut files = Vec::new();
        for (heading, text) in sections {
            let places = [("path: ", Place::Disk), ("open: ", Place::Open), ("untitled: ", Place::Untitled)];
            let place = places.iter().find_map(|&(key, place)| Some((heading.strip_prefix(key)?.to_owned(), place)));
            match place {
                Some((path, place)) => files.push((path, place, text)),
                None => answers.push((heading, text)),
            }
        }
        Workspace::with(head, files, answers)
    }

    /// The same workspace with other texts.
    pub fn with_texts(&self, texts: Vec<String>) -> Workspace {
        let files = self.files.iter().zip(texts).map(|(file, text)| (file.path.clone(), Place::Disk, text)).collect();
        Workspace::with(self.head.clone(), files, Vec::new())
    }

    fn with(head: String, files: Vec<(String, Place, String)>, answers: Vec<(String, String)>) -> Workspace {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("workspace-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a writable target folder");
        let store = Arc::new(Store::new());
        let python = header(&head, "python ").map(|version| version.parse().expect("a version"));
        let only = header(&head, "only:").map(|code| code.parse::<Code>().expect("a code"));
        let diagnostics = only.into_iter().map(|code| (code, Some(code.severity()))).collect();
        store.set_settings(Settings { python, diagnostics, ..Settings::default() });
        for (path, place, text) in &files {
            if *place == Place::Disk {
                let path = folder.join(path);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a writable target folder");
                std::fs::write(path, text).expect("a writable target folder");
            }
        }
        let roots: Vec<PathBuf> =
            header(&head, "roots: ").unwrap_or(".").split(' ').map(|root| folder.join(root)).collect();
        store.set_roots(&roots);
        scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
        let files = files.into_iter().map(|(path, place, text)| {
            let id = match place {
                Place::Untitled => store.virtual_file(&format!("untitled:{path}")),
                Place::Disk | Place::Open => store.file_at(&folder.join(&path)),
            };
            if place != Place::Disk {
                store.open(id, text.clone(), 1);
            }
            File { marks: marks(&text), path, text, id }
        });
        let files = files.collect();
        Workspace { folder, head, store, files, answers }
    }

    /// Where its files lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn snapshot(&self) -> Snapshot {
        self.store.snapshot()
    }

    /// Every mark with its file.
    pub fn marks(&self) -> impl Iterator<Item = (&File, &Mark)> {
        self.files.iter().flat_map(|file| file.marks.iter().map(move |mark| (file, mark)))
    }

    /// The numbers of the questions that a fixture asks: those that its marks carry, or 0.
    pub fn questions(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.marks().flat_map(|(_, mark)| numbers(mark)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() { vec![0] } else { numbers }
    }

    /// The marks of a question that carry a word.
    pub fn marked(&self, question: u32, word: &str) -> Vec<Location> {
        let of_question = |mark: &Mark| numbers(mark).is_empty() || numbers(mark).contains(&question);
        let carries = |mark: &Mark| mark.label.split([' ', ',']).any(|found| found == word);
        let found = self.marks().filter(|(_, mark)| of_question(mark) && carries(mark));
        found.map(|(file, mark)| self.location(file, mark)).collect()
    }

    /// The places that a question is asked at.
    pub fn cursors(&self, question: u32) -> Vec<At> {
        let cursors = self.marked(question, "cursor");
        cursors.into_iter().map(|location| At { file: location.file, offset: location.span.start }).collect()
    }

    /// What a mark points at: as many characters as it has carets, or all of the name that starts there, or a character that is none.
    /// `module` points at the file.
    fn location(&self, file: &File, mark: &Mark) -> Location {
        let is_module = mark.label.split([' ', ',']).any(|word| word == "module");
        let is_name = |c: char| c == '_' || c.is_alphanumeric();
        let name: usize =
            file.text[mark.offset as usize..].chars().take_while(|&c| is_name(c)).map(char::len_utf8).sum();
        let other =
            file.text[mark.offset as usize..].chars().next().filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
        let end = mark.end.unwrap_or(mark.offset + name.max(other) as u32);
        let (start, end) = if is_module { (0, 0) } else { (mark.offset, end) };
        Location { file: file.id, span: legb::text::Span::new(start, end) }
    }

    /// A place with its line and a message.
    pub fn shown(&self, location: Location, message: &str) -> String {
        let file = self.files.iter().find(|file| file.id == location.file);
        match file {
            Some(file) => {
                format!("  {}\n{}", file.path, shown(&file.text, location.span.start, location.span.end, message))
            }
            None => format!("  a file outside of the fixture: {message}\n"),
        }
    }

    /// What is wrong with an answer, if anything.
    pub fn compared(&self, expected: &[Location], got: &[Location], what: &str) -> String {
        let missing = expected.iter().filter(|location| !got.contains(location));
        let surplus = got.iter().filter(|location| !expected.contains(location));
        let missing: String =
            missing.map(|&at| self.shown(at, &format!("expected {what}, but not answered"))).collect();
        let surplus: String = surplus.map(|&at| self.shown(at, &format!("answered, but no {what} expected"))).collect();
        missing + &surplus
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn numbers(mark: &Mark) -> Vec<u32> {
    mark.label.split([' ', ',']).filter_map(|word| word.parse().ok()).collect()
}

/// The head of a fixture, and its other parts by their headings.
fn sections(fixture: &str) -> (String, Vec<(String, String)>) {
    let mut head = String::new();
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        let heading = line.trim_end().strip_prefix("# --- ").and_then(|rest| rest.strip_suffix(" ---"));
        match (heading, sections.last_mut()) {
            (Some(heading), _) => sections.push((heading.to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => head.push_str(line),
        }
    }
    (head, sections)
}
