-- A person's init.lua, with a stopwatch: prints the milliseconds from the start of Neovim (STARTED, seconds since 1970) to the text and to the first
-- colour of legb's, and ends.
local function passed()
  local seconds, microseconds = vim.uv.gettimeofday()
  return math.floor(seconds * 1e3 + microseconds / 1e3 - tonumber(vim.env.STARTED) * 1e3)
end

-- Neovim's own settings for Python files would start the interpreters of the PATH, which takes up to seconds where pyenv stands before them.
vim.g.loaded_python3_provider = 0
vim.opt.runtimepath:append(vim.env.PLUGIN)
local config = { cmd = { vim.env.LEGB, 'server' } }
if vim.fn.has('nvim-0.11') == 1 then
  vim.lsp.config('legb', config)
  vim.lsp.enable('legb')
else
  vim.cmd('filetype plugin on')
  require('legb').setup(config)
end

-- The colours stand in the buffer once it is drawn with them.
local function coloured()
  vim.cmd.redraw()
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true })) do
    if (mark[4].hl_group or ''):find('^@lsp%.') then return true end
  end
end

vim.api.nvim_create_autocmd('VimEnter', {
  callback = function()
    local shown = passed()
    vim.wait(60000, coloured, 2)
    local colours = coloured() and passed()
    io.stdout:write(('%d %s\n'):format(shown, colours or 'none'))
    vim.cmd.qall({ bang = true })
  end,
})
