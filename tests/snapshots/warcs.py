"""WARC files for the real archive of the tests: captures in, bytes out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


@dataclass(frozen=True)
class Taken:
    """One capture: `stamp` are 14 digits; `revisit` repeats the body of an earlier capture without holding it."""

    url: str
    stamp: str
    body: bytes = b""
    status: int = 200
    mime: str = "text/html"
    location: str | None = None
    revisit: bool = False


def write(path: Path, captures: list[Taken]) -> None:
    """All captures as response and revisit records of one compressed WARC file."""
    digests: dict[str, tuple[str, str, str]] = {}
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for capture in captures:
            when = f"{datetime.strptime(capture.stamp, '%Y%m%d%H%M%S').replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"
            headers = [("Content-Type", capture.mime)] + ([("Location", capture.location)] if capture.location else [])
            http = StatusAndHeaders(f"{capture.status} X", headers, protocol="HTTP/1.1")
            if capture.revisit:
                digest, url, date = digests[capture.url]
                record = writer.create_revisit_record(
                    capture.url, digest, url, date, http_headers=http, warc_headers_dict={"WARC-Date": when}
                )
            else:
                payload = io.BytesIO(capture.body)
                record = writer.create_warc_record(
                    capture.url, "response", payload=payload, http_headers=http, warc_headers_dict={"WARC-Date": when}
                )
                digests[capture.url] = (record.rec_headers.get_header("WARC-Payload-Digest"), capture.url, when)
            writer.write_record(record)
            record.raw_stream.close()
