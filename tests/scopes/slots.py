# The strings of `__slots__` name attributes of the class, not names of its body (reference, section 3.3.2.4).
a = 1
class C:
    __slots__ = ("a", "__b", "c", "no name", *a)
#                 ^ ignored, slot
#                      ^^^ ignored, slot
#                             ^ local, slot
#                                  ^ nothing
    a, __b
#   ^ global implicit
#      ^ unresolved
    c: int
    __slots__ += ["d"]
#                  ^ ignored, slot
class D:
    if a:
        __slots__ = "a"
#                    ^ ignored, slot
    else:
        __slots__ = {"a": "doc", "b": "a"} 
#                     ^ ignored, slot
#                          ^ nothing
#                                      ^ nothing
    def __slots__(self): __slots__ = ["a"]
#                                      ^ nothing
class E: __slots__ = "a", b"b", "c" "d"
#                     ^ ignored, slot
#                           ^ nothing
#                                ^ nothing
__slots__ = ["a"]
#             ^ nothing
