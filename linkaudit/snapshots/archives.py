"""The archives that can be asked, one row each: what `--archive` calls them, where they live, which language their index speaks."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

from linkaudit.errors import LinkauditError
from linkaudit.settings import Settings
from linkaudit.snapshots import surt


@dataclass(frozen=True, slots=True)
class Archive:
    """`index` is what a URL is asked of; `replay` is where `<replay>/<14 digits>id_/<url>` shows a capture ("" where only the archive
    itself knows the addresses of its mementos)."""

    name: str
    title: str
    speaks: Literal["wayback", "pywb", "timemap", "timegate"]
    index: str
    replay: str = ""


# Addresses change (4 of 17 archives moved within 14 months, Aturban 2021): they stand here and nowhere else. The TimeMaps are those of
# the list that MemGator keeps (April 2026); archives that its list says to ignore are left out.
ARCHIVES = (
    Archive("arquivo.pt", "Arquivo.pt", "pywb", "https://arquivo.pt/wayback/cdx", "https://arquivo.pt/wayback"),
    Archive(
        "ukwa",
        "UK Web Archive",
        "pywb",
        "https://www.webarchive.org.uk/wayback/archive/cdx",
        "https://www.webarchive.org.uk/wayback/archive",
    ),
    Archive(
        "archive-it", "Archive-It", "timemap", "https://wayback.archive-it.org/all/timemap/link/", "https://wayback.archive-it.org/all"
    ),
    Archive("nla", "Australian Web Archive", "timemap", "https://web.archive.org.au/awa/timemap/link/", "https://web.archive.org.au/awa"),
    Archive(
        "vefsafn",
        "Icelandic Web Archive",
        "timemap",
        "https://wayback.vefsafn.is/wayback/timemap/link/",
        "https://wayback.vefsafn.is/wayback",
    ),
    Archive("uk-parliament", "UK Parliament Web Archive", "timemap", "https://webarchive.parliament.uk/timemap/"),
    Archive("nrscotland", "National Records of Scotland", "timemap", "https://webarchive.nrscotland.gov.uk/timemap/"),
    Archive("perma.cc", "Perma.cc", "timemap", "https://perma.cc/timemap/link/"),
)

# archive.today under all its names: no interface, a CAPTCHA before every page, banned by Wikipedia in 2026. Never asked.
UNRELIABLE = ("archive.today", "archive.ph", "archive.is", "archive.li", "archive.fo", "archive.md", "archive.vn", "archive.ec")
WAYBACK = "web.archive.org"


def asked(settings: Settings) -> tuple[Archive, ...]:
    """The archives of a run, in the order in which they are asked: the Wayback Machine, then those named in the settings.

    Raises LinkauditError for a name that is neither known nor given an address.
    """
    return (wayback(settings), *(_named(text) for text in settings.archives), *_aggregator(settings.memgator))


def told(settings: Settings) -> tuple[str, ...]:
    """Their names as a report tells them: one in whose place another address was asked says so."""
    first, *others = (archive.name for archive in asked(settings))
    place = surt.split(settings.wayback).netloc.rpartition("@")[2]
    return (first if place == WAYBACK else f"{first} (asked at {place})", *others)


def wayback(settings: Settings) -> Archive:
    """The Wayback Machine, or what `--wayback` puts in its place: all its endpoints live under one address."""
    base = settings.wayback.rstrip("/")
    return Archive(WAYBACK, "Wayback Machine", "wayback", base, f"{base}/web")


def unreliable(url: str) -> bool:
    """Whether a URL leads to an archive whose copies cannot be relied on."""
    host = (surt.split(url).hostname or "").removeprefix("www.")
    return host in UNRELIABLE


def _named(text: str) -> Archive:
    """A row of the table, or `NAME=ADDRESS`: a TimeGate, or (by how the address ends) a TimeMap or a pywb index."""
    name, equals, address = text.partition("=")
    if not equals:
        for archive in ARCHIVES:
            if archive.name == name.strip().lower():
                return archive
        known = [archive.name for archive in ARCHIVES]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
        raise LinkauditError(f"archive: {name!r} is not known; the nearest one is {near[0]!r} (or give NAME=TIMEGATE)")
    if not address.startswith(("http://", "https://")):
        raise LinkauditError(f"archive: {address!r} is no http(s) address of a TimeGate")
    if unreliable(address) or name.strip().lower() in UNRELIABLE:
        raise LinkauditError("archive: archive.today is never asked")
    if address.rstrip("/").endswith("/cdx"):
        return Archive(name, name, "pywb", address.rstrip("/"), address.rstrip("/").removesuffix("/cdx"))
    if re.search(r"/timemap(?:/link)?/?$", address):
        return Archive(name, name, "timemap", address.rstrip("/") + "/")
    return Archive(name, name, "timegate", address.rstrip("/") + "/")


def _aggregator(address: str | None) -> tuple[Archive, ...]:
    """MemGator: one TimeMap over many archives."""
    return (Archive("memgator", "MemGator", "timemap", f"{address.rstrip('/')}/timemap/link/"),) if address else ()
