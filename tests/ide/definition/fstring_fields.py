# Names in an f-string are occurrences.
# --- path: main.py ---
width = 1
# <- def 1
def f(a):
#     ^ def 2
    return f"{a:>{width}} {f'{a}'}"
#             ^ cursor 2      ^ cursor 2
#                 ^ cursor 1
