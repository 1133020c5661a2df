# Lines joined by a backslash or brackets keep each name's place (reference, section 2.1.5).
x = 1; y = (x,
# <- global
#      ^ global
#           ^ global
            x)
#           ^ global
z = x \
    + y
#     ^ global
if x:
	w = x
#^ global
#    ^ global
