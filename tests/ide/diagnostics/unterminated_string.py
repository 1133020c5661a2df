# A string that isn't closed; of the bracket that it hides nothing more is said.
# --- open: main.py ---
x = 1
print("a b)
#     ^ unterminated string literal (detected at line 2)
print(f"{x")
#     ^ f-string: expecting '}'
def f():
    """Open
#   ^ unterminated triple-quoted string literal (detected at line 9)
    return x
