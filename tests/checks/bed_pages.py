"""What the verdict bed is built of: scenarios, sites, and pages as sites have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linkaudit.checks.talk import ALONE, Around
from tests.checks.bed_words import ERRORS, NAMES, PROSE
from tests.checks.script import Answer, Say

Site = Callable[[str], Answer | Sequence[Answer]]  # path with query → what it says


@dataclass(frozen=True)
class Scenario:
    """Cited URLs, the sites behind them, and what is true of each: dead, alive, blocked or unsure (nobody can tell).

    `raises` must be among the evidence, `not_raised` must not. `kind` groups rows of the table.
    """

    name: str
    kind: str
    truth: str
    urls: tuple[str, ...]
    sites: Mapping[str, Site]
    raises: tuple[str, ...] = ()
    not_raised: tuple[str, ...] = ()
    around: Around = ALONE
    fragments: tuple[str, ...] = ()


# ---------------------------------------------------------------- pages


def page(lang: str, title: str, *paragraphs: str, heading: str | None = None, extra: str = "", head: str = "", menu: bool = True) -> Say:
    """A web page with a menu and a footer, as sites have them."""
    name = NAMES[lang]
    nav = (
        f'<nav><a href="/">{name}</a> <a href="/news">{PROSE[lang][0][:9]}</a> <a href="/about">{PROSE[lang][1][:9]}</a></nav>'
        if menu
        else ""
    )
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return Say(
        200,
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | {name}</title>{head}</head><body>'
        f"<header>{nav}</header><main><h1>{heading if heading is not None else title}</h1>{body}</main>{extra}<footer>{name} 2026</footer></body></html>",  # noqa: E501
    )


def article(lang: str, at: int = 0, **more: str) -> Say:
    """An article: its first words are its title."""
    prose = PROSE[lang]
    lines = [prose[(at + n) % len(prose)] for n in range(len(prose))]
    return page(lang, " ".join(lines[0].split()[:5])[:40], *lines, **more)  # type: ignore[arg-type]


def front(lang: str) -> Say:
    """A front page: teasers of everything."""
    return page(lang, NAMES[lang], *PROSE[lang][::-1], heading=NAMES[lang])


def error(lang: str, which: int, status: int = 200, path: str = "") -> Say:
    """The site's error page; with a path, one that repeats it."""
    title, heading, sentence = ERRORS[lang][which % len(ERRORS[lang])]
    made = page(lang, title, sentence + (f" ({path})" if path else ""), heading=heading)
    return Say(status, made.body)


GONE = Say(
    404, "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL was not found.</p></body></html>"
)


def site(pages: Mapping[str, Answer | Sequence[Answer]], otherwise: Callable[[str], Answer] | Answer = GONE) -> Site:
    """A site of some pages and an answer for everything else."""

    def answer(path: str) -> Answer | Sequence[Answer]:
        if path in pages:
            return pages[path]
        return otherwise(path) if callable(otherwise) else otherwise

    return answer


def one(name: str, kind: str, truth: str, url: str, where: Site, **more: object) -> Scenario:
    """A scenario of one URL on one site."""
    return Scenario(name, kind, truth, (url,), {url.split("/")[2]: where}, **more)  # type: ignore[arg-type]
