# Comments mute what stands on their line; only what they name, if they name something.
# --- open: main.py ---
import a  # noqa
import b  # NOQA:F401 and why
import c  # noqa: E501, F401
import d  # noqa: E501
#      ^ unused import `d`
import e  # noqa: unused-import
import f  # type: ignore
#      ^ unused import `f`
import g  # legb: ignore[unused-import]
import h  # legb: ignore[undefined-name]
#      ^ unused import `h`
import i  # noqa: because it is needed
import j  # noqa: F4
import k  # pyright: ignore[reportUnusedImport]
import l  # noqability
#      ^ unused import `l`
from m import (  # noqa: F401
    first,
    second,
)
from . import (  # noqa: F401
    main,
)
n1  # type: ignore
n2  # type: ignore[name-defined]  # and more
n3  # type: ignore[attr-defined]
# <- undefined name `n3`
n4  # pyright: ignore
n5; "# noqa"
# <- undefined name `n5`
n6  # type: ignore  # noqa: E501
n7  # see there  # noqa: F821
n8  # pylint: disable=undefined-variable
n9  # pylint: disable=E0602, C0103  # as the tool puts it there
n10  # pylint: disable=unused-import
# <- undefined name `n10`; did you mean `n13`?
n11  # ty: ignore[unresolved-reference]
n12  # pyrefly: ignore[unknown-name]
del n13  # noqa: F821
def function(): nonlocal a  # noqa
#               ^^^^^^^^^^ no binding for nonlocal 'a' found
