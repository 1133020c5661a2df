//! Environments, found and never executed: for each kind of layout a small machine out of files, made when the test runs. Every interpreter
//! in it is a script that leaves a trace if anybody runs it.

#[path = "environment/choice.rs"]
mod choice;
#[path = "environment/editable.rs"]
mod editable;
#[path = "environment/libraries.rs"]
mod libraries;
#[path = "environment/machine.rs"]
mod machine;
#[path = "environment/packages.rs"]
mod packages;
