;;; lsp-mode.el --- what a person does in Emacs with lsp-mode; run by emacs.sh in a copy of proj/  -*- lexical-binding: t -*-
;; Prints TAP; ends Emacs with 0, or 1 if anything was wrong.
;; An Emacs that was only unpacked does not find its compiler.
(setq native-comp-enable-subr-trampolines nil native-comp-jit-compilation nil)
(setq lsp-session-file (concat (getenv "PROJ") "/../session") lsp-auto-guess-root t lsp-enable-file-watchers nil
      lsp-warn-no-matched-clients nil lsp-enable-suggest-server-download nil make-backup-files nil create-lockfiles nil
      vc-handled-backends nil auto-save-default nil python-indent-guess-indent-offset nil lsp-restart (quote ignore) lsp-enable-snippet nil lsp-lens-enable nil lsp-headerline-breadcrumb-enable nil lsp-modeline-code-actions-enable nil
      lsp-modeline-diagnostics-enable nil lsp-modeline-workspace-status-enable nil lsp-diagnostics-provider :none)
(require 'python)
(load (concat (getenv "SETUP") "/legb-lsp-mode.el"))

(defvar count 0)
(defvar failed 0)
(defvar proj (file-name-as-directory (getenv "PROJ")))

(defun ok (condition what &optional got)
  (setq count (1+ count))
  (unless condition (setq failed (1+ failed)))
  (princ (format "%s %d - %s%s\n" (if condition "ok" "not ok") count what (if condition "" (format "; got %S" got)))))

(defun until (condition)
  "Wait until CONDITION gives something, for at most 15 s."
  (let ((end (+ (float-time) 15)) got)
    (while (not (or (setq got (funcall condition)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    got))

(defun at (line text)
  (goto-char (point-min))
  (forward-line (1- line))
  (search-forward text (line-end-position))
  (goto-char (match-beginning 0)))

(condition-case problem
    (progn
      (find-file (concat proj "main.py"))
      (lsp-workspace-folders-add proj)
      (lsp)
      (ok (until (lambda () (and (lsp-workspaces) (eq 'initialized (lsp--workspace-status (car (lsp-workspaces)))))))
          "M-x lsp starts legb" (lsp-workspaces))
      (ok (eq 'legb (lsp--workspace-server-id (car (lsp-workspaces)))) "and it is legb")
      (at 7 "area")
      (let ((said (gethash "value" (gethash "contents" (lsp-request "textDocument/hover" (lsp--text-document-position-params))))))
        (ok (string-match-p "\\*\\*global\\*\\* import of this module" said) "hover tells the kind" said))
      (lsp-find-definition)
      (ok (equal (list (file-name-nondirectory (buffer-file-name)) (line-number-at-pos)) '("geometry.py" 4))
          "lsp-find-definition goes through an import" (list (buffer-file-name) (line-number-at-pos)))
      (find-file (concat proj "main.py"))
      (at 7 "result")
;; Emacs writes quotes in its own way.
      (let ((told (condition-case refused (progn (lsp-rename "sides") "nothing") (error (error-message-string refused)))))
        (ok (string-match-p "can.t rename .result. to .sides." told) "a refused rename tells the reason" told))
      (at 7 "area")
      (lsp-rename "surface")
      (save-some-buffers t)
      (dolist (want '(("main.py" "result += surface(w, h)") ("pkg/geometry.py" "def surface(width, height):")))
        (with-temp-buffer
          (insert-file-contents (concat proj (car want)))
          (ok (search-forward (cadr want) nil t) (format "lsp-rename renames in %s, on disk" (car want)) (buffer-string)))))
  (error (ok nil "the test runs to its end" problem)))
(princ (format "1..%d # Emacs %s, lsp-mode\n" count emacs-version))
(kill-emacs (if (= failed 0) 0 1))
