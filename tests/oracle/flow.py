#!/usr/bin/env python3
"""Judges which bindings reach a use, and which uses none reaches, by running programs.

    python3 flow.py LEGB [-n PROGRAMS] [--seed SEED]

A random function binds x to another number in each place, under conditions, in loops, `try`,
`with`, `match`, and uses it here and there.  It is run many times with its conditions and
failures drawn by chance; whatever number a use has seen must have been bound in one of the
places that legb's definition of that use answers.  (An answer may name more places: no
condition is evaluated.)  Where a run ends because x is unbound, legb must have said that x is
or may be unbound there; where legb says that x is unbound, no run may pass.  Half of the
programs catch no such error and bind x in f alone: others tell no verdict.  Status 0 if all
uses agree.
"""
import argparse
import contextlib
import os
import random
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench"))
from lspclient import Server, locations  # noqa: E402

RUNS, STEPS = 60, 400  # of a program; of a run, so that every loop ends


class Program:
    """Lines of a function f, the line of each number bound, the (line, column) of each use."""

    def __init__(self, rng):
        self.rng, self.lines, self.bound, self.uses = rng, ["def f(c, fail, use):"], {}, []
        self.conditions = 0
        # Whether legb tells verdicts: no `except` takes the error of an unbound name, no other function binds x.
        self.judged = rng.random() < 0.5
        self.block(1, 4, False)

    def add(self, depth, text):
        # Each condition is another one: legb takes the same words for the same condition.
        self.lines.append("    " * depth + re.sub(r"\bc\(\)", self.condition, text))

    def condition(self, _):
        self.conditions += 1
        return "c(%d)" % self.conditions

    def number(self, line_offset=0):
        n = len(self.bound) + 1
        self.bound[n] = len(self.lines) + line_offset
        return n

    def block(self, depth, most, in_loop):
        for _ in range(self.rng.randint(1, most)):
            self.statement(depth, in_loop)

    def use(self, depth):
        text = "use(%d, x)" % len(self.uses)
        self.uses.append((len(self.lines), 4 * depth + text.index("x")))
        self.add(depth, text)

    def statement(self, depth, in_loop):
        kinds = ["bind", "bind", "use", "use", "use", "fail", "walrus", "short", "del"]
        if depth < 5:
            kinds += ["if", "if", "while", "for", "try", "try", "with", "match"] + ["def"] * (not self.judged)
        kinds += ["leave"] + ["break", "continue"] * in_loop
        getattr(self, "make_" + self.rng.choice(kinds))(depth, in_loop)

    def make_bind(self, depth, _):
        self.add(depth, "x = %d" % self.number())

    def make_use(self, depth, _):
        self.use(depth)

    def make_fail(self, depth, _):
        self.add(depth, "fail()")

    def make_walrus(self, depth, _):
        self.add(depth, "[x := %d for i in range(c())]" % self.number())

    def make_short(self, depth, _):
        self.add(depth, "c() %s (x := %d)" % (self.rng.choice(["and", "or"]), self.number()))

    def make_del(self, depth, _):
        self.add(depth, "del x")

    def make_leave(self, depth, _):
        self.add(depth, "if c(): " + self.rng.choice(["return", "raise ValueError"]))

    def make_break(self, depth, _):
        self.add(depth, "if c(): break")

    def make_continue(self, depth, _):
        self.add(depth, "if c(): continue")

    def make_if(self, depth, in_loop):
        self.add(depth, self.rng.choice(["if c():", "if (x := %d) and c():" % (len(self.bound) + 1)]))
        if ":=" in self.lines[-1]:
            self.number(-1)
        self.block(depth + 1, 2, in_loop)
        if self.rng.random() < 0.4:
            self.add(depth, "elif c():")
            self.block(depth + 1, 2, in_loop)
        if self.rng.random() < 0.5:
            self.add(depth, "else:")
            self.block(depth + 1, 2, in_loop)

    def loop(self, depth):
        self.add(depth + 1, "c()")
        self.block(depth + 1, 3, True)
        if self.rng.random() < 0.4:
            self.add(depth, "else:")
            self.block(depth + 1, 2, False)

    def make_while(self, depth, _):
        self.add(depth, self.rng.choice(["while c():", "while True:"]))
        self.loop(depth)

    def make_for(self, depth, _):
        self.add(depth, "for x in [%d] * c():" % self.number() if self.rng.random() < 0.5
                 else "for i in range(c() + c()):")
        self.loop(depth)

    def make_try(self, depth, in_loop):
        self.add(depth, "try:")
        self.block(depth + 1, 3, in_loop)
        handled = self.rng.random() < 0.8
        if handled:
            self.add(depth, "except ValueError:" if self.judged else "except Exception:")
            self.block(depth + 1, 2, in_loop)
            if self.rng.random() < 0.4:
                self.add(depth, "else:")
                self.block(depth + 1, 2, in_loop)
        if not handled or self.rng.random() < 0.4:
            self.add(depth, "finally:")
            self.block(depth + 1, 2, False)

    def make_with(self, depth, in_loop):
        if self.rng.random() < 0.5:
            self.add(depth, "with suppress(ValueError):")
        else:
            self.add(depth, "with manager(%d) as x:" % self.number())
        self.block(depth + 1, 2, in_loop)

    def make_match(self, depth, in_loop):
        self.add(depth, "match %d:" % (len(self.bound) + 1))
        self.add(depth + 1, "case x if c():")
        self.number(-1)
        self.block(depth + 2, 2, in_loop)
        if self.rng.random() < 0.5:
            self.add(depth + 1, "case _:")
            self.block(depth + 2, 2, in_loop)

    def make_def(self, depth, _):
        name = "g%d" % len(self.lines)
        self.add(depth, "def %s():" % name)
        self.add(depth + 1, "nonlocal x")
        self.add(depth + 1, "x = %d" % self.number())
        self.add(depth, "if c(): %s()" % name)


