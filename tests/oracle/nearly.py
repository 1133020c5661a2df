#!/usr/bin/env python3
"""Random statements that are nearly valid, as legb and CPython's compiler take them.

    python3 nearly.py LEGB [-n 2000] [--seed 1] [--python 3.8,3.13] [--slips 0.03] [--typos 0.2]

A grammar of Python's statements, with all forms of targets, slices, stars, patterns, parameters, comprehensions and f-strings, in which
now and then something stands that has no place there: an expression where a target must, `as` or `:=` where a value is.  Some of the texts
have a typo besides: a sign too few or too many, an indentation, a line or the text cut off.  Both must accept the same texts; of what the compiler rejects, not the parser, the error must be the same.  Each kind of disagreement is shown by its
shortest texts.  Status 0 if there is none.

invalid.py and meetings.py make programs that no parser rejects; here it has its say, too.
"""
import argparse
import ast
import collections
import json
import os
import random
import re
import sys
import tempfile
import warnings

LONGEST = 160   # characters of a text
SHOWN = 3       # texts of each kind
SLIPS = 2       # in a text, at most

# `<x>` is one of the forms of x.
GRAMMAR = {
    "program": ["<stmt>", "<stmt>", "<stmt>", "<stmt>\n<stmt>"],
    "block": ["<stmt>", "<simple>", "<stmt>\n<stmt>", "pass"],
    "stmt": ["<simple>", "<simple>", "<simple>", "<simple>; <simple>", "<compound>", "<compound>"],
    "simple": [
        "<expr>", "<stars>", "<assign>", "<assign>", "<assign>", "<annotated>", "<augmented>", "<del>", "return",
        "return <stars>", "pass", "break", "continue", "raise <expr>", "raise <expr> from <expr>", "assert <expr>",
        "assert <expr>, <expr>", "global <name>", "nonlocal <name>", "global <name>, <name>", "import <dotted>",
        "import <dotted> as <name>", "from <dotted> import <name>", "from . import <name> as <name>",
        "from <dotted> import (<name>, <name>,)", "from . import *", "from __future__ import <feature>", "type <name><tparams> = <expr>",
        "yield <stars>", "await <primary>"],
    "assign": ["<targets> = <value>", "<targets> = <value>", "<targets> = <targets> = <value>", "<single> = <value>"],
    "value": ["<stars>", "<stars>", "<expr>", "yield <stars>", "yield", "yield from <expr>"],
    "annotated": ["<place>: <expr>", "<place>: <expr> = <stars>", "(<name>): <expr>", "<place>: <expr> = yield"],
    "place": ["<name>", "<name>", "<primary>.<name>", "<primary>[<slices>]", "(<place>)"],
    "augmented": ["<single> <sign>= <expr>", "<single> <sign>= <stars>", "<single> <sign>= yield <expr>"],
    "sign": ["+", "-", "*", "**", "//", "/", "%", "@", "<<", ">>", "&", "|", "^"],
    "del": ["del <deleted>", "del <deleted>, <deleted>", "del <deleted>,", "del (<deleted>, <deleted>)",
            "del [<deleted>]", "del ()", "del (<deleted>)"],
    "deleted": ["<name>", "<name>", "<primary>.<name>", "<primary>[<slices>]", "(<deleted>)",
                "[<deleted>, <deleted>]", "(<deleted>,)"],
    "single": ["<name>", "<name>", "<primary>.<name>", "<primary>[<slices>]", "(<single>)"],
    "targets": ["<target>", "<target>", "<target>", "<startarget>, <startarget>", "<startarget>,"],
    "startarget": ["<target>", "<target>", "*<target>", "*<name>"],
    "target": ["<name>", "<name>", "<name>", "<primary>.<name>", "<primary>[<slices>]", "(<target>)",
               "(<startarget>, <startarget>)", "[<startarget>, <startarget>]", "[<startarget>]", "(<startarget>,)",
               "[]", "()"],
    "compound": [
        "if <named>:\n    <block>", "if <named>:\n    <block>\nelif <named>:\n    <block>\nelse:\n    <block>",
        "while <named>:\n    <block>\nelse:\n    <block>", "<async>for <targets> in <stars>:\n    <block>",
        "for <targets> in <stars>:\n    <block>\nelse:\n    <block>", "<async>with <items>:\n    <block>",
        "<async>with <items>:\n    <block>", "<def>", "<def>", "<def>", "<class>", "<class>", "<try>", "<try>",
        "<match>", "<match>", "<match>", "<scoped>", "<scoped>"],
    "async": ["", "", "async "],
    "scoped": [
        "def <name>(<params>):\n    <declared>\n    <block>", "async def <name>(<params>):\n    <block>\n    <declared>",
        "class <name>:\n    <declared>\n    <block>", "async def <name>(<params>):\n    <stmt>\n    <stmt>",
        "def <name>():\n    <name> = <expr>\n    def <name>(<params>):\n        <declared>\n        <simple>",
        "class <name>:\n    <name> = <expr>\n    def <name>(<params>):\n        <declared>\n        <simple>"],
    "declared": ["global <name>", "nonlocal <name>", "global <name>, <name>", "nonlocal <name>, <name>",
                 "<simple>\n    global <name>", "<simple>\n    nonlocal <name>"],
    "items": ["<expr>", "<expr> as <target>", "<expr> as <target>, <expr>", "(<expr> as <target>)",
              "(<expr> as <target>, <expr> as <target>,)", "(<expr>, <expr>)", "(<expr>, <expr>) as <target>",
              "(<expr>) as <target>", "(<stars>)", "(<named>)", "(<expr> as <target>), <expr>", "(yield <expr>)",
              "(<expr>,) as <target>", "(<expr>, <expr> as <target>)"],
    "feature": ["annotations", "division", "annotations, division", "braces", "<name>", "(annotations)"],
    "def": ["<decorators><async>def <name><tparams>(<params>)<returns>:\n    <block>"],
    "decorators": ["", "", "", "@<named>\n", "@<primary>\n@<named>\n"],
    "returns": ["", "", " -> <expr>"],
    "tparams": ["", "", "", "[<tparam>]", "[<tparam>, <tparam>]", "[<tparam>,]"],
    "tparam": ["<name>", "<name>: <expr>", "<name> = <expr>", "*<name>", "**<name>", "*<name> = <starexpr>",
               "**<name> = <expr>", "<name>: <expr> = <expr>"],
    "params": ["", "<name>", "<param>, <param>", "<param>", "<name>, /", "<name>, /, <param>", "*, <param>",
               "*<name>", "*<name>: <starexpr>", "**<name>", "<param>, *, <param>",
               "<param>, *<name>, <param>, **<name>", "<param>, **<name>,", "<param>, /, <param>, *, <param>"],
    "param": ["<name>", "<name>", "<name>=<expr>", "<name>: <expr>", "<name>: <expr> = <expr>"],
    "lparams": ["", "<name>", "<name>, <name>", "<name>=<expr>", "<name>, /, <name>", "*<name>, **<name>",
                "*, <name>", "<name>, *, <name>=<expr>", "*<name>"],
    "class": ["<decorators>class <name><tparams>:\n    <block>", "class <name>():\n    <block>",
              "<decorators>class <name><tparams>(<args>):\n    <block>"],
    "try": [
        "try:\n    <block>\nexcept <expr>:\n    <block>", "try:\n    <block>\nexcept:\n    <block>",
        "try:\n    <block>\nexcept <expr> as <name>:\n    <block>", "try:\n    <block>\nfinally:\n    <block>",
        "try:\n    <block>\nexcept* <expr> as <name>:\n    <block>", "try:\n    <block>\nexcept *<expr>:\n    <block>",
        "try:\n    <block>\nexcept <expr>, <expr>:\n    <block>",
        "try:\n    <block>\nexcept <caught>:\n    <block>\nexcept <caught>:\n    <block>\nelse:\n    <block>\n"
        "finally:\n    <block>",
        "try:\n    <block>\nexcept* <expr>:\n    <block>\nexcept* <caught>:\n    <block>",
        "try:\n    <block>\nexcept* <expr>, <expr>:\n    <block>"],
    "caught": ["<expr>", "<expr> as <name>", "(<expr>, <expr>)", "(<expr>, <expr>) as <name>", "<expr>, <expr>",
               "<expr>, <expr> as <name>"],
    "match": ["match <subject>:\n    case <pats><guard>:\n        <block>",
              "match <subject>:\n    case <pats><guard>:\n        <block>\n    case <pats>:\n        <block>"],
    "subject": ["<named>", "<named>", "<stars>", "*<name>, <expr>", "<expr>,"],
    "guard": ["", "", " if <named>"],
    "pats": ["<pat>", "<pat>", "<pat>", "<pat>, <starpat>", "<starpat>,", "<pat>,"],
    "starpat": ["<pat>", "*<name>", "*_"],
    "pat": ["<name>", "_", "<literal>", "<literal>", "<name>.<name>", "<pat> as <name>", "<pat> | <pat>",
            "<pat> | <pat> as <name>", "(<pat>)", "(<pat>, <starpat>)", "[<starpat>, <starpat>]", "[]", "()",
            "[<starpat>]", "{<key>: <pat>}", "{<key>: <pat>, **<name>}", "{**<name>}", "{}", "<name>(<pat>)",
            "<name>.<name>(<pat>, <name>=<pat>)", "<name>(<name>=<pat>, <name>=<pat>)", "<name>()",
            "<name>(<name>=<pat>, <pat>)", "{<key>: <pat>, <key>: <pat>}"],
    "key": ["<literal>", "<literal>", "<name>.<name>", "'k'", "1", "-1"],
    "literal": ["1", "-1", "1.5", "'s'", "b'x'", "None", "True", "1+2j", "-1-2j", "'s' 't'", "2j", "1+2"],
    "named": ["<expr>", "<expr>", "<name> := <expr>", "(<name> := <expr>)"],
    "stars": ["<expr>", "<expr>", "<starexpr>, <starexpr>", "<starexpr>,", "<expr>, <expr>", "*<primary>, <expr>"],
    "starexpr": ["<expr>", "<expr>", "*<bitor>", "*<primary>"],
    "starnamed": ["<named>", "<named>", "*<bitor>", "*<bitor>"],
    "bitor": ["<primary>", "<primary> | <primary>", "<primary> + <primary>", "-<primary>", "await <primary>",
              "<primary> ** <primary>"],
    "expr": ["<atom>", "<atom>", "<name>", "<name>", "<primary>", "<expr> if <expr> else <expr>",
             "lambda <lparams>: <expr>", "<expr> or <expr>", "not <expr>", "<bitor> < <bitor>", "<bitor> in <bitor>",
             "<bitor> is not <bitor>", "<bitor>", "await <primary>", "<fstring>"],
    "primary": ["<name>", "<name>", "<name>", "<primary>.<name>", "<primary>(<args>)", "<primary>[<slices>]",
                "<atom>", "<primary>(<generator>)"],
    "generator": ["<expr> <clauses>", "<named> <clauses>", "*<name> <clauses>"],
    "args": ["", "<named>", "<named>, <named>", "*<expr>", "**<expr>", "<name>=<expr>", "<named>, <name>=<expr>",
             "*<expr>, <expr>", "<name>=<expr>, *<expr>", "<name>=<expr>, **<expr>", "**<expr>, <name>=<expr>",
             "<named>,", "<name>=<expr>, <name>=<expr>"],
    "slices": ["<slice>", "<slice>", "<slice>, <slice>", "<slice>,", "<named>", "*<expr>", "<name>, *<expr>"],
    "slice": ["<expr>", "<expr>:<expr>", ":", "<expr>:", ":<expr>", "<expr>:<expr>:<expr>", "::<expr>", "<named>",
              "*<expr>"],
    "atom": ["<name>", "1", "'s'", "None", "...", "(<named>)", "(<starexpr>, <starexpr>)", "()", "(<starexpr>,)",
             "[<starnamed>, <starnamed>]", "[]", "{<starnamed>, <starnamed>}", "{<starnamed>}", "{}",
             "{<expr>: <expr>}", "{<expr>: <expr>, **<bitor>}", "{**<bitor>}", "[<named> <clauses>]",
             "{<named> <clauses>}", "{<expr>: <expr> <clauses>}", "(<generator>)", "(yield)", "(yield <stars>)",
             "(yield from <expr>)", "[<starnamed> <clauses>]", "{**<expr> <clauses>}", "<fstring>", "'s' <fstring>", "<string>", "<number>"],
    "clauses": ["for <targets> in <cond>", "for <targets> in <cond> if <cond>", "async for <targets> in <cond>",
                "for <target> in <cond> for <target> in <cond>", "for <name> in <cond> if <cond> if <cond>",
                "for <name> in <named>", "for <name> in <expr>, <expr>"],
    "cond": ["<name>", "<primary>", "<bitor>", "<expr> or <expr>", "<expr>", "lambda <lparams>: <cond>", "(<named>)"],
    "fstring": ["f'<fields>'", "f'<fields>'", "f'<fields>'", "f\"<fields>\"", "f'''<fields>'''", "rf'<fields>'", "t'<fields>'",
                "f'{<quoted>}'", "f\"{<quoted>}\"", "f'<oddfield>'"],
    "quoted": ["'a'", '"a"', "f'{<name>}'", 'f"{<name>}"', "<name>['a']", '<name>["a"]', "'a' f'{<name>}'", "<name>:'a'", "b'\\n'"],
    "oddfield": ["{}", "{ }", "{!r}", "{<name>!}", "{<name>!z}", "{<name>! r}", "{<name>!r }", "{<name>:{}}", "{<name>", "<name>}",
                 "{<name>:{<name>:{<name>}}}", "{<name>:{<name>:{<name>:{<name>}}}}", "{{<name>}", "{<name>}}", "{<name>=!r:^{<name>}}",
                 "{<name> = }", "{<name>==<name>}", "{<name>!=<name>}", "{<name>:}}", "{lambda: 1}", "{<name>;}", "{<name>,}", "{*<name>}",
                 "{**<name>}", "{#}", "{\\n}", "{<name>:\\n}", "{[<name>}", "{<name>)}", "{<expr>:<expr>}", "\\{<name>}", "\\N{DIGIT ONE}"],
    "string": ["<prefix>'s'", "<prefix>\"s\"", "<prefix>'''s'''", "<prefix>'s' <prefix>'s'", "<prefix>'\\x41'", "'\\x4'",
               "'\\N{DIGIT ONE}'", "<prefix>'\\u12'", "b'é'", "'\\777'", "b'\\777'", "<prefix>'\\d'"],
    "prefix": ["", "r", "b", "u", "f", "t", "br", "rb", "fr", "tr", "ur", "bu", "bf", "ft", "rbu", "B", "Rb", "U", "rr"],
    "number": ["0x1f", "0b2", "0o8", "1_0", "1__0", "1_", "01", "00", "1e5", "1e", "1.j", "0xg", "1if <name> else 2", "1_000j", "0_7", "1.e5"],
    "odd": ["__debug__", "None", "True", "False", "__class__", "await", "async", "é", "ﬁ", "print", "exec", "nonlocal", "1a", "a$", "?"],
    "fields": ["{<field>}", "a{<field>}", "{<field>:{<field>}}", "{<field>!r}", "{<field>!r:>{<name>}}", "{<field>=}",
               "{<field>=!s:a}", "{{<field>}}", "{<field>:=5}", "{<field>} {<field>}", "{<field>:%H{<name>}b}",
               "{ <field> }"],
    "field": ["<name>", "<name>", "<stars>", "<expr>", "<primary>", "yield <expr>", "yield", "(<named>)",
              "lambda <lparams>: <expr>", "(lambda <lparams>: <expr>)", "<named>", "*<name>", "<name> <clauses>"],
    "dotted": ["<name>", "<name>.<name>", "__future__", "."],
    "name": ["a", "b", "c", "x", "y", "z", "a", "b", "__p", "_", "match", "type", "case", "print", "self"],
    "pair": ["<expr>: <expr>", "**<expr>"],
}
# What may stand in the place of another by a slip.
IN_PLACE = {
    "target": ["expr", "atom", "primary", "named", "startarget", "literal", "stars"],
    "startarget": ["starexpr", "expr", "stars"], "targets": ["stars", "expr", "value"],
    "single": ["target", "targets", "atom", "expr"], "name": ["primary", "expr", "literal", "atom", "target", "odd", "odd"],
    "place": ["targets", "expr", "stars"], "deleted": ["expr", "starexpr", "named", "target", "atom"],
    "expr": ["starexpr", "named", "stars", "value", "slice"], "named": ["stars", "starnamed", "value", "starexpr"],
    "primary": ["expr", "bitor", "literal"], "bitor": ["expr", "named", "starexpr"],
    "stars": ["named", "value", "starnamed", "generator"], "starexpr": ["starnamed", "named", "stars"],
    "starnamed": ["stars", "expr", "pair", "value"], "slice": ["stars", "starexpr", "value", "generator"],
    "slices": ["args", "stars"], "args": ["slices", "params", "stars", "generator"],
    "params": ["args", "lparams", "targets"], "param": ["target", "starexpr", "lparams"],
    "lparams": ["params", "args", "targets"], "tparam": ["param", "expr"],
    "pat": ["expr", "atom", "starpat", "target", "fstring"], "starpat": ["pats", "starexpr"], "key": ["pat", "expr"],
    "cond": ["named", "stars", "expr", "starexpr"], "value": ["named", "slice"],
    "field": ["value", "starexpr", "slice", "generator", "stars"], "simple": ["compound"],
    "caught": ["items", "stars", "named"], "items": ["caught", "stars", "named"], "subject": ["value", "starexpr"],
    "literal": ["expr", "fstring", "name", "string", "number"], "dotted": ["primary"], "quoted": ["expr", "odd"],
}
HOLE = re.compile(r"<(\w+)>")


