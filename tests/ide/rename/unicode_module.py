# The segments of an import are edited as they are spelled, in whatever Unicode form.
# new name: y
# --- path: p/__init__.py ---
# --- path: p/file.py ---
# --- path: main.py ---
import p.ﬁle as f, p.𝐟ile.x  # both
#        ^ edit      ^ edit
from p.ﬁle import x
#      ^ edit
from p import ﬁle as g
#             ^ edit
p.ﬁle.x
# ^ edit
# --- after: main.py ---
import p.y as f, p.y.x  # both
from p.y import x
from p import y as g
p.y.x
# --- moves ---
# p/file.py -> p/y.py
