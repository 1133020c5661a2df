# The name of `except … as` is unbound at the end of its clause: only the way past the handler brings a value.
# --- path: main.py ---
def f(e):
#     ^ def 2
    try: pass
    except ValueError as e:
#                        ^ def 1
        print(e)
#             ^ cursor 1
    return e
#          ^ cursor 2
