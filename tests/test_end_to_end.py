"""The main job as its users run it: real processes, the sample documents, the replayed cassette, and what the README promises."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.main import get_command

from linkaudit.cli import app
from linkaudit.flags import OPTIONS
from linkaudit.settings import Settings

ROOT = Path(__file__).parents[1]
EXPECTED = tomllib.loads((ROOT / "seeds/expected.toml").read_text(encoding="utf-8"))
ARMS, ASSAD = "seeds/belarus-arms-deal.txt", "seeds/lukashenko-and-assad.txt"
REPLAY = ("--replay", "cassettes/seeds.yaml")


def linkaudit(*arguments: str, cwd: Path = ROOT, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "linkaudit", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """report.json of the sample documents."""
    out = tmp_path_factory.mktemp("report") / "report.json"
    done = linkaudit("audit", "seeds/", *REPLAY, "--fail-on", "never", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    loaded: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return loaded


def test_report_keeps_its_schema(report: dict[str, Any]) -> None:
    """report.json validates against the schema that `linkaudit schema` prints."""
    jsonschema.validate(report, json.loads(linkaudit("schema").stdout))


def test_every_citation_of_the_samples_is_found(report: dict[str, Any]) -> None:
    """Six citations of five sources, the archive URLs unwrapped to their originals and timestamps, each where it stands."""
    expected = EXPECTED["belarus-arms-deal.txt"]
    cited = [c for c in report["citations"] if c["document"] == ARMS]
    assert len(cited) == len(report["citations"]) == expected["citations"]
    assert len({c["url"] for c in cited}) == expected["distinct_cited_urls"]
    assert [s["url"] for s in report["sources"]] == expected["sources"]
    assert [c["line"] for c in cited] == list(range(expected["first_line_of_block"], expected["first_line_of_block"] + 6))
    taken = {given["url"]: given["taken_at"] for source in report["sources"] for given in source["given"]}
    for original, when in expected["archived"].items():
        [copy] = [url for url in taken if url.endswith(original)]
        assert taken[copy] == when.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert [c["source"] for c in cited if c["url"] == copy] == [original]


def test_ties_stay_in_the_passage(report: dict[str, Any]) -> None:
    """Every URL of the block is tied to claims of the passage before it, and none to a claim after it."""
    expected = EXPECTED["belarus-arms-deal.txt"]
    words = {claim["id"]: claim["plain"] for claim in report["claims"]}
    for citation in report["citations"]:
        assert citation["claims"], citation["url"]
        for tie in citation["claims"]:
            assert words[tie["claim"]].startswith(tuple(expected["passage"])), words[tie["claim"]]
    cited = {claim["plain"] for claim in report["claims"] if claim["status"] in ("cited", "cited_at_passage")}
    for start in expected["passage"]:
        assert any(words.startswith(start) for words in cited), start
    for start in expected["not_supported_by_block"]:
        assert any(c["plain"].startswith(start) for c in report["claims"]) and not any(w.startswith(start) for w in cited), start


def test_a_document_without_links_yields_uncited_claims(report: dict[str, Any]) -> None:
    """The second sample's claims are all listed, none is cited."""
    claims = [c for c in report["claims"] if c["document"] == ASSAD]
    assert {c["status"] for c in claims} <= {"uncited", "twin_sourced"}
    for start in EXPECTED["lukashenko-and-assad.txt"]["uncited"]:
        assert any(c["plain"].startswith(start) for c in claims), start


def test_places_are_exact(report: dict[str, Any]) -> None:
    """`text[start:end]` is the URL, and with white space collapsed the claim, in code points of the file as it stands."""
    texts = {name: (ROOT / name).read_bytes().decode() for name in (ARMS, ASSAD)}
    for citation in report["citations"]:
        assert texts[citation["document"]][citation["start"] : citation["end"]] == citation["url"]
    for claim in report["claims"]:
        assert " ".join(texts[claim["document"]][claim["start"] : claim["end"]].split()) == claim["text"]