class Text:
    """One text."""

    def __init__(self, rng, chance):
        self.rng, self.chance, self.slips = rng, chance, 0
        self.deepest = rng.randint(4, 8)

    def of(self, what, depth=0):
        if self.rng.random() < self.chance and what in IN_PLACE and self.slips < SLIPS:
            what = self.rng.choice(IN_PLACE[what])
            self.slips += 1
        forms = GRAMMAR[what]
        if depth > self.deepest:
            some = forms if depth > self.deepest + 6 else self.rng.sample(forms, min(4, len(forms)))
            forms = [min(some, key=lambda form: (form.count("<"), len(form)))]
        form, at, parts = self.rng.choice(forms), 0, []
        for hole in HOLE.finditer(form):
            parts.append(form[at:hole.start()])
            line = "".join(parts).rsplit("\n", 1)[-1]
            indent = " " * (len(line) - len(line.lstrip())) if "\n" in form else ""
            parts.append(self.of(hole[1], depth + 1).replace("\n", "\n" + indent))
            at = hole.end()
        return "".join(parts) + form[at:]


SIGNS = list("()[]{}:,;=.*'\"\\#\n\t\f \0@!~|") + ["\\\n", "\r\n", "\r", "    ", "\n    ", "'''", ":=", "->", "**", "# coding: latin-1\n",
                                                        "# coding: none\n", "\ufeff", "\u00a0", "else:", "if ", "\n\n", "#\n"]


