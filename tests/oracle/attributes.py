#!/usr/bin/env python3
"""Judges legb's renames of attributes by running programs before and after: what they print must be the same.

    python3 attributes.py LEGB [-n 300] [--seed 1] [--full] [--keep DIR]

The programs are random: classes of two modules that inherit from each other and bind, override and ask for a handful of names in all ways whose
class the text tells: `self.x`, `cls.x`, `C.x`, `C().x`, `super().x`, `getattr(self, "x")`, `case C(x=…)`, a function's own `x = C()`, asked with `isinstance`, too, slots, properties, fields of dataclasses and
their keywords, private names. Each prints what every such place finds. A rename is asked for at a random place, to a name that nobody has or to
one of the program's own. Then

- done: the program must print what it printed, and the same edits must come back from other places that they change;
- refused although nobody has the new name: wrong, unless a private name is involved or the class body reads a global.

Nothing but programs of this file's own making is run.  Status 0 if all agree.
"""
import collections
import contextlib
import io
import os
import random
import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench"))
from lspclient import Refused, Server  # noqa: E402
from renames import apply, arguments, edits_of, names_of, uri_path  # noqa: E402

NAMES = ["a", "b", "c", "d", "e", "__p"]
HEAD = '''from dataclasses import dataclass
def show(found):
    if hasattr(found, "__code__"):
        return [const for const in found.__code__.co_consts if isinstance(const, str)]
    return found if isinstance(found, (int, str)) else type(found).__name__
'''


