#!/usr/bin/env python3
"""Random small programs, most of which the compiler rejects for what they do with names.

    python3 invalid.py [--target 3.13] [-n 3] [--seed 1]        prints some

A program is made of scoping constructs in their places, as those of generate.py but smaller,
and has up to three slips: a declaration after a use, `return` in a class, a parameter twice, a
walrus in an annotation, ...  What a compiler says of it depends on the order in which it
meets them.  About two of five are valid.  No parser rejects any, of its own version.  The same
seed gives the same programs under every Python.
"""
import argparse
import random
import re
import sys

from generate import Generator

NAMES = ["a", "b", "c", "a", "b", "__p", "T"]
SLIPS = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3]  # in a program
SLIP = 0.14  # the chance of one in each statement or expression, while some are left
DECLARED = 0.25
STATEMENTS = (4, 16)

# Simple statements; $ is some name, ? an expression.  Where they stand makes them slips.
MISPLACED = [
    "global $", "global $", "global $", "global $", "nonlocal $", "nonlocal $", "nonlocal $",
    "nonlocal $", "global $, $", "nonlocal $, $", "nonlocal $; global $", "$ = 0; global $",
    "$: ?; global $", "$; nonlocal $", "nonlocal __class__", "global __class__",
    "return", "return", "return ?", "yield ?", "yield from ?", "await ?", "$ = yield", "break",
    "continue", "async for $ in ?: pass", "async with ? as $: pass", "from x import *",
    "from . import *", "from __future__ import annotations", "from __future__ import x",
]
WITH_DEBUG = [
    "del $, __debug__", "__debug__ = ?", "__debug__: ?", "__debug__ += ?", "$ = $ = __debug__ = ?",
    "import x as __debug__", "for __debug__ in ?: pass", "with ? as __debug__: pass",
    "$.__debug__ = ?", "def __debug__(): pass", "class __debug__: pass", "global __debug__",
    "(__debug__ := ?)", "$(__debug__=?)", "[$ for __debug__ in ?]", "(lambda __debug__: ?)",
    "from x import $, __debug__", "def $($, __debug__): pass",
]
# Expressions; the same.
MISPLACED_IN_EXPRESSIONS = [
    "(yield)", "(yield ?)", "(yield from ?)", "(await ?)", "($ := ?)", "($ := ?)", "($ := ?)",
    "[($ := ?) for $ in ?]", "[? for $ in ($ := ?)]", "{($ := 0): 0 for $, $ in ?}",
    "[? for $ in ? if ($ := ?)]", "[0 for $ in ? for $ in ($ := ?)]", "{$: ($ := ?) for $ in ?}",
    "[[($ := 0) for $ in ?] for $ in ?]", "[? for $ in (lambda: ($ := 0))()]",
    "[? async for $ in ?]", "{? async for $ in ?}", "(? async for $ in ?)",
    "[await ? for $ in ?]", "[(yield) for $ in ?]", "((yield ?) for $ in ?)",
    "[? for $ in (yield)]", "(? for $ in (await ?))", "[lambda: (yield) for $ in ?]",
    "(lambda $, $: ?)", "(lambda $, *, $=?: ?)", "(lambda $: (yield))",
    "$($=0, $=?)", "(lambda *$, **$: await ?)",
]
# Patterns of `case`.
PATTERNS = ["[$, *$]", "{0: $, **$}", "x.y($) as $", "(0 | x.$) as $", "$($=0)"]
WRONG_PATTERNS = ["[$, $, $]", "[$] | [$]", "$ | $", "$", "x($=0, $=$)", "[__debug__]",
                  "[_ | $]", "{'a': $, **$} | {**$}", "[*__debug__]", "($ as $)"]


class Frame:
    """What the statements of a block may do."""

    def __init__(self, kind, parameters=(), outer=None):
        self.kind, self.parameters = kind, set(parameters)  # module, function, async or class
        self.in_loop = False
        # The names that surely live in functions around, and may be declared nonlocal.
        self.outer = (outer.outer | (outer.parameters if outer.kind != "class" else set())
                      if outer else set())


