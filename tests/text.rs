//! Texts, positions, encodings and edits, against the plainest implementation of each.

#[path = "common/carets.rs"]
#[expect(dead_code, reason = "carets are not looked for")]
mod carets;

use legb::text::{Edit, Encoding, LineIndex, Position, PositionEncoding, Source, Span, apply_edits};

const ENCODINGS: [PositionEncoding; 3] = [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32];

/// Random numbers that are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn text(&mut self) -> String {
        let pieces =
            ["a", "b ", "\n", "\r", "\r\n", "é", "éé", "漢", "漢字", "𝒳", "𝒳𝒴", "👩‍👩‍👧", "\u{2028}", "\0", "", ""];
        let n_kinds = 1 + self.below(pieces.len());
        (0..self.below(60)).map(|_| pieces[self.below(n_kinds)]).collect()
    }
}

fn width(character: char, encoding: PositionEncoding) -> u32 {
    match encoding {
        PositionEncoding::Utf8 => character.len_utf8() as u32,
        PositionEncoding::Utf16 => character.len_utf16() as u32,
        PositionEncoding::Utf32 => 1,
    }
}

/// The lines of `text` without their terminators.
fn naive_lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let length = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if length > 0 {
            lines.push(Span { start: start as u32, end: at as u32 });
            start = at + length;
        }
        at += length.max(1);
    }
    lines.push(Span { start: start as u32, end: bytes.len() as u32 });
    lines
}

fn naive_position(text: &str, offset: u32, encoding: PositionEncoding) -> Position {
    let lines = naive_lines(text);
    let offset = offset.min(text.len() as u32);
    let line = lines.iter().rposition(|line| line.start <= offset).unwrap();
    let characters = text[lines[line].range()].char_indices();
    let whole =
        characters.filter(|(at, character)| lines[line].start as usize + at + character.len_utf8() <= offset as usize);
    Position { line: line as u32, character: whole.map(|(_, character)| width(character, encoding)).sum() }
}

fn naive_offset(text: &str, position: Position, encoding: PositionEncoding) -> Option<u32> {
    let line = *naive_lines(text).get(position.line as usize)?;
    let (mut units, mut offset) = (0, line.start);
    for character in text[line.range()].chars() {
        units += width(character, encoding);
        if units > position.character {
            break;
        }
        offset += character.len_utf8() as u32;
    }
    Some(offset)
}

#[test]
fn positions_and_offsets_agree_with_the_naive_ones() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..800 {
        let text = random.text();
        let index = LineIndex::new(&text);
        let lines = naive_lines(&text);
        assert_eq!(index.line_count() as usize, lines.len(), "{text:?}");
        for (number, line) in lines.iter().enumerate() {
            assert_eq!(index.line_span(number as u32), Some(*line), "line {number} of {text:?}");
        }
        assert_eq!(index.line_span(lines.len() as u32), None);
        for encoding in ENCODINGS {
            for offset in 0..text.len() as u32 + 3 {
                let position = naive_position(&text, offset, encoding);
                assert_eq!(index.position(offset, encoding), position, "{encoding:?} at {offset} of {text:?}");
                assert_eq!(index.offset(position, encoding), naive_offset(&text, position, encoding));
                for end in [offset, offset + 1, offset + 5] {
                    let both = (position, naive_position(&text, end, encoding));
                    assert_eq!(index.positions(Span::new(offset, end), encoding), both, "{offset}..{end} of {text:?}");
                }
            }
            for line in 0..lines.len() as u32 + 2 {
                for character in (0..70).chain([u32::MAX - 1, u32::MAX]) {
                    let position = Position { line, character };
                    let expected = naive_offset(&text, position, encoding);
                    assert_eq!(index.offset(position, encoding), expected, "{encoding:?} {position:?} of {text:?}");
                }
            }
        }
    }
}

