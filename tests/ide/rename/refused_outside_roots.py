# Nothing outside of the roots is edited.
# roots: app
# new name: g
# refused
# --- path: lib/core.py ---
def f(): pass
#   ^ cursor
f()
# --- path: app/main.py ---
x = 1
