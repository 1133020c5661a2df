#!/usr/bin/env python3
"""Broken code: no panic, no hang, and the answers away from the damage stay what they were.

    python3 damage.py LEGB [--full]

Files of the standard library are damaged: cut at every 50th byte, or with a chunk deleted,
duplicated or swapped with another.  Each is answered in time.  The statements of the module
that the damage does not touch are compared with those of the whole file: each name must be
there, with its role, its kind and the types and names of its scope and owner.

A statement is touched if the damage is on its lines, or if it is the last one before (which
what is left of the damaged one may join).  A name of the module that the touched lines
mention, before or after, may rightly mean another thing and is not compared elsewhere.  A text
whose damage moves a triple quote is only answered: all after it turns inside out.
"""
import argparse
import ast
import os
import random
import re
import subprocess
import sys
import sysconfig
import tempfile
import warnings

from agreement import Verdict, legb_names, records_of, write_texts
from source import python_files

PYTHON = "3.13"
SIZES = 1_000, 30_000         # of the files that are taken, in bytes
BATCH, BATCH_SECONDS = 200, 60
FILE_SECONDS = 10             # in which each file must be answered
REQUIRED = 99.0               # per cent of the names away from the damage
TRIPLE = re.compile("\"{3}|'{3}")
WORD = re.compile(r"\w+")


class Damage:
    """A text and the changes (start, end, replacement) that break it, in order."""

    def __init__(self, name, text, changes):
        self.name, self.text, self.changes = name, text, changes

    def broken(self):
        parts, at = [], 0
        for start, end, new in self.changes:
            parts += [self.text[at:start], new]
            at = end
        return "".join(parts + [self.text[at:]])

    def moves_triple_quote(self):
        return any(TRIPLE.search(self.text[max(0, start - 2):end + 2]) or TRIPLE.search(
            self.text[max(0, start - 2):start] + new + self.text[end:end + 2])
                   for start, end, new in self.changes if end < len(self.text))

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def untouched(self, statements):
        """[(first line, last line, lines by which it has moved)] of those that are not
        touched, and the words that the damage may have changed."""
        damaged = [(self.line_of(start), self.line_of(end), new.count("\n")
                    - self.text.count("\n", start, end), new) for start, end, new in self.changes]
        lines, kept, words = self.text.split("\n"), [], set()
        for number, (first, last) in enumerate(statements):
            # What is up to the next statement may join this one.
            reach = statements[number + 1][0] if number + 1 < len(statements) else len(lines) + 1
            if any(start <= reach and end >= first for start, end, _, _ in damaged):
                words.update(WORD.findall("\n".join(lines[first - 1:reach])))
            else:
                kept.append((first, last, sum(moved for _, end, moved, _ in damaged
                                              if end < first)))
        for _, _, _, new in damaged:
            words.update(WORD.findall(new))
        return kept, words


# ---- the sources and their damages

def sources():
    """[(name, text, lines of the statements of the module)] of the files that compile."""
    library = sysconfig.get_paths()["stdlib"]
    for path in sorted(python_files([library])):
        if os.path.islink(path) or not SIZES[0] < os.path.getsize(path) < SIZES[1]:
            continue
        try:
            with open(path, encoding="utf-8", newline="") as f:
                text = f.read()
            statements = [(min([s.lineno] + [d.lineno for d in getattr(s, "decorator_list", ())]),
                           s.end_lineno) for s in ast.parse(text).body]
        except (SyntaxError, ValueError):
            continue
        if "\r" not in text and "\f" not in text and "__future__" not in text and len(statements) > 3:
            yield os.path.relpath(path, library), text, statements


def prefixes(text, step):
    return [[(cut, len(text), "")] for cut in range(0, len(text), step)]


def chunk(text, rng):
    start = rng.randrange(len(text))
    return start, min(len(text), start + rng.choice([1, 2, 5, 20, 80, 300]))


def random_damage(text, rng):
    start, end = chunk(text, rng)
    kind = rng.choice(["deleted", "duplicated", "swapped"])
    if kind == "deleted":
        return [(start, end, "")]
    if kind == "duplicated":
        at = rng.choice([end, rng.randrange(len(text))])
        return [(at, at, text[start:end])]
    first, second = sorted([(start, end), chunk(text, rng)])
    if first[1] > second[0]:
        return [(start, end, "")]
    return [(*first, text[slice(*second)]), (*second, text[slice(*first)])]


