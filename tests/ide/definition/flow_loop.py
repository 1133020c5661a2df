# A binding in a loop reaches the loop's own beginning, in the next round.
# --- path: main.py ---
x = 1
# <- def
for i in range(3):
    x
#   ^ cursor
    x = 2
#   ^ def
