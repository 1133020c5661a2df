//! Before the build: what `legb --version` says, with the commit where the sources lie in a repository.

use std::process::Command;

fn main() {
    let version = std::env::var("CARGO_PKG_VERSION").expect("Cargo says the version");
    let commit = git(&["log", "-1", "--format=%h %cs"]);
    let said = commit.map_or(version.clone(), |commit| format!("{version} ({commit})"));
    println!("cargo:rustc-env=LEGB_VERSION={said}");
    println!("cargo:rerun-if-changed=server/main/build.rs");
    // HEAD names a branch, and the branch's file the commit; the log of HEAD changes with either.
    for file in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
}

/// What git answers; nothing where there is no git or no repository, as in a package from a registry.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
