"""Twins by meaning: a real static model, made here, that knows which words are one."""

from pathlib import Path

import pytest

from linkaudit.citations.twins import twins
from linkaudit.embeddings import load
from linkaudit.errors import LinkauditError
from linkaudit.model import Claim, Place

SENSES = (
    "doctor physician medic",
    "refused declined denied",
    "vaccine jab shot",
    "town city municipality",
    "harbour port docks",
    "closed shut sealed",
    "bridge crossing viaduct",
    "mayor alderman burgomaster",
)
NORTH = ["The doctor refused the vaccine.", "The town closed its harbour.", "A mayor crossed the bridge."]
SOUTH = ["The municipality sealed its docks.", "A physician declined the jab.", "Rain fell on the hills all night."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with a model whose words of one sense have one vector, and nearly so."""
    model2vec = pytest.importorskip("model2vec", reason="the extra linkaudit[embeddings] is not installed")
    import numpy
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Whitespace

    words = {"[UNK]": 0}
    vectors = [[0.0] * len(SENSES)]
    for number, sense in enumerate(SENSES):
        for place, word in enumerate(sense.split()):
            words[word] = len(words)
            vectors.append([1.0 if n == number else 0.05 * place for n in range(len(SENSES))])
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    where = tmp_path_factory.mktemp("model")
    model2vec.StaticModel(numpy.array(vectors, dtype="float32"), tokenizer, normalize=True).save_pretrained(where)
    return str(where)


def claims_of(document: str, texts: list[str]) -> list[Claim]:
    """Claims with nothing but their text."""
    return [Claim(f"{document}#c{n}", document, n, (0, len(text)), text, text, Place()) for n, text in enumerate(texts, 1)]


def test_meaning_finds_what_no_word_shares(folder: str) -> None:
    """Claims in other words are twins with the model and are none without; what the model knows nothing of stays alone."""
    both = claims_of("n", NORTH) + claims_of("s", SOUTH)
    assert twins(both) == ()
    found = twins(both, embed=load(folder))
    assert [(twin.a, twin.b) for twin in found] == [("n#c1", "s#c2"), ("n#c2", "s#c1")]


def test_meaning_never_lowers_a_likeness(folder: str) -> None:
    """Twins that words show stay twins with their score, however little the model knows of them."""
    texts = ["Zorblat sold 240 quimbles to Freedonia in 2015.", "In 2015 Zorblat sold 240 quimbles to Freedonia, papers show."]
    pair = claims_of("n", texts[:1]) + claims_of("s", texts[1:])
    assert twins(pair, embed=load(folder)) == twins(pair) != ()


def test_many_claims_find_their_nearest(folder: str) -> None:
    """More claims than one block of the table: each finds its pair, and the table is cut where it should be."""
    meaning = load(folder)([SENSES[n % 8].split()[n // 8 % 3] for n in range(600)])
    assert all(meaning.alike(number, other) > 0.9 for number in (0, 255, 256, 599) for other in meaning.near(number))
    assert meaning.alike(0, 1) < 0.2


def test_only_a_folder_with_a_model_is_taken(folder: str, tmp_path: Path) -> None:
    """The name of a model in the network is never looked for there; a folder of something else is refused in one line."""
    for name in ("minishlab/potion-base-8M", str(tmp_path / "none")):
        with pytest.raises(LinkauditError, match="is not a folder"):
            load(name)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(LinkauditError, match="holds no model2vec model"):
        load(str(tmp_path))
    assert callable(load(folder))