#[test]
fn offsets_round_trip() {
    let mut random = Random(42);
    for _ in 0..500 {
        let text = random.text();
        let index = LineIndex::new(&text);
        for line in naive_lines(&text) {
            for offset in (line.start..=line.end).filter(|offset| text.is_char_boundary(*offset as usize)) {
                for encoding in ENCODINGS {
                    assert_eq!(index.offset(index.position(offset, encoding), encoding), Some(offset), "{text:?}");
                }
            }
        }
    }
}

/// Quadratic look-ups would take minutes here.
#[test]
fn a_line_of_a_hundred_thousand_characters_is_no_burden() {
    for text in ["漢".repeat(100_000), "é漢".repeat(50_000), "a𝒳".repeat(50_000)] {
        let index = LineIndex::new(&text);
        for encoding in ENCODINGS {
            for (offset, _) in text.char_indices() {
                let offset = offset as u32;
                assert_eq!(index.offset(index.position(offset, encoding), encoding), Some(offset));
            }
        }
    }
}

#[test]
fn the_index_is_small() {
    let ascii = LineIndex::new(&"x = 1\r\n".repeat(1_000));
    assert_eq!(ascii.bytes(), 1_001 * 4);
    let chinese = LineIndex::new(&"x = '漢字漢字漢字'\n".repeat(1_000));
    assert_eq!(chinese.bytes(), 1_001 * 4 + 1_000 * 16);
}

#[test]
fn spans_touch_both_their_edges() {
    let span = Span::new(2, 4);
    assert_eq!(
        (0..6).map(|offset| span.contains(offset)).collect::<Vec<_>>(),
        [false, false, true, true, false, false]
    );
    assert_eq!((0..6).map(|offset| span.touches(offset)).collect::<Vec<_>>(), [false, false, true, true, true, false]);
    assert_eq!((span.len(), span.is_empty(), Span::new(3, 3).is_empty()), (2, false, true));
}

fn decode(bytes: &[u8]) -> Result<Source, String> {
    Source::decode(bytes.to_vec()).map_err(|error| error.to_string())
}

/// The text after the declaration's line.
fn decoded_body(declaration: &str, body: &[u8]) -> String {
    let bytes = [declaration.as_bytes(), b"\n", body].concat();
    let source = decode(&bytes).unwrap_or_else(|error| panic!("{declaration}: {error}"));
    assert_eq!(source.encode(&source.text).as_deref(), Ok(&bytes[..]), "{declaration} does not round-trip");
    source.text[declaration.len() + 1..].to_owned()
}

#[test]
fn every_spelling_of_an_encoding_is_known() {
    for (names, bytes, text) in [
        ("utf-8 utf8 UTF-8 utf_8 u8 utf-8-sig utf_8_sig utf-8-unix", &b"\xc3\xa9"[..], "é"),
        (
            "latin-1 latin1 latin_1 L1 iso-8859-1 iso8859-1 ISO_8859_1 iso-latin-1 iso8859_1 latin-1-dos",
            b"\xe9\x80",
            "é\u{80}",
        ),
        ("latin-9 latin9 iso-8859-15 iso8859_15 ISO-8859-15", b"\xa4", "€"),
        ("cp1252 windows-1252 windows_1252", b"\x80", "€"),
        ("cp1251 windows-1251", b"\xe9", "й"),
        ("koi8-r koi8_r KOI8-R", b"\xca", "й"),
        ("euc_jp euc-jp eucjp EUC_JP ujis", b"\xb4\xc1", "漢"),
        ("shift_jis shift-jis sjis cp932", b"\x8a\xbf", "漢"),
        ("gbk cp936 gb2312 gb18030", b"\xba\xba", "汉"),
        ("big5 big5-tw cp950", b"\xba\x7e", "漢"),
        ("euc_kr euc-kr cp949", b"\xc7\xd1", "한"),
        ("ascii us-ascii", b"a", "a"),
    ] {
        for name in names.split(' ') {
            assert_eq!(decoded_body(&format!("# -*- coding: {name} -*-"), bytes), text, "{name}");
        }
    }
}

