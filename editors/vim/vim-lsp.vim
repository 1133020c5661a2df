" For prabirshrestha/vim-lsp, into ~/.vimrc. Then :LspHover, :LspDefinition, :LspReferences, :LspRename.
if executable('legb')
    autocmd User lsp_setup call lsp#register_server({
        \ 'name': 'legb',
        \ 'cmd': ['legb', 'server'],
        \ 'allowlist': ['python'],
        \ 'root_uri': {-> lsp#utils#path_to_uri(lsp#utils#find_nearest_parent_file_directory(
        \     lsp#utils#get_buffer_path(), ['pyproject.toml', 'setup.py', 'setup.cfg', '.git/']))},
        \ })
endif
