#!/usr/bin/env python3
"""Judges legb's renames: what it does and what it refuses, by CPython's compiled code before and after.

    python3 renames.py LEGB [-n 300] [--seed 1] [--full] [--only TITLE,…] [-v]

Names of whole libraries and of random programs are drawn by chance, and for each a new name: a fresh one, one that stands near by or
anywhere in the file, a built-in, a keyword, a private one.  legb's server is asked to rename.

- Edits: from wherever they are asked, they are the same; every file that they touch must compile to the same code but for the name (rename_check.py), and every import of the whole
  library must lead where it led (imports.py).
- A refusal because a meaning would change: the edits are made all the same, at all places that legb's references name, and
  then something must differ: or a harmless name was refused.
- A refusal because of what can't be known or reached is counted; a keyword must be refused.

The usual run takes the standard library of the running Python and programs of generate.py; --full adds three packages, and --only
takes some of them all: `--full --only pandas`.  Status 0 if all agree.
"""
import argparse
import builtins
import collections
import io
import keyword
import os
import random
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tokenize
import warnings
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench"))
from imports import Imports  # noqa: E402
from lspclient import Refused, Server  # noqa: E402
from packages import unpacked  # noqa: E402
from rename_check import Different, judge  # noqa: E402
from source import OracleError, read_source  # noqa: E402

PACKAGES = ["Django", "SQLAlchemy", "pandas"]
ALSO = ("attribute", "keyword", "import", "string")
SLOWEST = 100_000  # characters of a file: the judges take seconds for more
MOST_FILES = 25    # of those that a rename touches are judged
# Refusals for what the judges of the text can't see: files, who else has an attribute, and which attributes of modules are asked for.
BEYOND = re.compile("is there already|it is used outside the workspace|the package binds|would be this module|asked of the module here already|shares its attributes|of every `NamedTuple`")
LINE = re.compile("\r\n|\r|\n")


