"""linkaudit: documents in, a citation-health report out, each dead link tied to the claims it held up."""

__version__ = "0.1.0"
