#!/usr/bin/env python3
"""Judges legb's code actions by CPython's compiler: each is done, and all names but those that it is about must mean what they meant.

    python3 actions.py LEGB [-n 300] [--seed 1] [--full] [--folder DIR] [-v]

In files of the standard library of the running Python, of random programs (generate.py) and of --folder, legb's server is asked what can be
done: at its own diagnostics and at names that are drawn by chance.  The edits are made, and the oracle (oracle.py) tells for both texts what each name is:

- the text must compile;
- what an action removes may take names away, but adds none; an import and a declaration add one; anything else leaves their number;
- of the names that stay, each has its role, its kind and its block, and the variables are the same, one for one: but those that a `global` or
  `nonlocal` makes one, and the one that an import binds;
- no function gets or loses its docstring.

Status 0 if all agree.
"""
import ast
import collections
import os
import random
import re
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "bench"))
from lspclient import Refused, Server  # noqa: E402
from oracle import analyze  # noqa: E402
from renames import VERBOSE, apply, arguments, edits_of, library, names_of, programs, uri_path  # noqa: E402
from source import read_source  # noqa: E402

SLOWEST = 60_000  # characters of a file: the oracle takes seconds for more
ASKED = {"unused-import", "unused-variable", "undefined-name", "unbound-name", "possibly-unbound", "shadowed-builtin"}
SORTS = ["Remove all", "Remove unused import", "Remove unused variable", "Rename", "Inline", "Add `global", "Add `nonlocal", "Add"]


class Different(Exception):
    pass


class Unplaced(Exception):
    """The order of the names isn't known: the columns of those in f-strings are wrong up to Python 3.11."""


