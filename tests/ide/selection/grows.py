# From the name to the whole file.
# --- path: main.py ---
def f(a):
    return g(a, "text")[0]
#            ^ cursor 1
#                 ^ cursor 2
# --- selection 1 ---
# a
# a, "text"
# (a, "text")
# g(a, "text")
# g(a, "text")[0]
# return g(a, "text")[0]
# def f(a):⏎    return g(a, "text")[0]
# --- selection 2 ---
# text
# "text"
# a, "text"
# (a, "text")
# g(a, "text")
# g(a, "text")[0]
# return g(a, "text")[0]
# def f(a):⏎    return g(a, "text")[0]
# --- path: quotes.py ---
x = ("text",)
#     ^ cursor 3
# --- selection 3 ---
# text
# "text"
# "text",
# ("text",)
# x = ("text",)
