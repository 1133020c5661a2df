# `async` changes no rule: targets, functions and comprehensions bind as ever (reference, section 8.9).
async def f(a):
#         ^ global
#           ^ local
    async with a as b:
#                   ^ local, bind
        async for c in b:
#                 ^ local, bind
#                      ^ local
            await c
#           ^ nothing
#                 ^ local
    return [d async for d in a if await d]
#           ^ local     ^ local, bind   ^ local
#                            ^ local
