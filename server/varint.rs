//! Numbers in as few bytes as they need: seven bits a byte, the lowest first, the highest bit set in all but the last byte.
//!
//! What is packed so is what closed files are kept as, in memory and on disk. Reading never panics: bytes that make no sense give `None`.

/// Appends a number.
pub fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a number of 64 bits.
pub fn put_long(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

/// Appends by how much a number differs from one before it, in either direction.
pub fn put_step(out: &mut Vec<u8>, from: u32, to: u32) {
    let step = to.wrapping_sub(from) as i32;
    put(out, (step << 1 ^ step >> 31) as u32);
}

/// Appends a text, its length first.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Reads what was put, in the same order.
#[derive(Clone, Debug)]
pub struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    /// A reader of these bytes.
    pub fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes }
    }

    /// A number; `None` at the end, or of what is no number of 32 bits.
    #[inline]
    pub fn number(&mut self) -> Option<u32> {
        let (&first, rest) = self.bytes.split_first()?;
        if first < 0x80 {
            self.bytes = rest;
            return Some(first.into());
        }
        self.long_number()
    }

    fn long_number(&mut self) -> Option<u32> {
        let mut number = 0u64;
        for (place, &byte) in self.bytes.iter().take(5).enumerate() {
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                self.bytes = &self.bytes[place + 1..];
                return u32::try_from(number).ok();
            }
        }
        None
    }

    /// A number of 64 bits.
    pub fn long(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// The number that was put as a step from another.
    #[inline]
    pub fn step(&mut self, from: u32) -> Option<u32> {
        let step = self.number()?;
        Some(from.wrapping_add(step >> 1 ^ (step & 1).wrapping_neg()))
    }

    /// A byte.
    #[inline]
    pub fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    /// How many items follow, each of a byte at least: never more than there are bytes, so that room can be made for them.
    pub fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.bytes.len()).then_some(count)
    }

    /// As many items as [`Self::count`] says.
    pub fn items<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(item(self)?);
        }
        Some(items)
    }

    /// The next bytes, so many of them.
    pub fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'b str> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }
}
