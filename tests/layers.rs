//! The house stands as its plan says: each layer uses only those before it, the protocol is known in one place, and nothing in the
//! project depends on the machine that it lies on.

use std::path::{Path, PathBuf};

/// The layers, each of which may use those before it. `lsp` and `cli` stand side by side.
const CHAIN: [&[&str]; 14] = [
    &["name", "varint"],
    &["text"],
    &["cancel"],
    &["syntax"],
    &["scope"],
    &["compiler"],
    &["module"],
    &["codes"],
    &["settings"],
    &["store"],
    &["link"],
    &["ide"],
    &["lsp", "cli"],
    &["main"],
];

#[test]
fn each_layer_uses_only_those_before_it() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = module_path(&path);
        let Some(own) = module.first() else { continue };
        let Some(place) = layer(own) else {
            wrong.push(format!("{}: `{own}` is no layer", path.display()));
            continue;
        };
        for (line, used) in used_layers(&text, module.len()) {
            let before = layer(&used).is_some_and(|other| other < place);
            if !before && used != *own {
                wrong.push(format!("{}:{line}: `{own}` uses `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_check_sees_all_ways_to_use_a_layer() {
    let text = "use crate::store::{FileId, Snapshot};\nuse crate::{link, ide::{At, hover}, lsp as l};\nlet x = crate::cli::run();\n";
    let text =
        format!("{text}// crate::main in a comment\nuse super::super::module;\nuse super::own;\nlegb::text::Span\n");
    let used = used_layers(&text, 2);
    let names: Vec<(usize, &str)> = used.iter().map(|(line, name)| (*line, &**name)).collect();
    let expected = [(1, "store"), (2, "link"), (2, "ide"), (2, "lsp"), (3, "cli"), (5, "module"), (7, "text")];
    assert_eq!(names, expected);
}

#[test]
fn the_protocol_is_known_in_lsp_alone() {
    for (path, text) in sources() {
        let in_lsp = module_path(&path).first().is_some_and(|module| module == "lsp");
        assert!(in_lsp || !text.contains("tower_lsp"), "{} mentions tower_lsp", path.display());
    }
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    // Written so that this file doesn't.
    let places: Vec<String> = ["work", "root", "Users", "home"].iter().map(|folder| format!("/{folder}/")).collect();
    let starts_path = |before: Option<char>| before.is_none_or(|c| !c.is_alphanumeric() && !"_-./~}*".contains(c));
    let mut wrong = Vec::new();
    let mut seen = 0;
    let walk = ignore::WalkBuilder::new(env!("CARGO_MANIFEST_DIR"))
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git" && entry.file_name() != "target")
        .build();
    for entry in walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())) {
        // What isn't UTF-8 is no text of ours.
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        seen += 1;
        for (number, line) in text.lines().enumerate() {
            let names =
                |place: &String| line.match_indices(place).any(|(at, _)| starts_path(line[..at].chars().next_back()));
            if places.iter().any(names) {
                wrong.push(format!("{}:{}: {}", entry.path().display(), number + 1, line.trim()));
            }
        }
    }
    assert!(seen > 50, "only {seen} files were read");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn layer(name: &str) -> Option<usize> {
    CHAIN.iter().position(|side_by_side| side_by_side.contains(&name))
}

/// The source files, relative to `server`.
fn sources() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("server");
    let entries = ignore::WalkBuilder::new(&folder).build().flatten().map(|entry| entry.into_path());
    let files = entries.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a source file");
        (path.strip_prefix(&folder).expect("a file below it").to_owned(), text)
    };
    let sources: Vec<_> = files.map(read).collect();
    assert!(sources.len() > CHAIN.len(), "no sources in {}", folder.display());
    sources
}

/// `ide/rename/check.rs` is the module `ide::rename::check`; `lib.rs` is the root.
fn module_path(path: &Path) -> Vec<String> {
    let parts: Vec<String> = path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts == ["lib"] { Vec::new() } else { parts }
}

/// The modules of the crate's root that a source of a module so deep names, each with its line.
fn used_layers(text: &str, depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let from_root = ["crate::".to_owned(), "legb::".to_owned(), "super::".repeat(depth)];
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for prefix in &from_root {
            for (at, _) in code.match_indices(prefix.as_str()) {
                let before = code[..at].chars().next_back();
                if before.is_none_or(|c| !c.is_alphanumeric() && !"_:".contains(c)) {
                    let names = first_segments(&code[at + prefix.len()..]);
                    found.extend(names.into_iter().filter(|name| name != "super").map(|name| (number + 1, name)));
                }
            }
        }
    }
    found
}

/// The first segments of a path or of the paths in a list in braces.
fn first_segments(rest: &str) -> Vec<String> {
    let word =
        |text: &str| text.trim_start().chars().take_while(|&c| c == '_' || c.is_alphanumeric()).collect::<String>();
    let Some(list) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let mut depth = 0;
    let parts = list.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.map(word).filter(|name| !name.is_empty()).collect()
}
