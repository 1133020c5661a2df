#!/usr/bin/env python3
"""Writes stubs.txt: what the modules that are written in C have, as each CPython tells it of itself.

    generate.py INTERPRETER...     such as ~/.pyenv/versions/3.*/bin/python; a command in quotes will do, too, such as
                                   'node tests/oracle/run_wasm.mjs FOLDER' for a CPython in WebAssembly
    generate.py --dump             what the running interpreter tells, as JSON

Standard library only; 3.8 and later. One interpreter of each version is asked; where one in WebAssembly lacks a module, or names of
one that differs between platforms, the version before it counts.

stubs.txt is for the programs that read it, and for people who look what has changed. A line `= name mask flags` begins a module: the mask has
a bit for each version from 3.8 on, in hexadecimal; flag `b` is for modules that every interpreter has built in, `p` for those whose
names differ between platforms. Below it is the module's stub; a line that only some of these versions have begins with their mask.
"""
import ast
import inspect
import json
import keyword
import os
import re
import shlex
import subprocess
import sys
import types

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST, LAST = 8, 15

# Modules of other makers' libraries and of systems, whose names depend on what they were built with. The others are the same everywhere.
ALIKE = set("""
    _abc _asyncio _bisect _codecs _collections _contextvars _csv _datetime _decimal _functools _heapq _imp _interpchannels
    _interpqueues _interpreters _io _json _lsprof _opcode _operator _pickle _queue _random _sre _stat _statistics _string _struct
    _suggestions _symtable _sysconfig _thread _tokenize _tracemalloc _typing _warnings _weakref _zoneinfo _ast array atexit audioop
    binascii builtins cmath gc itertools marshal math unicodedata
""".split())

# Those of Modules/config.c.in and the core, which no build leaves to the path.
BUILT_IN = set("""
    _abc _ast _codecs _collections _functools _imp _io _locale _operator _signal _sre _stat _string _symtable _thread
    _tracemalloc _typing _warnings _weakref atexit builtins errno faulthandler gc itertools marshal posix pwd sys time
""".split())

# For tests of CPython itself, or without a name that can be imported.
LEFT_OUT = ("_test", "_xx", "xx", "_ctypes_test", "__", "_frozen", "_pyodide", "_interp_")

# Modules of other systems and of libraries that builds leave out, with their versions: that they exist is all that is told.
ELSEWHERE = {"_dbm": 0xff, "_gdbm": 0xff, "_msi": 0x1f, "_overlapped": 0xff, "_scproxy": 0xff, "_winapi": 0xff, "_wmi": 0xf0,
             "msvcrt": 0xff, "nt": 0xff, "winreg": 0xff, "winsound": 0xff}


# ---- what one interpreter tells

def module_names():
    names = set(sys.builtin_module_names)
    for folder in sys.path:
        if os.path.basename(folder) == "lib-dynload":
            names.update(entry.split(".")[0] for entry in os.listdir(folder) if entry.endswith(".so"))
    known = getattr(sys, "stdlib_module_names", None)
    for name in sorted(names):
        if not name.startswith(LEFT_OUT) and (known is None or name in known):
            yield name


def modules():
    for name in module_names():
        try:
            module = __import__(name)
        except ImportError as error:
            print("%s: %s" % (name, error), file=sys.stderr)
            continue
        # Where a build has a C module under the name of a Python one, the source is better.
        if not str(getattr(module, "__file__", "") or "").endswith(".py"):
            yield name, module


def dump():
    found = dict(modules())
    return {name: stub(name, module, found) for name, module in found.items()}


def stub(name, module, modules):
    """The lines of a module's stub, each after the name that it belongs to, the member of that, and whether it is a class's head (0),
    the first line in a class (1) or a member's (2)."""
    lines = [("", "", 0, quoted(module.__doc__))] if first_line(module.__doc__) else []
    for own in sorted(vars(module)):
        if is_name(own) and (not own.startswith("__") or own in ("__import__", "__build_class__", "__debug__")):
            lines += [(own,) + line for line in described(own, vars(module)[own], name, modules)]
    return lines


def is_name(name):
    return name.isidentifier() and not keyword.iskeyword(name)


def described(own, value, module, modules):
    if isinstance(value, types.ModuleType):
        return []
    if isinstance(value, type):
        return class_lines(own, value, module, modules)
    if callable(value) and hasattr(value, "__name__"):
        return [("", 0, line) for line in function_lines(own, value, "")]
    kind = type(value)
    is_plain = kind.__module__ == "builtins" and getattr(modules["builtins"], kind.__name__, None) is kind
    return [("", 0, "%s: %s = ..." % (own, kind.__name__) if is_plain else "%s = ..." % own)]


