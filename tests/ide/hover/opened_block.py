# At the keyword or bracket that opens a block: what the block sees and captures, and how long its names live.
# --- path: main.py ---
def f(x):
# <- cursor 1
    class C:
#   ^ cursor 2
        async def m(self): return [x for _ in await self]
#       ^ cursor 3
#                                 ^ cursor 4
    return lambda: (x, C)
#          ^ cursor 5
# --- hover 1 ---
# **block** of function `f`, in the module
#
# - sees its own names, then those of the module, then the built-ins
# - each call has its own namespace, dropped when it returns
# --- hover 2 ---
# **block** of class `C`, in function `f` (line 1)
#
# - sees its own names, then those of function `f` (line 1) and the module, then the built-ins
# - its body runs once; the names that it binds become attributes
# --- hover 3 ---
# **block** of method `m`, in class `C` (line 3)
#
# - sees its own names, then those of function `f` (line 1) and the module, then the built-ins
# - doesn't see the names of class `C` (line 3) (reference 4.2.2)
# - a coroutine: each call keeps its namespace while it is suspended in an `await`
# --- hover 4 ---
# **block** of the comprehension, in method `m` (line 5)
#
# - sees its own names, then those of method `m` (line 5), function `f` (line 1) and the module, then the built-ins
# - doesn't see the names of class `C` (line 3) (reference 4.2.2)
# - captures `x` of function `f` (line 1)
# - runs in the frame of method `m` (line 5) (PEP 709), yet its variables end with it
# --- hover 5 ---
# **block** of the lambda, in function `f` (line 1)
#
# - sees its own names, then those of function `f` (line 1) and the module, then the built-ins
# - captures `C` of function `f` (line 1) and `x` of function `f` (line 1)
# - each call has its own namespace, dropped when it returns
