//! How bytes become text and go back, by Python's rules (reference, section 2.1.4; PEP 263).
//!
//! A byte order mark means UTF-8; else a comment on the first or second line may name an encoding; else it is UTF-8.
//! ASCII, UTF-8 and Latin-1 are decoded exactly as CPython does. The others are `encoding_rs`'s, whose tables are those
//! of the web: supersets of CPython's, so a byte that CPython leaves undefined may be a character here. What the web
//! never had (UTF-7, code page 437) is unknown.

use std::fmt;

use encoding_rs::{DecoderResult, EncoderResult};
use memchr::memchr2;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// A decoded file: its text, and what it takes to write it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The text without byte order mark, its line endings as they were.
    pub text: String,
    /// How the file's bytes encode the text.
    pub encoding: Encoding,
    /// Whether the file starts with a byte order mark.
    pub bom: bool,
}

/// A source encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, the default.
    Utf8,
    /// Seven-bit ASCII.
    Ascii,
    /// ISO 8859-1: each byte is the code point of the same number.
    Latin1,
    /// Any other.
    Other(&'static encoding_rs::Encoding),
}

impl Source {
    /// Decodes a file. NUL bytes are text like any other; what they mean is the parser's affair.
    pub fn decode(mut bytes: Vec<u8>) -> Result<Source, DecodeError> {
        // Offsets are 32 bits wide, and a text can be three times as long as its bytes.
        if bytes.len() > u32::MAX as usize / 4 {
            return Err(DecodeError { offset: 0, line: 0, reason: "the file is larger than 1 GiB".to_owned() });
        }
        let bom = bytes.starts_with(BOM);
        let encoding = declared_encoding(&bytes, bom)?;
        if bom {
            bytes.drain(..BOM.len());
        }
        match encoding.decode(bytes) {
            Ok(text) => Ok(Source { text, encoding, bom }),
            Err((bytes, offset)) => Err(undecodable(&bytes, offset, encoding, bom)),
        }
    }

    /// Encodes `new_text` as this file was encoded, byte order mark included.
    pub fn encode(&self, new_text: &str) -> Result<Vec<u8>, EncodeError> {
        let encoded =
            self.encoding.encode(new_text).map_err(|character| EncodeError { character, encoding: self.encoding })?;
        Ok(if self.bom { [BOM, &encoded].concat() } else { encoded })
    }
}

impl Encoding {
    /// The encoding that Python calls `name`, in any of its spellings.
    pub fn named(name: &str) -> Option<Encoding> {
        let name = name.to_ascii_lowercase().replace('_', "-");
        // Emacs adds the line ending to the name, `utf-8-unix`; CPython takes any such ending after these names alone.
        let is = |stem: &str| name.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        if is("utf-8") {
            return Some(Encoding::Utf8);
        }
        if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
            return Some(Encoding::Latin1);
        }
        // Python's names that the web has not.
        let label = match name.as_str() {
            "utf8" | "u8" | "utf" | "cp65001" => return Some(Encoding::Utf8),
            "ascii" | "us-ascii" | "us" | "646" | "iso646-us" | "ansi-x3.4-1968" => return Some(Encoding::Ascii),
            "latin1" | "latin" | "l1" | "8859" | "cp819" | "ibm819" | "iso8859" | "iso8859-1" | "iso-ir-100" => {
                return Some(Encoding::Latin1);
            }
            "latin-2" => "latin2",
            "latin-3" => "latin3",
            "latin-4" => "latin4",
            "latin-5" => "latin5",
            "latin-6" => "latin6",
            "latin-7" | "latin7" | "l7" => "iso-8859-13",
            "latin-8" | "latin8" | "l8" => "iso-8859-14",
            "latin-9" | "latin9" => "iso-8859-15",
            "latin-10" | "latin10" | "l10" => "iso-8859-16",
            "eucjp" | "ujis" | "u-jis" => "euc-jp",
            "euckr" | "cp949" | "949" | "ms949" | "uhc" => "euc-kr",
            "shiftjis" | "cp932" | "932" | "mskanji" | "ms-kanji" | "s-jis" => "shift_jis",
            "cp936" | "936" | "ms936" | "euccn" | "euc-cn" | "gb2312-1980" => "gbk",
            "big5-tw" | "big5hkscs" | "cp950" | "950" | "ms950" => "big5",
            "mac-roman" | "macroman" => "macintosh",
            "mac-cyrillic" | "maccyrillic" => "x-mac-cyrillic",
            other => other,
        };
        let encoding = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?;
        // What isn't a superset of ASCII can't be declared by an ASCII comment, and the web's user-defined encoding is
        // none of Python's.
        let unfit = [encoding_rs::UTF_16BE, encoding_rs::UTF_16LE, encoding_rs::X_USER_DEFINED];
        (!unfit.contains(&encoding)).then_some(Encoding::Other(encoding))
    }

    /// The encoding's name, as a person would write it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Ascii => "ASCII",
            Encoding::Latin1 => "ISO-8859-1",
            Encoding::Other(encoding) => encoding.name(),
        }
    }

    /// The text of `bytes`; the bytes back and the offset of the first bad one if there is no such text.
    fn decode(self, bytes: Vec<u8>) -> Result<String, (Vec<u8>, usize)> {
        let bad = match self {
            Encoding::Latin1 => return Ok(bytes.into_iter().map(char::from).collect()),
            Encoding::Ascii => bytes.iter().position(|byte| !byte.is_ascii()),
            Encoding::Utf8 => None,
            Encoding::Other(encoding) => match encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
                Some(text) => return Ok(text.into_owned()),
                None => Some(first_malformed(encoding, &bytes)),
            },
        };
        match bad {
            Some(offset) => Err((bytes, offset)),
            None => String::from_utf8(bytes).map_err(|error| {
                let offset = error.utf8_error().valid_up_to();
                (error.into_bytes(), offset)
            }),
        }
    }

    /// The bytes of `text`, or the first character that the encoding lacks.
    fn encode(self, text: &str) -> Result<Vec<u8>, char> {
        match self {
            Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
            Encoding::Ascii => match text.chars().find(|character| !character.is_ascii()) {
                None => Ok(text.as_bytes().to_vec()),
                Some(lacking) => Err(lacking),
            },
            Encoding::Latin1 => text.chars().map(|character| u8::try_from(character).map_err(|_| character)).collect(),
            Encoding::Other(encoding) => {
                let mut encoder = encoding.new_encoder();
                let length = encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(0);
                let mut bytes = Vec::with_capacity(length);
                match encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true) {
                    (EncoderResult::Unmappable(lacking), _) => Err(lacking),
                    (EncoderResult::InputEmpty | EncoderResult::OutputFull, _) => Ok(bytes),
                }
            }
        }
    }
}

