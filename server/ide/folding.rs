//! What can be folded away: the bodies of statements, what is in brackets, strings and comments of several lines, runs of imports, and
//! what stands between `# region` and `# endregion`.

use crate::syntax::Node;

use crate::store::{FileId, Snapshot};
use crate::text::{LineIndex, Span};

/// Why something can be folded, in the editor's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    /// A body, brackets or a string.
    Code,
    /// A run of imports.
    Imports,
    /// A run of comments.
    Comment,
    /// Between `# region` and `# endregion`.
    Region,
}

/// Something of more than one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the end of what stays visible in the first line to the end of what goes.
    pub span: Span,
    /// Why.
    pub kind: FoldKind,
}

/// What of a file can be folded, in the order of the text: of what begins in the same line, the longest.
pub fn folding(snap: &Snapshot, file: FileId) -> Vec<Fold> {
    let Some(parsed) = snap.parsed(file) else { return Vec::new() };
    let lines = &parsed.file.lines;
    let mut folder = Folder { text: &parsed.text, lines, folds: Vec::new(), comments: Vec::new() };
    folder.walk(parsed.syntax.tree.root_node());
    folder.comments();
    let mut folds = folder.folds;
    folds.sort_by_key(|fold| (lines.line(fold.span.start), std::cmp::Reverse(fold.span.end)));
    folds.dedup_by_key(|fold| lines.line(fold.span.start));
    folds
}

struct Folder<'t> {
    text: &'t str,
    lines: &'t LineIndex,
    folds: Vec<Fold>,
    /// Those that have a line of their own, in order.
    comments: Vec<Span>,
}

impl Folder<'_> {
    fn walk(&mut self, root: Node<'_>) {
        let mut cursor = root.walk();
        loop {
            self.visit(cursor.node());
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }

    fn visit(&mut self, node: Node<'_>) {
        let (start, end) = (node.start_byte() as u32, node.end_byte() as u32);
        match node.kind() {
            "module" => self.imports(node),
            "block" => {
                self.imports(node);
                // The header stays visible as far as its colon.
                let colon = self.text[..start as usize].rfind(':').map_or(start, |colon| colon as u32 + 1);
                self.add(Span { start: colon, end }, FoldKind::Code);
            }
            "comment" => {
                let line_start = self.lines.line_span(self.lines.line(start)).map_or(0, |line| line.start);
                if self.text[line_start as usize..start as usize].trim().is_empty() {
                    self.comments.push(Span { start, end });
                }
            }
            "string" => {
                let opening = node.child(0).map_or(start, |opening| opening.end_byte() as u32);
                self.add(Span { start: opening, end }, FoldKind::Code);
            }
            _ if node.is_named() && is_bracketed(node) => {
                self.add(Span { start: start + 1, end: end - 1 }, FoldKind::Code)
            }
            _ => {}
        }
    }

    /// The runs of imports among the statements of a block.
    fn imports(&mut self, block: Node<'_>) {
        let mut run: Option<Span> = None;
        for child in block.named_children() {
            let is_import =
                matches!(child.kind(), "import_statement" | "import_from_statement" | "future_import_statement");
            let (start, end) = (child.start_byte() as u32, child.end_byte() as u32);
            match run.as_mut() {
                Some(run) if is_import => run.end = end,
                None if is_import => run = Some(Span { start, end }),
                _ if child.kind() == "comment" => {}
                _ => self.end_run(run.take()),
            }
        }
        self.end_run(run);
    }

    fn end_run(&mut self, run: Option<Span>) {
        if let Some(run) = run {
            let line = self.lines.line_span(self.lines.line(run.start));
            let start = line.map_or(run.start, |line| line.end);
            self.add(Span { start: start.min(run.end), end: run.end }, FoldKind::Imports);
        }
    }

    /// Runs of comments in consecutive lines, and regions.
    fn comments(&mut self) {
        let mut regions = Vec::new();
        let mut run: Option<Span> = None;
        for comment in std::mem::take(&mut self.comments) {
            let words = self.text[comment.range()].trim_start_matches('#').trim_start();
            let is_end = words.starts_with("endregion");
            if words.starts_with("region") || is_end {
                self.end_comments(run.take());
                match regions.pop_if(|_| is_end) {
                    Some(start) => self.add(Span { start, end: comment.end }, FoldKind::Region),
                    None if !is_end => regions.push(comment.end),
                    None => {}
                }
                continue;
            }
            let follows = |run: &Span| self.lines.line(comment.start) == self.lines.line(run.end) + 1;
            match run.as_mut().filter(|run| follows(run)) {
                Some(run) => run.end = comment.end,
                None => self.end_comments(run.replace(comment)),
            }
        }
        self.end_comments(run);
    }

    fn end_comments(&mut self, run: Option<Span>) {
        if let Some(run) = run {
            let first = self.lines.line_span(self.lines.line(run.start)).map_or(run.start, |line| line.end);
            self.add(Span { start: first.min(run.end), end: run.end }, FoldKind::Comment);
        }
    }

    fn add(&mut self, span: Span, kind: FoldKind) {
        let trimmed = self.text.get(span.range()).map_or(0, |text| text.trim_end().len() as u32);
        let span = Span { start: span.start, end: span.start + trimmed };
        if self.lines.line(span.start) < self.lines.line(span.end) {
            self.folds.push(Fold { span, kind });
        }
    }
}

/// Whether a node is what two brackets hold.
fn is_bracketed(node: Node<'_>) -> bool {
    let ends =
        |child: Option<Node<'_>>, brackets: [&str; 3]| child.is_some_and(|child| brackets.contains(&child.kind()));
    let n = node.child_count();
    n >= 2 && ends(node.child(0), ["(", "[", "{"]) && ends(node.child(n - 1), [")", "]", "}"])
}
