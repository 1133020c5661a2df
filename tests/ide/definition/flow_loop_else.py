# The `else` of a loop runs when it ends by itself, not after `break`.
# --- path: main.py ---
x = 0
# <- def 1
while x:
    if x:
        x = 1
#       ^ def 2
        break
    x = 2
#   ^ def 1
else:
    x
#   ^ cursor 1
    x = 3
#   ^ def 2
x
# <- cursor 2
