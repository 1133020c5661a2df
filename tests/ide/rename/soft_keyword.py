# `match`, `case` and `type` are names.
# new name: match
# --- path: main.py ---
x = 1
# <- edit
print(x)
#     ^ edit
