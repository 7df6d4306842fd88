"""Echoes: findings that are there only because another value is at fault, and go when that one is mended."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from regesta.diagnostics import Diagnostic

_PLACE = frozenset(
    (
        "name",
        "place",
        "country",
        "admin1",
        "admin1_name",
        "admin2_name",
        "geonames",
        "wikidata",
        "latitude",
        "longitude",
    )
)
_DATE = frozenset(("text", "edtf", "start", "end", "order", "calendar", "anchor", "basis", "timezone"))
_ACTOR = frozenset(("actor", "speaker_actor", "kind", "country", "wikidata"))
# What a normaliser could not settle, by the fields beside it that may have settled it.
_HINTS = {
    "P401": _PLACE, "P402": _PLACE, "P403": frozenset(("latitude", "longitude")), "P406": _PLACE,
    "D202": _DATE, "D205": _DATE, "D208": _DATE, "N301": _ACTOR, "N302": _ACTOR,
}  # fmt: skip
_PUBLISHED = re.compile(r"/sources(?:/\d+(?:/published(?:/.*)?)?)?")
_REFERENCE = {"id", "locator"}  # what an entry has that points to a source which stands elsewhere
_NAMED = re.compile(r"/(source|claim)s(?:/\d+(?:/id)?)?")


# What is looked for in a registry or vocabulary: the codes and fields of the findings where it is not there.
_REGISTERED = {
    "actors": (("X702",), re.compile(r".*/(?:\w+_)?actor")),
    "places": (("X702", "P401", "P402", "P406"), re.compile(r"/places/\d+/(?:place|name)")),
    # Of sources that are not there, the days of publication are not known either.
    "sources": (("X702", "D208"), re.compile(r"/sources/\d+/id|/(?:claims/\d+/)?date/.*")),
    "event-types": (("S104",), re.compile(r"/type")),
    "event-subtypes": (("S104",), re.compile(r"/subtype")),
    "measures": (("S104",), re.compile(r"/quantities/\d+/measure")),
}


def without_echoes(found: Sequence[Diagnostic], unread: Iterable[str] = ()) -> list[Diagnostic]:
    """The findings of one record without those that only echo a value which the reader or the contract refused.

    unread names the registries and vocabularies that could not be read, so that nothing can be said of what they hold.
    """
    absent = [_REGISTERED[name] for name in unread]
    if absent:
        found = [d for d in found if not any(d.code in codes and name.fullmatch(d.field) for codes, name in absent)]
    empty = {d.field for d in found if d.code == "R011" and d.value == {}}
    if empty:
        found = [d for d in found if d.code != "S102" or d.field not in empty]
    refused = [field for d in found if d.code[0] in "RS" for field in _refused(d)]
    undated = any(_PUBLISHED.fullmatch(field) for field in refused) or any(
        d.code in ("D201", "D202") and _PUBLISHED.fullmatch(d.field) for d in found
    )
    if not refused and not undated:
        return list(found)
    named = {match[1] for field in refused if (match := _NAMED.fullmatch(field)) is not None}
    beside: dict[str, set[str]] = {}
    for field in refused:
        parent, _, name = field.rpartition("/")
        beside.setdefault(parent, set()).add(name)
    return [d for d in found if not _is_echo(d, beside, named, undated=undated)]


def _refused(d: Diagnostic) -> Iterator[str]:
    """The fields that are not there because of a fault: its own, and the one that an unknown field was meant to be."""
    parent, _, name = d.field.rpartition("/")
    if d.code == "R011" and not name.isidentifier():  # the rest of a text that a comma ended
        yield from (f"{parent}/text", f"{parent}/name")
    yield d.field if d.code != "S102" or not isinstance(d.expected, str) else f"{d.field}/{d.expected}"
    yield from (f"{parent}/{name}" for name in d.candidates if d.code == "S101")


def _is_echo(d: Diagnostic, beside: Mapping[str, set[str]], named: set[str], *, undated: bool) -> bool:
    """Whether a finding goes when what was refused is mended: beside holds it by object, named the lists with ids."""
    parent, _, name = d.field.rpartition("/")
    if d.code == "X702":
        return name in named or (name == "id" and not beside.get(parent, _REFERENCE) <= _REFERENCE)
    if d.code == "X704":
        return isinstance(d.value, str) and _leads_to(d.value, beside)
    if d.code == "D208" and undated and not d.field.startswith("/sources/"):
        return True
    hints = _HINTS.get(d.code, frozenset())
    return any(not hints.isdisjoint(beside.get(home, ())) for home in (parent, d.field))


def _leads_to(pointer: str, beside: Mapping[str, set[str]]) -> bool:
    """Whether a pointer goes to or through a value that was refused."""
    steps = pointer.split("/")
    return any(steps[depth] in beside.get("/".join(steps[:depth]), ()) for depth in range(1, len(steps)))
