"""How well each of m sources fits each of n claims in; the probability that it belongs there, given that both keep their order, out.

A block of URLs behind a passage is most likely the list of what were links in it, in reading order. So the sources walk along the
claims: each stands at one claim, the next at the same claim or a later one, hardly ever at an earlier one. Forward-backward over that
chain gives every cell its probability; a logistic step then makes it the share of cases that turn out right, and lets a source that is
listed once belong to several claims.

The weights were fitted on answers with numbered call-outs, the call-outs taken away and the URLs laid out as blocks and lists, and on one
article; docs/claims.md has what weights fitted on one half reach on the other. All are natural logarithms of odds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import exp, log

# ---------------------------------------------------------------- the walk
CONTENT = 0.34  # for one unit of fit
STRONG = 7.0  # every unit above counts twice: three names of a slug in one sentence outweigh the order
MOST_CONTENT = 8.3
STAY, STAY_SAME = 2.1, 3.6  # the next source is at the same claim; the next one is the same source again, which cites another claim
STAY_AROUND = -1.1  # A B A: twice in three, B shares a claim with one of the A around it
STAY_LONGER, STAY_FIGURE, STAY_COMMA = 0.3, 0.14, 0.13  # cheaper for longer claims, each figure, each comma
BACK, BACK_STEP = 0.3, 6.0  # going back at all, and for each claim
# Leaving a claim out between two sources: dear for a long claim with figures, free for a question, a lead-in with a colon, an opening.
SKIP, SKIP_LONGER, SKIP_LONG, SKIP_FIGURE, SKIP_ASKS, SKIP_OPENS, SKIP_CLOSES = 4.3, 0.15, 3.8, 0.55, -4.8, -1.9, -0.9
MOST_FIGURES, MOST_COMMAS = 3, 4
BEFORE_FIRST, AFTER_LAST = 0.38, 0.37  # what share of that it costs before the first and behind the last source
# For each paragraph between the claim and the block. By design not fitted: the paragraph before the block is meant if it has as many
# claims as the block has sources; the fewer it has, the farther back the block reaches.
FAR, FAR_POWER = 4.5, 2.0
FAR_NAMED = 0.5  # what share of that the claim costs that a source alone names
USUAL_LENGTH = 18  # words

# ---------------------------------------------------------------- the logistic step
BASE, ODDS, CHANCE = -1.40, 0.49, 2.73
MORE_CLAIMS = -0.38  # times the logarithm of the number of claims over three
# Terms with ONCE hold where no source is listed twice: then one listing may stand for several uses.
CONTENT_ONCE = 0.21  # for one unit of content above the row's average
UNCLAIMED, UNCLAIMED_ONCE = 0.98, 0.88  # the probability that no source stands at the claim
CLAIMS_EACH_ONCE = 0.28  # times the logarithm of claims per source
LONGER, ASKS = 0.26, -1.98
BEHIND_ONCE = 0.37  # the probability that the source stands at an earlier claim

# Of one list of distinct sources for a whole document, without pages: one step more, by which the error of its best ties over ten bins
# falls from .048 to .039 (mean of twenty random halves; a confidence that is right would reach .036 on so few).
LIST_SLOPE, LIST_PIVOT, LIST_LEAST = 1.2, 1.5, 0.3  # not below what names a sentence
# Of blocks in which no URL says anything, without pages: as many sources as claims or more leave little choice, fewer than claims much.
# Fitted on the answers with opaque URLs in all layouts; the error of the best ties falls from .07 to .12 (fewer) to .03 to .05.
SAYS = 1.5  # from this fit on a URL says something
UNSAID_SLOPE, UNSAID_PIVOT, UNSAID_FEWER, UNSAID_ENOUGH = 0.76, 1.5, -0.75, 0.45
UNSAID_EACH = 0.27  # times the logarithm of claims per source
JUST_LESS = 0.002  # less than the best one

# ---------------------------------------------------------------- pages
# What pages show weighs against the order. Three readings of a block are weighed by how well each explains it: the walk; an order with any
# number of claims left out; no order at all. Fitted on claims of an encyclopedia with the pages they cite, and on the answers with the
# passages that had been found for them (evals/claims_pages.py).
SHOWN = 7.0  # for a page that has all words of a claim of usual length, and again for three neighbouring sentences of it that have them
FEW_WORDS = 8  # a claim of so many is worth about half: a page has a third of five words by chance
BEYOND = 0.2  # what a unit above MOST_CONTENT still counts
OTHERWISE = -1.5  # how likely each of the other two readings is beforehand
READ_ONCE, CONTENT_READ, BEHIND_READ = -0.7, 0.11, 0.96  # of a source that was read: added to BASE; in place of ..._ONCE
PLAINLY, HARDLY, UNSHOWN = 1.2, 0.4, 0.25  # of 17 such ties to a claim that is hardly shown 3 were right

# Without order (alphabetical lists) content alone decides. Its weight makes the confidence right, as read off lists put into such order.
CONTENT_ALONE = 0.55
# A list is not in the text's order when, among at least three sources whose words clearly meet one claim, a third of the pairs stand
# crosswise; where a name of each meets one claim alone, half of them.
CLEAR, CLEARLY_ABOVE, CLEAR_ROWS, CROSSED = 5.0, 4.0, 3, 1 / 3
NAMED, NAMED_ABOVE, NAMED_CROSSED = 3.0, 2.5, 1 / 2
MOST_CLEAR = 60  # are enough to tell
# A short block of distinct sources, two of which stand crosswise by any words, may be in no order: how likely that is beforehand.
MIXED, MOST_MIXED = -3, 8

# More cells than this (a list of 200 sources over 1,000 claims) are not worth the walk: it takes a second.
MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Shape:
    """What one claim looks like from outside: its length in words, its figures and commas, whether it asks or leads in (`?`, `:`), opens or
    closes its paragraph, and how many paragraphs lie between it and the block."""

    words: int
    figures: int = 0
    commas: int = 0
    asks: bool = False
    opens: bool = False
    closes: bool = False
    far: int = 0


def confidences(
    fit: list[list[float]],
    shapes: list[Shape],
    sources: list[str],
    ordered: bool = True,
    shown: Sequence[Sequence[float] | None] = (),
    mixed: bool = False,
) -> list[list[float]]:
    """For m rows of n fits, m rows of n probabilities that the source belongs to the claim. A row need not sum to 1.

    `sources` says which rows are one source that is listed again. `ordered=False` drops the walk, `mixed` has it doubted where words
    say so. `shown`, if pages were read, has for each
    source how much of each claim its page shows (0 to 2), or None where no page was read.
    """
    if not fit or not shapes:
        return [[] for _ in fit]
    telling = [shape.words / (shape.words + FEW_WORDS) * (1 + FEW_WORDS / USUAL_LENGTH) for shape in shapes]
    pages = [page and [part * worth for part, worth in zip(page, telling, strict=True)] for page in shown or [None] * len(fit)]
    read = [page is not None for page in pages]
    fit = _with_pages(fit, sources, pages)
    if not any(read) and (not ordered or is_crossed(fit)):
        return [_normal([exp(min(CONTENT_ALONE * value, 50.0)) for value in row]) for row in fit]
    content = [
        [min(CONTENT * value, MOST_CONTENT) + (page is not None) * BEYOND * max(0.0, CONTENT * value - MOST_CONTENT) for value in row]
        for row, page in zip(fit, pages, strict=True)
    ]
    if any(read):
        chances = _readings(content, shapes, sources, ordered)
    else:
        chances = _walk(content, shapes, sources)[0]
        if mixed and len(set(sources)) == len(sources) <= MOST_MIXED and _one_crossed(fit):
            chances = _perhaps_mixed(chances, content, shapes, sources)
    found = _confident(chances, fit, shapes, sources, read)
    return [row if page is None else _less_unshown(row, page) for row, page in zip(found, pages, strict=True)]


def of_a_list(row: list[float]) -> list[float]:
    """The probabilities of a source of a list for the whole document: the best one is surer if likely and less sure if not."""
    best, others = max(row), sorted(row)[:-1]
    sharper = _share(LIST_PIVOT + LIST_SLOPE * (_odds(best) - LIST_PIVOT))
    row[row.index(best)] = max(sharper, *others[-1:], min(best, LIST_LEAST))
    return row


def unsaid(row: list[float], sources: int) -> list[float]:
    """The probabilities of one of so many sources of a block in which no URL says anything: the best one as sure as their number allows,
    and no other surer."""
    best = max(row)
    step = (UNSAID_ENOUGH if sources >= len(row) else UNSAID_FEWER) + UNSAID_EACH * log(len(row) / sources)
    share = max(_share(UNSAID_PIVOT + UNSAID_SLOPE * (_odds(best) - UNSAID_PIVOT) + step), min(best, LIST_LEAST))
    return [share if chance == best else min(chance, share - JUST_LESS) for chance in row]


def _less_unshown(row: list[float], page: Sequence[float]) -> list[float]:
    """The probabilities, less where the page shows next to nothing of the claim but plainly another one, which is given the rest."""
    plainly = sum(part >= PLAINLY for part in page)
    if not plainly:
        return row
    less = [min(chance, UNSHOWN) if part < HARDLY else chance for chance, part in zip(row, page, strict=True)]
    rest = (sum(row) - sum(less)) / plainly
    return [min(chance + rest, max(chance, 1 - UNSHOWN)) if part >= PLAINLY else chance for chance, part in zip(less, page, strict=True)]


def _with_pages(fit: list[list[float]], sources: list[str], pages: Sequence[Sequence[float] | None]) -> list[list[float]]:
    """The fits, what pages show added; where no page was read, strong ones made stronger."""
    listed = Counter(sources)
    found = []
    for row, source, page in zip(fit, sources, pages, strict=True):
        if page is None:
            found.append([value + max(0.0, value - STRONG) for value in row])
        else:  # the page of a source that is listed twice shows both uses of it, not which of them this one is: each has half its word
            worth = SHOWN / CONTENT / listed[source]
            found.append([value + worth * part for value, part in zip(row, page, strict=True)])
    return found


def _confident(
    chances: list[list[float]], fit: list[list[float]], shapes: list[Shape], sources: list[str], read: list[bool]
) -> list[list[float]]:
    """The logistic step: the probability that each source belongs to each claim, from that of its standing there."""
    longer = _relative([log(max(1, shape.words)) for shape in shapes])
    once = len(set(sources)) == len(sources)
    unclaimed = [1.0] * len(shapes)
    for row in chances:
        unclaimed = [free * (1 - chance) for free, chance in zip(unclaimed, row, strict=True)]
    base = BASE + MORE_CLAIMS * log(len(shapes) / 3)
    if once:
        base += CLAIMS_EACH_ONCE * log(len(shapes) / len(fit))
    found = []
    for row, fits, page in zip(chances, fit, read, strict=True):
        content = [min(4.0, max(-4.0, CONTENT * value)) for value in _relative(fits)]
        behind = [0.0, *accumulate(row)]
        found.append(
            [
                _share(
                    base
                    + READ_ONCE * once * page
                    + ODDS * _odds(chance)
                    + CHANCE * chance
                    + (CONTENT_READ if page else CONTENT_ONCE) * once * content[column]
                    + (UNCLAIMED + UNCLAIMED_ONCE * once) * unclaimed[column]
                    + LONGER * longer[column]
                    + ASKS * shapes[column].asks
                    + (BEHIND_READ if page else BEHIND_ONCE) * once * behind[column]
                )
                for column, chance in enumerate(row)
            ]
        )
    return found


def is_crossed(fit: list[list[float]]) -> bool:
    """Whether the words of the sources say that the list does not keep the order of the claims."""
    tops = [(row.index(best), best, second) for row in fit if len(row) > 1 for second, best in (sorted(row)[-2:],)]
    return _stand_crosswise(tops, CLEAR, CLEARLY_ABOVE, CROSSED) or _stand_crosswise(tops, NAMED, NAMED_ABOVE, NAMED_CROSSED)


def _stand_crosswise(tops: list[tuple[int, float, float]], least: float, above: float, share: float) -> bool:
    """Whether that share of pairs stands crosswise, of the sources that meet one claim by `least`, and any other by `above` less. `tops`
    has for each source the claim that it meets best, how well, and how well the second."""
    clear = [at for at, best, second in tops if best >= least and best - second >= above]
    if len(clear) < CLEAR_ROWS:
        return False
    pairs = [one > other for number, one in enumerate(clear[:MOST_CLEAR]) for other in clear[number + 1 : MOST_CLEAR]]
    return sum(pairs) >= share * len(pairs)


def _one_crossed(fit: list[list[float]]) -> bool:
    """Whether any two sources that say something say it of claims in the other order."""
    tops = [row.index(best) for row in fit if (best := max(row)) >= NAMED]
    return any(one > other for one, other in pairwise(tops))


def _perhaps_mixed(chances: list[list[float]], content: list[list[float]], shapes: list[Shape], sources: list[str]) -> list[list[float]]:
    """The chances of the walk and those of no order, weighed by how well each explains what the words say."""
    reached = _walk(content, shapes, sources)[1] - _walk([[0.0] * len(shapes) for _ in content], shapes, sources)[1]
    mixed = _share(MIXED + sum(map(_mean, content)) - reached)
    free = [_normal(_scaled(row)) for row in content]
    return [
        [(1 - mixed) * chance + mixed * other for chance, other in zip(row, others, strict=True)]
        for row, others in zip(chances, free, strict=True)
    ]


def _readings(content: list[list[float]], shapes: list[Shape], sources: list[str], ordered: bool) -> list[list[float]]:
    """For each source the probability of each claim to be where it stands, over all readings of the block."""
    nothing = [[0.0] * len(shapes) for _ in content]
    readings = [(OTHERWISE + sum(map(_mean, content)), [_normal(_scaled(row)) for row in content])]
    for prior, skipping in ((0.0, 1.0), (OTHERWISE, 0.0)) if ordered else ():
        chances, reached = _walk(content, shapes, sources, skipping)
        readings.append((prior + reached - _walk(nothing, shapes, sources, skipping)[1], chances))
    weights = _normal(_scaled([weight for weight, _ in readings]))
    return [
        [sum(weight * chance for weight, chance in zip(weights, cells, strict=True)) for cells in zip(*rows, strict=True)]
        for rows in zip(*(chances for _, chances in readings), strict=True)
    ]


def _walk(content: list[list[float]], shapes: list[Shape], sources: list[str], skipping: float = 1.0) -> tuple[list[list[float]], float]:
    """Forward-backward: for each source, the probability of each claim to be where it stands, every row summing to 1; and the logarithm of
    what all walks together are worth. `skipping` is what share of its cost leaving a claim out has."""
    longer = _relative([log(max(1, shape.words)) for shape in shapes])
    near = sum(1 for shape in shapes if shape.far == 0)
    far = FAR * min(1.0, (near / len(content)) ** FAR_POWER)
    values = [_near(row, shapes, far) for row in content]
    local = [_scaled(row) for row in values]
    worth = sum(map(max, values))
    skips = [skipping * _skip(shape, more) for shape, more in zip(shapes, longer, strict=True)]
    passed = [0.0, *accumulate(skips)]
    stays = [_stay(shape, more) for shape, more in zip(shapes, longer, strict=True)]
    steps = _Steps(
        {
            "other": [exp(-max(0.0, cost)) for cost in stays],
            "around": [exp(-max(0.0, cost + STAY_AROUND)) for cost in stays],
            "same": [exp(-STAY_SAME)] * len(shapes),
        },
        [exp(-cost) for cost in skips],
    )
    kinds = [_transition(sources, number) for number in range(len(sources))]
    row = [value * exp(-BEFORE_FIRST * before) for value, before in zip(local[0], passed, strict=False)]
    forward = [_normal(row)]
    for number in range(1, len(content)):
        worth += _log(sum(row))
        came = steps.on(forward[-1], kinds[number])
        row = [value * reached for value, reached in zip(local[number], came, strict=True)]
        forward.append(_normal(row))
    behind = [exp(-AFTER_LAST * (passed[-1] - before)) for before in passed[1:]]
    last = [one * other for one, other in zip(forward[-1], behind, strict=True)]
    worth += _log(sum(row)) + _log(sum(last))
    found = [_normal(last)]
    for number in range(len(content) - 1, 0, -1):
        following = [value * reached for value, reached in zip(local[number], behind, strict=True)]
        behind = _normal(steps.back(following, kinds[number]))
        found.append(_normal([one * other for one, other in zip(forward[number - 1], behind, strict=True)]))
    return found[::-1], worth


def _near(row: list[float], shapes: list[Shape], far: float) -> list[float]:
    """What each claim is worth to one source, less for those farther from the block; not so much less for the one that its words name."""
    values = [value - far * shape.far for value, shape in zip(row, shapes, strict=True)]
    best = max(row)
    if best >= CONTENT * NAMED and shapes[at := row.index(best)].far and best - max(row[:at] + row[at + 1 :]) >= CONTENT * NAMED_ABOVE:
        values[at] += (1 - FAR_NAMED) * far * shapes[at].far
    return values


def _transition(sources: list[str], number: int) -> str:
    """What the step to source `number` is: to the same one again, into or out of A B A, or to any other."""
    here, before = sources[number], sources[number - 1] if number else None
    if here == before:
        return "same"
    if (number >= 2 and sources[number - 2] == here) or (number + 1 < len(sources) and sources[number + 1] == before):
        return "around"
    return "other"


def _stay(shape: Shape, longer: float) -> float:
    """What it costs that two sources stand at one claim."""
    return STAY - STAY_LONGER * longer - STAY_FIGURE * min(shape.figures, MOST_FIGURES) - STAY_COMMA * min(shape.commas, MOST_COMMAS)


def _skip(shape: Shape, longer: float) -> float:
    """What it costs to leave a claim without a source."""
    cost = SKIP + SKIP_LONGER * longer + SKIP_LONG * log(max(1, shape.words) / USUAL_LENGTH)
    cost += SKIP_FIGURE * min(shape.figures, MOST_FIGURES)
    cost += SKIP_ASKS * shape.asks + SKIP_OPENS * shape.opens + SKIP_CLOSES * shape.closes
    return max(0.0, cost)


@dataclass(frozen=True, slots=True)
class _Steps:
    """The transitions of the chain, in linear time: what staying at each claim is worth, by kind of step, and what passing over it."""

    stay: dict[str, list[float]]
    ahead: list[float]

    def on(self, before: list[float], kind: str) -> list[float]:
        """From where a source stands to where the next one does."""
        reached = [value * stay for value, stay in zip(before, self.stay[kind], strict=True)]
        carried = 0.0
        for column in range(1, len(before)):
            carried = carried * (self.ahead[column - 1] if column > 1 else 0.0) + before[column - 1]
            reached[column] += carried
        carried = 0.0
        for column in range(len(before) - 2, -1, -1):
            carried = (carried + before[column + 1]) * exp(-BACK_STEP)
            reached[column] += carried * exp(-BACK)
        return reached

    def back(self, following: list[float], kind: str) -> list[float]:
        """The same the other way: what each claim is worth, given what the next source's claims are."""
        reached = [value * stay for value, stay in zip(following, self.stay[kind], strict=True)]
        carried = 0.0
        for column in range(len(following) - 2, -1, -1):
            carried = carried * (self.ahead[column + 1] if column < len(following) - 2 else 0.0) + following[column + 1]
            reached[column] += carried
        carried = 0.0
        for column in range(1, len(following)):
            carried = (carried + following[column - 1]) * exp(-BACK_STEP)
            reached[column] += carried * exp(-BACK)
        return reached


def _relative(values: list[float]) -> list[float]:
    """Each value less their mean."""
    mean = sum(values) / len(values)
    return [value - mean for value in values]


def _scaled(row: list[float]) -> list[float]:
    """Odds out of their logarithms, the highest 1."""
    top = max(row)
    return [exp(value - top) for value in row]


def _mean(row: list[float]) -> float:
    """The logarithm of the mean of what logarithms stand for."""
    return max(row) + log(sum(_scaled(row)) / len(row))


def _log(value: float) -> float:
    """The logarithm, of nothing a very small one."""
    return log(max(value, 1e-300))


def _normal(row: list[float]) -> list[float]:
    """The row scaled to sum 1; even if it has no sum."""
    total = sum(row)
    return [value / total for value in row] if total > 0 else [1 / len(row)] * len(row)


def _odds(chance: float) -> float:
    """The logarithm of the odds, kept within ±6.9."""
    chance = min(0.999, max(0.001, chance))
    return log(chance / (1 - chance))


def _share(odds: float) -> float:
    """The probability that logarithmic odds stand for."""
    return 1 / (1 + exp(-odds))
