"""What a reader may be told about the document it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """The same for every format; a reader ignores what its format has no use for."""

    url: str | None = None  # where the document was fetched from: relative links hang on it
    base_url: str | None = None  # where it will be published: relative links hang on it when `url` is not known
    charset: str | None = None  # what the server said
    include_code: bool = False  # read URLs in code blocks too
    defanged: bool = False  # read `hxxp://example[.]com`
    published: date | None = None  # overrides what the document says

    @property
    def base(self) -> str | None:
        """The address that relative links hang on; None when nobody knows one."""
        return self.url or self.base_url
