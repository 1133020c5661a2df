# What were statements in Python 2 are names in Python 3.
print
# <- built-in
print >> 1
# <- built-in
exec("x")
# <- built-in
#     ^ nothing
