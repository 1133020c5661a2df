//! The built binary from a terminal: what `legb check` and `legb explain` print, and their exit codes. `cli/check.*` are the whole outputs of each
//! format for one folder of files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use legb::codes::Code;
use legb::scope::Python;
use legb::settings::{Feature, KEYS, Settings};

/// A folder of files that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("legb-cli-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        for (file, content) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("folder");
            fs::write(file, content).expect("file");
        }
        Folder(path.canonicalize().expect("a folder with files"))
    }

    /// Runs legb in the folder: exit code, standard output and error, with `ROOT` for the folder.
    fn legb(&self, arguments: &[&str], input: &str) -> (i32, String, String) {
        self.legb_in("", arguments, input)
    }

    /// Runs legb in a folder below it.
    fn legb_in(&self, below: &str, arguments: &[&str], input: &str) -> (i32, String, String) {
        let command = Command::new(env!("CARGO_BIN_EXE_legb"))
            .args(arguments)
            .env("LEGB_CACHE", "off")
            .current_dir(self.0.join(below))
            // No Python of this machine's has a say.
            .env_clear()
            .env("HOME", self.0.join("home"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut command = command.expect("legb starts");
        command.stdin.take().expect("piped").write_all(input.as_bytes()).expect("legb reads its input");
        let output = command.wait_with_output().expect("legb ends");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8").replace(&*self.0.to_string_lossy(), "ROOT");
        (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Errors of all kinds, in files with difficult names, with tabs and wide characters.
fn project() -> Folder {
    Folder::new(&[
        ("pyproject.toml", b"[project]\nrequires-python = '>=3.11'\n"),
        ("a/tab.py", "def f(\u{3042}, \u{3042}):\n\t名 = 'é'; nonlocal 名\n".as_bytes()),
        ("a/b c#:%,.py", b"def f():\n    nonlocal x\r\n    return x\n"),
        ("a/clean.py", b"import sys\nsys.exit(0)\n"),
        ("bad.py", b"name = '\xff\xfe'\n"),
        ("open.py", b"x = (1,\nimport os\ny = undefined\n"),
    ])
}

#[test]
fn each_format_is_as_written_down() {
    let folder = project();
    for format in ["text", "concise", "json", "github", "sarif"] {
        let (code, got, summary) = folder.legb(&["check", "--format", format, "--hints", "."], "");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cli/check.{format}"));
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let got = if format == "sarif" { without_rules(&got) } else { got };
        assert!(got == expected, "{format} differs from {}:\n{got}", path.display());
        assert_eq!((code, &*summary), (1, "5 errors, 2 warnings, 1 hint in 5 files\n"), "{format}");
    }
}

/// A SARIF log without the rules, which are the pages on all codes, and the version.
fn without_rules(log: &str) -> String {
    let mut log: serde_json::Value = serde_json::from_str(log).expect("JSON");
    let driver = &mut log["runs"][0]["tool"]["driver"];
    let rules = driver["rules"].take();
    let ids = rules.as_array().expect("rules").iter().map(|rule| rule["id"].as_str().expect("an id"));
    assert!(ids.eq(Code::ALL.map(Code::name)), "{rules}");
    assert_eq!(driver["version"].take(), env!("CARGO_PKG_VERSION"));
    serde_json::to_string_pretty(&log).expect("JSON") + "\n"
}

#[test]
fn exit_codes() {
    let folder = project();
    for (arguments, code) in [
        (&["check", "a/clean.py"][..], 0),
        (&["check", "open.py"], 1),
        (&["check", "--ignore", "syntax-error", "open.py"], 0),
        (&["check", "--select", "unused-import", "open.py"], 0),
        (&["check", "missing.py"], 2),
        (&["check", "--select", "no-such-code", "."], 2),
        (&["check"], 2),
        (&["explain", "unbound-name"], 0),
        (&["explain", "no-such-code"], 2),
    ] {
        let got = folder.legb(arguments, "");
        assert_eq!(got.0, code, "{arguments:?}: {got:?}");
    }
}

#[test]
fn hints_are_shown_if_asked_for() {
    let folder = Folder::new(&[("a.py", b"import os\nlist = 1\n")]);
    let codes = |arguments: &[&str]| {
        let (_, out, _) = folder.legb(&[&["check", "--format", "concise", "a.py"], arguments].concat(), "");
        out.lines().map(|line| line.split(['[', ']']).nth(1).expect("a code").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), [""; 0]);
    assert_eq!(codes(&["--hints"]), ["unused-import"]);
    assert_eq!(codes(&["--select", "unused-import,shadowed-builtin"]), ["unused-import", "shadowed-builtin"]);
    assert_eq!(codes(&["--hints", "--ignore", "unused-import"]), [""; 0]);
}

#[test]
fn standard_input_stands_for_a_file() {
    let folder = Folder::new(&[("pkg/names.py", b"known = 1\n"), ("pkg/user.py", b"")]);
    let text = "from names import *\nknown\nunknown\n";
    let (_, out, _) = folder.legb(&["check", "--format", "concise", "--stdin-filename", "pkg/user.py", "-"], text);
    assert_eq!(out, "pkg/user.py:3:1: warning[undefined-name]: undefined name `unknown`\n");
    let (code, out, _) = folder.legb(&["check", "--format", "concise", "-"], "def f(): nonlocal x\n");
    assert_eq!((code, &*out), (1, "<stdin>:1:10: error[scope-error]: no binding for nonlocal 'x' found\n"));
}

#[test]
fn an_import_is_used_where_another_file_takes_it() {
    let folder = Folder::new(&[
        ("pyproject.toml", b""),
        ("facade.py", b"from shapes import circle, square\n"),
        ("shapes.py", b"circle = square = 1\n"),
        ("other/user.py", b""),
        ("user.py", b"from facade import circle\nprint(circle)\n"),
    ]);
    // Also if the other file is not asked about.
    let (_, out, _) = folder.legb(&["check", "--hints", "--format", "concise", "facade.py"], "");
    assert_eq!(out, "facade.py:1:28: hint[unused-import]: unused import `square`\n");
}

// ---- settings

fn newest() -> String {
    Python::NEWEST.to_string()
}

fn version_of(files: &[(&str, &[u8])]) -> String {
    let folder = Folder::new(&[files, &[("pkg/a.py", b"")]].concat());
    let (_, out, err) = folder.legb(&["names", "pkg"], "");
    let record: serde_json::Value = serde_json::from_str(&out).expect("a line of JSON");
    format!("{} {err}", record["python"].as_str().expect("a version")).trim().to_owned()
}

#[test]
fn the_version_is_the_oldest_that_the_project_admits() {
    let requires = |specifiers: &str| format!("[project]\nrequires-python = '{specifiers}'\n");
    let poetry = |constraint: &str| format!("[tool.poetry.dependencies]\npython = '{constraint}'\n");
    for (pyproject, version) in [
        (requires(">=3.9"), "3.9"),
        (requires(">=3.9.2,<4"), "3.9"),
        (requires(">3.9"), "3.9"),
        (requires(">=3.9,!=3.9.*"), "3.10"),
        (requires("~=3.11.4"), "3.11"),
        (requires("==3.12.*"), "3.12"),
        (requires(">=2.7"), "3.8"),
        (requires("<3.11"), "3.8"),
        (requires(">=3.40"), "3.15"),
        (poetry("^3.10"), "3.10"),
        (poetry(">=3.9 <3.13"), "3.9"),
        (poetry("~3.12 || ~3.11"), "3.11"),
        (poetry("3.13.*"), "3.13"),
        (poetry("*"), "3.8"),
        (requires(">=3.9") + "[tool.legb]\npython = '3.13'\n", "3.13"),
        (String::new(), &newest()),
    ] {
        assert_eq!(version_of(&[("pyproject.toml", pyproject.as_bytes())]), version, "{pyproject}");
    }
    assert_eq!(version_of(&[("setup.cfg", b"[metadata]\nname = x\n[options]\npython_requires = >=3.10\n")]), "3.10");
    assert_eq!(version_of(&[("setup.cfg", b"[options]\npython_requires =\n  >= 3.10\n")]), "3.10");
}

#[test]
fn the_nearest_project_counts_key_by_key() {
    let outer = ("pyproject.toml", &b"[tool.legb]\npython = '3.9'\n"[..]);
    assert_eq!(version_of(&[outer, ("pkg/pyproject.toml", b"[project]\nrequires-python = '>=3.12'\n")]), "3.12");
    assert_eq!(version_of(&[outer, ("pkg/pyproject.toml", b"[tool.legb.diagnostics]\n")]), "3.9");
    // A repository is nobody's part.
    assert_eq!(version_of(&[outer, ("pkg/.git/HEAD", b"")]), newest());
}

#[test]
fn settings_that_make_no_sense_are_told_once() {
    for (pyproject, told) in [
        ("[tool.legb\n", "1: "),
        ("[tool.legb]\npython = 3.12\n", "2: expected a version in quotes, such as \"3.12\""),
        ("[tool.legb]\npython = '3.7'\n", "2: the rules of Python 3.7 are not known, only those of 3.8 to 3.15"),
        ("\n[tool]\nlegb = 1\n", "3: expected a table of settings"),
        (
            "[tool.legb]\n\npyton = '3.12'\n",
            "3: there is no setting 'pyton'; a project has python, extra-paths, typeshed, builtins, diagnostics, features",
        ),
        ("[tool.legb]\nbuiltins = ['a b']\n", "2: expected a list of names"),
        ("[tool.legb.diagnostics]\nunused = true\n", "2: there is no code 'unused'"),
        ("[tool.legb.diagnostics]\nunused-import = 'bad'\n", "2: there is no severity 'bad'"),
        ("[tool.legb.diagnostics]\nunused-import = 1\n", "2: expected true, false or a severity"),
        ("[tool.legb.features]\nhints = true\n", "2: there is no feature 'hints'"),
        ("[project]\nrequires-python = 'three'\n", "2: "),
    ] {
        let got = version_of(&[("pyproject.toml", pyproject.as_bytes())]);
        let (version, warning) = got.split_once(' ').unwrap_or((&got, ""));
        assert_eq!(version, newest(), "{pyproject}");
        let expected = format!("WARN ROOT/pyproject.toml:{told}");
        assert!(warning.trim().starts_with(&expected) && !warning.contains('\n'), "{pyproject}: {warning}");
    }
}

#[test]
fn settings_turn_diagnostics_on_and_off() {
    let pyproject =
        b"[tool.legb.diagnostics]\nshadowed-builtin = 'error'\nundefined-name = false\nunused-import = true\n";
    let folder = Folder::new(&[("pyproject.toml", pyproject), ("a.py", b"import os\nlist = unknown\n")]);
    let (code, out, _) = folder.legb(&["check", "--format", "concise", "."], "");
    assert_eq!((code, &*out), (1, "a.py:2:1: error[shadowed-builtin]: `list` hides the built-in `list`\n"));
}

#[test]
fn names_that_a_program_adds_to_the_built_ins_are_defined() {
    let source = ("a.py", &b"print(_(1), added, other)\n"[..]);
    let told = |pyproject: &[u8]| {
        let folder = Folder::new(&[("pyproject.toml", pyproject), source]);
        folder.legb(&["check", "--format", "concise", "."], "").1
    };
    let other = "a.py:1:20: warning[undefined-name]: undefined name `other`\n";
    assert_eq!(told(b"[tool.legb]\nbuiltins = ['_', 'added']\n"), other);
    assert_eq!(told(b"[tool.ruff]\nbuiltins = ['_', 'added']\n"), other);
    assert!(told(b"[tool.ruff]\nbuiltins = ['_']\n[tool.legb]\nbuiltins = ['added']\n").contains("`_`"));
}

#[test]
fn names_that_another_file_adds_to_the_built_ins_are_defined() {
    let start = ("start.py", &b"import builtins, gettext\nbuiltins.added = 1\ngettext.install('app')\n"[..]);
    let folder = Folder::new(&[("pyproject.toml", b""), start, ("a.py", b"print(_(1), added, other)\n")]);
    let (_, out, _) = folder.legb(&["check", "--format", "concise", "a.py"], "");
    assert_eq!(out, "a.py:1:20: warning[undefined-name]: undefined name `other`\n");
}

// ---- pages on the codes

#[test]
fn explain_lists_all_codes() {
    let (_, list, _) = Folder::new(&[("a.py", b"")]).legb(&["explain"], "");
    let first: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(first, Code::ALL.map(Code::name));
}

#[test]
fn what_the_readme_shows_is_what_is_printed() {
    let readme = include_str!("../README.md");
    let mut shown = readme.split("\n    $ legb ").skip(1).peekable();
    assert!(shown.peek().is_some(), "the README shows nothing");
    for session in shown {
        let (command, rest) = session.split_once('\n').expect("an answer below the command");
        let lines = rest.lines().take_while(|line| line.is_empty() || line.starts_with("    "));
        let answer: Vec<&str> = lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
        let output = Command::new(env!("CARGO_BIN_EXE_legb"))
            .args(command.split(' '))
            .env("LEGB_CACHE", "off")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("legb runs");
        let printed = [output.stdout, output.stderr].concat();
        assert_eq!(String::from_utf8_lossy(&printed).trim_end(), answer.join("\n").trim_end(), "legb {command}");
    }
}

#[test]
fn the_readme_lists_all_features() {
    let readme = include_str!("../README.md");
    for (feature, key, is_on, what) in Feature::ALL {
        let line = format!("| `{key}` | {} | {what} |\n", if is_on { "on" } else { "off" });
        assert!(readme.contains(&line), "the README lacks {line}");
        assert_eq!(key.parse(), Ok(feature));
    }
    let (_, problems) = Settings::read(&serde_json::json!({"features": {"nonsense": true, "completion": 1}}));
    let reasons: Vec<_> = problems.iter().map(|problem| &*problem.reason).collect();
    assert_eq!(reasons[0], "expected true or false");
    assert!(reasons[1].starts_with("there is no feature 'nonsense'; there are semantic-tokens, "), "{}", reasons[1]);
}

#[test]
fn the_readme_has_all_settings() {
    let readme = include_str!("../README.md");
    for key in KEYS {
        let said = if key.is_project { format!("\n    {} = ", key.name) } else { format!("\n    \"{}\": ", key.name) };
        assert!(readme.contains(&said), "the README lacks {said}");
    }
}

/// The settings of the extension for VS Code are the server's: by name, default and description.
#[test]
fn the_extension_has_all_settings_of_the_server() {
    let package: serde_json::Value =
        serde_json::from_str(include_str!("../editors/vscode/package.json")).expect("JSON");
    let sections = package["contributes"]["configuration"].as_array().expect("sections");
    let find = |name: &str| {
        let name = format!("legb.{}", camel(name));
        sections.iter().find_map(|section| section["properties"].get(&name)).unwrap_or_else(|| panic!("no {name}"))
    };
    let described = |name: &str, what: &str| {
        let setting = find(name);
        let said = setting.get("markdownDescription").or(setting.get("description")).and_then(|said| said.as_str());
        assert!(said.is_some_and(|said| said.starts_with(what)), "{name}: {said:?} does not begin with {what:?}");
    };
    for key in KEYS.iter().filter(|key| key.name != "features") {
        described(key.name, &format!("{}.", key.what));
        // Unsaid is empty: then the project says, or the server's own default counts.
        let default = &find(key.name)["default"];
        let is_unsaid = ["", "[]", "{}"].contains(&&*default.to_string().replace('"', ""));
        assert!(is_unsaid || *default == legb::store::MOST_FILES, "{}: {default}", key.name);
    }
    for (_, key, is_on, what) in Feature::ALL {
        let name = format!("features.{key}");
        let (first, rest) = what.split_at(1);
        described(&name, &format!("{}{rest}.", first.to_uppercase()));
        let (setting, state) = (find(&name), if is_on { "else on" } else { "else off" });
        assert_eq!(
            (&setting["default"], &setting["enum"]),
            (&"auto".into(), &serde_json::json!(["auto", "on", "off"]))
        );
        assert!(setting["enumDescriptions"][0].as_str().is_some_and(|auto| auto.contains(state)), "{name}: {state}");
    }
    let codes = find("diagnostics")["properties"].as_object().expect("a setting for each code");
    assert_eq!(codes.len(), Code::ALL.len());
    for code in Code::ALL {
        assert_eq!(codes[code.name()]["description"], code.summary());
    }
}

/// `max-files` as `maxFiles`.
fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + &part[..1].to_uppercase() + &part[1..])
}

#[test]
fn stats_add_up() {
    let folder = project();
    let (code, text, _) = folder.legb(&["stats", "."], "");
    assert_eq!(code, 0);
    assert!(text.starts_with("5 files, ") && text.contains("bytes an occurrence are kept"), "{text}");
    let (code, json, _) = folder.legb(&["stats", "--json", "."], "");
    let stats: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let number = |value: &serde_json::Value| value.as_u64().expect("a number");
    let tables = stats["tables"].as_array().expect("tables");
    let kept: u64 = tables.iter().map(|table| number(&table["kept"])).sum();
    assert_eq!((code, number(&stats["files"]), number(&stats["kept"])), (0, 5, kept));
    let rows = |what: &str| tables.iter().find(|table| table["what"] == what).map(|table| number(&table["rows"]));
    assert_eq!(rows("occurrences"), Some(number(&stats["occurrences"])));
    assert_eq!(rows("line indexes"), Some(number(&stats["lines"])));
    let (code, _, reason) = folder.legb(&["stats", "nowhere"], "");
    assert_eq!((code, &*reason), (2, "legb: nowhere: no such folder\n"));
}

// ---- what packages bring along

#[test]
fn the_version_names_the_commit() {
    let (code, said, _) = Folder::new(&[("a.py", b"")]).legb(&["--version"], "");
    let version = said.trim().strip_prefix("legb ").expect("its name first");
    assert_eq!(code, 0);
    let (number, commit) = version.split_once(' ').unwrap_or((version, ""));
    assert_eq!(number, env!("CARGO_PKG_VERSION"));
    // Sources that are in no repository have no commit.
    if Path::new(env!("CARGO_MANIFEST_DIR")).join(".git").exists() {
        let hex = |text: &str| text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (hash, date) = commit.trim_matches(['(', ')']).split_once(' ').expect("commit and date");
        assert!(hex(hash) && date.len() == 10, "{said}");
    }
}

#[test]
fn every_subcommand_has_a_manual_page_and_completions() {
    let folder = Folder::new(&[("a.py", b"")]);
    let (_, help, _) = folder.legb(&["--help"], "");
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> =
        commands.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"check") && names.contains(&"man"), "{help}");
    let (_, whole, _) = folder.legb(&["man"], "");
    for name in names.iter().filter(|&&name| name != "help") {
        assert!(whole.contains(&format!("legb\\-{name}(1)")), "{name} in {whole}");
        let (code, page, _) = folder.legb(&["man", name], "");
        assert_eq!(code, 0);
        assert!(page.contains(&format!(".TH legb-{name} 1")), "{page}");
    }
    let (code, _, error) = folder.legb(&["man", "nothing"], "");
    assert_eq!((code, &*error), (2, "legb: there is no subcommand nothing; legb --help lists them\n"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, _) = folder.legb(&["completions", shell], "");
        assert_eq!(code, 0);
        assert!(names.iter().all(|name| script.contains(name)), "{shell}");
    }
}

