#!/usr/bin/env python3
"""Puts pyflakes' verdict on names beside that of a built legb.

    python3 pyflakes_compare.py LEGB [PATH...]

Of undefined names (a name nowhere bound, an entry of `__all__` without a binding) every
difference is explained in pyflakes_explained.txt or listed here; of unused imports and variables
only the numbers are told.  Without a PATH, the standard library of the running Python, whose
version's rules apply.  pyflakes comes from the package index, into target/.  Status 0 if nothing
is unexplained, 77 if pyflakes can't be had.
"""
import ast
import collections
import concurrent.futures
import fnmatch
import json
import os
import subprocess
import sys
import sysconfig
import tokenize
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
PYFLAKES = "pyflakes==3.4.0"
FOLDER = os.path.join(HERE, "..", "..", "target", "pyflakes-3.4.0")
EXPLAINED = os.path.join(HERE, "pyflakes_explained.txt")
KINDS = {"UndefinedName": "undefined-name", "UndefinedExport": "undefined-name",
         "UnusedImport": "unused-import", "UnusedVariable": "unused-variable"}


def install():
    """Makes `import pyflakes` work; whether it does."""
    if not os.path.isdir(FOLDER):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", FOLDER, PYFLAKES]
        done = subprocess.run(pip, capture_output=True, text=True)
        if done.returncode:
            print("COULD NOT RUN the comparison with pyflakes: pip can't install %s: %s" % (
                PYFLAKES, (done.stderr.strip().splitlines() or ["no reason given"])[-1]))
            return False
    sys.path.insert(0, FOLDER)
    return True


def python_files(path):
    if os.path.isfile(path):
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if name not in ("site-packages", "__pycache__")]
        found += [os.path.join(folder, name) for name in files if name.endswith(".py")]
    return sorted(found)


def by_pyflakes(file):
    """(code, file, line, name) for each of pyflakes' messages; None for a file that isn't valid."""
    if FOLDER not in sys.path:
        sys.path.insert(0, FOLDER)
    from pyflakes import checker
    try:
        with tokenize.open(file) as opened, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(opened.read(), file)
    except (SyntaxError, ValueError, RecursionError):
        return file, None
    found = []
    try:
        messages = checker.Checker(tree, filename=file).messages
    except RecursionError:
        return file, None
    for message in messages:
        code = KINDS.get(type(message).__name__)
        if code == "unused-import":
            # "a.b as c", "a.b", "m.x as y": legb marks the piece, pyflakes the statement.
            found.append((code, file, 0, bound_name(message.message_args[0])))
        elif code:
            in_all = type(message).__name__ == "UndefinedExport"
            found.append((code, file, 0 if in_all else message.lineno, message.message_args[0]))
    return file, found


def bound_name(shown):
    return shown.split(" as ")[-1].split(".")[-1]


def by_legb(legb, paths):
    version = "%d.%d" % sys.version_info[:2]
    command = [legb, "check", "--format", "json", "--python", version,
               "--select", ",".join(sorted(set(KINDS.values()))), *paths]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit("%s: %s" % (" ".join(command), done.stderr))
    found = []
    for finding in json.loads(done.stdout):
        code, file, line = finding["code"], os.path.abspath(finding["file"]), finding["line"]
        name = finding["message"].split("`")[1]
        if code == "unused-import":
            line, name = 0, bound_name(name)
        elif finding["message"].endswith("in `__all__`"):
            line = 0
        found.append((code, file, line, name))
    return found


def explanations():
    """(side, pattern of the path, pattern of the name, reason) for each line."""
    rows = []
    with open(EXPLAINED, encoding="utf-8") as opened:
        for line in opened:
            if line.strip() and not line.startswith("#"):
                rows.append([part.strip() for part in line.split("|")])
    return [row for row in rows if len(row) == 4 or sys.exit("%s: %r" % (EXPLAINED, row))]


def explained(rows, side, file, name):
    path = file.replace(os.sep, "/")
    for row in rows:
        of_side, of_file, names, _ = row
        if of_side == side and path.endswith("/" + of_file) or of_side == side and fnmatch.fnmatch(path, "*/" + of_file):
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in names.split()):
                return row
    return None


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if not install():
        return 77
    paths = [os.path.abspath(path) for path in sys.argv[2:]] or [sysconfig.get_paths()["stdlib"]]
    files = [file for path in paths for file in python_files(path)]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        answers = dict(pool.map(by_pyflakes, files, chunksize=16))
    valid = {file for file, found in answers.items() if found is not None}
    theirs = {finding for file in valid for finding in answers[file]}
    ours = {finding for finding in by_legb(sys.argv[1], paths) if finding[1] in valid}
    print("%d files" % len(valid))
    for code in ("unused-import", "unused-variable", "undefined-name"):
        a = {finding for finding in ours if finding[0] == code}
        b = {finding for finding in theirs if finding[0] == code}
        print("%-16s %5d both, %5d legb alone, %5d pyflakes alone" % (code, len(a & b), len(a - b), len(b - a)))
    return tell_differences(paths, ours, theirs)


def tell_differences(paths, ours, theirs):
    """Prints the differences in undefined names, and how they are explained; 1 if one isn't."""
    rows, reasons, unexplained = explanations(), collections.Counter(), 0
    for side, found in (("legb", ours - theirs), ("pyflakes", theirs - ours)):
        for code, file, line, name in sorted(found):
            if code != "undefined-name":
                continue
            row = explained(rows, side, file, name)
            if row:
                reasons["%s alone: %s" % (side, row[3])] += 1
            else:
                unexplained += 1
                print("only %s: %s:%s: %s" % (side, file, line or "__all__", name))
    for reason, count in reasons.most_common():
        print("%5d %s" % (count, reason))
    print("%s the differences are explained" % ("all" if not unexplained else "not all of"))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
