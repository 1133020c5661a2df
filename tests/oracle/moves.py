#!/usr/bin/env python3
"""Judges what legb does to imports when modules go to other folders, by a model of its own of where imports lead.

    python3 moves.py LEGB [-n 300] [--seed 1] [--full] [--folder F] [-v]

Modules and packages of whole libraries are drawn by chance, and for each another package and, at times, another name; at times two at once.  legb's server is told that they are
about to move (workspace/willRenameFiles).

- Edits: all files that they touch must parse, and every import, and every use that spells a module's whole name, must lead to the same
  module as before, in its new place, under the same name.
- No edits, and nothing said: nothing may lead to what moves, nor may it import anything relative to its place.
- A refusal is counted; with -v it is told.

The usual run takes the standard library of the running Python; --full takes Django, SQLAlchemy and pandas, --folder another.  Status 0 if nothing is wrong.
"""
import ast
import collections
import os
import random
import shutil
import symtable
import sys
import tempfile
import time
import warnings
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench"))
from lspclient import Refused, Server  # noqa: E402
from renames import PACKAGES, VERBOSE, apply, arguments, edits_of, library, package, uri_path  # noqa: E402
from source import OracleError, read_source  # noqa: E402

CHANGED_NAME = "zz_moved"


class Tree:
    """Where the modules of a folder lie: their dotted names, from the folder on."""

    def __init__(self, files):
        """`files`: the places of all files, as parts without suffix."""
        self.modules = {parts[:-1] if parts[-1] == "__init__" else parts for parts in files}
        self.packages = {parts[:end] for parts in files for end in range(len(parts))}

    def is_module(self, parts):
        return parts in self.modules or parts in self.packages


