"""Units of quantities: codes of UCUM and of ISO 4217, and what other spellings stand for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from regesta.advice.suggest import did_you_mean
from regesta.contract import Vocabulary, shipped_rows
from regesta.diagnostics import Diagnostic
from regesta.listed import members
from regesta.read.text import quoted

_MONEY, _UNITS = ("currencies",), ("units",)
_OF_MEASURES = {"money": _MONEY, "distance": _UNITS, "duration": _UNITS}  # others may be either
_NAMES = {_MONEY: "ISO 4217", _UNITS: "UCUM", (*_UNITS, *_MONEY): "UCUM or ISO 4217"}
_FIGURES = frozenset(("low", "best", "high"))
_LONGEST = 60  # characters
_MOST_MEANT = 3

# What stands in brackets or braces may be anything of this kind: nobody's list has all of it.
_BRACKETS = re.compile(r"\[[!-Z\\^-z|~]+\]")
_BRACES = re.compile(r"\{[!-z|~]*\}")
_INNERMOST = re.compile(r"\(([^()]+)\)")
_OTHER = re.compile(r"[A-Za-z_%]*\[\]")
_SIMPLE = re.compile(r"(?P<atom>10[*^]|[^0-9+{}()-]+)?(?P<exponent>[+-]?[0-9]+)?(?P<note>\{\})?")


class _Listed(NamedTuple):
    """One of the lists: its codes, their labels, and the codes that a text may stand for, the likeliest first.

    also are the other spellings as they are listed; ft is a femtotonne too, yet nobody means that.
    """

    codes: frozenset[str]
    labels: Mapping[str, str]
    meant: Mapping[str, Sequence[str]]
    also: frozenset[str]


@cache
def _listed(name: str) -> _Listed:
    rows = [row for row in shipped_rows("lists", f"{name}.csv") if row.get("kind") != "prefix"]
    meant: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts = {_bare(text) for text in (row["label"], *filter(None, row["also"].split(";")))}
        for text in texts:
            meant[text].append(row["code"])
    for row in rows:
        if _bare(row["code"]) not in meant:
            meant[_bare(row["code"])].append(row["code"])
    codes = frozenset(row["code"] for row in rows)
    also = frozenset(text for row in rows for text in row["also"].split(";"))
    return _Listed(codes, {row["code"]: row["label"] for row in rows}, meant, also)


def _bare(text: str) -> str:
    return " ".join(text.casefold().rstrip(".").split())


@cache
def _atoms() -> tuple[frozenset[str], frozenset[str]]:
    """The simple units of UCUM that stand alone, and those with each prefix."""
    of_kind = defaultdict[str, list[str]](list)
    for row in shipped_rows("lists", "units.csv"):
        of_kind[row["kind"]].append(row["code"])
    prefixed = [prefix + atom for prefix in of_kind["prefix"] for atom in of_kind["metric"]]
    return frozenset((*of_kind["atom"], *of_kind["metric"])), frozenset(prefixed)


@lru_cache(maxsize=1000)
def is_ucum(text: str) -> bool:
    """Whether a text keeps the grammar of UCUM; what stands in brackets is not looked up.

    >>> is_ucum("km/h"), is_ucum("[mi_i]"), is_ucum("{persons}"), is_ucum("kilometers")
    (True, True, True, False)
    """
    if len(text) > _LONGEST or not text.isascii():
        return False
    text = _BRACES.sub("{}", _BRACKETS.sub("[]", text))
    while (found := _INNERMOST.search(text)) is not None:
        if not _is_term(found[1]):
            return False
        text = f"{text[: found.start()]}[]{text[found.end() :]}"
    return _is_term(text)


def _is_term(text: str) -> bool:
    """Whether a text without parentheses is a unit, or several with . and / between them."""
    return all(map(_is_simple, re.split(r"[./]", text.removeprefix("/"))))


def _is_simple(text: str) -> bool:
    """Whether a text is a number, a note in braces, or a unit with or without prefix, exponent and note."""
    match = _SIMPLE.fullmatch(text)
    if not text or match is None:
        return False
    atom = match["atom"]
    if atom is None:
        return match["exponent"] is None or match["exponent"].isdigit()
    return _OTHER.fullmatch(atom) is not None or any(atom in known for known in _atoms())


def need_units(measures: Vocabulary) -> list[str]:
    """The measures whose figures say nothing without a unit: sums of money, distances and durations."""
    return [code for code, row in measures.items() if (row.get("broader") or code) in _OF_MEASURES]


def units_known(data: Mapping[str, Any], measures: Vocabulary) -> Iterator[Diagnostic]:
    """Q603 for each unit of a record's quantities that is no code of UCUM or ISO 4217, or is one of the wrong list.

    measures are the rows of the vocabulary, by which a dataset's own are those that they belong to. Q604 where there is
    a figure, but no unit, of a measure that needs one.
    """
    for pointer, quantity in members(data, "quantities"):
        unit, measure = quantity.get("unit"), quantity.get("measure")
        root = (measures.get(measure, {}).get("broader") or measure) if isinstance(measure, str) else None
        if root in _OF_MEASURES and "unit" not in quantity and not _FIGURES.isdisjoint(quantity):
            example = "EUR" if root == "money" else "km" if root == "distance" else "h"
            message, advice = f"a figure of {measure} without its unit", f"add it: `unit: {example}`, say"
            yield Diagnostic("Q604", message, f"{pointer}/measure", value=measure, help=advice)
        elif isinstance(unit, str) and root is not None:
            fault = _fault(unit, _OF_MEASURES.get(root, (*_UNITS, *_MONEY)))
            if fault is not None:
                meant, advice, message = fault
                fix = meant[0] if len(meant) == 1 and not _is_case(unit, meant[0]) else None
                several = meant if len(meant) > 1 else ()
                yield Diagnostic(
                    "Q603", message, f"{pointer}/unit", value=unit, candidates=several, help=advice, fix=fix
                )


def _is_case(text: str, code: str) -> bool:
    """Whether a text is a unit in other case, so that it may be another: MG is mg, or Mg."""
    return code not in _listed("currencies").codes and text.casefold() == code.casefold()


@lru_cache(maxsize=1000)
def _fault(unit: str, lists: tuple[str, ...]) -> tuple[tuple[str, ...], str, str] | None:
    """The codes that a unit may stand for, what to write, and what is wrong with it; None where nothing is."""
    if any(unit in _listed(name).codes for name in lists):
        return None
    if "units" in lists and is_ucum(unit) and unit not in _listed("units").also:
        return None
    found = [(name, code) for name in lists for code in _listed(name).meant.get(_bare(unit), ())]
    meant = tuple(code for _, code in found[:_MOST_MEANT])
    if len(meant) == 1:
        label = _listed(found[0][0]).labels[meant[0]]
        return meant, f"write {meant[0]}", f"{quoted(unit)} is not how {_NAMES[found[0][:1]]} writes the {label}"
    message = f"{quoted(unit)} is no unit of {_NAMES[lists]}"
    return meant, did_you_mean(meant) or _ADVICE[lists], message


_ADVICE = {
    _MONEY: "write the three letters of ISO 4217, such as EUR; the figures are in full, without thousands or millions",
    _UNITS: "write a code of UCUM, such as km, [mi_i] or d",
    (*_UNITS, *_MONEY): "write a code of UCUM, such as km or kg, or of ISO 4217, such as EUR; what is counted, such as "
    "people or cars, is told by `measure` and `object`",
}
