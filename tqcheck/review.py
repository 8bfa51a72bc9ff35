"""The report served to one's own browser: each decision is written to the run folder as it is taken."""

from __future__ import annotations

import hmac
import io
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tqcheck.decisions import DECISIONS, append_decisions, checked
from tqcheck.htmlreport import write_report
from tqcheck.store import open_run, stored_segments

MOST_BYTES = 8_000_000  # of one request: some 20,000 decisions, as an import sends them
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves one run on 127.0.0.1. Who does not know the token in `url` gets nothing."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        out = io.StringIO()
        write_report(open_run(folder), stored_segments(folder), out, served=True)
        self.page = out.getvalue().encode("utf-8")
        self.log = folder / DECISIONS
        self.lock = threading.Lock()
        self.token = secrets.token_urlsafe(24)
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def hosts(self) -> tuple[str, str]:
        """Return the names by which the browser may call this server; others are DNS rebinding."""
        return (f"127.0.0.1:{self.server_port}", f"localhost:{self.server_port}")

    @property
    def url(self) -> str:
        """Return the address to open."""
        return f"http://{self.hosts[0]}/{self.token}/"

    def since(self, offset: int) -> tuple[bytes, int]:
        """Return the whole lines of the log from `offset` on, and where they end."""
        with self.lock:
            if not self.log.is_file():
                return b"", 0
            size = self.log.stat().st_size
            with self.log.open("rb") as stream:
                stream.seek(offset if 0 <= offset <= size else 0)
                start = stream.tell()
                lines = stream.read()
        whole = lines[: lines.rfind(b"\n") + 1]
        return whole, start + len(whole)


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        name, query = self._asked()
        if name == "":
            self._answer(200, self.server.page, "text/html; charset=utf-8")
        elif name == "decisions":
            offset = query.get("from", ["0"])[0]
            lines, end = self.server.since(int(offset) if offset.isdecimal() else 0)
            self._answer(200, lines, "application/x-ndjson", {"X-Offset": str(end)})
        elif name is not None:
            self._answer(404, b"there is nothing of that name\n")

    def do_POST(self) -> None:
        name, _ = self._asked()
        if name is None:
            return
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Origin") not in {f"http://{host}" for host in self.server.hosts}:
            self._answer(403, b"only this page may write decisions\n")
        elif name != "decisions":
            self._answer(404, b"there is nothing of that name\n")
        elif not length.isdecimal() or int(length) > MOST_BYTES:
            self._answer(413, b"too much, or no length\n")
        else:
            self._write(self.rfile.read(int(length)))

    def _write(self, body: bytes) -> None:
        try:
            decisions = [checked(json.loads(line)) for line in body.decode("utf-8").splitlines() if line.strip()]
        except (ValueError, RecursionError) as error:
            self._answer(400, f"{error}\n".encode("ascii", "backslashreplace"))
            return
        with self.server.lock:
            append_decisions(self.server.log, decisions)
        self._answer(204, b"")

    def _asked(self) -> tuple[str | None, dict[str, list[str]]]:
        """Return what is asked for, without the token; None, with an answer given, if it may not be asked."""
        parts = urlsplit(self.path)
        _, token, *rest = [*parts.path.split("/", 2), ""]
        if self.headers.get("Host") not in self.server.hosts:
            self._answer(403, b"this server is for its own computer alone\n")
        elif not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._answer(403, b"the address must be the whole one that tqcheck review printed\n")
        else:
            return rest[0], parse_qs(parts.query)
        return None, {}

    def _answer(self, status: int, body: bytes, kind: str = "text/plain", more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, **(more or {})}.items():
            self.send_header(name, value)
        if status >= 400:
            self.close_connection = True  # a body that was not read would be taken for the next request
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the token would be in every line."""
