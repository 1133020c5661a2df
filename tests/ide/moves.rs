//! Files and folders that an editor moves. The head of a fixture has a line `# move: FROM -> TO` for each of those that move at once;
//! `# --- after: P ---` heads the text of each file that changes, where it lies before; a mark `unsure` is a place that a person must decide on;
//! what is told is under `# --- told ---`.

use super::{answer, check, compared_texts};
use crate::carets::without_expectations;
use legb::cancel::Token as Cancel;
use legb::ide::Location;
use legb::ide::rename::moved;
use legb::text::{Edit, apply_edits};

#[test]
fn moves() {
    check("move", |workspace| {
        let lines = workspace.head.lines().filter_map(|line| line.strip_prefix("# move: ")?.split_once(" -> "));
        let moves: Vec<_> =
            lines.map(|(from, to)| (workspace.folder().join(from), workspace.folder().join(to))).collect();
        let snap = workspace.snapshot();
        let (all, told) = moved(&snap, &moves, &Cancel::new()).expect("nobody cancels");
        let is_told = workspace.answers.iter().any(|(heading, _)| heading == "told");
        let expected = if is_told { answer(workspace, "told") } else { String::new() };
        let around = workspace.folder().parent().expect("a folder").display().to_string();
        let told = told.unwrap_or_default().replace(&around, "..");
        let mut wrong = compared_texts(&told, &expected);
        let unsure: Vec<Location> = all.iter().flat_map(|edits| &edits.unsure).map(|unsure| unsure.location).collect();
        wrong += &workspace.compared(&workspace.marked(0, "unsure"), &unsure, "unsure");
        for file in &workspace.files {
            let certain = all.iter().flat_map(|edits| edits.all()).filter(|(place, _)| place.file == file.id);
            let edits: Vec<Edit> =
                certain.map(|(place, text)| Edit { span: place.span, text: text.to_owned() }).collect();
            let after = apply_edits(&file.text, &edits).expect("edits that fit");
            let heading = format!("after: {}", file.path);
            let expected = workspace.answers.iter().find(|(known, _)| *known == heading);
            let expected = expected.map_or(without_expectations(&file.text), |(_, text)| text.clone());
            wrong += &compared_texts(&without_expectations(&after), &expected);
        }
        wrong
    });
}
