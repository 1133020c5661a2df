# broken: a call that is not whole yet.
# --- open: main.py ---
def f(first, /, second=2, *, third=3): pass
def g(): pass
f(
# ^ cursor 1
g()
x = f(1, 
#       ^ cursor 2
f(1, third=
#          ^ cursor 3
f(1, "a
#      ^ cursor 4
f(f(1), 
#   ^ cursor 5
#       ^ cursor 6
# --- signature 1 ---
# f([first], /, second=2, *, third=3), 3 parameters
# --- signature 2 ---
# f(first, /, [second=2], *, third=3), 3 parameters
# --- signature 3 ---
# f(first, /, second=2, *, [third=3]), 3 parameters
# --- signature 4 ---
# f(first, /, [second=2], *, third=3), 3 parameters
# --- signature 5 ---
# f([first], /, second=2, *, third=3), 3 parameters
# --- signature 6 ---
# f(first, /, [second=2], *, third=3), 3 parameters