/// The offset of the first byte in `bytes` that is malformed in `encoding`; there is one.
fn first_malformed(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0);
    let mut text = String::with_capacity(length);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(length, behind), read) => read - usize::from(length) - usize::from(behind),
        (DecoderResult::InputEmpty | DecoderResult::OutputFull, read) => read,
    }
}

/// The encoding that a file's first bytes declare.
fn declared_encoding(bytes: &[u8], bom: bool) -> Result<Encoding, DecodeError> {
    let body = if bom { &bytes[BOM.len()..] } else { bytes };
    let Some((line, name)) = cookie(body) else { return Ok(Encoding::Utf8) };
    let offset = name.as_ptr() as usize - bytes.as_ptr() as usize;
    // The cookie is made of ASCII characters alone.
    let name = String::from_utf8_lossy(name);
    let reason = match Encoding::named(&name) {
        Some(encoding) if !bom || encoding == Encoding::Utf8 => return Ok(encoding),
        Some(_) => format!("the encoding is declared as {name}, but the file starts with the byte order mark of UTF-8"),
        None => format!("the declared encoding {name} is unknown"),
    };
    Err(DecodeError { offset, line, reason })
}

/// The name in the encoding declaration and the line that it is on: the first, or the second if the first is blank or
/// a comment.
fn cookie(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut rest = bytes;
    for number in 0..2 {
        let end = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = &rest[..end];
        match line.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c')) {
            Some(b'#') => {
                if let Some(name) = cookie_in_comment(line) {
                    return Some((number, name));
                }
            }
            Some(_) => return None,
            None => {}
        }
        let terminator = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = rest.get(end + terminator..)?;
    }
    None
}

/// What follows the first `coding:` or `coding=` of a comment that is followed by a name.
fn cookie_in_comment(comment: &[u8]) -> Option<&[u8]> {
    memchr::memmem::find_iter(comment, b"coding").find_map(|at| {
        let value = match &comment[at + b"coding".len()..] {
            [b':' | b'=', value @ ..] => value,
            _ => return None,
        };
        let start = value.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let length = value[start..].iter().take_while(|byte| is_name(byte)).count();
        (length > 0).then(|| &value[start..start + length])
    })
}

fn undecodable(bytes: &[u8], offset: usize, encoding: Encoding, bom: bool) -> DecodeError {
    let before = &bytes[..offset];
    let line_ends = memchr::memchr2_iter(b'\n', b'\r', before).filter(|at| !before[..*at + 1].ends_with(b"\r\n"));
    let line = line_ends.count() as u32;
    let mut reason = match bytes.get(offset) {
        Some(byte) => format!("byte 0x{byte:02x} is not valid {}", encoding.name()),
        None => format!("the file ends inside a character of {}", encoding.name()),
    };
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        reason += " (the file seems to be UTF-16, which Python doesn't read)";
    } else if encoding == Encoding::Utf8 && !bom {
        reason += " (declare the encoding in a comment on line 1: PEP 263)";
    }
    DecodeError { offset: offset + if bom { BOM.len() } else { 0 }, line, reason }
}

/// Why a file's bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The offset, in the file's bytes, of what is wrong.
    pub offset: usize,
    /// The line that it is on, counted from 0.
    pub line: u32,
    /// What is wrong, without its place.
    pub reason: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line + 1, self.reason)
    }
}

impl std::error::Error for DecodeError {}

/// Why a text can't be written in a file's encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// The first character that the encoding lacks.
    pub character: char,
    /// The file's encoding.
    pub encoding: Encoding,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let EncodeError { character, encoding } = self;
        let number = u32::from(*character);
        write!(f, "the file is encoded as {}, which has no character {character:?} (U+{number:04X})", encoding.name())
    }
}

impl std::error::Error for EncodeError {}
