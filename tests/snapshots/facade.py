"""A façade that makes a real pywb look like the Internet Archive: its index format, its redirects, its refusals, its faults.

Differences that it bridges: the index answers seven text fields (or arrays) instead of JSON objects, knows full-match filters, collapse
and resume keys; replay answers 302 with a reason where there is no capture at that second, rewrites the Location of archived redirects
into the archive, excludes sites; availability and Save Page Now exist at all.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urljoin, urlsplit

from linkaudit.snapshots.choose import moment

HTML_PAGE = b"<!doctype html><title>Internet Archive: temporarily offline</title><p>" + b"We are sorry for the inconvenience. " * 40
BLOCKED = (
    b"org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error\n"
)


@dataclass
class Fault:
    """What to answer instead: a status with a body, or a manner ("hang", "cut", "close")."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    manner: str = ""
    seconds: float = 0.0


class Facade:
    """The façade in front of pywb on `pywb_port`; `base` is what `--wayback` gets.

    `faults[("/cdx", "host.test")]` is a list that is used up fault by fault; `rows[url]` are index lines to add; `excluded` maps hosts to
    403 or 200, the two shapes of an exclusion. `seen` logs (monotonic time, path with query).
    """

    def __init__(self, pywb_port: int) -> None:
        self.pywb_port = pywb_port
        self.index = Path("/nowhere")  # the index file of the pywb
        self.faults: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        self.rows: dict[str, list[str]] = defaultdict(list)
        self.excluded: dict[str, int] = {}
        self.page_size: dict[str, int] = {}
        self.knows_resume = True
        self.seen: list[tuple[float, str]] = []
        self.saved: dict[str, dict[str, Any]] = {}
        self.posted: list[tuple[str, dict[str, str], bytes]] = []
        facade = self

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Silence: a client that has gone away is part of the play."""

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                """Silence: the log of this server is `seen`."""

            def do_GET(self) -> None:
                facade.answer(self)

            def do_POST(self) -> None:
                facade.answer(self)

        self.server = Server(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def asked(self, endpoint: str, host: str) -> int:
        """How many requests to an endpoint named this host."""
        return sum(1 for _, path in self.seen if path.startswith(endpoint) and host in unquote(path))

    # ------------------------------------------------------------ answering

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Log, then a fault if one is due, then the endpoint."""
        path = handler.path
        self.seen.append((time.monotonic(), path))
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        if handler.command == "POST":
            self.posted.append((path, dict(handler.headers.items()), body))
        if self._fault(handler, path):
            return
        if path.startswith("/cdx/search/cdx"):
            self._cdx(handler, path)
        elif path.startswith("/wayback/available"):
            self._available(handler, path, body)
        elif path.startswith("/save"):
            self._save(handler, path, body)
        elif path.startswith("/web/timemap/"):
            self._relay(handler, path)
        elif path.startswith("/web/"):
            self._replay(handler, path)
        elif path == "/living":
            self._send(handler, 200, b"<title>A living page</title>" + b"<p>The harbour keeps its books to this day. " * 40)
        else:
            self._send(handler, 404, b"no such endpoint")

    def _fault(self, handler: BaseHTTPRequestHandler, path: str) -> bool:
        for (endpoint, host), faults in self.faults.items():
            if path.startswith(endpoint) and host in unquote(path) and faults:
                fault = faults[0] if faults[0].manner == "always" else faults.pop(0)
                if fault.manner == "hang":
                    time.sleep(fault.seconds)
                elif fault.manner == "close":
                    handler.close_connection = True
                    return True
                elif fault.manner == "cut":
                    handler.send_response(200)
                    handler.send_header("Content-Length", str(len(fault.body) + 500))
                    handler.end_headers()
                    handler.wfile.write(fault.body)
                    handler.close_connection = True
                    return True
                self._send(handler, fault.status, fault.body, fault.headers)
                return True
        return False

    def _send(self, handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        handler.send_response(status, "X")
        headers = {"Content-Type": "text/html; charset=utf-8"} | (headers or {})
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    def _pywb(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.pywb_port, timeout=30)
        try:
            connection.request("GET", path, headers={"Connection": "close"} | (headers or {}))
            reply = connection.getresponse()
            return reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read()
        finally:
            connection.close()

    def _captures(self, url: str) -> list[list[str]]:
        """All rows about a URL in the seven fields of the Wayback Machine, oldest first."""
        _, _, body = self._pywb(f"/web/cdx?output=json&url={quote(url, safe='')}")
        rows = []
        for line in body.decode().splitlines():
            item = json.loads(line)
            mime = item["mime"] if item.get("status") else "warc/revisit"
            rows.append(
                [item["urlkey"], item["timestamp"], item["url"], mime, item.get("status") or "-", item["digest"], item.get("length", "-")]
            )
        rows += [row.split(" ") for row in self.rows.get(url, [])]
        return sorted(rows, key=lambda row: row[1])

    # ------------------------------------------------------------ endpoints

    def _cdx(self, handler: BaseHTTPRequestHandler, path: str) -> None:
        query = parse_qsl(urlsplit(path).query)
        one = dict(query)
        url = one["url"]
        if self.excluded.get(urlsplit(url).hostname or ""):
            self._send(handler, 403, BLOCKED, {"X-Archive-Wayback-Runtime-Error": "AdministrativeAccessControlException"})
            return
        rows = self._captures(url)
        rows = [r for r in rows if one.get("from", "").ljust(14, "0") <= r[1] <= one.get("to", "").ljust(14, "9")]
        names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
        for rule in (value for name, value in query if name == "filter"):
            wanted = not rule.startswith("!")
            name, _, pattern = rule.lstrip("!").partition(":")
            rows = [r for r in rows if bool(re.fullmatch(pattern, r[names.index(name)])) is wanted]
        for rule in (value for name, value in query if name == "collapse"):
            name, _, length = rule.partition(":")
            kept: list[list[str]] = []
            for row in rows:
                value = row[names.index(name)][: int(length) if length else None]
                if not kept or kept[-1][names.index(name)][: int(length) if length else None] != value:
                    kept.append(row)
            rows = kept
        limit = min(int(one.get("limit", "150000")), self.page_size.get(urlsplit(url).hostname or "", 150000))
        if limit < 0:
            rows, more = rows[limit:], []
        else:
            begin = int(one["resumeKey"].rsplit("!", 1)[1]) if "resumeKey" in one and self.knows_resume else 0
            rows, more = rows[begin : begin + limit], rows[begin + limit :]
        key = f"{quote(rows[-1][0], safe='')}+{rows[-1][1]}!{begin + limit}" if more and "showResumeKey" in one else None
        if one.get("output") == "json":
            table: list[list[str]] = [names, *rows] if rows else []
            table += [[], [key]] if key else []
            self._send(handler, 200, json.dumps(table).encode(), {"Content-Type": "application/json"})
            return
        text = "".join(" ".join(row) + "\n" for row in rows) + (f"\n{key}\n" if key else "")
        self._send(handler, 200, text.encode(), {"Content-Type": "text/plain;charset=UTF-8", "x-ts": "200"})

    def _closest(self, url: str, stamp: str, statuses: set[str] | None = None, side: str = "either") -> list[str] | None:
        at = stamp.ljust(14, "0")
        rows = [
            row
            for row in self._captures(url)
            if (statuses is None or row[4] in statuses)
            and (side == "either" or (side == "before" and row[1] <= at) or (side == "after" and row[1] >= at))
        ]
        return min(rows, key=lambda row: abs(_seconds(row[1]) - _seconds(at)), default=None)

    def _available(self, handler: BaseHTTPRequestHandler, path: str, body: bytes) -> None:
        lines = body.decode().splitlines() if handler.command == "POST" else [urlsplit(path).query]
        results = []
        for line in lines:
            one = parse_qs(line)
            row = self._closest(
                one["url"][0], one.get("timestamp", ["2099"])[0], set(one.get("statuscodes", ["200"])), one.get("closest", ["either"])[0]
            )
            result: dict[str, Any] = {"url": one["url"][0], "archived_snapshots": {}}
            if row:
                address = f"{self.base}/web/{row[1]}/{row[2]}"
                result["archived_snapshots"]["closest"] = {"status": row[4], "available": True, "url": address, "timestamp": row[1]}
            results.append(result | {name: one[name][0] for name in ("timestamp", "tag") if name in one})
        answer: dict[str, Any] = {"results": results} if handler.command == "POST" else results[0]
        self._send(handler, 200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _save(self, handler: BaseHTTPRequestHandler, path: str, body: bytes) -> None:
        if not (handler.headers.get("Authorization") or "").startswith("LOW "):
            self._send(handler, 401, b'{"message": "You need to be logged in"}', {"Content-Type": "application/json"})
        elif path == "/save/status/user":
            answer: dict[str, Any] = {"available": 3, "processing": 0, "daily_captures": 49, "daily_captures_limit": 30000}
            self._send(handler, 200, json.dumps(answer).encode(), {"Content-Type": "application/json"})
        elif path.startswith("/save/status/"):
            known = self.saved[path.rsplit("/", 1)[1]]
            known["polls"] -= 1
            answer = {"status": "pending", "job_id": known["job"]} if known["polls"] >= 0 else known["end"]
            self._send(handler, 200, json.dumps(answer).encode(), {"Content-Type": "application/json"})
        else:
            url = parse_qs(body.decode())["url"][0]
            job = f"spn2-{len(self.saved):040x}"
            if "too-many" in url:
                answer = {"status": "error", "status_ext": "error:too-many-daily-captures", "message": "This URL has been captured today"}
            else:
                failed = {
                    "status": "error",
                    "status_ext": "error:not-found",
                    "message": "Target URL not found (status=404).",
                    "job_id": job,
                }
                good = {"status": "success", "timestamp": "20260301120000", "original_url": url, "duration_sec": 3.1, "job_id": job}
                self.saved[job] = {"job": job, "polls": 2, "end": failed if "missing" in url else good}
                answer = {"url": url, "job_id": job}
            self._send(handler, 200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _relay(self, handler: BaseHTTPRequestHandler, path: str) -> None:
        status, headers, body = self._pywb(path)
        body = body.replace(f"http://127.0.0.1:{self.pywb_port}".encode(), self.base.encode())
        self._send(handler, status, body, {"Content-Type": headers.get("content-type", "text/plain")})

    def _replay(self, handler: BaseHTTPRequestHandler, path: str) -> None:
        found = re.fullmatch(r"/web/(?:(\d{1,14})([a-z]{2}_)?/)?(.+)", path, re.S)
        assert found is not None
        stamp, mode, url = found[1], found[2] or "", found[3]
        url = url if "://" in url else f"http://{url}"
        shape = self.excluded.get(urlsplit(url).hostname or "")
        if shape == 200:
            self._send(
                handler, 200, b"<html><title>Wayback Machine</title><p>This URL has been excluded from the Wayback Machine.</p></html>"
            )
            return
        if shape == 403:
            self._send(handler, 403, BLOCKED, {"X-Archive-Wayback-Runtime-Error": "AdministrativeAccessControlException"})
            return
        if stamp is None and (accept := handler.headers.get("Accept-Datetime")):
            stamp = f"{parsedate_to_datetime(accept):%Y%m%d%H%M%S}"
        row = self._closest(url, (stamp or "20990101")[:14])
        if row is None:
            self._send(
                handler, 404, b"<html><title>Wayback Machine</title><p>The Wayback Machine has not archived that URL.</p></html>" * 50
            )
            return
        if row[1] != stamp:
            reason = {"X-Archive-Redirect-Reason": f"found capture at {row[1]}", "Location": f"/web/{row[1]}{mode}/{row[2]}"}
            self._send(handler, 302, b"", reason)
            return
        status, headers, body = self._pywb(f"/web/{stamp}{mode}/{url}")
        kept = {name.title(): headers[name] for name in ("content-type", "memento-datetime", "link") if name in headers}
        if "link" in headers:
            kept["Link"] = headers["link"].replace(f"http://127.0.0.1:{self.pywb_port}", self.base)
        if "memento-datetime" in headers:
            kept["X-Archive-Src"] = "test.warc.gz"
        if location := headers.get("location"):
            kept["Location"] = f"/web/{stamp}{mode}/{urljoin(url, location)}"
        if status == 400 and b"Self Redirect" in body:
            # pywb breaks a page's redirect to itself off; the Wayback Machine serves it
            capture = moment(row[1])
            other = url.replace("http://", "https://") if url.startswith("http://") else url.replace("https://", "http://")
            kept = {"Memento-Datetime": f"{capture:%a, %d %b %Y %H:%M:%S} GMT", "Location": f"/web/{stamp}{mode}/{other}"}
            status, body = 301, b""
        self._send(handler, status, body, kept)


def _seconds(stamp: str) -> float:
    at = moment(stamp[:14])
    return at.timestamp() if at else 4e9


def busiest_minute(moments: list[float]) -> int:
    """The most moments that fall into any 60 seconds."""
    most, begin = 0, 0
    ordered = sorted(moments)
    for end, at in enumerate(ordered):
        while at - ordered[begin] >= 60.0:
            begin += 1
        most = max(most, end - begin + 1)
    return most


__all__ = ["HTML_PAGE", "Facade", "Fault", "busiest_minute"]
