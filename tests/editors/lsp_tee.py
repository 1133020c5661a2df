#!/usr/bin/env python3
"""lsp_tee.py LOG SERVER ARGS...: stands between an editor and a server and writes every message
to LOG, one line each: {"from": "client" or "server", "msg": ...}"""
import json
import os
import subprocess
import sys
import threading

log = open(sys.argv[1], "a")
lock = threading.Lock()
server = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def pump(source, target, who):
    while True:
        head, length = b"", 0
        while not head.endswith(b"\r\n\r\n"):
            line = source.readline()
            if not line:
                target.close()
                return
            head += line
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = source.read(length)
        with lock:
            log.write(json.dumps({"from": who, "msg": json.loads(body)}) + "\n")
            log.flush()
        try:
            target.write(head + body)
            target.flush()
        except (BrokenPipeError, ValueError):
            return


threading.Thread(target=pump, args=(sys.stdin.buffer, server.stdin, "client"), daemon=True).start()
pump(server.stdout, sys.stdout.buffer, "server")
# Not sys.exit(): it would wait for the lock on stdin, which the other thread reads.
os._exit(server.wait() % 256)
