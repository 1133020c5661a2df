# An alias stays where its origin's name means something else, where another file takes it, and where a single name must stand.
# titles: Inline
# --- path: main.py ---
import numpy as np
#               ^ cursor 1
import os.path as osp
#                 ^ cursor 2
import ast as tree
#             ^ cursor 3
import xml.dom as dom
#                 ^ cursor 4
from json import loads as load
#                         ^ cursor 5

def f(numpy):
    return np, osp, tree

def g():
    def loads():
        return load
    return loads, dom

del dom
import os
# --- path: other.py ---
from main import tree
print(tree)
# --- actions 1 ---
# refactor.inline: Inline import alias `np`: write `numpy`
#   a use of it would mean the `numpy` of a block in between: main.py:12:7
# --- actions 2 ---
# refactor.inline: Inline import alias `osp`: write `os.path`
#   the module binds `os` already: main.py:21:8
# --- actions 3 ---
# refactor.inline: Inline import alias `tree`: write `ast`
#   another file takes it by this name: other.py:1:18
# --- actions 4 ---
# refactor.inline: Inline import alias `dom`: write `xml.dom`
#   `xml.dom` can't stand where a single name must: main.py:20:5
# --- actions 5 ---
# refactor.inline: Inline import alias `load`: write `loads`
#   a use of it would mean the `loads` of a block in between: main.py:16:9
