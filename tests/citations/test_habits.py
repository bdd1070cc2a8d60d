"""Pages as people write them, in many formats and languages: every source is tied to its sentence and to no other.

`habits.txt` holds them: `«1»` is a sentence without its stop, `‹a›` a source; `1a` in the head of a page says that source a belongs to
sentence 1; 0 is any sentence of the page's own.
"""

import re
import unicodedata
from pathlib import Path

import pytest

from linkaudit.citations import cite
from linkaudit.citations.blocks import PASSAGE
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Document

HTML = "<html><head><title>Quays</title></head><body><nav><a href='/'>Home</a></nav><main><article><h1>Quays</h1>"
END = "</article></main><footer><a href='/imprint'>Imprint</a></footer></body></html>"
PARTS = re.split(r"^@@ (sentences|page) (.*)\n", Path(__file__).with_name("habits.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
SENTENCES = {name: text.splitlines() for kind, name, text in zip(PARTS[::3], PARTS[1::3], PARTS[2::3], strict=True) if kind == "sentences"}
PAGES = [(*head.split(" | "), text) for kind, head, text in zip(PARTS[::3], PARTS[1::3], PARTS[2::3], strict=True) if kind == "page"]
CASES = [
    pytest.param(suffix, language, page, ties, id=f"{name}, {language}")
    for name, suffix, languages, ties, page in PAGES
    for language in languages.split()
]


def folded(text: str) -> str:
    """Letters and digits only."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum()).casefold()


@pytest.mark.parametrize(("suffix", "language", "page", "ties"), CASES)
def test_every_source_is_tied_to_its_sentence(suffix: str, language: str, page: str, ties: str) -> None:
    """Each source of the page is tied by name to the sentences that cite it, whole, and to no other claim."""
    sentences = {str(number): sentence for number, sentence in enumerate(SENTENCES[language], 1)}
    urls = {letter: f"https://site-{letter}.example/page/{ord(letter)}" for letter in re.findall(r"‹(\w)›", page)}
    text = page.replace("{HTML}", HTML).replace("{END}", END)
    text = re.sub(r"«(\d)»", lambda match: sentences[match[1]], text)
    text = re.sub(r"‹(\w)›", lambda match: urls[match[1]], text)
    made = read(f"page{suffix}", text.encode())
    assert isinstance(made, Document)
    found = claims(made)
    held = {claim.id: {number for number, sentence in sentences.items() if folded(sentence) in folded(claim.plain)} for claim in found}
    letters = {url: letter for letter, url in urls.items()}
    got = set()
    for citation in cite(made, found):
        for tie in citation.ties:
            if citation.source in letters and tie.method != PASSAGE:
                got |= {number + letters[citation.source] for number in held[tie.claim] or {"0"}}
    assert sorted(got) == sorted(tie[:2] for tie in ties.split())
