-- Starts the server in Neovims of every age, and asks it what editors do not ask by themselves.
local M = {}

-- Neovim 0.11 finds lsp/legb.lua by itself; older ones are told here.
local has_enable = vim.lsp.config ~= nil and vim.lsp.enable ~= nil

--- Starts legb for Python files. `config` counts above lsp/legb.lua: cmd, settings, root_markers, on_attach, ...
---@param config table|nil
function M.setup(config)
  if has_enable then
    vim.lsp.config('legb', config or {})
    vim.lsp.enable('legb')
    return
  end
  local file = vim.api.nvim_get_runtime_file('lsp/legb.lua', false)[1]
  local all = vim.tbl_deep_extend('force', file and dofile(file) or {}, config or {}, { name = 'legb' })
  M.config = all
  local function start(buffer)
    -- A file inside something else (fugitive://, oil://) has no folder.
    local path = vim.api.nvim_buf_get_name(buffer)
    if path:find('^%a+://') then
      return
    end
    local found = vim.fs.find(all.root_markers, { upward = true, path = vim.fs.dirname(path) })[1]
    vim.lsp.start(vim.tbl_extend('keep', { root_dir = found and vim.fs.dirname(found) }, all), { bufnr = buffer })
  end
  local group = vim.api.nvim_create_augroup('legb', {})
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = all.filetypes,
    callback = function(event) start(event.buf) end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(all.filetypes, vim.bo[buffer].filetype) then
      start(buffer)
    end
  end
end

--- The server that answers for a buffer, or nil.
---@param buffer integer
function M.client(buffer)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return get({ name = 'legb', bufnr = buffer })[1]
end

--- Asks the server about a buffer. `answer` gets the result; without a server, a person is told.
---@param buffer integer
---@param method string
---@param params table
---@param answer fun(result: any, client: table)
function M.ask(buffer, method, params, answer)
  local client = M.client(buffer)
  if not client then
    vim.notify('legb does not run for this file. :checkhealth legb says why.', vim.log.levels.WARN)
    return
  end
  local function done(problem, result)
    if problem then
      vim.notify('legb: ' .. (problem.message or vim.inspect(problem)), vim.log.levels.WARN)
    else
      answer(result, client)
    end
  end
  -- A method since 0.11, a plain function before.
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, done, buffer)
  else
    client.request(method, params, done, buffer)
  end
end

--- :LegbWhy: what the name at the cursor is and why, from legb alone, in a window.
function M.why()
  local buffer = vim.api.nvim_get_current_buf()
  local client = M.client(buffer)
  local params = vim.lsp.util.make_position_params(0, client and client.offset_encoding or 'utf-16')
  M.ask(buffer, 'textDocument/hover', params, function(hover)
    if not hover then
      vim.notify('legb: no name at the cursor', vim.log.levels.INFO)
      return
    end
    local lines = vim.lsp.util.convert_input_to_markdown_lines(hover.contents)
    vim.lsp.util.open_floating_preview(lines, 'markdown', { border = 'rounded', focus_id = 'legb-why' })
  end)
end

return M