#[test]
fn bash_completes_with_the_script() {
    let folder = Folder::new(&[("a.py", b"")]);
    let (_, script, _) = folder.legb(&["completions", "bash"], "");
    let ask = "COMP_WORDS=(legb che); COMP_CWORD=1; _legb legb che legb; echo \"${COMPREPLY[@]}\"";
    let output = Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output().expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "check\n", "{}", String::from_utf8_lossy(&output.stderr));
}

// ---- rename

#[test]
fn paths_are_relative_to_where_their_reader_stands() {
    let folder = Folder::new(&[
        ("pyproject.toml", b""),
        ("pkg/a.py", b"def f(): g\nf()\n"),
        ("use.py", b"from pkg.a import f\n"),
    ]);
    let places =
        |lines: &str| lines.lines().map(|line| line.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>();
    let (_, found, _) = folder.legb(&["references", "pkg/a.py:1:5"], "");
    assert_eq!(places(&found), ["pkg/a.py:1:5", "pkg/a.py:2:1", "use.py:1:19"]);
    let (_, found, _) = folder.legb_in("pkg", &["references", "a.py:1:5"], "");
    assert_eq!(places(&found), ["a.py:1:5", "a.py:2:1", "ROOT/use.py:1:19"]);
    let (_, found, _) = folder.legb_in("pkg", &["check", "--format", "concise", ".."], "");
    assert_eq!(places(&found), ["a.py:1:10"]);
    let (_, _, refused) = folder.legb_in("pkg", &["rename", "a.py:1:5", "g"], "");
    assert!(refused.contains("\n  a.py:1:10: "), "{refused}");
}

fn two_modules() -> Folder {
    Folder::new(&[
        ("pyproject.toml", b"[project]\nrequires-python = '>=3.11'\n"),
        ("a.py", "# \u{e9}\u{1d4b3} `area`\ndef area(x): return x\n".as_bytes()),
        ("b.py", b"# coding: latin-1\r\nfrom a import area\r\narea(1)  # \xe9\r\n"),
    ])
}

#[test]
fn rename_shows_a_diff_and_writes_nothing() {
    let folder = two_modules();
    let (code, out, err) = folder.legb(&["rename", "b.py:3:1", "size"], "");
    assert_eq!((code, &*err), (0, ""));
    assert!(out.starts_with("--- a/a.py\n+++ b/a.py\n"), "{out}");
    assert!(out.contains("-def area(x): return x\n+def size(x): return x\n"), "{out}");
    assert!(out.contains("+from a import size\r\n"), "{out}");
    assert!(fs::read_to_string(folder.0.join("a.py")).expect("a.py").contains("def area"));
    assert_eq!(folder.legb(&["rename", "b.py:3:1", "size", "--diff"], "").1, out);
}

#[test]
fn rename_writes_all_files_in_their_encodings() {
    let folder = two_modules();
    let (code, out, err) = folder.legb(&["rename", "b.py:3:1", "size", "--write"], "");
    assert_eq!((code, &*out, &*err), (0, "3 places in 2 files changed\n", ""));
    assert_eq!(
        fs::read(folder.0.join("b.py")).expect("b.py"),
        b"# coding: latin-1\r\nfrom a import size\r\nsize(1)  # \xe9\r\n"
    );
    let a = fs::read_to_string(folder.0.join("a.py")).expect("a.py");
    assert_eq!(a, "# \u{e9}\u{1d4b3} `area`\ndef size(x): return x\n");
    assert_eq!(fs::read_dir(&folder.0).expect("the folder").count(), 3, "nothing is left beside the files");
}

#[test]
fn rename_answers_programs() {
    let folder = two_modules();
    let (code, out, _) = folder.legb(&["rename", "b.py:3:1", "size", "--json"], "");
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, answer["places"].as_array().map(Vec::len)), (0, Some(3)));
    assert_eq!((&answer["places"][0]["line"], &answer["places"][0]["text"]), (&2.into(), &"size".into()));
    assert_eq!(answer["unsure"][0]["why"], "the name in a comment or string");
    let (code, out, err) = folder.legb(&["rename", "a.py:2:5", "class", "--json"], "");
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, answer["refused"]["kind"].as_str()), (1, Some("name")));
    assert_eq!(err, "legb: can't rename `area` to `class`: `class` is a keyword\n");
}

