-- :checkhealth legb
local M = {}

local health = vim.health
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local info = health.info or health.report_info
local err = health.error or health.report_error

-- The command that starts the server, as it is configured; nil where it is a function.
local function command()
  local config = vim.lsp.config and vim.lsp.config.legb or require('legb').config or {}
  local cmd = config.cmd or { 'legb', 'server' }
  return type(cmd) == 'table' and cmd or nil
end

function M.check()
  start('legb')
  if vim.fn.has('nvim-0.9') == 0 then
    err('Neovim 0.9 or later is needed')
    return
  end
  ok('Neovim ' .. tostring(vim.version()))
  local cmd = command()
  if not cmd then
    ok('the server is started by a function of yours')
  elseif vim.fn.executable(cmd[1]) == 0 then
    err(cmd[1] .. ' is not on the PATH', { 'cargo install --path . in a checkout of legb', "or vim.lsp.config('legb', { cmd = { '/path/to/legb', 'server' } })" })
  else
    local said = vim.fn.system({ cmd[1], '--version' }):gsub('%s+$', '')
    if said:match('^legb %d') then
      ok(said .. ': ' .. vim.fn.exepath(cmd[1]))
    else
      err(('%s is no legb: its --version says "%s"'):format(cmd[1], said:sub(1, 80)))
    end
  end
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  local clients = get({ name = 'legb' })
  if #clients == 0 then
    warn('no server runs now', { 'open a Python file', "vim.lsp.enable('legb'), or before Neovim 0.11 require('legb').setup()" })
  end
  for _, client in ipairs(clients) do
    local capabilities = client.server_capabilities or {}
    local root = client.config.root_dir
    local place = root and 'in ' .. root or 'for single files'
    ok(('server %d runs %s, positions in %s'):format(client.id, place, client.offset_encoding))
    if not root then
      -- Then nobody has said which other files belong to them.
      info('of files that are not open it knows what is imported, not who imports: they lie in a folder of anything, '
        .. 'and no folder above is a project (:help legb-start)')
    end
    if not (capabilities.experimental or {})['legb/blocks'] then
      warn('this server has no :LegbBlocks: it is older than this plugin')
    end
  end
  local others = {}
  for _, client in ipairs(get()) do
    if client.name ~= 'legb' and vim.tbl_contains((client.config or {}).filetypes or {}, 'python') then
      table.insert(others, client.name)
    end
  end
  if #others > 0 then
    ok('beside it: ' .. table.concat(others, ', ') .. '; see :help legb-beside')
  end
end

return M
