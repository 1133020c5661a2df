# A comprehension runs where it stands; a generator expression later.
# --- path: main.py ---
x = 1
# <- def 1 def 2
[x for _ in "1"]
#^ cursor 1
x = 2
# <- def 2
(x for _ in "1")
#^ cursor 2
