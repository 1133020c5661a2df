# `else` follows a `try` that did not fail; `finally` follows all.
# --- path: main.py ---
try:
    x = 1
#   ^ def 1 def 2
except ValueError:
    x = 2
#   ^ def 2
else:
    x
#   ^ cursor 1
    x = 3
#   ^ def 2
finally:
    x
#   ^ cursor 2