class Enough(BaseException):
    """The run has taken its steps: no `except` of the program takes it."""


def run(program, rng):
    """{(use, number seen)} of one run, and the line that found x unbound, or None."""
    seen, steps = set(), [0]

    def c(*_):
        steps[0] += 1
        if steps[0] > STEPS:
            raise Enough
        return rng.random() < 0.5

    def fail():
        if c():
            raise ValueError

    namespace = {"manager": contextlib.nullcontext, "suppress": contextlib.suppress}
    exec(compile("\n".join(program.lines) + "\n", "program", "exec"), namespace)
    try:
        namespace["f"](c, fail, lambda use, x: (c(), seen.add((use, x))))
    except UnboundLocalError as error:
        return seen, error.__traceback__.tb_next.tb_lineno - 1
    except (Exception, Enough):
        pass
    return seen, None


def verdicts(server, path):
    """{line: codes} of a file's diagnostics about x being unbound."""
    params = {"textDocument": {"uri": path.as_uri()}}
    found = {}
    for item in server.request("textDocument/diagnostic", params, timeout=30)["items"]:
        if item["code"] in ("unbound-name", "possibly-unbound"):
            found.setdefault(item["range"]["start"]["line"], set()).add(item["code"])
    return found


def compiles(program):
    try:
        compile("\n".join(program.lines) + "\n", "program", "exec")
        return True
    except SyntaxError:  # nonlocal x where no x is bound outside, break in finally, ...
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("legb")
    parser.add_argument("-n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    n_uses = n_seen = n_places = n_failed = n_verdicts = 0
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder).resolve()
        server = Server([os.path.abspath(args.legb), "server"], folder, log=os.devnull)
        server.initialize()
        for number in range(args.n):
            program = Program(rng)
            while not compiles(program):
                program = Program(rng)
            runs = [run(program, rng) for _ in range(RUNS)]
            seen = set().union(*(seen for seen, _ in runs))
            failed = {line for _, line in runs if line is not None}
            path = folder / ("p%d.py" % number)
            path.write_text("\n".join(program.lines) + "\n")
            server.open(path)
            said = verdicts(server, path)
            n_failed, n_verdicts = n_failed + len(failed), n_verdicts + len(said)
            passed = {program.uses[use][0] for use, _ in seen}
            for line in sorted(failed - said.keys()) * program.judged:
                wrong.append("\n".join(program.lines) + "\n  line %d finds x unbound: no verdict" % (line + 1))
            for line in sorted(passed):
                if "unbound-name" in said.get(line, ()):
                    wrong.append("\n".join(program.lines) + "\n  line %d passes: it can't be unbound" % (line + 1))
            for use, (line, column) in enumerate(program.uses):
                values = {value for place, value in seen if place == use}
                answer = {found[1] for found in locations(server.at("definition", path, line, column, timeout=30))}
                n_uses, n_seen, n_places = n_uses + 1, n_seen + len(values), n_places + len(answer)
                for value in sorted(values):
                    if program.bound[value] not in answer:
                        wrong.append("\n".join(program.lines) + "\n  line %d sees %d of line %d, the answer is %s" % (
                            line + 1, value, program.bound[value] + 1, sorted(l + 1 for l in answer)))
        server.close()
    for text in sorted(wrong, key=len)[:3]:
        print(text)
    print("flow: %d programs, %d uses, %d values seen, %d places answered, %d lines fail, %d verdicts; %d wrong" % (
        args.n, n_uses, n_seen, n_places, n_failed, n_verdicts, len(wrong)))
    return 1 if wrong or not (n_seen and n_failed) else 0


if __name__ == "__main__":
    sys.exit(main())
