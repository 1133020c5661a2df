"""Random programs: the parts that judge legb on them, and the smallest one of each disagreement."""
import collections
import json
import os
import re
import tempfile
import time

import invalid
import meetings
from agreement import Verdict, compare, legb_names, said, same_error, write_texts
from compare import FIELDS, Comparison, by_file
from judges import ask_oracle, cached, digest, oracle_answers

BATCH = 10_000   # programs that are judged at once
SECONDS = 60     # of shrinking
CLASSES = 60     # of disagreements that are shrunk and printed
QUOTED = re.compile(r"'_?(?:%s)*'" % "|".join(sorted(set(invalid.NAMES) | {"__class__", "_"})))


def on_valid_programs(legb, judge, n):
    name = "programs-%s" % digest(judge.label, str(n), sources=("generate.py",))
    folder = cached(os.path.join("programs", name), lambda path: judge.ask(
        "generate.py", path, "-n", str(n), "--seed", "7"))
    title = "programs %s (%s)" % (judge.version, judge.label)
    answers = oracle_answers("programs", judge, folder, [folder])
    verdict = compare(title, legb, judge.version, folder, [folder], answers)
    verdict.programs, verdict.files = verdict.files, 0
    return verdict


def on_invalid_programs(legb, judge, n, seed):
    return on_random_programs("invalid", invalid.programs, legb, judge, n, seed)


def on_meetings(legb, judge, n, seed):
    return on_random_programs("meeting", meetings.programs, legb, judge, n, seed)


def on_random_programs(kind, programs, legb, judge, n, seed):
    """Judges n programs in batches, so that memory is flat however many there are."""
    tally = Tally()
    for first in range(0, n, BATCH):
        texts = list(programs(judge.version, min(BATCH, n - first), seed + first))
        if n <= BATCH:  # the usual run, whose answers are worth keeping
            answers = Answers(legb, judge, texts, kept="%s-%d-%d" % (kind, n, seed))
        else:
            answers = Answers(legb, judge, texts)
        for text, want, got in answers:
            tally.add(text, want, got)
    title = "%s programs %s (%s)" % (kind, judge.version, judge.label)
    return tally.verdict(title, shrink(legb, judge, tally.smallest()), judge.version)


class Answers:
    """(text, CPython's record, legb's record) of texts; both are asked once."""

    def __init__(self, legb, judge, texts, kept=None):
        self.legb, self.judge, self.texts, self.kept = legb, judge, texts, kept

    def __iter__(self):
        if self.kept:
            name = "%s-%s" % (self.kept, digest(*self.texts))
            folder = cached(os.path.join("programs", name),
                            lambda path: write_texts(path, self.texts))
            yield from self.read(folder, oracle_answers(self.kept, self.judge, folder, [folder]))
        else:
            with tempfile.TemporaryDirectory() as folder:
                write_texts(folder, self.texts)
                answers = os.path.join(folder, "answers.jsonl")
                ask_oracle(self.judge, folder, [folder], answers)
                yield from self.read(folder, answers)

    def read(self, folder, answers):
        with legb_names(self.legb, self.judge.version, folder, [folder]) as answered:
            found = by_file(answered)
            with open(answers, encoding="utf-8") as f:
                for text, record in zip(self.texts, map(json.loads, f)):
                    yield text, record, json.loads(found.get(record["file"], "{}"))


# ---- kinds of disagreements

class Tally:
    def __init__(self):
        self.programs = self.valid = self.invalid = self.unjudged = self.occurrences = 0
        self.examples = {}  # {kind: the shortest program}
        self.counts = collections.Counter()

    def add(self, text, want, got):
        error = want.get("error")
        self.programs += 1
        self.valid += error is None
        self.invalid += isinstance(error, list)
        self.unjudged += isinstance(error, str)
        self.occurrences += len(want.get("occurrences", ()))
        found = disagreement(want, got)
        if found:
            kind = found[0]
            self.counts[kind] += 1
            if len(text) < len(self.examples.get(kind, text + " ")):
                self.examples[kind] = text

    def smallest(self):
        """{kind: program} of the most frequent kinds."""
        return {kind: self.examples[kind] for kind, _ in self.counts.most_common(CLASSES)}

    def verdict(self, title, shrunk, version):
        wrong = sum(self.counts.values())
        details = ["%d programs: %s\n%s" % (self.counts[kind], kind, example)
                   for kind, example in shrunk.items()]
        if len(self.counts) > len(shrunk):
            details.append("... and %d more kinds" % (len(self.counts) - len(shrunk)))
        return Verdict(not wrong, "%s: %d programs, %d valid, %d invalid%s, %d agree, %.4f%%%s" % (
            title, self.programs, self.valid, self.invalid,
            self.unjudged and ", %d on which CPython fails" % self.unjudged or "",
            self.programs - wrong, 100 - 100 * wrong / max(self.programs, 1),
            " (%d kinds of disagreement)" % len(self.counts) if wrong else ""),
            details, version, programs=self.programs, occurrences=self.occurrences)


