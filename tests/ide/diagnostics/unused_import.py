# An import that nothing uses, at module level and in functions.
# only: unused-import
# --- open: main.py ---
import os
#      ^ unused import `os`
import os.path
#      ^ unused import `os.path`
import json as j
#      ^ unused import `json as j`
from re import match, compile as c, sub
#              ^ unused import `match`
#                     ^ unused import `compile as c`
from re import search as search
import glob as glob
from . import self as __version__
import ast, abc, dis
def f(x: "ast.AST"):
    import io
#          ^ unused import `io`
    return sub, abc, x
class C:
    import stat
__all__ = ["dis", "f", "C"]
