# Newer versions have more built-ins.
# python 3.13
ExceptionGroup, aiter, PythonFinalizationError
# <- built-in   ^ built-in
#                      ^ built-in
