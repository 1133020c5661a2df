//! Questions that lead into libraries, and on in there.

use legb::cancel::Token;
use legb::ide::At;
use legb::ide::actions::actions;
use legb::ide::definition::definition;
use legb::ide::diagnostics::{Code, diagnostics};
use legb::ide::hover::hover;
use legb::ide::references::{highlights, references};
use legb::ide::rename::{Failure, prepare, rename};
use legb::store::scan;
use legb::text::Span;

use super::machine::Machine;

const PACKAGES: &str = "project/.venv/lib/python3.11/site-packages";

fn machine() -> Machine {
    let mut machine = Machine::new();
    machine.set("XDG_CACHE_HOME", "ROOT/cache");
    machine.python("usr", "3.11.4");
    machine.venv("project/.venv", "usr", "3.11.4", "");
    machine
}

/// The text of the line that an answer leads to.
fn line(machine: &Machine, place: &str) -> String {
    let mut parts = place.split(':');
    let (path, line) =
        (parts.next().expect("a path"), parts.next().expect("a line").parse::<usize>().expect("a number"));
    let text = std::fs::read_to_string(machine.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines().nth(line - 1).expect("a line").to_owned()
}

#[test]
fn the_standard_library_is_followed_through_its_own_imports() {
    let machine = machine();
    let library = "usr/lib/python3.11";
    for (text, place) in [
        ("import json", "json/__init__.py:1:1"),
        ("import json\njson.dumps", "json/__init__.py:2:5"),
        ("from json import loads", "json/decoder.py:2:5"),
        ("import os.path", "posixpath.py:1:1"),
        ("from os.path import join", "posixpath.py:2:5"),
        ("from os.path import *\njoin", "posixpath.py:2:5"),
        ("import os\nos.path.join", "posixpath.py:2:5"),
    ] {
        assert_eq!(machine.defined(text), [format!("{library}/{place}")], "{text}");
    }
}

#[test]
fn what_has_no_source_has_a_stub_that_is_written_when_asked_for() {
    let machine = machine();
    assert!(machine.defined("x = 1\nx") == ["project/asks.py:1:1"] && !machine.path("cache").exists());
    for (text, expected) in [
        ("len", "def len(obj, /):"),
        ("class A(dict): pass\nA.keys", "    def keys(self):"),
        ("import sys\nsys.path", "path: list = ..."),
        ("import time\ntime.sleep", "def sleep(seconds):"),
        ("import itertools\nitertools.chain", "class chain:"),
        ("from json.decoder import scanstring", "def scanstring(string, end, strict=True):"),
        (
            "import winreg",
            "# A stub that legb has made of what CPython 3.11 says of this module, which it has no Python source of.",
        ),
    ] {
        let found = machine.defined(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with("cache/legb/stubs-") && found[0].contains("/3.11/"), "{text}: {found:?}");
        assert_eq!(line(&machine, &found[0]), expected, "{text}: {found:?}");
        let file = machine.path(found[0].split(':').next().expect("a path"));
        assert!(file.metadata().expect("a file").permissions().readonly());
    }
}

/// The importer of built-in modules comes before the path; one that is a file of its own elsewhere doesn't.
#[test]
fn no_file_takes_the_place_of_a_built_in_module() {
    let machine = machine();
    machine.write("project/sys.py", "def exit(): pass\n");
    machine.write("project/_json.py", "def scanstring(): pass\n");
    assert!(machine.defined("from sys import exit")[0].starts_with("cache/legb/stubs-"));
    assert_eq!(machine.defined("from _json import scanstring"), ["project/_json.py:1:5"]);
}

#[test]
fn typeshed_is_preferred_where_there_is_one() {
    let machine = machine();
    let typeshed = "mypy/typeshed/stdlib";
    machine.write(
        &format!("{PACKAGES}/{typeshed}/VERSIONS"),
        "# comment\nbuiltins: 3.0-\ntime: 3.0-\naudioop: 3.0-3.10\nsys: 3.0-\n",
    );
    machine.write(&format!("{PACKAGES}/{typeshed}/builtins.pyi"), "\ndef len(obj) -> int: ...\n");
    machine.write(&format!("{PACKAGES}/{typeshed}/sys/__init__.pyi"), "path: list[str]\n");
    machine.write(&format!("{PACKAGES}/{typeshed}/json/__init__.pyi"), "def dumps(): ...\n");
    machine.write(&format!("{PACKAGES}/{typeshed}/audioop.pyi"), "def add(): ...\n");
    assert_eq!(machine.defined("len"), [format!("{PACKAGES}/{typeshed}/builtins.pyi:2:5")]);
    assert_eq!(machine.defined("import sys\nsys.path"), [format!("{PACKAGES}/{typeshed}/sys/__init__.pyi:1:1")]);
    // It has no stub of this, or of this version; what has source needs none.
    assert!(machine.defined("import time\ntime.sleep")[0].starts_with("cache/legb/stubs-"));
    assert!(machine.defined("from audioop import add")[0].starts_with("cache/legb/stubs-"));
    assert_eq!(machine.defined("from json import dumps"), ["usr/lib/python3.11/json/__init__.py:2:5"]);
    machine.write("own/stdlib/builtins.pyi", "def len(): ...\n");
    machine.write("project/pyproject.toml", "[tool.legb]\ntypeshed = '../own'\n");
    assert_eq!(machine.defined("len"), ["own/stdlib/builtins.pyi:1:5"]);
}

#[test]
fn what_a_stub_takes_from_a_standard_module_its_stub_says() {
    let machine = machine();
    let typeshed = format!("{PACKAGES}/mypy/typeshed/stdlib");
    machine.write(&format!("{typeshed}/VERSIONS"), "builtins: 3.0-\nos: 3.0-\nposix: 3.0-\n");
    machine.write(&format!("{typeshed}/builtins.pyi"), "");
    let os = "class stat_result:\n    st_mode: int\ndef stat(path) -> stat_result: ...\n";
    machine.write(&format!("{typeshed}/os/__init__.pyi"), os);
    machine.write(&format!("{typeshed}/posix.pyi"), "from os import stat as stat\n");
    machine.write("usr/lib/python3.11/os.py", "from posix import *\n");
    assert_eq!(machine.defined("import os\nos.stat"), [format!("{typeshed}/os/__init__.pyi:3:5")]);
    assert_eq!(machine.defined("import os\nos.stat('').st_mode"), [format!("{typeshed}/os/__init__.pyi:2:5")]);
}

#[test]
fn a_stub_knows_what_its_source_makes_as_it_runs() {
    let machine = machine();
    let typeshed = format!("{PACKAGES}/mypy/typeshed/stdlib");
    machine.write(&format!("{typeshed}/VERSIONS"), "builtins: 3.0-\nclock: 3.0-\n_clock: 3.0-\n");
    machine.write(&format!("{typeshed}/builtins.pyi"), "");
    let stub = "from _clock import now as now\nclass zone:\n    utc: zone\n    def name(self): ...\n";
    machine.write(&format!("{typeshed}/clock.pyi"), stub);
    machine.write(&format!("{typeshed}/_clock.pyi"), "from clock import zone\ndef now() -> zone: ...\n");
    let source = "class zone:\n    def name(self): ...\nzone.utc = zone()\ndef now():\n    here = _now()\n    return here\nfrom _clock import now\n";
    machine.write("usr/lib/python3.11/clock.py", source);
    assert_eq!(machine.defined("import clock\nclock.zone.utc"), [format!("{typeshed}/clock.pyi:3:5")]);
    assert_eq!(
        machine.defined("from clock import zone\nclass Z(zone): ...\nZ().utc"),
        [format!("{typeshed}/clock.pyi:3:5")]
    );
    assert_eq!(machine.defined("import clock\nclock.now().name"), ["usr/lib/python3.11/clock.py:2:9"]);
}

#[test]
fn keywords_that_a_source_takes_without_a_name_are_those_of_its_stub() {
    let machine = machine();
    let typeshed = format!("{PACKAGES}/mypy/typeshed/stdlib");
    machine.write(&format!("{typeshed}/VERSIONS"), "builtins: 3.0-\nparse: 3.0-\n");
    let stub = "class Parser:\n    def add(self, *, help: str = ..., own: int = ..., made: int = ...) -> None: ...\n";
    machine.write(&format!("{typeshed}/builtins.pyi"), "");
    machine.write(&format!("{typeshed}/parse.pyi"), stub);
    machine
        .write("usr/lib/python3.11/parse.py", "class Parser:\n    def add(self, own=1, **kwargs):\n        made = 1\n");
    let at = |text: &str| {
        machine.write("project/asks.py", text);
        let store = machine.store();
        let snap = store.snapshot();
        let at = At {
            file: store.file_at(&machine.path("project/asks.py")),
            offset: text.find('=').expect("a keyword") as u32,
        };
        definition(&snap, at).into_iter().map(|location| machine.shown(&snap, location)).collect::<Vec<_>>()
    };
    assert_eq!(at("import parse\nparse.Parser().add(help='')\n"), [format!("{typeshed}/parse.pyi:2:22")]);
    assert_eq!(at("import parse\nparse.Parser().add(own='')\n"), ["usr/lib/python3.11/parse.py:2:19"]);
    // A variable of the source with the same name is another.
    assert_eq!(at("import parse\nparse.Parser().add(made='')\n"), [format!("{typeshed}/parse.pyi:2:55")]);
}

#[test]
fn a_module_whose_stub_is_a_folder_is_referred_to_by_its_name() {
    let machine = machine();
    let typeshed = format!("{PACKAGES}/mypy/typeshed/stdlib");
    machine.write(&format!("{typeshed}/VERSIONS"), "builtins: 3.0-\nsys: 3.0-\n");
    machine.write(&format!("{typeshed}/builtins.pyi"), "");
    machine.write(&format!("{typeshed}/sys/__init__.pyi"), "path: list[str]\n");
    machine.write("project/asks.py", "import sys\nsys.path\n");
    let store = machine.store();
    let at = At { file: store.file_at(&machine.path("project/asks.py")), offset: 8 };
    let starts = highlights(&store.snapshot(), at).into_iter().map(|found| found.location.span.start);
    assert_eq!(starts.collect::<Vec<_>>(), [7, 11]);
}

#[test]
fn what_all_functions_and_objects_have_is_asked_of_them() {
    let machine = machine();
    let typeshed = format!("{PACKAGES}/mypy/typeshed/stdlib");
    machine.write(&format!("{typeshed}/VERSIONS"), "builtins: 3.0-\ntypes: 3.0-\ntyping: 3.0-\n");
    machine.write(
        &format!("{typeshed}/types.pyi"),
        "class FunctionType:\n    __name__: str\nclass MethodType:\n    __self__: object\n",
    );
    let tuple = "from typing import Self\nclass NamedTuple:\n    def _replace(self, **kwargs) -> Self: ...\n";
    machine.write(&format!("{typeshed}/typing.pyi"), tuple);
    let builtins = "from typing import Self\nclass object:\n    def __new__(cls) -> Self: ...\n    @property\n    def __class__(self) -> type[Self]: ...\nclass type:\n    __name__: str\nclass str: ...\nclass tuple: ...\n";
    machine.write(&format!("{typeshed}/builtins.pyi"), builtins);
    let found = |line: u32| [format!("{typeshed}/builtins.pyi:{line}:5")];
    let function = [format!("{typeshed}/types.pyi:2:5")];
    assert_eq!(machine.defined("def f(): ...\nf.__name__"), function);
    assert_eq!(machine.defined("class A:\n    def m(self): ...\nA().m.__name__"), function);
    let method = machine.defined("class A:\n    def m(self): ...\nA().m.__self__");
    assert_eq!(method, [format!("{typeshed}/types.pyi:4:5")]);
    assert_eq!(machine.defined("class A: ...\ndef f(a: A): a.__class__.__name__"), found(7));
    assert_eq!(machine.defined("class A:\n    @classmethod\n    def f(cls): cls.__name__"), found(7));
    let new =
        "class A:\n    def m(self): ...\n    def __new__(cls):\n        self = super().__new__(cls)\n        self.m";
    assert_eq!(machine.defined(new), ["project/asks.py:2:9"]);
    let tuple = "from typing import NamedTuple\nclass P(NamedTuple):\n    x: int\nP(1)._replace(x=2)";
    assert_eq!(machine.defined(&format!("{tuple}.x")), ["project/asks.py:3:5"]);
    let made = "from collections import namedtuple\nP = namedtuple('P', 'x')\nP(1)._replace";
    assert_eq!(machine.defined(made), [format!("{typeshed}/typing.pyi:3:9")]);
    let callable = "class Callable:\n    def __call__(self): return False\n";
    machine.write("usr/lib/python3.11/_collections_abc.py", callable);
    for annotation in ["Callable[..., int]", "Callable"] {
        let text = format!("from typing import Callable\ndef f(c: {annotation}): c.__name__");
        assert_eq!(machine.defined(&text), function, "{annotation}");
    }
    assert_eq!(machine.defined("def f(o: object): o.__name__"), ["project/asks.py:1:21"], "it may be no function");
}

#[test]
fn names_of_modules_and_what_typing_says_is_a_string_are_strings() {
    let machine = machine();
    let expected = machine.defined("''.split");
    assert!(expected[0].starts_with("cache/legb/stubs-"), "{expected:?}");
    for text in [
        "__name__.split",
        "def f(): __file__.split",
        "from typing import LiteralString\ndef f(x: LiteralString): x.split",
        "from typing import Literal\ndef f(x: Literal['a', 'b']): x.split",
        "from typing import TypeVar\nT = TypeVar('T', bound=str)\ndef f(x: T): x.split",
    ] {
        assert_eq!(machine.defined(text), expected, "{text}");
    }
    let either = machine.defined("from typing import TypeVar\nT = TypeVar('T', str, bytes)\ndef f(x: T): x.split");
    assert_eq!(either, [expected[0].clone(), machine.defined("b''.split")[0].clone()]);
    let own = machine.defined("__name__ = 1\n__name__.split");
    assert_eq!(own, ["project/asks.py:2:10"]);
}

#[test]
fn members_of_an_enumeration_are_its_instances() {
    let machine = machine();
    let enumeration =
        "class EnumType(type): pass\nclass Enum(metaclass=EnumType):\n    @property\n    def value(self): pass\n";
    machine.write("usr/lib/python3.11/enum.py", enumeration);
    let colours = "from enum import Enum\nclass Colour(Enum):\n    RED = 1\n    _hidden = 2\n    def dark(self): pass\nclass Held:\n    def m(self): pass\nclass Kind(Enum):\n    OWN = Held()\n";
    let asked = |end: &str| machine.defined(&format!("{colours}{end}"));
    assert_eq!(asked("Colour.RED.dark"), ["project/asks.py:5:9"]);
    assert_eq!(asked("Colour.RED.value"), ["usr/lib/python3.11/enum.py:4:9"]);
    let itself = asked("Colour._hidden.dark");
    assert_eq!(itself, ["project/asks.py:10:16"], "no member");
    assert_eq!(asked("Kind.OWN.value.m"), ["project/asks.py:7:9"]);
    let named = machine.defined("from enum import Enum\nMode = Enum('Mode', ['value'])\nMode.value");
    assert_eq!(named, ["project/asks.py:2:23"], "a member of that name");
    let own = asked("class Own(Enum):\n    ONE = Held()\n    def f(self): self.value.m");
    assert_eq!(own, ["project/asks.py:7:9"], "a value of any member");
    let made = "class Made(Enum):\n    ONE = 1\n    def __init__(self, n): self.part = Held()\nMade.ONE.part.m";
    assert_eq!(asked(made), ["project/asks.py:7:9"], "no member");
}

#[test]
fn a_task_has_the_result_of_what_it_waits_for() {
    let machine = machine();
    let library = "class Task:\n    def cancel(self): pass\n    def result(self): pass\ndef create_task(coro): pass\n";
    machine.write("usr/lib/python3.11/asyncio/__init__.py", library);
    let made = "import asyncio\nclass A:\n    def m(self): pass\nasync def later(): return A()\nasync def f():\n    t = asyncio.create_task(later())\n    ";
    let asked = |end: &str| machine.defined(&format!("{made}{end}"));
    assert_eq!(asked("t.cancel"), ["usr/lib/python3.11/asyncio/__init__.py:2:9"]);
    for end in ["t.result().m", "(await t).m", "asyncio.create_task(later()).result().m"] {
        assert_eq!(asked(end), ["project/asks.py:3:9"], "{end}");
    }
}

#[test]
fn what_is_put_into_containers_of_the_standard_library_is_followed() {
    let machine = machine();
    let collections =
        "class defaultdict(dict): pass\nclass deque:\n    def append(self, x): pass\n    def popleft(self): pass\n";
    machine.write("usr/lib/python3.11/collections/__init__.py", collections);
    let made = "from collections import defaultdict, deque\nclass A:\n    def m(self): pass\n";
    for text in [
        "q = deque()\nq.append(A())\nq.popleft().m",
        "d = defaultdict(A)\nd[1].m",
        "d = defaultdict(lambda: A())\nd[1].m",
        "def f(): return A()\nd = defaultdict(f)\nd[1].m",
        "d = defaultdict(list)\nd[1].append(A())\nd[1][0].m",
        "d = defaultdict(list)\nd[1].append(A())\nfor k, v in d.items(): v[0].m",
        "d = defaultdict(set)\nd[1].add(A())\nfor v in d.values():\n    for x in v: x.m",
    ] {
        assert_eq!(machine.defined(&format!("{made}{text}")), ["project/asks.py:3:9"], "{text}");
    }
}

#[test]
fn an_import_from_the_environment_is_offered_though_nothing_has_imported_its_module() {
    let machine = machine();
    let library = "usr/lib/python3.11";
    machine.write(
        &format!("{library}/pathlib.py"),
        "import os\n__all__ = ['Path']\nclass Path: pass\nclass Hidden: pass\n",
    );
    machine.write(&format!("{library}/zipfile/__init__.py"), "from zipfile._path import *\n");
    machine.write(&format!("{library}/zipfile/_path.py"), "from pathlib import Path as _P\nclass Path: pass\n");
    machine.write(&format!("{library}/_private.py"), "class Path: pass\n");
    machine.write(&format!("{library}/other.py"), "from pathlib import Path\nos = 1\n");
    machine.write(&format!("{PACKAGES}/aa/__init__.py"), "from ._own import Path, installed\n");
    machine.write(&format!("{PACKAGES}/aa/_own.py"), "class Path: pass\ndef installed(): pass\n");
    for (text, expected) in [
        ("Path", &["from pathlib import Path", "from zipfile import Path", "from aa import Path"][..]),
        ("installed", &["from aa import installed"]),
        ("Hidden", &[]),
        ("sleep", &["from time import sleep"]),
        ("os", &["import os", "from other import os"]),
        ("nowhere", &[]),
    ] {
        machine.write("project/asks.py", text);
        let store = machine.store();
        scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
        let snap = store.snapshot();
        let file = snap.files()[0];
        let found = actions(&snap, file, Span { start: 0, end: 0 }, |_| true, &Token::new()).expect("nobody cancels");
        let titles: Vec<&str> = found.iter().filter_map(|action| action.title.strip_prefix("Add `")).collect();
        let titles: Vec<&str> = titles.iter().map(|title| title.trim_end_matches('`')).collect();
        assert_eq!(titles, expected, "{text}");
    }
}

#[test]
fn an_opened_library_file_is_no_part_of_the_workspace() {
    let machine = machine();
    let text = "import json\ndef f(a):\n    return a, undefined, json.dumps, f\n";
    machine.write(&format!("{PACKAGES}/lib.py"), text);
    machine.write("project/user.py", "from lib import f\nf(1)\n");
    let store = machine.store();
    scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    let library = store.file_at(&machine.path(&format!("{PACKAGES}/lib.py")));
    store.open(library, text.to_owned(), 1);
    let snap = store.snapshot();
    let at = |needle: &str| At { file: library, offset: text.rfind(needle).expect("it is there") as u32 };
    assert!(!snap.is_ours(library) && snap.is_library(library));
    assert_eq!(snap.dotted_name(library).as_deref(), Some("lib"));
    assert_eq!(diagnostics(&snap, library), []);
    let defined = |at| definition(&snap, at).into_iter().map(|place| machine.shown(&snap, place)).collect::<Vec<_>>();
    assert_eq!(defined(at("dumps")), ["usr/lib/python3.11/json/__init__.py:2:5"]);
    assert_eq!(highlights(&snap, at("a,")).len(), 2);
    assert!(hover(&snap, at("a,")).expect("a name").markdown.contains("parameter"));
    // Of the workspace, and of the file that is asked in.
    let found = references(&snap, at("f\n"), &Token::new()).expect("nobody cancels");
    let places: Vec<_> = found.iter().map(|found| machine.shown(&snap, found.location)).collect();
    let own = |place: &str| format!("{PACKAGES}/lib.py:{place}");
    let expected = ["project/user.py:1:17".to_owned(), "project/user.py:2:1".to_owned(), own("2:5"), own("3:38")];
    assert_eq!(places, expected);
}

#[test]
fn no_rename_reaches_into_a_library() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/lib.py"), "def f(a): pass\nx = 1\n");
    let text = "from lib import f, x as y\nimport json\nf(a=1)\ny\nlen\n";
    machine.write("project/user.py", text);
    let store = machine.store();
    scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    let (snap, file) = (store.snapshot(), store.file_at(&machine.path("project/user.py")));
    let at = |needle: &str| At { file, offset: text.find(needle).expect("it is there") as u32 };
    let refusal = |needle| prepare(&snap, at(needle)).expect_err("a refusal").reason;
    assert!(refusal("f,").starts_with("`f` is defined outside the workspace, in "), "{}", refusal("f,"));
    assert!(refusal("a=1").starts_with("`a` is defined outside the workspace, in "), "{}", refusal("a=1"));
    assert_eq!(refusal("json"), "it is a module outside the workspace: import it with `as …` to name it here");
    assert_eq!(refusal("len"), "`len` is a built-in: it is bound in no file of the workspace");
    // An alias is the file's own.
    let edits = rename(&snap, at("y\n"), "z", &Token::new()).expect("a rename");
    assert_eq!(edits.places.len(), 2);
}

