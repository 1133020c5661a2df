//! Deep and long files: a hundred thousand brackets must not overflow a stack, and twice the text must not take four times as long.
//!
//! Each file is opened, edited, asked every question and dropped on a thread with the stack that the server's own threads have.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use legb::cancel::Token as Cancel;
use legb::ide::At;
use legb::ide::blocks::blocks;
use legb::ide::definition::{declaration, definition};
use legb::ide::diagnostics::diagnostics;
use legb::ide::hover::hover;
use legb::ide::references::{highlights, references};
use legb::ide::rename::{Edits, Failure, moved, prepare, rename};
use legb::ide::symbols::{document_symbols, workspace_symbols};
use legb::store::{Replacement, Store, scan};
use legb::text::{LineIndex, PositionEncoding};

/// What Rust and tokio give a thread.
const STACK: usize = 2 << 20;

/// Below this, the clock measures the machine's other work.
const SHORT: Duration = Duration::from_millis(400);

/// Longer than this, nobody waits for a file.
const LONGEST: Duration = Duration::from_secs(20);

type Make = fn(usize) -> String;

/// What is made how often: as deep as a person never writes, and a fuzzer does.
const DEEP: [(&str, usize, Make); 25] = [
    ("parentheses", 100_000, |n| format!("x = {}x{}\n", "(".repeat(n), ")".repeat(n))),
    ("lists", 100_000, |n| format!("x = {}x{}\n", "[".repeat(n), "]".repeat(n))),
    ("dictionaries", 50_000, |n| format!("x = {}x{}\n", "{x:".repeat(n), "}".repeat(n))),
    ("targets", 50_000, |n| format!("{}x{} = 1\n", "[".repeat(n), "]".repeat(n))),
    ("open brackets", 100_000, |n| format!("x = {}x\n", "(".repeat(n))),
    ("closing brackets", 100_000, |n| format!("x = x{}\n", ")".repeat(n))),
    ("brackets in an annotation in a string", 20_000, |n| format!("x: '{}x{}'\n", "x[".repeat(n), "]".repeat(n))),
    ("lambdas", 50_000, |n| format!("x = {}x\n", "lambda y: ".repeat(n))),
    ("lambdas that use a name", 4_000, |n| {
        format!("def f(x):\n    return {}x{}\n", "lambda: (x, ".repeat(n), ")".repeat(n))
    }),
    ("unary operators", 100_000, |n| format!("x = {}x\n", "-".repeat(n))),
    ("negations", 100_000, |n| format!("x = {}x\n", "not ".repeat(n))),
    ("members", 100_000, |n| format!("x = y{}\n", ".z".repeat(n))),
    ("members of one name", 5_000, |n| format!("x = 1\nx{}\n", ".x".repeat(n))),
    ("calls", 100_000, |n| format!("x = 1\nx{}\n", "(x=x)".repeat(n))),
    ("subscripts", 50_000, |n| format!("x = 1\n{}x{}\n", "x[".repeat(n), "]".repeat(n))),
    ("conditionals", 50_000, |n| format!("x = {}x\n", "x if x else ".repeat(n))),
    ("comprehensions", 10_000, |n| format!("x = {}x{}\n", "[y for y in ".repeat(n), "]".repeat(n))),
    ("blocks", 1_000, |n| nested(n, &["if x:", "while x:"])),
    ("tries", 400, tries),
    ("loops in branches", 1_000, |n| nested(n, &["for x in x:", "if (x := x):", "with x as x:"])),
    ("walruses", 50_000, |n| format!("if {}x{}:\n    x\n", "(x := ".repeat(n), ")".repeat(n))),
    ("walruses in conditions", 20_000, |n| format!("if x{}:\n    x\n", " and (x := x)".repeat(n))),
    ("functions in functions", 1_000, |n| nested(n, &["def x(y):"])),
    ("classes in functions", 1_000, |n| nested(n, &["class x:", "def f(x):"])),
    ("f-strings", 200, |n| format!("x = {}x{}\n", "f\"{".repeat(n), "}\"".repeat(n))),
];

