//! Editable installs whose `.pth` file imports a hook: what build backends write into the hook's file is a few literals, which are read.
//!
//! - setuptools: `MAPPING = {'package': '/folder'}` and `NAMESPACES = {'namespace': ['/folder']}` of `__editable___*_finder.py`;
//! - hatchling and pdm-backend (package `editables`): calls `F.map_module('package', '/folder/__init__.py')`;
//! - scikit-build-core: a call `install({'module': '/file'}, {'module': 'file in site-packages'}, …)`;
//! - meson-python: a call `MesonpyMetaFinder('name', {'module', …}, '/build', [command], …)`, of older versions
//!   `install('name', {'module', …}, [command], '/build', …)`; the build folder says what is installed from where.
//!
//! Some of them come before the search path, some after it; since nobody has the same package installed twice, here all come after it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Mapped;
use super::literal::Literal;
use crate::name::{self, Name};
use crate::syntax;
use crate::syntax::Node;

/// A hook is a page of code and a line for each module.
const LONGEST_HOOK: u64 = 4 << 20;

/// Reads the hook that a line such as `import __editable___name_finder; …` of a `.pth` file in a folder imports.
pub(super) fn read(folder: &Path, line: &str, mapped: &mut Mapped) {
    let names = line["import".len()..].split(|c: char| !(c == '_' || c == '.' || c.is_alphanumeric()));
    let Some(name) = names.into_iter().find(|name| !name.is_empty()) else { return };
    let file = folder.join(format!("{name}.py"));
    let is_short = std::fs::metadata(&file).is_ok_and(|metadata| metadata.len() <= LONGEST_HOOK);
    let Some(text) = is_short.then(|| std::fs::read_to_string(&file).ok()).flatten() else { return };
    let syntax = syntax::parse(&text);
    let mut pending = vec![syntax.tree.root_node()];
    while let Some(node) = pending.pop() {
        match node.kind() {
            "assignment" => assignment(node, &text, mapped),
            "call" => call(folder, node, &text, mapped),
            _ => {}
        }
        // A call may be the value of an assignment, and stand in a function.
        if ["module", "block", "function_definition", "expression_statement", "assignment"].contains(&node.kind()) {
            pending.extend(node.named_children());
        }
    }
}

fn assignment(assignment: Node<'_>, text: &str, mapped: &mut Mapped) {
    let field = |name| assignment.field(name);
    let (Some(left), Some(right)) = (field("left"), field("right")) else { return };
    if ["MAPPING", "NAMESPACES"].contains(&&text[left.byte_range()]) {
        for (module, places) in Literal::of(right, text).entries() {
            for place in std::slice::from_ref(places).iter().chain(places.items()).filter_map(Literal::text) {
                add(mapped, module, place.into());
            }
        }
    }
}

fn call(folder: &Path, call: Node<'_>, text: &str, mapped: &mut Mapped) {
    let field = |name| call.field(name);
    let (Some(function), Some(arguments)) = (field("function"), field("arguments")) else { return };
    let arguments = arguments.named_children().filter(|argument| argument.kind() != "comment");
    let arguments: Vec<Literal> = arguments.take(4).map(|argument| Literal::of(argument, text)).collect();
    let function = &text[function.byte_range()];
    match (function.rsplit('.').next().unwrap_or_default(), &arguments[..]) {
        ("map_module", [Literal::Text(module), Literal::Text(place)]) => add(mapped, module, place.into()),
        ("install", [sources @ Literal::Table(_), others @ ..]) => {
            for (module, place) in sources.entries().filter_map(|(module, place)| Some((module, place.text()?))) {
                add(mapped, module, place.into());
            }
            // What was built lies among the installed packages.
            for (module, place) in others.first().into_iter().flat_map(Literal::entries) {
                add(mapped, module, folder.join(place.text().unwrap_or_default()));
            }
        }
        ("install" | "MesonpyMetaFinder", [Literal::Text(_), Literal::List(_), others @ ..]) => {
            others.iter().filter_map(Literal::text).for_each(|build| meson(Path::new(build), mapped));
        }
        _ => {}
    }
}

/// What a build folder of Meson says that it would install: each source with its destination, such as `{py_purelib}/package/module.py`.
fn meson(build: &Path, mapped: &mut Mapped) {
    let plan = std::fs::read_to_string(build.join("meson-info/intro-install_plan.json"));
    let Ok(plan) = serde_json::from_str::<Value>(&plan.unwrap_or_default()) else { return };
    let groups = plan.as_object().into_iter().flat_map(|groups| groups.values()).filter_map(Value::as_object);
    for (source, target) in groups.flatten() {
        let destination = target.get("destination").and_then(Value::as_str).unwrap_or_default();
        let below = destination.strip_prefix("{py_purelib}/").or_else(|| destination.strip_prefix("{py_platlib}/"));
        let module = below.and_then(|below| below.strip_suffix(".py").or_else(|| below.strip_suffix(".pyi")));
        if let Some(module) = module {
            let module = module.strip_suffix("/__init__").unwrap_or(module).replace('/', ".");
            add(mapped, &module, source.into());
        }
    }
}

fn add(mapped: &mut Mapped, module: &str, place: PathBuf) {
    if place.is_absolute() && module.split('.').all(name::is_identifier) {
        let dotted: Box<[Name]> = module.split('.').map(|segment| Name::new(&name::normalized(segment))).collect();
        let places = mapped.entry(dotted).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }
}