#[test]
fn imports_that_find_nothing_are_told_where_the_environment_is_found() {
    let machine = machine();
    machine.write("usr/lib/python3.11/types.py", "class ModuleType: pass\n");
    machine.write("project/types.py", "mine = 1\n");
    let text = "import jsno\nimport json, time, winreg\nfrom json import dumps, dumpz\nfrom types import ModuleType\nfrom time import SOMETHING\n";
    machine.write("project/a.py", text);
    let told = |machine: &Machine| {
        let store = machine.store();
        let file = store.file_at(&machine.path("project/a.py"));
        store.open(file, text.to_owned(), 1);
        let found = diagnostics(&store.snapshot(), file).into_iter();
        let found = found.filter(|found| matches!(found.code, Code::UnresolvedImport | Code::NoNameInModule));
        found.map(|found| found.message).collect::<Vec<_>>()
    };
    let missing = "no module `jsno` in the workspace, nor in what is installed";
    assert_eq!(told(&machine), [missing, "`json` has no name and no module `dumpz`; did you mean `dumps`?"]);
    // Without a standard library nothing is known of what is installed.
    let machine = Machine::new();
    machine.write("project/a.py", text);
    assert_eq!(told(&machine), [""; 0]);
}

#[test]
fn star_imports_of_libraries_make_names_known() {
    let machine = machine();
    let text = "from os.path import *\njoin, hidden\n";
    machine.write("project/a.py", text);
    let store = machine.store();
    let file = store.file_at(&machine.path("project/a.py"));
    store.open(file, text.to_owned(), 1);
    let found: Vec<_> = diagnostics(&store.snapshot(), file).into_iter().map(|found| found.message).collect();
    assert_eq!(found, ["undefined name `hidden`"]);
    // What isn't there on all systems may be there on this.
    let text = "from socket import *\nfrom time import *\nSOMETHING\n";
    store.open(file, text.to_owned(), 2);
    let found: Vec<_> = diagnostics(&store.snapshot(), file).into_iter().map(|found| found.message).collect();
    assert_eq!(found, ["no module `socket` in the workspace, nor in what is installed"]);
}

