//! How Python gets at a name: the instruction, and where it looks.

use super::Here;
use crate::scope::opcode::{Family, Opcodes, Verb};
use crate::scope::{BlockKind, Kind, Role};

/// The instruction of an occurrence; nothing for what has none to tell of.
pub(super) fn fact(here: &Here<'_>) -> Option<String> {
    if matches!(here.occurrence.role, Role::Annotation | Role::Unevaluated) {
        return Some("in an annotation that Python never evaluates".to_owned());
    }
    let opcodes = Opcodes::new(here.graph(), here.snap.python_for(here.id));
    let opcode = opcodes.of(&here.occurrence)?;
    let block = here.graph().block(opcodes.host(here.block));
    let namespace = match block.kind {
        BlockKind::Class => format!("the namespace of class `{}`", block.name),
        _ => "the module's namespace".to_owned(),
    };
    let inlined =
        here.block != opcodes.host(here.block) || matches!(here.graph().kind(here.occurrence.symbol), Kind::Cell);
    let place = match (opcode.family, opcode.verb) {
        (Family::Fast, _) if inlined => "a slot of the frame that the comprehension shares (PEP 709)".to_owned(),
        (Family::Fast, _) => "a slot of the frame".to_owned(),
        (Family::Deref, _) => "a cell".to_owned(),
        (Family::Name, Verb::Load) if block.kind == BlockKind::Class => {
            format!("{namespace}, else the module's, else the built-ins")
        }
        (Family::Name, Verb::Load) | (Family::Global, Verb::Load) => {
            "the module's namespace, else the built-ins".to_owned()
        }
        (Family::Name, _) => namespace,
        (Family::Global, _) => "the module's namespace".to_owned(),
        (Family::ClassDeref | Family::FromDictOrDeref, _) => "the class's namespace, else a cell".to_owned(),
        (Family::FromDictOrGlobals, _) => "the class's namespace, else the module's, else the built-ins".to_owned(),
    };
    Some(format!("`{opcode}`: {place}"))
}
