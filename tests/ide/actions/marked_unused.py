# What a loop or an unpacking binds can't go: a name that begins with an underscore says that nothing uses it.
# --- path: main.py ---
def f(pairs):
    for key, value in pairs:
#       ^ cursor 1
        print(value)
    _count, (total, *rest) = pairs
#            ^ cursor 2
#                    ^ cursor 3
    print([0 for x in pairs])
#                ^ cursor 4
    return _count

def g(pairs):
    for key in pairs:
#       ^ cursor 5
        _key = 1
    return _key

def h(pairs):
    for key in pairs:
#       ^ cursor 6
        print(locals())
# --- actions 6 ---
# --- actions 1 ---
# refactor.rewrite: Rename to `_key2`: nothing uses it
#   -2:     for key, value in pairs:
#   +2:     for _key2, value in pairs:
# --- actions 2 ---
# refactor.rewrite: Rename to `_total`: nothing uses it
#   -5:     _count, (total, *rest) = pairs
#   +5:     _count, (_total, *rest) = pairs
# --- actions 3 ---
# refactor.rewrite: Rename to `_rest`: nothing uses it
#   -5:     _count, (total, *rest) = pairs
#   +5:     _count, (total, *_rest) = pairs
# --- actions 4 ---
# refactor.rewrite: Rename to `_x`: nothing uses it
#   -8:     print([0 for x in pairs])
#   +8:     print([0 for _x in pairs])
# --- actions 5 ---
# refactor.rewrite: Rename to `_key2`: nothing uses it
#   -13:     for key in pairs:
#   +13:     for _key2 in pairs:
