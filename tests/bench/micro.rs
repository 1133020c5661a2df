//! What the single steps take, on this project's own Python: parsing, lowering, flow, packing, and the questions.
//!
//!     cargo bench --bench micro [-- FILTER]

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

use legb::cancel::Token;
use legb::ide::definition::definition;
use legb::ide::references::references;
use legb::ide::{At, symbols};
use legb::name::Name;
use legb::scope::{Graph, Python, flow, lower};
use legb::store::{self, FileId, Replacement, Store};
use legb::syntax::parse;
use legb::text::{LineIndex, Position, PositionEncoding};
use legb::varint::Reader;

fn main() {
    divan::main();
}

/// The scripts of the oracle, one behind the other: 4,000 lines.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a script")).collect()
});

fn graph() -> Graph {
    lower(&parse(&TEXT), &TEXT, Python::NEWEST)
}

#[divan::bench]
fn line_index(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(&**TEXT)).bench(|| LineIndex::new(black_box(&TEXT)));
}

#[divan::bench]
fn parse_text(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(&**TEXT)).bench(|| parse(black_box(&TEXT)));
}

/// Both passes: facts, and what they mean.
#[divan::bench]
fn lower_tree(bencher: Bencher<'_, '_>) {
    let syntax = parse(&TEXT);
    bencher.counter(BytesCount::of_str(&**TEXT)).bench(|| lower(black_box(&syntax), &TEXT, Python::NEWEST));
}

#[divan::bench]
fn flow_of_a_module(bencher: Bencher<'_, '_>) {
    let (syntax, graph) = (parse(&TEXT), graph());
    bencher.bench(|| flow::flow(black_box(syntax.tree.root_node()), &TEXT, &graph));
}

#[divan::bench]
fn pack(bencher: Bencher<'_, '_>) {
    let graph = graph();
    bencher.counter(BytesCount::new(graph.bytes())).bench(|| {
        let mut out = Vec::new();
        (graph.pack(&mut out), out)
    });
}

#[divan::bench]
fn unpack(bencher: Bencher<'_, '_>) {
    let (graph, mut out) = (graph(), Vec::new());
    let names = graph.pack(&mut out);
    bencher
        .counter(BytesCount::new(graph.bytes()))
        .bench(|| Graph::unpack(names.clone(), &mut Reader::new(black_box(&out))));
}

/// The Python files of the tests as a workspace.
fn workspace() -> Arc<Store> {
    let store = Arc::new(Store::new());
    store.set_roots(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")]);
    store::scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    store
}

/// The place of `spelled` in a file of the tests.
fn at(store: &Store, path: &str, spelled: &str) -> At {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
    let text = std::fs::read_to_string(&path).expect("a file of the tests");
    let offset = text.find(spelled).expect("it is there") as u32;
    At { file: store.file_at(&path), offset }
}

#[divan::bench]
fn files_that_mention_a_rare_name(bencher: Bencher<'_, '_>) {
    let store = workspace();
    let snap = store.snapshot();
    let name = Name::new("oracle_answers");
    bencher.bench(|| snap.mentioning(black_box(&[name]), &Token::new()));
}

#[divan::bench]
fn definition_across_files(bencher: Bencher<'_, '_>) {
    let store = workspace();
    let at = at(&store, "oracle/packages.py", "oracle_answers(");
    bencher.bench(|| definition(&store.snapshot(), black_box(at)));
}

#[divan::bench]
fn references_across_files(bencher: Bencher<'_, '_>) {
    let store = workspace();
    let at = at(&store, "oracle/packages.py", "oracle_answers(");
    bencher.bench(|| references(&store.snapshot(), black_box(at), &Token::new()));
}

#[divan::bench]
fn workspace_symbols(bencher: Bencher<'_, '_>) {
    let store = workspace();
    bencher.bench(|| symbols::workspace_symbols(&store.snapshot(), black_box("oracle"), &Token::new()));
}

/// A keystroke in a document of 4,000 lines, and the definition of a name below it.
#[divan::bench]
fn keystroke_and_definition(bencher: Bencher<'_, '_>) {
    let store = Arc::new(Store::new());
    let file: FileId = store.virtual_file("untitled:bench");
    store.open(file, format!("{}\nprobe = 1\nprobe\n", &*TEXT), 0);
    let place = Position { line: 0, character: 0 };
    let mut version = 0;
    bencher.bench_local(|| {
        version += 1;
        let text = if version % 2 == 1 { "#" } else { "" };
        let end = Position { character: 1 - version as u32 % 2, ..place };
        let change = Replacement { range: Some((place, end, PositionEncoding::Utf8)), text: text.into() };
        store.edit(file, &[change], version).expect("the change fits");
        let snap = store.snapshot();
        let offset = snap.document(file).expect("it is open").text.len() as u32 - 3;
        definition(&snap, At { file, offset })
    });
}
