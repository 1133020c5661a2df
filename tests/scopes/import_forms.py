# What each form of import binds (reference, section 7.11).
import a.b.c
#      ^ global, bind
#        ^ segment
#          ^ segment
import a.b as d
#      ^ segment
#        ^ segment
#             ^ global, bind
from e.f import g
#    ^ segment  ^ global, bind
#      ^ segment
from e import h as i
#    ^ segment     ^ global, bind
#             ^ imported
from . import j
#             ^ global, bind
from .k import l as l
#     ^ segment     ^ global, bind
#              ^ imported
a, b, d, e, h, k
# <- global    ^ unresolved
#  ^ unresolved
#     ^ global
#        ^ unresolved
#           ^ unresolved