def mistyped(text, rng):
    """A text with a typo."""
    at = rng.randrange(len(text))
    signs = [place for place, sign in enumerate(text) if sign in "()[]{}:,'\"=\n"]
    lines = [place + 1 for place, sign in enumerate(text[:-1]) if sign == "\n"] + [0]
    line = rng.choice(lines)
    kind = rng.randrange(8)
    if kind == 0:
        return text[:at]
    if kind == 1:
        return text[:at] + rng.choice(SIGNS) + text[at:]
    if kind == 2:
        return text[:line] + rng.choice([" ", "\t", "    ", "\f", "  \f ", "\\\n", "# coding: utf-8\n", "\ufeff"]) + text[line:]
    if kind == 3:
        return text[:line] + text[line + rng.choice([1, 2, 4]):]
    if kind == 4:
        return text[:line] + text[line:].replace("    ", rng.choice(["\t", "        ", " ", " \t"]), 1)
    if kind == 5:
        return text.rstrip("\n") + rng.choice(["", " ", "\\", "\\\n", "#", "(", "'", "\n  ", "\n\f", ":", "\0", "\n\\\n"])
    at = rng.choice(signs)
    return text[:at] + (text[at + 1:] if kind == 6 else rng.choice(SIGNS) + text[at + 1:])


