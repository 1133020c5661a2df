# A local variable that was meant to be the one further out: its block declares it so.
# titles: Add
# --- path: main.py ---
count = 0
total = 0

def bump():
    """Doc."""
    # Comments stay with their statement.
    count += 1
#   ^ cursor 1
    return count

def outer():
    n = m = 0
    def inner():
        nonlocal m
        n = m = 1
#       ^ cursor 2
        return [n for _ in ()]
    def one_line(): n = 1; return n
#                   ^ cursor 3
    return n, inner, one_line

class C:
    total = 1
    def m(self):
        total = 2
#       ^ cursor 4
        return total

def parameter(count):
#             ^ cursor 5
    return count

def builtin():
    list = 1
#   ^ cursor 6
    return list
# --- actions 5 ---
# --- actions 6 ---
# --- actions 1 ---
# quickfix, preferred: Add `global count`: make it the module's variable
#   +6:     global count
# --- actions 2 ---
# refactor.rewrite: Add `nonlocal n`: make it the variable of `outer`
#   -14:         nonlocal m
#   +14:         nonlocal m, n
# --- actions 3 ---
# refactor.rewrite: Add `nonlocal n`: make it the variable of `outer`
#   -18:     def one_line(): n = 1; return n
#   +18:     def one_line(): nonlocal n; n = 1; return n
# --- actions 4 ---
# refactor.rewrite: Add `global total`: make it the module's variable
#   +25:         global total
