"""waybackpy as a codec: a question to the Wayback Machine → the URL to ask; the bytes of its answer → captures.

waybackpy builds the query and parses the rows; the one method of it that fetches is replaced, because it
waits without a limit, never reads the status code (a 503 becomes "never archived") and cannot be cancelled.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from datetime import date
from urllib.parse import urlencode

from waybackpy.availability_api import WaybackMachineAvailabilityAPI
from waybackpy.cdx_api import WaybackMachineCDXServerAPI
from waybackpy.cdx_utils import full_url
from waybackpy.exceptions import WaybackError

from linkaudit.model import NoResponse, Request, Response
from linkaudit.snapshots.archives import Archive
from linkaudit.snapshots.choose import Capture, moment, window
from linkaudit.snapshots.index import TIMEOUT, Answer, Closed, Failed, Put, Refused, Rows, question, unanswered
from linkaudit.snapshots.opening import anatomy

ROWS = 10_000  # rows per page of an answer; the pages go on after it
FIELDS = 7
PAGES = 4  # pages of rows for one URL


async def captures(archive: Archive, url: str, when: date | None, put: Put) -> Answer:
    """The captures of a URL within the window around `when`, or all of them; a question that failed is put once more unless it was one
    too many."""
    query = Query(url, archive.index, when)
    found: dict[Capture, None] = {}
    impossible, resume, complete = 0, None, True
    for _ in range(PAGES):
        for _attempt in range(2):
            reply = await put(question(query.address(resume)))
            answer = unanswered(reply) if isinstance(reply, NoResponse | Closed) else query.read(reply)
            if not isinstance(answer, Failed) or answer.slow_down:
                break
        if not isinstance(answer, Rows):
            return Rows(tuple(found), False, impossible) if found else answer
        if answer.captures and all(capture in found for capture in answer.captures):
            return Rows(tuple(found), False, impossible)  # a server that does not know resume keys begins again
        found |= dict.fromkeys(answer.captures)
        impossible, complete, resume = impossible + answer.impossible, complete and answer.complete, answer.resume
        if resume is None:
            break
    return Rows(tuple(found), complete and resume is None, impossible, whole_life=when is None and resume is None)


BATCH = 50  # URLs in one availability request, as many as others ask for at once


def availability(base: str, wanted: Sequence[tuple[str, date | None]]) -> Request:
    """The question which of up to `BATCH` URLs have a good capture, and where the one nearest to its date is.

    The second version of the service takes a form a line; it is undocumented, but several programs of the Internet Archive use it.
    """
    home = "https://archive.org" if base == "https://web.archive.org" else base
    lines = []
    for tag, (url, when) in enumerate(wanted):
        stamp = [("timestamp", f"{when:%Y%m%d}120000")] if when else []
        statuses = [("statuscodes", status) for status in ("200", "203", "206")]
        lines.append(urlencode([("url", url), *stamp, ("closest", "either"), *statuses, ("tag", str(tag))]))
    headers = (("Wayback-Api-Version", "2"), ("Content-Type", "application/x-www-form-urlencoded"))
    body = "\n".join(lines).encode()
    return Request("POST", f"{home}/wayback/available", headers, "index", body=body, timeout=TIMEOUT)


def available(response: Response, wanted: Sequence[tuple[str, date | None]]) -> dict[str, Capture]:
    """The captures that an availability answer names, by URL. What it does not name may exist all the same: its "no" is worth nothing."""
    found: dict[str, Capture] = {}
    try:
        results = json.loads(response.body)["results"] if response.status == 200 else []
        for result in results:
            url = wanted[int(result["tag"])][0]
            reader = WaybackMachineAvailabilityAPI(url)
            reader.json, reader.tries = result, reader.max_tries  # given its answer, waybackpy asks nobody
            taken_at = moment(f"{reader.timestamp():%Y%m%d%H%M%S}") if result.get("archived_snapshots") else None
            parts = anatomy(reader.archive_url) if taken_at else None
            if taken_at and parts and str(result["archived_snapshots"]["closest"].get("status")).startswith("2"):
                found[url] = Capture(taken_at, parts[2], "", 200, "")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError):
        pass  # an answer of another shape names nothing
    return found


class Query(WaybackMachineCDXServerAPI):
    """waybackpy's CDX query with its network part replaced: `address` is what to ask, `read` parses what came back.

    `base` is where the archive lives. `when` sets a window around that date; None asks for everything.
    """

    def __init__(self, url: str, base: str, when: date | None = None) -> None:
        # A literal asterisk at the end would ask for every URL that begins so; escaped it is the same page.
        super().__init__(
            url.replace("*", "%2A"),
            start_timestamp=f"{window(when)[0]:%Y%m%d}000000" if when else None,
            end_timestamp=f"{window(when)[1]:%Y%m%d}235959" if when else None,
            limit=str(ROWS),
        )
        self.endpoint = f"{base}/cdx/search/cdx"
        self._page = ""

    def address(self, resume: str | None = None) -> str:
        """The URL that asks for the first page of rows, or for the one that a resume key stands for."""
        payload: dict[str, str] = {}
        self.add_payload(payload)
        payload |= {"limit": str(self.limit), "showResumeKey": "true"} | ({"resumeKey": resume} if resume else {})
        return str(full_url(self.endpoint, payload))

    def cdx_api_manager(self, payload: dict[str, str], headers: dict[str, str]) -> Generator[str, None, None]:  # noqa: ARG002
        """What waybackpy calls for its pages: the one that `read` was handed, instead of a loop over `requests`."""
        yield self._page

    def read(self, response: Response) -> Answer:
        """What the answer to `address` says."""
        text = response.body.decode("utf-8", "replace")
        if "AccessControlException" in text[:4096]:
            # org.archive.wayback.exception.AdministrativeAccessControlException, and RobotAccessControlException
            return Refused("the archive excludes this site")
        if response.status != 200:
            return Failed(f"the index answered {response.status}", slow_down=response.status == 429)
        lines, broken, resume = _rows(text)
        if broken and not lines:
            return Failed("the index answered with something that is no list of captures")
        dated = [line for line in lines if moment(line.split(" ")[1])]
        self._page = "\n".join(dated)
        try:
            captures = tuple(
                Capture(
                    taken_at=moment(row.timestamp),  # type: ignore[arg-type]  # the guard above let only dates through
                    original=row.original,
                    mime=row.mimetype,
                    status=int(row.statuscode)
                    if row.statuscode.isascii() and row.statuscode.isdigit() and len(row.statuscode) <= 3
                    else None,
                    digest=row.digest,
                )
                for row in self.snapshots()
            )
        except (WaybackError, ValueError) as fault:
            return Failed(f"the index answered with rows that cannot be read ({fault})")
        return Rows(captures, response.complete and not broken, len(lines) - len(dated), resume)


def _rows(text: str) -> tuple[list[str], bool, str | None]:
    """The lines that are rows, whether there was anything else, and the resume key that follows a blank line at the end."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    resume = None
    if len(lines) >= 2 and not lines[-2] and " " not in lines[-1]:
        resume = lines[-1]
        lines = lines[:-2]
    rows = [line for line in lines if _is_row(line)]
    return rows, len(rows) != len([line for line in lines if line]), resume


def _is_row(line: str) -> bool:
    """Seven fields, the second all digits, the last a length: a row that was cut in the middle fails one of them."""
    fields = line.split(" ")
    return len(line) >= 46 and len(fields) == FIELDS and fields[1].isdigit() and (fields[6].isdigit() or fields[6] == "-")
