"""Which sources of a run are asked: all of them, at most so many of one host, or a sample that is the same every time. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from linkaudit import urls
from linkaudit.checks.urls import host_of
from linkaudit.model import Certainty, Check, Health, Source, Verdict
from linkaudit.settings import Settings
from linkaudit.snapshots.archives import unreliable


def choose(sources: Sequence[Source], max_per_host: int | None, sample: int | None) -> tuple[Source, ...]:
    """The same sources, those that are not to be asked with the reason in `skip`.

    A sample is drawn by the digest of the URL: it depends on the URLs alone, and a larger sample holds the smaller one.
    """
    chosen = tuple(sources)
    if sample is not None:
        rank = sorted((sha256(source.url.encode()).digest(), index) for index, source in enumerate(chosen) if source.skip is None)
        left_out = {index for _, index in rank[sample:]}
        reason = f"not in the sample of {sample}"
        chosen = tuple(replace(source, skip=reason) if index in left_out else source for index, source in enumerate(chosen))
    if max_per_host is None:
        return chosen
    seen: Counter[str] = Counter()
    kept = []
    for source in chosen:
        host = host_of(source.ask)
        seen[host] += source.skip is None
        over = source.skip is None and seen[host] > max_per_host
        kept.append(replace(source, skip=f"more than {max_per_host} of its host") if over else source)
    return tuple(kept)


def wanted(source: Source, settings: Settings) -> Source:
    """The source, or the same marked as skipped: the user's globs leave it out, its copies too, or it is what is never asked."""
    if source.skip is None and unreliable(source.ask):
        return replace(source, skip="archive.today is never asked")
    if source.skip is None and (reason := urls.left_out(source.ask, settings.include_url, settings.exclude_url)):
        return replace(source, skip=reason, archived=())
    return source


def unreached(source: Source, at: datetime, why: str | None) -> Check:
    """The check of a source whose turn did not come before the run ended."""
    verdict = Verdict(Health.SKIPPED, Certainty.CERTAIN, ("not-checked",), f"Not checked: {why or 'the run ended before its turn'}.")
    return Check(source, verdict, (), at)
