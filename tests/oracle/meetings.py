#!/usr/bin/env python3
"""Small programs with two or three errors in one construct: which does the compiler meet first?

    python3 meetings.py [--target 3.13] [-n 3] [--seed 1]        prints some

A construct has holes for expressions and blocks.  Two or three are filled with errors, some of
them within another construct; the rest with a name.  No parser rejects any program, of its own
version.  The same seed gives the same programs under every Python.
"""
import argparse
import random
import re
import sys

# Holes: ? an expression, ! a statement.
EXPRESSIONS = [
    "(?, ?)", "[? for a in ?]", "[? for a[?] in ? if ?]", "[? for a[?] in ? if ? for b[?] in ? if ?]",
    "{? for a[?] in ? for b in ?}", "{?: ? for a[?] in ? if ?}", "(? for a[?] in ? if ?)",
    "(? for a in ? for b[?] in ?)", "(lambda a=?, *, b=?: ?)", "(? if ? else ?)", "{?: ?, **?}",
    "f(?, *?, k=?, **?)", "(? and ? or ?)", "a[?:?, ?]", "(? < ? < ?)", "a.f(?)(?)", "{?, *?}",
    "f(? for a in ?)", "[(yield ?) for a in ?]", "[[? for a in ?] for b in ?]",
    "[? for b in [? for a in ?]]", "(lambda p=?, p=?: ?)", "(w := ?)",
]
# From 3.9 on the compiler tells these, not the parser, and a decorator may be any expression.
OF_KEYWORDS = ["f(k=?, k=?)"]
FORMATTED = ["f'{ ? } { ? :{ ? }}'"]
STATEMENTS = [
    "a[?] = b[?] = ?", "a[?]: ? = ?", "a: ? = ?", "a.b: ?", "a[?] += ?", "del a[?], b[?]", "?; ?",
    "for a[?] in ?:\n    !\nelse:\n    !", "while ?:\n    !\nelse:\n    !",
    "if ?:\n    !\nelif ?:\n    !\nelse:\n    !", "with ? as a[?], ? as b[?]:\n    !",
    "try:\n    !\nexcept ?:\n    !\nexcept ? as a:\n    !\nelse:\n    !\nfinally:\n    !",
    "try:\n    !\nexcept ?:\n    !\nexcept:\n    !", "try:\n    !\nfinally:\n    !",
    "def a(b: ? = ?, /, c: ? = ?, *d: ?, e: ? = ?, **f: ?) -> ?:\n    !",
    "def a(b=?, *, c=?):\n    !", "async def a(b: ? = ?) -> ?:\n    !", "class a(?, k=?):\n    !",
    "class a(?):\n    def b(c=?):\n        !", "raise ? from ?", "assert ?, ?",
    "def a(b: ? = ?, b: ? = ?) -> ?:\n    !", "while a:\n    try:\n        !\n    finally:\n        !",
    "for a in b:\n    with ?:\n        !\nelse:\n    !", "def a(b: ? = ?, /, *c: ?) -> ?:\n    !",
    "for a in b:\n    try:\n        !\n    except a as b:\n        !\n    finally:\n        !",
]
ASYNC = [
    "async def a():\n    async for b[?] in ?:\n        !", "async def a():\n    async with ? as b[?]:\n        !",
    "async def a():\n    return [? async for b[?] in ?]", "async def a():\n    await ?\n    !",
]
SINCE = {
    (3, 9): ["@?\n@?\ndef a(b: ? = ?) -> ?:\n    !", "@?\nclass a(?, k=?):\n    !",
             "for __debug__ in ?:\n    !", "__debug__ = ?", "a[?], __debug__ = ?", "a[?] = __debug__ = ?",
             "with ? as __debug__:\n    !", "def a(b: ? = ?, __debug__=?) -> ?:\n    !",
             "__debug__: ? = ?", "def __debug__(a: ? = ?) -> ?:\n    !",
             "@?\nclass __debug__(?):\n    !", "f(?, __debug__=?)", "[? for a, __debug__ in ? if ?]",
             "(lambda a, __debug__=?: ?)", "a[?].__debug__ = ?", "__debug__ += ?",
             "(__debug__ := ?)", "[(__debug__ := ?) for a in ?]"],
    (3, 10): ["match ?:\n    case a if ?:\n        !\n    case b.c(d=0, d=1) if ?:\n        !",
              "match ?:\n    case [a, a] if ?:\n        !", "match ?:\n    case [a] | [b] if ?:\n        !"],
    (3, 11): ["try:\n    !\nexcept* ? as a:\n    !\nexcept* ?:\n    !\nelse:\n    !\nfinally:\n    !",
              "def a(*b: *c[?]) -> ?:\n    !"],
    (3, 12): ["@?\ndef a[T: ?, *U](b: ? = ?, *c: ?, d: ? = ?) -> ?:\n    !",
              "@?\nclass a[T: ?, U: (?, ?)](?, k=?):\n    !", "type a[T: ?] = ?", "type a = ?",
              "def a[T: ?, T: ?](b: ? = ?):\n    !", "class a[T: ?, __debug__: ?](?):\n    !",
              "type a[T: ?, __debug__: ?] = ?", "type __debug__[T: ?] = ?",
              "def a[__debug__: ?](b: ? = ?) -> ?:\n    !"],
    (3, 13): ["@?\ndef a[T: ? = ?, *U = ?, **V = ?](b: ? = ?, *, c: ? = ?) -> ?:\n    !",
              "@?\nclass a[T: ? = ?, *U = ?, **V = ?](?, k=?):\n    !", "type a[T: ? = ?] = ?",
              "def a[T: ? = ?, U: ?](b: ? = ?) -> ?:\n    !", "class a[T = ?, U: ?](?):\n    !",
              "type a[T = ?, U: ?] = ?"],
}
WRONG_EXPRESSIONS = [
    "(yield)", "(yield from z)", "(await z)", "[(y := 0) for y in z]", "[0 for x in (y := z)]", "(y := z)",
    "[0 async for x in z]", "[await z for x in z]", "(0 async for x in z)", "[(yield) for x in z]",
    "(lambda p, p: z)", "(lambda: (await z))", "[lambda: (yield) for x in z]", "(lambda q=(yield): z)",
    "[[0 async for x in z] for y in z]", "[(y := 0) for x in z]",
]
WRONG_STATEMENTS = [
    "return", "return z", "break", "continue", "yield z", "y; global y", "y = 0; nonlocal y", "nonlocal n",
    "from z import *", "from __future__ import annotations", "async with z: pass", "async for x in z: pass",
    "*x = z", "*x, *y = z", "await z", "yield from z", "global y; y: z",
]
WRONG_SINCE_39 = [
    "f(k=0, k=0)", "(lambda __debug__: z)", "(__debug__ := z)", "f(__debug__=z)", "[z for __debug__ in z]",
]
WRONG_STATEMENTS_SINCE_39 = [
    "__debug__ = z", "del __debug__", "import z as __debug__", "def __debug__(): pass", "x.__debug__ += z",
]
BLOCKS = ["%s", "%s", "def o():\n%s", "async def o():\n%s", "class o:\n%s", "def o(n):\n    def i():\n%s",
          "from __future__ import annotations\n%s", "for o in n:\n%s"]


