"""Records in which nothing can be found: said in SQL by the record, and of what repeats once for each text.

A record of which `plain` says so is valid, and neither a normaliser nor a rule has anything to say of it. Doubt is
False: such a record goes through `treat`, as all do where the dataset or the recipe has what is not foreseen here.
What is foreseen is `_KINDS`; whoever adds a rule or a normaliser has to think of these fields, as a test reminds them.
"""

import marshal
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import jiter

from regesta.check.units import need_units
from regesta.contract import Schema, properties, resolved
from regesta.dataset import Dataset
from regesta.engine.treat import treat
from regesta.importing.json_sql import json_column
from regesta.importing.loaded import literal, quoted
from regesta.importing.plain_dates import plain_date
from regesta.importing.plain_places import plain_place
from regesta.importing.shape import NUMBERS, Field, pruned
from regesta.importing.typed import typed
from regesta.loaded_words import loaded_in, shipped_loaded_words
from regesta.read.record import Record
from regesta.validate import break_contract

# What has to hold of each text or number; fields that are not here have to be blank. "once": see `Verdicts`.
_KINDS: Mapping[str, str] = {
    "/id": "id", "/title": "title", "/type": "code", "/stage": "code", "/date": "once", "/places": "once",
    "/participants": "once", "/missing": "once", "/extra": "any",
    "/quantities/-/measure": "code", "/quantities/-/object": "any",
    "/quantities/-/low": "number", "/quantities/-/best": "number", "/quantities/-/high": "number",
    "/claims/-/id": "id", "/claims/-/speaker": "any", "/claims/-/act": "code",
    "/sources/-/id": "id", "/sources/-/publisher": "any", "/sources/-/title": "any", "/sources/-/published/edtf": "day",
    "/provenance/method": "code", "/provenance/tool": "any", "/provenance/tool_version": "any",
    "/provenance/imported_from/dataset": "any", "/provenance/imported_from/version": "any",
    "/provenance/imported_from/record": "any", "/provenance/imported_from/file": "any",
    "/provenance/imported_from/row": "row",
}  # fmt: skip
ONCE = tuple(pointer[1:] for pointer, kind in _KINDS.items() if kind == "once")
_NEEDED = ("id", "title", "type", "date", "sources")
_MOST_KEPT = 300_000  # verdicts on one field
# Latin letters and common signs that are themselves after NFC and cannot stand for a letter of another script.
_SIGNS = "–—‘’“”…«»¿¡°·№€"
LATIN = rf"[ -~À-ɏḀ-ỿ{_SIGNS}]*"


class Plain(NamedTuple):
    """SQL over the fields of a record, their JSON and its line: holds is a boolean, once the columns of `Verdicts`."""

    holds: str
    title: str
    once: tuple[str, ...]


def plain(dataset: Dataset, fields: Sequence[Field], types: Mapping[str, Any]) -> Plain | None:
    """What has to hold of a record that there is nothing to find in; None where none may be trusted to be one."""
    if not _foreseen(dataset) or any(name not in types for name in _NEEDED):
        return None
    event = dataset.contract.schema("event")
    known = properties(event, event)
    found: list[str] = []
    for one in fields:
        found += _conditions(event, known[one.name], types[one.name], f"/{one.name}", quoted(one.name))
        found += _of_texts(one.name, types[one.name])
    found += [f"{quoted(name)} IS NOT NULL" for name in _NEEDED]
    found += [*_of_lists(types), *_of_measures(dataset, types), *_LINE]
    once = tuple(name for name in ONCE if name in types)
    return Plain(" AND ".join(f"coalesce({one}, false)" for one in found), _suspect(dataset), once)


def _foreseen(dataset: Dataset) -> bool:
    """Whether the dataset has no registries, look-ups or fields of its own, and the rules are those thought of."""
    own = (dataset.actors, dataset.places, dataset.sources, dataset.shared, dataset.lookups, dataset.unread)
    extra = dataset.contract.schema("event")["properties"]["extra"]
    return not any(own) and not properties(dataset.contract.schema("event"), extra)


def _conditions(document: Schema, node: Schema, kind: Any, pointer: str, value: str) -> list[str]:
    """What has to hold of a value and all below it, each a condition that is true of a blank."""
    node = resolved(document, node)
    foreseen = _KINDS.get(pointer)
    if foreseen is not None:
        return _condition(node, foreseen, kind, value)
    if kind.id == "struct" and any(known.startswith(f"{pointer}/") for known in _KINDS):
        fields = properties(document, node)
        below = [
            one
            for name, kind_below in kind.children
            for one in _conditions(
                document, fields.get(name, {}), kind_below, f"{pointer}/{name}", f"{value}.{quoted(name)}"
            )
        ]
        given = dict(kind.children)
        needed = [
            f"({value} IS NULL OR {value}.{quoted(name)} IS NOT NULL)" if name in given else f"{value} IS NULL"
            for name in node.get("required", ())
        ]
        return [*below, *needed, *_not_empty(kind, value)]
    if kind.id == "list" and any(known.startswith(f"{pointer}/-/") for known in _KINDS):
        of_one = _conditions(document, node["items"], kind.children[0][1], f"{pointer}/-", "i")
        held = " AND ".join(f"coalesce({one}, false)" for one in ("i IS NOT NULL", *of_one))
        return [f"({value} IS NULL OR (len({value}) > 0 AND {_all(value, held)}))"]
    return [f"{value} IS NULL"]