/// Long in one direction only.
const LONG: [(&str, usize, Make); 42] = [
    ("names behind one that nobody knows", 5_000, |n| {
        format!("def f(x):\n{}{}", "    x.a = x.a.b.m\n".repeat(15), "    x.a.m\n".repeat(n))
    }),
    ("classes of one name", 2_000, |n| numbered(n, |i| format!("class A(A):\n    def m{i}(self): self.m0\n"))),
    ("functions that hand on their keywords", 4_000, |n| {
        numbered(n, |i| format!("def f{i}(**k): return f{}(**k)\nf{i}(x=1)\n", i + 1))
    }),
    ("additions", 100_000, |n| format!("x = x{}\n", " + x".repeat(n))),
    ("comparisons", 100_000, |n| format!("x = x{}\n", " < x".repeat(n))),
    ("strings side by side", 100_000, |n| format!("x = ({})\n", "'x' ".repeat(n))),
    ("strings added", 100_000, |n| format!("__all__ = ['x']{}\nx = 1\n", " + ['x']".repeat(n))),
    ("elifs", 50_000, |n| format!("if x:\n    x = 1\n{}", "elif x:\n    x = 1\n".repeat(n))),
    ("branches", 8_000, |n| numbered(n, |i| format!("if x:\n    x = x{i}\nelse:\n    x{i} = 1\n"))),
    ("ways out of a loop", 8_000, |n| {
        format!("while x:\n{}", numbered(n, |i| format!("    if x{i}: break\n    x{i} = x\n")))
    }),
    ("ways out of a try", 8_000, |n| {
        let body = numbered(n, |i| format!("        x{i} = x()\n        if x{i}: continue\n"));
        format!("while x:\n    try:\n{body}    except x: x\n    finally: x\n")
    }),
    ("conditions that leave", 8_000, |n| {
        format!("def x(x):\n{}", numbered(n, |i| format!("    if x{i}: return\n    if x: x{i} = 1\n")))
    }),
    ("cases", 8_000, |n| format!("match x:\n{}", numbered(n, |i| format!("    case [x, x{i}]: x\n")))),
    ("keys of a pattern", 20_000, |n| format!("match x:\n    case {{{}}}: x\n", numbered(n, |i| format!("{i}: x, ")))),
    ("handlers", 8_000, |n| format!("try: x\n{}", "except x as y: y\n".repeat(n))),
    ("stars in targets", 20_000, |n| format!("{}x = x\n", "*(x), ".repeat(n))),
    ("type parameters", 20_000, |n| format!("def x[{}](): x\n", numbered(n, |i| format!("x{i}, ")))),
    ("fields of a string", 20_000, |n| format!("x = f'{}'\n", "{x:=5}{*-x, x}".repeat(n))),
    ("functions that end each other", 8_000, |n| {
        numbered(n, |i| format!("def x{i}():\n    x{}()\nx{i}()\n", i + 1)) + "x = 1\n"
    }),
    ("entries of a dictionary", 100_000, |n| format!("x = {{{}}}\n", "x: 1, ".repeat(n))),
    ("assignments in a chain", 50_000, |n| format!("{}x\n", "x = ".repeat(n))),
    ("statements on a line", 50_000, |n| "x = x; ".repeat(n)),
    ("functions", 50_000, |n| "def x(y): return x\n".repeat(n)),
    ("functions with names of their own", 30_000, |n| numbered(n, |i| format!("def x{i}(y): return x{i}, x\n"))),
    ("methods", 30_000, |n| {
        format!("class x:\n{}", numbered(n, |i| format!("    def m{i}(self): return self.m{i}, x\n")))
    }),
    ("parameters", 20_000, |n| {
        let parameters = numbered(n, |i| format!(", x{i}"));
        format!("class C:\n    def x(self{parameters}):\n        self.x, self.x\nC.x(x1=1)\n")
    }),
    ("keywords at a call", 20_000, |n| {
        format!("def f(x, **k): pass\nf(x=1{})\n", numbered(n, |i| format!(", x{i}=x")))
    }),
    ("imports", 20_000, |n| numbered(n, |i| format!("import x{i}\n"))),
    ("imports beside uses of a module", 12_000, |n| {
        format!("import x\n{}{}", numbered(n, |i| format!("import x{i}\n")), "x.x\n".repeat(n))
    }),
    ("uses of what a variable is given, beside functions", 12_000, |n| {
        format!("class A:\n def m(self): pass\nx = A()\n{}", numbered(n, |i| format!("def f{i}(): return x.m\n")))
    }),
    ("variables that are given each other", 12_000, |n| numbered(n, |i| format!("x{} = x{i}.x\nx{i}.x\n", i + 1))),
    ("variables that are given what they were", 2_000, |n| {
        numbered(n, |i| format!("def f{i}(x):\n{} return x.m\n", " x = x.m().n(x)\n".repeat(12)))
    }),
    ("what is put into a list", 8_000, |n| format!("x = []\n{}x[0].x\n", "x.append(x)\nx[0].x\n".repeat(n))),
    ("what is put into an attribute", 8_000, |n| {
        let methods = numbered(n, |i| format!("    def m{i}(self, x): self.x[{i}] = x\n"));
        format!("class C:\n    def __init__(self): self.x = {{}}\n{methods}    def n(self): self.x[0].x\n")
    }),
    ("what is put in from itself", 400, |n| {
        format!("x = []\n{}", numbered(n, |i| format!("x{i} = x[0]\nx.append(x{i}.x)\nx{i}.x\n")))
    }),
    ("captures by position", 20_000, |n| {
        format!("match x:\n    case x({}): x\n    case [{0}]: x\n", numbered(n, |i| format!("x{i}, ")))
    }),
    ("chains that are narrowed", 8_000, |n| "if isinstance(y.x, x): y.x.x\n".repeat(n)),
    ("lambdas behind keywords", 8_000, |n| format!("def x(x): pass\n{}", "x(x=lambda x: x.x)\n".repeat(n))),
    ("lambdas in brackets", 8_000, |n| format!("def x(x): pass\n{}", "x(lambda x: x.x)\n".repeat(n))),
    ("imports of one name", 20_000, |n| "from x import x\n".repeat(n)),
    ("base classes", 20_000, |n| {
        format!("class x0: pass\n{}", numbered(n, |i| format!("class x{}(x{i}): pass\n", i + 1)))
    }),
    ("syntax errors", 20_000, |n| "x = = x)\n".repeat(n)),
];

