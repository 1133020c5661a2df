# A keyword that a method takes as `**kwargs` is a parameter of the one that it overrides, and so on as long as each takes all; of `Unpack`, it is the field.
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
        super().__init__(**kwargs)
    def draw(self, **kwargs): super().draw(**kwargs)
Last(1, size=2, nobody=3)
#       ^ cursor 1
#               ^ def 3
#               ^ cursor 3
Last(1).draw(colour=1)
#            ^ def 4
#            ^ cursor 4
class Options(TypedDict, total=False):
    width: int
#   ^ def 5
def paint(x, **options: Unpack[Options]): pass
paint(1, width=2, height=3)
#        ^ cursor 5
#                 ^ def 6
#                 ^ cursor 6
