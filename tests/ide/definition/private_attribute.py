# A private attribute is found by `self` within its class.
# --- path: main.py ---
class C:
    __x = 1
#   ^ def 1
    def m(self):
        return self.__x, C.__x
#                   ^ cursor 1
#                          ^ cursor 1
