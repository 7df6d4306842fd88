"""Spans: the events of a release in the order of their ids, so many at a time, and where their lines are."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from regesta.engine.gathered import Part
from regesta.engine.ordered import Stretches, by_id, stretches
from regesta.engine.packed import Rows
from regesta.release.computed import Answer

_FEW = 250  # answers: fewer are not worth packing
_LAST = "\U0010ffff"  # sorts after every id


class Span(NamedTuple):
    """Events that follow each other by id: where their normalised lines are, and from and below which ids they lie.

    abroad are the answers that other events give to claims of these.
    """

    number: int
    where: Stretches
    start: str
    end: str
    abroad: Rows[Answer]


def spans_of(parts: Sequence[Part]) -> list[Span]:
    """All events of which there is a normalised line, in the order of their ids; there is always one span."""
    spans: list[Span] = []
    for number, some in enumerate(by_id(parts)):
        if spans:
            spans[-1] = spans[-1]._replace(end=some[0][0])
        spans.append(Span(number, stretches(parts, some), some[0][0] if spans else "", _LAST, Rows()))
    spans = spans or [Span(0, stretches(parts, ()), "", _LAST, Rows())]
    starts = [span.start for span in spans]
    for answer in (answer for part in parts for answer in part.abroad):
        if answer.answered[0] != answer.key[0]:
            abroad = spans[bisect_right(starts, answer.answered[0]) - 1].abroad
            abroad.append(answer)
            if len(abroad.fresh) > _FEW:
                abroad.pack()
    return spans
