//! The grammar's fields by name, at the cost of an index: the parser's own search by name took a sixth of the time of lowering.
//!
//! The trick: the search in [`NAMES`] is done by the compiler, as all names that are asked for stand in the code.

use std::sync::OnceLock;

/// The fields that are asked for often; others are searched for.
const NAMES: [&str; 27] = [
    "alias",
    "alternative",
    "argument",
    "arguments",
    "attribute",
    "body",
    "condition",
    "consequence",
    "definition",
    "expression",
    "function",
    "guard",
    "key",
    "left",
    "module_name",
    "name",
    "object",
    "operator",
    "parameters",
    "return_type",
    "right",
    "subject",
    "subscript",
    "superclasses",
    "type",
    "type_parameters",
    "value",
];

/// The id of a field of the grammar.
#[inline(always)]
pub fn field_id(name: &'static str) -> u16 {
    static IDS: OnceLock<[u16; NAMES.len()]> = OnceLock::new();
    let ids = IDS.get_or_init(|| {
        let language = super::language();
        NAMES.map(|name| language.field_id_for_name(name).map_or(0, u16::from))
    });
    match NAMES.iter().position(|listed| *listed == name) {
        Some(at) => ids[at],
        None => super::language().field_id_for_name(name).map_or(0, u16::from),
    }
}
