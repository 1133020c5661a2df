# What a name is given where it is used is known beside what its annotation says: an annotated parameter that one branch binds anew is either.
# --- path: main.py ---
class Key(str):
    @property
    def parts(self): pass
#       ^ def 1
def make(text) -> Key: pass
def f(key: str, other: str, told: Key):
    if not isinstance(key, Key):
        key = make(key)
    key.parts
#       ^ cursor 1
    if other:
        other = make(other)
    other.parts
#         ^ cursor 1
    if told:
        told = None
    told.parts
#        ^ cursor 1
