# Every form of `__all__`; bytes, strings in a row and other lists give no names.
import m
__all__: list[str]
__all__: list[str] = ["a", *m.__all__, "b" "c", b"d", "\x65"]
#                      ^ global, export ^ nothing^ nothing
#                                           ^ nothing   ^ nothing
__all__ = "a", "b"
#          ^ global, export
#               ^ global, export
__all__ = ["a"] + m.__all__ + ["b"]
#           ^ global, export
#                               ^ global, export
others = __all__ = {"a"} | set("b")
#                    ^ global, export
#                               ^ nothing
if m:
    __all__ += ["a"] if m else ["b"]
#                ^ global, export
#                                ^ global, export
a = b = c = d = e = 1
