# Up to 3.11 a field of an f-string takes a generator without brackets.
# python 3.11
def f(b, c, d):
    return f'{a for a in b} {c}', 'p' f'q{d!r}{a for a in b if d:>{c}}' 'r'
#             ^ local, use
#                   ^ local, bind
#                        ^ local, use
#                            ^ local, use
#                                         ^ cell, use
#                                                              ^ free f, use
