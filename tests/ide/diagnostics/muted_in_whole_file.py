# Some comments that begin a line speak of the whole file, or of what follows them.
# --- open: flake8.py ---
import a
n1
# <- undefined name `n1`
# flake8: noqa: E501, F401
# --- open: ruff.py ---
# ruff: noqa
import a
n1
# --- open: typed.py ---
# Licence.
# type: ignore
import a
#      ^ unused import `a`
n1
# --- open: late.py ---
import a
#      ^ unused import `a`
# type: ignore
n1
# <- undefined name `n1`
# --- open: pylinted.py ---
import a
#      ^ unused import `a`
# pylint: disable=unused-import,undefined-variable  # for others
import b
n1
# pylint: enable=undefined-variable
import c
n2
# <- undefined name `n2`
# --- open: skipped.py ---
import a
n1
# pylint: skip-file
# --- open: main.py ---
"""
# flake8: noqa
"""
import a
#      ^ unused import `a`
if print:
    # flake8: noqa
    pass
# --- open: inner.py ---
import a
#      ^ unused import `a`
def f():
    # pylint: disable=undefined-variable
    return n1
#          ^ undefined name `n1`
# --- open: compiler.py ---
# flake8: noqa
def f(): nonlocal a
#        ^^^^^^^^^^ no binding for nonlocal 'a' found
