# A module is named by its file.
# new name: n
# error: it is a module: rename its file instead, then its imports
# --- path: m.py ---
x = 1
# --- path: main.py ---
import m
#      ^ cursor obstacle
