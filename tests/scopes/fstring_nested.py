# F-strings nest to any depth, with the same quotes since 3.12 (PEP 701).
def f(a, b):
    return f"{a + f"{b + f"{a}{f'{b}'}"}"}"
#             ^ local       ^ local
#                    ^ local      ^ local
def g(v):
    return f"{[x for x in v]} {(lambda y: v)(1)} {(n := 1)}", n
#              ^ local    ^ cell       ^ local     ^ local, bind
#                    ^ local, bind        ^ free g            ^ local
