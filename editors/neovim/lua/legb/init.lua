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
    local root = type(all.root_dir) == 'function' and all.root_dir or function(_, answer) answer(all.root_dir) end
    root(buffer, function(folder)
      local own = vim.tbl_extend('force', all, { root_dir = folder })
      own.root_dir = folder
      vim.lsp.start(own, { bufnr = buffer })
    end)
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

-- Folders that hold anything: what lies in them does not belong together.
local function is_common(folder)
  return vim.tbl_contains({ '/', vim.fs.normalize('~'), '/tmp', vim.fs.dirname(folder) }, folder)
end

--- Answers with the folder of a buffer's project: the nearest one above with a root marker, else the file's own, or that around
--- its packages, so that scripts side by side know each other; with nil for a file that lies in a folder of anything. Says nothing of what is no file.
---@param buffer integer
---@param answer fun(folder: string|nil)
function M.root(buffer, answer)
  local path = vim.fs.normalize(vim.api.nvim_buf_get_name(buffer))
  -- A file inside something else (fugitive://, oil://) has no folder.
  if path:find('^%a+://') then
    return
  end
  local config = has_enable and vim.lsp.config.legb or M.config
  local folder = path ~= '' and vim.fs.dirname(path) or vim.fs.normalize(vim.fn.getcwd())
  local found
  for _, markers in ipairs(config.root_markers or {}) do
    -- Since Neovim 0.11 markers of equal rank may stand in a list.
    local here = vim.fs.find(markers, { upward = true, path = folder })[1]
    here = here and vim.fs.dirname(here)
    if here and #here > #(found or '') then
      found = here
    end
  end
  while not found and vim.fn.filereadable(folder .. '/__init__.py') == 1 do
    folder = vim.fs.dirname(folder)
  end
  answer(found or not is_common(folder) and folder or nil)
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
