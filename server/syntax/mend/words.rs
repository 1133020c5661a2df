//! Words and lines of a text that may be broken, by its bytes.

/// Keywords that start a header: a line that ends in a colon, or has the statement behind it.
const HEADERS: [&str; 12] =
    ["async", "class", "def", "elif", "else", "except", "finally", "for", "if", "try", "while", "with"];

/// Keywords behind which something must follow on the line.
const DEMANDING: [&str; 22] = [
    "and", "as", "assert", "async", "await", "class", "def", "del", "elif", "else", "for", "from", "global", "if",
    "import", "in", "is", "lambda", "nonlocal", "not", "or", "while",
];

/// Keywords that no line of an expression starts with: where one does within brackets, these aren't closed.
const STATEMENTS: [&str; 18] = [
    "assert", "break", "class", "continue", "def", "del", "elif", "except", "finally", "global", "import", "nonlocal",
    "pass", "raise", "return", "try", "while", "with",
];

pub(super) fn is_header(word: &[u8]) -> bool {
    listed(&HEADERS, word)
}

pub(super) fn demands_more(word: &[u8]) -> bool {
    listed(&DEMANDING, word) || word == b"with"
}

fn listed(words: &[&str], word: &[u8]) -> bool {
    // No keyword is longer, and few words are as short: most are sorted out here.
    (2..=8).contains(&word.len()) && words.iter().any(|listed| listed.as_bytes() == word)
}

/// Whether a text starts with a keyword that starts statements only.
pub(super) fn starts_statement(text: &[u8]) -> bool {
    let word = first_word(text);
    if word == b"async" {
        let next = second_word(text);
        return next == b"def" || next == b"with";
    }
    listed(&STATEMENTS, word)
}

/// Whether a text starts with a name and a `=`.
pub(super) fn starts_assignment(text: &[u8]) -> bool {
    let word = first_word(text).len();
    let rest = &text[word..];
    let rest = &rest[rest.iter().take_while(|&&b| is_blank(b)).count()..];
    word > 0 && rest.starts_with(b"=") && !rest.starts_with(b"==")
}

/// The word that a text starts with; empty where it starts with something else.
pub(super) fn first_word(text: &[u8]) -> &[u8] {
    &text[..text.iter().take_while(|&&b| is_word(b)).count()]
}

/// The word behind the first one.
pub(super) fn second_word(text: &[u8]) -> &[u8] {
    let rest = &text[first_word(text).len()..];
    first_word(&rest[rest.iter().take_while(|&&b| is_blank(b)).count()..])
}

pub(super) fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0c' | 0)
}

pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The end of the line that an offset is in: its first line-end byte.
pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text[at..]).map_or(text.len(), |end| at + end)
}

/// The start of the line behind a line-end byte.
pub(super) fn next_line(text: &[u8], end: usize) -> usize {
    let length = if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
    (end + length).min(text.len())
}

/// How far a line is indented, with tabs up to the next multiple of eight columns, and with tabs of one column.
#[derive(Clone, Copy, Default)]
pub(super) struct Columns {
    pub(super) of_eight: usize,
    pub(super) of_one: usize,
}

/// How far a line with these blanks is indented, as CPython counts.
pub(super) fn columns(blanks: &[u8]) -> Columns {
    blanks.iter().fold(Columns::default(), |Columns { of_eight, of_one }, byte| match byte {
        b'\t' => Columns { of_eight: (of_eight / 8 + 1) * 8, of_one: of_one + 1 },
        b'\x0c' => Columns::default(),
        _ => Columns { of_eight: of_eight + 1, of_one: of_one + 1 },
    })
}

/// How far a line with these blanks is indented, as the grammar's scanner counts.
pub(super) fn indentation(blanks: &[u8]) -> usize {
    blanks.iter().fold(0, |columns, byte| match byte {
        b'\t' => columns + 8,
        b'\x0c' => 0,
        _ => columns + 1,
    })
}