def _not_empty(kind: Any, value: str) -> list[str]:
    """That an object is blank, or one of its fields is not."""
    there = " OR ".join(f"{value}.{quoted(name)} IS NOT NULL" for name, _ in kind.children)
    return [f"({value} IS NULL OR {there})"]


def _all(values: str, holds: str) -> str:
    """SQL for a condition on i that each member of a list meets."""
    return f"NOT list_contains(list_transform({values}, lambda i: {holds}), false)"


def _condition(node: Schema, foreseen: str, kind: Any, value: str) -> list[str]:
    """What has to hold of a value that is foreseen; an object of texts and numbers may hold any."""
    if kind.id == "struct" and foreseen == "any":
        flat = all(below.id not in ("struct", "list", "map", "union", "array") for _, below in kind.children)
        return _not_empty(kind, value) if flat else [f"{value} IS NULL"]
    held = {
        "any": "",
        "once": "",
        "title": f"length({value}) <= {node.get('maxLength', 0)}",
        "id": f"(strlen({value}) > 4 AND regexp_full_match({value}, {literal(node.get('pattern', ''))}))",
        "code": f"{value} IN ({', '.join(map(literal, node.get('enum', ('',))))})",
        "number": "" if kind.id == "varchar" else "false",  # a text is looked at in the JSON: see `_of_lists`
        "day": f"(strlen({value}) = 10 AND TRY_CAST({value} AS DATE) BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' "
        f"AND regexp_full_match({value}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}'))",
        "row": f"{value} >= 1",
    }[foreseen]
    return [f"({value} IS NULL OR {held})"] if held else []


def _of_lists(types: Mapping[str, Any]) -> list[str]:
    """What has to hold of claims, sources and quantities as lists: ids once, sources that are one, figures in order."""
    sources, missing = _of_members(types.get("sources")), _of_members(types.get("missing"))
    found = [one for name in ("claims", "sources") for one in _of_ids(name, types)]
    says = " OR ".join(f"i.{name} IS NOT NULL" for name in ("publisher", "title") if name in sources)
    found.append(_all("sources", says) if says else "false")
    found += _of_figures(_of_members(types.get("quantities")))
    if "edtf" in _fields(sources.get("published")) and "edtf" in _fields(types["date"]):
        last = "list_max(list_transform(sources, lambda i: i.published.edtf))"
        found.append(f"coalesce(left(ltrim(date.edtf, '['), 10) <= {last}, {last} IS NULL)")
    elif "published" in sources:
        found.append("false")
    if "field" in missing:
        found.append(f"(missing IS NULL OR {_all('missing', 'NOT json_exists(line, i.field)')})")
    elif "missing" in types:
        found.append("missing IS NULL")
    return found


def _of_ids(name: str, types: Mapping[str, Any]) -> Iterator[str]:
    """That the members of a list bear ids, and no two the same."""
    if "id" in _of_members(types.get(name)):
        ids = f"list_transform({name}, lambda i: i.id)"
        once = f"CASE WHEN len({name}) = 1 THEN true ELSE list_unique({ids}) = len({name}) END"
        yield f"({name} IS NULL OR {once})"
    elif name in types:
        yield f"{name} IS NULL"


def _of_figures(quantity: Mapping[str, Any]) -> Iterator[str]:
    """That the figures of quantities are whole numbers, none of them negative, and in order."""
    figures = [name for name in ("low", "best", "high") if name in quantity]
    yield from (f"""NOT contains({json_column("quantities")}, '{name}":"')""" for name in figures)  # text, not a number
    held = [
        f"coalesce(TRY_CAST(i.{a} AS DOUBLE) <= TRY_CAST(i.{b} AS DOUBLE), true)" for a, b in combinations(figures, 2)
    ]
    numbers = [f"TRY_CAST(i.{name} AS DOUBLE)" for name in figures]
    held += [f"coalesce({number} >= 0 AND {number} = trunc({number}), true)" for number in numbers]
    if held:
        yield f"(quantities IS NULL OR {_all('quantities', ' AND '.join(held))})"


def _of_measures(dataset: Dataset, types: Mapping[str, Any]) -> list[str]:
    """That no quantity is of a measure that needs a unit: units are not foreseen."""
    if "measure" not in _of_members(types.get("quantities")):
        return []
    codes = ", ".join(map(literal, need_units(dataset.contract.vocabulary("measures"))))
    return [f"(quantities IS NULL OR {_all('quantities', f'i.measure NOT IN ({codes})')})"]


def _of_members(kind: Any) -> dict[str, Any]:
    """The fields of the objects of a list, with their types; none of another type."""
    return _fields(kind.children[0][1]) if kind is not None and kind.id == "list" else {}


