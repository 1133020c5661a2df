#!/usr/bin/env python3
"""Judges a built legb by CPython: every name, with its role, kind, block and owner, and the
first error of what does not compile.

    python3 run.py LEGB                the parts below
    python3 run.py LEGB --full         ... on whole libraries, packages, many more programs
    python3 run.py LEGB --cases        the cases and errors only, for which no CPython is needed
    python3 run.py LEGB --invalid N    N invalid programs and N meetings only;
                                       --python 3.11,3.13, --seed S
    python3 run.py --self-test         judges the judges; needs no legb

  cases     `legb names` on cases/ for all eight versions, names of blocks included
  errors    on the snippets of errors.json: message, line and column
  library   on CPython's standard library: 3.11's is always whole, of the others it is every
            eighth file unless --full
  programs  on random programs (generate.py): 300 for each version, --full 2,000
  invalid programs   on random programs (invalid.py), of which three in five are invalid: 2,000
            for 3.11 and 3.14, 300 for the others; --full 12,500 for each version
  meeting programs   on as many random programs with several errors in one construct
            (meetings.py)
  package   on packages from the index (packages.py), by the newest CPython; only --full
  damage    on broken code (damage.py)

All must agree.  A file that the parser rejects, not the compiler, may have another error.

A version is judged by the newest CPython of that version on this machine or, where none is,
by one in WebAssembly from npm, on the library of the newest CPython here.  What the oracle
said is kept in target/oracle-cache, as asking takes minutes.  Status 0 if all parts agree.
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

from agreement import SHOWN, Verdict, compare, legb_names, records_of, said, write_texts, same_error
from damage import on_damage
from judges import HERE, VERSIONS, judges, oracle_answers
from packages import PACKAGES, on_package
from programs import on_invalid_programs, on_meetings, on_valid_programs
from source import python_files

CASES = os.path.join(HERE, "cases")
# How many random programs: of those that are mostly invalid, most for these two versions.
VALID, INVALID, INVALID_OF_MOST = 300, 300, {"3.11": 2000, "3.14": 2000}
VALID_FULL, INVALID_FULL = 2000, 12500


def on_cases(legb, version):
    return compare("cases %s" % version, legb, version, CASES, [CASES],
                   os.path.join(CASES, "expected", version + ".jsonl"), names=True)


def on_errors(legb, version):
    """errors.json: the exact error of each snippet.  Where the version has not the syntax yet,
    and its parser says so, the line is enough."""
    with open(os.path.join(HERE, "errors.json"), encoding="utf-8") as f:
        cases = [case for case in json.load(f) if version in case]
    with tempfile.TemporaryDirectory() as folder:
        write_texts(folder, [case["code"] for case in cases])
        with legb_names(legb, version, folder, [folder]) as answered:
            records = records_of(answered)
    wrong, columns = [], []
    for number, case in enumerate(cases):
        want, got = case[version], records.get("%05d.py" % number, {}).get("error")
        shown = "%r:\n  CPython: %s\n  legb:    %s" % (
            case["code"], want and said(want) or "compiles", got and said(got) or "compiles")
        if want and want[0].startswith(("invalid syntax", "expected '('")):
            if not isinstance(got, list) or got[1] != want[1] or not (
                    got[0] == want[0] or got[0].startswith("invalid syntax")):
                wrong.append(shown)
            elif got[2] != want[2]:
                columns.append(shown)
        elif not same_error(want, got):
            wrong.append(shown)
    line = "errors %s: %d snippets, %d agree" % (version, len(cases), len(cases) - len(wrong))
    if columns:
        line += "; %d of syntax that the version has not are in another column" % len(columns)
    return Verdict(not wrong, line, wrong, version)


def on_library(legb, judge, full):
    whole = full or judge.version == "3.11"
    # Debian's library has a link to /etc, which is not found in WebAssembly.
    files = sorted(f for f in python_files([judge.library]) if not os.path.islink(f))
    files = files[::1 if whole else 8]
    title = "library %s (%s)" % (judge.version, judge.label)
    answers = oracle_answers("library", judge, judge.library, files)
    return compare(title, legb, judge.version, judge.library, files, answers)


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


def parts_of(args, legb):
    """(the parts to run, {version: why it has no judge})."""
    versions = args.python.split(",") if args.python else VERSIONS
    offline = [(part, legb, version) for part in (on_cases, on_errors) for version in versions]
    if args.cases:
        return offline, {}
    libraries, programs, missing = judges(versions)
    if args.self_test:
        # Of an unsound 3.12 the oracle's own tests hold too.
        both = {judge.label: judge for judge in libraries + programs}
        return [(test_of_compare,)] + [(self_test, judge) for judge in both.values()], missing
    if args.invalid:
        return [(part, legb, judge, args.invalid, args.seed) for judge in programs
                for part in (on_invalid_programs, on_meetings)], missing
    parts = offline + [(on_library, legb, judge, args.full) for judge in libraries]
    for judge in programs:
        usual = INVALID_OF_MOST.get(judge.version, INVALID)
        parts.append((on_valid_programs, legb, judge, VALID_FULL if args.full else VALID))
        parts += [(part, legb, judge, INVALID_FULL if args.full else usual, args.seed)
                  for part in (on_invalid_programs, on_meetings)]
    parts.append((on_damage, legb, args.full))
    if args.full:
        # The newest on this machine: in WebAssembly a large package takes too long.
        newest = [judge for judge in libraries if judge.label.startswith("CPython")][-1:]
        parts += [(on_package, legb, judge, package) for judge in newest for package in PACKAGES]
    return parts, missing


def main():
    parser = argparse.ArgumentParser(description="Judges a built legb by CPython.")
    parser.add_argument("legb", nargs="?", help="the binary")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="whole libraries, 2,000 programs")
    form.add_argument("--cases", action="store_true", help="only what needs no CPython")
    form.add_argument("--invalid", type=int, metavar="N", help="only N random invalid programs")
    form.add_argument("--self-test", action="store_true", help="judge the judges")
    parser.add_argument("--python", help="only these versions, as 3.11,3.13")
    parser.add_argument("--seed", type=int, default=1, help="of the invalid programs")
    args = parser.parse_args()
    if not args.legb and not args.self_test:
        parser.error("which legb?")
    parts, missing = parts_of(args, args.legb and os.path.abspath(args.legb))
    verdicts = []
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        # In this order whatever ends first, so that two runs read alike.
        for future in [pool.submit(guarded, *part) for part in parts]:
            verdicts.append(future.result())
            verdicts[-1].show()
    failed = sum(not verdict.passed for verdict in verdicts)
    print("%d parts agree, %d do not" % (len(parts) - failed, failed))
    for version in VERSIONS:
        of_version = [verdict for verdict in verdicts if verdict.version == version]
        if of_version:
            print("ran %s: %d files, %d programs, %d occurrences" % (version, *(
                sum(getattr(verdict, what) for verdict in of_version)
                for what in ("files", "programs", "occurrences"))))
    for version, why in missing.items():
        print("COULD NOT RUN: Python %s as a judge: %s" % (version, why))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
