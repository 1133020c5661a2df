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

-- Colours by kind. A colour scheme, or a person, sets a group otherwise.
local function highlights()
  local groups = {
    LegbLocal = 'Normal',
    LegbCell = 'Constant',
    LegbFree = 'Special',
    LegbGlobal = 'Identifier',
    LegbBuiltin = 'Function',
    LegbUnresolved = 'DiagnosticError',
    ['@lsp.mod.cell.python'] = 'LegbCell',
    ['@lsp.mod.free.python'] = 'LegbFree',
    ['@lsp.mod.unresolved.python'] = 'LegbUnresolved',
    ['@lsp.typemod.variable.global.python'] = 'LegbGlobal',
    ['@lsp.typemod.variable.builtin.python'] = 'LegbBuiltin',
    ['@lsp.typemod.function.builtin.python'] = 'LegbBuiltin',
  }
  for group, link in pairs(groups) do
    vim.api.nvim_set_hl(0, group, { link = link, default = true })
  end
end
highlights()
vim.api.nvim_create_autocmd('ColorScheme', {
  group = vim.api.nvim_create_augroup('legb-highlights', {}),
  callback = highlights,
})
