# Stubs run nowhere: what type checkers answer in them is theirs.
# --- open: a.pyi ---
x: int
reveal_type(x)
# <- nothing
# --- open: b.py ---
x = 1
reveal_type(x)
# <- undefined name `reveal_type`