def test_two_replays_are_one_report(tmp_path: Path) -> None:
    """Two replays of one cassette write the same bytes, in every form."""
    for run in ("a", "b"):
        (tmp_path / run).mkdir()
        outputs = [option for suffix in ("md", "json") for option in ("-o", f"{tmp_path}/{run}/report.{suffix}")]
        assert linkaudit("audit", "seeds/", *REPLAY, *outputs, PYTHONHASHSEED=(run == "a" and "1") or "2").returncode == 1
    for name in ("report.md", "report.json"):
        first, second = ((tmp_path / run / name).read_text(encoding="utf-8") for run in ("a", "b"))
        assert first.replace(f"{tmp_path}/a", "") == second.replace(f"{tmp_path}/b", "")


def test_example_data_says_so(report: dict[str, Any]) -> None:
    """Every report made from a hand-written cassette carries a banner: it says nothing about these sites."""
    assert "by hand" in report["run"]["example"] and report["run"]["network"] == "replay"
    assert "says nothing about these sites" in linkaudit("audit", "seeds/", *REPLAY).stdout.partition("## ")[0]


def test_an_unrecorded_request_is_unsure() -> None:
    """In replay nobody is asked: a URL that the cassette does not hold is unsure (not-recorded), never dead."""
    done = linkaudit("audit", "-", "--as", ".txt", *REPLAY, "--fail-on", "unsure", stdin="See https://not-recorded.example/x.")
    assert done.returncode == 1, done.stderr
    done = linkaudit("check", "https://not-recorded.example/x", *REPLAY, "--json")
    [source] = json.loads(done.stdout)["sources"]
    assert (done.returncode, source["health"], source["evidence"]) == (0, "unsure", ["not-recorded"])


