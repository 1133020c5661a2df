# What `globals()`, `locals()`, `vars()` and `dir()` are where they stand.
# --- path: main.py ---
globals() is locals()
# <- cursor 1
#            ^ cursor 2
[locals() for _ in ()]
# ^ cursor 3
class C:
    locals()
#   ^ cursor 4
def f():
    vars(), vars(f), dir(), dir(f)
#   ^ cursor 5
#           ^ cursor 6
#                    ^ cursor 7
#                           ^ cursor 8
    return [locals() for _ in ()], (locals() for _ in ())
#           ^ cursor 9
#                                   ^ cursor 10
# --- hover 1 ---
# ```python
# def globals():  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - this module's namespace itself: writing to it binds globals
# - `globals() is locals()` is true here: a module has one namespace
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# Return the dictionary containing the current scope's global variables.
# --- hover 2 ---
# ```python
# def locals():  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - this module's namespace itself: writing to it binds globals
# - `globals() is locals()` is true here: a module has one namespace
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# Return a dictionary containing the current scope's local variables.
# --- hover 3 ---
# ```python
# def locals():  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - a snapshot of the comprehension's own variables: writing to it binds nothing
# - `globals() is locals()` is false here: local variables are no globals
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# Return a dictionary containing the current scope's local variables.
# --- hover 4 ---
# ```python
# def locals():  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - the namespace of class `C` (line 6) itself: writing to it binds attributes
# - `globals() is locals()` is false here: a class body has its own, unless the metaclass's `__prepare__` returns `globals()`
# - `LOAD_NAME`: the namespace of class `C`, else the module's, else the built-ins
#
# ---
#
# Return a dictionary containing the current scope's local variables.
# --- hover 5 ---
# ```python
# def vars(object=...):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - without an argument, `locals()`, a new snapshot (PEP 667) of the variables of function `f` (line 9): writing to it binds nothing
# - `globals() is locals()` is false here: local variables are no globals
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# vars([object]) -> dictionary
# --- hover 6 ---
# ```python
# def vars(object=...):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - with an argument, the `__dict__` of that
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# vars([object]) -> dictionary
# --- hover 7 ---
# ```python
# def dir(object=...):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - without an argument, the names in `locals()`, a new snapshot (PEP 667) of the variables of function `f` (line 9)
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# dir([object]) -> list of strings
# --- hover 8 ---
# ```python
# def dir(object=...):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - with an argument, the attributes of that
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# dir([object]) -> list of strings
# --- hover 9 ---
# ```python
# def locals():  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - a copy of the variables of function `f` (line 9) and of the comprehension in it (PEP 709): writing to it binds nothing
# - `globals() is locals()` is false here: local variables are no globals
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Return a dictionary containing the current scope's local variables.
# --- hover 10 ---
# ```python
# def locals():  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - a new snapshot (PEP 667) of the variables of the generator expression (line 15): writing to it binds nothing
# - `globals() is locals()` is false here: local variables are no globals
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Return a dictionary containing the current scope's local variables.
