"""What would help in the SQL of a recipe, where a finding speaks of the record that the SQL gives."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from regesta.diagnostics import Diagnostic

_Holds: TypeAlias = Callable[[Diagnostic], bool]


def _text(d: Diagnostic, pattern: str) -> bool:
    """Whether the value is a text that a pattern matches whole."""
    return isinstance(d.value, str) and re.fullmatch(pattern, d.value.strip()) is not None


def _within(d: Diagnostic) -> bool:
    """Whether a finding is about a member of a list."""
    return re.search(r"/[0-9]+(/|$)", d.field) is not None


_HINTS: tuple[tuple[str, _Holds | None, str], ...] = (
    ("S102", lambda d: d.expected == "type", "coalesce(kinds.type, 'other'), where a crosswalk has no row"),
    ("S102", _within, "CASE WHEN x IS NOT NULL THEN {name: x, ...} END gives no member where there is nothing to say"),
    ("S103", lambda d: _text(d, "[+-]?[0-9]+,[0-9]+"), "replace(x, ',', '.')"),
    ("S103", lambda d: _text(d, "[^0-9]*"), "blank_if(x, ['N/A']) gives a blank; missing_if says why it is one"),
    ("S104", lambda d: isinstance(d.value, str), "a crosswalk translates codes"),
    ("S105", lambda d: (d.help or "").startswith("write small letters"), "slug(x)"),
    ("S105", lambda d: d.field.endswith("url"), "web_address(x)"),
    ("S106", lambda d: d.field == "/title", "left(x, 200)"),
    ("S106", lambda d: isinstance(d.value, int | float) and d.value < 0, "blank_if(x, ['-99'])"),
    (
        "R010",
        lambda d: "control character" in d.message,
        "clean(x), or clean_lines(x) for text of several lines",
    ),
    (
        "D201",
        lambda d: not (d.help or "").startswith("that "),
        "edtf: day(x, ['%d.%m.%Y']) reads a layout",
    ),
    ("D202", None, """{text: x, "order": 'dmy'}"""),
    (
        "X702",
        lambda d: re.fullmatch("/sources/[0-9]+/id", d.field) is not None,
        "CASE WHEN x IS NOT NULL THEN {id: 's2', title: x} END, for a source with an id alone is one of the registry",
    ),
)


def in_sql(d: Diagnostic) -> Diagnostic:
    """A finding about a record, with what would help in the recipe."""
    hint = next((hint for code, holds, hint in _HINTS if code == d.code and (holds is None or holds(d))), None)
    if hint is None:
        return d
    return replace(d, help=f"{f'{d.help}; ' if d.help else ''}in the recipe: {hint}")
