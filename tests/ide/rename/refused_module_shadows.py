# An import of the new name, which leads elsewhere today, would find the module.
# new name: json
# error: `json` is imported here, and would be this module
# --- path: m.py ---
x = 1
# --- path: main.py ---
import m
#      ^ cursor
# --- path: other.py ---
import json
#      ^ obstacle
