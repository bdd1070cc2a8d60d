"""A judge of the user's own, named on the command line."""

import sys
from pathlib import Path

import pytest

from linkaudit.errors import LinkauditError
from linkaudit.evidence import judged
from linkaudit.judging import load
from linkaudit.model import Judgement
from linkaudit.settings import load as load_settings
from tests.reports.example import everything

CODE = """
from linkaudit.model import Judgement

def fair(claim, window):
    return Judgement("my-model", "entailed" if claim == window else "neutral", "0.9")

def fails(claim, window):
    raise ValueError("no model today")

def mumbles(claim, window):
    return "entailed"

answer = 42
"""


@pytest.fixture
def judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module in the working folder."""
    (tmp_path / "my_judges.py").write_text(CODE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "my_judges", raising=False)
    return "my_judges"


def test_a_judge_is_imported_from_the_working_folder(judges: str) -> None:
    """The function that is named answers under its own name, and the import path is as it was."""
    before = list(sys.path)
    assert load(f"{judges}:fair")("a", "a") == Judgement("my-model", "entailed", "0.9")
    assert sys.path == before


def test_a_judge_that_fails_loses_no_audit(judges: str) -> None:
    """What it raises, or gives instead of a judgement, is printed as its word."""
    assert load(f"{judges}:fails")("a", "b") == Judgement("my_judges:fails", "failed", "ValueError: no model today")
    assert load(f"{judges}:mumbles")("a", "b") == Judgement("my_judges:mumbles", "failed", "gave str, not linkaudit.model.Judgement")


@pytest.mark.usefixtures("judges")
@pytest.mark.parametrize("name", ["my_judges", "my_judges:", ":fair", "my_judges:absent", "my_judges:answer", "no_such_module_here:judge"])
def test_what_cannot_judge_is_refused_at_once(name: str) -> None:
    """A wrong name is one line for the user, before anything is asked."""
    with pytest.raises(LinkauditError, match="--judge: "):
        load(name)


def test_a_judge_with_a_fault_in_it_is_the_user_s_to_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that cannot be read, or raises while it is imported, is one line for the user and leaves the search path as it was."""
    monkeypatch.chdir(tmp_path)
    before = list(sys.path)
    for name, text in (("judge_that_breaks", "def judge(:\n"), ("judge_that_raises", "raise ValueError('no model')\n")):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        with pytest.raises(LinkauditError, match="cannot be imported"):
            load(f"{name}:judge")
    assert sys.path == before


def test_a_settings_file_names_no_judge() -> None:
    """A folder of documents must not be able to run code through its settings; a flag or a variable may."""
    with pytest.raises(LinkauditError, match="command line and the environment only"):
        load_settings('judge = "evil:run"')
    assert load_settings(flags={"judge": "a:b"}).settings.judge == "a:b"
    assert load_settings(environment={"LINKAUDIT_JUDGE": "a:b"}).settings.judge == "a:b"


def test_a_judge_speaks_under_its_own_name() -> None:
    """Somebody's judge is asked with the claim and the window; its word stands beside the label and never replaces it."""
    asked = []

    def judge(claim: str, window: str) -> Judgement:
        asked.append((claim, window))
        return Judgement("nli-x", "entailed", "0.93")

    before = everything()
    after = judged(before, judge)
    assert [row.label for row in after.evidence] == [row.label for row in before.evidence]
    assert ("The wall was promised for 2018.", "The mayor promised that the wall would stand in 2018.") in asked
    assert [row.judgements[-1:] == (Judgement("nli-x", "entailed", "0.93"),) for row in after.evidence] == [
        bool(row.window) for row in before.evidence
    ]
