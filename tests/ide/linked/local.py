# All occurrences of a function's variable, but not of what other files or calls may name.
# --- path: main.py ---
def f(parameter, /, keyword):
#     ^ linked 1 2
    local = parameter
#   ^ linked 3
#           ^ linked 1 2 cursor 1
    def inner():
        return local, parameter, keyword
#              ^ linked 3 cursor 3
#                     ^ linked 1 2 cursor 2
#                                ^ cursor 4
    return inner
f
# <- cursor 4
