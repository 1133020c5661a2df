"""Compares `legb blocks` with the code objects that this very CPython compiles, over whole folders.

    python3.11 blocks.py LEGB [PATH...]      without a PATH, the modules at the top of its standard library

Of each code object: its name and qualified name, the qualified name of the one around it, whether a call of it makes a generator or coroutine,
its cell and its free variables. Names that the compiler invents for its own use are left out. co_qualname came with 3.11. What legb finds in
code that never runs, such as the body of `if 0:`, CPython leaves out. SEMANTICS.md, section 11, has the one disagreement, over
cases/inlined_leak.py.
"""
import json
import os
import subprocess
import sys
import types
import warnings
from pathlib import Path

KINDS = {"generator": 0x20, "coroutine": 0x80, "async_generator": 0x200}
INVENTED = {"__classdict__", "__conditional_annotations__"}


def compiled(code, around="", found=None):
    """The code objects in one, as a set."""
    found = set() if found is None else found
    cells, free = ({n for n in names if n[0] != "." and n not in INVENTED} for names in (code.co_cellvars, code.co_freevars))
    flags = code.co_flags & sum(KINDS.values())
    found.add((around, code.co_name, code.co_qualname, flags, *(tuple(sorted(names)) for names in (cells, free))))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            compiled(constant, code.co_qualname, found)
    return found


def told(blocks):
    """The same of legb's answer. An inlined comprehension's names are those of the code object around it."""
    code = []  # For each block the one whose code it is part of.
    for block in blocks:
        code.append(code[block["parent"]] if block["namespace"] == "inlined" else block["id"])
    cells, free = [[set() for _ in blocks] for _ in range(2)]
    for block in blocks:
        for name in block["names"]:
            if name["kind"] == "free" and code[name["owner"]] != code[block["id"]]:
                owner, at = code[name["owner"]], code[block["id"]]
                cells[owner].add(name["name"])
                # All blocks between hand the variable on.
                while at != owner:
                    free[at].add(name["name"])
                    at = code[blocks[at]["parent"]]
    found = set()
    for block in blocks:
        i = block["id"]
        if code[i] == i:
            around = blocks[code[block["parent"]]]["qualified"] if "parent" in block else ""
            names = [tuple(sorted(names)) for names in (cells[i], free[i])]
            found.add((around, block["name"], block["qualified"], KINDS.get(block["namespace"], 0), *names))
    return found


def main():
    legb, *paths = sys.argv[1:]
    version = "%d.%d" % sys.version_info[:2]
    if sys.version_info < (3, 11):
        print(f"COULD NOT RUN blocks: Python {version} has no co_qualname, 3.11 and later do")
        sys.exit(77)
    paths = paths or Path(os.__file__).parent.glob("*.py")
    files = [file for path in map(Path, paths) for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))]
    warnings.simplefilter("ignore")
    n_files = n_objects = n_wrong = n_unseen = 0
    for file in files:
        try:
            expected = compiled(compile(file.read_bytes(), str(file), "exec", dont_inherit=True))
        except (SyntaxError, ValueError, RecursionError):
            continue
        answer = subprocess.run([legb, "blocks", "--json", "--python", version, file], capture_output=True, check=True)
        got = told(json.loads(answer.stdout)["blocks"])
        n_files, n_objects = n_files + 1, n_objects + len(expected)
        n_unseen += len(got - expected)
        for missing in sorted(expected - got):
            n_wrong += 1
            print(f"{file}: CPython has {missing}")
            for near in sorted(other for other in got - expected if other[2] == missing[2]):
                print(f"    legb has {near}")
    print(f"Python {version}: {n_objects} code objects in {n_files} files, {n_wrong} wrong; {n_unseen} of legb's are not compiled")
    sys.exit(n_wrong > 0)


main()
