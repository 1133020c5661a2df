# python 3.13
# Type parameters with defaults may stand on lines of their own, with comments behind them.
class C[  # none
    T = int,  # one
#       ^ built-in
    S = str  # two
#       ^ built-in
]:
    x = 1
#   ^ local
def f[
    T = int
#       ^ built-in
](a): return a
# ^ local
#            ^ local
x = f
# <- global
#   ^ global
