"""regesta.toml: read by tomllib and held against the contract like any record."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Contract, Schema, described, escaped, is_permanent, unescaped
from regesta.diagnostics import FIXED, RULES, Diagnostic
from regesta.listed import table_in
from regesta.read.numbers import LARGEST, in_range
from regesta.read.scan import scan
from regesta.read.source import Refused, decode, open_inside
from regesta.read.text import quoted
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

    document = contract.schema("config")
    try:
        values = tomllib.loads(text)
        settings = _plain(values, document, "")
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        from regesta.advice.toml_words import syntax_fault  # noqa: PLC0415 - for faults only

        return {}, [replace(syntax_fault(text, error), path=shown)]
    found = _breaches(values, settings, contract)
    if not found:
        return settings, []
    from regesta.advice.toml_words import as_toml  # noqa: PLC0415 - for faults only

    return settings, [_placed(as_toml(diagnostic, document), text, shown) for diagnostic in found]


def _breaches(values: dict[str, Any], settings: dict[str, Any], contract: Contract) -> list[Diagnostic]:
    """What is wrong with settings that could be read, of which values is what TOML says; a value is told of once."""
    document = contract.schema("config")
    worst = [*_moments(values, document, ""), *_unbounded(settings, "")]
    found = [*explain(contract, "config", settings), *check_forms(contract, "config", settings)]
    too_long = {d.field for d in found if d.code == "S106"}
    unknown = [*_unknown_rules(settings, contract), *_lowered(settings), *_unknown_fields(settings, contract)]
    unknown += _licence(settings) if "/dataset/licence" not in too_long else ()
    told, refused = {d.field for d in unknown}, {d.field for d in worst}
    found = [*(d for d in found if d.field not in told), *unknown]
    found = [*worst, *(d for d in found if d.field not in refused), *_characters(settings, document)]
    return [*found, *_never_withheld(settings), *_long_version(settings), *_impossible(settings)]


def _text(folder: Path, shown: str) -> str:
    with open_inside(folder / FILE_NAME, shown) as file:
        return decode(file.read())


def _plain(value: Any, document: Schema, pointer: str) -> Any:
    """A value of TOML as JSON has it: dates and times as ISO text, and a whole float where a whole number stands."""
    if isinstance(value, dict | list):
        below = {key: _plain(item, document, where) for key, item, where in _below(value, pointer)}
        return below if isinstance(value, dict) else list(below.values())
    if isinstance(value, float) and value.is_integer() and described(document, pointer).get("type") == "integer":
        return int(value)
    return value.isoformat() if isinstance(value, date | time) else value


def _below(value: Any, pointer: str) -> Iterator[tuple[str | int, Any, str]]:
    """What a table or list holds: its key or index, itself, its pointer; nothing of any other value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ((key, item, f"{pointer}/{escaped(str(key))}") for key, item in pairs)


def _moments(value: Any, document: Schema, pointer: str) -> list[Diagnostic]:
    """Dates and times of TOML where the contract has text: they are no text, even if they look like one."""
    if not isinstance(value, date | time):
        return [d for _, item, where in _below(value, pointer) for d in _moments(item, document, where)]
    node = described(document, pointer)
    if node.get("type") != "string" or node.get("x-form") == "day":
        return []
    from regesta.advice.fields import called  # noqa: PLC0415 - for faults only

    message = f"{called(pointer)} is text, not a {'date' if isinstance(value, date) else 'time'}"
    return [Diagnostic("S103", message, pointer, value=value.isoformat(), expected="string")]


def _characters(settings: dict[str, Any], document: Schema) -> Iterator[Diagnostic]:
    """What no text of a release may hold, or no more than; line breaks are fine where the contract says so."""
    for fault in scan(settings):
        is_break = fault.value == "U+000A"
        if fault.code == "R011" and isinstance(fault.value, str) and fault.value:
            yield fault
        if fault.code == "R010" and not (is_break and described(document, fault.field).get("x-multiline")):
            yield replace(fault, help="write it on one line") if is_break else fault


def _unbounded(value: Any, pointer: str) -> list[Diagnostic]:
    """The numbers that are none, for which TOML has words, and those that no reader of JSON can be sure to hold."""
    if isinstance(value, dict | list):
        return [d for _, item, where in _below(value, pointer) for d in _unbounded(item, where)]
    if isinstance(value, int | float) and not in_range(value):
        is_endless = isinstance(value, float) and not isfinite(value)
        message = f"{value if isinstance(value, float) else 'this'} is no number that can be used"
        advice = "write a finite number" if is_endless else f"write one of at most {LARGEST} (2^53) either way"
        return [Diagnostic("R012", message, pointer, help=advice)]
    return []


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
    licence = table_in(settings, "dataset").get("licence")
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
    for name, hours in table_in(settings, "dataset", "parts_of_day").items():
        if isinstance(hours, list) and len(hours) == 2 and hours[0] == hours[1]:
            message = f"{quoted(name)} ends when it begins"
            yield Diagnostic("S106", message, f"/dataset/parts_of_day/{escaped(name)}", help="write when it ends")
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
        header = re.match(r"\s*+\[++([^\]]++)\]++", line)
        key = None if header else re.match(r"(\s*)([\"']?)([^\s\"'=]+)\2\s*=", line)
        if header:
            path = table = tuple(filter(None, header[1].strip().replace('"', "").split(".")))
            place = _Place(number, line.index("[") + 1, len(line.strip()), "")
        elif key:
            path = (*table, *key[3].split("."))
            place = _Place(number, key.end(1) + 1, len(key[3]), line)
        else:
            continue
        first.setdefault(path, place)
        last[path] = place
    return first, last
