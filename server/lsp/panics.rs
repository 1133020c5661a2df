//! What a caught panic says of itself: its text and, which its payload doesn't know, its place.

use std::any::Any;
use std::sync::{Mutex, Once, PoisonError};

/// The last panic's text and place, of whichever thread: computations panic elsewhere than they are caught.
static LAST_PANIC: Mutex<Option<(String, String)>> = Mutex::new(None);

/// Has the text and place of every panic kept in `LAST_PANIC`.
pub(super) fn note() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map(|location| location.to_string());
            let noted = (text(info.payload()).to_owned(), place.unwrap_or_default());
            *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(noted);
            previous(info);
        }));
    });
}

/// A panic's text and, unless another one came between, its place.
pub(super) fn describe(panic: &(dyn Any + Send)) -> String {
    match &*LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) {
        Some((last, place)) if last == text(panic) => format!("{last} ({place})"),
        _ => text(panic).to_owned(),
    }
}

fn text(panic: &(dyn Any + Send)) -> &str {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text,
        _ => "a panic without a text",
    }
}
