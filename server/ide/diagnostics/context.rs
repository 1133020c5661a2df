//! Where some tokens stand, as far as it tells whether to speak of them: in code that can't run, in a `try` that is made for the case, in
//! a class whose metaclass may bring names.
//!
//! The trick: the tree is walked once for all tokens of a file, and only down to them. Few files have any.

use std::ops::Range;

use super::{Checked, conditions};
use crate::syntax::Node;

/// Methods that only read from a dictionary.
const READERS: [&str; 5] = ["get", "items", "keys", "values", "copy"];

/// Functions that only read from a dictionary given to them.
const READING_FUNCTIONS: [&str; 7] = ["__import__", "dict", "eval", "len", "list", "set", "sorted"];

/// Words in a condition that ask for a version or a system, or for what is there.
const GUARDS: [&str; 12] =
    ["version", "py2", "py3", "pypy", "platform", "os.name", "win", "darwin", "linux", "posix", "hasattr", "have_"];

/// Of a longer condition it is not looked at what it asks for: it may be anything.
const LONGEST_CONDITION: usize = 1000;

/// What surrounds a token.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Context {
    /// It can't run in the version at hand, or the parser could make nothing of it.
    pub is_dead: bool,
    /// A `try` or `with` around it catches what an unknown name raises, in the same function.
    pub expects_name_error: bool,
    /// A `try` or `with` around it, in the same function, expects that imports fail.
    pub expects_import_error: bool,
    /// A `try`, `with` or call around it, in the same function, expects that attributes are missing.
    pub expects_attribute_error: bool,
    /// What it stands under asks for a version, a system or what is there.
    pub is_guarded: bool,
    /// It stands in the body of a class whose header names a metaclass.
    pub has_metaclass: bool,
    /// It is all of an assignment's target, not a part of an unpacking.
    pub is_target: bool,
    /// It is the target of `+=` or the like.
    pub is_augmented: bool,
    /// It is called, and of the dictionary that the call gives, only entries are read.
    pub is_read_from: bool,
    /// Where the statement starts, if it is an import.
    pub import_start: Option<u32>,
}

/// The contexts of the tokens that start at some offsets, which are sorted.
pub(super) fn contexts(file: &Checked<'_>, offsets: &[u32]) -> Vec<Context> {
    let root = file.syntax.tree.root_node();
    let mut walk = Walk { file, pending: vec![(root, Context::default())] };
    let mut found = vec![Context::default(); offsets.len()];
    while let Some((node, context)) = walk.pending.pop() {
        let reached = within(offsets, node);
        if !reached.is_empty() && (node.child_count() == 0 || context.is_dead) {
            // Nobody runs a type comment.
            let is_dead = context.is_dead || node.kind() == "comment";
            found[reached].fill(Context { is_dead, ..context });
        } else if !reached.is_empty() {
            walk.enter(node, context);
        }
    }
    found
}

/// The places of the offsets that lie in a node.
fn within(offsets: &[u32], node: Node<'_>) -> Range<usize> {
    let before = |end: usize| offsets.partition_point(|&offset| (offset as usize) < end);
    before(node.start_byte())..before(node.end_byte())
}

struct Walk<'f, 't> {
    file: &'f Checked<'f>,
    pending: Vec<(Node<'t>, Context)>,
}

impl<'t> Walk<'_, 't> {
    fn enter(&mut self, node: Node<'t>, around: Context) {
        let first_new = self.pending.len();
        let mut context = Context { is_target: false, is_augmented: false, is_read_from: false, ..around };
        self.pending.extend(node.children().map(|child| (child, context)));
        match node.kind() {
            "ERROR" => self.pending[first_new..].iter_mut().for_each(|child| child.1.is_dead = true),
            "function_definition" | "lambda" => {
                // Whoever calls it catches what it raises.
                context = Expected::default().instead_of(context);
                self.set_body(first_new, node, Context { has_metaclass: false, ..context });
            }
            "class_definition" => {
                let has_metaclass = self.names_metaclass(node);
                self.set_body(first_new, node, Context { has_metaclass, ..context });
            }
            "try_statement" => self.enter_try(first_new, context),
            "with_statement" => {
                let expected = self.suppressed(node);
                self.set_body(first_new, node, expected.added_to(context));
            }
            "decorated_definition" => self.enter_decorated(first_new),
            "if_statement" => self.enter_if(node, first_new, context),
            "conditional_expression" => self.enter_conditional(node, first_new, context),
            "boolean_operator" => self.enter_boolean(node, first_new, context),
            "assignment" | "augmented_assignment" | "named_expression" | "as_pattern_target" => {
                let target = &mut self.pending[first_new].1;
                target.is_target = true;
                target.is_augmented = node.kind() == "augmented_assignment";
            }
            "import_statement" | "import_from_statement" => {
                let import_start = Some(node.start_byte() as u32);
                self.pending[first_new..].iter_mut().for_each(|child| child.1.import_start = import_start);
            }
            "call" => self.enter_call(node, first_new, around),
            "subscript" if !around.is_target => self.pending[first_new].1.is_read_from = true,
            "attribute" if node.field("attribute").is_some_and(|name| READERS.contains(&self.source(name))) => {
                self.pending[first_new].1.is_read_from = true;
            }
            "argument_list" => {
                let children = self.pending[first_new..].iter_mut();
                children.for_each(|child| child.1.is_read_from = around.is_read_from);
            }
            "comparison_operator" => {
                if let [.., operator, last] = &mut self.pending[first_new..] {
                    last.1.is_read_from = operator.0.kind().ends_with("in");
                }
            }
            "for_in_clause" | "for_statement" => {
                if let Some(iterable) = self.field(first_new, node, "right") {
                    iterable.is_read_from = true;
                }
            }
            _ => {}
        }
    }