#[test]
fn rename_names_the_obstacle_with_its_line() {
    let folder = Folder::new(&[("a.py", b"def f(x):\n    y = 1\n    return x + y\n")]);
    let (code, out, err) = folder.legb(&["rename", "a.py:1:7", "y"], "");
    assert_eq!((code, &*out), (1, ""));
    assert_eq!(err, "legb: can't rename `x` to `y`: function `f` binds `y` already\n  a.py:2:5: y = 1\n");
}

#[test]
fn a_file_that_can_not_be_written_leaves_all_as_they_are() {
    let folder = two_modules();
    let (a, b) = (folder.0.join("a.py"), folder.0.join("b.py"));
    let before = (fs::read(&a).expect("a.py"), fs::read(&b).expect("b.py"));
    let mut permissions = fs::metadata(&b).expect("b.py").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&b, permissions).expect("permissions");
    let (code, _, err) = folder.legb(&["rename", "a.py:2:5", "size", "--write"], "");
    assert_eq!((code, &*err), (1, "legb: b.py: it may not be written; nothing was changed\n"));
    assert_eq!((fs::read(&a).expect("a.py"), fs::read(&b).expect("b.py")), before);
    assert_eq!(fs::read_dir(&folder.0).expect("the folder").count(), 3, "nothing is left beside the files");
}

