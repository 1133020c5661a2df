# A keyword that a method takes as `**kwargs` is a parameter of the one that it overrides, and so on as long as each takes all; of `Unpack`, it is the field.
# One that none of them names is taken by `**kwargs`.
# --- path: main.py ---
from typing import TypedDict, Unpack
class Base:
    def __init__(self, first, *, size=1, **others): pass
#                                ^ def 1
    def draw(self, colour): pass
class Middle(Base):
    def __init__(self, *args, **kwargs): super().__init__(*args, **kwargs)
    def draw(self, *args): super().draw(*args)
class Last(Middle):
    def __init__(self, own, **kwargs):
#                             ^ def 3
        super().__init__(**kwargs)
    def draw(self, **kwargs): super().draw(**kwargs)
#                    ^ def 4
Last(1, size=2, nobody=3)
#       ^ cursor 1
#               ^ cursor 3
Last(1).draw(colour=1)
#            ^ cursor 4
class Options(TypedDict, total=False):
    width: int
#   ^ def 5
def paint(x, **options: Unpack[Options]): pass
#              ^ def 6
paint(1, width=2, height=3)
#        ^ cursor 5
#                 ^ cursor 6
