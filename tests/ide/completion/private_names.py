# A private name is offered in its class as it is spelled there.
# --- open: main.py ---
class C:
    __secret = 1
    def f(self):
        self.__
#              ^ cursor 1
    x = __se
#           ^ cursor 2
# --- completion 1 ---
# __secret: property, of class C
# f: method, of class C
# x: property, of class C
# --- completion 2 ---
# __secret: property, local
# f: method, local
# x: property, local
# C: class, global