class Text:
    """What a file imports, and the names that it has behind dots, as they are written."""

    def __init__(self, text):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            root = ast.parse(text)
        nodes = list(ast.walk(root))
        self.imports = [(tuple(alias.name.split(".")), alias.asname)
                        for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        self.froms = [(node.level, tuple(node.module.split(".")) if node.module else (), alias.name, alias.asname)
                      for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names]
        inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
        chains = (chain_of(node) for node in nodes if isinstance(node, ast.Attribute) and id(node) not in inner)
        self.chains = [chain for chain in chains if chain]

    def places(self, parts, tree, bound):
        """Where the imports lead, and the uses that spell modules' names: {(what, name, where): how often}."""
        found, heads = collections.Counter(), collections.defaultdict(set)
        for path, alias in self.imports:
            if alias or len(path) == 1:
                found["import", alias or path[0], path] += 1
            else:
                heads[path[0]].add(path)
                found["whole", "", path] += 1
        for level, module, name, alias in self.froms:
            base = parts[:len(parts) - level] + module if level else module
            is_own = parts == base + ("__init__",)  # it finds its modules before it has bound their names
            is_module = tree.is_module(base + (name,)) and (is_own or not any(name in names for names in bound.get(base, ())))
            what, path = ("import", base + (name,)) if is_module else ("name " + name, base)
            found[what, alias or name, path] += 1
        for chain in self.chains:
            spelled = [chain[:end] for end in range(len(chain), 1, -1) if any(
                path[:end] == chain[:end] for path in heads.get(chain[0], ()))]
            if spelled and tree.is_module(spelled[0]):
                found["use", "", spelled[0]] += 1
        return found


def bound_in(text, path, package):
    """The names that a package has, of its own and from elsewhere: of these, no import takes a module."""
    table = symtable.symtable(text, str(path), "exec")
    own = {s.get_name() for s in table.get_symbols() if s.is_assigned() and not s.is_imported() or s.is_namespace()}
    return own, {alias.asname or alias.name for node in ast.walk(ast.parse(text))
                 if isinstance(node, ast.ImportFrom) and node.module and tuple(node.module.split(".")) != package
                 for alias in node.names}


def chain_of(node):
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return (node.id, *reversed(names)) if isinstance(node, ast.Name) else None


class Corpus:
    def __init__(self, title, legb, folder, log):
        self.title, self.root = title, folder
        (folder / "pyproject.toml").write_text('[tool.legb]\npython = "%d.%d"\n' % sys.version_info[:2])
        self.texts, self.bound = {}, {}
        for path in sorted(folder.rglob("*.py")):
            try:
                text = read_source(str(path))
                self.texts[path] = Text(text)
                if path.stem == "__init__":
                    self.bound[self.parts(path)[:-1]] = bound_in(text, path, self.parts(path)[:-1])
            except (SyntaxError, ValueError, LookupError, RecursionError, OracleError):
                self.texts.pop(path, None)
        self.tree = Tree([self.parts(path) for path in folder.rglob("*.py")])
        self.places = {path: text.places(self.parts(path), self.tree, self.bound) for path, text in self.texts.items()}
        self.server = Server([legb, "server"], folder, log)
        self.server.initialize()
        self.tally, self.failures, self.reasons = collections.Counter(), [], collections.Counter()

    def parts(self, path):
        return path.relative_to(self.root).with_suffix("").parts

    def draw(self, rng):
        """[(from, to)]"""
        packages = sorted({path.parent for path in self.texts if path.name == "__init__.py"})
        moves = []
        for _ in range(1 if rng.random() < 0.8 else 2):
            while True:
                path = rng.choice(list(self.texts))
                if path.name == "__init__.py":
                    path = path.parent
                if path.name == "__main__.py" or path == self.root:
                    continue
                near = [package for package in packages if package.parts[:-1] == path.parent.parts[:-1]]
                folder = rng.choice(near if near and rng.random() < 0.5 else packages)
                name = CHANGED_NAME + path.suffix if rng.random() < 0.3 else path.name
                to = folder / name
                if folder == path.parent or to.is_relative_to(path) or to.exists() or to.with_suffix("").exists():
                    continue
                if any(one.is_relative_to(other) for known in moves for one, other in ((path, known[0]), (known[0], path))):
                    continue
                if any(to == other or to.is_relative_to(known) for known, other in moves):
                    continue
                moves.append((path, to))
                break
        return moves

    def move(self, rng):
        moves = self.draw(rng)
        self.server.told.clear()
        edit = self.server.request("workspace/willRenameFiles", {
            "files": [{"oldUri": old.as_uri(), "newUri": new.as_uri()} for old, new in moves]}, 120)
        edits = edits_of(edit)
        deadline = time.monotonic() + (0 if edits else 0.05)
        while not self.server.told and time.monotonic() < deadline:
            time.sleep(0.005)
        told = "\n".join(self.server.told)
        outcome = "done" if edits else "refused" if told else "nothing"
        self.tally[outcome] += 1
        if outcome == "refused":
            self.reasons[told.split("\n")[0].split(": ", 2)[-1]] += 1
        problem = None if outcome == "refused" else self.wrong(moves, edits)
        if problem:
            self.failures.append("%s: %s" % (" and ".join("%s -> %s" % (
                old.relative_to(self.root), new.relative_to(self.root)) for old, new in moves), problem))
        return moves, outcome, told, problem

    def wrong(self, moves, edits):
        pairs = [(self.parts(old), self.parts(new)) for old, new in moves]

        def later(parts):
            for old, new in pairs:
                if parts[:len(old)] == old:
                    return new + parts[len(old):]
            return parts

        def called(kind):
            """Another module may offer what moves, under its name."""
            what, _, name = kind.partition(" ")
            return what + renamed.get(name, name)

        changed = {Path(uri_path(uri)): apply(read_source(uri_path(uri)), places, "?") for uri, places in edits.items()}
        tree = Tree([later(self.parts(path)) for path in self.root.rglob("*.py")])
        renamed = {old[-1]: new[-1] for old, new in pairs}
        bound = {later(package): (own, imported | {renamed[name] for name in imported if name in renamed})
                 for package, (own, imported) in self.bound.items()}
        for path, text in self.texts.items():
            parts = self.parts(path)
            try:
                after = Text(changed[path]) if path in changed else text
            except SyntaxError as error:
                return "%s: %s" % (path.relative_to(self.root), error)
            found = after.places(later(parts), tree, bound)
            expected = collections.Counter()
            for (kind, name, target), count in self.places[path].items():
                exists = self.tree.is_module(target)
                expected[called(kind), renamed.get(name, name), later(target) if exists else target] += count
            got = collections.Counter()
            for (kind, name, target), count in found.items():
                got[called(kind), renamed.get(name, name), target] += count
            # `import a` may become `import b.a`, with the uses of `a` spelled in full: before, they were no dotted ones.
            for target in (new for old, new in pairs if len(old) == 1):
                del got["use", "", target]
                for kind, name, _ in [lost for lost in expected - got if lost[0] == "import" and lost[2] == target]:
                    if (got - expected)["whole", "", target]:
                        del expected[kind, name, target], got["whole", "", target]
            if got != expected:
                return "%s: lost %s, new %s" % (path.relative_to(self.root), list((expected - got).items())[:3], list((got - expected).items())[:3])
        return None


def main():
    folder = ("--folder",), {"type": Path, "help": "a folder of packages"}
    args = arguments("Judges what legb does to imports when modules move.", "moves", VERBOSE, folder)
    sys.setrecursionlimit(8000)
    sources = {"library": library}
    if args.full:
        sources.update({name: package(name) for name in PACKAGES})
    if args.folder:
        sources = {args.folder.name: lambda into: shutil.copytree(
            args.folder, into, ignore=shutil.ignore_patterns("*.pyc", "*.mo", "*.po", "*.so", "*.js"))}
    failed = 0
    for number, (title, fill) in enumerate(sources.items(), 1):
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(os.path.realpath(temporary)) / "files"
            fill(root)
            corpus = Corpus(title, args.legb, root, os.path.join(temporary, "log"))
            rng = random.Random(args.seed)
            n = args.n // len(sources)
            for _ in range(n):
                moves, outcome, told, problem = corpus.move(rng)
                if problem:
                    print("  " + corpus.failures[-1], flush=True)
                if args.verbose:
                    print("  %s: %s" % (outcome, "; ".join("%s -> %s" % (old.relative_to(root), new.relative_to(root)) for old, new in moves)))
                    print("".join("      %s\n" % line for line in told.split("\n") if line), end="", flush=True)
            corpus.server.close()
            failed += bool(corpus.failures)
            print("%s %d - %s: %d moves, %d wrong; %s" % (
                "not ok" if corpus.failures else "ok", number, title, n, len(corpus.failures),
                ", ".join("%d %s" % (count, outcome) for outcome, count in corpus.tally.most_common())), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
