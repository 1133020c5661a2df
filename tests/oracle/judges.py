"""The Pythons that judge, what their oracle says, and the cache in which it is kept."""
import dataclasses
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys

from source import python_files

HERE = os.path.dirname(os.path.abspath(__file__))
# Links followed: WebAssembly's file system does not follow all.
CACHE = os.path.realpath(os.path.join(HERE, "..", "..", "target", "oracle-cache"))
VERSIONS = ["3.%d" % minor for minor in range(8, 16)]
# CPython in WebAssembly: 3.12.7, 3.13.2, 3.14.2 and 3.15.0rc1.
PYODIDE = {"3.12": "0.27.7", "3.13": "0.29.0", "3.14": "314.0.7", "3.15": "315.0.0-alpha.2"}
PROBE = ("import _symtable, json, platform, sys, sysconfig; print(json.dumps(["
         "platform.python_implementation(), sys.version_info[:3], sys.executable,"
         "sysconfig.get_paths()['stdlib']]))")


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


def judges(versions=VERSIONS):
    """(Judges of libraries, Judges of programs, {version: why there is none})."""
    found, broken = cpythons()
    newest = max(found.values(), key=lambda f: f[0])[1]
    libraries, programs, missing = [], [], {}
    for version in versions:
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

def digest(*texts, sources=()):
    """A short name for these texts and the scripts named."""
    found = hashlib.sha256("\n".join(texts).encode())
    for source in sources:
        with open(os.path.join(HERE, source), "rb") as f:
            found.update(f.read())
    return found.hexdigest()[:12]


def cached(name, make):
    """The path of a file or folder in the cache, made by make(path) if it is not there."""
    path = os.path.join(CACHE, name)
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        half_made = "%s-new-%d" % (path, os.getpid())
        make(half_made)
        os.rename(half_made, path)
    return path


def oracle_answers(name, judge, root, paths):
    """The path of the oracle's answers on files and those in folders; one line for each."""
    files = list(python_files(paths))
    folder = "%s-%s" % (judge.version, digest(judge.label, sources=("oracle.py", "source.py")))
    return cached(os.path.join(folder, "%s-%s.jsonl" % (name, digest(root, *files))),
                  lambda path: ask_oracle(judge, root, paths, path))


def ask_oracle(judge, root, paths, path):
    """Writes the oracle's answers on files, and those in folders, to path: a line for each."""
    left, part = list(python_files(paths)), path + "-part"
    with open(path, "wb") as out:
        while left:
            try:
                crash = "no answer: %s" % judge.ask(
                    "oracle.py", "--root", root, "-o", part, *paths).stderr[-300:].strip()
            except RuntimeError as e:
                crash = str(e)
            with open(part, "rb") as f:
                lines = [line for line in f if line.endswith(b"\n")]
            os.remove(part)
            out.writelines(lines)
            # Some CPythons crash on some programs.  That one is left without an answer.
            if len(lines) < len(left):
                record = {"file": os.path.relpath(left[len(lines)], root).replace(os.sep, "/"),
                          "python": judge.version, "error": crash}
                out.write(json.dumps(record).encode() + b"\n")
            paths = left = left[len(lines) + 1:]
