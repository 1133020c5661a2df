# What a call makes is told by the body alone: a default and a decorator, a first iterable and an inner function are other code.
# python 3.11
def plain(x=lambda: (yield)):
    def inner():
        yield
    return [y for y in x]
def generator():
    return [y for y in (yield)]
def delegates(other):
    yield from other
async def coroutine(x):
    return (y for y in await x)
async def asynchronous(x):
    yield [y async for y in x], {await y for y in x}
    return (await y for y in x), (y async for y in x), [[y async for y in z] for z in x]
class C:
    def method(self): yield
# --- blocks ---
# <module>  module  1–17
# │ global      def plain, generator, delegates, coroutine, asynchronous; class C
# ├─ <lambda>  lambda generator  3
# ├─ plain  function  3–6
# │  │ local       (x) def inner
# │  ├─ inner  generator  4–5
# │  └─ <listcomp>  comprehension  6
# │       local       y
# ├─ generator  generator  7–8
# │  └─ <listcomp>  comprehension  8
# │       local       y
# ├─ delegates  generator  9–10
# │    local       (other)
# ├─ coroutine  coroutine  11–12
# │  │ local       (x)
# │  └─ <genexpr>  generator expression  12
# │       local       y
# ├─ asynchronous  async generator  13–15
# │  │ local       (x)
# │  ├─ <listcomp>  async comprehension  14
# │  │    local       y
# │  ├─ <setcomp>  async comprehension  14
# │  │    local       y
# │  ├─ <genexpr>  async generator expression  15
# │  │    local       y
# │  ├─ <genexpr>  async generator expression  15
# │  │    local       y
# │  └─ <listcomp>  async comprehension  15
# │     │ local       z
# │     └─ <listcomp>  async comprehension  15
# │          local       y
# └─ C  class  16–17
#    │ local       def method
#    └─ method  generator  17
#         local       (self)
#
# module                      one dict as long as the module lives: globals() is locals()
# lambda generator            fast locals, new at each call, kept while it is suspended
# function                    fast locals, new at each call, gone at its return
# generator                   fast locals, new at each call, kept while it is suspended
# comprehension               fast locals of its own, gone when it is done
# coroutine                   fast locals, new at each call, kept while it is suspended
# generator expression        fast locals, new at each call, kept while it is suspended
# async generator             fast locals, new at each call, kept while it is suspended
# async comprehension         fast locals, new at each call, kept while it is suspended
# async generator expression  fast locals, new at each call, kept while it is suspended
# class                       a dict while the body runs, then the class's attributes
