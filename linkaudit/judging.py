"""`module:function` in, the user's own judge of evidence out. It is code that runs: a person names it, never a settings file."""

from __future__ import annotations

import importlib
import sys

from linkaudit.errors import LinkauditError
from linkaudit.evidence import Judge
from linkaudit.model import Judgement


def load(name: str) -> Judge:
    """The function, imported (the working folder counts); what it raises or gives wrongly becomes a judgement that says so.

    Raises LinkauditError when there is no such function.
    """
    module, _, function = name.partition(":")
    if not module or not function:
        raise LinkauditError(f"--judge: {name!r} is not of the form module:function")
    path = list(sys.path)
    sys.path.insert(0, "")
    try:
        found = getattr(importlib.import_module(module), function, None)
    except Exception as fault:  # the user's own code runs here: a typing error in it is theirs to mend, not a bug of ours
        raise LinkauditError(f"--judge: {module} cannot be imported ({type(fault).__name__}: {fault})") from None
    finally:
        sys.path[:] = path
    if not callable(found):
        raise LinkauditError(f"--judge: {module} has no function {function}")

    def ask(claim: str, window: str) -> Judgement:
        try:
            said = found(claim, window)
        except Exception as fault:  # one answer that fails is no reason to lose an audit
            return Judgement(name, "failed", f"{type(fault).__name__}: {fault}"[:200])
        if not isinstance(said, Judgement):
            return Judgement(name, "failed", f"gave {type(said).__name__}, not linkaudit.model.Judgement")
        return said

    return ask
