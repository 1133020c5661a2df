# What a source takes as `**kwargs` the stub beside it may name, or say what its fields are.
# --- path: main.py ---
from http_ import Session
Session().get("x", schema=1, timeout=2)
#                  ^ cursor 1
#                            ^ cursor 2
# --- path: http_.py ---
class Session:
    def get(self, url, **kwargs): pass
# --- path: http_.pyi ---
from typing import TypedDict, Unpack
class Options(TypedDict):
    schema: int
#   ^ def 1
class Session:
    def get(self, url: str, *, timeout: int = ..., **kwargs: Unpack[Options]) -> None: ...
#                              ^ def 2
