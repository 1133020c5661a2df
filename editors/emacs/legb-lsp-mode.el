;;; legb-lsp-mode.el --- legb with lsp-mode  -*- lexical-binding: t -*-
;; (load "/path/to/legb/editors/emacs/legb-lsp-mode.el"), then M-x lsp in a Python file.

(require 'lsp-mode)

(lsp-register-client
 (make-lsp-client :new-connection (lsp-stdio-connection '("legb" "server"))
                  :activation-fn (lsp-activate-on "python")
                  :server-id 'legb
                  ;; Beside another server, instead of in its place.
                  :add-on? t))

(provide 'legb-lsp-mode)
;;; legb-lsp-mode.el ends here
