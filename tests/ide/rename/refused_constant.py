# `__debug__`, `None`, `True` and `False` can't be bound.
# new name: None
# error: `None` is a keyword
# --- path: main.py ---
x = 1
# <- cursor
