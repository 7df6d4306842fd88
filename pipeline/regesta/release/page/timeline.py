"""The timeline: a bar for each event, or, for many, how many there were and how many there may have been."""

from collections import Counter
from collections.abc import Sequence
from math import ceil, floor
from typing import TypeAlias

import pyarrow as pa

from regesta.release.kernels import Array, pc
from regesta.release.page.axis import bins, day_label, ticks
from regesta.release.page.dates import Span, span, when
from regesta.release.page.html import attribute, jump, listing, own, text
from regesta.release.page.spans import Spans
from regesta.release.page.svg import number
from regesta.release.page.words import Event
from regesta.report.text import plural

ROWS = 60  # events that get a bar of their own; more are counted

Scale: TypeAlias = tuple[float, float]


def timeline(spans: Spans, first: Sequence[Event], events: int) -> str:
    """The timeline of so many events with these spans, of which the first are given in the order of their dates."""
    bounds = [end for name in ("start", "end") for end in pc.min_max(spans[name]).as_py().values() if end is not None]
    if not bounds:
        return "<p>No event has a date that could be read.</p>"
    if events > ROWS:
        return _counts(spans)
    room = max((max(bounds) - min(bounds)) * 0.08, 0.2)
    return _rows([(event, span(event.get("date", {}))) for event in first], (min(bounds) - room, max(bounds) + room))


def _rows(dated: Sequence[tuple[Event, Span]], scale: Scale) -> str:
    marks = ticks(*scale, most=5)
    grid = "".join(_line(position, scale, "grid") for position, _ in marks)
    axis = "".join(_words(position, scale, name) for position, name in marks)
    rows = "".join(_row(event, found, scale, grid) for event, found in dated)
    return (
        f'{_LEGEND}<div class="axis beside" aria-hidden="true"><svg width="100%" height="22">{axis}</svg></div>'
        f'<ol class="lanes">{rows}</ol>'
    )


def _row(event: Event, found: Span, scale: Scale, grid: str) -> str:
    title = jump(event["id"], own(event.get("title", event["id"])))
    mark = f'<g class="{attribute(event.get("verification", "reported"))}">{_mark(found, scale)}</g>'
    words = text(when(event.get("date", {})))
    return (
        f'<li><p>{title}<span class="when">{words}</span></p><svg width="100%" aria-hidden="true">{grid}'
        f'<svg y="50%" class="lane">{mark}</svg></svg></li>'
    )


def _mark(found: Span, scale: Scale) -> str:
    """A bar from bound to bound; a dashed line to the edge where a bound is open."""
    start, end = found.start, found.end
    if start is None and end is None:
        return '<text x="50%" y="4" text-anchor="middle">no date</text>'
    if start is None or end is None:
        bound = start if start is not None else end
        x = _percent(bound if bound is not None else scale[0], scale)
        edge, arrow = ("0%", '<path d="M-1,0l9,-5v10z"/>') if start is None else ("100%", _ARROW)
        known = f'<line class="bound" x1="{x}" x2="{x}" y1="-7" y2="7"/>'
        return f'<line class="open" x1="{edge}" x2="{x}" y1="0" y2="0"/>{arrow}{known}'
    width = max((end - start) / (scale[1] - scale[0]) * 100, 0.4)
    kind = "lasted" if found.lasted else "within"
    return f'<rect class="{kind}" x="{_percent(start, scale)}" width="{width:.2f}%" y="-6" height="12" rx="2"/>'


_ARROW = '<svg x="100%" class="lane"><path d="M1,0l-9,-5v10z"/></svg>'
_WITHIN, _LASTED = (
    f'<rect class="{kind}" x="1" y="2" width="32" height="12" rx="2"/>' for kind in ("within", "lasted")
)
_OPEN = '<line class="open" x1="0" x2="30" y1="8" y2="8"/><line class="bound" x1="31" x2="31" y1="1" y2="15"/>'
_LEGEND = listing(
    [
        f'<svg width="34" height="16" aria-hidden="true">{_LASTED}</svg> lasted from start to end',
        f'<svg width="34" height="16" aria-hidden="true">{_WITHIN}</svg> at some time between',
        f'<svg width="34" height="16" aria-hidden="true">{_OPEN}</svg> only one bound is known',
        "colours: verification",
    ],
    "legend",
)


def _percent(position: float, scale: Scale) -> str:
    return f"{max(0.0, min(100.0, (position - scale[0]) / (scale[1] - scale[0]) * 100)):.2f}%"


def _line(position: float, scale: Scale, kind: str) -> str:
    x = _percent(position, scale)
    return f'<line class="{kind}" x1="{x}" x2="{x}" y1="0" y2="100%"/>'


