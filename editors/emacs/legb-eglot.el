;;; legb-eglot.el --- legb with eglot, which is part of Emacs 29 and later  -*- lexical-binding: t -*-
;; (load "/path/to/legb/editors/emacs/legb-eglot.el"), then M-x eglot in a Python file.
;; For every Python file at once: (add-hook 'python-base-mode-hook #'eglot-ensure)

(require 'eglot)

(add-to-list 'eglot-server-programs '((python-mode python-ts-mode) . ("legb" "server")))

;; Settings go into the project's [tool.legb] in pyproject.toml, or here:
;; (setq-default eglot-workspace-configuration '(:legb (:python "3.12" :diagnostics (:shadowed-builtin t))))

(provide 'legb-eglot)
;;; legb-eglot.el ends here
