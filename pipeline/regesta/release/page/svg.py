"""SVG by hand: short numbers, shapes, paths; attributes only, since the page allows no inline style."""

from collections.abc import Iterable, Sequence

from regesta.release.page.html import attribute, text


def number(value: float) -> str:
    """A coordinate with one decimal at most.

    >>> number(12.0), number(0.04), number(-0.26)
    ('12', '0', '-0.3')
    """
    short = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def rect(x: float, y: float, width: float, height: float, kind: str = "") -> str:
    named = f' class="{attribute(kind)}"' if kind else ""
    return f'<rect{named} x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"/>'


def circle(x: float, y: float, radius: float, kind: str, title: str = "") -> str:
    """A circle, with what it stands for if a title is given."""
    start = f'<circle class="{attribute(kind)}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return f"{start}><title>{text(title)}</title></circle>" if title else f"{start}/>"


def label(x: float, y: float, words: str, kind: str = "", anchor: str = "") -> str:
    named = (f' class="{attribute(kind)}"' if kind else "") + (f' text-anchor="{attribute(anchor)}"' if anchor else "")
    return f'<text{named} x="{number(x)}" y="{number(y)}">{text(words)}</text>'


def polygon(points: Sequence[tuple[float, float]]) -> str:
    """The path of a closed polygon, in whole tenths, each point relative to the one before."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps, before = [], tenths[0]
    for here in tenths[1:]:
        if here != before:
            steps.append(_pair(here[0] - before[0], here[1] - before[1]))
        before = here
    return f"M{_pair(*tenths[0])}l{' '.join(steps)}z" if len(steps) > 1 else ""


def _pair(x: int, y: int) -> str:
    return f"{number(x / 10)},{number(y / 10)}"


def drawing(name: str, summary: str, box: str, content: Iterable[str], kind: str) -> str:
    """A drawing with a name and a summary for those who do not see it."""
    return (
        f'<svg class="{attribute(kind)}" viewBox="{attribute(box)}" role="img" aria-label="{attribute(name)}">'
        f"<desc>{text(summary)}</desc>{''.join(content)}</svg>"
    )
