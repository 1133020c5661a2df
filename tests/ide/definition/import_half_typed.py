# What stands behind the name in an import that is half typed is no part of it.
# --- path: m.py ---
a = 1
# <- def 1
# --- path: main.py ---
from m import a.b
a
# <- cursor 1
