-- Run by nvim.sh in a headless Neovim, in a copy of proj/. Prints TAP; ends Neovim with 0, or 1 if anything was wrong.
local count, failed = 0, 0

local function say(line)
  io.stdout:write(line .. '\n')
end

local function ok(condition, what, got)
  count = count + 1
  if condition then
    say('ok ' .. count .. ' - ' .. what)
  else
    failed = failed + 1
    say('not ok ' .. count .. ' - ' .. what .. '; got ' .. vim.inspect(got))
  end
end

local function is(got, wanted, what)
  ok(vim.deep_equal(got, wanted), what, got)
end

local function wait(condition)
  return vim.wait(10000, condition, 20)
end

local main = vim.env.PROJ .. '/main.py'
local geometry = vim.env.PROJ .. '/pkg/geometry.py'

-- Opens main.py with the cursor on the first `text` of a line.
local function go(line, text)
  vim.cmd.edit(main)
  local column = vim.fn.getline(line):find(text, 1, true)
  vim.api.nvim_win_set_cursor(0, { line, column - 1 })
end

-- Where the cursor is, as file:line.
local function here()
  return vim.fn.expand('%:t') .. ':' .. vim.fn.line('.')
end

local function line(file, number)
  return vim.api.nvim_buf_get_lines(vim.fn.bufnr(file), number - 1, number, false)[1]
end

local function references()
  vim.fn.setqflist({})
  vim.lsp.buf.references({ includeDeclaration = true })
  wait(function() return #vim.fn.getqflist() > 0 end)
  local found = vim.tbl_map(function(item)
    return vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t') .. ':' .. item.lnum
  end, vim.fn.getqflist())
  vim.cmd.cclose()
  table.sort(found)
  return found
end

-- The text of the window that hover opens.
local function hover()
  local text
  vim.lsp.buf.hover()
  wait(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
  end)
  return text or ''
end

local function has(text, part, what)
  ok(text:find(part, 1, true), what .. ' contains "' .. part .. '"', text)
end

local function test()
  vim.cmd('filetype plugin on')
  local ended
  vim.lsp.config('legb', {
    cmd = { 'python3', vim.env.LSP_TEE, vim.env.SERVER_LOG, vim.env.LEGB, 'server' },
    on_exit = function(code, signal) ended = { code = code, signal = signal } end,
  })
  vim.lsp.enable('legb')
  vim.cmd.edit(main)
  local attached = wait(function()
    local client = vim.lsp.get_clients({ name = 'legb', bufnr = 0 })[1]
    return client and client.initialized
  end)
  ok(attached, 'vim.lsp.enable starts the server for a Python file', vim.lsp.get_clients())
  if not attached then return end
  local client = vim.lsp.get_clients()[1]
  is(client.config.root_dir, vim.env.PROJ, 'the root is the folder with pyproject.toml')

  is(vim.fn.bufloaded(geometry), 0, 'geometry.py is not open')
  go(7, 'area')
  is(references(), { 'geometry.py:4', 'geometry.py:9', 'main.py:1', 'main.py:7' }, 'references, in an unopened file too')

  go(7, 'w, h')
  vim.lsp.buf.definition()
  wait(function() return vim.fn.line('.') == 6 end)
  is(here(), 'main.py:6', 'definition of a local variable')

  go(7, 'area')
  vim.lsp.buf.definition()
  wait(function() return vim.fn.expand('%:t') == 'geometry.py' end)
  is(here(), 'geometry.py:4', 'definition through an import')

  go(7, 'area')
  local text = hover()
  has(text, 'global', 'hover of an imported name in a function')
  has(text, 'Return the area of a rectangle.', 'hover of an imported name in a function')
  go(8, 'result')
  has(hover(), 'local', 'hover of a local variable')

  go(7, 'area')
  vim.lsp.buf.rename('surface')
  wait(function() return vim.fn.getline(7):find('surface', 1, true) end)
  is(line(main, 1), 'from pkg.geometry import surface', 'rename of the import')
  is(line(main, 7), '        result += surface(w, h)', 'rename of the use')
  is(line(geometry, 4), 'def surface(width, height):', 'rename of the definition in the other file')
  is(line(geometry, 9), 'UNIT = surface(1, 1)', 'rename of a use in the other file')

  client:stop()
  wait(function() return ended end)
  is(ended, { code = 0, signal = 0 }, 'the server ends when asked')
end

local good, reason = xpcall(test, debug.traceback)
ok(good, 'the test ran to its end', reason)
say(('1..%d # Neovim %s'):format(count, tostring(vim.version())))
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