#[test]
fn deep_files_are_read_in_proportion() {
    in_proportion(&DEEP);
}

#[test]
fn long_files_are_read_in_proportion() {
    in_proportion(&LONG);
}

/// What many imports of a file cost where a module that one of them names goes to another folder.
#[test]
fn imports_beside_one_that_moves_cost_in_proportion() {
    let n = 100_000;
    for _ in 0..3 {
        let (half, whole) = (time_of_move(n / 2), time_of_move(n));
        println!("{n} imports: {whole:.1?}, half of them {half:.1?}");
        if whole < SHORT || whole < half.mul_f64(3.0) {
            return;
        }
    }
    panic!("out of proportion");
}

fn time_of_move(n: usize) -> Duration {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("moves-{}-{n}", std::process::id()));
    let text = format!("import moving\n{}moving.x\n", numbered(n, |i| format!("import x{i}\n")));
    for (path, text) in [("moving.py", "x = 1\n"), ("package/__init__.py", ""), ("main.py", &*text)] {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a writable target folder");
        std::fs::write(path, text).expect("a writable target folder");
    }
    let store = Arc::new(Store::new());
    store.set_roots(std::slice::from_ref(&folder));
    scan(&store, &Cancel::new(), &|_, _| ()).expect("nobody cancels");
    let snap = store.snapshot();
    let start = Instant::now();
    let (edits, told) = moved(&snap, &[(folder.join("moving.py"), folder.join("package/moving.py"))], &Cancel::new())
        .expect("nobody cancels");
    let time = start.elapsed();
    assert!(told.is_none() && edits.iter().any(|edits| !edits.rewritten.is_empty()), "{told:?}");
    std::fs::remove_dir_all(folder).expect("a writable target folder");
    time
}

