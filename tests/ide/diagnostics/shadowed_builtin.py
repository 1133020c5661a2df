# A name that hides a built-in one; attributes of classes don't.
# only: shadowed-builtin
# --- open: main.py ---
from glob import iglob as open
#                         ^ `open` hides the built-in `open`
from builtins import print
def list(id, key): return [max for max in id]
#   ^ `list` hides the built-in `list`
#        ^ `id` hides the built-in `id`
#                                  ^ `max` hides the built-in `max`
class C:
    type = 1
    def dir(self): _ = self
int = 1
# <- `int` hides the built-in `int`
int = 2
str = 1  # noqa: A001
# --- open: stub.pyi ---
list: int = 1
# <- nothing
