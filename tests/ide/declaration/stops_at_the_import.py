# The declaration of an imported name is the import in the same file.
# --- path: a.py ---
def f(): pass
#   ^ decl 2
# --- path: main.py ---
from a import f as g
#             ^ cursor 2
#                  ^ decl 1 cursor 1
g()
# <- cursor 1
