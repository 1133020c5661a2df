# What a `finally` changes goes on with each way through it; what a `break` carries comes to the loop's end.
# --- path: main.py ---
def f(a):
    x = 0
    while a:
        try:
            x = 1
#           ^ def 1
            break
        finally:
            y = 2
#           ^ def 2
    else:
        return x
    return x, y
#          ^ cursor 1
#             ^ cursor 2
