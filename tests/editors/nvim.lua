-- Run by nvim.sh in a headless Neovim, in a copy of proj/. Prints TAP; ends Neovim with 0, or 1 if anything was wrong.
local newest = vim.fn.has('nvim-0.11') == 1
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

-- Opens a file and waits for its server.
local function attached(file)
  vim.cmd.edit(file)
  return wait(function()
    local client = vim.lsp.get_clients({ name = 'legb', bufnr = 0 })[1]
    return client and client.initialized
  end)
end

-- Opens main.py with the cursor on the first `text` of a line.
local function go(line, text)
  attached(main)
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

local function messages()
  return vim.fn.execute('messages')
end

local function clients()
  return vim.lsp.get_clients({ name = 'legb' })
end

local function stop(client)
  if newest then client:stop() else client.stop() end
end

-- Diagnostics of the current buffer as LINE CODE.
local function diagnostics()
  return vim.tbl_map(function(one) return one.lnum + 1 .. ' ' .. one.code end, vim.diagnostic.get(0))
end

local ended = {}
local config = {
  cmd = { 'python3', vim.env.LSP_TEE, vim.env.SERVER_LOG, vim.env.LEGB, 'server' },
  on_exit = function(code, signal) table.insert(ended, { code = code, signal = signal }) end,
}

-- The windows that float, and their texts.
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window, table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

local function starts()
  vim.cmd('filetype plugin on')
  if newest then
    vim.lsp.config('legb', config)
    vim.lsp.enable('legb')
  else
    require('legb').setup(config)
  end
  ok(attached(main), (newest and 'vim.lsp.enable' or "require('legb').setup()") .. ' starts the server for a Python file', vim.lsp.get_clients())
  is(clients()[1].config.root_dir, vim.env.PROJ, 'the root is the folder with pyproject.toml')
end

local function answers()
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
end

local function renames()
  go(7, 'result')
  vim.lsp.buf.rename('sides')
  wait(function() return messages():find('binds') end)
  has(messages(), "can't rename `result` to `sides`: function `total` binds `sides` already", 'the message of a refused rename')
  is(vim.fn.getline(7), '        result += area(w, h)', 'a refused rename changes nothing')

  go(7, 'area')
  vim.lsp.buf.rename('surface')
  wait(function() return vim.fn.getline(7):find('surface', 1, true) end)
  is(line(main, 1), 'from pkg.geometry import surface', 'rename of the import')
  is(line(main, 7), '        result += surface(w, h)', 'rename of the use')
  is(line(geometry, 4), 'def surface(width, height):', 'rename of the definition in the other file')
  is(line(geometry, 9), 'UNIT = surface(1, 1)', 'rename of a use in the other file')
  vim.cmd('silent wall')
  has(table.concat(vim.fn.readfile(geometry), '\n'), 'def surface(width, height):', 'the other file on disk')
end

local function diagnoses()
  go(8, 'result')
  is(diagnostics(), {}, 'no diagnostics in a sound file')
  vim.api.nvim_buf_set_text(0, 7, 17, 7, 17, { ' + missing' })
  wait(function() return #diagnostics() > 0 end)
  is(diagnostics(), { '8 undefined-name' }, 'a diagnostic while somebody types')
  vim.api.nvim_buf_set_text(0, 7, 17, 7, 27, { '' })
  wait(function() return #diagnostics() == 0 end)
  is(diagnostics(), {}, 'and none once it is gone')
  vim.cmd('silent wall')
end

local function acts()
  go(8, 'result')
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'import os' })
  wait(function() return #diagnostics() > 0 end)
  vim.api.nvim_win_set_cursor(0, { 1, 7 })
  vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title == 'Remove unused import `os`' end })
  wait(function() return vim.fn.getline(1) ~= 'import os' end)
  is(vim.fn.getline(1), 'from pkg.geometry import surface', 'a code action removes an unused import')
  vim.cmd('silent wall')
end

