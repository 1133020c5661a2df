# Behind `global` the module's names, behind `nonlocal` the enclosing functions'; in `__all__` the module's.
# --- open: main.py ---
__all__ = ["co"]
#             ^ cursor 1
count = 0
def f(shared):
    def g():
        global co
#                ^ cursor 2
        nonlocal sh
#                  ^ cursor 3
# --- completion 1 ---
# __all__: variable, global
# count: variable, global
# f: function, global
# --- completion 2 ---
# __all__: variable, global
# count: variable, global
# f: function, global
# --- completion 3 ---
# g: function, free, of function f
# shared: parameter, free, of function f
