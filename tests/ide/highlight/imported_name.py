# An imported name: its import and its uses.
# --- path: a.py ---
def f(): pass
# --- path: main.py ---
from a import f
#             ^ write
import a
f(), a.f
# <- read
#      ^ read
