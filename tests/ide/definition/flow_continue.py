# `continue` carries a binding to the next round.
# --- path: main.py ---
for i in [1]:
    if i:
        x = 1
#       ^ def
        continue
    x
#   ^ cursor
    x = 2
#   ^ def