def class_lines(own, value, module, modules):
    home, name = value.__module__, value.__qualname__
    if (home, name) != (module, own) and home in modules and getattr(modules[home], name, None) is value:
        is_here = home in (module, "builtins")
        return [("", 0, "%s = %s" % (own, name) if is_here else "from %s import %s as %s" % (home, name, own))]
    bases = [base_name(base, module, modules) for base in value.__bases__ if base is not object]
    bases = [base for base in bases if base]
    lines = [("", 0, "class %s%s:" % (own, "(%s)" % ", ".join(bases) if bases else ""))]
    lines.append(("", 1, "    " + (quoted(value.__doc__) if first_line(value.__doc__) else "...")))
    constructor = signature(value, True)
    constructors = calls(own, value.__doc__, "self") if constructor is None else [constructor]
    lines += [("__init__", 2, "    def __init__(%s): ..." % constructor) for constructor in constructors]
    for name in sorted(vars(value)):
        if is_name(name) and is_told(name, vars(value)[name], value):
            lines += [(name, 2, line) for line in member_lines(name, vars(value)[name], value)]
    return lines


def base_name(base, module, modules):
    if base.__module__ in ("builtins", module):
        return base.__qualname__
    for home in modules:
        # The class may say that it is of the Python module that offers it.
        if getattr(modules[home], base.__name__, None) is base:
            return base.__name__ if home == module else None
    return None


UNTOLD = ("__doc__", "__module__", "__dict__", "__weakref__", "__init__", "__new__", "__getattribute__", "__class__", "__slots__",
          "__static_attributes__", "__firstlineno__", "__abstractmethods__")


def is_told(name, member, owner):
    if name in UNTOLD and owner not in (object, type):
        return False
    common = vars(object).get(name)
    # A special method that says of itself no more than `object`'s.
    return owner is object or common is None or getattr(common, "__doc__", 0) != getattr(member, "__doc__", 1)


def member_lines(name, member, owner):
    if isinstance(member, (types.GetSetDescriptorType, types.MemberDescriptorType, property)):
        return ["    @property", "    def %s(self):%s" % (name, body(member, "        "))]
    decorator = []
    if isinstance(member, (classmethod, types.ClassMethodDescriptorType)):
        decorator = ["    @classmethod"]
    elif isinstance(member, staticmethod):
        decorator = ["    @staticmethod"]
    elif isinstance(member, types.BuiltinMethodType):
        return ["    @staticmethod"] + function_lines(name, member, "    ")
    elif isinstance(member, type):
        return ["    class %s: ..." % name]
    elif not callable(member):
        kind = type(member).__name__
        return ["    %s%s = ..." % (name, ": " + kind if kind in ("int", "str", "tuple", "bool", "float") else "")]
    receiver = "cls" if isinstance(member, (classmethod, types.ClassMethodDescriptorType)) else "" if decorator else "self"
    return decorator + function_lines(name, getattr(owner, name, member) if decorator else member, "    ", receiver)


def function_lines(name, function, indent, receiver=""):
    parameters = signature(function, False)
    if parameters is None:
        several = calls(name, getattr(function, "__doc__", None), receiver)
        several = several or [", ".join(filter(None, [receiver, "*args, **kwargs"]))]
    elif receiver == "cls":
        several = ["cls" + (", " + parameters if parameters else "")]
    else:
        several = [parameters]
    # Decorators stand before the first alone.
    several = several[:1] if receiver != "self" and indent else several
    inner = indent + "    "
    head = "%sdef %s(%s):"
    others = [head % (indent, name, parameters) + " ..." for parameters in several[:-1]]
    return others + [head % (indent, name, several[-1]) + body(function, inner)]


def body(function, indent):
    doc = getattr(function, "__doc__", None)
    name = getattr(function, "__name__", "")
    # What every class says of its special methods tells nobody anything.
    is_special = name.startswith("__") and name.endswith("__") and isinstance(function, (types.WrapperDescriptorType, types.MethodDescriptorType))
    return " ..." if is_special or not first_line(doc) else "\n" + indent + quoted(doc)


def first_line(doc):
    """The first sentence of a docstring: what stands before an empty line, up to its first full stop."""
    if not isinstance(doc, str):
        return ""
    lines = [line.strip() for line in doc.strip().splitlines()]
    # The call itself, which older functions tell where the parameters can't be introspected.
    text = lines[0] if lines else ""
    if text.endswith((",", "(")) and len(lines) > 1:
        text += " " + lines[1]
    return text if len(text) <= 200 else text[:197] + "..."


def quoted(doc):
    text = first_line(doc).replace("\\", "\\\\").replace('"""', "'''")
    return '"""%s%s"""' % (text, " " if text.endswith('"') else "")


def signature(function, is_class):
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except Exception:  # Some texts of signatures aren't even that.
        return None
    parts, seen_star, kinds = ["self"] if is_class else [], False, [p.kind for p in parameters]
    for at, parameter in enumerate(parameters):
        if not is_name(parameter.name):
            return None
        text = parameter.name
        if parameter.kind == parameter.VAR_POSITIONAL:
            text, seen_star = "*" + text, True
        elif parameter.kind == parameter.VAR_KEYWORD:
            text = "**" + text
        elif parameter.kind == parameter.KEYWORD_ONLY and not seen_star:
            parts.append("*")
            seen_star = True
        if parameter.default is not parameter.empty:
            text += "=" + default(parameter.default)
        parts.append(text)
        if parameter.kind == parameter.POSITIONAL_ONLY and kinds[at + 1:at + 2] != [parameter.POSITIONAL_ONLY]:
            parts.append("/")
    return ", ".join(parts)


