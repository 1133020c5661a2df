# What is annotated at module level without a value is given one from elsewhere.
# only: undefined-name
# --- open: main.py ---
setting: int
def f(): return setting
#               ^ nothing
