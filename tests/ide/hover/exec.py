# Where code that is given to `exec` and `eval` looks names up and binds them.
# --- path: main.py ---
exec("x = 1")
# <- cursor 1
class C:
    exec("x = 1")
#   ^ cursor 2
def f(code):
    exec(code)
#   ^ cursor 3
    exec(code, {})
#   ^ cursor 4
    eval(code), [eval(code) for _ in ()], compile(code)
#   ^ cursor 5
#                                         ^ cursor 6
[exec("x = 1") for _ in ()]
# ^ cursor 7
# --- hover 1 ---
# ```python
# def exec(source, /, globals=None, locals=None, *, closure=None):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - the code runs in this module's namespace
# - what it binds is global
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# Execute the given source in the context of globals and locals.
# --- hover 2 ---
# ```python
# def exec(source, /, globals=None, locals=None, *, closure=None):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - the code runs in the namespace of class `C` (line 3)
# - what it binds becomes an attribute
# - `LOAD_NAME`: the namespace of class `C`, else the module's, else the built-ins
#
# ---
#
# Execute the given source in the context of globals and locals.
# --- hover 3 ---
# ```python
# def exec(source, /, globals=None, locals=None, *, closure=None):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - the code sees the globals, and the variables that function `f` (line 6) itself mentions
# - what it binds is lost with the snapshot that it runs in (PEP 667)
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Execute the given source in the context of globals and locals.
# --- hover 4 ---
# ```python
# def exec(source, /, globals=None, locals=None, *, closure=None):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - the code runs in the namespaces that are passed; one alone is both globals and locals
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Execute the given source in the context of globals and locals.
# --- hover 5 ---
# ```python
# def eval(source, /, globals=None, locals=None):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - the code sees the globals, and the variables that function `f` (line 6) itself mentions
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Evaluate the given source in the context of globals and locals.
# --- hover 6 ---
# ```python
# def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, module=None, _feature_version=-1):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - only compiles: no namespace is read or written until the code runs
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Compile source into a code object that can be executed by exec() or eval().
# --- hover 7 ---
# ```python
# def exec(source, /, globals=None, locals=None, *, closure=None):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - the code sees the globals and the comprehension's variables
# - what it binds is lost with the dict that it runs in (PEP 709)
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# Execute the given source in the context of globals and locals.
