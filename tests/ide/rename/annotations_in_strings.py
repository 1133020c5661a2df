# A name in a string annotation changes with its variable.
# new name: D
# --- path: main.py ---
class C: pass
#     ^ edit
def f(a: "C", b: "list[C]") -> C: "C"
#         ^ edit       ^ edit  ^ edit
#                                  ^ unsure
