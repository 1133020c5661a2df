# Imports and members of modules are edited as they are spelled, in whatever Unicode form.
# new name: y
# --- path: a.py ---
def ﬁ(): pass
#   ^ edit
# --- path: main.py ---
import a
from a import ﬁ as g, 𝐟𝐢  # both
#             ^ edit  ^ edit
a.ﬁ(), fi
# ^ edit
#      ^ edit
# --- after: main.py ---
import a
from a import y as g, y  # both
a.y(), y