def calls(name, doc, receiver):
    """The parameters of the calls that a docstring tells, `range(start, stop[, step]) -> range object`, each a line: of what can't be
    introspected there is nothing else. What is in brackets may be left out."""
    found = []
    for line in doc.splitlines() if isinstance(doc, str) else []:
        told = re.match(r"\s*(?:\w+\.)?%s\((.*?)\)\s*(?:-+>|$)" % re.escape(name), line)
        parameters = told and written_out(told.group(1), receiver)
        if parameters is not None and parameters not in found:
            found.append(parameters)
    return found


def written_out(parameters, receiver):
    parts, depth = [receiver] if receiver else [], 0
    for part in parameters.split(","):
        is_optional = depth > 0 or part.strip().startswith("[")
        depth += part.count("[") - part.count("]")
        part = re.sub(r"[][]", "", part).strip()
        told = re.match(r"(\*{0,2}\w+)(?: or None)?(?:\s*=\s*(.+))?$", part)
        if part == "*" or not part:
            parts += [part] * (part != "" and not any(known.startswith("*") for known in parts))
        elif not told:
            return None
        else:
            is_optional = (is_optional or told.group(2)) and not part.startswith("*")
            parts.append(told.group(1) + ("=" + literal(told.group(2) or "...") if is_optional else ""))
    text = ", ".join(parts)
    try:
        ast.parse("def f(%s): pass" % text)
    except SyntaxError:
        return None
    return text


def literal(text):
    try:
        return default(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        return "..."


def default(value):
    # Not of classes derived from these: an enumeration's members are no literals.
    plain = value is None or type(value) in (bool, int, str, bytes) or value == ()
    text = ascii(value)
    return text if plain and len(text) <= 20 and not (isinstance(value, int) and abs(value) > 1 << 31) else "..."


# ---- all of them together

def merge(dumps):
    """The text of stubs.txt, of a dump for each minor version."""
    for minor in sorted(dumps)[1:]:
        if "wasm" in dumps[minor]["platform"] and minor - 1 in dumps:
            borrow(dumps[minor]["modules"], dumps[minor - 1]["modules"])
    names = sorted({name for dump in dumps.values() for name in dump["modules"]})
    text = []
    for name in names:
        versions = [minor for minor in sorted(dumps) if name in dumps[minor]["modules"]]
        flags = ("b" if name in BUILT_IN else "") + ("" if name in ALIKE else "p")
        text.append("= %s %02x %s" % (name, mask(versions), flags))
        lines = {}
        for minor in versions:
            for path, line in paths(dumps[minor]["modules"][name]):
                lines.setdefault((path, line), []).append(minor)
        for (path, line), minors in sorted(lines.items(), key=lambda entry: (entry[0][0], entry[1])):
            text.append(("" if minors == versions else "%02x" % mask(minors)) + "|" + line)
    text += ["= %s %02x p" % (name, versions) for name, versions in ELSEWHERE.items() if name not in names]
    return "\n".join(text) + "\n"


def paths(lines):
    """Each line with what sorts it: the docstring, then by name; in a class its head, then by member, decorators first."""
    last, place = None, 0
    for own, member, depth, lines_of_it in lines:
        for line in lines_of_it.split("\n"):
            place = place + 1 if (own, member, depth) == last else 0
            last = (own, member, depth)
            yield (own, depth, member, place), line


def borrow(modules, older):
    for name in older:
        if name not in modules:
            modules[name] = older[name]
        elif name not in ALIKE:
            known = {line[0] for line in modules[name]}
            modules[name] += [line for line in older[name] if line[0] not in known]


def mask(minors):
    return sum(1 << minor - FIRST for minor in minors)


def asked(command):
    run = subprocess.run(shlex.split(os.path.expanduser(command)) + [os.path.join(HERE, "generate.py"), "--dump"],
                         stdout=subprocess.PIPE, check=True)
    found = json.loads(run.stdout.decode().splitlines()[-1])
    print("%s: 3.%d, %d modules" % (command, found["minor"], len(found["modules"])), file=sys.stderr)
    return found


def main(arguments):
    if arguments == ["--dump"]:
        platform = "wasm" if sys.platform in ("emscripten", "wasi") else sys.platform
        print(json.dumps({"minor": sys.version_info[1], "platform": platform, "modules": dump()}))
        return 0
    found = [asked(command) for command in arguments]
    dumps = {one["minor"]: one for one in found if FIRST <= one["minor"] <= LAST}
    missing = [minor for minor in range(FIRST, LAST + 1) if minor not in dumps]
    if missing:
        print("no interpreter of %s was given: nothing is written" % ", ".join("3.%d" % minor for minor in missing), file=sys.stderr)
        return 2
    with open(os.path.join(HERE, "stubs.txt"), "w", encoding="utf-8") as file:
        file.write(merge(dumps))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
