"""Language tags: whether their first part is a language, by ISO 639, and which was meant."""

from collections.abc import Iterator
from functools import lru_cache

from regesta.contract import shipped_rows
from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted

_SHORT = 2  # letters of a code of ISO 639-1
_ADVICE = "write the code of ISO 639: two letters, or three where it has no two"


@lru_cache(maxsize=1)
def _listed() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The names of the languages that have two letters, and their letters by other codes that are written for them."""
    rows = shipped_rows("lists", "languages.csv")
    others: dict[str, list[str]] = {}
    for row in rows:
        for code in filter(None, row["also"].split(";")):
            others.setdefault(code, []).append(row["tag"])
    return {row["tag"]: row["name"] for row in rows}, others


@lru_cache(maxsize=1024)
def is_language(tag: str) -> bool:
    """Whether a tag begins with a language; three letters do, unless BCP 47 asks for two.

    >>> [is_language(tag) for tag in ("uk", "uk-Latn", "ua", "ukr", "ckb")]
    [True, True, False, False, True]
    """
    names, others = _listed()
    first = tag.partition("-")[0]
    return first in names if len(first) == _SHORT else first not in others


def name_of(tag: str) -> str:
    """The English name of a language by its two letters; any other tag as it is.

    >>> name_of("fa"), name_of("zh-Hant")
    ('Persian', 'zh-Hant')
    """
    return _listed()[0].get(tag, tag)


def of_tag(tag: str, pointer: str) -> Iterator[Diagnostic]:
    """S104 for a tag that begins with no language: the code of a country, or three letters where two are needed."""
    if is_language(tag):
        return
    names, others = _listed()
    first, dash, rest = tag.partition("-")
    meant = others.get(first, [])
    if len(first) > _SHORT:
        right = f"{meant[0]}{dash}{rest}"
        message = f"language {quoted(tag)} has a code of two letters"
        yield Diagnostic("S104", message, pointer, value=tag, help=f"write {right}", fix=right)
        return
    known = " or ".join(f"{code} ({names[code]})" for code in meant)
    advice = f"did you mean {known}?" if meant else _ADVICE
    yield Diagnostic(
        "S104", f"{quoted(first)} is no language", pointer, value=tag, candidates=tuple(meant), help=advice
    )
