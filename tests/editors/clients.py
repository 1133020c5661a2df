"""clients.py: the protocol as real editors speak it. pytest-lsp plays VS Code, Neovim and Emacs with the capabilities recorded of them.

Run by clients.sh; LEGB is the server."""

import asyncio
import atexit
import os
import pathlib
import shutil
import tempfile
from typing import Optional, Union

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

HERE = pathlib.Path(__file__).parent
CLIENTS = ["visual-studio-code", "neovim", "emacs"]
PATIENCE = 20


def client_factory():
    client = make_test_lsp_client()
    # What pytest-lsp leaves to the test, and a server may ask for.
    for method in [lsp.CLIENT_REGISTER_CAPABILITY, lsp.CLIENT_UNREGISTER_CAPABILITY, lsp.WORKSPACE_DIAGNOSTIC_REFRESH,
                   lsp.WORKSPACE_SEMANTIC_TOKENS_REFRESH, lsp.WORKSPACE_INLAY_HINT_REFRESH, lsp.WORKSPACE_CODE_LENS_REFRESH]:
        if method not in client.protocol.fm.features:
            client.feature(method)(lambda *_: None)
    # lsprotocol has no way to read this union.
    notebook = Optional[Union[str, lsp.NotebookDocumentFilterNotebookType, lsp.NotebookDocumentFilterScheme,
                              lsp.NotebookDocumentFilterPattern]]
    client.protocol._converter.register_structure_hook(notebook, lambda value, _: value)
    return client


@pytest.fixture
def project(tmp_path):
    return shutil.copytree(HERE / "proj", tmp_path / "proj")


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[os.environ["LEGB"], "server"], client_factory=client_factory), params=CLIENTS
)
async def client(request, lsp_client: LanguageClient, project):
    await lsp_client.initialize_session(lsp.InitializeParams(
        capabilities=client_capabilities(request.param),
        root_uri=project.as_uri(),
        workspace_folders=[lsp.WorkspaceFolder(uri=project.as_uri(), name="proj")],
    ))
    text = (project / "main.py").read_text()
    item = lsp.TextDocumentItem(uri=(project / "main.py").as_uri(), language_id="python", version=1, text=text)
    lsp_client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))
    yield
    await asyncio.wait_for(lsp_client.shutdown_session(), PATIENCE)


def at(project, line, character):
    return {
        "text_document": lsp.TextDocumentIdentifier((project / "main.py").as_uri()),
        "position": lsp.Position(line, character),
    }


async def answer(asked):
    return await asyncio.wait_for(asked, PATIENCE)


def places(found):
    """Locations or links as FILE:LINE, lines counted from 1."""
    found = found if isinstance(found, (list, tuple)) else [found]
    uri = lambda one: getattr(one, "target_uri", None) or one.uri
    span = lambda one: getattr(one, "target_selection_range", None) or one.range
    return sorted(f"{uri(one).rsplit('/', 1)[1]}:{span(one).start.line + 1}" for one in found)


async def test_definition_through_an_import(client: LanguageClient, project):
    found = await answer(client.text_document_definition_async(lsp.DefinitionParams(**at(project, 6, 20))))
    assert places(found) == ["geometry.py:4"]


async def test_references_in_an_unopened_file(client: LanguageClient, project):
    context = lsp.ReferenceContext(include_declaration=True)
    found = await answer(client.text_document_references_async(lsp.ReferenceParams(**at(project, 6, 20), context=context)))
    assert places(found) == ["geometry.py:4", "geometry.py:9", "main.py:1", "main.py:7"]


async def test_hover_tells_the_kind(client: LanguageClient, project):
    hover = await answer(client.text_document_hover_async(lsp.HoverParams(**at(project, 6, 20))))
    said = hover.contents.value.replace("*", "").replace("`", "")
    assert "global import of this module: function area of module pkg.geometry" in said
    assert "Return the area of a rectangle." in said


