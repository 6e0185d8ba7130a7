"""Coverage of bigrams (Gillick and Favre 2009): the sentences that together hold most of what is said often."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing.model import Reason, Score
from briefing.rankers import terms
from briefing.rankers.greedy import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Query
    from briefing.rankers.terms import Bigram, Terms

POWER = 0.5
"""A gain is divided by the number of words to this power: 0 prefers long sentences, 1 short ones."""

EXACT_SENTENCES, EXACT_GAP = 150, 0.01
"""The exact solution is tried up to so many sentences, and may be so far from the best."""


def rank(articles: Sequence[Article], query: Query) -> list[Score]:
    """Score by the order in which a greedy cover takes the sentences.

    Concepts are stemmed bigrams with at least one content word. With many articles a concept weighs the number of
    articles that hold it, if these are at least two (three of six and more); in a single article, where that tells
    nothing, the number of sentences. A sentence's gain is the weight of the concepts that no sentence taken before
    it holds, over the root of its length; what covers nothing new follows by position. Under a budget in words, with
    few sentences and where scipy is installed, those of the exact solution of the maximum coverage problem lead.

    References:
        Gillick, Favre: A scalable global model for summarization. ILP-NLP 2009.
        Gillick, Favre, Hakkani-Tür: The ICSI summarization system at TAC 2008.
    """
    read = terms.read(articles)
    weight = concepts(read, len(articles))
    length: list[float] = [words**POWER for words in read.words]
    covered: set[Bigram] = set()

    def gain(i: int) -> float:
        total: float = sum(weight[b] for b in read.bigrams[i] if b in weight and b not in covered)
        return round(total / length[i], 9)

    best = _exact(read, weight, query.words) if query.words and len(read) <= EXACT_SENTENCES else frozenset()
    top = max((gain(i) for i in range(len(read))), default=0.0)
    exact = [top if i in best else 0.0 for i in range(len(read))]
    late = [-1e-3 * place / (1 + place) for place in read.position]
    values = select(
        len(read), lambda i: gain(i) + exact[i] + late[i], lambda i: covered.update(read.bigrams[i])
    )
    return [_score(value, exact[i], late[i]) for i, value in enumerate(values)]


def _score(value: float, exact: float, late: float) -> Score:
    gain = round(value - exact - late, terms.DIGITS)
    reasons = [Reason("covers", gain, "holds what is said often, and not yet" if gain else "")]
    if exact:
        reasons.append(Reason("exact", exact, "part of the best set for this length"))
    reasons.append(Reason("position", late))
    return Score(sum(r.value for r in reasons), tuple(reasons))


def concepts(read: Terms, articles: int) -> dict[Bigram, float]:
    """Weight of each bigram that is said often enough to count.

    Args:
        read: the sentences.
        articles: how many articles they come from.
    """
    holders: dict[Bigram, int] = defaultdict(int)
    last: dict[Bigram, int] = {}
    for i, bigrams in enumerate(read.bigrams):
        place = read.article[i] if articles > 1 else i
        for bigram in bigrams:
            if last.get(bigram) != place:
                last[bigram] = place
                holders[bigram] += 1
    least = 3 if articles >= 6 else 2
    return {bigram: float(n) for bigram, n in holders.items() if n >= least}


def _exact(read: Terms, weight: dict[Bigram, float], room: int) -> frozenset[int]:
    """Sentences of the best cover within `room` words; empty where scipy is missing or finds none.

    The solver is stopped by the size of the gap, not by a clock, so that any machine finds the same.
    """
    try:
        import numpy as np
        from scipy import sparse
        from scipy.optimize import Bounds, LinearConstraint, milp
    except ImportError:
        return frozenset()
    number = {bigram: k for k, bigram in enumerate(weight)}
    n, m = len(read), len(number)
    if not m:
        return frozenset()
    pairs = [(number[b], i) for i, bigrams in enumerate(read.bigrams) for b in bigrams if b in number]
    rows, columns = np.array(pairs).T
    holds = sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=(m, n))
    covered_only_if_held = sparse.hstack([-holds, sparse.eye_array(m)]).tocsr()
    length = np.concatenate([np.array(read.words, dtype=float), np.zeros(m)])[None, :]
    solved = milp(
        c=np.concatenate([np.zeros(n), -np.array(list(weight.values()))]),
        constraints=[
            LinearConstraint(covered_only_if_held, -np.inf, 0.0),
            LinearConstraint(length, -np.inf, float(room)),
        ],
        integrality=np.concatenate([np.ones(n), np.zeros(m)]),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": EXACT_GAP, "node_limit": 2000},
    )
    return frozenset() if solved.x is None else frozenset(i for i in range(n) if solved.x[i] > 0.5)
