"""A text message gateway with bad manners, as a process of its own.

``python gateway.py PORT JOURNAL``: of every three messages it answers the first attempt
of one with an error before it has taken it, takes one and drops the connection before
it answers, and takes one well; at a later attempt it takes what it has not, and says
yes to what it has. Each request is a line in the journal: key, signature good, taken
now, answer (0 for none).
"""

import hashlib
import hmac
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "示例网关密钥"


class Gateway(BaseHTTPRequestHandler):
    journal = None
    seen, taken, lock = {}, set(), threading.Lock()

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        key = self.headers["Idempotency-Key"]
        signed = self.headers["X-Yichuang-Timestamp"].encode() + b"." + content
        digest = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        good = self.headers["X-Yichuang-Signature"] == f"sha256={digest}"
        with self.lock:
            attempt = self.seen[key] = self.seen.get(key, 0) + 1
            manner = ("error", "drop", "well")[int(key, 16) % 3]
            manner = manner if attempt == 1 else "well"
            now = manner != "error" and key not in self.taken
            if now:
                self.taken.add(key)
            answer = {"error": 500, "drop": 0, "well": 200}[manner]
            row = [key, good and json.loads(content)["key"] == key, now, answer]
            self.journal.write(json.dumps(row) + "\n")
            self.journal.flush()
            os.fsync(self.journal.fileno())
        if not answer:
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words):
        """Nothing but the journal."""


if __name__ == "__main__":
    port, path = sys.argv[1:]
    with open(path, "a", encoding="utf-8") as Gateway.journal:
        ThreadingHTTPServer(("127.0.0.1", int(port)), Gateway).serve_forever()
