//! `legb explain`: what a code means.

use std::fmt::Write;

use super::Output;
use crate::codes::Code;

/// The page on a code; without one, a line on each.
pub fn explain(code: Option<Code>) -> Output {
    let Some(code) = code else { return Output(Code::ALL.into_iter().map(line).collect()) };
    let default = if code.is_default() { "" } else { ", looked for only if a setting asks for it" };
    let mut text = String::new();
    // Writing to a string can't fail.
    let _ = write!(text, "# {code} ({}{default})\n\n{}", code.severity(), code.page());
    Output(text)
}

fn line(code: Code) -> String {
    format!("{:<20} {:<8} {}\n", code.name(), code.severity().to_string(), code.summary())
}