#[test]
fn a_file_that_can_not_be_read_stops_a_rename_that_it_may_be_part_of() {
    let folder = Folder::new(&[("a.py", b"def area(x): return x\n"), ("bad.py", b"from a import area  # \xff\n")]);
    let (code, _, err) = folder.legb(&["rename", "a.py:1:5", "size"], "");
    assert_eq!(code, 1);
    assert!(err.contains("bad.py may mention it and can't be read"), "{err}");
    // What it can't mean is no matter of its.
    assert_eq!(folder.legb(&["rename", "a.py:1:10", "y"], "").0, 0);
}

/// Two functions `area` of a module and its stub, and a long file that calls it.
fn module_with_stub() -> Folder {
    let long = format!("import a\na.area()\n{}", "# a line that takes room\n".repeat(2_000));
    Folder::new(&[
        ("a.py", b"def area(): pass\n"),
        ("a.pyi", b"def area() -> None: ...\n"),
        ("long.py", long.as_bytes()),
    ])
}

/// All files of a folder with their contents.
fn contents(folder: &Folder) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let entries = fs::read_dir(&folder.0).expect("the folder");
    let mut all: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    all.sort();
    all.into_iter().map(|path| (path.clone(), fs::read(path).ok())).collect()
}

#[cfg(unix)]
#[test]
fn a_move_that_fails_midway_leaves_all_as_they_are() {
    let folder = module_with_stub();
    // Nothing that a look for a file of the name finds, but in the way of one that moves there.
    std::os::unix::fs::symlink("nowhere", folder.0.join("b.pyi")).expect("a link");
    let before = contents(&folder);
    let (code, _, err) = folder.legb(&["rename", "long.py:1:8", "b", "--write"], "");
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("b.pyi is there already") && err.contains("nothing was changed"), "{err}");
    assert!(contents(&folder) == before, "all files are what they were");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_all_as_they_are() {
    let folder = module_with_stub();
    let before = contents(&folder);
    // No file may get longer than two kilobytes or four: for whoever writes a longer one, the disk is full.
    let limited = "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"";
    let output = Command::new("/bin/sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_legb"), "rename", "a.py:1:5", "size", "--write"])
        .env("LEGB_CACHE", "off")
        .current_dir(&folder.0)
        .stdin(Stdio::null())
        .output()
        .expect("legb starts");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("long.py: ") && err.contains("nothing was changed"), "{err}");
    assert!(contents(&folder) == before, "all files are what they were");
    let (code, out, err) = folder.legb(&["rename", "a.py:1:5", "size", "--write"], "");
    assert_eq!((code, &*out, &*err), (0, "3 places in 3 files changed\n", ""));
}

