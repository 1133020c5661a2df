" ALE finds this linter where editors/vim is in the runtimepath:
"   set runtimepath+=/path/to/legb/editors/vim
"   let g:ale_linters = {'python': ['legb']}
" Then ALEHover, ALEGoToDefinition, ALEFindReferences and ALERename ask legb, and its diagnostics are shown.

call ale#Set('python_legb_executable', 'legb')

function! LegbRoot(buffer) abort
    for l:name in ['pyproject.toml', 'setup.py', 'setup.cfg']
        let l:found = ale#path#FindNearestFile(a:buffer, l:name)

        if !empty(l:found)
            return fnamemodify(l:found, ':h')
        endif
    endfor

    let l:git = ale#path#FindNearestDirectory(a:buffer, '.git')

    return empty(l:git) ? fnamemodify(bufname(a:buffer), ':p:h') : fnamemodify(l:git, ':h:h')
endfunction

call ale#linter#Define('python', {
\   'name': 'legb',
\   'lsp': 'stdio',
\   'executable': {buffer -> ale#Var(buffer, 'python_legb_executable')},
\   'command': '%e server',
\   'project_root': function('LegbRoot'),
\})
