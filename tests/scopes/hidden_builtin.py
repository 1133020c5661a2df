# A module that binds a built-in's name hides it everywhere in it (reference, section 4.2.2).
def f():
    return print, len
#          ^ global implicit
#                 ^ built-in
def print(*args): pass
#   ^ global
class C:
    id = id
#   ^ local
#        ^ local
    def m(self):
        return id
#              ^ built-in
