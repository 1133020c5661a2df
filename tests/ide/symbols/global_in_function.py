# A module's variable that only a function binds belongs to the module's symbols, at its place in the text.
# --- path: main.py ---
def f():
    global state
    state = 1
# --- symbols: main.py ---
# function f, 1 to 3
#   variable state, 3 to 3
