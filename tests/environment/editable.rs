//! Editable installs: what each build backend leaves behind in `site-packages`, read and never run.

use super::machine::Machine;

const PACKAGES: &str = "project/.venv/lib/python3.11/site-packages";

fn machine() -> Machine {
    let machine = Machine::new();
    machine.python("usr", "3.11.4");
    machine.venv("project/.venv", "usr", "3.11.4", "");
    for text in ["src/pkg/__init__.py", "src/pkg/inner.py", "src/single.py"] {
        machine.write(text, "def f(): pass\n");
    }
    machine
}

/// Where `f` of the installed modules is defined.
fn assert_found(machine: &Machine) {
    assert_eq!(machine.defined("from pkg import f"), ["src/pkg/__init__.py:1:5"]);
    assert_eq!(machine.defined("from pkg.inner import f"), ["src/pkg/inner.py:1:5"]);
}

#[test]
fn a_line_of_a_pth_file_is_a_folder() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/__editable__.pkg.pth"), "# a comment\n\nROOT/gone\nROOT/src\n");
    assert_found(&machine);
    // `single` in the same folder is found, too, and relative lines start from the packages.
    assert_eq!(machine.defined("from single import f"), ["src/single.py:1:5"]);
    machine.write(&format!("{PACKAGES}/__editable__.pkg.pth"), "../../../../../src\r\n");
    assert_found(&machine);
}

#[test]
fn a_line_that_would_be_run_is_not() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/evil.pth"), "import os; open('ROOT/somebody-ran-it', 'w')\n");
    assert_eq!(machine.defined("from pkg import f"), ["project/asks.py:1:17"]);
}

#[test]
fn setuptools_writes_a_mapping() {
    let machine = machine();
    let hook = "import __editable___pkg_1_0_finder; __editable___pkg_1_0_finder.install()";
    machine.write(&format!("{PACKAGES}/__editable__.pkg-1.0.pth"), hook);
    machine.write("other/part/__init__.py", "def g(): pass\n");
    let finder = "from __future__ import annotations\nimport sys\n\nMAPPING: dict[str, str] = {'pkg': 'ROOT/src/pkg', 'single': 'ROOT/src/single'}\n\
        NAMESPACES: dict[str, list[str]] = {'ns': ['ROOT/other']}\nPATH_PLACEHOLDER = 'x'\n\ndef install():\n    open('ROOT/somebody-ran-it', 'w')\n";
    machine.write(&format!("{PACKAGES}/__editable___pkg_1_0_finder.py"), finder);
    assert_found(&machine);
    assert_eq!(machine.defined("from single import f"), ["src/single.py:1:5"]);
    assert_eq!(machine.defined("from ns.part import g"), ["other/part/__init__.py:1:5"]);
    // A portion of the namespace on the path, and the hook's.
    machine.write(&format!("{PACKAGES}/ns/more.py"), "def h(): pass\n");
    assert_eq!(
        machine.defined("from ns.more import h"),
        [format!("{PACKAGES}/more.py:1:5").replace("/more", "/ns/more")]
    );
    assert_eq!(machine.defined("from ns.part import g"), ["other/part/__init__.py:1:5"]);
}

#[test]
fn a_mapping_that_is_no_literal_says_nothing() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/e.pth"), "import __editable___e_finder");
    for broken in
        ["MAPPING = dict(pkg='ROOT/src/pkg')", "MAPPING = {'pkg': f'{x}'}", "MAPPING = {'pkg': 'ROOT/src", "\0", ""]
    {
        machine.write(&format!("{PACKAGES}/__editable___e_finder.py"), broken);
        assert_eq!(machine.defined("from pkg import f"), ["project/asks.py:1:17"], "{broken}");
    }
}

/// hatchling with `dev-mode-exact`, pdm-backend with `editable-backend = "editables"`.
#[test]
fn the_package_editables_maps_modules() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/_editable_impl_pkg.pth"), "import _editable_impl_pkg");
    let hook = "from editables.redirector import RedirectingFinder as F\nF.install()\nF.map_module('pkg', 'ROOT/src/pkg/__init__.py')\nF.map_module('single', 'ROOT/src/single.py')";
    machine.write(&format!("{PACKAGES}/_editable_impl_pkg.py"), hook);
    assert_found(&machine);
    assert_eq!(machine.defined("from single import f"), ["src/single.py:1:5"]);
}

#[test]
fn scikit_build_core_maps_files() {
    let machine = machine();
    machine.write(&format!("{PACKAGES}/_editable_skbc_pkg.pth"), "import _editable_skbc_pkg");
    let hook = "def install(a, b): ...\n\n\ninstall({'pkg.inner': 'ROOT/src/pkg/inner.py', 'pkg': 'ROOT/src/pkg/__init__.py'}, {}, None, False)\n";
    machine.write(&format!("{PACKAGES}/_editable_skbc_pkg.py"), hook);
    assert_found(&machine);
}

#[test]
fn meson_python_names_a_build_whose_plan_is_read() {
    for hook in [
        "def init():\n    finder = MesonpyMetaFinder('pkg', {'pkg'}, 'ROOT/build', ['ninja'], False)\n",
        "install('pkg', {'pkg'}, ['ninja'], 'ROOT/build', False)\n",
    ] {
        let machine = machine();
        machine.write(&format!("{PACKAGES}/pkg-editable.pth"), "import _pkg_editable_loader");
        machine.write(&format!("{PACKAGES}/_pkg_editable_loader.py"), hook);
        let plan = r#"{"python": {"ROOT/src/pkg/__init__.py": {"destination": "{py_purelib}/pkg/__init__.py", "tag": null},
            "ROOT/src/pkg/inner.py": {"destination": "{py_purelib}/pkg/inner.py"}, "ROOT/x.h": {"destination": "{includedir}/x.h"}}}"#;
        machine.write("build/meson-info/intro-install_plan.json", plan);
        assert_found(&machine);
    }
}
