//! `# noqa`: the comment by which people tell Python's linters to say nothing of a line; with codes behind it, nothing of these.

use memchr::memmem;

use super::{Checked, Code};

/// The lines of a file that say so.
pub(super) struct Silenced<'f> {
    file: &'f Checked<'f>,
    /// Line numbers from 0, sorted, with what stands behind the word.
    lines: Vec<(u32, &'f str)>,
}

impl<'f> Silenced<'f> {
    /// Looks for the comment in a file.
    pub(super) fn of(file: &'f Checked<'f>) -> Silenced<'f> {
        let bytes = file.text.as_bytes();
        let found = ["noqa", "NOQA", "NoQA"].into_iter().flat_map(|word| memmem::find_iter(bytes, word));
        let mut lines: Vec<(u32, usize)> = found.map(|at| (file.lines.line(at as u32), at)).collect();
        lines.sort_unstable();
        lines.dedup_by_key(|(line, _)| *line);
        let behind = |at: usize| file.text[at + "noqa".len()..].lines().next().unwrap_or_default();
        Silenced { file, lines: lines.into_iter().map(|(line, at)| (line, behind(at))).collect() }
    }

    /// Whether the line of an offset is silent on a kind of finding.
    pub(super) fn covers(&self, offset: u32, code: Code) -> bool {
        let line = self.file.lines.line(offset);
        let Ok(at) = self.lines.binary_search_by_key(&line, |(line, _)| *line) else { return false };
        match self.lines[at].1.trim_start().strip_prefix(':') {
            Some(codes) => {
                let mut listed = codes.split(|c: char| !c.is_ascii_alphanumeric());
                listed.any(|listed| linters_codes(code).iter().any(|known| known.eq_ignore_ascii_case(listed)))
            }
            None => true,
        }
    }
}

/// What linters call a kind of finding (pyflakes' codes, as flake8 numbers them; those of flake8-builtins).
fn linters_codes(code: Code) -> &'static [&'static str] {
    match code {
        Code::UndefinedName => &["F821", "F822"],
        Code::UnusedImport => &["F401"],
        Code::UnusedVariable => &["F841"],
        Code::ShadowedBuiltin => &["A001", "A002", "A004"],
        _ => &[],
    }
}