def names(path):
    """[(offset, name, role, kind, block, owner)] in order, and the same, with their lines in place of offsets, of names in f-strings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        record, _ = analyze(str(path))
    if "error" in record:
        raise Different("%s does not compile: %s" % (path.name, record["error"]))
    starts = [0] + [m.end() for m in re.finditer("\n", path.read_text(encoding="utf-8"))]
    same = {"cell": "local", "global": "global_implicit"}
    placed = [(starts[line - 1] + col, name, role, same.get(kind, kind), *rest)
              for line, col, name, role, kind, *rest in record["occurrences"]]
    unplaced = [(line, name, role, same.get(kind, kind), *rest) for line, name, role, kind, *rest in record["unplaced"]]
    return sorted(placed), sorted(unplaced)


def docstrings(text):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [ast.get_docstring(node) for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]


def pairs(before, after, sort, title, edits):
    """The names that stay, each before and after; edits are (start, end, length of the new text), sorted."""
    (was, was_unplaced), (now, now_unplaced) = before, after
    if sort in ("Rename", "Inline"):
        if was_unplaced or now_unplaced:
            raise Unplaced
        if len(was) != len(now):
            raise Different("%d names, then %d" % (len(was), len(now)))
        return list(zip(was, now))
    at, found = {name[0]: name for name in now}, []
    for name in was:
        if any(start <= name[0] < end for start, end, _ in edits):
            continue
        moved = name[0] + sum(length - (end - start) for start, end, length in edits if end <= name[0])
        if moved not in at:
            raise Different("%s is no name any longer" % (name,))
        found.append((name, at[moved]))
    if [name[1:] for name in was_unplaced] != [name[1:] for name in now_unplaced]:
        # They may have gone with a value: nobody knows which.
        raise Unplaced
    gone, come = len(was) - len(found), len(now) - len(found)
    wanted = {"Remove unused import": (1, 0), "Add `global": (0, 1), "Add `nonlocal": (0, 1), "Add": (0, 1)}.get(sort)
    if sort == "Remove all":
        wanted = int(title.split()[2]), 0
    if sort == "Remove unused variable":
        wanted = gone, 0
    if (gone, come) != wanted:
        raise Different("%d names have gone, %d come" % (gone, come))
    return found


def judge(before, after, sort, title, edits, folder):
    """Raises Different if the second text does not mean what the first means, but for what the action is about."""
    if docstrings(before) != docstrings(after):
        raise Different("a docstring has come or gone")
    files = folder / "before.py", folder / "after.py"
    for path, text in zip(files, (before, after)):
        path.write_text(text, encoding="utf-8", newline="")
    found = pairs(*map(names, files), sort, title, edits)
    quoted = re.findall("`([^`]*)`", title)
    about = quoted[0].split()[-1] if quoted else None
    removes = sort.startswith("Remove")
    forth, back = {}, {}
    for (_, *old), (_, *new) in found:
        is_about = sort.startswith("Add") and old[0] == about
        (n1, r1, k1, _, o1), (n2, r2, k2, _, o2) = old, new
        same = r1 == r2 and (is_about or k1 == k2 and (removes or o1 == o2))
        # What is removed may take blocks with it, lambdas, so that others have other numbers.
        same = same and (is_about or forth.setdefault((n1, o1), (n2, o2)) == (n2, o2))
        same = same and (is_about or back.setdefault((n2, o2), (n1, o1)) == (n1, o1))
        if not same:
            raise Different("%s means another: %s" % (old, new))
    if sort in ("Add `global", "Add `nonlocal"):
        moved = {(old[-1], new[-1]) for old, new in found if old[1] == about and old[-1] != new[-1]}
        if len(moved) != 1:
            raise Different("these variables are others: %s" % sorted(moved))


def in_offsets(text, edits):
    starts = [0] + [m.end() for m in re.finditer("\n", text)]
    offset = lambda place: starts[place["line"]] + place["character"]  # noqa: E731
    return sorted((offset(place["start"]), offset(place["end"]), len(new)) for place, new in edits)


class Corpus:
    def __init__(self, title, legb, folder, log):
        self.title, self.root, self.log = title, folder, log
        if not (folder / "pyproject.toml").exists():
            (folder / "pyproject.toml").write_text('[tool.legb]\npython = "%d.%d"\n' % sys.version_info[:2])
        found = (p for p in sorted(folder.rglob("*.py")) if p.stat().st_size < SLOWEST)
        self.files = [p for p in found if self.compiles(p)]
        self.server = Server([legb, "server"], folder, log)
        self.server.initialize(300)
        self.tally, self.failures, self.judged = collections.Counter(), [], Path(tempfile.mkdtemp())

    def compiles(self, path):
        try:
            text = read_source(str(path))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(text, str(path), "exec", dont_inherit=True)
            return text.isascii() and "\r" not in text
        except (SyntaxError, ValueError, LookupError, RecursionError):
            return False

    def ask(self, rng, verbose):
        path = rng.choice(self.files)
        text = read_source(str(path))
        self.server.open(path)
        document = {"uri": path.as_uri()}
        report = self.server.request("textDocument/diagnostic", {"textDocument": document}, 120)["items"]
        report = [one for one in report if one["code"] in ASKED]
        ranges = [(one["range"], [one]) for one in rng.sample(report, min(4, len(report)))]
        drawn = names_of(text)
        for line, column, _, _ in rng.sample(drawn, min(6, len(drawn))):
            here = {"line": line, "character": column}
            ranges.append(({"start": here, "end": here}, []))
        for place, diagnostics in ranges:
            params = {"textDocument": document, "range": place, "context": {"diagnostics": diagnostics}}
            for action in self.server.request("textDocument/codeAction", params, 120) or []:
                self.do(path, text, place, action, verbose)
        self.server.notify("textDocument/didClose", {"textDocument": document})

    def do(self, path, text, place, action, verbose):
        title = action["title"]
        sort = next(sort for sort in SORTS if title.startswith(sort))
        outcome = "done"
        try:
            if "disabled" in action:
                raise Refused("codeAction", {"message": action["disabled"]["reason"]})
            if "edit" not in action:
                action = self.server.request("codeAction/resolve", action, 120)
            edits = edits_of(action["edit"])
            # Of the other files of a rename renames.py is the judge.
            own = [edits[uri] for uri in edits if Path(uri_path(uri)) == path]
            after = apply(text, own[0], None)
            judge(text, after, sort, title, in_offsets(text, own[0]), self.judged)
        except Refused as refusal:
            outcome = "refused"
            problem = str(refusal)
        except (Different, SyntaxError) as difference:
            outcome, problem = "wrong", str(difference)
            self.failures.append(problem)
        except (RecursionError, Unplaced):
            outcome = "not judged"
        self.tally[sort, outcome] += 1
        if outcome == "wrong" or verbose:
            told = "" if outcome == "done" else ": " + problem if outcome != "not judged" else ""
            where = "%s:%d:%d" % (path.relative_to(self.root), place["start"]["line"] + 1, place["start"]["character"] + 1)
            print("  %s: %s: %s%s" % (where, title, outcome, told), flush=True)


def main():
    folder = ("--folder",), {"help": "ask about a copy of this folder's files instead"}
    args = arguments("Judges legb's code actions.", "files that are asked about", folder, VERBOSE)
    sys.setrecursionlimit(8000)
    sources = {"library": library, "programs": lambda folder: programs(folder, 400)}
    if args.folder:
        sources = {os.path.basename(args.folder.rstrip("/")): lambda folder: shutil.copytree(args.folder, folder)}
    failed = 0
    for number, (title, fill) in enumerate(sources.items(), 1):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(os.path.realpath(temporary)) / "files"
            fill(folder)
            corpus = Corpus(title, args.legb, folder, os.path.join(temporary, "log"))
            rng = random.Random(args.seed)
            for _ in range(args.n // len(sources)):
                corpus.ask(rng, args.verbose)
            corpus.server.close()
            shutil.rmtree(corpus.judged)
            failed += bool(corpus.failures)
            told = ", ".join("%d %s %s" % (count, sort, outcome) for (sort, outcome), count in sorted(corpus.tally.items()))
            missing = not any(outcome == "done" for _, outcome in corpus.tally)
            failed += missing
            state = "not ok" if corpus.failures or missing else "ok"
            print("%s %d - %s: %d actions, %d wrong; %s" % (
                state, number, title, sum(corpus.tally.values()), len(corpus.failures), told), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
