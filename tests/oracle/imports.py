"""Where the imports of a folder of Python files lead, read off their syntax trees: told apart before and after a rename.

A model of its own, small and slow: the names that a module's top level binds, its `from … import`s and stars, the modules of the
folder.  No code is run.  It says nothing of names that are made at run time.
"""
import ast
import symtable
from pathlib import Path

from source import read_source


class Module:
    """What a file offers: the names that its module block binds, and its imports."""

    def __init__(self, text, path, dotted):
        self.dotted, self.is_package = dotted, Path(path).stem == "__init__"
        self.bound, self.imports, self.stars, self.exports = set(), [], [], None
        tree = ast.parse(text)
        self.used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        self.bound = names_bound(symtable.symtable(text, str(path), "exec"))
        top = set(map(id, top_level(tree)))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                source = self.absolute(node)
                for alias in node.names:
                    if alias.name == "*":
                        self.stars.append(source)
                    else:
                        self.imports.append((source, alias.name, alias.asname or alias.name, id(node) in top))
            elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
                if isinstance(node.value, (ast.List, ast.Tuple)):
                    self.exports = [e.value for e in node.value.elts if isinstance(e, ast.Constant)]

    def absolute(self, node):
        parts = self.dotted.split(".") if self.dotted else []
        if node.level:
            parts = parts[:len(parts) - node.level + self.is_package]
            return ".".join(parts + (node.module.split(".") if node.module else []))
        return node.module or ""

    def from_imports(self, name):
        return [(source, imported) for source, imported, bound, at_top in self.imports if at_top and bound == name]


def top_level(tree):
    """The statements of the module block, within other statements too."""
    stack = list(tree.body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            stack += [child for child in ast.iter_child_nodes(node) if isinstance(child, (ast.stmt, ast.excepthandler, getattr(ast, "match_case", ast.stmt)))]


def names_bound(table):
    names, stack = set(), [table]
    while stack:
        inner = stack.pop()
        stack += inner.get_children()
        for symbol in inner.get_symbols():
            if inner is table and (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()) or (
                    symbol.is_declared_global() and symbol.is_assigned()):
                names.add(symbol.get_name())
    return names


class Imports:
    def __init__(self, root):
        self.root, self.modules, self.by_name = root, {}, {}
        for path in sorted(root.rglob("*.py")):
            self.modules[self.dotted(path)] = self.read(read_source(str(path)) if readable(path) else "", path)

    def dotted(self, path):
        parts = list(path.relative_to(self.root).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        return ".".join(parts)

    def read(self, text, path):
        try:
            return Module(text, path, self.dotted(path))
        except (SyntaxError, ValueError, RecursionError):
            return Module("", path, self.dotted(path))

    def difference(self, changed, old, new):
        """Which import or re-export leads elsewhere once these files have these texts; None if none does."""
        after = dict(self.modules)
        for path, text in changed.items():
            if path.suffix == ".py":
                after[self.dotted(path)] = self.read(text, path)
        names = {old, new}
        for dotted, module in self.modules.items():
            there = after[dotted]
            if len(module.imports) != len(there.imports):
                return "%s has another number of imports" % dotted
            for a, b in zip(module.imports, there.imports):
                if {a[1], b[1], a[2], b[2]} & names:
                    was, now = origin(self.modules, a[0], a[1]), origin(after, b[0], b[1])
                    if {(m, new if n == old and (m, n) not in now else n) for m, n in was} != now and was != now:
                        return "%s: from %s import %s led to %s, now %s" % (
                            dotted or "__init__", a[0], a[1], sorted(was), sorted(now))
            if there.is_package:
                taken = {name for name in there.bound - module.bound if (dotted + "." + name).lstrip(".") in after}
                if taken:
                    return "%s would have its module %s and a variable of that name" % (dotted, sorted(taken))
            if module.stars:
                # What a star brings that `__all__` names, the module binds itself now.
                hidden = (there.bound - module.bound) & set(module.exports or ())
                if hidden:
                    return "%s: %s of a star is hidden" % (dotted, sorted(hidden))
                was = {name: found for name in names for found in [brought(self.modules, module, name)] if found}
                now = {name: found for name in names for found in [brought(after, there, name)] if found}
                # A name more is no matter as long as nothing there has that name.
                lost = {name for name in was if name not in now and offered(name, old, new) not in now}
                more = set(now) - set(was) - {offered(name, old, new) for name in was}
                # Nor where the file has the very same from there already.
                more -= {name for name in more if now[name] == origin(after, dotted, name)}
                if lost or more & (there.bound | there.used):
                    return "%s: stars brought %s, now %s" % (dotted, sorted(was), sorted(now))
        return None


def offered(name, old, new):
    return new if name == old else name


def brought(modules, module, name):
    ends = set()
    for source in module.stars:
        there = modules.get(source)
        public = there and (name in there.exports if there.exports is not None else not name.startswith("_"))
        ends |= origin(modules, source, name) if public else set()
    return ends


def origin(modules, dotted, name, seen=()):
    """{(module, name)}: where a name of a module comes from."""
    module = modules.get(dotted)
    if module is None or (dotted, name) in seen:
        return set()
    seen = seen + ((dotted, name),)
    ends = set()
    for source, imported in module.from_imports(name):
        ends |= origin(modules, source, imported, seen)
    if ends:
        return ends
    if name in module.bound:
        return {(dotted, name)}
    for source in reversed(module.stars):
        there = modules.get(source)
        public = there and (name in there.exports if there.exports is not None else not name.startswith("_"))
        ends = origin(modules, source, name, seen) if public else set()
        if ends:
            return ends
    submodule = (dotted + "." + name).lstrip(".")
    return {(submodule, "")} if submodule in modules else set()


def readable(path):
    try:
        read_source(str(path))
        return True
    except (SyntaxError, ValueError, LookupError):
        return False