def texts(n, seed, slips, typos=0):
    """n texts, all different; the same for all versions."""
    rng = random.Random("nearly %d" % seed)
    found = {}
    while len(found) < n:
        text = Text(rng, rng.choice([0, slips, slips, 2 * slips])).of("program") + "\n"
        if rng.random() < typos:
            text = mistyped(text, rng)
        if text and len(text) < LONGEST:
            found.setdefault(text)
    return list(found)


def answers(all_texts):
    """What this Python says of each: None, or who rejects it and the error."""
    warnings.simplefilter("ignore")
    for text in all_texts:
        who = "parser"
        source = text.encode()  # for its declared encoding
        try:
            ast.parse(source)
            who = "compiler"
            compile(source, "text", "exec", dont_inherit=True)
            yield None
        except SyntaxError as e:
            end = [getattr(e, "end_lineno", None), getattr(e, "end_offset", None)]
            yield [who, [e.msg, e.lineno, e.offset] + (end if None not in end else [])]
        except (RecursionError, MemoryError, ValueError, SystemError) as e:
            yield ["nobody", str(e)]


def disagreements(legb, judge, all_texts):
    """(kind, text, CPython's error, legb's) of each text on which they disagree."""
    from agreement import legb_names, same_error, write_texts
    with tempfile.TemporaryDirectory() as folder:
        asked, told, files = (os.path.join(folder, name) for name in ("asked.json", "told.json", "texts"))
        with open(asked, "w", encoding="utf-8") as f:
            json.dump(all_texts, f)
        judge.ask("nearly.py", "--answer", asked, told)
        with open(told, encoding="utf-8") as f:
            wanted = json.load(f)
        write_texts(files, all_texts)
        with legb_names(legb, judge.version, files, [files]) as answered, open(answered, encoding="utf-8") as f:
            found = {record["file"]: record.get("error") for record in map(json.loads, f)}
    for number, (text, want) in enumerate(zip(all_texts, wanted)):
        who, error = want or ("", None)
        got = found.get("%05d.py" % number, "no answer")
        if who == "nobody":
            continue
        words = [error[0] if isinstance(error, list) else "compiles" if error is None else error for error in (error, got)]
        if (error is None) != (got is None):
            yield "CPython: %s; legb: %s" % tuple(words), text, error, got
        elif who == "compiler" and not same_error(error, got):
            words[1] = "the same elsewhere" if words[0] == words[1] else words[1]
            yield "CPython: %s; legb: %s" % tuple(words), text, error, got


