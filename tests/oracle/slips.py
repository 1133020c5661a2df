#!/usr/bin/env python3
"""Real code with one slip of a person who is typing, and what legb and CPython say of it first.

    python3 slips.py LEGB [FOLDER...] [-n 2000] [--seed 1] [--python 3.13] [--shown 3]

The files of the standard library, or of the folders, each with one small edit: a character or a word taken away, a bracket, quote or sign
too many, a line cut off, half a statement written, a line at another indentation, twice or gone, what a merge leaves behind.  Where
CPython rejects what comes of it, legb's first error must be the same: its message, line and column.  Each kind of disagreement is shown
by a few slips, the most frequent first.  Status 0 if there is none.

By hand: of 1,000 slips that CPython from 3.11 on rejects two to fourteen are told in another way, up to 3.9 forty to fifty.
"""
import argparse
import collections
import json
import os
import random
import re
import sys
import sysconfig
import tempfile

LARGEST = 20_000  # bytes of a file
BATCH = 1000      # texts that are asked of at once
SIGNS = list("()[]{}:,.=*'\"@\\") + ["'''", "==", ":=", "->", "if ", "in ", "not "]
HALVES = ["if a", "if a:", "for a in", "for a", "for a in b", "while", "def f", "def f(", "def f(self, a", "def f():", "class A", "class A(",
          "return (", "return a.", "a =", "a = [", "a = f(b,", "a.b(", "a.b(c=", "a[", "a[0", "a = {'b': ", "import", "import a.", "from a", "from a import",
          "from a import (", "with a", "with open(b) as", "try:", "except A", "else", "elif a:", "a = 'b", "a = f'{b", "a = \"\"\"b", "assert", "raise A(", "del",
          "lambda a", "a = lambda", "a = b if c", "a = b if c else", "a b", "print a", "a and", "not", "await", "async def", "@a", "a = a +", "a += ", "x: ",
          "match a:", "case b:", "[a for a", "[a for a in", "a = (b, c", "global", "yield (", "f(a b)", "'a' b", "a = 1b", "else if a:", "a ++", "a && b", "!a", "a ? b : c"]
WORD = re.compile(r"\w+")


def slip(text, rng):
    """(name of the slip, a text with it)."""
    lines = text.splitlines(keepends=True)
    number = rng.choice([number for number, line in enumerate(lines) if line.strip()])
    line = lines[number]
    indent, code = line[:len(line) - len(line.lstrip())], line.strip()
    at = len(indent) + rng.randrange(len(code))
    word = rng.choice(list(WORD.finditer(line)) or [re.compile("").match(line)])
    kind = rng.choice(list(SLIPS))
    lines[number] = SLIPS[kind](rng, lines, number, line, indent, at, word)
    return kind, "".join(lines)


def at_another(rng, lines, number, line, indent, at, word):
    columns = rng.choice([by for by in (-4, -2, -1, 1, 2, 4, 8) if len(indent) + by >= 0])
    return " " * (len(indent) + columns) + line.lstrip()


def merge(rng, lines, number, line, indent, at, word):
    more = "".join(lines[number:number + rng.randrange(1, 4)][1:])
    return "<<<<<<< HEAD\n%s=======\n%s%s>>>>>>> branch\n" % (line, line, more)


SLIPS = {
    "character gone": lambda rng, lines, number, line, indent, at, word: line[:at] + line[at + 1:],
    "word gone": lambda rng, lines, number, line, indent, at, word: line[:word.start()] + line[word.end():],
    "sign added": lambda rng, lines, number, line, indent, at, word: line[:at] + rng.choice(SIGNS) + line[at:],
    "line cut": lambda rng, lines, number, line, indent, at, word: line[:at].rstrip() + "\n",
    "half a statement": lambda rng, lines, number, line, indent, at, word: indent + rng.choice(HALVES) + "\n" + line,
    "other indentation": at_another,
    "line twice": lambda rng, lines, number, line, indent, at, word: line + line,
    "line gone": lambda rng, lines, number, line, indent, at, word: "",
    "merge": merge,
}


