//! A line index in a byte or so a line: the lengths of the lines instead of their starts.

use super::{LineIndex, Run, runs_extra};
use crate::varint::{Reader, put};

impl LineIndex {
    /// Appends the index to what is kept of a closed file.
    pub fn pack(&self, out: &mut Vec<u8>) {
        put(out, self.len);
        put(out, self.terminator);
        put_ascending(out, &self.starts[1..]);
        put_ascending(out, &self.mixed);
        put(out, self.runs.len() as u32);
        let mut before = 0;
        for run in &self.runs {
            put(out, run.start - before);
            put(out, run.packed);
            before = run.start;
        }
    }

    /// Reads an index; `None` if the bytes are none.
    pub fn unpack(bytes: &mut Reader<'_>) -> Option<LineIndex> {
        let len = bytes.number()?;
        let terminator = bytes.number()?;
        let starts = ascending(bytes, vec![0])?;
        let mixed = ascending(bytes, Vec::new())?;
        let mut start = 0u32;
        let mut runs = bytes.items(|bytes| {
            start = start.checked_add(bytes.number()?)?;
            Some(Run { start, packed: bytes.number()?, extra16: 0, extra32: 0 })
        })?;
        runs_extra(&mut runs);
        let fits = starts.last()? <= &len && terminator <= 2;
        fits.then_some(LineIndex { starts, len, terminator, mixed, runs })
    }
}

/// The first of the numbers counts from 0.
fn put_ascending(out: &mut Vec<u8>, numbers: &[u32]) {
    put(out, numbers.len() as u32);
    let mut before = 0;
    for &number in numbers {
        put(out, number - before);
        before = number;
    }
}

fn ascending(bytes: &mut Reader<'_>, mut numbers: Vec<u32>) -> Option<Vec<u32>> {
    let count = bytes.count()?;
    numbers.reserve_exact(count);
    let mut number = 0u32;
    for _ in 0..count {
        number = number.checked_add(bytes.number()?)?;
        numbers.push(number);
    }
    Some(numbers)
}
