//! The tree of blocks: `tests/blocks/*.py` hold a program each, and under `# --- blocks ---` what `legb blocks` prints of it. Whatever the
//! program, the JSON keeps its promises, and pictures are XML in which nothing overlaps.

#[path = "common/carets.rs"]
#[expect(dead_code, reason = "the expectations are no carets")]
mod carets;
#[path = "common/random.rs"]
mod random;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use carets::{Failures, fixtures, header};
use legb::cli::Output;
use legb::cli::blocks::{Form, run};
use legb::scope::Python;
use random::Random;
use serde_json::Value;

#[test]
fn every_rule_holds() {
    let mut failures = Failures::default();
    for (path, text) in fixtures("blocks") {
        let (program, expected) = text.split_once("# --- blocks ---\n").expect("an answer");
        let python = header(program, "python ").map_or(Python::NEWEST.to_string(), str::to_owned);
        let mut legb = Command::new(env!("CARGO_BIN_EXE_legb"));
        let printed = on_disk(program, |file| legb.args(["blocks", "--python", &python]).arg(file).output());
        let printed = printed.expect("the command runs");
        let got = String::from_utf8(printed.stdout).expect("UTF-8");
        let got: String = got.trim_end().lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect();
        if got != expected {
            let diff = similar::TextDiff::from_lines(expected, &*got);
            failures.add(&path, &diff.unified_diff().header("expected", "got").to_string());
        }
    }
    failures.check();
}

#[test]
fn a_deep_name_is_qualified_by_the_blocks_around_it() {
    let text = "class C:\n    def m(self):\n        global g\n        def g(): return lambda: 0\n        return [x for x in (lambda: 0,)]\n";
    let qualified = |python: &str| -> Vec<String> {
        let blocks = json(text, python);
        let blocks = blocks["blocks"].as_array().expect("blocks");
        blocks.iter().map(|block| block["qualified"].as_str().expect("a name").to_owned()).collect()
    };
    let expected =
        ["<module>", "C", "C.m", "g", "g.<locals>.<lambda>", "C.m.<locals>.<lambda>", "C.m.<locals>.<listcomp>"];
    assert_eq!(qualified("3.11"), expected);
    assert_eq!(qualified("3.13"), expected);
}

/// The schema that `ide/blocks/json.rs` documents.
#[test]
fn the_json_keeps_its_promises() {
    for text in programs() {
        let tree = json(&text, "3.14");
        assert_eq!(tree["python"], "3.14");
        let blocks = tree["blocks"].as_array().expect("blocks");
        for (number, block) in blocks.iter().enumerate() {
            assert_eq!(block["id"], number);
            assert_eq!(block.get("parent").is_none(), number == 0, "{block}");
            assert!(block["parent"].as_u64().is_none_or(|parent| (parent as usize) < number), "{block}");
            for key in ["kind", "name", "qualified", "namespace", "lifetime"] {
                assert!(block[key].is_string(), "{key} of {block}");
            }
            assert!(block["range"]["line"].is_u64() && block["range"]["end_column"].is_u64(), "{block}");
            for name in block["names"].as_array().expect("names") {
                assert!(name.get("owner").is_none() != name.get("lookup").is_none(), "{name}");
                assert!(name["roles"].is_array(), "{name}");
                if let Some(owner) = name["owner"].as_u64() {
                    let is_there = |other: &Value| other["name"] == name["name"] && other["owner"] == owner;
                    let names = blocks[owner as usize]["names"].as_array().expect("names");
                    assert!(names.iter().any(is_there), "{name} of block {number} is not in block {owner}\n{text}");
                    assert!(around(blocks, number).any(|around| around == owner as usize), "{name} of {number}");
                }
            }
        }
    }
}

/// A block and those around it.
fn around(blocks: &[Value], block: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(block), |&block| Some(blocks[block]["parent"].as_u64()? as usize))
}

#[test]
fn pictures_are_xml_in_which_nothing_overlaps() {
    for text in programs() {
        let picture = answer(&text, Form::Svg, Python::NEWEST);
        let found = overlaps(&picture);
        assert!(found.is_empty(), "{}\nin the picture of\n{text}", found.join("\n"));
    }
}

/// A page is a picture and a script around it; what stands outside of the script is XML, too.
#[test]
fn pages_are_well_formed_and_need_nothing_else() {
    for text in programs().into_iter().step_by(7) {
        let page = answer(&text, Form::Html, Python::NEWEST);
        let (before, script) = page.split_once("<script>").expect("a script");
        let (_, after) = script.split_once("</script>").expect("its end");
        let page = format!("{before}{after}");
        let page = page.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
        roxmltree::Document::parse(page).expect("well-formed");
        assert!(!page.replace("http://www.w3.org/2000/svg", "").contains("http"), "nothing is loaded");
    }
}

