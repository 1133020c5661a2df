# A name behind a dot is an attribute, no variable; what stands before is used, not bound (reference, section 6.3.1).
x = object()
x.y = 1
# <- global, use
# ^ member
x.y.x += 1
# <- global, use
# ^ member
#   ^ member
del x.y
#   ^ global, use
#     ^ member
y
# <- unresolved
