# A pattern in a class pattern matches parts of what the keyword names.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    parts: list[A]
    table: dict[str, A]
def f(x):
    match x:
        case B(parts=[first, *rest], table={"x": one}):
            first.m, rest[0].m, one.m
#                 ^ cursor 1
#                            ^ cursor 1
#                                   ^ cursor 1
