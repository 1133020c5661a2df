//! JSON-RPC messages as bytes: `Content-Length` frames in, frames out.
//!
//! tower-lsp's own transport ends at the first broken message, because tokio's `FramedRead` ends after an error. This one
//! answers, finds the next frame and lives on. It is lenient too: header names may be spelled in any case, and other
//! headers than the length say nothing that matters.

use std::io;

use futures_util::{Stream, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufWriter};
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

/// A header that announces more is broken: what follows would be swallowed, and no editor sends a gigabyte.
const LONGEST_BODY: u64 = 1 << 30;

/// What the client has sent.
pub(super) enum Incoming {
    /// A request or a notification.
    Request(Request),
    /// The answer to a request of ours.
    Response(Response),
    /// No message; the response says why.
    Broken(Response),
}

/// Reads messages one by one.
pub(super) struct Reader<R> {
    input: R,
    /// The length that the headers read so far have announced.
    length: Option<u64>,
    /// Whether the headers read so far include others.
    other_headers: bool,
    /// Whether the last lines made no sense. However many they are, they are answered once.
    lost: bool,
}

impl<R: AsyncBufRead + Unpin> Reader<R> {
    pub(super) fn new(input: R) -> Self {
        Reader { input, length: None, other_headers: false, lost: false }
    }

    /// The next message; `None` at the end of input. Reads line by line, and a line that is no header is passed over up
    /// to a `Content-Length` in it, so that the next frame is found behind whatever doesn't belong to one.
    pub(super) async fn next(&mut self) -> io::Result<Option<Incoming>> {
        let mut line = Vec::new();
        loop {
            line.clear();
            if self.input.read_until(b'\n', &mut line).await? == 0 {
                return Ok(None);
            }
            let broken = match Header::parse(line.trim_ascii()) {
                Header::None => match (self.length.take(), std::mem::take(&mut self.other_headers)) {
                    (Some(length), _) => {
                        self.lost = false;
                        return self.body(length).await;
                    }
                    (None, true) => "a message without a Content-Length".to_owned(),
                    (None, false) => continue,
                },
                Header::Length { value, garbage } => {
                    self.length = Some(value);
                    match garbage {
                        [] => continue,
                        _ => not_a_header(garbage),
                    }
                }
                Header::Other => {
                    self.other_headers = true;
                    continue;
                }
                Header::Garbage(line) => not_a_header(line),
            };
            if !std::mem::replace(&mut self.lost, true) {
                return Ok(Some(Incoming::Broken(error(Id::Null, ErrorCode::ParseError, broken))));
            }
        }
    }

    /// Reads a message's body. What it takes grows with what arrives, whatever length was announced.
    async fn body(&mut self, length: u64) -> io::Result<Option<Incoming>> {
        let mut body = Vec::new();
        let n_read = (&mut self.input).take(length).read_to_end(&mut body).await?;
        Ok((n_read as u64 == length).then(|| parse(&body)))
    }
}

/// What a line among the headers is.
enum Header<'a> {
    /// Nothing: the end of the headers.
    None,
    /// The length of the body, and what stood on the line before.
    Length { value: u64, garbage: &'a [u8] },
    /// Another header, of no interest.
    Other,
    /// No header.
    Garbage(&'a [u8]),
}

impl Header<'_> {
    fn parse(line: &[u8]) -> Header<'_> {
        const LENGTH: &[u8] = b"content-length";
        let Some(colon) = memchr::memrchr(b':', line) else {
            return if line.is_empty() { Header::None } else { Header::Garbage(line) };
        };
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        if name.to_ascii_lowercase().ends_with(LENGTH) {
            let value = str::from_utf8(value).ok().and_then(|value| value.trim().parse().ok());
            return match value {
                Some(value) if value <= LONGEST_BODY => {
                    Header::Length { value, garbage: &name[..name.len() - LENGTH.len()] }
                }
                _ => Header::Garbage(line),
            };
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_name = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        if is_name { Header::Other } else { Header::Garbage(line) }
    }
}

fn not_a_header(line: &[u8]) -> String {
    let shown = String::from_utf8_lossy(&line[..line.len().min(80)]);
    format!("not a header: {shown:?}")
}

/// The message in a body.
fn parse(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(reason) => return Incoming::Broken(error(Id::Null, ErrorCode::ParseError, format!("not JSON: {reason}"))),
    };
    // Whoever sends a method may wait for the answer under its id.
    let (is_request, id) = match value.get("method") {
        Some(_) => (true, value.get("id").cloned().and_then(|id| serde_json::from_value(id).ok())),
        None => (false, None),
    };
    let parsed = if is_request {
        serde_json::from_value(value).map(Incoming::Request)
    } else {
        serde_json::from_value(value).map(Incoming::Response)
    };
    parsed.unwrap_or_else(|reason| {
        let reason = format!("neither a request nor a response: {reason}");
        Incoming::Broken(error(id.unwrap_or_default(), ErrorCode::InvalidRequest, reason))
    })
}

/// The response that says in a sentence what went wrong.
pub(super) fn error(id: Id, code: ErrorCode, message: String) -> Response {
    Response::from_error(id, Error { code, message: message.into(), data: None })
}

/// What the client is sent.
pub(super) enum Outgoing {
    /// The answer to a request.
    Response(Response),
    /// The answer to a request, its result as JSON already.
    Written(Id, Vec<u8>),
    /// Nothing more.
    End,
}

/// Writes responses and the server's own requests until `Outgoing::End`, each as one frame.
pub(super) async fn write(
    output: impl AsyncWrite + Unpin,
    mut responses: UnboundedReceiver<Outgoing>,
    mut requests: impl Stream<Item = Request> + Unpin,
) -> io::Result<()> {
    let mut output = BufWriter::new(output);
    loop {
        let body = tokio::select! {
            response = responses.recv() => match response {
                Some(Outgoing::Response(response)) => serde_json::to_vec(&response)?,
                Some(Outgoing::Written(id, result)) => {
                    let id = serde_json::to_vec(&id)?;
                    [br#"{"jsonrpc":"2.0","id":"#, &*id, br#","result":"#, &*result, b"}"].concat()
                }
                Some(Outgoing::End) | None => return output.flush().await,
            },
            Some(request) = requests.next() => serde_json::to_vec(&request)?,
        };
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        // Under load many frames go out in one system call.
        if responses.is_empty() {
            output.flush().await?;
        }
    }
}
