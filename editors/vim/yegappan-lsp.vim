" For yegappan/lsp (Vim 9), into ~/.vimrc. Then :LspHover, :LspGotoDefinition, :LspShowReferences, :LspRename.
autocmd User LspSetup call LspAddServer([#{
    \ name: 'legb',
    \ filetype: ['python'],
    \ path: 'legb',
    \ args: ['server'],
    \ rootSearch: ['pyproject.toml', 'setup.py', 'setup.cfg', '.git/'],
    \ }])