class Corpus:
    """A copy of some files, with a server that has read them."""

    def __init__(self, title, legb, folder, log):
        self.title, self.root = title, folder
        (folder / "pyproject.toml").write_text('[tool.legb]\npython = "%d.%d"\n' % sys.version_info[:2])
        self.files = sorted(p for p in folder.rglob("*.py") if p.stat().st_size < SLOWEST)
        self.server = Server([legb, "server"], folder, log)
        self.server.initialize()
        self.imports = Imports(folder)
        self.tally = collections.Counter()
        self.failures = []

    def is_judged(self, path):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(read_source(str(path)), str(path), "exec", dont_inherit=True)
            return True
        except (SyntaxError, ValueError, LookupError, RecursionError):
            return False

    # ---- one rename

    def draw(self, rng):
        """(path, line, column in UTF-16, name, new name, kind of new name)."""
        while True:
            path = rng.choice(self.files)
            if not self.is_judged(path):
                self.files.remove(path)
                continue
            names = names_of(read_source(str(path)))
            # Most attributes are out of reach: few of them are enough.
            asked = [name for name in names if not name[3] or rng.random() < 0.15]
            if not asked:
                continue
            line, column, name, _ = rng.choice(asked)
            kind, new = new_name(rng, names, line, name)
            if new != name:
                return path, line, column, name, new, kind

    def rename(self, rng):
        path, line, column, name, new, kind = drawn = self.draw(rng)
        before = self.failures[:]
        try:
            edit = self.server.at("rename", path, line, column, 120, newName=new)
            outcome = "done"
            moves = any(change.get("kind") for change in (edit or {}).get("documentChanges") or [])
            problem = kind == "keyword" and "a keyword was taken" or self.wrong(edits_of(edit), name, new, moves)
            problem = problem or self.elsewhere(rng, edit, new)
        except Refused as refusal:
            outcome = (refusal.error.get("data") or {}).get("kind", "no kind")
            problem = None
            if kind == "keyword" and outcome not in ("name", "fixed", "unknown"):
                problem = "a keyword was taken"
            elif outcome == "clash" and not self.is_beyond(refusal, path, line, column, name) and not self.wrong(
                    self.references(path, line, column), name, new, first=refusal.error["message"].split("\n")[-1]):
                problem = "harmless, but refused: " + refusal.error["message"]
        self.tally[kind, outcome] += 1
        if problem:
            self.failures.append("%s:%d:%d: %s -> %s (%s): %s" % (
                path.relative_to(self.root), line + 1, column + 1, name, new, kind, problem))
        return drawn, self.failures[len(before):]

    def is_beyond(self, refusal, path, line, column, name):
        """Whether the references alone don't tell what is refused: those of an attribute are its class's, and the rename is that of all
        classes that share it."""
        before = LINE.split(read_source(str(path)))[line].encode("utf-16-le")[:2 * column].decode("utf-16-le")
        last = str(refusal).split("\n")[-1]
        is_bound_in_class = re.search(r": %s\s*[:=]" % re.escape(name), last)
        is_attribute = before.rstrip().endswith(".") or "." + name in last or "def %s(" % name in last or is_bound_in_class
        is_elsewhere = not last.strip().startswith("%s:" % path.relative_to(self.root))
        # Of another class with the same attribute.
        hides = re.search("class `.*` uses .* it would hide", str(refusal))
        of_other = is_elsewhere and (hides or "private to it" in str(refusal) and name in last)
        is_beyond = BEYOND.search(str(refusal)) or is_attribute and "private to it" in str(refusal) or of_other
        return is_beyond or self.is_in_string(last)

    def is_in_string(self, shown):
        """Whether what is shown as `path:line:column: …` stands in a string, such as the type in `cast("list[T]", x)`: no code is made of it."""
        place = re.match(r"\s*(.+?):(\d+):(\d+): ", shown)
        if not place:
            return False
        path, at = self.root / place[1], (int(place[2]), int(place[3]) - 1)
        tokens = tokenize.generate_tokens(io.StringIO(read_source(str(path))).readline)
        return any(token.type == tokenize.STRING and token.start <= at < token.end for token in tokens)

    def elsewhere(self, rng, edit, new):
        """The same rename is asked at other places that it changes: the same edits must come back."""
        edits = edits_of(edit)
        places = [(uri, text_range) for uri, found in edits.items() for text_range, text in found if text == new]
        for uri, text_range in rng.sample(places, min(3, len(places))):
            start = text_range["start"]
            try:
                again = self.server.at("rename", Path(uri_path(uri)), start["line"], start["character"], 120, newName=new)
            except Refused as refusal:
                return "asked at %s:%d:%d: %s" % (uri, start["line"] + 1, start["character"] + 1, refusal)
            if edits_of(again) != edits:
                return "asked at %s:%d:%d: other edits" % (uri, start["line"] + 1, start["character"] + 1)
        return None

    def references(self, path, line, column):
        found = self.server.at("references", path, line, column, 120, context={"includeDeclaration": True})
        edits = collections.defaultdict(list)
        for place in found or []:
            edits[place["uri"]].append((place["range"], None))
        return edits

    def wrong(self, edits, old, new, moves=False, first=""):
        """What is not the same after the edits, or None.  Where the imports lead is not asked of a module that moves.  Of many
        files some are judged, among them the one that `first` begins with the place of."""
        changed = {}
        for uri, places in edits.items():
            path = Path(uri_path(uri))
            before = read_source(str(path))
            changed[path] = before, apply(before, places, new)
        def is_first(path):
            return not first.strip().startswith(str(path.relative_to(self.root)) + ":")

        for path in sorted(changed, key=lambda path: (is_first(path), path))[:MOST_FILES]:
            before, after = changed[path]
            if path.suffix != ".py":
                continue
            try:
                judge(before, after, old, new, ALSO)
            except Different as difference:
                return "%s: %s" % (path.name, difference)
            except (SyntaxError, OracleError, RecursionError) as error:
                self.tally["not judged", type(error).__name__] += 1
        return None if moves else self.imports.difference({path: after for path, (_, after) in changed.items()}, old, new)


