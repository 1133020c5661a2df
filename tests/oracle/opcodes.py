#!/usr/bin/env python3
"""Judges the instructions that legb tells (`legb names --opcodes`, hover) by disassembling.

    python3 opcodes.py LEGB            cases/ and every 40th file of the library, on every CPython that run.py finds
    python3 opcodes.py LEGB PATH...    these files, on the Python that runs this (3.8 or later)

Each instruction on a variable is matched to the occurrence that it comes from: from 3.11 on by line
and column, before by line and name. Forms of one family count as one: LOAD_FAST_CHECK, LOAD_FAST_BORROW and the
pairs such as STORE_FAST_LOAD_FAST are FAST. Status 0 if all agree. An occurrence without instruction (code that
is never run, annotations that are never evaluated) is counted. Not compared are:

  - the load of `x += 1` and what the compiler adds at the end of `except … as x`: an occurrence has one verb here;
  - the files in DEVIATIONS, where CPython breaks its own rules (SEMANTICS.md, section 11).
"""
import collections
import dis
import json
import os
import subprocess
import sys
import tempfile
import warnings

import crosscheck
import oracle
from source import python_files

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "cases")
V = sys.version_info[:2]
# Inlined comprehensions whose target passes for a variable of the block around.
DEVIATIONS = {"inlined_leak.py"}
SAME = {"LOAD_FAST_CHECK": "LOAD_FAST", "LOAD_FAST_BORROW": "LOAD_FAST"}
SHOWN = 20


def instructions(code):
    """(opname, name, place) of the instructions on variables, in code and all code in it. A place is (line, column), of
    older versions the line alone."""
    line, cells = None, set(code.co_cellvars) | set(code.co_freevars)
    for ins in dis.get_instructions(code):
        if V >= (3, 11):
            where = ins.positions
            place = (where.lineno, where.col_offset) if where and where.col_offset is not None else None
        else:
            line = ins.starts_line or line
            place = line
        if ins.opname in crosscheck.PAIRS:
            names = ins.argval if isinstance(ins.argval, tuple) else (
                code.co_varnames[ins.arg >> 4], code.co_varnames[ins.arg & 15])
            # The second has no place of its own.
            yield crosscheck.PAIRS[ins.opname][0], names[0], place
        elif ins.opname in crosscheck.FAMILIES:
            opname = SAME.get(ins.opname, ins.opname)
            # 3.13+: a cell itself is loaded, to make a function.
            if opname != "LOAD_FAST" or ins.argval not in cells:
                yield opname, ins.argval, place
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            yield from instructions(const)


def told(record):
    """{(line, column): what legb tells} of its occurrences; None for those without instruction."""
    return {(o[0], o[1]): o[7] if len(o) > 7 else None for o in record["occurrences"]}


def check(path, record, report):
    _, walker = oracle.analyze(path)
    if not walker:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with open(path, "rb") as f:
            module = compile(f.read(), path, "exec", dont_inherit=True)
    opcodes, at_place = told(record), collections.defaultdict(list)
    for anchor, _, key, occurrence in walker.every:
        if anchor:
            place = anchor if V >= (3, 11) else anchor[0]
            at_place[place, key].append(tuple(occurrence[:2]))
    seen = set()
    for opname, name, place in instructions(module):
        found = at_place.get((place, name), [])
        expected = {opcodes.get(at) for at in found}
        if not found or None in expected and V < (3, 11):
            report["instructions without occurrence"] += 1
        elif not any(e and e.split("_")[0] == opname.split("_")[0] for e in expected) or (
                V < (3, 11) and "STORE_" + opname.partition("_")[2] in expected - {opname}):
            # Of another verb: `x += 1`, `except … as x`. Or legb tells of none where there is one.
            report["instructions of another verb"] += 1
            if None in expected and opname.startswith("LOAD") and name not in crosscheck.COMPILER_NAMES:
                yield "%s:%s: %s %s, legb tells of none" % (path, place, opname, name)
        elif opname in expected:
            report["compared"] += 1
            seen.update(found)
        else:
            yield "%s:%s: %s %s, legb tells %s" % (path, place, opname, name, sorted(map(str, expected)))
    report["occurrences without instruction"] += len([at for at in opcodes if opcodes[at] and at not in seen])


def judged(legb, paths):
    """Judges by the Python that runs this."""
    report, wrong = collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "names.jsonl")
        if legb.endswith(".jsonl"):
            out = legb  # asked already: there are no processes in WebAssembly
        else:
            ask(legb, "%d.%d" % V, paths, out)
        with open(out, encoding="utf-8") as f:
            for record in map(json.loads, f):
                if os.path.basename(record["file"]) not in DEVIATIONS and "error" not in record:
                    report["files"] += 1
                    wrong += check(record["file"], record, report)
    for line in wrong[:SHOWN]:
        print("    " + line)
    print("opcodes %d.%d: %d wrong; %s" % (V + (len(wrong), ", ".join("%s: %d" % i for i in report.items()))))
    return 1 if wrong or not report["compared"] else 0


def ask(legb, version, paths, out):
    with open(out, "w", encoding="utf-8") as f:
        subprocess.run([legb, "names", "--opcodes", "--python", version, *paths], stdout=f, check=True)


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    legb, paths = os.path.abspath(sys.argv[1]), sys.argv[2:]
    if paths or legb.endswith(".jsonl"):
        return judged(legb, python_files(paths))
    import run  # needs a later Python than the rest
    status = 0
    libraries, _, missing = run.judges()
    for judge in libraries:
        files = sorted(python_files([CASES])) + sorted(python_files([judge.library]))[::40]
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "names.jsonl")
            ask(legb, judge.version, files, out)
            done = judge.ask("opcodes.py", out)
        agrees = done.returncode == 0
        print("%s %s (%s)" % ("ok" if agrees else "not ok", done.stdout.strip() or done.stderr[-300:], judge.label))
        status |= not agrees
    for version, why in missing.items():
        print("COULD NOT RUN: opcodes by Python %s: %s" % (version, why))
    return status


if __name__ == "__main__":
    sys.exit(main())
