# A parameter is bound when the body begins.
# --- path: main.py ---
def f(x=1, y=lambda x: x):
#     ^ def 1
    x
#   ^ cursor 1
    x = 2
#   ^ def 2
    return x
#          ^ cursor 2
