#!/usr/bin/env python3
"""Asks two servers for the definitions of the same random attributes, `x.NAME`, and counts who knows what.

    python3 attributes.py --workspace DIR --folder DIR/PACKAGE --server 'A=COMMAND' --server 'B=COMMAND' [-n 300] [--seed 1] [--show 10]

The commands' paths are absolute. An answer that names the place itself is none. Two answers agree if they share a line; where they lead to different stubs of one module they differ.
"""
import argparse
import ast
import collections
import random
import shlex
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from lspclient import Server, locations  # noqa: E402


def draw(rng, files):
    """(path, line, column in UTF-16, name) of an attribute behind a dot in one of the files."""
    while True:
        path = rng.choice(files)
        try:
            text = path.read_text(encoding="utf-8")
            found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)]
        except (SyntaxError, ValueError):
            continue
        if not found:
            continue
        node = rng.choice(found)
        line = text.split("\n")[node.end_lineno - 1]
        before = line.encode()[:node.end_col_offset].decode()[:-len(node.attr)]
        if line[len(before):].startswith(node.attr):
            return path, node.end_lineno - 1, len(before.encode("utf-16-le")) // 2, node.attr


def answers(command, root, places, log):
    server = Server(shlex.split(command), root, log)
    server.initialize()
    found, opened = [], set()
    for path, line, column, _ in places:
        if path not in opened:
            opened.add(path)
            server.open(path)
        result = server.at("definition", path, line, column, 60)
        lines = {(uri, start) for uri, start, *_ in locations(result)}
        found.append(lines - {(path.as_uri(), line)})
    server.close()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--server", action="append", required=True, help="NAME=COMMAND, twice")
    parser.add_argument("-n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10, help="examples of each kind")
    arguments = parser.parse_args()
    (one, one_command), (other, other_command) = (server.split("=", 1) for server in arguments.server)
    rng = random.Random(arguments.seed)
    files = sorted(arguments.folder.resolve().rglob("*.py"))
    root = arguments.workspace.resolve()
    places = [draw(rng, files) for _ in range(arguments.n)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        found = zip(places, answers(one_command, root, places, log), answers(other_command, root, places, log))
        kinds = collections.defaultdict(list)
        for (path, line, column, name), of_one, of_other in found:
            if of_one and of_other:
                kind = "the same" if of_one & of_other else "different"
            else:
                kind = "only " + one if of_one else "only " + other if of_other else "neither"
            kinds[kind].append("%s:%d:%d %s" % (path.relative_to(root), line + 1, column + 1, name))
    for kind, examples in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print("%5d %s" % (len(examples), kind))
        for example in examples[:arguments.show if kind != "the same" else 0]:
            print("        " + example)


if __name__ == "__main__":
    main()
