"""What to type instead of a text of another form; read for faults only."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from regesta.advice import offer
from regesta.advice.fields import called
from regesta.advice.no_day import day_help
from regesta.advice.numbers import example
from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Schema, shipped_rows
from regesta.diagnostics import RULES, Diagnostic
from regesta.read.text import cut, quoted

_LONGEST = 1000  # characters of a text that is spelt another way


def wrong_form(
    node: Schema, field: Schema, value: Any, pointer: str, fits: Callable[[str], bool], beside: Mapping[str, Any]
) -> Diagnostic:
    """S105 for a text that its pattern refuses; field is the node of the contract with the example.

    fits says whether another text is one that the pattern allows; beside is the object in which the text stands.
    """
    text = str(value)
    fix = offer.day(text) if node.get("x-form") in ("day", "bound") else None
    message = f"{called(pointer)} cannot be {quoted(text)}"
    if node.get("x-form") in ("day", "bound"):
        return Diagnostic("S105", message, pointer, value=value, help=day_help(text, fix, pointer, beside), fix=fix)
    advice = _form_help(node, field.get("x-refers", ""), text, pointer)
    advice = advice or _apart(text, pointer, fits) or _respelt(text, fits)
    if advice is None and node.get("x-standard") == "ISO 3166-2":
        country = beside.get("country")
        advice, fix = _unit(text, country if isinstance(country, str) else None)
    return Diagnostic("S105", message, pointer, value=value, help=advice or _described(node, field), fix=fix)


@lru_cache(maxsize=1_024)
def _unit(text: str, country: str | None) -> tuple[str | None, str | None]:
    """The units that a name may be of, and the one that is meant for certain."""
    from regesta.normalise.places.gazetteer import open_gazetteer  # noqa: PLC0415 - as above
    from regesta.normalise.places.unit_names import meant_by_name  # noqa: PLC0415 - for names of units only

    gazetteer = open_gazetteer()
    is_known = country is not None and gazetteer.country(country) is not None
    return meant_by_name(gazetteer, text, country if is_known else None)


def _form_help(node: Schema, refers: str, text: str, pointer: str) -> str | None:
    if "event-claim" in (node.get("x-refers"), refers) and re.fullmatch(r"[a-z0-9-]+", text):
        return f"write the event's id before it, also for one of the same event: EVENT-ID#{cut(text, 40)}"
    if refers == "event" and re.fullmatch(r"[a-z0-9-]+#[a-z0-9-]+", text):
        return f"write the id of the event alone: {cut(text.partition('#')[0], 60)}"
    if pointer.endswith("/rule"):
        return did_you_mean(nearest(text, RULES))
    if node.get("title") == "Slug" and (several := _apart(text, pointer, offer.slug, _as_slug)) is not None:
        return several
    return _FORMS[str(node.get("title"))](text) if node.get("title") in _FORMS else None


def _apart(
    text: str, pointer: str, fits: Callable[[str], object], written: Callable[[str], str] = str.strip
) -> str | None:
    """What to do with several members of a list in one text, each of which fits."""
    parts = [part for part in re.split(r"[,;|]", text) if part.strip()]
    if len(parts) < 2 or not pointer.rpartition("/")[2].isdigit() or not all(fits(part.strip()) for part in parts):
        return None
    return f"write each of them apart, with a comma between two: {cut(', '.join(map(written, parts)), 60)}"


def _as_slug(text: str) -> str:
    return offer.slug(text) or text.strip()


def _described(node: Schema, field: Schema) -> str:
    """What the contract says of a text, with an example."""
    described = node.get("description", "another form is expected").rstrip(".")
    shown = example(field) or example(node)
    return f"{described[:1].lower()}{described[1:]}{f', such as {shown}' if shown else ''}"


def _respelt(text: str, fits: Callable[[str], bool]) -> str | None:
    """The same text in the form that is asked for, where case, a hyphen or what stands around it is at fault."""
    if not text.strip() or len(text) > _LONGEST:
        return None
    found = next((other for other in _spellings(text.strip()) if other != text and fits(other)), None)
    return None if found is None else f"write {cut(found, 80)}"


def _spellings(text: str) -> Iterator[str]:
    link, item = re.search(r"\]\((\S+)\)$", text), re.search(r"/(Q[1-9][0-9]*)$", text, re.ASCII)
    yield from (found[1] for found in (link, item) if found is not None)
    yield re.sub(r"^https?://[^/]+/", "", text)
    yield text.strip("<>\"'“”‘’")
    yield re.sub(r"(?i)^https?(?=://)", lambda scheme: scheme[0].lower(), text)
    yield from (text.upper(), text.lower(), text.replace("_", "-"), text.removeprefix("v"), f"0{text}")
    yield re.sub(r"(?<![0-9])0+(?=[0-9])", "", text.removeprefix("v"))


def _slug(text: str) -> str | None:
    if len(text) > 96:
        return "write at most 96 small letters a to z, digits and hyphens"
    made = offer.slug(text)
    return f"write small letters a to z, digits and hyphens: {made}" if made is not None else None


def _pointer(text: str) -> str:
    way = "/" + "/".join(re.findall(r"[^/.\[\]#]+", text))
    return (
        f"write the way from the top of the event: {cut(way)}"
        if way != text
        else "write ~ in a name as ~0, and / as ~1"
    )


def _address(text: str) -> str | None:
    if re.search(r"\shttps?://", text):
        return "write one address; another is one of a source of its own"
    if re.match(r"https?://\S*\s", text):
        return "write a space in an address as %20"
    if re.search('["<>]', text.strip("<>\"'")) and re.match(r"https?://", text):
        return 'write " in an address as %22, < as %3C, > as %3E'
    if re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$", text):
        return f"begin it with https:// (or http://): https://{cut(text, 60)}"
    return None


def language(text: str) -> str | None:
    """What to write for the name of a language."""
    tag = _tags().get(text.partition("(")[0].strip().casefold())  # English (US): whichever, it is English
    return None if tag is None else f"write {tag}"


@cache
def _tags() -> dict[str, str]:
    """The tags of languages by their names, in English or their own."""
    return {row["name"].casefold(): row["tag"] for row in shipped_rows("suggestions", "languages.csv")}


_FORMS: dict[str, Callable[[str], str | None]] = {
    "Slug": _slug,
    "Web address": _address,
    "JSON Pointer": _pointer,
    "Language": language,
}
