# The interpreter has a frozen half of `importlib` under a name that no file has: that name is fixed.
# new name: x
# refused
# --- path: importlib/__init__.py ---
# --- path: importlib/_bootstrap_external.py ---
y = 1
# --- path: main.py ---
try:
    import _frozen_importlib_external
#          ^ cursor
except ImportError:
    _frozen_importlib_external = None
