# Something has the new name already.
# new name: n
# refused
# --- path: m.py ---
x = 1
# --- path: n.py ---
x = 2
# --- path: main.py ---
import m
#      ^ cursor
