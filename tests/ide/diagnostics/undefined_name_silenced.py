# `# noqa`, with the right code or none.
# only: undefined-name
# --- open: main.py ---
a  # noqa
# <- nothing
b  # noqa: E501, F821
# <- nothing
c  # noqa: E501
# <- undefined name `c`
