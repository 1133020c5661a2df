# Under the future import no annotation is evaluated (PEP 563), though the compiler resolves its names up to 3.9; nor is that of a local variable
# (PEP 526).
# only: unbound-name
# python 3.9
# --- open: main.py ---
from __future__ import annotations
class Event:
    parent: State
    def of(self, event: Event, state: State) -> State:
        found: other = state
        other = found
        return other
    last: State = State
#                 ^ `State` is used before it is bound: line 10 binds it only later
class State: ...