def _words(position: float, scale: Scale, words: str) -> str:
    share = (position - scale[0]) / (scale[1] - scale[0])
    anchor = "start" if share < 0.1 else "end" if share > 0.9 else "middle"
    return f'<text x="{_percent(position, scale)}" y="15" text-anchor="{anchor}">{text(words)}</text>'


def _counts(spans: Spans) -> str:
    """Bars: solid for events that surely fall in a bin, pale for those that may."""
    closed = spans.drop_null()
    if not closed.num_rows:
        return f"<p>{_left_out(spans)}</p>"
    start, end = pc.min(closed["start"]).as_py(), pc.max(closed["end"]).as_py()
    edges = bins(start, end, 100)
    sure, possible = _tally(closed, [position for position, _ in edges])
    top = max(possible.values())
    scale = (edges[0][0], edges[-1][0])
    bars = "".join(_bar(edges, index, sure[index], possible[index], top) for index in range(len(edges) - 1))
    axis = "".join(_words(position, scale, name) for position, name in ticks(*scale, most=5, finest=1))
    days = f"from {day_label(floor(start))} to {day_label(max(ceil(end) - 1, floor(start)))}"  # an end is a midnight
    summary = f"{plural(_events(closed), 'event')} {days}; at most {top:,} in one bar."
    return (
        f'{_KEY}<svg class="bars" width="100%" height="190" role="img" aria-label="Events over time">'
        f"<desc>{text(summary)}</desc>{bars}</svg>"
        f'<div class="axis" aria-hidden="true"><svg width="100%" height="22">{axis}</svg></div>'
        f"<p>{text(summary)} {_left_out(spans)}</p>"
    )


_SQUARE = '<svg width="16" height="16" aria-hidden="true"><rect class="{}" width="16" height="16"/></svg> '
_KEY = listing(
    [
        f"{_SQUARE.format('sure')}surely in this time",
        f"{_SQUARE.format('maybe')}possibly: the date is wider than the bar",
    ],
    "legend",
)


def _tally(closed: Spans, edges: Sequence[float]) -> tuple[Counter[int], Counter[int]]:
    """For each bin the events that surely fall in it, and those that may."""
    first = _before(closed["start"], edges, side="right")
    last = pc.max_element_wise(_before(closed["end"], edges, side="left"), first)
    columns: dict[str, Array] = {
        "first": first, "last": last, "lasted": closed["lasted"], "events": closed["events"],
    }  # fmt: skip
    each = pa.table(columns).group_by(["first", "last", "lasted"], use_threads=False).aggregate([("events", "sum")])
    sure: Counter[int] = Counter()
    possible: Counter[int] = Counter()
    for start, end, lasted, events in zip(*(column.to_pylist() for column in each.columns), strict=True):
        for index in range(start, end + 1):
            possible[index] += events
            sure[index] += events if start == end or lasted else 0
    return sure, possible


def _before(positions: Array, edges: Sequence[float], side: str) -> Array:
    """The bin of each position; one on an edge falls in the bin that begins (right) or ends (left) there."""
    return pc.subtract(pc.cast(pc.search_sorted(pa.array(edges, pa.float64()), positions, side=side), pa.int64()), 1)


def _events(spans: Spans, chosen: Array | None = None) -> int:
    """How many events have the spans, or those of them that are chosen."""
    events: int | None = pc.sum(spans["events"] if chosen is None else spans["events"].filter(chosen)).as_py()
    return events or 0


def _bar(edges: Sequence[tuple[float, str]], index: int, sure: int, possible: int, top: int) -> str:
    if not possible:
        return ""
    scale = (edges[0][0], edges[-1][0])
    width = (edges[index + 1][0] - edges[index][0]) / (scale[1] - scale[0]) * 94
    place = f'x="{_percent(edges[index][0], scale)}" width="{width:.2f}%"'
    found = f"{sure} surely, {possible - sure} possibly" if possible > sure else str(sure)
    heights = [(kind, count / top * 180) for kind, count in (("maybe", possible), ("sure", sure)) if count]
    shapes = "".join(f'<rect class="{k}" {place} y="{number(184 - h)}" height="{number(h)}"/>' for k, h in heights)
    return f"<g><title>{text(edges[index][1])}: {found}</title>{shapes}</g>"


def _left_out(spans: Spans) -> str:
    start, end = pc.is_valid(spans["start"]), pc.is_valid(spans["end"])
    told = (
        ("known only to have been before a day", _events(spans, pc.and_not(end, start))),
        ("known only to have been after a day", _events(spans, pc.and_not(start, end))),
        ("without a date", _events(spans, pc.invert(pc.or_(start, end)))),
    )
    found = "; ".join(f"{plural(count, 'event')} {words}" for words, count in told if count)
    return text(f"Not drawn: {found}.") if found else ""
