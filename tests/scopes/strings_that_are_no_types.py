# A string that is no type has no names, wherever it stands.
x = y = 1
def f(a: "the x of y", b: "read-x", c: "x (y)", d: "x or y", e: "x, y", g: "x = y", h: "", i: "x)(y"): pass
#             ^ nothing         ^ nothing^ nothing                  ^ nothing        ^ nothing
#                                           ^ nothing^ nothing              ^ nothing          ^ nothing
j: "lambda: x"
#           ^ nothing
k: "list[(x := 1)]"
#         ^ nothing
m: {"x": "y"}
#    ^ nothing
n: ["x", ("y")]
#    ^ nothing
#          ^ nothing
o: "x" if "y" else "x"
#   ^ nothing
p: d["x"]
#     ^ global implicit, quoted
q = d["x"] + list[x]["x"]
#      ^ nothing      ^ nothing
