#!/usr/bin/env python3
"""Measures language servers side by side on one workspace, as an editor would use them.

    lspbench.py --workspace DIR --scenario FILE.json --server NAME=CMD [--server ...]
                [--rounds 3] [--timeout 300] [--diff] [--json OUT]

A scenario names real places in the workspace, lines and characters from 0:
  first    {file, line, char}: the definition asked as soon as the process starts
  refs     [{label, file, line, char}]: asked for references twice, for a rename, and for
           references once more when all else was asked; the first of them must need all files,
           as scan_done_ms is when its answer is there, counted from the start of the process
  symbol   a query for workspace/symbol
  type     [{label, file, line, char, ask: {line, char}}]: keystrokes go to line:char, and after
           each the definition is asked at `ask`

Rows that end in _n are numbers of answers: a fast wrong answer is not a fast answer.  --diff
says which places make up the differences.  --json keeps everything, the places included, as
file:line:column from 1.
"""
import argparse
import json
import shlex
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lspclient import Server, locations

KEYSTROKES, HOVERS = 60, 30


def ms(start, end):
    return round((end - start) * 1000, 2)


class Round:
    """One server, started once and asked everything."""

    def __init__(self, command, root, scenario, timeout, log):
        self.root, self.scenario, self.timeout = root, scenario, timeout
        self.figures, self.answers = {}, {}
        self.server = Server(command, root, log)
        try:
            self.start()
            for number, place in enumerate(scenario["refs"]):
                self.references(place, number == 0)
            self.symbols()
            self.server.rest()
            for place in scenario["refs"]:
                self.last_references(place)
            for place in scenario["type"]:
                self.keystrokes(place)
            time.sleep(2)  # what is still being computed or freed settles
            self.figures["resident_mb"], self.figures["peak_mb"] = (
                round(mb, 1) for mb in self.server.memory())
            self.figures["cpu_s"] = self.server.cpu()
        finally:
            self.server.close()

    def shown(self, places):
        """Places as file:line:column from 1, the file relative to the workspace."""
        result = []
        for uri, line, char in places:
            path = Path(unquote(urlsplit(uri).path))
            if path.is_relative_to(self.root):
                path = path.relative_to(self.root)
            result.append("%s:%d:%d" % (path, line + 1, char + 1))
        return result

    def ask(self, row, method, place, **more):
        """The places of one answer; its time and their number are figures, an error is one too."""
        start = time.perf_counter()
        try:
            result = self.server.at(method, self.root / place["file"], place["line"],
                                    place["char"], self.timeout, **more)
        except (RuntimeError, TimeoutError) as e:
            self.figures[row + "_ms"], self.figures[row + "_n"] = None, str(e)[:80]
            return []
        self.figures[row + "_ms"] = ms(start, self.server.answered)
        places = self.shown(locations(result))
        self.figures[row + "_n"] = len(places)
        return places

    def start(self):
        self.server.initialize()
        self.figures["initialize_ms"] = ms(self.server.started, self.server.answered)
        first = self.scenario["first"]
        self.server.open(self.root / first["file"])
        self.answers["first_definition"] = self.until_defined(first["file"], first)
        self.figures["first_definition_ms"] = ms(self.server.started, self.server.answered)

    def until_defined(self, file, place):
        """Asks until there is an answer: what a person who clicks right away waits for."""
        give_up = time.perf_counter() + self.timeout
        while time.perf_counter() < give_up:
            try:
                found = locations(self.server.at("definition", self.root / file, place["line"],
                                                 place["char"], self.timeout))
                if found:
                    return self.shown(found)
            except RuntimeError:
                pass
            time.sleep(0.02)
        return []

    def references(self, place, ends_scan):
        self.server.open(self.root / place["file"])
        context = {"includeDeclaration": True}
        self.ask("refs_%s_first" % place["label"], "references", place, context=context)
        if ends_scan:
            self.figures["scan_done_ms"] = ms(self.server.started, self.server.answered)
        self.ask("refs_%s_again" % place["label"], "references", place, context=context)
        rename = "rename_" + place["label"]
        self.answers[rename] = self.ask(rename, "rename", place, newName="renamed_by_bench")

    def last_references(self, place):
        """Asks once more after everything else: some servers answer from what they have read so
        far, so that only late answers can be compared."""
        refs = "refs_" + place["label"]
        self.answers[refs] = self.ask(refs + "_last", "references", place,
                                      context={"includeDeclaration": True})

    def symbols(self):
        start = time.perf_counter()
        try:
            found = self.server.request("workspace/symbol", {"query": self.scenario["symbol"]},
                                        self.timeout)
            self.figures["symbols_ms"] = ms(start, self.server.answered)
            self.figures["symbols_n"] = len(found or [])
        except (RuntimeError, TimeoutError) as e:
            self.figures["symbols_ms"], self.figures["symbols_n"] = None, str(e)[:80]

    def keystrokes(self, place):
        path, ask, label = self.root / place["file"], place["ask"], place["label"]
        self.server.open(path)
        self.until_defined(place["file"], ask)
        times = []
        for n in range(KEYSTROKES):
            self.server.insert(path, n + 2, place["line"], place["char"] + n, "x")
            times.append(self.time_of("definition", path, ask))
        times.sort()
        self.figures["key_%s_p50_ms" % label] = times[len(times) // 2]
        self.figures["key_%s_p95_ms" % label] = times[int(len(times) * 0.95)]
        self.figures["key_%s_max_ms" % label] = times[-1]
        self.figures["hover_%s_p50_ms" % label] = statistics.median(
            self.time_of("hover", path, ask) for _ in range(HOVERS))

    def time_of(self, method, path, ask):
        start = time.perf_counter()
        try:
            self.server.at(method, path, ask["line"], ask["char"], self.timeout)
        except RuntimeError:
            pass  # an error takes its time too
        return ms(start, self.server.answered)


def medians(rounds):
    """{row: median, or what was said instead of a number}."""
    table = {}
    for row in dict.fromkeys(row for figures in rounds for row in figures):
        values = [figures[row] for figures in rounds if figures.get(row) is not None]
        numbers = [v for v in values if not isinstance(v, str)]
        table[row] = statistics.median(numbers) if numbers else values[0] if values else None
    return table


def print_table(tables):
    rows = dict.fromkeys(row for table in tables.values() for row in table)
    print("%-36s" % "" + "".join("%18s" % name for name in tables))
    for row in rows:
        cells = (table.get(row) for table in tables.values())
        print("%-36s" % row + "".join(
            "%18.1f" % c if isinstance(c, float) else "%18s" % str(c)[:17] for c in cells))


def print_differences(answers, root):
    """Of each question about a place, the places that not all servers have, with their line."""
    rows = dict.fromkeys(row for rows in answers.values() for row in rows)
    for row in rows:
        found = {name: set(rows[row]) for name, rows in answers.items() if row in rows}
        by_servers = {}
        for place in set().union(*found.values()):
            having = tuple(name for name in found if place in found[name])
            if len(having) < len(found):
                by_servers.setdefault(having, []).append(place)
        print("\n%s: %s%s" % (row, ", ".join("%s %d" % (n, len(p)) for n, p in found.items()),
                              "" if by_servers else "; all the same"))
        for having, places in by_servers.items():
            print("  only %s: %d" % (" and ".join(having), len(places)))
            for place in sorted(places, key=in_order):
                print("    %s  %s" % (place, source_line(root, place)))


def in_order(place):
    file, line, column = place.rsplit(":", 2)
    return file, int(line), int(column)


def source_line(root, place):
    file, line, _ = in_order(place)
    try:
        return (root / file).read_text(encoding="utf-8").split("\n")[line - 1].strip()[:100]
    except (OSError, UnicodeDecodeError, IndexError):
        return ""


def command_of(spec):
    """A command as words, its program absolute, as servers are started in the workspace."""
    program, *arguments = shlex.split(spec)
    return [str(Path(shutil.which(program) or program).absolute()), *arguments]


def main():
    parser = argparse.ArgumentParser(description="Measures language servers side by side.")
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--scenario", type=Path, required=True)
    parser.add_argument("--server", action="append", required=True, metavar="NAME=CMD")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one answer")
    parser.add_argument("--diff", action="store_true",
                        help="print the places that not all servers have")
    parser.add_argument("--json", type=Path, help="keep figures and places in this file")
    args = parser.parse_args()
    root = args.workspace.resolve()
    scenario = json.loads(args.scenario.read_text())
    servers = {name: command_of(spec) for name, _, spec in
               (server.partition("=") for server in args.server)}
    figures, answers = {name: [] for name in servers}, {}
    for _ in range(args.rounds):  # A B C, A B C: a drift of the machine hits all alike
        for name, command in servers.items():
            log = Path(tempfile.gettempdir()) / ("lspbench-%s.log" % name)
            try:
                done = Round(command, root, scenario, args.timeout, log)
                figures[name].append(done.figures)
                answers[name] = done.answers
            except (OSError, RuntimeError, TimeoutError) as e:
                figures[name].append({"failed": str(e)[:120]})
            print(name, json.dumps(figures[name][-1]), file=sys.stderr, flush=True)
    tables = {name: medians(rounds) for name, rounds in figures.items()}
    print("%s, median of %d" % (scenario["note"], args.rounds))
    print_table(tables)
    if args.diff:
        print_differences(answers, root)
    if args.json:
        args.json.write_text(json.dumps({
            "workspace": root.name, "medians": tables, "rounds": figures, "answers": answers},
            indent=1))


if __name__ == "__main__":
    main()
