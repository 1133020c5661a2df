# What stands behind a literal, or a name that is assigned one, is the built-in class's.
# new name: joined
# --- path: main.py ---
class A:
    def join(self): pass
#       ^ edit
def f(a):
    text = f"{a}"
    ", ".join([]), b"".join([]), text.join([]), A().join(), a.join([])
#                                                   ^ edit
#                                                             ^ unsure
# --- told ---
# main.py:6:63: left alone: some `join`, of what can't be told from names alone
