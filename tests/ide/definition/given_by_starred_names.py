# What a display begins with may be starred: its names are those of attributes and calls.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    parts: list[A]
#   ^ def 2
    def many(self) -> list[A]: return self.parts
    def f(self, b: "B"):
        return [*self.parts, 1], (*b.parts, 1), {*b.parts}
#                     ^ cursor 2
#                                    ^ cursor 2
#                                                   ^ cursor 2
def g(b: B):
    [*b.parts][0].m, [*b.many()][0].m, [*b.parts[1:]][0].m
#                 ^ cursor 1
#                                   ^ cursor 1
#                                                        ^ cursor 1
