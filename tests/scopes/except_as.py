# The name after `as` is bound by the clause, and is the function's (reference, section 8.4).
def f():
    try:
        pass
    except (OSError, ValueError) as error:
#           ^ built-in              ^ local, bind
#                    ^ built-in
        print(error)
#             ^ local
    except E as error:
#          ^ unresolved
#               ^ local, bind
        pass
    return error
#          ^ local
error
# <- unresolved