#[test]
fn what_is_installed_meanwhile_is_found() {
    let machine = machine();
    machine.write("project/a.py", "from later import f\n");
    let store = machine.store();
    let file = store.file_at(&machine.path("project/a.py"));
    let at = At { file, offset: 18 };
    let defined = || {
        let snap = store.snapshot();
        definition(&snap, at).into_iter().map(|place| machine.shown(&snap, place)).collect::<Vec<_>>()
    };
    assert_eq!(defined().len(), 1);
    machine.write("elsewhere/later.py", "def f(): pass\n");
    machine.write(&format!("{PACKAGES}/later.pth"), "ROOT/elsewhere\n");
    store.path_changed(&machine.path(&format!("{PACKAGES}/later.pth")));
    assert_eq!(defined(), ["elsewhere/later.py:1:5"]);
    machine.write(&format!("{PACKAGES}/later.py"), "def f(): pass\n");
    store.path_changed(&machine.path(&format!("{PACKAGES}/later-1.0.dist-info")));
    assert!(defined()[0].ends_with("site-packages/later.py:1:5"), "{:?}", defined());
}

/// What a rename of the name before the mark `^` says: the lines that it changes, or why it is refused.
fn renamed(machine: &Machine, text: &str, new: &str) -> Result<Vec<u32>, String> {
    let (text, behind) = text.split_once("^\n").expect("a mark");
    machine.write("project/asks.py", &format!("{text}{behind}"));
    let store = machine.store();
    scan(&store, &Token::new(), &|_, _| ()).expect("nobody cancels");
    let file = store.file_at(&machine.path("project/asks.py"));
    let snap = store.snapshot();
    match rename(&snap, At { file, offset: text.len() as u32 }, new, &Token::new()) {
        Ok(edits) => {
            let lines = &snap.file(file).expect("the file").lines;
            Ok(edits.places.iter().map(|place| lines.line(place.span.start) + 1).collect())
        }
        Err(Failure::Refused(refusal)) => Err(refusal.reason.replace(&*machine.path("").to_string_lossy(), "")),
        Err(Failure::Cancelled) => panic!("nobody cancels"),
    }
}

