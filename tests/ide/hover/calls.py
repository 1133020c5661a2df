# What a call of a function keeps, and for how long; a `yield` in an inner function counts for that one alone.
# --- path: main.py ---
def plain():
#   ^ cursor 1
    def inner(): yield
    return lambda: (yield)
def generator():
#   ^ cursor 2
    if 1:
        x = yield
async def coroutine(): await x
#         ^ cursor 3
async def async_generator(): yield
#         ^ cursor 4
class C: pass
#     ^ cursor 5
plain(), generator()
# <- cursor 6
#        ^ cursor 7
# --- hover 1 ---
# ```python
# def plain():  # main.py:1:5
# ```
# **global** function of this module
#
# - each call has its own namespace, dropped when it returns
# - `STORE_NAME`: the module's namespace
# --- hover 2 ---
# ```python
# def generator():  # main.py:5:5
# ```
# **global** function of this module
#
# - a generator: each call keeps its namespace while it is suspended in a `yield`
# - `STORE_NAME`: the module's namespace
# --- hover 3 ---
# ```python
# async def coroutine(): await x  # main.py:9:11
# ```
# **global** function of this module
#
# - a coroutine: each call keeps its namespace while it is suspended in an `await`
# - `STORE_NAME`: the module's namespace
# --- hover 4 ---
# ```python
# async def async_generator(): yield  # main.py:11:11
# ```
# **global** function of this module
#
# - an async generator: each call keeps its namespace while it is suspended in a `yield` or `await`
# - `STORE_NAME`: the module's namespace
# --- hover 5 ---
# ```python
# class C: pass  # main.py:13:7
# ```
# **global** class of this module
#
# - its body runs once; the names that it binds become attributes
# - `STORE_NAME`: the module's namespace
# --- hover 6 ---
# ```python
# def plain():  # main.py:1:5
# ```
# **global** function of this module
#
# - `LOAD_NAME`: the module's namespace, else the built-ins
# --- hover 7 ---
# ```python
# def generator():  # main.py:5:5
# ```
# **global** function of this module
#
# - a generator: each call keeps its namespace while it is suspended in a `yield`
# - `LOAD_NAME`: the module's namespace, else the built-ins
