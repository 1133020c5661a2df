# From a binding the definition is that binding itself.
# --- path: main.py ---
x = 1
# <- cursor 1 def 1
x = 2
# <- cursor 2 def 2
