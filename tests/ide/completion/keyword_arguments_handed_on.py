# Of a method that takes `**kwargs`, the keywords of the one that it overrides come, too; of `**kwargs: Unpack[TD]`, the keys of the dictionary.
# --- open: main.py ---
from typing import TypedDict, Unpack
class Options(TypedDict):
    colour: str
    width: int
class Base:
    def __init__(self, shape, factor=1): pass
class Last(Base):
    def __init__(self, own, **kwargs): super().__init__(**kwargs)
def told(name, **options: Unpack[Options]): pass
Last(fa)
#      ^ cursor 1
told(wi)
#      ^ cursor 2
told(width=1, co)
#               ^ cursor 3
# --- completion 1 ---
# factor=: parameter, parameter of method __init__
# own=: parameter, parameter of method __init__
# shape=: parameter, parameter of method __init__
# Base: class, global
# Last: class, global
# Options: class, global
# told: function, global
# TypedDict: variable, global
# Unpack: variable, global
# --- completion 2 ---
# colour=: parameter, field of class Options
# name=: parameter, parameter of function told
# width=: parameter, field of class Options
# Base: class, global
# Last: class, global
# Options: class, global
# told: function, global
# TypedDict: variable, global
# Unpack: variable, global
# --- completion 3 ---
# colour=: parameter, field of class Options
# name=: parameter, parameter of function told
# Base: class, global
# Last: class, global
# Options: class, global
# told: function, global
# TypedDict: variable, global
# Unpack: variable, global
