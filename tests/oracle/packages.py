"""Packages from the index, on which legb must agree as on CPython's library."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

from agreement import compare
from judges import cached, oracle_answers

PACKAGES = {"Django": "6.1.3", "homeassistant": "2026.2.3", "sympy": "1.14.0",
            "SQLAlchemy": "2.1.9", "numpy": "2.5.5", "pandas": "3.1.1"}
# The Python and the machines whose wheels are taken; only their Python files are read.
PYTHON = "3.13.9"
PLATFORMS = ["manylinux2014_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64"]


def unpacked(package):
    """The folder of a package's wheel, downloaded if it is not in the cache."""
    version = PACKAGES[package]

    def download(path):
        with tempfile.TemporaryDirectory() as folder:
            # No dependencies, and nothing of the package is run.
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                       "--only-binary=:all:", "--python-version", PYTHON, "--dest", folder,
                       "--disable-pip-version-check", "%s==%s" % (package, version)]
            for platform in PLATFORMS:
                command += ["--platform", platform]
            done = subprocess.run(command, capture_output=True, text=True)
            wheels = glob.glob(os.path.join(folder, "*.whl"))
            if done.returncode or not wheels:
                raise RuntimeError("pip has no %s %s: %s" % (
                    package, version, " ".join(done.stderr.split())[-200:]))
            shutil.rmtree(path, ignore_errors=True)
            with zipfile.ZipFile(wheels[0]) as wheel:
                wheel.extractall(path, [name for name in wheel.namelist()
                                        if name.endswith((".py", ".pyi"))])

    return cached(os.path.join("packages", "%s-%s" % (package, version)), download)


def on_package(legb, judge, package):
    folder = unpacked(package)
    title = "package %s %s (%s)" % (package, PACKAGES[package], judge.label)
    answers = oracle_answers("package", judge, folder, [folder])
    return compare(title, legb, judge.version, folder, [folder], answers)
