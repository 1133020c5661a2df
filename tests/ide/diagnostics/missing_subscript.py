# A name that the grammar misses is no name: nothing is undefined.
# --- open: main.py ---
a = {}
a[]
# ^ expected a name
# --- open: deleted.py ---
a = {}
del a[]
#     ^ expected a name
