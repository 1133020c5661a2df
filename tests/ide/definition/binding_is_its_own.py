# From a binding the definition is the variable's bindings, itself among them.
# --- path: main.py ---
x = 1
# <- cursor def
x = 2
# <- cursor def
