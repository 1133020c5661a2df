# The names in `global` and `nonlocal` lead to the bindings, as their uses do.
# --- path: main.py ---
count = 0
# <- def 1
def f():
    global count
#          ^ cursor 1
    total = 0
#   ^ def 2
    def g():
        nonlocal total
#                ^ cursor 2
        return total
#              ^ cursor 2
    return count
#          ^ cursor 1
