"""regesta.toml: read by tomllib and held against the contract like any record."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from regesta.contract import Contract, escaped, is_permanent, unescaped
from regesta.diagnostics import FIXED, RULES, Diagnostic
from regesta.read.scan import scan
from regesta.read.source import Refused, decode, open_inside
from regesta.read.text import quoted
from regesta.suggest import did_you_mean, nearest
from regesta.validate import check_forms, explain

FILE_NAME = "regesta.toml"
_LONGEST_VERSION = 100


def find_dataset(path: Path) -> Path | None:
    """The folder of the nearest regesta.toml, from a path upward."""
    return next((folder for folder in _upward(path) if (folder / FILE_NAME).is_file()), None)


def _upward(path: Path) -> Iterator[Path]:
    """A path and the folders above it; one that `..` leaves again is none of them."""
    start, left = path.absolute(), 0
    for folder in (start, *start.parents):
        if left == 0:
            yield folder
        left = left + 1 if folder.name == ".." else max(left - 1, 0)


def read_config(folder: Path, shown: str, contract: Contract) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The settings of a dataset as JSON values (dates as ISO text), and what is wrong with them."""
    try:
        text = _text(folder, shown)
    except Refused as refused:
        return {}, [replace(refused.diagnostic, path=shown)]
    import tomllib  # noqa: PLC0415 - a file outside any dataset has no settings

    try:
        settings = _plain(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        from regesta.toml_words import syntax_fault  # noqa: PLC0415 - for faults only

        return {}, [replace(syntax_fault(text, error), path=shown)]
    found = [*explain(contract, "config", settings), *check_forms(contract, "config", settings)]
    found += [*_unbounded(settings, ""), *_characters(settings)]
    unknown = [*_unknown_rules(settings, contract), *_lowered(settings), *_unknown_fields(settings, contract)]
    unknown += _licence(settings)
    told = {d.field for d in unknown}
    found = [*(d for d in found if d.field not in told), *unknown, *_never_withheld(settings), *_long_version(settings)]
    found += _impossible(settings)
    if not found:
        return settings, []
    from regesta.toml_words import as_toml  # noqa: PLC0415 - for faults only

    document = contract.schema("config")
    return settings, [_placed(as_toml(diagnostic, document), text, shown) for diagnostic in found]


def _text(folder: Path, shown: str) -> str:
    with open_inside(folder / FILE_NAME, shown) as file:
        return decode(file.read())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _characters(settings: dict[str, Any]) -> Iterator[Diagnostic]:
    """The characters that no text of a release may hold; the description may have line breaks."""
    for fault in scan(settings):
        is_break = fault.value == "U+000A"
        if fault.code == "R010" and not (is_break and fault.field == "/dataset/description"):
            yield replace(fault, help="write it on one line") if is_break else fault


def _unbounded(value: Any, pointer: str) -> list[Diagnostic]:
    """The numbers that are none: TOML has words for them, and no bound of the contract stops them."""
    if isinstance(value, dict):
        return [d for key, item in value.items() for d in _unbounded(item, f"{pointer}/{escaped(key)}")]
    if isinstance(value, list):
        return [d for index, item in enumerate(value) for d in _unbounded(item, f"{pointer}/{index}")]
    if isinstance(value, float) and not isfinite(value):
        return [Diagnostic("R012", f"{value} is no number that can be used", pointer, help="write a finite number")]
    return []


def table_in(settings: Any, *names: str) -> dict[str, Any]:
    """A table of the settings, by the names that lead to it; empty where there is none, or something else."""
    for name in names:
        settings = settings.get(name) if isinstance(settings, dict) else None
    return settings if isinstance(settings, dict) else {}


def _unknown_rules(settings: dict[str, Any], contract: Contract) -> list[Diagnostic]:
    tables = contract.schema("config")["properties"]
    homes = {key: name for name, table in tables.items() for key in table.get("properties", {})}
    return [
        Diagnostic(
            "S104", f"there is no rule {quoted(code)}", f"/rules/{escaped(code)}", at="key",
            help=f"it is a key of [{homes[code]}]" if code in homes else did_you_mean(nearest(code, RULES))
            or "`regesta rules` lists them",
        )
        for code in table_in(settings, "rules")
        if code not in RULES
    ]  # fmt: skip


def _lowered(settings: dict[str, Any]) -> list[Diagnostic]:
    """Rules that stay errors, and are made less of."""
    advice = "delete the line: a record that breaks this rule could not be released"
    return [
        Diagnostic("S104", f"rule {code} stays an error", f"/rules/{code}", value=severity, help=advice)
        for code, severity in table_in(settings, "rules").items()
        if code in FIXED and severity != "error"
    ]


def _unknown_fields(settings: dict[str, Any], contract: Contract) -> list[Diagnostic]:
    """Fill rates of fields that no event has: they would never hold."""
    known = contract.schema("event")["properties"]
    return [
        Diagnostic(
            "S101", f"an event has no field {quoted(name)}", f"/assertions/fill/{escaped(name)}", at="key",
            help=did_you_mean(nearest(name, known)),
        )
        for name in table_in(settings, "assertions", "fill")
        if name not in known
    ]  # fmt: skip


def _licence(settings: dict[str, Any]) -> Iterator[Diagnostic]:
    about = settings.get("dataset", {})
    licence = about.get("licence") if isinstance(about, dict) else None
    if isinstance(licence, str) and licence:
        from regesta.check.licences import of_dataset  # noqa: PLC0415 - for settings only

        yield from of_dataset(licence, "/dataset/licence")


def _never_withheld(settings: dict[str, Any]) -> list[Diagnostic]:
    patterns = table_in(settings, "release").get("withhold")
    advice = "name the fields of it that are not to be seen, such as /sources/*/url"
    return [
        Diagnostic(
            "S105", f"{quoted(p)} cannot be withheld: a release rests on it", "/release/withhold", value=p, help=advice
        )
        for p in (patterns if isinstance(patterns, list) else ())
        if isinstance(p, str) and is_permanent(p)
    ]


def _long_version(settings: dict[str, Any]) -> Iterator[Diagnostic]:
    version = table_in(settings, "dataset").get("version")
    if isinstance(version, str) and len(version) > _LONGEST_VERSION:
        message = f"`version` has {len(version)} characters; at most {_LONGEST_VERSION} are allowed"
        advice = "the folder of a release is named by it"
        yield Diagnostic("S106", message, "/dataset/version", value=version, help=advice)


def _impossible(settings: dict[str, Any]) -> Iterator[Diagnostic]:
    events = table_in(settings, "assertions", "events")
    least, most = events.get("min"), events.get("max")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        message = f"no number of events is at least {least} and at most {most}"
        yield Diagnostic("S106", message, "/assertions/events/max", value=most, help="raise `max`, or lower `min`")


def place_in_config(diagnostic: Diagnostic, folder: Path, shown: str) -> Diagnostic:
    """A diagnostic about the settings with the place of its key in regesta.toml; line 1 where that cannot be read."""
    try:
        text = _text(folder, shown)
    except Refused:
        text = ""
    return _placed(diagnostic, text, shown)


def _value_in(line: str, diagnostic: Diagnostic) -> tuple[int, int] | None:
    """The column and width of the value that a diagnostic is about, where the line of its key shows it."""
    start = line.index("=") + 1
    for value in (f'"{diagnostic.value}"', f"'{diagnostic.value}'", str(diagnostic.value)):
        found = line.find(value, start) if diagnostic.at == "value" and diagnostic.value is not None else -1
        if found >= 0:
            return found + 1, len(value)
    return None


def _placed(diagnostic: Diagnostic, text: str, shown: str) -> Diagnostic:
    """The diagnostic with the line on which its key stands, found by a search for the key."""
    steps = tuple(step for step in unescaped(diagnostic.field) if not step.isdigit())
    first, last = _stands(text)
    above = [last[steps[:depth]] for depth in range(1, len(steps)) if steps[:depth] in last]
    place = first.get(steps) or max(above, default=_Place(1, 1, 1, ""))
    column, width = (_value_in(place.line, diagnostic) if place.line else None) or (place.column, place.width)
    return replace(
        diagnostic, path=shown, line=place.number, column=column, end_line=place.number, end_column=column + width
    )


class _Place(NamedTuple):
    """Where a key or a table stands; line is the text of a key's line, and empty for a table."""

    number: int
    column: int
    width: int
    line: str


@lru_cache(maxsize=2)
def _stands(text: str) -> tuple[dict[tuple[str, ...], _Place], dict[tuple[str, ...], _Place]]:
    """The first and the last place of each table and key, by its path."""
    first: dict[tuple[str, ...], _Place] = {}
    last: dict[tuple[str, ...], _Place] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        key = None if header else re.match(r"(\s*)([\"']?)([^\s\"'=]+)\2\s*=", line)
        if header:
            path = table = tuple(filter(None, header[1].replace('"', "").split(".")))
            place = _Place(number, line.index("[") + 1, len(line.strip()), "")
        elif key:
            path = (*table, *key[3].split("."))
            place = _Place(number, key.end(1) + 1, len(key[3]), line)
        else:
            continue
        first.setdefault(path, place)
        last[path] = place
    return first, last