def disagreement(want, got):
    """(kind, both answers) of what CPython and legb say of a program; None if they agree or
    CPython itself fails.  Programs of one kind mostly have one cause."""
    if isinstance(want.get("error"), str):
        return None
    if "error" in want or "error" in got:
        return wrong_error(want.get("error"), got.get("error"))
    comparison = Comparison(FIELDS, [], names=True)
    comparison.file("", want, got)
    if not comparison.disagreements:
        return None
    _, line, column, category, what = min(comparison.disagreements)
    _, _, expected = what.partition(": expected ")
    kind = re.sub(r"\d+:\d+|\{.*\}", "#", expected or what.partition(" ")[2])
    return "tables: %s: %s" % (category, kind), "%d:%d: %s: %s" % (line, column, category, what)


def wrong_error(want, got):
    both = "CPython: %s\nlegb:    %s" % (want and said(want) or "compiles",
                                         got and said(got) or "compiles")
    if same_error(want, got):
        return None
    kinds = [QUOTED.sub("'N'", error[0]) if isinstance(error, list) else error or "compiles"
             for error in (want, got)]
    if isinstance(want, list) and isinstance(got, list) and want[0] == got[0]:
        place = "line" if want[1] != got[1] else "column" if want[2] != got[2] else "end"
        kinds[1] = "the same at another " + place
    return "CPython: %s; legb: %s" % tuple(kinds), both


# ---- shrinking

def shrink(legb, judge, examples):
    """{kind: a small program of that kind, with both answers}.  All programs are shrunk at
    once, as asking costs more than answering."""
    best, done = dict(examples), {}
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        tries = [(kind, text) for kind in best if kind not in done for text in smaller(best[kind])]
        if not tries:
            break
        shortest = {}
        for (kind, text), (_, want, got) in zip(tries, Answers(
                legb, judge, [text for _, text in tries])):
            found = disagreement(want, got)
            if found and found[0] == kind and len(text) < len(shortest.get(kind, best[kind])):
                shortest[kind] = text
        done.update((kind, True) for kind, _ in tries if kind not in shortest)
        best.update(shortest)
    texts = list(best.values())
    both = {text: disagreement(want, got) for text, want, got in Answers(legb, judge, texts)} \
        if texts else {}
    return {kind: "%s%s" % (text, both[text] and both[text][1]) for kind, text in best.items()}


def smaller(text):
    """Programs with less in them: without a statement, without its header, with a simpler
    expression.  Not all are programs."""
    lines = text.rstrip("\n").split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines]
    for i, line in enumerate(lines):
        end = i + 1
        while end < len(lines) and indents[end] > indents[i]:
            end += 1
        yield "\n".join(lines[:i] + lines[end:]) + "\n"
        if end > i + 1:
            yield "\n".join(lines[:i] + [inner[4:] for inner in lines[i + 1:end]] + lines[end:]) + "\n"
            yield "\n".join(lines[:i + 1] + [" " * indents[i] + "    a"] + lines[end:]) + "\n"
        for start, stop in brackets(line):
            yield "\n".join(lines[:i] + [" " * indents[i] + line[start:stop]] + lines[end:]) + "\n"
            for new in ("a", "", "()"):
                yield "\n".join(lines[:i] + [line[:start] + new + line[stop:]] + lines[i + 1:]) + "\n"
        for part in re.finditer(r", [^,()\[\]{}]+| = .*|: [^,()\[\]{}]+(?=[,)=])| if .*(?=:)|=\w+", line):
            yield "\n".join(lines[:i] + [line[:part.start()] + line[part.end():]] + lines[i + 1:]) + "\n"


def brackets(line):
    """(start, end) of what is in brackets."""
    opened = []
    for at, c in enumerate(line):
        if c in "([{":
            opened.append(at)
        elif c in ")]}" and opened:
            yield opened.pop(), at + 1
