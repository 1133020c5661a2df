# Behind a call that ends the program nothing goes on.
# --- path: main.py ---
import sys
x = 1
# <- def
if x:
    x = 2
    sys.exit()
x
# <- cursor
