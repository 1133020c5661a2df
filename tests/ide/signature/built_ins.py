# What is written in C says in its docstring how it is called, where introspection doesn't tell: its stub has a signature for each call.
# --- path: main.py ---
import itertools
range(1, 2)
#        ^ cursor 1
str(b"", "ascii")
#        ^ cursor 2
int("1", base=2)
#             ^ cursor 3
super()
#     ^ cursor 4
max(1, 2)
#      ^ cursor 5
type("A", (), {})
#         ^ cursor 6
class Text(str): pass
Text(1)
#    ^ cursor 7
"".replace("a", "b")
#               ^ cursor 8
# --- signature 1 ---
# range(stop), 1 parameters
# range(start, [stop], step=...), 3 parameters
# --- signature 2 ---
# str(object=''), 1 parameters
# str(bytes_or_buffer, [encoding=...], errors=...), 3 parameters
# --- signature 3 ---
# int(x=...), 1 parameters
# int(x, [base=10]), 2 parameters
# --- signature 4 ---
# super(), 0 parameters
# super([type]), 1 parameters
# super([type], obj), 2 parameters
# super([type], type2), 2 parameters
# --- signature 5 ---
# max(iterable, *, default=..., key=...), 3 parameters
# max(arg1, [arg2], *args, key=...), 4 parameters
#   ```text
# max(iterable, *[, default=obj, key=func]) -> value
# ```
# --- signature 6 ---
# type(object), 1 parameters
# type(name, [bases], dict, **kwds), 4 parameters
# --- signature 7 ---
# Text([object='']), 1 parameters
# Text([bytes_or_buffer], encoding=..., errors=...), 3 parameters
# --- signature 8 ---
# replace(old, [new], /, count=-1), 3 parameters
#   Return a copy with all occurrences of substring old replaced by new.