def main():
    if sys.argv[1:2] == ["--answer"]:
        with open(sys.argv[2], encoding="utf-8") as asked, open(sys.argv[3], "w", encoding="utf-8") as told:
            json.dump(list(answers(json.load(asked))), told)
        return 0
    from agreement import said
    from judges import judges
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("legb")
    parser.add_argument("-n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--python", default="3.8,3.11,3.13")
    parser.add_argument("--slips", type=float, default=0.03)
    parser.add_argument("--typos", type=float, default=0.2)
    args = parser.parse_args()
    all_texts, failed = texts(args.n, args.seed, args.slips, args.typos), False
    for judge in judges(args.python.split(","))[1]:
        kinds = collections.defaultdict(list)
        for kind, *example in disagreements(os.path.abspath(args.legb), judge, all_texts):
            kinds[re.sub(r"'\w+'", "'N'", kind)].append(example)
        wrong = sum(map(len, kinds.values()))
        print("%s %s: %d texts, %d wrong, %d kinds" % ("not ok" if wrong else "ok", judge.label, args.n, wrong, len(kinds)))
        for kind, examples in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
            print("  %d: %s" % (len(examples), kind))
            for text, want, got in sorted(examples, key=lambda example: len(example[0]))[:SHOWN]:
                print("    %r\n      CPython: %s\n      legb:    %s" % (
                    text, want and said(want) or "compiles", got and said(got) or "compiles"))
        failed |= bool(wrong)
    return failed


if __name__ == "__main__":
    sys.exit(main())