    /// What is read from the value of a call is read from its function; some functions only read from their arguments.
    fn enter_call(&mut self, call: Node<'t>, first_new: usize, around: Context) {
        let reads = READING_FUNCTIONS.contains(&self.source(self.pending[first_new].0));
        let expected = self.expected_by(call);
        self.pending[first_new].1.is_read_from = around.is_read_from;
        if let Some(arguments) = self.pending.get_mut(first_new + 1) {
            arguments.1.is_read_from = reads;
            arguments.1.is_guarded |= expected.attribute_error;
        }
    }

    fn set_body(&mut self, first_new: usize, node: Node<'t>, context: Context) {
        if let Some(body) = self.field(first_new, node, "body") {
            *body = context;
        }
    }

    /// The context of the child in a field.
    fn field(&mut self, first_new: usize, node: Node<'t>, field: &'static str) -> Option<&mut Context> {
        let wanted = node.field(field)?;
        self.pending[first_new..].iter_mut().find(|(child, _)| *child == wanted).map(|child| &mut child.1)
    }

    fn names_metaclass(&self, class: Node<'t>) -> bool {
        let arguments = class.field("superclasses");
        arguments.is_some_and(|arguments| {
            arguments.named_children().any(|argument| {
                let name = argument.field("name");
                argument.kind() == "keyword_argument" && name.is_some_and(|name| self.source(name) == "metaclass")
            })
        })
    }

    // ---- failures that are expected

    fn enter_try(&mut self, first_new: usize, context: Context) {
        let mut expected = Expected::default();
        for (clause, _) in &self.pending[first_new..] {
            if matches!(clause.kind(), "except_clause" | "except_group_clause") {
                let handled = clause.named_children().find(|child| !child.is_extra());
                match handled.filter(|handled| handled.kind() != "block") {
                    Some(exceptions) => expected.add(exceptions, self.file.text),
                    None => expected = Expected::ALL,
                }
            }
        }
        for (child, inner) in &mut self.pending[first_new..] {
            // What a handler imports stands in for what has failed.
            let name_error = expected.name_error && child.kind() == "block";
            *inner = Expected { name_error, ..expected }.added_to(context);
        }
    }

    /// What `with suppress(…):` expects, and a test's `with pytest.raises(…):`.
    fn suppressed(&self, with: Node<'t>) -> Expected {
        let mut expected = Expected::default();
        let Some(clause) = with.named_children().find(|child| child.kind() == "with_clause") else {
            return expected;
        };
        for item in clause.named_children() {
            let value = item.field("value");
            let value =
                value.filter(|value| value.kind() == "as_pattern").and_then(|with| with.named_child(0)).or(value);
            if let Some(call) = value.filter(|value| value.kind() == "call") {
                expected.join(self.expected_by(call));
            }
        }
        expected
    }

    /// What `suppress(…)`, or a test's `raises(…)`, expects.
    fn expected_by(&self, call: Node<'t>) -> Expected {
        let mut expected = Expected::default();
        let function = call.field("function");
        let name = function.map_or("", |function| self.source(function).rsplit('.').next().unwrap_or_default());
        if (matches!(name, "suppress" | "raises") || name.starts_with("assertRaises"))
            && let Some(arguments) = call.field("arguments")
        {
            expected.add(arguments, self.file.text);
        }
        expected
    }

    // ---- code that can't run

    fn enter_if(&mut self, node: Node<'t>, first_new: usize, mut context: Context) {
        context.is_guarded |= self.asks(node.field("condition"));
        let mut settled = false;
        let holds = node.field("condition").and_then(|condition| self.truth(condition));
        for at in first_new..self.pending.len() {
            let (child, _) = self.pending[at];
            match child.kind() {
                "block" => {
                    self.kill(at, context, holds == Some(false));
                    settled = holds == Some(true);
                }
                "elif_clause" | "else_clause" => {
                    context.is_guarded |= self.asks(child.field("condition"));
                    let own = child.field("condition").and_then(|condition| self.truth(condition));
                    self.kill(at, context, settled || own == Some(false));
                    settled |= own == Some(true);
                }
                _ => {}
            }
        }
    }

