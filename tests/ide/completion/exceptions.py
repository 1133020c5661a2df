# broken: behind `raise` and `except` come the classes of exceptions.
# builtins: KeyE
# --- open: main.py ---
from other import Beyond, also
class Own(Exception): pass
class Plain: pass
try: pass
except (Own, P):
#             ^ cursor 1
    raise P
#          ^ cursor 2
P
#^ cursor 3
# --- path: other.py ---
class Beyond(ValueError): pass
def also(): pass
# --- completion 1 ---
# Beyond: class, global
# KeyError: class, built-in
# Own: class, global
# also: function, global
# Plain: class, global
# --- completion 2 ---
# Beyond: class, global
# KeyError: class, built-in
# Own: class, global
# also: function, global
# Plain: class, global
# --- completion 3 ---
# also: function, global
# Beyond: class, global
# Own: class, global
# Plain: class, global
# KeyError: class, built-in
