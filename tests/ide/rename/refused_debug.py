# new name: __debug__
# error: the language keeps names such as `__debug__` for itself
# --- path: main.py ---
x = 1
# <- cursor
