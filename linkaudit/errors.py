"""What the user must mend: one line on stderr, never a traceback. Expected failures of documents, hosts and archives are values instead."""


class LinkauditError(Exception):
    """A mistake in usage, settings or an input that stops the whole run; its text is the one line that is shown. Exit code 2."""

    exit_code = 2


class Incomplete(LinkauditError):
    """The audit could not be carried out or cannot be trusted (nothing readable, network down, disk full). Exit code 3."""

    exit_code = 3
