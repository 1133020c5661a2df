//! Tells Zed how legb is started: as the settings say (`lsp.legb.binary`), else as it stands on the `PATH` of the folder.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, LanguageServerId, Result, Worktree};

struct Legb;

impl zed::Extension for Legb {
    fn new() -> Legb {
        Legb
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<zed::Command> {
        let own = LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|settings| settings.binary);
        let path = own.as_ref().and_then(|binary| binary.path.clone()).or_else(|| worktree.which("legb"));
        let command = path.ok_or("legb is not on the PATH: install it, or set lsp.legb.binary.path in the settings")?;
        let args = own.and_then(|binary| binary.arguments).unwrap_or_else(|| vec!["server".into()]);
        Ok(zed::Command { command, args, env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|settings| settings.settings);
        Ok(settings.map(|settings| zed::serde_json::json!({ "legb": settings })))
    }
}

zed::register_extension!(Legb);
