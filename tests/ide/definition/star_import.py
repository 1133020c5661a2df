# A name that nothing here binds comes from the star import; not so one with a leading underscore.
# --- path: a.py ---
def f(): pass
#   ^ def 1
_hidden = 1
# --- path: main.py ---
from a import *
f()
# <- cursor 1
def g():
    return f, _hidden
#          ^ cursor 1
#             ^ cursor 2
