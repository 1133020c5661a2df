# Who asks for names by strings may ask for these.
# only: unused-import
# --- open: main.py ---
import os
#      ^ nothing
print(globals()["os"])
# --- open: local.py ---
def f(name):
    import os
#          ^ nothing
    return eval(name)
def g():
    import os
#          ^ unused import `os`
