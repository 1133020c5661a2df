# Within brackets indentation means nothing (reference, section 2.1.6).
def f(a):
#   ^ global
#     ^ local
    if a:
#      ^ local
        (a.
b) = a
#    ^ local
        b = (a + # comment
# comment
 a)
#^ local
        c = [
#       ^ local
  a,

b]
# <- local
        return c
#              ^ local
