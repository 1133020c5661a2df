# What comes from elsewhere may be changed in place by an operator.
# only: unused-variable
# --- open: main.py ---
class C:
    def f(self, all):
        items = self.items
        items += [1]
        first, = all
        with all as a:
            a |= {1}
        own = []
#       ^ unused variable `own`
        own += self.items
#       ^ unused variable `own`
        n = 0
#       ^ unused variable `n`
        n += 1
#       ^ unused variable `n`