class Slipping(Generator):
    def __init__(self, rng, target):
        super().__init__(rng, target)
        self.slips = self.left = 0  # slips and statements still to be made
        self.frame = Frame("module")
        self.last_parameters = []

    def name(self):
        return self.rng.choice(NAMES) if self.chance(0.985) else "__class__"

    def slip(self):
        if self.slips and self.chance(SLIP):
            self.slips -= 1
            return True
        return False

    def filled(self, template, depth=0):
        """A template with names and expressions in it."""
        return re.sub(r"[$?]", lambda hole: (
            self.name() if hole[0] == "$" else self.expr(depth)), template)

    # ---- expressions

    def expr(self, depth=1):
        if self.slip():
            return self.filled(self.rng.choice(MISPLACED_IN_EXPRESSIONS), depth - 1)
        kinds = ["name"] * 8 + ["number"] * 2
        if depth > 0:
            kinds += ["call", "tuple", "lambda", "comp", "comp", "walrus", "attr", "fstring"]
            kinds += ["super"] * (self.frame.kind in ("function", "async"))
        return getattr(self, "expr_" + self.rng.choice(kinds))(depth - 1)

    def expr_fstring(self, depth):
        if self.target < (3, 12):  # which do not know the places in there
            return super().expr_fstring(depth)
        return "f'{%s} {%s!r:{%s}}'" % (self.expr(depth), self.name(), self.expr(depth))

    def expr_walrus(self, depth):
        # Mostly in vain: in classes, annotations and comprehensions it may be a slip.
        return self.name() if self.chance(0.6) else super().expr_walrus(depth)

    def parameters(self, depth, notes=True):
        names = list(dict.fromkeys(self.name() for _ in range(self.rng.randint(0, 3))))
        if names and self.slip():
            names.append(self.rng.choice(names + ["__debug__"]))
        parts, stars = [], 0
        for i, name in enumerate(names):
            if i == len(names) - 1 and self.chance(0.2):
                stars = self.rng.choice([1, 2])
            note = ": " + self.expr(0) if notes and self.chance(0.25) else ""
            default = "=" + self.expr(0) if not stars and (self.chance(0.3) or (
                parts and "=" in parts[-1])) else ""
            parts.append("*" * stars + name + note + default)
        if len(parts) > 1 and not stars and self.chance(0.15):
            parts.insert(self.rng.randint(1, len(parts) - 1), self.rng.choice("*/"))
        self.last_parameters = names
        return ", ".join(parts)

    def type_params(self):
        if self.target < (3, 12) or self.chance(0.7):
            return ""
        names = list(dict.fromkeys(self.name() for _ in range(self.rng.randint(1, 2))))
        if self.slip():
            names.append(self.rng.choice(names + ["__classdict__", "__debug__"]))
        parts, with_default = [], self.target >= (3, 13) and self.chance(0.3)
        for i, name in enumerate(names):
            star = "*" * self.rng.choice([0, 0, 0, 0, 1, 2])
            bound = ": " + self.expr(1) if not star and self.chance(0.4) else ""
            # Those after one with a default have one too, but for a slip.
            default = " = " + self.expr(1) if with_default and not self.slip() else ""
            parts.append(star + name + bound + default)
        return "[%s]" % ", ".join(parts)

    # ---- statements

    def block(self, depth, indent, where):
        lines = []
        for _ in range(self.rng.randint(1, 4)):
            if lines and self.left <= 0:
                break
            self.left -= 1
            lines += self.statement(depth)
        return ["    " * indent + line for line in lines]

    def nested(self, header, depth, where="module"):
        """A statement whose block belongs to the scope that is open."""
        return [header] + self.block(depth - 1, 1, where)

    def looped(self, header, depth):
        in_loop, self.frame.in_loop = self.frame.in_loop, True
        lines = self.nested(header, depth)
        self.frame.in_loop = in_loop
        return lines

    def scope(self, header, depth, kind, parameters=()):
        """A statement that opens a scope, which may declare some names first."""
        around, self.frame = self.frame, Frame(kind, parameters, self.frame)
        lines = [header]
        free = sorted(self.frame.outer - self.frame.parameters)
        if self.chance(DECLARED) and free:
            lines.append("    nonlocal " + self.rng.choice(free))
        elif self.chance(DECLARED):
            name = self.name()
            if name not in self.frame.parameters:
                lines.append("    global " + name)
        lines += self.block(depth - 1, 1, kind)
        self.frame = around
        return lines

    def statement(self, depth):
        if self.slip():
            return self.slipped(depth)
        kind = self.frame.kind
        kinds = ["assign"] * 3 + ["use"] * 2 + ["augment", "delete", "annotated", "import"]
        kinds += ["star"] * (kind == "module")
        kinds += ["leave"] * (kind in ("function", "async")) + ["loop_end"] * self.frame.in_loop
        if depth > 0 and self.left > 0:
            kinds += ["function"] * 5 + ["class"] * 3 + ["for", "while", "with", "except", "match",
                                                         "if"]
            kinds += ["alias"] * 2 * (self.target >= (3, 12))
        return getattr(self, "stmt_" + self.rng.choice(kinds))(depth)

    def slipped(self, depth):
        forms = ["line"] * 9 + ["match", "try", "try", "debug"]
        forms += ["lazy"] * (self.target >= (3, 15))
        return getattr(self, "slipped_" + self.rng.choice(forms))(depth)

    def slipped_line(self, depth):
        return self.filled(self.rng.choice(MISPLACED), 1).split("; ")

    def slipped_debug(self, depth):
        return [self.filled(self.rng.choice(WITH_DEBUG))]

    def slipped_match(self, depth):
        return self.stmt_match(depth, WRONG_PATTERNS)

    def slipped_try(self, depth):
        """Handlers out of order, and leaving where nothing may leave."""
        star = "*" if self.target >= (3, 11) and self.chance(0.7) else ""
        # 3.11 crashes on `except* E as __debug__`.
        caught = ["?", "$ as $", "$ as $", "$ as $"]
        caught += ["$ as __debug__"] * (not star or self.target >= (3, 12))
        handler = "except%s %s:" % (star, self.filled(self.rng.choice(caught)))
        leave = self.filled(self.rng.choice(["return", "break", "continue", "nonlocal $",
                                             "global $"]))
        body = self.rng.choice([[leave], ["for $ in ?:", "    " + leave],
                                ["def $():", "    " + leave]])
        first = ["except:", "    pass"] if not star and self.chance(0.3) else []
        return ["try:", "    " + self.name()] + first + [handler] + [
            "    " + self.filled(line) for line in body]

    def slipped_lazy(self, depth):
        return [self.filled(self.rng.choice(
            ["lazy import $", "lazy from x import $", "lazy from x import *",
             "lazy from __future__ import annotations", "lazy import x.y as $"]))]

    def stmt_star(self, depth):
        return ["from x import *"]

    def stmt_leave(self, depth):
        forms = ["return", "return ?", "yield ?", "$ = yield ?", "yield from ?"]
        if self.frame.kind == "async":
            forms = ["return", "await ?", "async for $ in ?: await $", "async with ? as $: pass",
                     "$ = [$ async for $ in ?]"]
        return [self.filled(self.rng.choice(forms))]

    def stmt_loop_end(self, depth):
        return [self.rng.choice(["break", "continue"])]

    def stmt_function(self, depth):
        decorator = ["@" + self.name()] if self.chance(0.15) else []
        kind = "async" if self.chance(0.2) else "function"
        params = self.type_params()
        arguments = self.parameters(1)
        names = self.last_parameters
        returns = " -> " + self.expr(0) if self.chance(0.2) else ""
        return decorator + self.scope("%sdef %s%s(%s)%s:" % (
            "async " * (kind == "async"), self.name(), params, arguments, returns),
            depth, kind, names)

    def stmt_class(self, depth):
        decorator = ["@" + self.name()] if self.chance(0.1) else []
        bases = "(%s, k=%s)" % (self.expr(1), self.expr(0)) if self.chance(0.3) else ""
        return decorator + self.scope("class %s%s%s:" % (
            self.name(), self.type_params(), bases), depth, "class")

    def stmt_for(self, depth):
        lines = self.looped("for %s in %s:" % (self.target_expr(), self.expr(1)), depth)
        return lines + (self.nested("else:", depth) if self.chance(0.2) else [])

    def stmt_while(self, depth):
        return self.looped("while %s:" % self.expr(1), depth)

    def stmt_if(self, depth):
        lines = self.nested("if %s:" % self.expr(1), depth)
        return lines + (self.nested("else:", depth) if self.chance(0.5) else [])

    def stmt_except(self, depth):
        star = "*" if self.target >= (3, 11) and self.chance(0.3) else ""
        lines = self.nested("try:", depth)
        in_star, in_loop = star and "class", self.frame.in_loop
        kind, self.frame.kind = self.frame.kind, in_star or self.frame.kind
        if in_star:  # where nothing may leave
            self.frame.in_loop = False
        lines += self.nested("except%s %s as %s:" % (star, self.name(), self.name()), depth)
        self.frame.kind, self.frame.in_loop = kind, in_loop
        for word in ("else:", "finally:"):
            if self.chance(0.25):
                lines += self.nested(word, depth)
        return lines

    def stmt_match(self, depth, patterns=PATTERNS):
        if self.target < (3, 10):
            return self.stmt_if(depth)
        pattern = self.rng.choice(patterns)
        if patterns is PATTERNS:  # which capture no name twice
            names = iter(self.rng.sample(sorted(set(NAMES)), pattern.count("$")))
            pattern = re.sub(r"\$", lambda hole: next(names), pattern)
        guard = " if " + self.expr(1) if self.chance(0.3) else ""
        lines = ["match %s:" % self.expr(1)]
        for header in ["case %s%s:" % (self.filled(pattern), guard)] + ["case [_]:"] * self.chance(
                0.3):
            lines += ["    " + line for line in self.nested(header, depth)]
        return lines

    def program(self):
        self.slips, self.left = self.rng.choice(SLIPS), self.rng.randint(*STATEMENTS)
        self.frame = Frame("module")
        lines = ["from __future__ import annotations"] if self.chance(0.12) else []
        while self.left > 0:
            lines += self.block(4, 0, "module")
        return "\n".join(lines) + "\n"


def programs(target, n, seed):
    """n programs of a version as "3.13"."""
    version = tuple(map(int, target.split(".")))
    generator = Slipping(random.Random("%s %d" % (target, seed)), version)
    for _ in range(n):
        yield generator.program()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--target", default="%d.%d" % sys.version_info[:2])
    parser.add_argument("-n", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print("\n# ----\n".join(programs(args.target, args.n, args.seed)), end="")


if __name__ == "__main__":
    main()
