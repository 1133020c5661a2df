//! Messages take effect in the order in which they arrive.
//!
//! tower-lsp routes (`LspService`), this drives it. Each handler is polled once, up to its first real wait, before the
//! next message is read: a notification has then changed the store, a request has then taken its snapshot. What is left
//! of it goes on as a task, so reading never waits for an answer and `$/cancelRequest` is never queued.
//!
//! A panic in a request is its answer; a panic in a notification ends the process, for the state may be half changed and
//! the editor starts us again, clean.
//!
//! **Invariant:** nothing here knows what a request means.

use std::future::poll_fn;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures_util::{FutureExt, Sink, SinkExt};
use tokio::io::{AsyncBufRead, AsyncRead, AsyncWrite, BufReader};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::{block_in_place, spawn_blocking, unconstrained, yield_now};
use tower::Service;
use tower_lsp::jsonrpc::{self, Error, ErrorCode, Id, Response};
use tower_lsp::{ClientSocket, ExitedError, LanguageServer, LspService};

use super::transport::{self, Incoming, Outgoing, Reader};
use super::{panics, written};
use crate::cancel::{Cancelled, Token};

/// The exit code after a panic, as Rust's own.
const PANICKED: u8 = 101;

/// How long the last answers may take to be written when the process ends: the client may have stopped reading.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Serves one client and returns the exit code of the process: 0 after `shutdown` and `exit`, or `shutdown` and the end
/// of input; 1 without `shutdown`; 101 after a panic in a notification. The process should then exit without waiting for
/// its threads: one of them still reads from `input`, others may still compute.
pub async fn serve<S: LanguageServer>(
    service: LspService<S>,
    socket: ClientSocket,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Send + Unpin + 'static,
) -> u8 {
    panics::note();
    let (requests, replies) = socket.split();
    // Unbounded, or a client that writes all its requests before it reads an answer would wait for ever.
    let (outbox, responses) = unbounded_channel();
    let (fatal, mut died) = unbounded_channel();
    let mut writer = tokio::spawn(transport::write(output, responses, requests));
    let code = tokio::select! {
        code = read(Reader::new(BufReader::new(input)), service, replies, &outbox, fatal) => code,
        Some(code) = died.recv() => code,
        // Nobody reads what we say.
        _ = &mut writer => return 1,
    };
    // The writer may be gone already, with nothing left to tell.
    let _ = outbox.send(Outgoing::End);
    let _ = tokio::time::timeout(LAST_WORDS, writer).await;
    code
}

/// Reads messages and starts their handlers until the client wants no more; returns the exit code.
async fn read<S: LanguageServer>(
    mut reader: Reader<impl AsyncBufRead + Unpin>,
    mut service: LspService<S>,
    mut replies: impl Sink<Response> + Unpin,
    outbox: &UnboundedSender<Outgoing>,
    fatal: UnboundedSender<u8>,
) -> u8 {
    let mut code = 1;
    loop {
        let request = match reader.next().await {
            Ok(Some(Incoming::Request(request))) => request,
            Ok(Some(Incoming::Response(reply))) => {
                let _ = replies.send(reply).await;
                continue;
            }
            Ok(Some(Incoming::Broken(response))) => {
                tracing::warn!(?response, "the client sent a broken message");
                let _ = outbox.send(Outgoing::Response(response));
                continue;
            }
            Ok(None) => return code,
            Err(reason) => {
                tracing::error!(%reason, "can't read from the client");
                return code;
            }
        };
        let method = request.method().to_owned();
        if poll_fn(|context| service.poll_ready(context)).await.is_err() {
            return code;
        }
        let mut handler = Box::pin(answer(request.id().cloned(), service.call(request)));
        let outcome = match method.as_str() {
            // Whatever follows depends on these being over: before and after them every request is refused.
            "initialize" | "shutdown" => Some((&mut handler).await),
            // `unconstrained`, or tokio, to be fair to other tasks, may make a handler wait for a lock that is free.
            _ => unconstrained(&mut handler).now_or_never(),
        };
        match outcome {
            Some(Ok(answer)) => {
                if method == "shutdown" && matches!(&answer, Some(Outgoing::Response(response)) if response.is_ok()) {
                    code = 0;
                }
                send(outbox, answer);
            }
            Some(Err(Fatal)) => return PANICKED,
            None => {
                let (outbox, fatal) = (outbox.clone(), fatal.clone());
                tokio::spawn(async move {
                    match handler.await {
                        Ok(answer) => send(&outbox, answer),
                        // The process ends at once; it doesn't matter who says so first.
                        Err(Fatal) => _ = fatal.send(PANICKED),
                    }
                });
            }
        }
        if method == "exit" {
            return code;
        }
    }
}

