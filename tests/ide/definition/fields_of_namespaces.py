# The keywords that `types.SimpleNamespace` is called with are its attributes.
# --- path: main.py ---
from types import SimpleNamespace
one = SimpleNamespace(first=1, second=[])
#                     ^ def 1
#                              ^ def 2
def f():
    two = SimpleNamespace(first=1)
#                         ^ def 3
    one.first, one.second, two.first, one.third
#       ^ cursor 1
#                  ^ cursor 2
#                              ^ cursor 3
#                                         ^ def 4 cursor 4
