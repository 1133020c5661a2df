# A built-in that a version doesn't have yet is unresolved.
# python 3.10
ExceptionGroup, aiter, EncodingWarning
# <- unresolved        ^ built-in
#               ^ built-in
