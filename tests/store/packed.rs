//! A packed graph is the graph.

use std::path::{Path, PathBuf};

use legb::name::Name;
use legb::scope::{Graph, Names, Python, lower};
use legb::syntax::parse;
use legb::text::{LineIndex, Source};
use legb::varint::Reader;

use crate::random::Random;

/// All Python files of the tests: every rule of the language is in them, and much that breaks one.
pub(crate) fn sources() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let paths = ignore::WalkBuilder::new(folder).build().flatten().map(|entry| entry.into_path());
    let read = |path: PathBuf| Some((path.clone(), Source::decode(std::fs::read(&path).ok()?).ok()?.text));
    let sources: Vec<_> = paths.filter(|path| path.extension().is_some_and(|e| e == "py")).filter_map(read).collect();
    assert!(sources.len() > 200, "only {} sources", sources.len());
    sources
}

fn packed(graph: &Graph) -> (Names, Vec<u8>) {
    let mut bytes = Vec::new();
    (graph.pack(&mut bytes), bytes)
}

#[test]
fn every_graph_is_itself_again() {
    for (path, text) in sources() {
        for minor in [8, 11, 15] {
            let graph = lower(&parse(&text), &text, Python { minor });
            let (names, bytes) = packed(&graph);
            let mut reader = Reader::new(&bytes);
            let unpacked = Graph::unpack(names, &mut reader).unwrap_or_else(|| panic!("{}", path.display()));
            assert!(unpacked == graph, "{}: another graph", path.display());
            assert_eq!(reader.left(), 0, "{}", path.display());
        }
    }
}

#[test]
fn every_line_index_is_itself_again() {
    let odd = ["", "\n", "a\r\nb\rc\n", "é\u{1f600}\r\né", "\r", "漢字漢字\n𝒳é𝒳\n", "\u{feff}x"];
    let odd = odd.map(|text| (PathBuf::from(text), text.to_owned()));
    for (path, text) in sources().into_iter().chain(odd) {
        let lines = LineIndex::new(&text);
        let mut bytes = Vec::new();
        lines.pack(&mut bytes);
        assert_eq!(LineIndex::unpack(&mut Reader::new(&bytes)), Some(lines), "{}", path.display());
    }
}

/// In another process names have other numbers, and a block's symbols another order.
#[test]
fn names_may_come_in_another_order() {
    let written = |name: &dyn Fn(usize) -> String| {
        let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(name);
        format!(
            "from m import {a} as {b}, {c}\nclass {d}({b}):\n    {a} = {c}\n    def {b}(self, {c}=1):\n        print({e})\n\
             \x20       global {d}\n        {d} = __class__\n        return [{e}.{a}({c}={b}) for {e} in {a}]\n    __slots__ = ['{a}']\n\
             __all__ = ['{a}', '{d}']\ndef {e}(): return {a}, {e}, {d}\n"
        )
    };
    let (first, second) = (|n: usize| format!("order_first_{n}"), |n: usize| format!("order_other_{n}"));
    for n in 0..5 {
        let _ = (Name::new(&first(n)), Name::new(&second(4 - n)));
    }
    let (text, other) = (written(&first), written(&second));
    let graph = |text: &str| lower(&parse(text), text, Python::NEWEST);
    let (names, bytes) = packed(&graph(&text));
    let renamed = |names: Vec<Name>| {
        names.into_iter().map(|name| Name::new(&name.text().replace("order_first", "order_other"))).collect::<Vec<_>>()
    };
    let names = Names { mentioned: renamed(names.mentioned), others: renamed(names.others) };
    assert!(!names.mentioned.is_sorted(), "the order is the same");
    let unpacked = Graph::unpack(names, &mut Reader::new(&bytes)).expect("a graph");
    assert!(unpacked == graph(&other), "another graph");
}

/// Whatever is wrong with the bytes, reading ends with a graph or with none.
#[test]
fn damaged_bytes_do_no_harm() {
    let mut random = Random(9);
    for (_, text) in sources().into_iter().step_by(7) {
        let (names, bytes) = packed(&lower(&parse(&text), &text, Python::NEWEST));
        for _ in 0..200 {
            let mut damaged = bytes.clone();
            for _ in 0..random.below(3) + 1 {
                let at = random.below(damaged.len());
                match random.one_of(&["bit", "byte", "end"]) {
                    "bit" => damaged[at] ^= 1 << random.below(8),
                    "byte" => damaged[at] = random.below(256) as u8,
                    _ => damaged.truncate(at + 1),
                }
            }
            if let Some(graph) = Graph::unpack(names.clone(), &mut Reader::new(&damaged)) {
                let _ = graph.token_at(random.below(text.len()) as u32);
            }
        }
    }
}
