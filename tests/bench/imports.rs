//! How many of a project's imports lead to a module, and to the name that they take of it; or how many of some modules are found from there.
//!
//!     cargo run --release --example imports -- FOLDER [MODULE...]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use legb::cancel::Token;
use legb::link;
use legb::module::environment::Surroundings;
use legb::scope::Imported;
use legb::store::{Store, scan};

/// So many of what isn't found are shown, the most frequent first.
const MOST_SHOWN: usize = 40;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let root = PathBuf::from(arguments.next().expect("a folder"));
    let modules: Vec<String> = arguments.collect();
    let store = Arc::new(Store::within(Surroundings::of_process()));
    store.set_roots(std::slice::from_ref(&root));
    let files = if modules.is_empty() {
        scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
        store.snapshot().files()
    } else {
        let file = store.file_at(&root.join("asks_for_modules.py"));
        store.open(file, modules.iter().map(|module| format!("import {module} as it\n")).collect(), 0);
        vec![file]
    };
    let started = Instant::now();
    let snap = store.snapshot();
    let (mut missing, mut missing_names) = (BTreeMap::new(), BTreeMap::new());
    let (mut n_imports, mut n_names) = (0, 0);
    for &file in &files {
        let Some(graph) = snap.graph(file) else { continue };
        for import in graph.imports() {
            n_imports += 1;
            let segments: Vec<&str> = import.path.segments.iter().map(|segment| segment.1.text()).collect();
            let module = ".".repeat(import.path.level as usize) + &segments.join(".");
            if snap.module(file, &import.path, segments.len()).is_none() {
                *missing.entry(module).or_insert(0) += 1;
            } else if let Imported::Name(_, name) = import.imported {
                n_names += 1;
                if link::target(&snap, file, import).is_none() {
                    *missing_names.entry(format!("{module}: {name}")).or_insert(0) += 1;
                }
            }
        }
    }
    println!("{} files, {} ms", files.len(), started.elapsed().as_millis());
    show("imports lead to a module", n_imports, missing);
    show("names taken of these are found", n_names, missing_names);
}

fn show(what: &str, all: usize, missing: BTreeMap<String, usize>) {
    let found = all - missing.values().sum::<usize>();
    println!("{found} of {all} {what}: {:.2} %", 100.0 * found as f64 / all.max(1) as f64);
    let mut missing: Vec<(String, usize)> = missing.into_iter().collect();
    missing.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (name, count) in missing.iter().take(MOST_SHOWN) {
        println!("{count:8} {name}");
    }
}
