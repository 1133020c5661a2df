//! Where modules are looked for among installed packages, in CPython's order.

use legb::module::environment::Asked;

use super::machine::Machine;

const PACKAGES: &str = "project/.venv/lib/python3.11/site-packages";

fn machine() -> Machine {
    let machine = Machine::new();
    machine.python("usr", "3.11.4");
    machine.venv("project/.venv", "usr", "3.11.4", "");
    machine
}

fn defined(machine: &Machine, text: &str) -> String {
    machine.defined(text).join(" ")
}

#[test]
fn the_first_on_the_path_counts() {
    let mut machine = machine();
    let text = "from m import f";
    assert_eq!(defined(&machine, text), "project/asks.py:1:15");
    // From the last to the first.
    for place in [PACKAGES, "usr/lib/python3.11", "extra"] {
        machine.write(&format!("{place}/m.py"), "def f(): pass\n");
        if place == "extra" {
            machine.set("PYTHONPATH", "ROOT/extra:ROOT/gone");
        }
        assert_eq!(defined(&machine, text), format!("{place}/m.py:1:5"));
    }
    machine.write("setting/m.py", "def f(): pass\n");
    machine.write("project/pyproject.toml", "[tool.legb]\nextra-paths = ['../setting']\n");
    assert_eq!(defined(&machine, text), "setting/m.py:1:5");
    machine.write("project/src/m.py", "def f(): pass\n");
    assert_eq!(defined(&machine, text), "src/m.py:1:5".replace("src", "project/src"));
    let asked = Asked { extra_paths: vec![machine.path("nowhere")], ..Asked::default() };
    assert!(machine.find_as(&asked).problems[0].ends_with("nowhere is no folder"));
}

#[test]
fn stub_packages_and_stubs_beside_the_source() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/lib/__init__.py"), "def f(): pass\n");
    machine.write(&format!("{PACKAGES}/lib/inner.py"), "def g(): pass\n");
    machine.write(&format!("{PACKAGES}/lib/py.typed"), "");
    machine.write(&format!("{PACKAGES}/lib/inner.pyi"), "def g() -> None: ...\ndef only_beside() -> None: ...\n");
    machine.write(
        &format!("{PACKAGES}/lib-stubs/__init__.pyi"),
        "def f() -> None: ...\ndef only_stubbed() -> None: ...\n",
    );
    machine.write(&format!("{PACKAGES}/lib-stubs/py.typed"), "partial\n");
    machine.write(&format!("{PACKAGES}/lib-stubs/deep/mod.pyi"), "x: int\n");
    machine.write(&format!("{PACKAGES}/alone-stubs/__init__.pyi"), "def h() -> None: ...\n");
    for (text, place) in [
        ("from lib import f", "lib/__init__.py:1:5"),
        ("from lib import only_stubbed", "lib-stubs/__init__.pyi:2:5"),
        ("from lib.inner import g", "lib/inner.py:1:5"),
        ("from lib.inner import only_beside", "lib/inner.pyi:2:5"),
        ("from lib.deep.mod import x", "lib-stubs/deep/mod.pyi:1:1"),
        ("from alone import h", "alone-stubs/__init__.pyi:1:5"),
    ] {
        assert_eq!(defined(&machine, text), format!("{PACKAGES}/{place}"), "{text}");
    }
}

#[test]
fn a_namespace_package_has_portions_in_several_folders() {
    let mut machine = machine();
    machine.set("PYTHONPATH", "ROOT/more");
    machine.write("project/ns/one.py", "def f(): pass\n");
    machine.write("more/ns/two.py", "def f(): pass\n");
    machine.write(&format!("{PACKAGES}/ns/three.py"), "def f(): pass\n");
    assert_eq!(defined(&machine, "from ns.one import f"), "project/ns/one.py:1:5");
    assert_eq!(defined(&machine, "from ns.two import f"), "more/ns/two.py:1:5");
    assert_eq!(defined(&machine, "from ns.three import f"), format!("{PACKAGES}/ns/three.py:1:5"));
    // A regular package anywhere on the path takes its place.
    machine.write(&format!("{PACKAGES}/ns/__init__.py"), "");
    assert_eq!(defined(&machine, "from ns.two import f"), "project/asks.py:1:20");
}

#[test]
fn a_module_in_another_language_hides_those_behind_it() {
    let mut machine = machine();
    machine.set("PYTHONPATH", "ROOT/more");
    machine.write("more/fast.cpython-311-x86_64-linux-gnu.so", "\x7fELF");
    machine.write(&format!("{PACKAGES}/fast.py"), "def f(): pass\n");
    assert_eq!(defined(&machine, "from fast import f"), "project/asks.py:1:18");
    machine.write("more/fast.pyi", "def f() -> None: ...\n");
    assert_eq!(defined(&machine, "from fast import f"), "more/fast.pyi:1:5");
}

/// `sys.path` of a library's program has the standard library before what the workspace's folders happen to have.
#[test]
fn a_library_sees_the_workspace_last() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/lib.py"), "from json import dumps\nfrom ours import f\n");
    machine.write("project/json.py", "def dumps(): pass\n");
    machine.write("project/ours.py", "def f(): pass\n");
    assert_eq!(defined(&machine, "from lib import dumps"), "usr/lib/python3.11/json/__init__.py:2:5");
    assert_eq!(defined(&machine, "from lib import f"), "project/ours.py:1:5");
    assert_eq!(defined(&machine, "from json import dumps"), "project/json.py:1:5");
}
