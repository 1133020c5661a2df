# Only the module's own `__all__` says what it offers (reference, section 7.11).
def f():
    __all__ = ["x"]
#   ^ local     ^ nothing
x = 1