#[test]
fn the_declaration_is_found_where_python_finds_it() {
    for declared in [
        "# coding: latin-1\n\u{1}",
        "#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n\u{1}",
        "\n# coding=latin-1\n\u{1}",
        " \t\x0c\r\n \t\x0c# coding:\t latin-1\r\n\u{1}",
        "# a\r# coding: latin-1\r\u{1}",
        "# recoding: a coding: latin-1\n\u{1}",
        "# coding: latin-1",
        "# coding: \u{1}, coding: latin-1\n",
    ] {
        let mut bytes = declared.as_bytes().to_vec();
        for byte in &mut bytes {
            if *byte == 1 {
                *byte = 0xe9;
            }
        }
        match decode(&bytes) {
            // The first match counts, and this one names the encoding `a`.
            Err(error) if declared.contains("recoding") => {
                assert_eq!(error, "line 1: the declared encoding a is unknown");
            }
            result => assert_eq!(result.map(|source| source.encoding), Ok(Encoding::Latin1), "{declared:?}"),
        }
    }
    for undeclared in [
        "\n\n# coding: latin-1\n",
        "x = 1\n# coding: latin-1\n",
        "'''\n# coding: latin-1'''\n",
        "x = 1 # coding: latin-1\n",
        "# coding : latin-1\n",
        "# Coding: latin-1\n",
        "# coding:\n# encoding latin-1",
        "",
    ] {
        let source = decode(undeclared.as_bytes()).unwrap();
        assert_eq!((source.encoding, source.bom), (Encoding::Utf8, false), "{undeclared:?}");
        assert_eq!(source.text, undeclared);
    }
}

#[test]
fn a_byte_order_mark_means_utf_8() {
    let bytes = b"\xef\xbb\xbf# coding: utf-8\r\nx = '\xc3\xa9'\0";
    let source = decode(bytes).unwrap();
    assert_eq!((source.text.as_str(), source.bom), ("# coding: utf-8\r\nx = 'é'\0", true));
    assert_eq!(source.encode(&source.text).as_deref(), Ok(&bytes[..]));
    let contradicted = decode(b"\xef\xbb\xbf\n# coding: latin-1\n");
    let message = "line 2: the encoding is declared as latin-1, but the file starts with the byte order mark of UTF-8";
    assert_eq!(contradicted, Err(message.to_owned()));
}

#[test]
fn an_undecodable_file_says_what_where_and_why() {
    for (bytes, offset, message) in [
        (
            &b"a\r\nb\nc\xff"[..],
            6,
            "line 3: byte 0xff is not valid UTF-8 (declare the encoding in a comment on line 1: PEP 263)",
        ),
        (b"\xef\xbb\xbf\n\xe9", 4, "line 2: byte 0xe9 is not valid UTF-8"),
        (b"# coding: ascii\n\xc3\xa9", 16, "line 2: byte 0xc3 is not valid ASCII"),
        (b"# coding: euc-jp\n\xb4\xc1\xff", 19, "line 2: byte 0xff is not valid EUC-JP"),
        (b"# coding: gbk\r\rx\xba", 16, "line 3: byte 0xba is not valid GBK"),
        (b"#\n# coding: klingon\n", 12, "line 2: the declared encoding klingon is unknown"),
        (b"# coding: utf-16\n", 10, "line 1: the declared encoding utf-16 is unknown"),
        (
            b"\xff\xfea\0",
            0,
            "line 1: byte 0xff is not valid UTF-8 (the file seems to be UTF-16, which Python doesn't read)",
        ),
    ] {
        let error = Source::decode(bytes.to_vec()).unwrap_err();
        assert_eq!((error.to_string().as_str(), error.offset), (message, offset));
    }
}

#[test]
fn a_character_that_the_encoding_lacks_is_named() {
    for (name, text) in [("latin-1", "é€"), ("ascii", "€"), ("cp1251", "й€漢"), ("koi8-r", "€")] {
        let source = decode(format!("# coding: {name}\n").as_bytes()).unwrap();
        let error = source.encode(text).unwrap_err();
        let lacking = if name == "cp1251" { '漢' } else { '€' };
        assert_eq!(error.character, lacking, "{name}");
        assert!(error.to_string().contains(&format!("which has no character '{lacking}' (U+")), "{error}");
    }
}

