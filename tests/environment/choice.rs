//! Which environment is chosen, and what its interpreter's layout says.

use std::fs;

use legb::module::environment::{Asked, poetry_name};

use super::machine::Machine;

/// A machine with Python 3.11 on `PATH`.
fn machine() -> Machine {
    let mut machine = Machine::new();
    machine.python("usr", "3.11.4");
    machine.set("PATH", "ROOT/nowhere:ROOT/usr/bin");
    machine
}

fn chosen(machine: &Machine) -> (String, String) {
    machine.prefix(&machine.find())
}

fn pair(prefix: &str, version: &str) -> (String, String) {
    (prefix.to_owned(), version.to_owned())
}

#[test]
fn the_interpreter_on_the_path_is_the_last_resort() {
    let machine = machine();
    let found = machine.find();
    assert_eq!(machine.prefix(&found), pair("usr", "3.11.4"));
    assert!(found.reason.ends_with("usr/bin/python3 is the first on `PATH`"), "{}", found.reason);
    let library = "usr/lib/python3.11";
    let expected = [
        format!("library {library}"),
        format!("library {library}/lib-dynload"),
        format!("packages {library}/site-packages"),
    ];
    assert_eq!(machine.search(&found), expected);
}

#[test]
fn each_rule_comes_before_those_below_it() {
    let mut machine = machine();
    // From the last to the first.
    machine.python("conda", "3.9.1");
    machine.set("CONDA_PREFIX", "ROOT/conda");
    machine.set("CONDA_DEFAULT_ENV", "base");
    assert_eq!(chosen(&machine), pair("conda", "3.9.1"), "conda's base environment");
    machine.python("home/.pyenv/versions/3.8.2", "3.8.2");
    machine.write("home/.pyenv/version", "3.8.2\n");
    assert_eq!(chosen(&machine), pair("home/.pyenv/versions/3.8.2", "3.8.2"), "pyenv's own version");
    machine.python("home/.pyenv/versions/3.10.9", "3.10.9");
    machine.python("home/.pyenv/versions/3.10.11", "3.10.11");
    machine.write(".python-version", "# a comment\n3.10\n");
    assert_eq!(chosen(&machine), pair("home/.pyenv/versions/3.10.11", "3.10.11"), "a version file around the project");
    machine.write("project/.python-version", "3.12\n");
    machine.python("home/.local/share/uv/python/cpython-3.12.7-linux-x86_64-gnu", "3.12.7");
    machine.python("home/.local/share/uv/python/cpython-3.12.11-linux-x86_64-gnu", "3.12.11");
    let uv = "home/.local/share/uv/python/cpython-3.12.11-linux-x86_64-gnu";
    assert_eq!(chosen(&machine), pair(uv, "3.12.11"), "the project's own, of uv");
    machine.venv("project/tool", "usr", "3.11.4", "");
    assert_eq!(chosen(&machine), pair("project/tool", "3.11.4"), "an environment of any name in the project");
    machine.venv("project/env", "usr", "3.11.4", "");
    assert_eq!(chosen(&machine), pair("project/env", "3.11.4"));
    machine.venv("project/.venv", "usr", "3.11.4", "");
    assert_eq!(chosen(&machine), pair("project/.venv", "3.11.4"));
    machine.set("CONDA_DEFAULT_ENV", "work");
    assert_eq!(chosen(&machine), pair("conda", "3.9.1"), "what is activated");
    machine.venv("active", "usr", "3.11.4", "");
    machine.set("VIRTUAL_ENV", "ROOT/active");
    assert_eq!(chosen(&machine), pair("active", "3.11.4"));
    let asked = |path: &str| Asked { python: Some(machine.path(path)), ..Asked::default() };
    assert_eq!(machine.prefix(&machine.find_as(&asked("home/.pyenv/versions/3.8.2"))).1, "3.8.2");
    assert_eq!(machine.prefix(&machine.find_as(&asked("project/env/bin/python"))).0, "project/env");
    let missing = machine.find_as(&asked("no/such/python"));
    assert_eq!(machine.prefix(&missing).0, "active");
    assert!(missing.problems[0].ends_with("no/such/python is neither an interpreter nor an environment"));
}

#[test]
fn no_interpreter_is_no_error() {
    let machine = Machine::new();
    let found = machine.find();
    assert_eq!((found.interpreter, found.reason.as_str(), found.search), (None, "no Python was found", Vec::new()));
}

#[test]
fn what_is_broken_is_passed_over() {
    let mut machine = machine();
    machine.set("VIRTUAL_ENV", "ROOT/gone");
    // A link into nowhere, one to itself, and a shim that is no interpreter.
    machine.write("project/.venv/pyvenv.cfg", "home = /no/such/folder\n");
    machine.link("/no/such/python", "project/.venv/bin/python");
    machine.link("python", "shims/python");
    machine.program("shims/python3");
    machine.set("PATH", "ROOT/shims:ROOT/usr/bin");
    assert_eq!(chosen(&machine).0, "usr");
}