def _fields(kind: Any) -> dict[str, Any]:
    return dict(kind.children) if kind is not None and kind.id == "struct" else {}


# Control characters.
_LINE = (
    r"CASE WHEN contains(line, '\') THEN NOT regexp_matches(line, '\\[^\"\\]') ELSE true END",
    "NOT contains(line, chr(127))",
)


def _of_texts(name: str, kind: Any) -> list[str]:
    """What has to hold of all texts of a field: none is empty, and no letters of which a word might mix scripts.

    A dash is all that most dates and titles have beyond ASCII.
    """
    line = json_column(name)
    texts = _texts(quoted(name), kind)
    filled = [f"""NOT contains({line}, ':""')"""] if texts is None else [f"{text} <> ''" for text in texts]
    letters = (
        f"CASE WHEN strlen({line}) = length({line}) THEN true "
        f"{_DASHED.format(line) if name in ('title', 'date') else ''}"
        f"ELSE regexp_full_match({line}, {literal(LATIN)}) END"
    )
    return [f"coalesce({one}, true)" for one in (*filled, letters)]


_DASHED = "WHEN strlen(replace({0}, '–', '-')) = length({0}) THEN true "


def _texts(value: str, kind: Any) -> list[str] | None:
    """The texts of an object, each as SQL; None where it holds more than texts and numbers."""
    if kind.id == "struct":
        below = [_texts(f"{value}.{quoted(name)}", child) for name, child in kind.children]
        return None if None in below else [text for texts in below if texts is not None for text in texts]
    return [value] if str(kind) == "VARCHAR" else [] if kind.id in NUMBERS else None  # JSON is a varchar too


def _suspect(dataset: Dataset) -> str:
    """SQL for a title that may hold a word that takes sides, else NULL."""
    if dataset.loaded_words:
        return "title"
    words = "|".join(sorted({phrase.split()[0] for phrase in shipped_loaded_words()}))
    some = f"(^|[^a-z0-9])({words})([^a-z0-9]|$)|[ßŉſĲĳĿŀǄ-ǌǱ-ǳ]"  # letters that are two when folded
    dashed = "strlen(title) = length(title) OR (strlen(title) - length(title) = 2 AND contains(title, '–'))"
    folded = f"CASE WHEN {dashed} THEN lower(title) ELSE lower(strip_accents(title)) END"
    return f"CASE WHEN regexp_matches({folded}, {literal(some)}) THEN title END"


class Verdicts:
    """Whether there is anything to find in what repeats: titles that may take sides, dates, places, participants.

    A text is looked at once, alone in a record in which there is nothing else to find. folder is where the processes of
    an import tell each other.
    """

    def __init__(self, dataset: Dataset, today: str, folder: Path) -> None:
        self._dataset, self._today, self._folder = dataset, today, folder
        self._event = dataset.contract.schema("event")
        self._nodes = properties(self._event, self._event)
        codes = resolved(self._event, self._nodes["type"])
        self._rest: Mapping[str, Any] = {
            "id": "event-1", "title": "Title", "type": codes["enum"][0], "date": {"edtf": "2000"},
            "sources": [{"id": "source-1", "title": "Title"}],
        }  # fmt: skip
        self.known: dict[str, dict[str, bool]] = {}
        self._new: dict[str, dict[str, bool]] = {}
        self._heard: set[Path] = set()

    def exchange(self) -> None:
        """Tell the other processes what is new here, and hear what is new there."""
        if self._new:
            told = self._folder / f"{os.getpid()}-{len(self._heard)}.verdicts"
            part = told.with_suffix(".part")
            part.write_bytes(marshal.dumps(self._new))
            part.rename(told)
            self._heard.add(told)
            self._new = {}
        for path in set(self._folder.glob("*.verdicts")) - self._heard:
            for name, verdicts in marshal.loads(path.read_bytes()).items():  # noqa: S302 - our own file
                self.known.setdefault(name, {}).update(verdicts)
            self._heard.add(path)

    def sound(self, name: str, texts: Sequence[str]) -> list[bool]:
        """For each text of a field (JSON; of the title as it is), whether nothing is to be found in it."""
        known = self.known.setdefault(name, {})
        if len(known) > _MOST_KEPT:
            known.clear()
        for text in texts:
            if text not in known:
                known[text] = self._title(text) if name == "title" else self._sound(name, text)
                self._new.setdefault(name, {})[text] = known[text]
        return [known[text] for text in texts]

    def _title(self, text: str) -> bool:
        return not any(loaded_in(text, self._dataset.loaded_words))

    def _sound(self, name: str, text: str) -> bool:
        given = jiter.from_json(text.encode(), cache_mode="keys")
        if name == "date":
            return plain_date(given)
        data = {**self._rest, name: pruned(given)}
        if data[name] is None or (isinstance(given, list) and len(given) != len(data[name])):
            return False
        if name == "places" and len(data[name]) == 1 and plain_place(data[name][0], self._dataset):
            return not break_contract(self._dataset.contract, "event", data)
        data[name] = typed(self._event, self._nodes[name], data[name])
        return not treat(Record(data, Path(), ""), (), self._dataset, self._today).found
