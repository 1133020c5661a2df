#!/usr/bin/env python3
"""Judges a built legb by CPython: every name, with its role, kind, block and owner.

    python3 run.py LEGB            the three parts below
    python3 run.py LEGB --full     ... with whole libraries and 2,000 programs for each version
    python3 run.py LEGB --cases    the cases only, for which no CPython is needed
    python3 run.py --self-test     judges the judges; needs no legb

  cases     `legb names` on cases/ for all eight versions, names of blocks included: 100%
  library   on CPython's standard library (3.11's is always whole, of the others every
            eighth file unless --full): 99.9% of the occurrences, the rest is listed
  programs  on random programs (generate.py): 100%

A version is judged by the newest CPython of that version on this machine or, where none is,
by one in WebAssembly from npm, on the library of the newest CPython here.  What the oracle
said is kept in target/oracle-cache, as asking takes a minute.  Status 0 if all parts agree.
"""
import argparse
import collections
import concurrent.futures
import dataclasses
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

from compare import FIELDS, Comparison, by_file
from source import python_files

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "cases")
CACHE = os.path.join(HERE, "..", "..", "target", "oracle-cache")
VERSIONS = ["3.%d" % minor for minor in range(8, 16)]
# CPython in WebAssembly: 3.12.7, 3.13.2, 3.14.2 and 3.15.0rc1.
PYODIDE = {"3.12": "0.27.7", "3.13": "0.29.0", "3.14": "314.0.7", "3.15": "315.0.0-alpha.2"}
PROBE = ("import _symtable, json, platform, sys, sysconfig; print(json.dumps(["
         "platform.python_implementation(), sys.version_info[:3], sys.executable,"
         "sysconfig.get_paths()['stdlib']]))")
SHOWN, SHOWN_OF_FILE = 40, 3  # disagreements printed for each part, and of them for each file


@dataclasses.dataclass
class Judge:
    """A Python that runs the oracle."""
    version: str   # 3.12
    label: str     # CPython 3.12.1
    command: list  # to which a script and its arguments are added
    library: str   # the folder of a standard library

    def ask(self, script, *arguments):
        done = subprocess.run(self.command + [os.path.join(HERE, script), *arguments],
                              capture_output=True, text=True, cwd=HERE)
        if done.returncode not in (0, 1):  # 1: the oracle gave up on some file and says so
            raise RuntimeError("%s: %s ended with %d: %s" % (
                self.label, script, done.returncode, done.stderr[-300:].strip()))
        return done


# ---- which Pythons there are

def cpythons():
    """{version: Judge}, and {version: why} for commands that are there and do not start."""
    commands = [sys.executable]
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        commands += [os.path.join(folder, "python" + version) for version in VERSIONS]
    commands += glob.glob(os.path.expanduser("~/.pyenv/versions/*/bin/python3"))
    found, broken = {}, {}
    for command in commands:
        if not os.access(command, os.X_OK):
            continue
        try:
            answer = subprocess.run([command, "-c", PROBE], capture_output=True, timeout=30)
            implementation, release, executable, library = json.loads(answer.stdout)
        except (ValueError, OSError, subprocess.TimeoutExpired):
            broken[os.path.basename(command).removeprefix("python")] = command + " does not start"
            continue
        version, release = "%d.%d" % tuple(release[:2]), tuple(release)
        if implementation == "CPython" and version in VERSIONS and (
                version not in found or release > found[version][0]):
            label = "CPython %d.%d.%d" % release
            found[version] = release, Judge(version, label, [executable], library)
    return found, broken


def in_webassembly(version, library):
    """A Judge made of Node and Pyodide, or why there is none."""
    if version not in PYODIDE:
        return "only 3.12 and later are run in WebAssembly here"
    if not (shutil.which("node") and shutil.which("npm")):
        return "node and npm are needed to run it in WebAssembly"
    folder = os.path.join(CACHE, "pyodide-" + PYODIDE[version])
    if not os.path.exists(os.path.join(folder, "node_modules", "pyodide", "pyodide.mjs")):
        os.makedirs(folder, exist_ok=True)
        # By default npm tries for more than a minute where there is no network.
        npm = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error",
                              "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--prefix",
                              folder, "pyodide@" + PYODIDE[version]],
                             capture_output=True, text=True)
        if npm.returncode:
            return "npm could not install pyodide@%s: %s" % (
                PYODIDE[version], " ".join(npm.stderr.split())[:120])
    return Judge(version, "Pyodide " + PYODIDE[version],
                 ["node", os.path.join(HERE, "run_wasm.mjs"), folder], library)


