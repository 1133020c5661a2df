# Where a debugger has stopped, the variables of that frame and no other's, up to the line; each once a line; by their names in the frame.
# --- path: main.py ---
import os
limit = 3
total: int
def helper(total):
    count = 9
    return total
class Box:
    size = limit
    width = size
#   ^ cursor 3
    def fill(self, count, /, *rest):
        __extra = count + limit + count
        def inner():
            nonlocal __extra
            __extra += 1
            return count
#           ^ cursor 2
        helper(count), os, len(rest)
        sums = [
            one + __extra
#           ^ cursor 4
            for one in rest
        ]
        lazy = (
            one + count
#           ^ cursor 5
            for one in rest
        )
        self.size = sums
#       ^ cursor 1
        later = count
        return later
box = Box()
result = box.fill(limit)
#        ^ cursor 6
after = result
# --- inline values 1 ---
# 11: self count rest
# 12: _Box__extra count limit
# 18: count rest
# 19: sums
# 20: _Box__extra
# 22: rest
# 24: lazy
# 27: rest
# 29: self sums
# --- inline values 2 ---
# 15: _Box__extra
# 16: count
# --- inline values 3 ---
# 8: size limit
# 9: width size
# --- inline values 4 ---
# 11: self count rest
# 12: _Box__extra count limit
# 18: count rest
# 19: sums
# 20: one _Box__extra
# --- inline values 5 ---
# 25: one count
# --- inline values 6 ---
# 2: limit
# 33: box
# 34: result box limit