    /// `a if condition else b`
    fn enter_conditional(&mut self, node: Node<'t>, first_new: usize, mut context: Context) {
        context.is_guarded |= self.asks(node.named_child(1));
        self.guard(first_new, context.is_guarded);
        let parts: Vec<usize> = (first_new..self.pending.len()).filter(|&at| self.pending[at].0.is_named()).collect();
        if let ([body, _, alternative], Some(holds)) =
            (&parts[..], node.named_child(1).and_then(|condition| self.truth(condition)))
        {
            self.kill(if holds { *alternative } else { *body }, context, true);
        }
    }

    /// `a and b`, `a or b`: the left side may settle it.
    fn enter_boolean(&mut self, node: Node<'t>, first_new: usize, mut context: Context) {
        context.is_guarded |= self.asks(node.field("left"));
        self.guard(first_new, context.is_guarded);
        let settles = node.field("operator").is_some_and(|operator| operator.kind() == "or");
        let left = node.field("left").and_then(|left| self.truth(left));
        let last = self.pending.len() - 1;
        if last > first_new {
            self.kill(last, context, left == Some(settles));
        }
    }

    /// What a decorator asks for, as `skipIf` does.
    fn enter_decorated(&mut self, first_new: usize) {
        let decorators = self.pending[first_new..].iter().filter(|(child, _)| child.kind() == "decorator");
        let asks = decorators.clone().any(|&(decorator, _)| self.asks(Some(decorator)));
        self.guard(first_new, asks);
    }

    fn guard(&mut self, first_new: usize, asks: bool) {
        self.pending[first_new..].iter_mut().for_each(|(_, context)| context.is_guarded |= asks);
    }

    /// Whether a condition asks for a version, a system, or what is there.
    fn asks(&self, condition: Option<Node<'t>>) -> bool {
        let asked = condition.map_or("", |condition| self.source(condition));
        // The left side of each `and` has those before it in it.
        let is_long = asked.len() > LONGEST_CONDITION;
        is_long || {
            let asked = asked.to_ascii_lowercase();
            GUARDS.iter().any(|guard| asked.contains(guard))
        }
    }

    fn kill(&mut self, at: usize, context: Context, is_dead: bool) {
        self.pending[at].1 = Context { is_dead, ..context };
    }

    fn truth(&self, condition: Node<'t>) -> Option<bool> {
        conditions::truth(condition, self.file.text, self.file.python)
    }

    fn source(&self, node: Node<'t>) -> &str {
        &self.file.text[node.byte_range()]
    }
}

/// The failures that some handlers catch.
#[derive(Clone, Copy, Default)]
struct Expected {
    name_error: bool,
    import_error: bool,
    attribute_error: bool,
}

impl Expected {
    const ALL: Expected = Expected { name_error: true, import_error: true, attribute_error: true };

    /// Adds the exceptions that an expression names: one, or several in brackets, perhaps with `as`.
    fn add(&mut self, exceptions: Node<'_>, text: &str) {
        let mut pending = vec![exceptions];
        while let Some(node) = pending.pop() {
            let name = match node.kind() {
                "identifier" => node,
                "attribute" => match node.field("attribute") {
                    Some(name) => name,
                    None => continue,
                },
                "as_pattern" | "tuple" | "parenthesized_expression" | "argument_list" => {
                    pending.extend(node.named_children());
                    continue;
                }
                _ => continue,
            };
            match &text[name.byte_range()] {
                "NameError" => self.name_error = true,
                "AttributeError" => self.attribute_error = true,
                "ImportError" | "ModuleNotFoundError" => self.import_error = true,
                "Exception" | "BaseException" => *self = Expected::ALL,
                _ => {}
            }
        }
    }

    fn join(&mut self, other: Expected) {
        self.name_error |= other.name_error;
        self.import_error |= other.import_error;
        self.attribute_error |= other.attribute_error;
    }

    fn added_to(self, context: Context) -> Context {
        Context {
            expects_name_error: context.expects_name_error | self.name_error,
            expects_import_error: context.expects_import_error | self.import_error,
            expects_attribute_error: context.expects_attribute_error | self.attribute_error,
            ..context
        }
    }

    fn instead_of(self, context: Context) -> Context {
        Context {
            expects_name_error: self.name_error,
            expects_import_error: self.import_error,
            expects_attribute_error: self.attribute_error,
            ..context
        }
    }
}