def sources(folders):
    found = []
    for folder in folders:
        for around, inner, files in os.walk(folder):
            inner[:] = sorted(name for name in inner if name not in ("test", "tests", "site-packages", "__pycache__", "idle_test", "lib2to3"))
            found += [os.path.join(around, name) for name in sorted(files) if name.endswith(".py")]
    for path in found:
        if 500 < os.path.getsize(path) < LARGEST:
            with open(path, encoding="utf-8", errors="replace", newline="") as f:
                text = f.read()
            if "\r" not in text and "\ufffd" not in text and "\0" not in text:
                yield path, text


def disagreements(legb, judge, slips, counts):
    """(kind, slip, file, text, CPython's error, legb's)."""
    from agreement import legb_names, write_texts
    with tempfile.TemporaryDirectory() as folder:
        asked, told, files = (os.path.join(folder, name) for name in ("asked.json", "told.json", "texts"))
        with open(asked, "w", encoding="utf-8") as f:
            json.dump([text for _, _, text in slips], f)
        judge.ask("nearly.py", "--answer", asked, told)
        with open(told, encoding="utf-8") as f:
            wanted = json.load(f)
        write_texts(files, [text for _, _, text in slips])
        with legb_names(legb, judge.version, files, [files]) as answered, open(answered, encoding="utf-8") as f:
            found = {record["file"]: record.get("error") for record in map(json.loads, f)}
    for number, ((name, path, text), want) in enumerate(zip(slips, wanted)):
        want, got = want and want[1], found.get("%05d.py" % number, "no answer")
        if isinstance(want, str):
            continue
        if not want or not isinstance(got, list):
            counts["both accept" if want == got else "one accepts"] += 1
            same = want == got
        else:
            same = want[:3] == got[:3]
            places = zip(("another line", "another message", "another column"), (want[1] != got[1], want[0] != got[0], want[2] != got[2]))
            counts["same" if same else next(place for place, differs in places if differs)] += 1
        if not same:
            words = ["compiles" if error is None else error[0] for error in (want, got)]
            place = "" if not (want and got) else " on another line" if want[1] != got[1] else " in another column" if want[0] == got[0] else ""
            yield "CPython: %s; legb: %s%s" % (*words, place), name, path, text, want, got


def shown(text, want, got):
    """The lines around what is said."""
    lines = text.split("\n")
    numbers = sorted({error[1] for error in (want, got) if error})
    first, last = max(numbers[0] - 2, 0), min(numbers[-1] + 1, numbers[0] + 8)
    return "".join("        %5d|%s\n" % (number + 1, lines[number]) for number in range(first, min(last, len(lines))))


def main():
    from agreement import said
    from judges import judges
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("legb")
    parser.add_argument("folders", nargs="*", default=[sysconfig.get_paths()["stdlib"]])
    parser.add_argument("-n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--python", default="3.13")
    parser.add_argument("--shown", type=int, default=3)
    args = parser.parse_args()
    rng = random.Random("slips %d" % args.seed)
    files, failed = list(sources(args.folders)), False
    slips = []
    while len(slips) < args.n:
        path, text = rng.choice(files)
        name, broken = slip(text, rng)
        slips.append((name, path, broken))
    for judge in judges(args.python.split(","))[1]:
        kinds, counts = collections.defaultdict(list), collections.Counter()
        for first in range(0, len(slips), BATCH):
            for kind, *example in disagreements(os.path.abspath(args.legb), judge, slips[first:first + BATCH], counts):
                kinds[re.sub(r"line \d+", "line N", kind)].append(example)
        wrong = sum(map(len, kinds.values()))
        print("%s %s: %d slips, %s" % ("not ok" if wrong else "ok", judge.label, args.n, ", ".join("%d %s" % (n, what) for what, n in counts.most_common())))
        for kind, examples in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
            print("  %d: %s" % (len(examples), kind))
            for name, path, text, want, got in examples[:args.shown]:
                print("    %s, %s\n      CPython: %s\n      legb:    %s\n%s" % (
                    name, os.path.basename(path), want and said(want) or "compiles", got and said(got) or "compiles", shown(text, want, got)), end="")
        failed |= bool(wrong)
    return failed


if __name__ == "__main__":
    sys.exit(main())
