-- Neovim 0.11 and later reads this file when vim.lsp.enable('legb') is called.
---@type vim.lsp.Config
return {
  cmd = { 'legb', 'server' },
  filetypes = { 'python' },
  root_markers = { 'pyproject.toml', 'setup.py', 'setup.cfg', '.git' },
  root_dir = function(buffer, answer) require('legb').root(buffer, answer) end,
}