// ---- actions

#[test]
fn actions_are_listed_and_done_by_number() {
    let folder = Folder::new(&[
        ("a.py", b"import os, sys as s\r\nx = 1\r\ndef f():\r\n    x: int = 2\r\n    return s, x\r\n"),
        ("b.py", b"from a import s\n"),
    ]);
    let (code, out, err) = folder.legb(&["actions", "a.py:1:8"], "");
    assert_eq!((code, &*out, &*err), (0, "1 quickfix: Remove unused import `os`\n", ""));
    let (_, out, _) = folder.legb(&["actions", "a.py:1:19"], "");
    assert_eq!(
        out,
        "1 refactor.inline: Inline import alias `s`: write `sys` (another file takes it by this name: b.py:1:15)\n"
    );
    let (code, _, err) = folder.legb(&["actions", "a.py:1:19", "--apply", "1"], "");
    assert_eq!((code, err.contains("another file takes it")), (1, true), "{err}");
    let (code, out, _) = folder.legb(&["actions", "a.py:4:5", "--json"], "");
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, answer.as_array().map(Vec::len)), (0, Some(2)));
    assert_eq!(answer[0]["places"].as_array().map(Vec::len), Some(2), "{out}");
    assert_eq!(answer[1]["refused"], "the compiler would say: annotated name 'x' can't be global");
    assert_eq!(folder.legb(&["actions", "a.py:1:8", "--apply", "2"], "").0, 2);
    let (code, out, _) = folder.legb(&["actions", "a.py:1:8", "--apply", "1"], "");
    assert_eq!((code, &*out), (0, "1 place in 1 file changed\n"));
    assert!(fs::read_to_string(folder.0.join("a.py")).expect("a.py").starts_with("import sys as s\r\nx = 1\r\n"));
    assert_eq!(folder.legb(&["actions", "a.py:3:1"], "").0, 1, "there is nothing to do");
}
