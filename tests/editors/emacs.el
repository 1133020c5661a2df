;;; emacs.el --- what a person does in Emacs with eglot; run by emacs.sh in a copy of proj/  -*- lexical-binding: t -*-
;; Prints TAP; ends Emacs with 0, or 1 if anything was wrong.
(require 'project) (require 'xref) (require 'python) (require 'flymake)
(load (concat (getenv "SETUP") "/legb-eglot.el"))

(defvar count 0)
(defvar failed 0)
(defvar proj (file-name-as-directory (getenv "PROJ")))

(defun ok (condition what &optional got)
  (setq count (1+ count))
  (unless condition (setq failed (1+ failed)))
  (princ (format "%s %d - %s%s\n" (if condition "ok" "not ok") count what (if condition "" (format "; got %S" got)))))

(defun is (got wanted what) (ok (equal got wanted) what got))

(defun until (condition)
  "Wait until CONDITION gives something, for at most 15 s."
  (let ((end (+ (float-time) 15)) got)
    (while (not (or (setq got (funcall condition)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    got))

(defun go (file line text)
  "Visit FILE with point on the first TEXT of LINE."
  (find-file (concat proj file))
  (goto-char (point-min))
  (forward-line (1- line))
  (search-forward text (line-end-position))
  (goto-char (match-beginning 0)))

(defun hover ()
  (let ((said (eglot--request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (plist-get (plist-get said :contents) :value)))

(defun here () (format "%s:%d" (file-name-nondirectory (buffer-file-name)) (line-number-at-pos)))

(defun line (file number)
  (with-current-buffer (find-file-noselect (concat proj file))
    (save-excursion
      (goto-char (point-min))
      (forward-line (1- number))
      (buffer-substring-no-properties (point) (line-end-position)))))

(defun identifier () (xref-backend-identifier-at-point (xref-find-backend)))

(defun connect (command)
  (setf (alist-get '(python-mode python-ts-mode) eglot-server-programs nil nil #'equal) command)
  (apply #'eglot--connect (eglot--guess-contact)))

(defun pids ()
  "The processes of the server under test."
  (split-string (shell-command-to-string (format "pgrep -f '^%s server'" (getenv "LEGB"))) "\n" t))

(setq eglot-sync-connect 30 eglot-autoshutdown nil eglot-confirm-server-edits nil make-backup-files nil create-lockfiles nil
      xref-prompt-for-identifier nil python-indent-guess-indent-offset nil vc-handled-backends nil auto-save-default nil)
(add-to-list 'project-find-functions (lambda (_) (cons 'transient proj)))

(condition-case problem
    (progn
      (is (cdr (assoc '(python-mode python-ts-mode) eglot-server-programs)) '("legb" "server") "legb-eglot.el names the server")
      (find-file (concat proj "main.py"))
      (connect (list (getenv "LEGB") "server"))
      (ok (eglot-current-server) "eglot connects")

      (go "main.py" 7 "area")
      (let ((said (hover)))
        (ok (string-match-p "global import of this module: function area of module pkg.geometry" said) "hover tells the kind" said)
        (ok (string-match-p "Return the area of a rectangle" said) "and the docstring" said))
      (xref-find-definitions (identifier))
      (is (here) "geometry.py:4" "M-. goes through an import")
      (kill-buffer)
      (go "main.py" 7 "area")
      (is (sort (mapcar (lambda (found)
                          (let ((place (xref-item-location found)))
                            (format "%s:%s" (file-name-nondirectory (xref-location-group place)) (xref-location-line place))))
                        (xref-backend-references (xref-find-backend) (identifier)))
                #'string<)
          '("geometry.py:4" "geometry.py:9" "main.py:1" "main.py:7") "M-? finds references in an unopened file too")

      (go "main.py" 7 "result")
      (let ((said (condition-case refused (progn (eglot-rename "sides") "renamed") (error (error-message-string refused)))))
        (ok (string-match-p "function `total` binds `sides` already" said) "a refused rename says why" said))
      (is (line "main.py" 7) "        result += area(w, h)" "and changes nothing")
      (go "main.py" 7 "area")
      (eglot-rename "surface")
      (save-some-buffers t)
      (is (line "main.py" 7) "        result += surface(w, h)" "a rename here")
      (is (with-temp-buffer (insert-file-contents (concat proj "pkg/geometry.py")) (and (search-forward "def surface(" nil t) t)) t
          "and in the other file, on disk")

      (go "main.py" 8 "result")
      (flymake-mode 1)
      (end-of-line)
      (insert " + missing")
      (eglot--signal-textDocument/didChange)
      (flymake-start)
      (let ((found (until (lambda () (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))))
        (ok (and (= 1 (length found)) (string-match-p "undefined name `missing`" (car found))) "a diagnostic while somebody types" found))
      (delete-char (- (length " + missing")))
      (eglot--signal-textDocument/didChange)
      (flymake-start)
      (until (lambda () (null (flymake-diagnostics))))
      (is (flymake-diagnostics) nil "and none once it is gone")

      ;; Killed between two edits. A batch Emacs runs no sentinel of the dead process, so that it is started anew by the command.
      (goto-char (point-min))
      (insert "first = 1\n")
      (eglot--signal-textDocument/didChange)
      (let ((before (pids)))
        (dolist (pid before) (signal-process (string-to-number pid) 'KILL))
        (insert "second = first\n")
        (until (lambda () (not (jsonrpc-running-p (eglot-current-server)))))
        (eglot-reconnect (eglot-current-server))
        (ok (and (pids) (not (equal (pids) before))) "M-x eglot-reconnect starts a killed server again" (pids)))
      (is (list (line "main.py" 1) (line "main.py" 2)) '("first = 1" "second = first") "no edit is lost")
      (go "main.py" 2 "first")
      (let ((said (until (lambda () (ignore-errors (hover))))))
        (ok (and said (string-match-p "main.py:1:1" said)) "and it knows the text as it is" said))

      (let ((server (eglot-current-server)))
        (eglot-shutdown server)
        (ok (not (jsonrpc-running-p server)) "the server ends when asked"))
      (let ((said (condition-case refused (progn (connect '("/nowhere/legb" "server")) "connected") (error (error-message-string refused)))))
        (ok (string-match-p "nowhere\\|No such file" said) "a missing server is told" said)))
  (error (ok nil "the test runs to its end" problem)))
(princ (format "1..%d # Emacs %s, eglot\n" count emacs-version))
(let ((kill-emacs-hook nil)) (kill-emacs (if (= failed 0) 0 1)))
