# What stars bring is offered, what the built-ins have, too; a name that a block binds hides them.
# builtins: zi
# --- open: main.py ---
from origin import *
zi
# ^ cursor
# --- path: origin.py ---
from further import *
__all__ = ["zipper", "deep"]
def zipper(): pass
def hidden(): pass
# --- path: further.py ---
deep = 1
other = 2
# --- completion ---
# deep: variable, global, from further by *
# zipper: function, global, from origin by *
# zip: class, built-in
