# A local that is only ever bound.
# only: unused-variable
# --- open: main.py ---
def f(parameter, open):
    a = 1
#   ^ unused variable `a`
    b: int = 1
#   ^ unused variable `b`
    c = 1
#   ^ unused variable `c`
    c += 1
#   ^ unused variable `c`
    print(d := 1)
#         ^ unused variable `d`
    with open() as e: pass
#                  ^ unused variable `e`
    try: pass
    except OSError as g: pass
#                     ^ unused variable `g`
    h = used = 1
#   ^ unused variable `h`
    _ = _i = __tracebackhide__ = dummy = unused_i = ignored = 1
    ignorance = 1
#   ^ unused variable `ignorance`
    return used
at_module_level = 1
class C: attribute = 1
