# An imported name leads through the import to where it is bound, from the import as from each use.
# --- path: pkg/__init__.py ---
# --- path: pkg/a.py ---
def f(): pass
#   ^ def
# --- path: main.py ---
from pkg.a import f
#                 ^ cursor
print(f())
#     ^ cursor
