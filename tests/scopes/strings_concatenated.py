# Strings in a row are one string; a name that spans two of them has no place to point at.
class C: pass
def f(a: "Li" "st[C]", b: "list["  # comment
#         ^ nothing
#                 ^ global implicit, quoted
#              ^ nothing   ^ built-in, quoted
      "C"
#      ^ global implicit, quoted
      "]", c: "Lit" "eral['C']", d: "list['" "C']", e: "C." "x"): pass
#              ^ nothing   ^ nothing          ^ global implicit, quoted
#                                                       ^ global implicit, quoted
#                                                            ^ member
