"""legb's answers beside the oracle's: what agrees, and the disagreements."""
import collections
import contextlib
import dataclasses
import json
import os
import subprocess
import tempfile

from compare import FIELDS, Comparison, by_file

SHOWN, SHOWN_OF_FILE = 40, 3  # disagreements printed for each part, and of them for each file


@dataclasses.dataclass
class Verdict:
    """What a part prints, and what it adds to the last lines of the run."""
    passed: bool
    line: str
    details: list = dataclasses.field(default_factory=list)
    version: str = ""
    files: int = 0
    programs: int = 0
    occurrences: int = 0

    def show(self):
        print("%s %s" % ("ok" if self.passed else "not ok", self.line), flush=True)
        for detail in self.details:
            print("    " + detail.replace("\n", "\n    "), flush=True)


@contextlib.contextmanager
def legb_names(legb, version, root, paths, seconds=900):
    """The path of what `legb names` prints of files and folders."""
    with tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as out:
        done = subprocess.run([legb, "names", "--python", version, "--root", root, *paths],
                              stdout=out, stderr=subprocess.PIPE, text=True, timeout=seconds)
        if done.returncode not in (0, 1):  # 1: some file has no answer
            raise RuntimeError("legb ended with %d: %s" % (
                done.returncode, done.stderr[-1000:].strip()))
        yield out.name


class Rejections:
    """What is said of the files that CPython or legb rejects.  Those that CPython's parser
    rejects are counted apart: their errors need not be the same."""

    def __init__(self):
        self.counts = collections.Counter()
        self.wrong, self.parser = [], []  # lines to print

    def file(self, oracle, candidate):
        """Whether the file is compiled by both, so that its names can be compared."""
        want, got = oracle.get("error"), candidate.get("error")
        if isinstance(want, str):
            self.counts["unjudged"] += 1
        elif want is None and got is not None:
            self.differ("rejected by legb only", oracle, "legb: %s" % said(got))
        elif want is not None and oracle["stage"] == "compiler":
            self.counts["compiler"] += 1
            if got is None:
                self.differ("accepted by legb only", oracle, "CPython: %s" % said(want))
            elif not same_error(want, got):
                self.differ("another error", oracle, "CPython: %s\n  legb: %s" % (
                    said(want), said(got)))
        elif want is not None:
            self.counts["parser"] += 1
            # A text that cannot be decoded has no error of the compiler's in legb.
            self.counts["parser same"] += same_error(want, got) or isinstance(got, str)
            if got is None:
                self.counts["parser accepted"] += 1
                self.parser.append("%s: CPython's parser: %s; accepted by legb" % (
                    oracle["file"], said(want)))
        return want is None and "occurrences" in candidate

    def differ(self, kind, oracle, what):
        self.counts[kind] += 1
        self.wrong.append("%s: %s: %s" % (oracle["file"], kind, what))

    def lines(self):
        n = self.counts
        if n["compiler"]:
            yield "%d files that the compiler rejects: %d with the same error, %d with another," \
                " %d accepted" % (n["compiler"], n["compiler"] - n["another error"] - n[
                    "accepted by legb only"], n["another error"], n["accepted by legb only"])
        if n["parser"]:
            yield "%d files that the parser rejects (not counted): %d with the same error, %d " \
                "with another, %d accepted" % (n["parser"], n["parser same"], n["parser"] - n[
                    "parser same"] - n["parser accepted"], n["parser accepted"])
        if n["unjudged"]:
            yield "%d files on which CPython itself fails" % n["unjudged"]
        yield from self.wrong[:SHOWN]
        if len(self.wrong) > SHOWN:
            yield "... and %d more errors" % (len(self.wrong) - SHOWN)
        yield from self.parser[:SHOWN]


def said(error):
    """An error as `line:column: message`."""
    if isinstance(error, str):
        return error
    end = " to %s:%s" % tuple(error[3:]) if error[3:] else ""
    return "%s:%s%s: %s" % (error[1], error[2], end, error[0])


def same_error(want, got):
    """Whether two answers are the same error, with the same end where CPython tells one of more
    than `invalid syntax`.  By a fault of its own CPython up to 3.11 puts some
    errors on line 0 or -1, and says of `except E as __debug__` there that it deletes.
    Of some errors of its tokenizer it says that they end in column 0 or -1."""
    if not isinstance(want, list) or not isinstance(got, list):
        return want == got
    told = 3 if want[0].startswith("invalid syntax") or want[3:] and want[4] < 1 else len(want)
    if want[:told] == got[:told]:
        return True
    deletes = want[0] == "cannot delete __debug__"
    return want[1] < 1 and (want[0] == got[0] or deletes and got[0] == "cannot assign to __debug__")


def compare(title, legb, version, root, paths, answers, names=False):
    """Runs `legb names` and compares.  There must be no disagreement at all, also none about
    blocks or about what is an error."""
    comparison, rejections = Comparison(FIELDS, [], names), Rejections()
    # Files, not folders, are named: legb need not walk as the oracle does.
    with legb_names(legb, version, root, paths) as answered:
        try:
            candidates = by_file(answered)
            with open(answers, encoding="utf-8") as f:
                for record in map(json.loads, f):
                    candidate = json.loads(candidates.get(record["file"], "{}"))
                    if "error" in record or "error" in candidate:
                        both = rejections.file(record, candidate)
                    else:
                        both = True
                    if both:
                        comparison.file(record["file"], record, candidate)
        except (ValueError, LookupError, TypeError) as e:
            return Verdict(False, "%s: not in the oracle's schema: %r" % (title, e))
    total = sum(comparison.total.values()) + comparison.categories["extra"]
    agreed = sum(comparison.agreed.values())
    wrong = ", ".join("%s %d" % (c, n) for c, n in comparison.categories.most_common())
    passed = total and not comparison.disagreements and not rejections.wrong
    # A few of each file: what is wrong in one file has mostly one cause.
    seen, shown = collections.Counter(), []
    for file, *where_and_what in sorted(comparison.disagreements):
        seen[file] += 1
        if seen[file] <= SHOWN_OF_FILE and len(shown) < SHOWN:
            shown.append("%s:%d:%d: %s: %s" % (file, *where_and_what))
    more = len(comparison.disagreements) - len(shown)
    return Verdict(bool(passed), "%s: %d files, %d occurrences, %d agree, %.4f%%%s" % (
        title, comparison.files, total, agreed, 100 * agreed / total if total else 0,
        wrong and " (%s)" % wrong),
        shown + ["... and %d more" % more] * (more > 0) + list(rejections.lines()),
        version, files=comparison.files, occurrences=total)


def records_of(path):
    """{file: record}: for few files."""
    return {file: json.loads(line) for file, line in by_file(path).items()}


def write_texts(folder, texts):
    """Writes texts as 00000.py, ..., and returns the paths."""
    os.makedirs(folder, exist_ok=True)
    paths = [os.path.join(folder, "%05d.py" % number) for number in range(len(texts))]
    for path, text in zip(paths, texts):
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
    return paths
