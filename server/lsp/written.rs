//! Large answers are made JSON where they are computed.
//!
//! tower-lsp keeps every answer as a tree of JSON values until it is written: 16 of the 36 ms that 6,162 references took. A handler that has
//! many places hands its answer over as text instead, and returns nothing.

use std::cell::RefCell;

use serde::Serialize;

tokio::task_local! {
    static RESULT: RefCell<Option<Vec<u8>>>;
}

/// Runs a handler; what it handed over stands beside what it returned.
pub(super) async fn gather<T>(handler: impl Future<Output = T>) -> (T, Option<Vec<u8>>) {
    RESULT
        .scope(RefCell::default(), async {
            let outcome = handler.await;
            (outcome, RESULT.with(RefCell::take))
        })
        .await
}

/// Hands over JSON as the result of the request whose handler calls this; it counts if the handler returns no error.
pub(super) fn hand_over(json: Vec<u8>) {
    RESULT.with(|result| *result.borrow_mut() = Some(json));
}

/// A result as JSON. Ours have nothing that JSON can't write.
pub(super) fn json(result: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(result).expect("all keys are strings, all numbers whole")
}
