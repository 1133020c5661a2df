# Without the import the compiler would reject the `nonlocal`.
# --- path: main.py ---
def f():
    import os
#          ^ cursor
    def g():
        nonlocal os
# --- actions ---
# quickfix, preferred: Remove unused import `os`
#   the compiler would say: no binding for nonlocal 'os' found
