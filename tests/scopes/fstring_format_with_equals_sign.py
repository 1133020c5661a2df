# A format may begin with `=`; a field may unpack (reference, section 2.4.3).
def f(a, b, c):
    return f'{" ":=^80}{a:=5}{b[0]:=^{c:=3}}{(d := a)}{a,* [b], * "c"}{b*(c)}'
#                       ^ local, use
#                             ^ local, use
#                                     ^ local, use
#                                             ^ local, bind
#                                                  ^ local, use
#                                                      ^ local, use
#                                                           ^ local, use
#                                                                      ^ local, use
#                                                                         ^ local, use
