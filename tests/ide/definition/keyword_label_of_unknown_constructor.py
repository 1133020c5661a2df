# Where a constructor takes all keywords, or can't be found, a keyword that the class has as a name is that; not where it has parameters alone, nor a method.
# --- path: main.py ---
from nowhere import record, Model
class Base:
    def __init__(self, **kwargs):
#                        ^ def 5
        for name, value in kwargs.items():
            setattr(self, name, value)
class User(Base):
    name = ""
#   ^ def 1
    def save(self): pass
User(name="x", save=1)
#    ^ cursor 1
#              ^ cursor 5
@record
class Place:
    street: str
#   ^ def 2
Place(street="x")
#     ^ cursor 2
class Row(Model):
    number = 1
#   ^ def 3
Row(number=2)
#   ^ cursor 3
class Plain:
    number = 1
    def __init__(self, other): pass
Plain(number=2)
#     ^ def 4 cursor 4
