# Type parameters, bounds, aliases and (from 3.14 on) annotations are blocks; directly in a class they see its names.
# python 3.14
class C[T: (int, str)]:
    item = int
    def m[U](self, x: item, y: T) -> U: ...
    type Pair = tuple[T, item]
x: C
# --- blocks ---
# <module>  module  1–7
# │ global      class C; x
# ├─ <generic parameters of C>  type parameters  3–6
# │  │ cell        T
# │  ├─ T  type variable  3
# │  │    built-in    int, str
# │  └─ C  class  3–6
# │     │ local       item, Pair; def m
# │     │ built-in    int
# │     ├─ <generic parameters of m>  type parameters  5
# │     │  │ cell        U
# │     │  ├─ __annotate__  annotation  5
# │     │  │    free        item of C; T of <generic parameters of C>; U of <generic parameters of m>
# │     │  └─ m  function  5
# │     │       local       (self, x, y)
# │     └─ Pair  type alias  6
# │          free        T of <generic parameters of C>; item of C
# │          built-in    tuple
# └─ __annotate__  annotation  1–7
#      global      C
#
# module           one dict as long as the module lives: globals() is locals()
# type parameters  fast locals while the header is evaluated
# type variable    evaluated on demand, as a call
# class            a dict while the body runs, then the class's attributes
# annotation       evaluated on demand, as a call
# function         fast locals, new at each call, gone at its return
# type alias       evaluated on demand, as a call
