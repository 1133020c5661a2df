# Every statement of a `try` may fail: what it bound until then reaches the handlers.
# --- path: main.py ---
x = 0
# <- def 1
try:
    x = int()
#   ^ def 1
    x = int()
#   ^ def 1 def 2
except ValueError:
    x
#   ^ cursor 1
    x = 3
#   ^ def 2
x
# <- cursor 2