def names_of(text):
    """[(line from 0, column in UTF-16, name, whether it is behind a dot)] of a text's identifiers."""
    found, lines = [], LINE.split(text)
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
                line = token.start[0] - 1
                before = lines[line][:token.start[1]]
                is_member = before.rstrip().endswith(".")
                found.append((line, len(before.encode("utf-16-le")) // 2, token.string, is_member))
    except (tokenize.TokenError, IndentationError, IndexError):
        return []
    return found


def new_name(rng, names, line, name):
    kind = rng.choice(["fresh", "near", "near", "near", "file", "file", "built-in", "keyword", "private"])
    if kind == "near":
        near = [n[2] for n in names if abs(n[0] - line) <= 8 and n[2] != name]
        return kind, rng.choice(near or ["other"])
    if kind == "file":
        return kind, rng.choice(names)[2]
    if kind == "built-in":
        return kind, rng.choice([n for n in dir(builtins) if n.isidentifier() and not keyword.iskeyword(n)])
    if kind == "keyword":
        return kind, rng.choice(keyword.kwlist)
    return kind, "__renamed" if kind == "private" else "zz_renamed"


def uri_path(uri):
    from urllib.parse import unquote, urlparse
    return unquote(urlparse(uri).path)


def edits_of(edit):
    edits = collections.defaultdict(list)
    for change in (edit or {}).get("documentChanges") or []:
        for text_edit in change.get("edits", ()):  # a file that moves has none
            edits[change["textDocument"]["uri"]].append((text_edit["range"], text_edit["newText"]))
    return edits


def apply(text, edits, new):
    """The text with (range in UTF-16, new text, or None for the new name)."""
    starts = [0] + [m.end() for m in LINE.finditer(text)]

    def offset(place):
        start = starts[place["line"]]
        tail = text[start:start + place["character"] + 1]
        if tail.isascii():
            return start + place["character"]
        return start + len(text[start:].encode("utf-16-le")[:2 * place["character"]].decode("utf-16-le"))

    pieces, end = [], len(text)
    for place, replacement in sorted(edits, key=lambda e: (e[0]["start"]["line"], e[0]["start"]["character"]), reverse=True):
        start, stop = offset(place["start"]), offset(place["end"])
        pieces += [text[stop:end], new if replacement is None else replacement]
        end = start
    pieces.append(text[:end])
    return "".join(reversed(pieces))


# ---- what is renamed in

def library(folder):
    """A copy of the running Python's library."""
    source = sysconfig.get_paths()["stdlib"]
    ignored = shutil.ignore_patterns("site-packages", "__pycache__", "test", "tests", "lib2to3", "idlelib",
                                     "*.so", "config-*", "*.pyc", "*.txt", "*.exe")
    shutil.copytree(source, folder, ignore=ignored)


def programs(folder, n):
    tool = os.path.join(os.path.dirname(os.path.abspath(__file__)), "generate.py")
    subprocess.run([sys.executable, tool, str(folder), "-n", str(n), "--seed", "7"], check=True, capture_output=True)


def package(name):
    return lambda folder: shutil.copytree(unpacked(name), folder)


def arguments(description, drawn, *others):
    """What a judge of the server's edits is called with; others are the names and keywords of options that it has alone."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("legb")
    parser.add_argument("-n", type=int, help="%s; 300, with --full 20000" % drawn)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    for names, keywords in others:
        parser.add_argument(*names, **keywords)
    args = parser.parse_args()
    args.n = args.n or (20_000 if args.full else 300)
    args.legb = os.path.abspath(args.legb)
    return args


ONLY = ("--only",), {"help": "titles, as library,pandas: only these"}
VERBOSE = ("-v", "--verbose"), {"action": "store_true", "help": "tell each"}


def main():
    args = arguments("Judges legb's renames.", "renames", ONLY, VERBOSE)
    sys.setrecursionlimit(8000)
    sources = {"library": library, "programs": lambda folder: programs(folder, 400)}
    if args.full:
        sources.update({name: package(name) for name in PACKAGES})
    if args.only:
        sources = {title: sources[title] for title in args.only.split(",")}
    n = args.n // len(sources)
    failed = 0
    for number, (title, fill) in enumerate(sources.items(), 1):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(os.path.realpath(temporary)) / "files"
            fill(folder)
            corpus = Corpus(title, args.legb, folder, os.path.join(temporary, "log"))
            rng = random.Random(args.seed)
            for _ in range(n):
                drawn, failures = corpus.rename(rng)
                for failure in failures:
                    print("  " + failure, flush=True)
                if args.verbose:
                    print("  %s:%d:%d %s -> %s" % (drawn[0].relative_to(folder), drawn[1] + 1, drawn[2] + 1, *drawn[3:5]))
            corpus.server.close()
            failed += bool(corpus.failures)
            print("%s %d - %s: %d renames, %d wrong; %s" % (
                "not ok" if corpus.failures else "ok", number, title, n, len(corpus.failures), told(corpus.tally)), flush=True)
    return 1 if failed else 0


def told(tally):
    by_outcome = collections.Counter()
    for (_, outcome), count in tally.items():
        by_outcome[outcome] += count
    return ", ".join("%d %s" % (count, outcome) for outcome, count in by_outcome.most_common())


if __name__ == "__main__":
    sys.exit(main())