def widened(name):
    """The name in full-width letters, which is the same name to Python."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in name)


class Program:
    """The text of two modules, the second of which is run."""

    def __init__(self, rng):
        self.rng, self.lines, self.classes, self.n = rng, [], [], 0
        self.probes = []
        self.metaclass = None
        if rng.random() < 0.4:
            self.metaclass_()
        n_lib = rng.randrange(0, 4)
        for _ in range(n_lib):
            self.class_()
        self.lib = HEAD + "\n".join(self.lines) + "\n"
        alias = rng.random() < 0.3
        self.lines = ["import lib", "from lib import *"]
        if alias and self.classes:
            self.lines.append("from lib import %s as Alias" % self.classes[0])
        for _ in range(rng.randrange(1, 5)):
            self.class_()
        if alias and n_lib:
            self.lines += ["class Last(Alias):", "    pass"]
            self.classes.append("Last")
        self.outside()
        self.main = "from lib import show, dataclass\n" + "\n".join(self.lines) + "\n"

    def number(self):
        self.n += 1
        return self.n

    def name(self):
        return self.rng.choice(NAMES)

    def line(self, depth, text):
        self.lines.append("    " * depth + text)

    def class_(self):
        rng, name = self.rng, "K%d" % len(self.classes)
        bases = rng.sample(self.classes, min(len(self.classes), rng.choice([0, 1, 1, 1, 2])))
        bases.sort(key=self.classes.index, reverse=True)
        shown = [("lib." if ("class %s" % base) not in "\n".join(self.lines) and rng.random() < 0.3 else "") + base for base in bases]
        is_fields = rng.random() < 0.2
        if is_fields:
            self.line(0, "@dataclass")
        if self.metaclass and not bases and rng.random() < 0.6:
            shown = ["metaclass=%s" % self.metaclass]
        self.line(0, "class %s%s:" % (name, "(%s)" % ", ".join(shown) if shown else ""))
        self.line(1, "pass")
        slotted = not is_fields and rng.random() < 0.15
        slots = rng.sample(NAMES, 2) if slotted else []
        if slots:
            self.line(1, "__slots__ = (%s)" % ", ".join('"%s"' % slot for slot in slots))
        bound = []
        for _ in range(rng.randrange(0, 4)):
            self.binding(slots, bound, is_fields)
        self.methods(name, is_fields)
        self.classes.append(name)

    def metaclass_(self):
        """Makes a class of classes, whose methods ask the classes that it makes."""
        rng = self.rng
        self.line(0, "class Meta(type):")
        for _ in range(rng.randrange(0, 3)):
            x = self.name()
            self.line(1, rng.choice(["%s = %d" % (x, self.number()), "def %s(cls): return 'm%d'" % (x, self.number())]))
        self.line(1, "def of_meta(cls):")
        self.line(2, "found = []")
        for _ in range(rng.randrange(1, 4)):
            self.safely(2, "found.append(show(cls.%s))" % self.name())
        self.line(2, "return found")
        self.metaclass = "Meta"

    def binding(self, slots, bound, is_fields):
        rng, x = self.rng, self.name()
        if x in slots:
            return
        kind = rng.randrange(6)
        if is_fields and not x.startswith("__") and kind < 4:
            self.line(1, "%s: int = %d" % (x, self.number()))
        elif kind in (0, 1):
            self.line(1, "%s = %d" % (x, self.number()))
        elif kind in (2, 3):
            self.line(1, "def %s(self): return 'm%d'" % (x, self.number()))
        elif kind == 4:
            self.line(1, "@property")
            self.line(1, "def %s(self): return %d" % (x, self.number()))
            self.line(1, "@%s.setter" % x)
            self.line(1, "def %s(self, value): pass" % x)
        elif bound:
            self.line(1, "%s = %s" % (x, rng.choice(bound)))
        bound.append(x)

    def methods(self, name, is_fields):
        rng = self.rng
        if rng.random() < 0.5 and not is_fields:
            self.line(1, "def __init__(self):")
            self.line(2, "super().__init__()")
            for _ in range(rng.randrange(1, 3)):
                self.safely(2, "self.%s = %d" % (self.name(), self.number()))
        probe = "probe_%s" % name
        self.line(1, "def %s(self):" % probe)
        self.line(2, "found = []")
        for _ in range(rng.randrange(1, 5)):
            x = self.name()
            plain = x if not x.startswith("__") else "a"
            place = rng.choice(["self.%s" % x, "self.%s" % x, "super().%s" % x, "type(self).%s" % x,
                                "super(%s, self).%s" % (rng.choice(self.classes + [name]), x), "super(__class__, self).%s" % x,
                                "(lambda: super(%s, self).%s)()" % (name, x), "self.%s" % widened(x),
                                "getattr(self, '%s')" % plain, "%s.%s" % (rng.choice(self.classes + [name]), x),
                                "[self.%s for _ in (1,)][0]" % x])
            self.safely(2, "found.append(show(%s))" % place)
        self.line(2, "return found")
        self.line(1, "@classmethod")
        self.line(1, "def of_%s(cls):" % probe)
        self.line(2, "found = []")
        self.safely(2, "found.append(show(cls.%s))" % self.name())
        if is_fields:
            self.safely(2, "found.append(show(cls(%s=%d).%s))" % (self.plain(), self.number(), self.plain()))
        self.line(2, "return found")
        self.probes.append(probe)

    def plain(self):
        return self.rng.choice(NAMES[:-1])

    def safely(self, depth, text):
        self.line(depth, "try: %s" % text)
        self.line(depth, "except (AttributeError, TypeError): found = locals().get('found', []) + [0]")

    def outside(self):
        rng = self.rng
        self.line(0, "found = []")
        for name in self.classes:
            for probe in self.probes:
                self.safely(0, "found.append(%s().%s())" % (name, probe))
                self.safely(0, "found.append(%s.of_%s())" % (name, probe))
            for x in NAMES[:-1]:
                if rng.random() < 0.5:
                    self.safely(0, "found.append(show(%s.%s))" % (name, x))
                if self.metaclass and rng.random() < 0.2:
                    self.safely(0, "found.append(%s.of_meta())" % name)
                if rng.random() < 0.3:
                    self.safely(0, "found.append(show(%s().%s))" % (name, x))
                if rng.random() < 0.2:
                    self.safely(0, "found.append(show(%s(%s=%d).%s))" % (name, x, self.number(), x))
            if rng.random() < 0.2:
                x = self.plain()
                self.line(0, "try:")
                self.line(1, "match %s():" % name)
                self.line(2, "case %s(%s=got): found.append(show(got))" % (name, x))
                self.line(0, "except TypeError: pass")
            if rng.random() < 0.5:
                self.given(name)
        self.line(0, "print(found)")

    def given(self, name):
        """A function that asks what its own variables are assigned."""
        rng = self.rng
        self.line(0, "def given_%s(given):" % name)
        self.line(1, "found = []")
        self.line(1, "one = %s()" % name)
        self.line(1, "same = other = one")
        self.line(1, "made = %s" % name)
        self.line(1, "either = %s() if len(given) %% 2 else %s" % (rng.choice(self.classes), rng.choice(["one", "None", "made"])))
        self.line(1, "if (new := made()): pass")
        for _ in range(rng.randint(2, 6)):
            place = rng.choice(["one.%s", "same.%s", "other.%s", "made.%s", "made().%s", "either.%s",
                                "(lambda: one.%s)()", "[one.%s for _ in '1'][0]", "new.%s",
                                "(one.%%s if isinstance(one, %s) else 0)" % rng.choice(self.classes)])
            self.safely(1, "found.append(show(%s))" % (place % self.plain()))
        self.line(1, "return found")
        self.line(0, "found.append(given_%s(found))" % name)


def output(folder):
    """What a program prints, or None if it fails."""
    for module in ("lib", "main"):
        sys.modules.pop(module, None)
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            text = (folder / "main.py").read_text()
            exec(compile(text, str(folder / "main.py"), "exec"), {"__name__": "main"})
        return out.getvalue()
    except Exception:
        return None
    finally:
        sys.path.pop(0)


def places(folder):
    """Where attributes are named: behind dots, in class bodies, by keywords."""
    found = []
    for path in (folder / "lib.py", folder / "main.py"):
        found += [(path, line, column, name) for line, column, name, _ in names_of(path.read_text()) if name in NAMES]
    return found


class Judge:
    def __init__(self, legb, folder, log, rng, n_programs):
        self.rng, self.tally, self.failures = rng, collections.Counter(), []
        self.programs = []
        while len(self.programs) < n_programs:
            program = Program(rng)
            at = folder / ("p%d" % len(self.programs))
            at.mkdir(exist_ok=True)
            (at / "lib.py").write_text(program.lib)
            (at / "main.py").write_text(program.main)
            before = output(at)
            if before is not None and places(at):
                self.programs.append((at, before))
        version = "%d.%d" % sys.version_info[:2]
        (folder / "pyproject.toml").write_text('[tool.legb]\npython = "%s"\n' % version)
        self.server = Server([legb, "server"], folder, log)
        self.server.initialize()

    def rename(self, number):
        folder, before = self.programs[number % len(self.programs)]
        path, line, column, name = self.rng.choice(places(folder))
        new = self.rng.choice(["fresh"] * 6 + ["__fresh"] + NAMES)
        if new == name:
            return
        try:
            edit = self.server.at("rename", path, line, column, 60, newName=new)
        except Refused as refusal:
            kind = (refusal.error.get("data") or {}).get("kind", "no kind")
            self.tally[kind] += 1
            message = refusal.error["message"]
            excused = "read a global" in message or "__" in new + name or "what is" in message
            if new == "fresh" and kind not in ("unknown", "fixed") and not excused:
                self.fail(path, line, column, name, new, "refused: " + message)
            return
        self.tally["done"] += 1
        edits = edits_of(edit)
        problem = self.wrong(folder, before, edits, new) or self.elsewhere(edits, new)
        if problem:
            self.fail(path, line, column, name, new, problem)

    def fail(self, path, line, column, name, new, problem):
        self.failures.append("%s/%s:%d:%d: %s -> %s: %s" % (
            path.parent.name, path.name, line + 1, column + 1, name, new, problem))

    def wrong(self, folder, before, edits, new):
        with tempfile.TemporaryDirectory() as temporary:
            after = Path(temporary)
            for file in ("lib.py", "main.py"):
                path = folder / file
                (after / file).write_text(apply(path.read_text(), edits.get(path.as_uri(), []), new))
            elsewhere = [uri for uri in edits if Path(uri_path(uri)).parent != folder]
            if elsewhere:
                return "it edits another program: %s" % elsewhere[0]
            got = output(after)
        if got == before:
            return None
        return "prints %s, printed %s" % (got and difference(got, before), difference(before, got or ""))

    def elsewhere(self, edits, new):
        found = [(uri, text_range) for uri, all_edits in edits.items() for text_range, text in all_edits if text == new]
        for uri, text_range in self.rng.sample(found, min(2, len(found))):
            start = text_range["start"]
            try:
                again = self.server.at("rename", Path(uri_path(uri)), start["line"], start["character"], 60, newName=new)
            except Refused as refusal:
                return "asked at %s:%d:%d: %s" % (Path(uri_path(uri)).name, start["line"] + 1, start["character"] + 1, refusal)
            if edits_of(again) != edits:
                return "asked at %s:%d:%d: other edits" % (Path(uri_path(uri)).name, start["line"] + 1, start["character"] + 1)
        return None


def difference(one, other):
    at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), 0)
    return "…%s…" % one[max(0, at - 30):at + 30].strip()


def main():
    keep = ("--keep",), {"help": "a folder that the programs are left in"}
    args = arguments("Judges legb's renames of attributes.", "renames", keep)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(args.keep).absolute() if args.keep else Path(os.path.realpath(temporary)) / "programs"
        folder.mkdir(exist_ok=True)
        judge = Judge(args.legb, folder, os.path.join(temporary, "log"), random.Random(args.seed), max(20, args.n // 10))
        for number in range(args.n):
            try:
                judge.rename(number)
            except Exception:  # The server's end, or this file's own fault.
                judge.failures.append(traceback.format_exc())
                break
        with contextlib.suppress(Exception):
            judge.server.close()
    for failure in judge.failures:
        print("  " + failure)
    told = ", ".join("%d %s" % (count, outcome) for outcome, count in judge.tally.most_common())
    print("%s 1 - attributes: %d renames, %d wrong; %s" % ("not ok" if judge.failures else "ok", args.n, len(judge.failures), told))
    return 1 if judge.failures or not judge.tally["done"] else 0


if __name__ == "__main__":
    sys.exit(main())
