"""A folder that holds a static embedding model in, how near claims are in meaning out. An extra; it reads the folder and asks nobody.

model2vec (MIT) gives each word one vector and a text their mean: no torch, and fast enough for every claim of an audit.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from linkaudit.citations.twins import Embedder, Meaning
from linkaudit.errors import LinkauditError

NEAREST = 32  # claims that are looked at for each one
MOST = 60_000  # claims that are compared each with each; of more, only those that share rare words are
_AT_ONCE = 256  # rows of the table of likenesses that are held in memory


def load(folder: str) -> Embedder:
    """The model in a folder (`config.json`, `model.safetensors`, `tokenizer.json`), ready to compare claims.

    Raises LinkauditError when the extra is not installed or the folder holds no such model; a name that is no folder is never looked for
    on the network.
    """
    if not os.path.isdir(folder):
        raise LinkauditError(f"--embeddings: {folder} is not a folder")
    try:
        from model2vec import StaticModel
    except ImportError:
        raise LinkauditError('--embeddings needs one more package: pip install "linkaudit[embeddings]"') from None
    try:
        model = StaticModel.from_pretrained(folder)
    except Exception as fault:  # whatever the library and its parsers raise on a folder of something else
        raise LinkauditError(f"--embeddings: {folder} holds no model2vec model ({str(fault)[:120]})") from None
    return lambda texts: _Near(model.encode(list(texts), use_multiprocessing=False))


class _Near(Meaning):
    """Vectors of claims, each of length 1 (or 0, when the model knows none of the words)."""

    def __init__(self, vectors: Any) -> None:
        import numpy

        lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
        self._rows = vectors / numpy.where(lengths == 0, 1, lengths)
        self._first, self._nearest = -1, vectors[:0]

    def alike(self, a: int, b: int) -> float:
        return float(self._rows[a] @ self._rows[b])

    def near(self, number: int) -> Sequence[int]:
        if len(self._rows) > MOST:
            return ()
        first = number - number % _AT_ONCE
        if first != self._first:
            import numpy

            likenesses = self._rows[first : first + _AT_ONCE] @ self._rows.T
            kept = min(NEAREST + 1, len(self._rows))  # each is its own nearest
            self._nearest, self._first = numpy.argpartition(-likenesses, kept - 1, axis=1)[:, :kept], first
        return [int(other) for other in self._nearest[number - first] if other != number]
