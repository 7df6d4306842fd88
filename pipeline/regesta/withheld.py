"""The patterns of what a dataset withholds: one that leads nowhere would publish what it was to keep back."""

from collections.abc import Iterator
from typing import Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import OPEN_VOCABULARIES, Schema, escaped, node_at, resolved, unescaped
from regesta.diagnostics import Diagnostic
from regesta.listed import table_in
from regesta.read.text import cut, quoted

_WHERE = "/release/withhold"


def check_patterns(document: Schema, settings: Any) -> Iterator[Diagnostic]:
    """The patterns of the settings that cannot match anything in an event of the contract."""
    patterns = table_in(settings, "release").get("withhold")
    for pattern in patterns if isinstance(patterns, list) else ():
        if isinstance(pattern, str) and pattern.startswith("/"):
            yield from _unmatched(document, pattern)


def _unmatched(document: Schema, pattern: str) -> Iterator[Diagnostic]:
    way, _, condition = pattern.partition("?")
    node, here = resolved(document, document), ""
    for step in unescaped(way):
        below = node_at(node | {"$defs": document.get("$defs", {})}, f"/{'-' if step == '*' else escaped(step)}")
        if below is None or step == "-" or (step == "*" and "items" not in node):
            yield _unknown(node, here, step, pattern)
            return
        node, here = below, f"{here}/{step}"
        if step == "*" and condition:
            yield from _unmet(document, node, here, pattern)


def _unknown(node: Schema, here: str, step: str, pattern: str) -> Diagnostic:
    """X704 for a step that leads nowhere from a place in an event."""
    fields = node.get("properties", {})
    listed = f"fields here: {cut(', '.join(fields), 200)}" if fields else None
    advice = f"members of a list are {here}/*" if "items" in node else listed
    meant = did_you_mean([f"{here}/{name}" for name in nearest(step, fields)])
    message = f"{quoted(pattern)} matches nothing: an event has no {here}/{cut(step, 40)}"
    return Diagnostic("X704", message, _WHERE, value=pattern, help=meant or advice)


def _unmet(document: Schema, node: Schema, here: str, pattern: str) -> Iterator[Diagnostic]:
    """The condition of a pattern, which is about the members of the lists on its way."""
    name, _, wanted = pattern.partition("?")[2].partition("=")
    fields = node.get("properties", {})
    field = resolved(document, fields.get(name, {}))
    codes = [] if field.get("x-vocabulary") in OPEN_VOCABULARIES else field.get("enum", [])
    if fields and name not in fields:
        advice = did_you_mean(nearest(name, fields)) or f"fields there: {cut(', '.join(fields), 200)}"
        message = f"{quoted(pattern)} matches nothing: there is no field `{cut(name, 40)}` in {here}"
        yield Diagnostic("X704", message, _WHERE, value=pattern, help=advice)
    elif codes and wanted not in codes:
        advice = did_you_mean(nearest(wanted, codes)) or f"codes: {cut(', '.join(codes), 200)}"
        message = f"{quoted(pattern)} matches nothing: {quoted(wanted)} is no code of `{name}`"
        yield Diagnostic("X704", message, _WHERE, value=pattern, help=advice)
