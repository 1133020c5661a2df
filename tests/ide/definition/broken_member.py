# broken
# A member that is being typed: the names around still lead to their definitions.
# --- path: main.py ---
import os
#      ^ def 1 cursor 1
def f(a):
#     ^ def 2
    os.
#   ^ cursor 1
    return a
#          ^ cursor 2
