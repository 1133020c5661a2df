# A module without `__all__` offers the public names that it takes from its private half.
# only: unused-import
# --- open: fast.py ---
from _fast import add, _clear
#                 ^ nothing
#                      ^ unused import `_clear`
from ._fast import subtract
#              ^ nothing
from _other import multiply
#                  ^ unused import `multiply`
# --- open: slow.py ---
from _slow import add
#                 ^ unused import `add`
__all__ = ["divide"]
def divide(): pass
