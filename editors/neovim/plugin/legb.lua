-- Commands and highlight groups. Nothing starts here: vim.lsp.enable('legb') or require('legb').setup() does.
if vim.g.loaded_legb then
  return
end
vim.g.loaded_legb = true

vim.api.nvim_create_user_command('LegbBlocks', function() require('legb.blocks').open() end, {
  desc = "The tree of this file's blocks and their names",
})
vim.api.nvim_create_user_command('LegbWhy', function() require('legb').why() end, {
  desc = 'What the name at the cursor is, and why',
})

-- Colours by kind, for a dark and a light background; the same as in VS Code. A colour scheme, or a person, sets a group otherwise.
local colours = {
  LegbCell = { dark = { fg = '#f0a070', ctermfg = 216 }, light = { fg = '#b04a00', ctermfg = 130 } },
  LegbFree = {
    dark = { fg = '#c8a2ff', ctermfg = 183, italic = true },
    light = { fg = '#7a42d6', ctermfg = 98, italic = true },
  },
  LegbGlobal = { dark = { fg = '#7cc0ff', ctermfg = 111 }, light = { fg = '#0a5fc2', ctermfg = 25 } },
  LegbBuiltin = { dark = { fg = '#4ec9a8', ctermfg = 79 }, light = { fg = '#12705a', ctermfg = 23 } },
}
local links = {
  LegbLocal = 'Normal',
  LegbUnresolved = 'DiagnosticError',
  ['@lsp.mod.cell.python'] = 'LegbCell',
  ['@lsp.mod.free.python'] = 'LegbFree',
  ['@lsp.mod.unresolved.python'] = 'LegbUnresolved',
  ['@lsp.typemod.variable.global.python'] = 'LegbGlobal',
  ['@lsp.typemod.variable.builtin.python'] = 'LegbBuiltin',
  ['@lsp.typemod.function.builtin.python'] = 'LegbBuiltin',
  ['@lsp.typemod.class.builtin.python'] = 'LegbBuiltin',
}

-- Whether nobody but us has set a group.
local function is_ours(group)
  local set = vim.api.nvim_get_hl(0, { name = group })
  local function has(colour) return set.fg == tonumber(colour.fg:sub(2), 16) end
  return vim.tbl_isempty(set) or has(colours[group].dark) or has(colours[group].light)
end

local function highlights()
  for group, by_background in pairs(colours) do
    if is_ours(group) then
      vim.api.nvim_set_hl(0, group, by_background[vim.o.background])
    end
  end
  for group, link in pairs(links) do
    vim.api.nvim_set_hl(0, group, { link = link, default = true })
  end
end
highlights()
local group = vim.api.nvim_create_augroup('legb-highlights', {})
vim.api.nvim_create_autocmd('ColorScheme', { group = group, callback = highlights })
vim.api.nvim_create_autocmd('OptionSet', { group = group, pattern = 'background', callback = highlights })
