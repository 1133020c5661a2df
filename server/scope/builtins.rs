//! The names that look-ups end with: those of the module `builtins`, and those that a module has from the start.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Python;
use crate::name::Name;

/// `dir(builtins)` of CPython 3.8, as `python3.8 -c 'import builtins; print(*dir(builtins))'` prints it, without the module's own
/// dunder names; `site` adds `copyright`, `credits`, `exit`, `license`, `quit`.
const BUILTINS: &str = "
    ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError
    BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError DeprecationWarning EOFError Ellipsis EnvironmentError Exception FileExistsError
    FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
    IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError
    MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError
    OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError
    ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning
    SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
    UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __debug__
    __import__ abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
    copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr
    globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max
    memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice
    sorted staticmethod str sum super tuple type vars zip
";

/// What later versions have added: (name, since).
const ADDED: [(&str, u8); 7] = [
    ("EncodingWarning", 10),
    ("aiter", 10),
    ("anext", 10),
    ("BaseExceptionGroup", 11),
    ("ExceptionGroup", 11),
    ("PythonFinalizationError", 13),
    ("_IncompleteInputError", 13),
];

/// The names that a module's namespace has before its code runs (reference, section 5.4.6 and 3.2).
const MODULE: [&str; 11] = [
    "__name__",
    "__doc__",
    "__package__",
    "__loader__",
    "__spec__",
    "__file__",
    "__builtins__",
    "__cached__",
    "__path__",
    "__annotations__",
    "__dict__",
];

/// Each built-in name, with the minor version that it is there since.
static SINCE: LazyLock<FxHashMap<Name, u8>> = LazyLock::new(|| {
    let always = BUILTINS.split_ascii_whitespace().map(|name| (name, 0));
    always.chain(ADDED).map(|(name, since)| (Name::new(name), since)).collect()
});

/// Whether `builtins` has the name in a version.
pub fn is_builtin(name: Name, python: Python) -> bool {
    SINCE.get(&name).is_some_and(|&since| python.minor >= since)
}

/// The names of `builtins` in a version, in no order.
pub fn builtins(python: Python) -> impl Iterator<Item = Name> {
    SINCE.iter().filter(move |&(_, &since)| python.minor >= since).map(|(&name, _)| name)
}

/// Those of them that are classes and not spelled like exceptions, as `isinstance(getattr(builtins, name), type)` tells.
const CLASSES: [&str; 26] = [
    "bool",
    "bytearray",
    "bytes",
    "classmethod",
    "complex",
    "dict",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "int",
    "list",
    "map",
    "memoryview",
    "object",
    "property",
    "range",
    "reversed",
    "set",
    "slice",
    "staticmethod",
    "str",
    "super",
    "tuple",
    "type",
    "zip",
];

/// Those of them that are neither classes nor called.
const CONSTANTS: [&str; 3] = ["Ellipsis", "NotImplemented", "__debug__"];

/// What the built-ins have under a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Builtin {
    /// A class.
    Class,
    /// Something to call that is no class.
    Function,
    /// Anything else.
    Constant,
}

/// What a built-in name stands for.
pub fn builtin_kind(name: Name) -> Builtin {
    let text = name.text();
    let is_exception = text.starts_with(|first: char| first.is_ascii_uppercase()) || text == "_IncompleteInputError";
    match text {
        _ if CONSTANTS.contains(&text) => Builtin::Constant,
        _ if is_exception || CLASSES.contains(&text) => Builtin::Class,
        _ => Builtin::Function,
    }
}

/// The names that a module's namespace has before its code runs.
pub fn module_attributes() -> impl Iterator<Item = Name> {
    MODULE.into_iter().map(Name::new)
}

/// Whether every module has the name, whether it binds it or not.
pub fn is_module_attribute(name: Name) -> bool {
    MODULE.contains(&name.text())
}

/// Whether the namespace of every class body has the name from its start (reference, section 3.3.3.4; `class_body` of the code generator).
pub fn is_class_attribute(name: Name, python: Python) -> bool {
    let text = name.text();
    matches!(text, "__module__" | "__qualname__") || text == "__firstlineno__" && python.minor >= 13
}
