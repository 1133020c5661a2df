# Names are compared in normal form NFKC.
# --- path: a.py ---
ﬁle = 1
# <- def
# --- path: main.py ---
from a import file
#             ^ cursor