/// A notification panicked.
struct Fatal;

/// Runs a handler to its end. A request is answered whatever happens.
async fn answer(
    id: Option<Id>,
    handler: impl Future<Output = Result<Option<Response>, ExitedError>>,
) -> Result<Option<Outgoing>, Fatal> {
    match (AssertUnwindSafe(written::gather(handler)).catch_unwind().await, id) {
        (Ok((Ok(Some(response)), Some(result))), Some(id)) if response.is_ok() => {
            Ok(Some(Outgoing::Written(id, result)))
        }
        (Ok((Ok(Some(response)), _)), _) => Ok(Some(Outgoing::Response(response))),
        // tower-lsp ignores whatever begins with `$/` and is unknown to it; a request must be answered all the same.
        (Ok((Ok(None), _)), Some(id)) => {
            Ok(Some(Outgoing::Response(Response::from_error(id, Error::method_not_found()))))
        }
        (Ok(_), _) => Ok(None),
        (Err(panic), Some(id)) => {
            let message = format!("this is a bug in legb: {}", panics::describe(&*panic));
            Ok(Some(Outgoing::Response(transport::error(id, ErrorCode::InternalError, message))))
        }
        (Err(panic), None) => {
            // The log may be switched off; whoever wonders why the process has gone looks at its stderr.
            let reason = panics::describe(&*panic);
            let _ = writeln!(io::stderr(), "legb: ended by a bug while taking in a notification: {reason}");
            Err(Fatal)
        }
    }
}

fn send(outbox: &UnboundedSender<Outgoing>, answer: Option<Outgoing>) {
    if let Some(answer) = answer {
        // Fails only when the process is about to end.
        let _ = outbox.send(answer);
    }
}

/// How many computations run at once. Far fewer than tokio's 512 blocking threads, one of which must be free to read;
/// far more than cores, or slow requests would hold up quick ones.
static SLOTS: Semaphore = Semaphore::const_new(64);

/// Runs `work`, which is short and can't be cancelled, on the thread that sends the answer: to wake two others takes longer than most of them
/// (a hover took 0.45 ms with them and takes 0.30 ms).
pub async fn compute_here<T>(work: impl FnOnce() -> Result<T, Cancelled>) -> jsonrpc::Result<T> {
    // The thread that reads messages polls once and goes on reading.
    yield_now().await;
    // The semaphore is never closed.
    let _slot = SLOTS.acquire().await.ok();
    block_in_place(work).map_err(|Cancelled| Error::request_cancelled())
}

/// Runs `work` on a thread where it may take its time. If the request is cancelled, which drops this future, `work` is
/// told through its token. If `work` panics, so does this.
pub async fn compute<T: Send + 'static>(
    work: impl FnOnce(&Token) -> Result<T, Cancelled> + Send + 'static,
) -> jsonrpc::Result<T> {
    // The semaphore is never closed.
    let slot = SLOTS.acquire().await.ok();
    let token = Token::new();
    let guard = token.guard();
    let thread = spawn_blocking(move || {
        let _slot = slot;
        token.check()?;
        work(&token)
    });
    let outcome = thread.await;
    guard.finish();
    match outcome {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Cancelled)) => Err(Error::request_cancelled()),
        Err(failure) => match failure.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The runtime is shutting down.
            Err(_) => Err(Error::request_cancelled()),
        },
    }
}
