//! The lines of a notebook's cell that are IPython's, not Python's (IPython's documentation, *Built-in magic commands* and *System shell access*).

/// Cells with these magics are Python all the same, run in the notebook's namespace.
const PYTHON_CELLS: [&str; 5] = ["%%time", "%%timeit", "%%capture", "%%prun", "%%debug"];

/// The cell with what Python can't read replaced: magics and shell commands by `0` and a comment, so that blocks keep a statement; a question
/// mark at a line's end by a blank; a cell in another language by comments. Lines stay lines, and all others keep their columns.
pub fn masked(cell: &str) -> String {
    let magic = cell.split_whitespace().next().filter(|word| word.starts_with("%%"));
    let is_foreign = magic.is_some_and(|magic| !PYTHON_CELLS.contains(&magic));
    let mut state = State::default();
    let mut masked = String::with_capacity(cell.len());
    for line in cell.split_inclusive('\n') {
        let start = masked.len();
        match line.trim().is_empty() {
            false if is_foreign => {
                masked.push('#');
                masked.extend(line.chars().skip(1));
            }
            false if state.is_between_statements() => statement(line, &mut masked),
            _ => masked.push_str(line),
        }
        state.read(&masked[start..]);
    }
    masked
}

/// Adds a line that begins a statement.
fn statement(line: &str, masked: &mut String) {
    let code = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - code.len();
    let commands = |text: &str| text.starts_with(['%', '!', '?']);
    if commands(code) {
        return comment_out(line, indent, masked);
    }
    // `names = !ls` and `result = %magic` bind.
    let assigned = line.find('=').map(|at| at + 1).filter(|&at| !line[..at].contains(['"', '\'', '#', '(']));
    let value = assigned.map(|at| at + line[at..].len() - line[at..].trim_start_matches([' ', '\t']).len());
    if let Some(value) =
        value.filter(|&value| line[value..].starts_with(['!', '%']) && !line[value..].starts_with("!="))
    {
        return comment_out(line, value, masked);
    }
    let body = line.trim_end();
    let name = body.trim_end_matches('?');
    let is_name = |text: &str| text.chars().all(|c| c == '.' || c == '_' || c.is_alphanumeric());
    match name.len() < body.len() && is_name(name.trim_start()) {
        true => {
            masked.push_str(name);
            masked.extend(std::iter::repeat_n(' ', body.len() - name.len()));
            masked.push_str(&line[body.len()..]);
        }
        false => masked.push_str(line),
    }
}

/// Adds a line whose rest from an offset on is no Python.
fn comment_out(line: &str, from: usize, masked: &mut String) {
    masked.push_str(&line[..from]);
    let rest = line[from..].trim_end_matches(['\r', '\n']);
    let mut chars = rest.chars();
    chars.next();
    masked.push('0');
    if chars.next().is_some() {
        masked.push('#');
    }
    masked.push_str(chars.as_str());
    masked.push_str(&line[from + rest.len()..]);
}

/// What a line leaves open for the next.
#[derive(Default)]
struct State {
    brackets: usize,
    /// The quotes of a string of several lines.
    string: Option<&'static str>,
    /// The line ended with a backslash.
    is_continued: bool,
}

impl State {
    fn is_between_statements(&self) -> bool {
        self.brackets == 0 && self.string.is_none() && !self.is_continued
    }

    fn read(&mut self, line: &str) {
        let content = line.trim_end_matches(['\r', '\n']);
        self.is_continued = content.ends_with('\\');
        let mut rest = content;
        while let Some(c) = rest.chars().next() {
            if let Some(quotes) = self.string {
                if rest.starts_with(quotes) {
                    self.string = None;
                    rest = &rest[quotes.len()..];
                    continue;
                }
                let width =
                    if c == '\\' { 1 + rest[1..].chars().next().map_or(0, char::len_utf8) } else { c.len_utf8() };
                rest = &rest[width..];
                continue;
            }
            match c {
                '#' => {
                    self.is_continued = false;
                    break;
                }
                '(' | '[' | '{' => self.brackets += 1,
                ')' | ']' | '}' => self.brackets = self.brackets.saturating_sub(1),
                _ => self.string = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| rest.starts_with(quotes)),
            }
            rest = &rest[self.string.map_or(c.len_utf8(), str::len)..];
        }
        // A string in single quotes ends with its line, unless that is continued.
        self.string = self.string.filter(|quotes| quotes.len() == 3 || self.is_continued);
    }
}
