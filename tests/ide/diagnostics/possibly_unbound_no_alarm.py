# The same condition guards binding and use, a loop has a round, a call never returns.
# --- open: main.py ---
import itertools
import sys
import typing
import six
from six import raise_from
from typing_extensions import assert_never
def guarded(a, b, c):
#   ^ nothing
    if a and b:
        x = y = z = 1
    if c is None:
        v = 1
    if not a:
        return y if b and a else None
    if b:
        print(x)
    if c is not None:
        return 0
    return v, z if b else 0
def rounds():
    for a in 1, 2:
        b = a
    for _ in range(3):
        c = b
    for _ in enumerate(zip((1, 2), "ab", strict=True), start=1):
        e = c
    for _ in range(1, 3):
        f = e
    while True:
        d = c
        if d: break
    return a, b, c, d, f
def fails(a):
    try:
        b = a()
    except ValueError:
        usage()
    except OSError:
        sys.exit(1)
    if a:
        c = b
    else:
        exit()
    if c:
        d = 1
    else:
        assert False
    return d
def usage():
    print("usage")
    raise SystemExit(2)
def finally_(a):
    try:
        b = a()
    finally:
        print(a)
    return b
def walrus(a):
    if a and (b := a()):
        return b
    while not (c := a()):
        print(c)
    if not (d := c):
        return None
    return c, d, [e for f in a if (e := f)]
def walrus_of_either(a):
    if b := a() if a else None:
        print(b)
    while not (c := a if b else None):
        print(c)
    return c, [(d := e if e else a, d) for e in a], [f for e in a if (f := e if a else b)]
def counted(a):
    for b in itertools.count():
        if a(b):
            break
    return b
def raised(a):
    try:
        b = a()
    except ValueError as e:
        six.raise_from(KeyError(a), e)
    except KeyError:
        raise_from(KeyError(a), None)
    return b
def matched(a):
    match a:
        case 1:
            b = a
        case 2:
            assert_never(a)
        case _:
            typing.assert_never(a)
    return b
@typing.final
def refuse(a) -> typing.NoReturn:
    if a:
        raise ValueError(a)
    raise TypeError
def refused(a):
    try:
        b = a()
    except ValueError:
        refuse(a)
    return b
class Reader:
    def read(self, a):
        try:
            b = a()
        except ValueError:
            self.refuse(a)
        except OSError:
            self.__give_up()
        return b
    def refuse(self, a):
        print(a)
        if a:
            raise ValueError(a)
        elif a is None:
            self.__give_up()
        else:
            raise TypeError
    def __give_up(self):
        raise SystemExit(2)
def commented(a):
    if (
        (b := a()) is not None
        # Why this.
        and (c := b.a())
        # Why that.
        and c.a
    ):
        print(c)
def tested(a):
    if b := a():
        c = 1
    if not (d := b.a()):
        e = 1
    if b:
        print(c)
    return None if d else e
def negative(a):
    try:
        b = -1
        b = a()
    except ValueError:
        print(b)
def constant(a):
    try:
        b = None
        b = a()
    except ValueError:
        print(b)
def flags(a):
    found = False
    other = None
    for b in a:
        if b:
            found = True
            c = b
            break
    try:
        d = a()
        ok = True
    except ValueError:
        ok = False
    if a:
        other = a
        e = 1
    if other is not None:
        print(e)
    if not found:
        return None
    return c, d if ok else 0
def exhausted(a, b):
    if a is None and b is None:
        c = 0
    elif a is not None:
        c = 1
    elif b is not None:
        c = 2
    return c
def asks(a):
    if a:
        b = 1
    if "b" in locals():
        print(b)
