#!/usr/bin/env python3
"""What legb hints at in code that is not tests: how much of each kind, and a sample to judge by hand.

    python3 hints.py LEGB [--count N] [--seed S] [--code CODE] FOLDER[=VERSION] ...

Prints a table of how many findings each folder has of each kind.  With --code, prints N of them
(all, if there are fewer) with the code around: the whole function, if it is a short one.  What two
folders have alike (the same file, line and message: two versions of a library) counts once, for
the first.  FOLDER=3.13 takes the rules of that version.
"""
import argparse
import ast
import collections
import json
import os
import random
import re
import subprocess

TESTS = {"test", "tests", "idle_test", "turtledemo", "site-packages"}
LONGEST = 90


def findings(legb, folder, python):
    """What legb tells of a folder, (file, finding) each."""
    command = [legb, "check", "--hints", "--format", "json"] + (["--python", python] if python else []) + ["."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit("%s: %s" % (folder, done.stderr))
    for finding in json.loads(done.stdout):
        file = os.path.relpath(finding["file"], os.path.realpath(folder))
        if not TESTS & set(file.split(os.sep)) and not re.match(r"(test_.*|.*_test|tests|big)\.py$", os.path.basename(file)):
            yield file, finding


def lines_of(path):
    with open(path, "rb") as source:
        return source.read().decode("utf-8", "replace").splitlines()


def shown(finding, lines):
    """The lines around a finding, numbered, its own marked."""
    at = finding["line"]
    first, last = max(1, at - 8), min(len(lines), at + 8)
    if finding["code"] in ("possibly-unbound", "unbound-name"):
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError:
            tree = ast.Module([], [])
        around = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
                  and node.lineno <= at <= node.end_lineno]
        related = [other["line"] for other in finding["related"] if other["file"] == finding["file"]]
        first = max(1, min([at - 8] + [line - 4 for line in related]))
        if around:
            function = around[-1]
            first, last = max(function.lineno, first, at - LONGEST), min(function.end_lineno, at + 3)
            first = function.lineno if at - function.lineno < LONGEST // 2 else first
    return ["%s%5d %s" % (">" if n == at else " ", n, lines[n - 1]) for n in range(first, last + 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("legb")
    parser.add_argument("folders", nargs="+", metavar="FOLDER[=VERSION]")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--code")
    args = parser.parse_args()
    legb = os.path.abspath(args.legb)
    seen = set()
    totals = {}
    kinds = collections.defaultdict(list)
    for place in args.folders:
        folder, _, python = place.partition("=")
        total = totals[place] = collections.Counter()
        for file, finding in findings(legb, folder, python):
            total[finding["code"]] += 1
            lines = lines_of(finding["file"])
            # The message's line numbers differ where the file has grown.
            message = re.sub(r"line \d+", "line", finding["message"])
            key = file, finding["code"], message, lines[finding["line"] - 1] if lines else ""
            if key not in seen:
                kinds[finding["code"]].append((file, finding))
            seen.add(key)
    if args.code:
        chosen = sorted(kinds[args.code], key=lambda it: (it[0], it[1]["line"], it[1]["column"]))
        if len(chosen) > args.count:
            chosen = random.Random(args.seed).sample(chosen, args.count)
        for number, (file, finding) in enumerate(chosen, 1):
            print("==== %d %s:%d:%d %s" % (number, file, finding["line"], finding["column"], finding["message"]))
            print("\n".join(shown(finding, lines_of(finding["file"]))))
        return
    print("%-20s %s %s" % ("", " ".join("%24s" % place[-24:] for place in totals), "   different"))
    for code in sorted(kinds):
        row = " ".join("%24d" % total[code] for total in totals.values())
        print("%-20s %s %12d" % (code, row, len(kinds[code])))


if __name__ == "__main__":
    main()
