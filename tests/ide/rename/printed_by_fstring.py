# `{x=}` prints the name: it is edited, and told, for the output changes.
# new name: total
# --- path: main.py ---
def f(count):
#     ^ edit
    print(f"{count=} {count + 1 = } {count!r}")
#            ^ edit note
#                     ^ edit note
#                                    ^ edit
    return f"{count}=", count == 1
#             ^ edit
#                       ^ edit
# --- told ---
# main.py:3:14: `count` is in the output of this f-string, which will change
# main.py:3:23: `count` is in the output of this f-string, which will change