/// A module written in C may have a stub that takes its names from the module that takes them from it: `_weakref` and `weakref`.
#[test]
fn modules_that_import_a_name_from_each_other_have_one_variable() {
    let machine = machine();
    let stubs = format!("{PACKAGES}/mypy/typeshed/stdlib");
    machine.write(&format!("{stubs}/VERSIONS"), "_weakref: 3.0-\nweakref: 3.0-\nbuiltins: 3.0-\nsys: 3.0-\n");
    machine.write(&format!("{stubs}/builtins.pyi"), "");
    machine.write(&format!("{stubs}/sys/__init__.pyi"), "");
    machine.write(&format!("{stubs}/_weakref.pyi"), "from weakref import ref as ref\n");
    machine.write(&format!("{stubs}/weakref.pyi"), "class ref: ...\n");
    machine.write("usr/lib/python3.11/weakref.py", "from _weakref import ref\n");
    for text in ["from weakref import ref", "import weakref\nweakref.ref", "from _weakref import ref"] {
        assert_eq!(machine.defined(text), [format!("{stubs}/weakref.pyi:1:7")], "{text}");
    }
    // The same in a workspace: what is written in C can't get another name.
    machine.write("project/weakref.py", "from _weakref import ref\n");
    let refusal = format!("`ref` is defined outside the workspace, in {stubs}/weakref.pyi");
    assert_eq!(renamed(&machine, "from weakref import ref\nref^\n", "fresh"), Err(refusal));
}

