"""A field by its name in the contract and, where its value does not fit there, what to write for that too."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from regesta.advice import offer
from regesta.advice.fields import codes_of
from regesta.advice.in_json import as_structure
from regesta.advice.numbers import number_help
from regesta.advice.suggest import did_you_mean, nearest
from regesta.advice.wrong_form import language
from regesta.contract import Schema, resolved, shipped_rows


def renamed(document: Schema, fields: Mapping[str, Schema], meant: list[str], value: Any, pointer: str) -> str | None:
    """The field that is meant, and how the value is written there, which would else be told after the field is mended.

    pointer is that of the object; meant may be several fields, of which none is sure.
    """
    question = did_you_mean(meant)
    if len(meant) != 1:
        return question
    there = _there(document, fields.get(meant[0], {}), value, f"{pointer}/{meant[0]}")
    return question if there is None else f"{question} If so, {there}"


def _there(document: Schema, node: Schema, value: Any, pointer: str) -> str | None:
    """What to write for a value in a field of another shape; None where it may fit."""
    kind = node.get("type")
    if value is False and kind == "object":
        return "leave the key out"
    if kind in ("array", "object"):
        lone = _lone_member(document, node, value) if isinstance(value, list) else value
        return as_structure(document, node, lone) if isinstance(lone, str | int | float) else None
    if not isinstance(value, str):
        return None
    if kind in ("number", "integer"):
        return number_help(value, node, pointer)
    return language(value) if node.get("x-form") == "language" else _code(node, value)


def _lone_member(document: Schema, node: Schema, value: list[Any]) -> Any:
    """The first text of a list whose members are objects: as it is written, so are the others; else None."""
    takes_objects = "properties" in resolved(document, node.get("items", {}))
    return value[0] if takes_objects and value and isinstance(value[0], str) else None


def _code(node: Schema, value: str) -> str | None:
    codes = codes_of(node)
    if not codes or value in codes:
        return None
    known = [code for code in called_so(node.get("x-vocabulary"), value) if code in codes]
    meant = known or nearest(value, codes)
    return f"write {' or '.join(meant)}" if meant else None


def called_so(vocabulary: str | None, text: str) -> list[str]:
    """The codes that people mean by a text."""
    return _code_words().get((vocabulary or "", offer.slug(text) or ""), [])


@cache
def _code_words() -> dict[tuple[str, str], list[str]]:
    """What people call codes: a vocabulary and a word, and the codes that it may be."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in shipped_rows("suggestions", "codes.csv"):
        found.setdefault((row["vocabulary"], offer.slug(row["word"]) or ""), []).append(row["code"])
    return found
