# Bindings, deletions and declarations write; uses read; another file's don't count.
# --- path: main.py ---
x = 1
# <- write
x += 1
# <- write
def f():
    global x
#          ^ write
    x = 2
#   ^ write
    return x
#          ^ read
print(x)
#     ^ read
del x
#   ^ write
for x in []: pass
#   ^ write
# --- path: other.py ---
from main import x