def judges():
    """(Judges of libraries, Judges of programs, {version: why there is none})."""
    found, broken = cpythons()
    newest = max(found.values(), key=lambda f: f[0])[1]
    libraries, programs, missing = [], [], {}
    for version in VERSIONS:
        release, judge = found.get(version, (None, None))
        # These crash on some programs and mangle names around generic classes wrongly.
        unsound = release and (3, 12) <= release < (3, 12, 4)
        other = in_webassembly(version, newest.library) if unsound or not judge else judge
        if isinstance(other, str):
            other, missing[version] = None, "%s; %s" % (
                "%s crashes on them" % judge.label if judge else
                broken.get(version, "no python%s on this machine" % version), other)
        libraries += [judge or other] * bool(judge or other)
        programs += [other] * bool(other)
    return libraries, programs, missing


# ---- what the oracle says

def cached(name, judge, make):
    """The path of a file or folder in the cache, made by make(path) if it is not there."""
    digest = hashlib.sha256(judge.label.encode())
    for source in ("oracle.py", "source.py", "generate.py"):
        with open(os.path.join(HERE, source), "rb") as f:
            digest.update(f.read())
    folder = os.path.join(CACHE, "%s-%s" % (judge.version, digest.hexdigest()[:12]))
    path, half_made = os.path.join(folder, name), os.path.join(folder, "new-" + name)
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        make(half_made)
        os.rename(half_made, path)
    return path


def oracle_answers(name, judge, root, files):
    def ask(path):
        done = judge.ask("oracle.py", "--root", root, "-o", path, *files)
        with open(path, encoding="utf-8") as f:
            answered = sum(1 for _ in f)
        if answered != len(files):
            raise RuntimeError("%s: the oracle answered for %d of %d files: %s" % (
                judge.label, answered, len(files), done.stderr[-300:].strip()))

    listed = hashlib.sha256("\n".join([root] + files).encode()).hexdigest()[:12]
    return cached("%s-%s.jsonl" % (name, listed), judge, ask)


# ---- the comparison

@dataclasses.dataclass
class Verdict:
    passed: bool
    line: str
    details: list

    def show(self):
        print("%s %s" % ("ok" if self.passed else "not ok", self.line), flush=True)
        for detail in self.details:
            print("    " + detail, flush=True)


def compare(title, legb, version, root, paths, answers, required, names=False):
    """Runs `legb names` and compares; required is a percentage of the occurrences.  For 100
    there must be no disagreement at all, also none about blocks."""
    comparison = Comparison(FIELDS, [], names)
    with tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as out:
        # Files, not folders, are named: legb need not walk as the oracle does.
        done = subprocess.run([legb, "names", "--python", version, "--root", root, *paths],
                              stdout=out, stderr=subprocess.PIPE, text=True, timeout=600)
        if done.returncode not in (0, 1):  # 1: some file has no answer
            return Verdict(False, "%s: legb ended with %d" % (title, done.returncode),
                           done.stderr.splitlines()[-SHOWN:])
        try:
            candidates = by_file(out.name)
            with open(answers, encoding="utf-8") as f:
                for record in map(json.loads, f):
                    if "error" not in record:
                        candidate = json.loads(candidates.get(record["file"], "{}"))
                        comparison.file(record["file"], record, candidate)
        except (ValueError, LookupError, TypeError) as e:
            return Verdict(False, "%s: not in the oracle's schema: %r" % (title, e), [])
    total = sum(comparison.total.values()) + comparison.categories["extra"]
    agreed = sum(comparison.agreed.values())
    percent = 100 * agreed / total if total else 0
    passed = percent >= required and (required < 100 or not comparison.disagreements)
    wrong = ", ".join("%s %d" % (c, n) for c, n in comparison.categories.most_common())
    # A few of each file: what is wrong in one file has mostly one cause.
    seen, shown = collections.Counter(), []
    for file, *where_and_what in sorted(comparison.disagreements):
        seen[file] += 1
        if seen[file] <= SHOWN_OF_FILE and len(shown) < SHOWN:
            shown.append("%s:%d:%d: %s: %s" % (file, *where_and_what))
    more = len(comparison.disagreements) - len(shown)
    return Verdict(passed, "%s: %d files, %d occurrences, %d agree, %.4f%%%s" % (
        title, comparison.files, total, agreed, percent, wrong and " (%s)" % wrong),
        shown + ["... and %d more" % more] * (more > 0))