fn edit(start: u32, end: u32, text: &str) -> Edit {
    Edit { span: Span { start, end }, text: text.to_owned() }
}

#[test]
fn edits_apply_in_any_order() {
    let edits = [edit(4, 5, "é"), edit(0, 0, "<"), edit(5, 5, "1"), edit(5, 5, "2"), edit(5, 7, ""), edit(9, 9, ">")];
    assert_eq!(apply_edits("abcdefghi", &edits).as_deref(), Ok("<abcdé12hi>"));
    assert_eq!(apply_edits("", &[]).as_deref(), Ok(""));
}

#[test]
fn overlapping_and_outlying_edits_are_refused() {
    let error = apply_edits("abcdef", &[edit(3, 5, "x"), edit(1, 4, "y")]).unwrap_err();
    assert_eq!(error.to_string(), "the edit of bytes 3..5 overlaps the edit of bytes 1..4");
    for outlying in [edit(3, 7, ""), edit(7, 7, ""), edit(1, 2, "")] {
        let error = apply_edits("aébcd", std::slice::from_ref(&outlying)).unwrap_err();
        assert_eq!((error.span, error.other), (outlying.span, None));
    }
}

#[test]
fn magics_of_notebooks_are_masked() {
    let cases = [
        ("%matplotlib inline\nx = 1\n", "0#atplotlib inline\nx = 1\n"),
        ("for x in y:\n    !ls {x}\n", "for x in y:\n    0#s {x}\n"),
        ("files = !ls\n", "files = 0#s\n"),
        ("took=%time f()\n", "took=0#ime f()\n"),
        ("a.b??\n?a\n!\n", "a.b  \n0#\n0\n"),
        ("%%bash\nls | x(\n\né\n", "#%bash\n#s | x(\n\n#\n"),
        ("%%time\nx = 1\n", "0#time\nx = 1\n"),
        // What only looks like one.
        ("x = (1\n% 2)\n", "x = (1\n% 2)\n"),
        ("x = 1 \\\n% 2\n", "x = 1 \\\n% 2\n"),
        ("'''\n%a\n'''\n", "'''\n%a\n'''\n"),
        ("x = 'a?'\ny != 2\nz = 3 % 2\nf(a='!')\n", "x = 'a?'\ny != 2\nz = 3 % 2\nf(a='!')\n"),
        ("'\\'('; \"#\"\n%a\r\n", "'\\'('; \"#\"\n0#\r\n"),
    ];
    for (cell, expected) in cases {
        assert_eq!(legb::text::magics::masked(cell), expected, "{cell:?}");
    }
}

/// In files that the parser reads as they are.
#[test]
fn comments_and_strings_are_found_without_a_tree() {
    let mut n_compared = 0;
    for (path, text) in
        ["oracle", "bench", "scopes", "ide/definition", "ide/rename"].into_iter().flat_map(carets::fixtures)
    {
        let tree = legb::syntax::parse(&text);
        if tree.has_error() || tree.repairs != legb::syntax::Repairs::default() {
            continue;
        }
        let is_outermost = |node: &legb::syntax::Node<'_>| {
            let around = std::iter::successors(node.parent(), |node| node.parent());
            matches!(node.kind(), "comment" | "string") && !around.into_iter().any(|node| node.kind() == "string")
        };
        let nodes = tree.tree.nodes().filter(is_outermost).map(|node| node.byte_range());
        let expected: Vec<_> = nodes.map(|range| Span::new(range.start as u32, range.end as u32)).collect();
        n_compared += expected.len();
        assert_eq!(legb::syntax::comments_and_strings(&text), Some(expected), "{}", path.display());
    }
    assert!(n_compared > 2_000, "{n_compared}");
}
