#!/usr/bin/env python3
"""first_colours.py LEGB WORKSPACE FILE...: milliseconds from the start of the server's process to the colours (semantic tokens) of the first file that
is opened; the medians of five starts, without a cache and with one."""
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lspclient import Server

STARTS = 5


def coloured(legb, root, file):
    """A server that has just answered, and how long that took."""
    server = Server([legb, "server"], root, os.devnull)
    server.initialize()
    server.open(root / file)
    found = server.request("textDocument/semanticTokens/full", {"textDocument": {"uri": (root / file).as_uri()}}, 60)
    passed = 1000 * (time.perf_counter() - server.started)
    if not found["data"]:
        sys.exit(f"{file} has no colours")
    return server, passed


def median(legb, root, file):
    times = []
    for _ in range(STARTS):
        server, passed = coloured(legb, root, file)
        server.close()
        times.append(passed)
    return statistics.median(times)


def main():
    legb, root, *files = sys.argv[1:]
    root = Path(root).resolve()
    os.environ["LEGB_CACHE"] = "off"
    without = {file: median(legb, root, file) for file in files}
    with tempfile.TemporaryDirectory() as cache:
        os.environ["LEGB_CACHE"] = cache
        server, _ = coloured(legb, root, files[0])
        # It is answered once all files are read. What is known of them is written when the server ends.
        server.request("workspace/symbol", {"query": ""}, 600)
        server.close()
        for file in files:
            print(f"{file}: {without[file]:.0f} ms, with the cache {median(legb, root, file):.0f} ms")


main()
