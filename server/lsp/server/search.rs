//! References: with progress and in pieces, where the client has given tokens for these.

use futures_util::future::join;
use tokio::sync::mpsc::unbounded_channel;
use tower_lsp::gen_lsp_types as lsp;
use tower_lsp::jsonrpc::Result;

use super::super::convert::Outgoing;
use super::super::written;
use super::Server;
use crate::ide::references::Reference;
use crate::ide::{self, Location};

impl Server {
    pub(super) async fn search_references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let (snap, at) = self.asked(&params.text_document_position_params)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        let token = params.work_done_progress_params.work_done_token;
        let progress = token.map(|token| self.connection.progress(token, "Searching references"));
        let progress = match progress {
            Some(progress) => Some(progress.begin().await),
            None => None,
        };
        let snap = self.whole(snap).await;
        let with_declaration = params.context.include_declaration;
        let partial = params.partial_result_params.partial_result_token;
        let is_in_pieces = partial.is_some();
        let (tell, mut told) = unbounded_channel();
        let search = self.answer_from_all(move |cancel| {
            let out = Outgoing { snap: &snap, client: &client };
            let definition: Vec<Location> =
                if with_declaration { Vec::new() } else { ide::definition::definition(&snap, at) };
            let asked_for = |reference: &Reference| !definition.contains(&reference.location);
            if !is_in_pieces {
                let mut found = ide::references::references(&snap, at, cancel)?;
                found.retain(asked_for);
                return Ok(written::list(&out.references(&found)));
            }
            ide::references::references_in_pieces(&snap, at, cancel, |mut found| {
                found.retain(asked_for);
                // Fails only if nobody waits any longer.
                let _ = tell.send(out.references(&found));
            })?;
            Ok(written::list::<lsp::Location>(&[]))
        });
        let pass_on = async {
            while let (Some(piece), Some(token)) = (told.recv().await, partial.clone()) {
                self.connection.send_partial_result::<lsp::ReferencesRequest>(token, piece).await;
            }
        };
        let (searched, ()) = join(search, pass_on).await;
        if let Some(progress) = progress {
            progress.finish().await;
        }
        written::hand_over(searched?);
        Ok(None)
    }
}
