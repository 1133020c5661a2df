-- :LegbBlocks: the tree of a file's blocks and their names in a window beside it. The window follows the file's text and cursor;
-- <CR> goes to the code. `server/ide/blocks/json.rs` documents what the server answers.
local legb = require('legb')
local M = {}

local marks = vim.api.nvim_create_namespace('legb-blocks')
local here = vim.api.nvim_create_namespace('legb-blocks-cursor')

--- What is open: the buffer and window of the tree, the buffer of the source, and what stands on each line.
local view = nil

-- The word and the highlight group of a name's kind.
local function kind(name)
  if name.lookup == 'built_in' then return 'built-in', 'LegbBuiltin' end
  if name.lookup == 'unresolved' then return 'unresolved', 'LegbUnresolved' end
  if name.lookup == 'star_import' then return 'star import', 'LegbGlobal' end
  local words = { ['local'] = 'LegbLocal', cell = 'LegbCell', free = 'LegbFree', class = 'LegbLocal' }
  local group = words[name.kind]
  return group and name.kind or 'global', group or 'LegbGlobal'
end

-- The lines of the tree; each with its text, its place, and what is highlighted in it.
local function lines_of(tree)
  local inner, out = {}, {}
  for _, block in ipairs(tree.blocks) do
    if block.parent then
      inner[block.parent] = inner[block.parent] or {}
      table.insert(inner[block.parent], block)
    end
  end
  local function add(block, depth)
    local from, to = block.range.start.line + 1, block.range['end'].line + 1
    local place = from == to and tostring(from) or from .. '–' .. to
    local indent = ('  '):rep(depth)
    local word = block.kind:gsub('_', ' ')
    table.insert(out, {
      text = ('%s%s  %s  %s'):format(indent, block.name, word, place),
      range = { start = block.range.start, ['end'] = block.range.start },
      block = block,
      groups = { { #indent, #indent + #block.name, 'Title' }, { #indent + #block.name, -1, 'Comment' } },
    })
    for _, name in ipairs(block.names) do
      local what, group = kind(name)
      local owner = name.owner and name.owner ~= block.id and tree.blocks[name.owner + 1]
      local of = owner and owner.kind ~= 'module' and ('  of ' .. owner.name) or ''
      local start = #indent + 2
      table.insert(out, {
        text = ('%s  %-10s  %s%s'):format(indent, what, name.name, of),
        range = name.first or name.bound,
        block = block,
        name = name.name,
        groups = { { start, start + #what, group }, { start + 12 + #name.name, -1, 'Comment' } },
      })
    end
    for _, child in ipairs(inner[block.id] or {}) do
      add(child, depth + 1)
    end
  end
  add(tree.blocks[1], 0)
  return out
end

local function is_open()
  return view and vim.api.nvim_buf_is_valid(view.buffer) and vim.api.nvim_win_is_valid(view.window)
end

-- Marks the line of the innermost block and name at the source's cursor, and brings it into sight.
local function follow()
  if not is_open() or not view.lines or vim.api.nvim_get_current_buf() ~= view.source then
    return
  end
  local row = vim.fn.line('.') - 1
  local word = vim.fn.expand('<cword>')
  local best
  for number, line in ipairs(view.lines) do
    local range = line.block.range
    if range.start.line <= row and row <= range['end'].line and (not line.name or line.name == word) then
      best = number
    end
  end
  vim.api.nvim_buf_clear_namespace(view.buffer, here, 0, -1)
  if best then
    vim.api.nvim_buf_set_extmark(view.buffer, here, best - 1, 0, { line_hl_group = 'CursorLine' })
    vim.api.nvim_win_set_cursor(view.window, { best, 0 })
  end
end

local function draw(tree)
  if not is_open() then
    return
  end
  view.lines = tree and tree.blocks[1] and lines_of(tree) or nil
  local texts = view.lines and vim.tbl_map(function(line) return line.text end, view.lines)
    or { 'legb can not read this file.' }
  vim.bo[view.buffer].modifiable = true
  vim.api.nvim_buf_set_lines(view.buffer, 0, -1, false, texts)
  vim.bo[view.buffer].modifiable = false
  vim.api.nvim_buf_clear_namespace(view.buffer, marks, 0, -1)
  for number, line in ipairs(view.lines or {}) do
    for _, group in ipairs(line.groups) do
      local last = group[2] == -1 and #line.text or group[2]
      if group[1] < last then
        vim.api.nvim_buf_set_extmark(view.buffer, marks, number - 1, group[1], { end_col = last, hl_group = group[3] })
      end
    end
  end
  follow()
end

local function refresh()
  if not is_open() or not vim.api.nvim_buf_is_loaded(view.source) then
    return
  end
  local source = view.source
  local params = { textDocument = { uri = vim.uri_from_bufnr(source) } }
  legb.ask(source, 'legb/blocks', params, function(tree)
    if view and view.source == source then
      draw(tree)
    end
  end)
end

-- Goes to the code of the line under the cursor.
local function go()
  local line = view and view.lines and view.lines[vim.fn.line('.')]
  local client = view and legb.client(view.source)
  if not line or not line.range or not client then
    return
  end
  local window = vim.fn.bufwinid(view.source)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  end
  local location = { uri = vim.uri_from_bufnr(view.source), range = line.range }
  vim.lsp.util.show_document(location, client.offset_encoding, { focus = true })
end

--- Opens the tree for the current file, or shows the current file in the tree that is open.
function M.open()
  local source = vim.api.nvim_get_current_buf()
  if not legb.client(source) then
    legb.ask(source, 'legb/blocks', {}, function() end)
    return
  end
  if is_open() then
    view.source = source
    refresh()
    return
  end
  local window = vim.api.nvim_get_current_win()
  vim.cmd('botright 44vnew')
  view = { buffer = vim.api.nvim_get_current_buf(), window = vim.api.nvim_get_current_win(), source = source }
  vim.api.nvim_buf_set_name(view.buffer, 'legb://blocks')
  for option, value in pairs({ buftype = 'nofile', bufhidden = 'wipe', swapfile = false, filetype = 'legb-blocks' }) do
    vim.bo[view.buffer][option] = value
  end
  for option, value in pairs({ number = false, relativenumber = false, wrap = false, signcolumn = 'no', list = false }) do
    vim.wo[view.window][option] = value
  end
  vim.keymap.set('n', '<CR>', go, { buffer = view.buffer, desc = 'Go to the code' })
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = view.buffer, desc = 'Close the tree' })
  vim.api.nvim_set_current_win(window)

  local group = vim.api.nvim_create_augroup('legb-blocks', {})
  local on = function(events, callback)
    vim.api.nvim_create_autocmd(events, { group = group, callback = callback })
  end
  on({ 'CursorMoved', 'CursorMovedI' }, follow)
  on({ 'TextChanged', 'InsertLeave', 'BufEnter' }, function(event)
    if is_open() and event.buf ~= view.buffer and vim.bo[event.buf].filetype == 'python' and legb.client(event.buf) then
      view.source = event.buf
      refresh()
    end
  end)
  on('BufWipeout', function(event)
    if view and event.buf == view.buffer then
      vim.api.nvim_clear_autocmds({ group = group })
      view = nil
    end
  end)
  refresh()
end

return M
