"""Licences by the SPDX list: names that are not on it, and which were meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from regesta.advice import offer
from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import shipped_rows
from regesta.diagnostics import Diagnostic
from regesta.read.text import cut, quoted
from regesta.ready import SCHEMA

_OPERATOR = re.compile(r"(\s+(?:and|or|with)\s+)", re.ASCII | re.IGNORECASE)
_OWN = re.compile(r"(?:(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef|AdditionRef)-[A-Za-z0-9.-]+", re.ASCII)
_MISSPELT = re.compile(r"licen[cs]e-?ref[-_ ]+(.+)", re.ASCII | re.IGNORECASE)
_DEED = re.compile(
    r"https?://creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))/([0-9]\.[0-9])(?:/.*)?", re.ASCII
)
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST = 300  # characters of an expression
_MOST_MEANT = 2
_SHORT = 4  # characters: a name of fewer is near to too many


@cache
def _names() -> dict[str, str]:
    """The names of the list, and whether each is that of a licence or of an exception."""
    lines = (SCHEMA / "lists" / "licences.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.partition(",")[0]: line.split(",")[1] for line in lines}


@cache
def _spelt() -> dict[str, str]:
    """The names of the list by how they are spelt in other ways; read for faults only."""
    rows = shipped_rows("lists", "licences.csv")
    return {_bare(text): row["id"] for row in rows for text in (*filter(None, row["also"].split(";")), row["id"])}


def _bare(text: str) -> str:
    """A name without case, spaces and signs."""
    return re.sub(r"[^a-z0-9+]", "", text.casefold())


def unlisted(text: str) -> list[str]:
    """The names in a licence, or in an expression of several, that are neither on the list nor `LicenseRef-` one's own.

    >>> unlisted("CC-BY-4.0"), unlisted("MIT OR (CC0 AND LicenseRef-ours)")
    ([], ['CC0'])
    """
    parts = [text] if len(text) > _LONGEST else _OPERATOR.split(text)
    kinds = ["", *(operator.strip().casefold() for operator in parts[1::2])]
    names = [part.strip("() ") for part in parts[::2]]
    return [name for name, kind in zip(names, kinds, strict=True) if not _is_listed(name, kind)]


def _is_listed(name: str, operator: str) -> bool:
    if _OWN.fullmatch(name):
        return True
    if operator == "with":
        return _names().get(name) == "exception"
    return "licence" in (_names().get(name), _names().get(name.removesuffix("+")))


def settled(name: str) -> str | None:
    """The name of the list that another spelling, or the address of a deed of Creative Commons, stands for.

    >>> settled("cc by 4.0"), settled("MIT License"), settled("CC-BY"), settled("https://creativecommons.org/licenses/by/4.0/")
    ('CC-BY-4.0', 'MIT', None, 'CC-BY-4.0')
    """
    deed, own = _DEED.fullmatch(name.strip()), _MISSPELT.fullmatch(name.strip())
    if own is not None:
        return _of_own(own[1])
    if deed is not None:
        return _spelt().get(_bare("cc0" if deed[2] else f"cc{deed[1]}") + _bare(deed[3]))
    return _spelt().get(_bare(name))


def meant(name: str) -> list[str]:
    """The names that one without its version, or with a slip of the pen, may stand for; the latest version first."""
    bare = _bare(name)
    licences = [own for own, kind in _names().items() if kind == "licence"]
    versions = [own for own in licences if bare and re.fullmatch(rf"{re.escape(bare)}v?[0-9]+", _bare(own))]
    if versions or len(bare) < _SHORT:
        return sorted(versions, reverse=True)[:_MOST_MEANT]
    return nearest(name, licences, _MOST_MEANT)


def of_dataset(text: str, pointer: str) -> Iterator[Diagnostic]:
    """S104 for the licence of a dataset that is not on the list: what a release says of it would lead nowhere."""
    for name in unlisted(text)[:1]:
        advice = "https://spdx.org/licenses lists them; one of your own is `LicenseRef-` and a name"
        yield _fault("S104", text, name, pointer, advice)


def of_sources(sources: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Diagnostic]:
    """U802 for the licences of sources, with their pointers, that are neither on the list nor an address."""
    for pointer, source in sources:
        text = source.get("licence")
        if not isinstance(text, str) or _ADDRESS.fullmatch(text):
            continue
        for name in unlisted(text)[:1]:
            own = _of_own(name)
            ways = f", or {own} for terms that have no name there" if own is not None else ""
            advice = f"write a name of https://spdx.org/licenses, the address of the terms{ways}"
            yield _fault("U802", text, name, f"{pointer}/licence", advice)


def _of_own(name: str) -> str | None:
    made = offer.slug(name)
    return None if made is None else f"LicenseRef-{made[:60].strip('-')}"


def _fault(code: str, text: str, name: str, pointer: str, advice: str) -> Diagnostic:
    """The finding about a name; what to write is told where each name of the whole can stand for one alone."""
    right = {one: settled(one) for one in unlisted(text)}
    parts = _OPERATOR.split(text.strip()) if None not in right.values() else []
    whole = "".join(_in_place(part, right) for part in parts)
    near = [] if whole else meant(name)
    if not whole or unlisted(whole):  # an exception, say, where a licence stands
        whole = ""
    message = f"{quoted(name)} is not on the SPDX list of licences"
    help_text = f"write {cut(whole, 80)}" if whole else did_you_mean(near) or advice
    fix = whole if whole and code == "U802" else None  # regesta.toml is mended by hand
    return Diagnostic(code, message, pointer, value=text, candidates=tuple(near), help=help_text, fix=fix)


def _in_place(part: str, right: Mapping[str, str | None]) -> str:
    """A part of an expression with the right name in it; an operator in capitals."""
    name = part.strip("() ")
    return part.upper() if _OPERATOR.fullmatch(part) else part.replace(name, right.get(name) or name, 1)
