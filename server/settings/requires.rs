//! The lowest version of Python that a requirement admits.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::scope::Python;

/// No version of Python has so many patches.
const MOST_PATCHES: u64 = 50;

/// The lowest 3.x that specifiers such as `>=3.9,!=3.10.*` admit, as the nearest version whose rules are known (PEP 440, PEP 621).
pub(super) fn lowest(specifiers: &str) -> Result<Python, String> {
    let read = VersionSpecifiers::from_str(specifiers);
    let specifiers = read.map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
    let admits = |minor: &u8| {
        let mut patches = (0..=MOST_PATCHES).map(|patch| Version::new([3, u64::from(*minor), patch]));
        patches.any(|version| specifiers.contains(&version))
    };
    let lowest = (0..=u8::MAX).find(admits);
    lowest.map(|minor| Python { minor }.nearest_known()).ok_or_else(|| format!("`{specifiers}` admits no Python 3"))
}

/// The same in Poetry's words: alternatives between `||`, `^3.8`, `~3.8`, `3.8`, `3.*`, `*`.
pub(super) fn lowest_of_poetry(constraint: &str) -> Result<Python, String> {
    let alternatives = constraint.split('|').filter(|alternative| !alternative.trim().is_empty());
    let versions: Vec<Python> = alternatives.map(lowest_of_all).collect::<Result<_, _>>()?;
    versions.into_iter().min().ok_or_else(|| "expected a version".to_owned())
}

fn lowest_of_all(constraint: &str) -> Result<Python, String> {
    // `>= 3.8` is one constraint, `>=3.8 <4` are two.
    let joined = constraint.split_whitespace().fold(String::new(), |joined, word| {
        let continues = joined.is_empty() || joined.ends_with(['<', '>', '=', '^', '~', '!', ',']);
        joined + if continues { "" } else { "," } + word
    });
    let one = |part: &str| match part.strip_prefix(['^', '~']) {
        _ if part.starts_with("~=") => part.to_owned(),
        // What lies above it doesn't matter to the lowest.
        Some(version) => format!(">={version}"),
        None if part == "*" => ">=3".to_owned(),
        None if part.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("=={}.*", part.trim_end_matches(['*', '.']))
        }
        None => part.to_owned(),
    };
    let parts = joined.split(',').map(str::trim).filter(|part| !part.is_empty());
    lowest(&parts.map(one).collect::<Vec<_>>().join(","))
}