fn in_proportion(cases: &[(&str, usize, Make)]) {
    let mut wrong = String::new();
    for &(name, n, make) in cases {
        // Other programs on the machine can only lengthen a step: what is out of proportion is timed again.
        let mut found = out_of_proportion(name, n, make);
        for _ in 0..2 {
            if !found.is_empty() {
                found = out_of_proportion(name, n, make);
            }
        }
        wrong += &found;
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The steps that take more than their share on a file of twice the size.
fn out_of_proportion(name: &str, n: usize, make: Make) -> String {
    let mut wrong = String::new();
    let (Some(half), Some(whole)) = (times(make(n / 2)), times(make(n))) else {
        return format!("{n} {name}: more than {LONGEST:?}\n");
    };
    for ((step, half), (_, whole)) in half.iter().zip(&whole) {
        // Twice the text may take twice as long, with a margin for caches; four times would be quadratic.
        if *whole > SHORT && *whole > half.mul_f64(3.0) {
            let _ = writeln!(wrong, "{n} {name}: {step} takes {whole:.1?}, for half of them {half:.1?}");
        }
    }
    let total: Duration = whole.iter().map(|step| step.1).sum();
    println!("{n} {name}: {total:.1?}");
    wrong
}

/// How long each step of a file's life takes, on a thread with a small stack; `None` for a life that is too long.
fn times(text: String) -> Option<Vec<(&'static str, Duration)>> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let life = move || {
        // Nobody receives what comes too late.
        let _ = sender.send(live(&text));
    };
    std::thread::Builder::new().stack_size(STACK).spawn(life).expect("a thread");
    match receiver.recv_timeout(LONGEST) {
        Ok(times) => Some(times),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => panic!("a panic on the thread"),
    }
}

fn live(text: &str) -> Vec<(&'static str, Duration)> {
    let mut times = Vec::new();
    let mut start = Instant::now();
    let mut done = |step| {
        times.push((step, start.elapsed()));
        start = Instant::now();
    };
    let store = Arc::new(Store::new());
    let file = store.virtual_file("untitled:1");
    store.open(file, text.to_owned(), 1);
    done("parsing");
    let snap = store.snapshot();
    let graph = snap.graph(file).expect("a graph");
    done("lowering");
    diagnostics(&snap, file);
    done("diagnostics");
    blocks(&snap, file);
    done("blocks");
    document_symbols(&snap, file);
    workspace_symbols(&snap, "x", &Cancel::new()).expect("nobody cancels");
    done("symbols");
    for offset in asked_at(text) {
        let at = At { file, offset };
        definition(&snap, at);
        done("definition");
        declaration(&snap, at);
        done("declaration");
        references(&snap, at, &Cancel::new()).expect("nobody cancels");
        done("references");
        highlights(&snap, at);
        done("highlights");
        hover(&snap, at);
        done("hover");
        let _ = prepare(&snap, at);
        let _: Result<Edits, Failure> = rename(&snap, at, "fresh", &Cancel::new());
        done("rename");
    }
    let lines = LineIndex::new(text);
    let end = lines.position(text.len() as u32, PositionEncoding::Utf8);
    let change = Replacement { range: Some((end, end, PositionEncoding::Utf8)), text: "\nx = 1\n".to_owned() };
    store.edit(file, &[change], 2).expect("a change that fits");
    store.snapshot().graph(file);
    done("editing");
    drop((graph, snap, store));
    done("dropping");
    times
}

/// The first, a middle and the last `x` of a text.
fn asked_at(text: &str) -> Vec<u32> {
    let middle = text.len() / 2;
    let places = [text.find('x'), text[middle..].find('x').map(|at| middle + at), text.rfind('x')];
    places.into_iter().flatten().map(|at| at as u32).collect()
}

fn nested(n: usize, headers: &[&str]) -> String {
    let mut text = String::new();
    for level in 0..n {
        let _ = writeln!(text, "{}{}", " ".repeat(level), headers[level % headers.len()]);
    }
    let _ = writeln!(text, "{}x", " ".repeat(n));
    text
}

fn tries(n: usize) -> String {
    let mut text = String::new();
    for level in 0..n {
        let _ = writeln!(text, "{}try:", " ".repeat(level));
    }
    let _ = writeln!(text, "{}x = 1", " ".repeat(n));
    for level in (0..n).rev() {
        let indent = " ".repeat(level);
        let _ = writeln!(text, "{indent}finally:\n{indent} x");
    }
    text
}

fn numbered(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}
