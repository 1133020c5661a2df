# A comment counts for no indentation, wherever it starts (reference, section 2.1.3).
def d(f): return f
class C:
    @d
#    ^ global implicit
    def m(self): pass
#       ^ local
    if d:
#      ^ global implicit

        # deeper
  # between
# out here
        x = m
#       ^ local
#           ^ local
    else:
        y = 1
#       ^ local
