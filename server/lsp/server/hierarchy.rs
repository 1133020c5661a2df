//! Calls and classes: what an item stands for is read off its URI and the start of its name, so that it outlives an edit elsewhere.

use tower_lsp::gen_lsp_types::{self as lsp, Uri};
use tower_lsp::jsonrpc::Result;

use super::super::convert::{self, Outgoing};
use super::Server;
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide::{self, At, calls, classes};
use crate::store::Snapshot;

impl Server {
    /// Answers a question about a place that needs all files.
    async fn of_workspace<T: Send + 'static>(
        &self,
        uri: &Uri,
        position: lsp::Position,
        ask: impl FnOnce(&Outgoing<'_>, At, &Cancel) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<Option<T>> {
        let (snap, at) = self.item(uri, position);
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        let snap = self.whole(snap).await;
        self.answer_from_all(move |cancel| ask(&Outgoing { snap: &snap, client: &client }, at, cancel).map(Some)).await
    }

    fn item(&self, uri: &Uri, position: lsp::Position) -> (Snapshot, Option<At>) {
        let snap = self.store.snapshot();
        let file = self.file(uri);
        let position = convert::in_whole(&snap, file, uri, position);
        let at = convert::at(&snap, file, position, self.client().encoding);
        (snap, at)
    }

    pub(super) async fn callables(
        &self,
        place: &lsp::TextDocumentPositionParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyItem>>> {
        let (snap, at) = self.asked(place)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let out = Outgoing { snap: &snap, client: &client };
            let items: Vec<_> =
                calls::callables(&snap, at).into_iter().filter_map(|callable| out.callable(callable)).collect();
            Ok(Some(items).filter(|items| !items.is_empty()))
        })
        .await
    }

    pub(super) async fn callers(
        &self,
        item: lsp::CallHierarchyItem,
    ) -> Result<Option<Vec<lsp::CallHierarchyIncomingCall>>> {
        // Nobody calls a module.
        if item.kind == lsp::SymbolKind::Module {
            return Ok(Some(Vec::new()));
        }
        self.of_workspace(&item.uri, item.selection_range.start, |out, at, cancel| {
            Ok(calls::incoming(out.snap, at, cancel)?.into_iter().filter_map(|calls| out.incoming(calls)).collect())
        })
        .await
    }

    pub(super) async fn callees(
        &self,
        item: lsp::CallHierarchyItem,
    ) -> Result<Option<Vec<lsp::CallHierarchyOutgoingCall>>> {
        let (snap, at) = self.item(&item.uri, item.selection_range.start);
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let out = Outgoing { snap: &snap, client: &client };
            let calls = calls::outgoing(&snap, at).into_iter();
            Ok(Some(calls.filter_map(|calls| out.outgoing(at.file, calls)).collect()))
        })
        .await
    }

    pub(super) async fn classes(
        &self,
        place: &lsp::TextDocumentPositionParams,
    ) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        let (snap, at) = self.asked(place)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let out = Outgoing { snap: &snap, client: &client };
            let items = out.classes(classes::classes(&snap, at));
            Ok(Some(items).filter(|items| !items.is_empty()))
        })
        .await
    }

    pub(super) async fn bases(&self, item: lsp::TypeHierarchyItem) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.of_workspace(&item.uri, item.selection_range.start, |out, at, _| {
            Ok(out.classes(classes::supertypes(out.snap, at)))
        })
        .await
    }

    pub(super) async fn derived(&self, item: lsp::TypeHierarchyItem) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.of_workspace(&item.uri, item.selection_range.start, |out, at, cancel| {
            Ok(out.classes(classes::subtypes(out.snap, at, cancel)?))
        })
        .await
    }

    pub(super) async fn implementations(
        &self,
        place: &lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::ImplementationResponse>> {
        let (snap, at) = self.asked(place)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        let snap = self.whole(snap).await;
        self.answer(move |cancel| {
            let found = ide::classes::implementations(&snap, at, cancel)?;
            let locations = Outgoing { snap: &snap, client: &client }.locations(&found);
            Ok((!locations.is_empty()).then(|| lsp::Definition::LocationList(locations).into()))
        })
        .await
    }

    pub(super) async fn classes_of_value(
        &self,
        place: &lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::TypeDefinitionResponse>> {
        let (snap, at) = self.asked(place)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let locations = Outgoing { snap: &snap, client: &client }.locations(&classes::classes_of_value(&snap, at));
            Ok((!locations.is_empty()).then(|| lsp::Definition::LocationList(locations).into()))
        })
        .await
    }
}
