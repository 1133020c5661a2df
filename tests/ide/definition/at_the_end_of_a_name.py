# A cursor at a name's end is at the name; between two tokens that touch, the one that begins wins.
# --- path: main.py ---
name = 1
name += 1
# <- def 1
print(name)
#         ^ cursor 1
x = name
#       ^ cursor 1
y = name + name
# <- def 2     ^ cursor 1
#   ^ cursor 1
y
#^ cursor 2
