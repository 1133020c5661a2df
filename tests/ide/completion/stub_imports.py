# broken: what a stub imports it doesn't offer, but for what it gives its own name once more.
# --- path: main.py ---
from stubbed import 
#                   ^ cursor 1
# --- path: stubbed.pyi ---
import sys
from other import hidden
from other import shown as shown
def f() -> hidden: ...
# --- path: other.pyi ---
class hidden: ...
class shown: ...
# --- completion 1 ---
# f: function, global there
# shown: class, imported there