# ---------------------------------------------------------------- exit codes and faults


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("audit", "seeds/", *REPLAY), 1, "dead"),
        (("audit", "seeds/", *REPLAY, "--fail-on", "never"), 0, "dead"),
        (("audit",), 2, "nothing to read: name files"),
        (("audit", "seeds/", "--no-such-flag"), 2, "--no-such-flag"),
        (("audit", "seeds/", "--timeout", "0"), 2, "timeout: must be a number of seconds above 0"),
        (("audit", "seeds/", "--replay", "no-such.yaml"), 2, "no-such.yaml"),
        (("audit", "seeds/", *REPLAY, "--ca-file", "no-such.pem"), 2, "ca-file: no-such.pem"),
        (("audit", "seeds/", *REPLAY, "--ca-file", "README.md"), 2, "ca-file: README.md"),
        (("audit", "seeds/", *REPLAY, "-o", "report.xyz"), 2, ".xyz"),
        (("audit", "no-such-file.txt", *REPLAY), 3, "no-such-file.txt"),
        (("links", "no-such-file.txt"), 3, "no-such-file.txt"),
        (("links", "seeds/", "--format", "xml"), 2, "xml"),
        (("check", "not a url"), 2, "'not a url' is not a URL that can be checked"),
        (("check", "ftp://a.example/"), 2, "ftp://a.example/"),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, words: str) -> None:
    """Each way to end has its exit code, and a fault is told in words without a traceback."""
    done = linkaudit(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bug_never_exits_1() -> None:
    """A crash shows its traceback and exits 3: exit 1 would read as dead links."""
    code = "import linkaudit.cli as c, linkaudit.flags as f; f.load_all = lambda *_: 1 / 0; c.run()"
    done = subprocess.run([sys.executable, "-c", code, "settings"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "ZeroDivisionError" in done.stderr and "bug" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told() -> None:
    """When stdout cannot take the report, one line says so and the run is incomplete."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 (a device)
        done = subprocess.run(
            [sys.executable, "-m", "linkaudit", "audit", "seeds/", *REPLAY, "-q"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (3, "linkaudit: stdout: No space left on device\n")


def test_version_and_help() -> None:
    """`--version` prints one line; `--help` names the commands and the exit codes."""
    assert re.fullmatch(r"linkaudit \d+\.\d+\.\d+\n", linkaudit("--version").stdout)
    shown = linkaudit("--help").stdout
    assert all(word in shown for word in ("audit", "check", "links", "settings", "schema", "130 Ctrl-C"))


def test_every_setting_is_an_option() -> None:
    """Each field of Settings is an option of `audit`, so that what a file can say a command line can say too."""
    shown = linkaudit("audit", "--help").stdout
    for field in fields(Settings):
        _, names, _ = OPTIONS[field.name]
        for name in names[0].split("/") if names else (f"--{field.name.replace('_', '-')}",):
            assert re.search(rf"^\s+.*{re.escape(name)}\b", shown, re.M), name


# ---------------------------------------------------------------- the README


def readme(kind: str, page: str = "README.md") -> list[str]:
    """The code blocks of one language in the README, or on another page."""
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)


def test_the_readmes_python_runs() -> None:
    """The README's Python example runs as it stands."""
    [example] = readme("python")
    done = subprocess.run([sys.executable, "-W", "error", "-c", example], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "# " in done.stdout and "thearmstradetreaty.org" in done.stdout


def commands_shown() -> list[str]:
    """Every `linkaudit ...` command that the README shows, in its order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line.partition("  #")[0].strip() for block in readme("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("linkaudit ")] + re.findall(r"`(linkaudit [^`]+)`", text)


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    """Every command line that the README and the page on scheduled jobs show works as printed, one after the other (here on a web where
    no name exists)."""
    (tmp_path / "hosts").write_text("", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    for name in ("article.md", "docs/guide.md", "seeds/a.txt"):
        (tmp_path / name).write_text("The wall cost 5 million euros, says [the office](https://office.example/a).\n", encoding="utf-8")
    job = [line for block in readme("sh", "docs/ci.md") for line in block.splitlines() if line.startswith("linkaudit ")]
    for command in dict.fromkeys([*commands_shown(), *job]):
        done = linkaudit(*shlex.split(command)[1:], cwd=tmp_path, LINKAUDIT_HOSTS=str(tmp_path / "hosts"))
        assert done.returncode in (0, 1), f"{command}: {done.stderr}"
        assert "Traceback" not in done.stderr


def test_the_readme_shows_what_comes_out(tmp_path: Path) -> None:
    """Each piece of the report that the README prints stands in the report on the samples, in that order."""
    assert linkaudit("audit", "seeds/", *REPLAY, "-q", "-o", f"{tmp_path}/report.md").returncode == 1
    report = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", (tmp_path / "report.md").read_text(encoding="utf-8"))
    plain = " ".join(re.sub(r"(?m)^(?:> |#+ |- )|\*\*|`", "", report).split())
    [excerpt] = readme("text")
    at = 0
    for piece in excerpt.split("\n…\n"):
        at = plain.find(" ".join(piece.split()), at)
        assert at >= 0, piece


def test_the_job_to_copy_is_the_one_that_is_explained() -> None:
    """The workflows of the page on scheduled jobs are YAML, run the command that it explains, and keep the memory between runs."""
    explained = readme("sh", "docs/ci.md")[0].strip()
    for block in readme("yaml", "docs/ci.md"):
        assert yaml.safe_load(block) and explained in block and block.count("linkaudit.db") >= 2


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_of_the_docs_lead_somewhere(page: str) -> None:
    """Every page that the README and the docs link to is there; so is every file that they name by its path."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / page).parent.joinpath(target).exists(), target
    for path in re.findall(r"`((?:tests|evals|bench|linkaudit|docs|seeds|cassettes)/[\w/.]+)`", text):
        assert (ROOT / path).exists(), path


def test_every_option_of_the_docs_exists() -> None:
    """Every `linkaudit COMMAND --option` that a page of the docs shows is one that the command takes."""
    commands = vars(get_command(app))["commands"]
    known = {name: {"--help", *(option for each in command.params for option in each.opts)} for name, command in commands.items()}
    shown = 0
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for name, words in re.findall(r"\blinkaudit ([a-z]+)( [^`\n|#]*)", page.read_text(encoding="utf-8")):
            for option in re.findall(r"(?<= )--[a-z][a-z-]*", words) if name in known else ():
                assert option in known[name], f"{page.name}: {name} {option}"
                shown += 1
    assert shown > 20


def test_the_makefile_has_the_two_commands() -> None:
    """`make audit` replays the sample documents without failing on what it finds; `make test` runs this suite."""
    for target, words in (("audit", "--replay cassettes/seeds.yaml --fail-on never -o report.md -o report.json"), ("test", "-m pytest")):
        planned = subprocess.run(
            ["make", "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout
        assert words in planned