#[test]
fn special_characters_are_escaped() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("blocks-escaped-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a writable target folder");
    let path = folder.join("a<b>&'c.py");
    std::fs::write(&path, "é漢字 = lambda: é漢字\nx = [0 for _ in x]\n").expect("a writable target folder");
    let Output(picture) = run(&path, Form::Svg, Python::NEWEST).expect("an answer");
    let Output(graph) = run(&path, Form::Dot, Python::NEWEST).expect("an answer");
    std::fs::remove_dir_all(&folder).expect("the folder");
    let document = roxmltree::Document::parse(&picture).expect("well-formed");
    let has = |text: &str| document.descendants().any(|node| node.text() == Some(text));
    assert!(has("a<b>&'c.py") && has("<lambda>") && has("é漢字"));
    assert!(graph.contains("<b>&lt;lambda&gt;</b>"));
}

/// Longer than this takes only what is quadratic, on the busiest machine.
const LONGEST: Duration = Duration::from_secs(60);

/// A hundred thousand blocks in each other, and thousands side by side, of each other's names: on a small stack, soon, and drawn no larger than
/// can be looked at.
#[test]
fn countless_blocks_are_drawn_as_far_as_can_be_read() {
    let numbered = |n, text: fn(usize) -> String| (0..n).map(text).collect::<String>();
    let names = numbered(5_000, |i| format!("x{i}, "));
    let texts = [
        format!("def f(x):\n    return {}x\n", "lambda y: ".repeat(100_000)),
        format!("x = {}x{}\n", "[".repeat(3_000), " for y in x]".repeat(3_000)),
        format!("x = {}x{}\n", "[y for y in ".repeat(3_000), "]".repeat(3_000)),
        numbered(5_000, |i| format!("def f{i}(x): return lambda: x\n")),
        format!("def f({names}): return lambda: ({names})\n"),
    ];
    for text in texts {
        let life = move || {
            for form in [Form::Text, Form::Json, Form::Dot, Form::Svg] {
                let started = Instant::now();
                let answer = answer(&text, form, Python::NEWEST);
                assert!(started.elapsed() < LONGEST, "{form:?} of {text:.60}");
                if form == Form::Svg {
                    assert!(answer.len() < 1 << 20, "{text:.60}");
                    assert_eq!(overlaps(&answer), Vec::<String>::new(), "{text:.60}");
                }
            }
        };
        std::thread::Builder::new().stack_size(2 << 20).spawn(life).expect("a thread").join().expect("no panic");
    }
}

// ---- programs

/// Those of the other tests, some of them cut off in the middle, and random ones.
fn programs() -> Vec<String> {
    let mut random = Random(20);
    let read = ["scopes", "ide/definition", "ide/rename", "ide/references"].map(fixtures);
    let mut programs: Vec<String> = read.into_iter().flatten().map(|(_, text)| text).collect();
    let halves = programs.iter().step_by(3).map(|text| {
        let cut = (0..=random.below(text.len())).rev().find(|&at| text.is_char_boundary(at));
        text[..cut.unwrap_or(0)].to_owned()
    });
    programs.extend(halves.collect::<Vec<_>>());
    programs.extend((0..40).map(|_| random_program(&mut random)));
    programs
}

/// Functions, classes, lambdas and comprehensions in each other, with a few names that often mean each other's variables.
fn random_program(random: &mut Random) -> String {
    let names = ["a", "b", "c", "d", "a_name_that_is_longer_than_the_others_by_far", "漢字"];
    let (mut text, mut depth) = (String::new(), 0);
    for _ in 0..10 + random.below(150) {
        depth = random.below(depth + 2).min(6);
        let indent = "    ".repeat(depth);
        let (a, b, c) = (*random.one_of(&[&names]), random.below(6), random.below(6));
        let (a, b, c) = (a[random.below(6)], names[b], names[c]);
        text += &match random.below(8) {
            0 | 1 => format!("{indent}def {a}({b}):\n{indent}    nonlocal_ = {c}\n"),
            2 => format!("{indent}class {a}({b}):\n{indent}    {c} = {b}\n"),
            3 => format!("{indent}{a} = lambda {b}: ({a}, {c})\n"),
            4 => format!("{indent}{a} = [({b}, {c}) for {b} in {a}]\n"),
            5 => format!("{indent}global {a}; {a} = {b}\n"),
            6 => format!("{indent}{a} = ({b} for {c} in {a})\n"),
            _ => format!("{indent}{a} = {b}, {c}, unknown, print\n"),
        };
    }
    text
}

fn answer(text: &str, form: Form, python: Python) -> String {
    let answer = on_disk(text, |path| run(path, form, python));
    let Output(answer) = answer.unwrap_or_else(|failure| panic!("{failure:?} for\n{text}"));
    answer
}

