# For kakoune-lsp 18 and later: source this file from ~/.config/kak/kakrc, behind `eval %sh{kak-lsp}`.
# Then :lsp-hover, :lsp-definition, :lsp-references, :lsp-rename NAME.
hook -group legb global BufSetOption filetype=python %{
    set-option buffer lsp_servers %{
        [legb]
        command = "legb"
        args = ["server"]
        root_globs = ["pyproject.toml", "setup.py", "setup.cfg", ".git"]
    }
}
hook -group legb global WinSetOption filetype=python lsp-enable-window