#[test]
fn what_a_library_hands_on_keeps_its_name() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/lib.py"), "from own import f\n");
    machine.write("project/own.py", "def f(): pass\n");
    let refusal = format!("it is used outside the workspace, in {PACKAGES}/lib.py");
    assert_eq!(renamed(&machine, "from lib import f\nf^\n", "g"), Err(refusal));
}

#[test]
fn attributes_that_a_library_has_or_asks_for_keep_their_names() {
    let machine = machine();
    let library = "usr/lib/python3.11";
    machine.write(
        &format!("{library}/threading.py"),
        "class Thread:\n    def __init__(self): self._started = 1\n    def run(self): pass\n    def start(self): self.prepare()\n",
    );
    machine.write(
        &format!("{library}/enum.py"),
        "class EnumType(type): pass\nclass Enum(metaclass=EnumType):\n    @property\n    def name(self): pass\n",
    );
    machine.write(
        &format!("{library}/typing.py"),
        "class Generic: pass\ndef NamedTuple(typename, fields=None, /, **kwargs): pass\n",
    );
    let thread = "from threading import Thread\nclass C(Thread):\n";
    let outside = |name: &str, class: &str, path: &str| {
        Err(format!("`{name}` is an attribute of class `{class}` outside the workspace, too, in {library}/{path}"))
    };
    let cases = [
        // It overrides the library's, is asked for by it, or is assigned by it.
        (format!("{thread}    def run^\n(self): pass\n"), "go", outside("run", "Thread", "threading.py")),
        (format!("{thread}    def prepare^\n(self): pass\n"), "go", outside("prepare", "Thread", "threading.py")),
        (format!("{thread}    _started^\n = 1\n"), "go", outside("_started", "Thread", "threading.py")),
        (
            format!("{thread}    def go^\n(self): self.run()\n"),
            "run",
            Err("class `Thread`, which shares its attributes, has or asks for a `run` already".to_owned()),
        ),
        (
            "class C(dict):\n    def own^\n(self): self.update()\n".to_owned(),
            "keys",
            Err("class `dict`, which shares its attributes, has or asks for a `keys` already".to_owned()),
        ),
        (format!("{thread}    def own^\n(self): pass\n    def m(self): self.own()\n"), "go", Ok(vec![3, 4])),
        ("class C(Exception):\n    def own^\n(self): self.own()\n".to_owned(), "go", Ok(vec![2, 2])),
        ("import enum\nclass C(enum.Enum):\n    RED^\n = 1\nC.RED\n".to_owned(), "BLUE", Ok(vec![3, 4])),
        (
            "import enum\nclass C(enum.Enum):\n    RED^\n = 1\n".to_owned(),
            "name",
            Err("class `Enum`, which shares its attributes, has or asks for a `name` already".to_owned()),
        ),
        (
            "from typing import *\nfrom typing import Generic, NamedTuple\nclass C(NamedTuple, Generic[T]):\n    x^\n: int\nC(x=1)\n"
                .to_owned(),
            "y",
            Ok(vec![4, 5]),
        ),
    ];
    for (text, new, expected) in cases {
        assert_eq!(renamed(&machine, &text, new), expected, "{text}");
    }
}
