# new name: names
# error: the language gives `__all__` a meaning
# --- path: main.py ---
__all__ = ["x"]
# <- cursor obstacle
x = 1
