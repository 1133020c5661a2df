# The entries of `__all__` in every form.
# new name: g
# --- path: a.py ---
__all__ = ("f",) + ("h",)
#           ^ edit
__all__ += ["f"]
#            ^ edit
__all__.append("f")
#               ^ edit
__all__.extend(["f", "h"])
#                ^ edit
__all__.remove("f")
#               ^ edit
f = h = 1
# <- edit