def damages(files, full):
    rng = random.Random(7)
    for name, text, statements in rng.sample(files, 50 if full else 2):
        for changes in prefixes(text, 50 if full else 400):
            yield statements, Damage(name, text, changes)
    if full:
        name, text, statements = min(files, key=lambda file: len(file[1]))
        for changes in prefixes(text, 1):
            yield statements, Damage(name, text, changes)
    for name, text, statements in rng.sample(files, min(1000 if full else 100, len(files))):
        yield statements, Damage(name, text, random_damage(text, rng))


# ---- the answers

def answers(legb, texts, faults):
    """The records of texts; None for one that legb does not answer in time."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write_texts(folder, texts)
        fault = run_check(legb, folder, BATCH_SECONDS)
        if not fault:
            try:
                with legb_names(legb, PYTHON, folder, [folder], BATCH_SECONDS) as answered:
                    found = records_of(answered)
                return [found.get(os.path.basename(path)) for path in paths]
            except (RuntimeError, subprocess.TimeoutExpired) as e:
                fault = e
        if len(texts) > 1:  # which of them is it?
            return [record for text in texts for record in answers(legb, [text], faults)]
        faults.append("%s: %s" % (fault, show(texts[0])))
        return [None]


def run_check(legb, folder, seconds):
    """What is wrong with `legb check` of a folder, or None.  That it finds errors is right."""
    try:
        done = subprocess.run([legb, "check", folder], capture_output=True, text=True,
                              timeout=seconds)
    except subprocess.TimeoutExpired as e:
        return e
    if done.returncode not in (0, 1):
        return "legb check ended with %d: %s" % (done.returncode, done.stderr[-300:].strip())


def names_of(record):
    """{(line, column, name): (role, kind, scope, owner)}; blocks by type and name."""
    blocks = {block["id"]: (block["type"], block["name"]) for block in record["blocks"]}
    return {(line, column, name): (role, kind, blocks.get(scope), blocks.get(owner))
            for line, column, name, role, kind, scope, owner in record["occurrences"]}


def changed(damage, statements, whole, broken):
    """(names compared, [what has changed])."""
    kept, words = damage.untouched(statements)
    after = names_of(broken)
    n, wrong = 0, []
    for (line, column, name), want in names_of(whole).items():
        moved = [by for first, last, by in kept if first <= line <= last]
        if not moved or name in words and want[3] in (None, ("module", "<module>")):
            continue
        n += 1
        got = after.get((line + moved[0], column, name))
        if got != want:
            wrong.append("%s:%d:%d: %s: %s became %s" % (
                damage.name, line, column, name, want, got))
    return n, wrong


def show(text):
    return "%r%s" % (text[-200:], " (the end of %d characters)" % len(text))


def on_damage(legb, full):
    files = list(sources())
    todo = list(damages(files, full))
    whole = {}
    names = list({damage.name: damage.text for _, damage in todo}.items())
    faults, wrong, compared, texts_compared, worst = [], 0, 0, 0, []
    for first in range(0, len(names), BATCH):
        batch = names[first:first + BATCH]
        whole.update(zip([name for name, _ in batch],
                         answers(legb, [text for _, text in batch], faults)))
    for first in range(0, len(todo), BATCH):
        batch = todo[first:first + BATCH]
        texts = [damage.broken() for _, damage in batch]
        for (statements, damage), record in zip(batch, answers(legb, texts, faults)):
            if record and whole[damage.name] and not damage.moves_triple_quote():
                n, changes = changed(damage, statements, whole[damage.name], record)
                texts_compared, compared, wrong = texts_compared + 1, compared + n, wrong + len(changes)
                if changes:
                    worst.append((len(changes), damage.changes, changes[0]))
    percent = 100 - 100 * wrong / max(compared, 1)
    details = ["NOT ANSWERED: " + fault for fault in faults]
    worst.sort(key=lambda found: -found[0])
    for n, changes, example in worst[:10 if full else 3]:
        details.append("%d names changed by %s, as %s" % (n, ", ".join(
            "%d-%d -> %r" % (start, end, new[:60]) for start, end, new in changes), example))
    return Verdict(not faults and percent >= REQUIRED and bool(compared),
                   "damage: %d broken texts of %d files, %d not answered; in %d compared, %d "
                   "names away from the damage, %.3f%% unchanged, %d texts with changes" % (
                       len(todo), len(names), len(faults), texts_compared, compared, percent,
                       len(worst)),
                   details)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("legb")
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    verdict = on_damage(os.path.abspath(args.legb), args.full)
    verdict.show()
    return 0 if verdict.passed else 1


if __name__ == "__main__":
    sys.exit(main())