async def test_a_rename_changes_both_files(client: LanguageClient, project):
    edit = await answer(client.text_document_rename_async(lsp.RenameParams(**at(project, 6, 20), new_name="surface")))
    if edit.document_changes:
        counts = {change.text_document.uri.rsplit("/", 1)[1]: len(change.edits) for change in edit.document_changes}
        versions = {change.text_document.uri.rsplit("/", 1)[1]: change.text_document.version for change in edit.document_changes}
        assert versions == {"main.py": 1, "geometry.py": None}
    else:
        counts = {uri.rsplit("/", 1)[1]: len(edits) for uri, edits in edit.changes.items()}
    assert counts == {"main.py": 2, "geometry.py": 2}


async def test_a_refused_rename_has_its_reason(client: LanguageClient, project):
    with pytest.raises(Exception) as refused:
        await answer(client.text_document_rename_async(lsp.RenameParams(**at(project, 6, 10), new_name="sides")))
    said = str(refused.value)
    assert "function `total` binds `sides` already" in said and "main.py:4:11" in said


async def test_diagnostics_come_and_go(client: LanguageClient, project):
    uri = (project / "main.py").as_uri()

    async def becomes(wanted):
        """Waits until the diagnostics are these: clients that are told hear of older ones, too, when the scan ends."""
        got = None
        for _ in range(10 * PATIENCE):
            if client.capabilities.text_document.diagnostic:
                identifier = lsp.TextDocumentIdentifier(uri)
                asked = lsp.DocumentDiagnosticParams(text_document=identifier)
                got = (await answer(client.text_document_diagnostic_async(asked))).items
            else:
                got = client.diagnostics.get(uri)
            if got is not None and [item.code for item in got] == wanted:
                return
            await asyncio.sleep(0.1)
        assert got == wanted

    def type_at_end(version, start, end, text):
        span = lsp.Range(lsp.Position(7, start), lsp.Position(7, end))
        change = lsp.TextDocumentContentChangePartial(range=span, text=text)
        identifier = lsp.VersionedTextDocumentIdentifier(version=version, uri=uri)
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(text_document=identifier, content_changes=[change]))

    await becomes([])
    type_at_end(2, 17, 17, " + missing")
    await becomes(["undefined-name"])
    type_at_end(3, 17, 27, "")
    await becomes([])


READ_ONLY = pathlib.Path(tempfile.mkdtemp(prefix="legb-read-only-"))
atexit.register(shutil.rmtree, READ_ONLY)


def as_nobody():
    """The server's command as a user who may write nowhere; root could, whatever the permissions say."""
    if os.getuid() != 0:
        return [os.environ["LEGB"], "server"]
    shutil.copy(os.environ["LEGB"], READ_ONLY / "legb")
    READ_ONLY.chmod(0o755)
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", str(READ_ONLY / "legb"), "server"]


@pytest_lsp.fixture(config=ClientServerConfig(server_command=as_nobody(), client_factory=client_factory))
async def client_of_read_only_folder(lsp_client: LanguageClient):
    folder = shutil.copytree(HERE / "proj", READ_ONLY / "proj")
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    await lsp_client.initialize_session(lsp.InitializeParams(
        capabilities=client_capabilities("neovim"),
        workspace_folders=[lsp.WorkspaceFolder(uri=folder.as_uri(), name="proj")],
    ))
    yield
    await asyncio.wait_for(lsp_client.shutdown_session(), PATIENCE)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)


async def test_a_read_only_folder_is_answered_and_left_as_it_is(client_of_read_only_folder: LanguageClient):
    client, folder = client_of_read_only_folder, READ_ONLY / "proj"
    before = sorted(folder.rglob("*"))
    context = lsp.ReferenceContext(include_declaration=True)
    found = await answer(client.text_document_references_async(lsp.ReferenceParams(**at(folder, 6, 20), context=context)))
    assert places(found) == ["geometry.py:4", "geometry.py:9", "main.py:1", "main.py:7"]
    edit = await answer(client.text_document_rename_async(lsp.RenameParams(**at(folder, 6, 20), new_name="surface")))
    assert edit.changes or edit.document_changes
    assert sorted(folder.rglob("*")) == before
