//! How long tree-sitter alone takes to read and parse folders on all cores: what `legb check` and `legb names` are measured against.
//!
//!     cargo run --release --example parse_only -- DIR...

use std::path::PathBuf;
use std::time::Instant;

use legb::store::{self, Key, Store};
use rayon::prelude::*;
use tree_sitter::Parser;

fn main() {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let started = Instant::now();
    let store = Store::new();
    let files = store::files_at(&store, &folders);
    let parser = || {
        let mut parser = Parser::new();
        parser.set_language(&legb::syntax::language()).expect("the grammar and the parser are of one generation");
        parser
    };
    let parsed = files.par_iter().map_init(parser, |parser, &file| {
        let Key::Path(path) = &*store.key(file) else { return 0 };
        let Ok(bytes) = std::fs::read(path) else { return 0 };
        let tree = parser.parse(&bytes, None).expect("a language is set and nothing cancels the parser");
        // So that no tree is left out.
        if tree.root_node().end_byte() <= bytes.len() { memchr::memchr_iter(b'\n', &bytes).count() } else { 0 }
    });
    let n_lines: usize = parsed.sum();
    println!("{} files, {n_lines} lines in {} ms", files.len(), started.elapsed().as_millis());
}
