# The strings of `__all__` are references.
# --- path: a.py ---
__all__ = ["f"]
#           ^ ref
__all__ += ["f"]
#            ^ ref
def f(): pass
#   ^ write
"f"
