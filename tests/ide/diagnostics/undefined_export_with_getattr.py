# A module's `__getattr__` gives what `__all__` promises (PEP 562); in code it gives nothing.
# only: undefined-name
# --- open: main.py ---
__all__ = ["lazy"]
#           ^ nothing
def __getattr__(name): return name
print(other)
#     ^ undefined name `other`