def on_cases(legb, version):
    return compare("cases %s" % version, legb, version, CASES, [CASES],
                   os.path.join(CASES, "expected", version + ".jsonl"), 100, names=True)


def on_library(legb, judge, full):
    whole = full or judge.version == "3.11"
    # Debian's library has a link to /etc, which is not found in WebAssembly.
    files = sorted(f for f in python_files([judge.library]) if not os.path.islink(f))
    files = files[::1 if whole else 8]
    title = "library %s (%s)" % (judge.version, judge.label)
    answers = oracle_answers("library", judge, judge.library, files)
    return compare(title, legb, judge.version, judge.library, files, answers, 99.9)


def on_programs(legb, judge, n):
    folder = cached("programs-%d" % n, judge, lambda path: judge.ask(
        "generate.py", path, "-n", str(n), "--seed", "7"))
    files = sorted(python_files([folder]))
    title = "programs %s (%s)" % (judge.version, judge.label)
    answers = oracle_answers("programs", judge, folder, files)
    return compare(title, legb, judge.version, folder, files, answers, 100)


# ---- the judges judged

def self_test(judge):
    """What each judge must find true of itself, on this version of Python."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        found, wanted = (os.path.join(folder, "cases.jsonl"),
                         os.path.join(CASES, "expected", judge.version + ".jsonl"))
        judge.ask("oracle.py", "--root", CASES, CASES, "-o", found)
        with open(found, "rb") as a, open(wanted, "rb") as b:
            if a.read() != b.read():
                faults.append("the oracle's answers on cases/ are not the expected ones")
    checks = [["errors.py"], ["check_semantics.py"], ["test_rename_check.py"]]
    if judge.version not in ("3.8", "3.9", "3.10"):  # whose bytecode has no columns
        checks.append(["oracle.py", "--crosscheck", "--separate", CASES])
    for check in checks:
        done = judge.ask(*check)
        if done.returncode:
            faults += [" ".join(check) + ":"] + done.stdout.splitlines()[-SHOWN:]
    return Verdict(not faults, "self-test %s (%s)" % (judge.version, judge.label), faults)


def test_of_compare():
    done = subprocess.run([sys.executable, os.path.join(HERE, "test_compare.py")],
                          capture_output=True, text=True)
    return Verdict(done.returncode == 0, "self-test of compare.py: " + done.stdout.strip(), [])


def guarded(part, *arguments):
    """A part that cannot be run to its end fails alone."""
    try:
        return part(*arguments)
    except (OSError, RuntimeError, subprocess.SubprocessError) as e:
        return Verdict(False, "%s could not be run: %s" % (part.__name__, str(e)[:400]), [])


def main():
    parser = argparse.ArgumentParser(description="Judges a built legb by CPython.")
    parser.add_argument("legb", nargs="?", help="the binary")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="whole libraries, 2,000 programs")
    form.add_argument("--cases", action="store_true", help="only the cases")
    form.add_argument("--self-test", action="store_true", help="judge the judges")
    args = parser.parse_args()
    if not args.legb and not args.self_test:
        parser.error("which legb?")
    legb = args.legb and os.path.abspath(args.legb)
    libraries, programs, missing = ([], [], {}) if args.cases else judges()
    if args.self_test:
        # Of an unsound 3.12 the oracle's own tests hold too.
        both = {judge.label: judge for judge in libraries + programs}
        parts = [(test_of_compare,)] + [(self_test, judge) for judge in both.values()]
    else:
        parts = [(on_cases, legb, version) for version in VERSIONS]
        parts += [(on_library, legb, judge, args.full) for judge in libraries]
        parts += [(on_programs, legb, judge, 2000 if args.full else 300) for judge in programs]
    failed = 0
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        # In this order whatever ends first, so that two runs read alike.
        for future in [pool.submit(guarded, *part) for part in parts]:
            verdict = future.result()
            verdict.show()
            failed += not verdict.passed
    print("%d parts agree, %d do not" % (len(parts) - failed, failed))
    if not args.cases:
        ran = list(dict.fromkeys(judge.label for judge in libraries + programs))
        print("judges that ran: %s" % ", ".join(ran))
        for version, why in missing.items():
            print("COULD NOT RUN: Python %s as a judge: %s" % (version, why))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
