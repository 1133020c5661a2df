# A name that the grammar misses is no name: nothing is undefined.
# --- open: main.py ---
a = {}
a[]
# ^ invalid syntax
# --- open: deleted.py ---
a = {}
del a[]
#     ^ invalid syntax