local function plugin()
  vim.fn.writefile(vim.fn.readfile(vim.env.CLOSURE), vim.env.PROJ .. '/closure.py')
  attached(vim.env.PROJ .. '/closure.py')
  vim.api.nvim_win_set_cursor(0, { 8, 16 })
  vim.cmd.LegbWhy()
  wait(float)
  local window, text = float()
  has(text or '', 'variable of function `retry`', ':LegbWhy')
  if window then vim.api.nvim_win_close(window, true) end

  vim.cmd.LegbBlocks()
  local tree
  local function shown()
    tree = vim.fn.bufnr('legb://blocks')
    return tree ~= -1 and vim.api.nvim_buf_line_count(tree) > 10
  end
  wait(shown)
  local lines = vim.api.nvim_buf_get_lines(tree, 0, -1, false)
  has(table.concat(lines, '\n'), '        free        failures  of retry', ':LegbBlocks')
  is(vim.fn.expand('%:t'), 'closure.py', 'the source keeps the focus')
  local row = vim.api.nvim_win_get_cursor(vim.fn.bufwinid(tree))[1]
  has(lines[row], 'free        failures', 'the line at the cursor')

  vim.api.nvim_buf_set_lines(0, 7, 7, false, { '                extra = attempt' })
  vim.cmd('doautocmd TextChanged')
  wait(function() return table.concat(vim.api.nvim_buf_get_lines(tree, 0, -1, false)):find('extra') end)
  has(table.concat(vim.api.nvim_buf_get_lines(tree, 0, -1, false), '\n'), 'local       extra', 'the tree follows the text:')

  vim.api.nvim_set_current_win(vim.fn.bufwinid(tree))
  vim.fn.search('  range')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<CR>', true, false, true), 'mx', false)
  is({ here(), vim.fn.expand('<cword>') }, { 'closure.py:7', 'range' }, '<CR> goes to the code')
  vim.cmd('bwipeout! ' .. tree)
  vim.cmd('undo | write')

  vim.cmd('checkhealth legb')
  wait(function() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find('positions in') end)
  has(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'), newest and 'positions in utf-8' or 'positions in utf-16', ':checkhealth legb')
  vim.cmd('bwipeout!')
  is(vim.api.nvim_get_hl(0, { name = '@lsp.mod.free.python' }).link, 'LegbFree', 'a kind has a highlight group')
  vim.cmd('helptags ' .. vim.env.PLUGIN .. '/doc')
  -- Help's own highlighting needs a parser that this unpacked Neovim does not find.
  vim.cmd('noautocmd help legb-beside')
  has(vim.fn.expand('%:t'), 'legb.txt', ':help legb')
  vim.cmd('helpclose')
end

-- Colours tell the kinds apart, on both backgrounds; what a person sets stays.
local function colours()
  for _, background in ipairs({ 'light', 'dark' }) do
    vim.o.background = background
    local seen = {}
    for _, group in ipairs({ 'LegbCell', 'LegbFree', 'LegbGlobal', 'LegbBuiltin' }) do
      seen[vim.api.nvim_get_hl(0, { name = group }).fg or 'none'] = true
    end
    is(vim.tbl_count(seen), 4, 'four kinds have four colours where it is ' .. background)
  end
  is(vim.api.nvim_get_hl(0, { name = 'LegbCell' }).fg, 0xf0a070, 'the cell of a dark background')
  vim.api.nvim_set_hl(0, 'LegbCell', { fg = 0x123456 })
  vim.o.background = 'light'
  is(vim.api.nvim_get_hl(0, { name = 'LegbCell' }).fg, 0x123456, "a person's colour stays")
  vim.o.background = 'dark'
end

-- Scripts side by side, without a project file; then the folder can only be read.
local function scripts()
  local folder = vim.env.PROJ .. '-scripts'
  vim.fn.mkdir(folder)
  vim.fn.writefile({ 'def helped():', '    return 1' }, folder .. '/helper.py')
  vim.fn.writefile({ 'import helper', 'print(helper.helped())' }, folder .. '/user.py')
  vim.fn.setfperm(folder .. '/helper.py', 'r--r--r--')
  vim.fn.setfperm(folder, 'r-xr-xr-x')
  ok(attached(folder .. '/helper.py'), 'a server runs for a script without a project file', clients())
  local client = vim.lsp.get_clients({ name = 'legb', bufnr = 0 })[1]
  is(vim.fs.normalize(client.config.root_dir or ''), vim.fs.normalize(folder), 'its folder is the root')
  vim.api.nvim_win_set_cursor(0, { 1, 5 })
  is(references(), { 'helper.py:1', 'user.py:2' }, 'references in the script beside it, in a folder that can only be read')
  vim.cmd('bwipeout!')
  stop(client)
  wait(function() return #clients() == 1 end)
  vim.fn.setfperm(folder, 'rwxr-xr-x')
end

-- Other files: text that is told to be Python, and text that is not.
local function other_files()
  local notes = vim.env.PROJ .. '/notes.txt'
  vim.fn.writefile({ 'import os', 'print(oss)' }, notes)
  vim.cmd.edit(notes)
  vim.wait(300)
  is(#vim.lsp.get_clients({ name = 'legb', bufnr = 0 }), 0, 'no server for a file that is not Python')
  vim.bo.filetype = 'python'
  wait(function() return #diagnostics() == 2 end)
  local found = diagnostics()
  table.sort(found)
  is(found, { '1 unused-import', '2 undefined-name' }, 'one that is told to be Python is Python')
  vim.cmd('bwipeout!')
end

-- A second server for the same files: every question has two answers, and a rename can be given to one.
local function beside()
  attached(main)
  local other = vim.lsp.start({ name = 'other', cmd = { vim.env.LEGB, 'server' }, root_dir = vim.env.PROJ })
  wait(function() return vim.lsp.get_client_by_id(other).initialized end)
  go(7, 'w, h')
  vim.lsp.buf.definition()
  wait(function() return vim.fn.line('.') == 6 end)
  is(here(), 'main.py:6', 'definition with two servers')
  go(5, 'result')
  vim.lsp.buf.rename('outcome', { name = 'legb' })
  wait(function() return vim.fn.getline(5):find('outcome') end)
  is({ vim.fn.getline(5), vim.fn.getline(8) }, { '    outcome = 0', '    return outcome' }, 'a rename by one of two servers')
  stop(vim.lsp.get_client_by_id(other))
  wait(function() return not vim.lsp.get_client_by_id(other) end)
  vim.cmd('silent write')
end

-- The server is killed between two edits; started again, it has both.
local function killed()
  attached(main)
  vim.fn.append(0, 'first = 1')
  local gone = #ended
  vim.fn.system({ 'pkill', '-KILL', '-f', '^' .. vim.env.LEGB .. ' server' })
  vim.fn.append(1, 'second = first')
  wait(function() return #ended > gone and #clients() == 0 end)
  ok(#ended > gone, 'a killed server is noticed', ended)
  is(vim.api.nvim_buf_get_lines(0, 0, 2, false), { 'first = 1', 'second = first' }, 'no edit is lost')
  if newest then
    vim.lsp.enable('legb', false)
    vim.lsp.enable('legb')
  end
  vim.cmd('doautocmd FileType python')
  local function again()
    local client = vim.lsp.get_clients({ name = 'legb', bufnr = 0 })[1]
    return client and client.initialized
  end
  ok(wait(again), 'it is started again', clients())
  vim.api.nvim_win_set_cursor(0, { 2, 9 })
  is(references(), { 'main.py:1', 'main.py:2' }, 'and knows the text as it is')
  vim.cmd('silent edit!')
  wait(again)
end

local function stops()
  local gone = #ended
  stop(clients()[1])
  wait(function() return #ended > gone end)
  is(ended[#ended], { code = 0, signal = 0 }, 'the server ends when asked')
end

-- No server: a person is told, and nothing else happens.
local function missing()
  vim.cmd.edit(geometry)
  vim.cmd.LegbBlocks()
  has(messages(), 'legb does not run for this file', ':LegbBlocks without a server')
  vim.cmd('enew')
  local config = { cmd = { '/nowhere/legb', 'server' } }
  if newest then
    vim.lsp.config('legb', config)
  else
    require('legb').setup(config)
  end
  pcall(vim.cmd.edit, main)
  vim.wait(300)
  is(#clients(), 0, 'without a binary no server runs')
  is(vim.fn.getline(1), 'from pkg.geometry import surface', 'and the file can be edited')
  if newest then
    vim.cmd('checkhealth legb')
    wait(function() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find('nowhere') end)
    has(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'), '/nowhere/legb is not on the PATH', ':checkhealth legb')
    -- Another program of that name.
    local other = vim.env.PROJ .. '/other-legb'
    vim.fn.writefile({ '#!/bin/sh', 'echo ls 9.1' }, other)
    vim.fn.setfperm(other, 'rwxr-xr-x')
    vim.lsp.config('legb', { cmd = { other, 'server' } })
    vim.cmd('checkhealth legb')
    wait(function() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find('ls 9') end)
    has(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'), 'is no legb: its --version says "ls 9.1"', ':checkhealth legb')
  end
end

local function test()
  for _, part in ipairs({ starts, answers, renames, diagnoses, acts, plugin, colours, other_files, scripts, beside, killed, stops, missing }) do
    part()
  end
end

local good, reason = xpcall(test, debug.traceback)
ok(good, 'the test ran to its end', reason)
say(('1..%d # Neovim %s'):format(count, tostring(vim.version())))
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