def indented(text, by):
    return "\n".join(" " * by + line for line in text.split("\n"))


class Meeting:
    """One program."""

    def __init__(self, rng, target):
        self.rng, self.target = rng, target
        newer = [form for since, forms in SINCE.items() if target >= since for form in forms]
        self.statements = STATEMENTS + ASYNC + newer * 2
        self.expressions = EXPRESSIONS + OF_KEYWORDS * (target >= (3, 9)) + FORMATTED * (target >= (3, 12))
        self.wrong_expressions = WRONG_EXPRESSIONS + WRONG_SINCE_39 * (target >= (3, 9))
        self.wrong_statements = WRONG_STATEMENTS + WRONG_STATEMENTS_SINCE_39 * (target >= (3, 9))

    def program(self):
        block = self.rng.choice(BLOCKS)
        before = block.split("\n")[-2:-1]
        depth = len(before[0]) - len(before[0].lstrip()) + 4 if before and before[0].endswith(":") else 0
        count = self.rng.choice([2, 2, 3])
        body = self.filled(self.rng.choice(self.statements), count)
        return block % indented(body, depth) + "\n"

    def filled(self, form, errors):
        """A form with so many of its holes filled with errors."""
        holes = [at for at, sign in enumerate(form) if sign in "?!"]
        wrong = set(self.rng.sample(holes, min(errors, len(holes))))
        parts, at = [], 0
        for hole in holes:
            parts += [form[at:hole], self.part(form, hole, hole in wrong)]
            at = hole + 1
        return "".join(parts + [form[at:]])

    def part(self, form, hole, is_wrong):
        if form[hole] == "?":
            if not is_wrong:
                return "z"
            if self.rng.random() < 0.3:
                return self.filled(self.rng.choice(self.expressions), self.rng.choice([1, 1, 2]))
            return self.rng.choice(self.wrong_expressions)
        if not is_wrong:
            return "pass"
        text = self.rng.choice(self.wrong_statements + self.wrong_expressions)
        if self.rng.random() < 0.3:
            text = self.filled(self.rng.choice(self.statements), self.rng.choice([1, 1, 2]))
        by = len(re.search(r" *$", form[:hole])[0])
        return indented(text, by).lstrip()


def programs(target, n, seed):
    """n programs of a version as "3.13"."""
    version = tuple(map(int, target.split(".")))
    meeting = Meeting(random.Random("%s %d" % (target, seed)), version)
    for _ in range(n):
        yield meeting.program()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--target", default="%d.%d" % sys.version_info[:2])
    parser.add_argument("-n", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print("\n# ----\n".join(programs(args.target, args.n, args.seed)), end="")


if __name__ == "__main__":
    main()
