# What a computed `__all__` has can't be told: it may leave out names with a leading underscore.
# new name: _LBRACE
# error: whether `import *` here would bring `_LBRACE` can't be told: the module computes its `__all__`
# --- path: tokens.py ---
LBRACE = 1
# <- cursor
tok_name = {value: name for name, value in globals().items() if type(value) is int and not name.startswith('_')}
__all__ = list(tok_name.values())
# --- path: main.py ---
from tokens import *
#                  ^ obstacle
