"""Made-up documents in, how long their twins take out: `python -m bench.twins [documents] [claims per document]`.

Each document retells some of the claims of others in other words and order, as articles on the same events do, around claims of its own.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from linkaudit.citations.twins import twins
from linkaudit.model import Claim, Place

SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
FRAMES = ["the", "of", "and", "in", "to", "a", "for", "on", "that", "with", "by", "from", "at", "as", "was", "is", "has"]


def main() -> None:
    """Print documents, claims, pairs, seconds of one core, and the peak of memory."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    each = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    claims, roots = made(documents, each)
    began, wall = time.process_time(), time.perf_counter()
    found = {(twin.a, twin.b) for twin in twins(claims)}
    seconds, passed = time.process_time() - began, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{documents} documents, {len(claims)} claims: {len(found)} pairs in {passed:.1f} s ({seconds:.1f} s CPU), peak {peak} MB")
    retellings = {(root, claim) for claim, root in roots.items() if root != claim}
    false = sum(roots[a] != roots[b] for a, b in found)
    print(f"of {len(retellings)} claims retold {len(retellings & found) / max(1, len(retellings)):.3f} found; {false} false pairs")


def made(documents: int, each: int) -> tuple[list[Claim], dict[str, str]]:
    """The claims, and for each the claim that it was first told as."""
    rng = random.Random(4)
    # Zipf: a few words are everywhere, most are rare, as in prose.
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3)))) for _ in range(40_000)]
    weights = [1 / (rank + 20) for rank in range(len(vocabulary))]
    claims: list[Claim] = []
    roots: dict[str, str] = {}
    first: list[Claim] = []
    for number in range(documents):
        texts: list[str] = []
        for place in range(each):
            claim = f"d{number}#c{place + 1}"
            if number and rng.random() < 0.3:
                original = rng.choice(first)
                texts.append(retold(original.plain, vocabulary, rng))
                roots[claim] = original.id
                continue
            roots[claim] = claim
            content = rng.choices(vocabulary, weights, k=rng.randint(8, 14))
            texts.append(
                " ".join(word for pair in zip(content, rng.choices(FRAMES, k=len(content)), strict=True) for word in pair)
                + f" {rng.randint(2, 900)}"
            )
        claims += [Claim(f"d{number}#c{n}", f"d{number}", n, (0, len(text)), text, text, Place()) for n, text in enumerate(texts, 1)]
        first = [claim for claim in claims if roots[claim.id] == claim.id]
    return claims, roots


def retold(text: str, vocabulary: list[str], rng: random.Random) -> str:
    """The same in other words: a fifth of the words changed, the halves swapped."""
    parts = [word if rng.random() < 0.85 else rng.choice(vocabulary) for word in text.split()]
    middle = len(parts) // 2
    return " ".join(parts[middle:] + parts[:middle])


if __name__ == "__main__":
    main()
