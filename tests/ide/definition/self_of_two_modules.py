# `Self` that one of two modules gives, as the version has it.
# --- path: main.py ---
import sys
if sys.version_info >= (3, 11):
    from typing import Self
else:
    from typing_extensions import Self
class A:
    def one(self) -> Self: pass
    def two(self): self.one().two
#       ^ def 1
#                             ^ cursor 1
