# A comprehension's target is its own.
# new name: y
# --- path: main.py ---
x = []
[x for x in x if x]
#^ edit     ^ nothing
#      ^ edit    ^ edit
