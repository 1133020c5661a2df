# A keyword at a call of what may be the same method: a person must say. Where nobody is asked, it is left alone and told.
# new name: width
# --- path: main.py ---
class C:
    def m(self, size): return size
#               ^ cursor edit
#                             ^ edit
def use(c): c.m(size=1)
#               ^ unsure
# --- told ---
# main.py:5:17: left alone: a keyword at a call of some `m`, which may be another
