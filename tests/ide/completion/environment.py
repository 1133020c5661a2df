# Names by the environment of the block: nearest first, names of classes not in their methods, names bound below marked.
# --- open: main.py ---
import os
LIMIT = 1
def outer(first):
    second = 1
    class Inner:
        attribute = 1
        def method(self, value):
            third = 1
            th
#             ^ cursor 1
            fourth = 2
        at
#         ^ cursor 2
    sec
#      ^ cursor 3
def later(): pass
la
# ^ cursor 4
# --- completion 1 ---
# self: parameter, local
# third: variable, local
# value: parameter, local
# first: parameter, free, of function outer
# Inner: class, free, of function outer
# second: variable, free, of function outer
# later: function, global
# LIMIT: variable, global
# os: namespace, global
# outer: function, global
# fourth: variable, local, bound below
# --- completion 2 ---
# attribute: property, local
# method: method, local
# first: parameter, free, of function outer
# Inner: class, free, of function outer
# second: variable, free, of function outer
# later: function, global
# LIMIT: variable, global
# os: namespace, global
# outer: function, global
# --- completion 3 ---
# first: parameter, local
# Inner: class, local
# second: variable, local
# later: function, global
# LIMIT: variable, global
# os: namespace, global
# outer: function, global
# --- completion 4 ---
# later: function, global
# LIMIT: variable, global
# os: namespace, global
# outer: function, global