#[test]
fn an_environment_knows_its_interpreter_by_its_configuration() {
    let machine = machine();
    // As virtualenv and uv write it, without a program of its own.
    machine.write("project/.venv/pyvenv.cfg", "home=ROOT/usr/bin\nversion_info = 3.11.4.final.0\nuv = 0.5\n");
    machine.write("project/.venv/lib/python3.11/site-packages/a.py", "");
    let found = machine.find();
    assert_eq!(machine.prefix(&found), pair("project/.venv", "3.11.4"));
    let library = "usr/lib/python3.11";
    let expected = [
        format!("library {library}"),
        format!("library {library}/lib-dynload"),
        "packages project/.venv/lib/python3.11/site-packages".to_owned(),
    ];
    assert_eq!(machine.search(&found), expected);
}

#[test]
fn an_environment_may_see_the_packages_of_its_interpreter() {
    let machine = machine();
    machine.venv("project/.venv", "usr", "3.11.4", "include-system-site-packages = true\n");
    fs::create_dir_all(machine.path("home/.local/lib/python3.11/site-packages")).expect("folder");
    let packages: Vec<_> =
        machine.search(&machine.find()).into_iter().filter(|entry| entry.starts_with("packages")).collect();
    let expected = [
        "packages project/.venv/lib/python3.11/site-packages",
        "packages home/.local/lib/python3.11/site-packages",
        "packages usr/lib/python3.11/site-packages",
    ];
    assert_eq!(packages, expected);
}

#[test]
fn debian_has_folders_of_its_own() {
    let machine = machine();
    machine.write("usr/lib/python3/dist-packages/apt.py", "");
    fs::create_dir_all(machine.path("usr/local/lib/python3.11/dist-packages")).expect("folder");
    let search = machine.search(&machine.find());
    let expected = ["packages usr/local/lib/python3.11/dist-packages", "packages usr/lib/python3/dist-packages"];
    assert_eq!(search[2..4], expected, "{search:?}");
}

#[test]
fn a_framework_of_macos_is_found_through_its_links() {
    let mut machine = Machine::new();
    let versions = "Frameworks/Python.framework/Versions/3.12";
    machine.python(versions, "3.12.3");
    machine.link(&format!("../{versions}/bin/python3.12"), "opt/python3");
    machine.set("PATH", "ROOT/opt");
    fs::create_dir_all(machine.path("home/Library/Python/3.12/lib/python/site-packages")).expect("folder");
    let found = machine.find();
    assert_eq!(machine.prefix(&found), pair(versions, "3.12.3"));
    let user = "packages home/Library/Python/3.12/lib/python/site-packages".to_owned();
    assert!(machine.search(&found).contains(&user), "{:?}", machine.search(&found));
}

#[test]
fn an_installation_on_windows_is_known_by_its_layout() {
    let machine = Machine::new();
    machine.program("Python311/python.exe");
    machine.write("Python311/python3.dll", "");
    machine.write("Python311/python311.dll", "");
    machine.write("Python311/DLLs/_socket.pyd", "");
    machine.library("Python311/Lib");
    machine.write("Python311/Lib/site-packages/a.py", "");
    machine.write("project/.venv/pyvenv.cfg", "home = ROOT/Python311\nversion = 3.11.9\n");
    machine.program("project/.venv/Scripts/python.exe");
    machine.write("project/.venv/Lib/site-packages/b.py", "");
    let found = machine.find();
    assert_eq!(machine.prefix(&found), pair("project/.venv", "3.11.9"));
    let search = machine.search(&found);
    assert_eq!(
        (&*search[0], &**search.last().expect("some")),
        ("library Python311/Lib", "packages project/.venv/Lib/site-packages")
    );
}

#[test]
fn poetry_keeps_environments_by_name_and_hash() {
    let machine = machine();
    machine.write("project/pyproject.toml", "[tool.poetry]\nname = 'My_Project'\n");
    machine.write("home/.config/pypoetry/config.toml", "cache-dir = 'ROOT/cache'\n");
    let name = poetry_name("My_Project", &machine.path("project"));
    machine.venv(&format!("cache/virtualenvs/{name}-py3.11"), "usr", "3.11.4", "");
    machine.venv("cache/virtualenvs/my-project-AAAAAAAA-py3.12", "usr", "3.11.4", "");
    let found = machine.find();
    assert_eq!(machine.prefix(&found).0, format!("cache/virtualenvs/{name}-py3.11"));
    assert_eq!(found.reason, "Poetry keeps it for this folder");
}

/// What Poetry's own `base64.urlsafe_b64encode(hashlib.sha256(b"/srv/app").digest()).decode()[:8]` gives.
#[test]
fn the_hash_of_an_environments_name_is_poetrys() {
    let name = poetry_name("Some_App", "/srv/app".as_ref());
    assert_eq!(name, "some-app-2uZo5AhP");
}

#[test]
fn the_version_is_the_projects_before_the_interpreters() {
    let machine = machine();
    let version = |pyproject: &str| {
        machine.write("project/pyproject.toml", pyproject);
        let store = machine.store();
        let file = store.file_at(&machine.path("project/a.py"));
        store.snapshot().python_for(file).to_string()
    };
    assert_eq!(version(""), "3.11");
    assert_eq!(version("[project]\nrequires-python = '>=3.9'\n"), "3.9");
    assert_eq!(version("[tool.legb]\npython = '3.13'\n"), "3.13");
    machine.python("other", "3.10.1");
    assert_eq!(version("[tool.legb]\npython = '../other'\n"), "3.10");
}
