# A default is evaluated where the def stands: another parameter's name means the outer one there (reference, section 8.7).
x = 0
def f(x, y=x):
#     ^ local
#        ^ local
#          ^ global
    return x
#          ^ local
g = lambda x=x: x
#          ^ local
#            ^ global
#               ^ local
