# What `partial` gets behind the function are its arguments.
# --- path: main.py ---
import functools
def f(a, b, *, key): pass
functools.partial(f, 1, 2)
#                    ^ cursor 1
#                       ^ cursor 2
functools.partial(f, key=1)
#                        ^ cursor 3
# --- signature 1 ---
# f([a], b, *, key), 3 parameters
# --- signature 2 ---
# f(a, [b], *, key), 3 parameters
# --- signature 3 ---
# f(a, b, *, [key]), 3 parameters