/// Asks about a program in a file that is there for as long.
fn on_disk<T>(text: &str, ask: impl FnOnce(&Path) -> T) -> T {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("blocks-{}-{}.py", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a writable target folder");
    let answer = ask(&path);
    std::fs::remove_file(&path).expect("the file");
    answer
}

fn json(text: &str, python: &str) -> Value {
    let python = python.parse().expect("a version");
    serde_json::from_str(&answer(text, Form::Json, python)).expect("JSON")
}

// ---- pictures

#[derive(Clone, Copy, Debug)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of(node: roxmltree::Node<'_, '_>) -> Area {
        let (left, top) = (number(node, "x"), number(node, "y"));
        Area { left, top, right: left + number(node, "width"), bottom: top + number(node, "height") }
    }

    /// What a text covers: characters are at most 0.602 of the font's 13 pixels wide, those of East Asia twice that.
    fn of_text(node: roxmltree::Node<'_, '_>) -> Area {
        let (left, baseline) = (number(node, "x"), number(node, "y"));
        let width = unicode_width::UnicodeWidthStr::width(node.text().unwrap_or_default()) as f64 * 7.83;
        Area { left, top: baseline - 10.0, right: left + width, bottom: baseline + 3.0 }
    }

    fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds(&self, other: &Area) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }
}

fn number(node: roxmltree::Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute).and_then(|value| value.parse().ok()).expect("a number")
}

/// What stands where something else is: a box across another, a text across a text or its box's border, an arrow across a text.
fn overlaps(picture: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(picture).expect("well-formed");
    let drawing = document.descendants().find(|node| node.has_tag_name("g")).expect("a drawing");
    let with = |tag: &'static str| drawing.descendants().filter(move |node| node.has_tag_name(tag));
    let boxes: Vec<_> = with("rect").filter(|node| node.attribute("data-block").is_some()).collect();
    let area =
        |id: &str| boxes.iter().find(|node| node.attribute("data-block") == Some(id)).map(|node| Area::of(*node));
    let mut found = Vec::new();
    for (number, node) in boxes.iter().enumerate() {
        let own = Area::of(*node);
        if let Some(parent) = node.attribute("data-parent").and_then(area)
            && !parent.holds(&own)
        {
            found.push(format!("{node:?} leaves the box around it"));
        }
        for other in boxes[..number].iter().filter(|other| own.meets(&Area::of(**other))) {
            let other_area = Area::of(*other);
            if !own.holds(&other_area) && !other_area.holds(&own) {
                found.push(format!("{node:?} crosses {other:?}"));
            }
        }
    }
    let is_letter = |node: &roxmltree::Node<'_, '_>| node.parent().and_then(|g| g.attribute("class")) != Some("page");
    let texts = with("text").filter(is_letter).filter(|node| node.parent() == Some(drawing));
    let mut texts: Vec<(Area, String)> =
        texts.map(|node| (Area::of_text(node), node.text().unwrap_or_default().to_owned())).collect();
    texts.sort_by(|a, b| a.0.top.total_cmp(&b.0.top));
    for (number, (area, text)) in texts.iter().enumerate() {
        let crossed = |node: &&roxmltree::Node<'_, '_>| area.meets(&Area::of(**node)) && !Area::of(**node).holds(area);
        if boxes.iter().any(|node| crossed(&node)) {
            found.push(format!("{text:?} leaves its box"));
        }
        let near = texts[number + 1..].iter().take_while(|other| other.0.top < area.bottom);
        found.extend(near.filter(|other| other.0.meets(area)).map(|other| format!("{text:?} on {:?}", other.1)));
    }
    for piece in with("path").filter(|node| node.attribute("class") == Some("line")).flat_map(pieces) {
        let across = texts.iter().filter(|(area, _)| area.meets(&piece));
        found.extend(across.map(|(_, text)| format!("an arrow crosses {text:?}")));
    }
    found
}

/// The straight pieces of an arrow, whose path is made of `M`, `H`, `V` and small corners.
fn pieces(node: roxmltree::Node<'_, '_>) -> Vec<Area> {
    let path = node.attribute("d").expect("a path");
    let (mut x, mut y) = (0.0, 0.0);
    let mut pieces = Vec::new();
    let starts: Vec<usize> = path.match_indices(|c: char| c.is_ascii_alphabetic()).map(|found| found.0).collect();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(path.len());
        let numbers: Vec<f64> =
            path[start + 1..end].split(' ').filter(|n| !n.is_empty()).map(|n| n.parse().expect("a number")).collect();
        let before = (x, y);
        match (&path[start..=start], &numbers[..]) {
            ("M", &[to_x, to_y]) => (x, y) = (to_x, to_y),
            ("H", &[to]) => x = to,
            ("V", &[to]) => y = to,
            ("q", &[_, _, dx, dy]) => (x, y) = (x + dx, y + dy),
            other => panic!("{other:?} in {path}"),
        }
        if &path[start..=start] != "M" {
            let (left, right, top, bottom) = (x.min(before.0), x.max(before.0), y.min(before.1), y.max(before.1));
            pieces.push(Area { left, top, right: right + 0.1, bottom: bottom + 0.1 });
        }
    }
    pieces
}
