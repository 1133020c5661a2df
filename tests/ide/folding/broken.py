# broken: half-typed code folds where it can.
# --- path: main.py ---
def f():
    x = [1,
    y = 2
def g():
    return (
        1
    )
# endregion
# region without an end
# --- folds: main.py ---
# 1:9 to 3:10
# 4:9 to 7:6
# 5:13 to 6:10
