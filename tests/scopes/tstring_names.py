# The fields of a t-string are names as an f-string's are (PEP 750).
def f(a):
    return t"{a} {b!r}"
#          ^ nothing
#             ^ local
#                 ^ unresolved
