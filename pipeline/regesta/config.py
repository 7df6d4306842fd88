"""regesta.toml: read by tomllib and held against the contract like any record."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from regesta.contract import Contract, escaped, unescaped
from regesta.diagnostics import RULES, Diagnostic
from regesta.read.source import Refused, decode, open_inside
from regesta.read.text import quoted
from regesta.suggest import nearest
from regesta.validate import check_forms, did_you_mean, explain

FILE_NAME = "regesta.toml"


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
    unknown = [*_unknown_rules(settings, contract), *_unknown_fields(settings, contract)]
    found = [*(d for d in found if d.field not in {u.field for u in unknown}), *unknown]
    if not found:
        return settings, []
    from regesta.toml_words import as_toml  # noqa: PLC0415 - for faults only

    return settings, [_placed(as_toml(diagnostic, contract), text, shown) for diagnostic in found]


def _text(folder: Path, shown: str) -> str:
    with open_inside(folder / FILE_NAME, shown) as file:
        return decode(file.read())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _unknown_rules(settings: dict[str, Any], contract: Contract) -> list[Diagnostic]:
    rules = settings.get("rules", {})
    tables = contract.schema("config")["properties"]
    homes = {key: name for name, table in tables.items() for key in table.get("properties", {})}
    codes = [code for code in rules if code not in RULES] if isinstance(rules, dict) else []
    return [
        Diagnostic(
            "S104", f"there is no rule {quoted(code)}", f"/rules/{escaped(code)}", at="key",
            help=f"it is a key of [{homes[code]}]" if code in homes else did_you_mean(nearest(code, RULES))
            or "`regesta rules` lists them",
        )
        for code in codes
    ]  # fmt: skip


def _unknown_fields(settings: dict[str, Any], contract: Contract) -> list[Diagnostic]:
    """Fill rates of fields that no event has: they would never hold."""
    asserted = settings.get("assertions", {})
    fill = asserted.get("fill", {}) if isinstance(asserted, dict) else {}
    known = contract.schema("event")["properties"]
    return [
        Diagnostic(
            "S101", f"an event has no field {quoted(name)}", f"/assertions/fill/{escaped(name)}", at="key",
            help=did_you_mean(nearest(name, known)),
        )
        for name in (fill if isinstance(fill, dict) else ())
        if name not in known
    ]  # fmt: skip


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
    steps = [step for step in unescaped(diagnostic.field) if not step.isdigit()]
    table, line_number, column, width = "", 1, 1, 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if header:
            table = header[1].replace('"', "")
        key = re.match(r"(\s*)([\"']?)([^\s\"'=]+)\2\s*=", line)
        path = [*filter(None, table.split(".")), *(key[3].split(".") if key and not header else [])]
        if steps and path == steps[: len(path)] and (header or key) and len(path) > 0:
            line_number, column = number, (key.end(1) if key and not header else line.index("[")) + 1
            width = len(key[3]) if key and not header else len(line.strip())
            shown_value = _value_in(line, diagnostic) if key and not header else None
            if shown_value is not None:
                column, width = shown_value
            if path == steps:
                break
    return replace(
        diagnostic, path=shown, line=line_number, column=column, end_line=line_number, end_column=column + width
    )
