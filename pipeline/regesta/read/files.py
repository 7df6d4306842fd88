"""Record files to records and diagnostics; bad input is yielded, never raised."""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from regesta.diagnostics import Diagnostic, altered
from regesta.read.page import Page, whole
from regesta.read.record import Record, SharedSources
from regesta.read.scan import TWICE, advised, not_twice, settle, token
from regesta.read.shape import Shape, shape_of, shape_of_file
from regesta.read.source import Refused, decode, open_inside
from regesta.read.text import cut

Item = Record | SharedSources | Diagnostic

_TOP = ("sources", "events")
_DASHES = ("begin each of them with `- `, even a single one", "put them in square brackets, even a single one")
_BELOW = ("write its fields below its `-`", "write its fields in braces")
_FIELDS = ("write fields: `title: ...`", 'write fields in braces: {"title": ...}')
_ABOVE = ("put `events:` above the list", 'put {"events": before the list, and } behind it')
_IN_EVENT = re.compile(r"(/events/[0-9]+)(/.*)", re.DOTALL)


def read_document(
    path: Path, shown: str, schema: Mapping[str, Any], root: Path | None = None
) -> tuple[Any | None, list[Diagnostic]]:
    """Read a .yaml, .yml or .json file as a whole, its plain YAML scalars by the JSON Schema of the document.

    Returns its value and what is wrong with it, all with places; the value is None where the file cannot be read as
    a list or object, or an object has two fields of one name (R001 to R009). root is the folder it must lie in (see
    `open_inside`).
    """
    page, value, faults = _parse(path, shown, shape_of(schema), root)
    if (value is None and faults) or any(fault.code == TWICE for fault in faults):
        return None, faults
    if not isinstance(value, (dict, list)):
        advice = "begin each entry with `- `" if schema.get("type") == "array" else None
        return None, [whole("R008", "the file is neither an object nor a list", shown, advice)]
    value, found = settle(value)
    return value, faults + page.place(advised(found, shape_of(schema), in_json=path.suffix == ".json"))


def read_records(
    path: Path,
    shown: str,
    schema: Mapping[str, Any],
    root: Path | None = None,
    raw: bytes | None = None,
    lines: tuple[int, int | None, int] = (0, None, 1),
) -> Iterator[Item]:
    """Yield what a record file holds: its shared sources, its events, and diagnostics with places.

    schema is that of one event; raw the content of a file (no .jsonl) that has been read already; lines the stretch of
    a .jsonl file that is read (see `read_lines`). A fault of a value comes before its record, which is yielded all the
    same. So does that of a key that stands twice within a record (R004), which has the last of the two. Other faults of
    the syntax (R001 to R009) take the file, or the line of a .jsonl file, with them.
    """
    if path.suffix == ".jsonl":
        from regesta.read.lines import read_lines  # noqa: PLC0415 - each form imports what it needs

        yield from read_lines(path, shown, root, *lines, shape=shape_of(schema))
        return
    page, value, faults = _parse(path, shown, shape_of_file(schema), root, raw)
    if value is None and faults:
        yield from faults
    elif not isinstance(value, dict):
        what = "a list" if isinstance(value, list) else "text" if isinstance(value, str) else "a single value"
        advice = (_ABOVE if isinstance(value, list) else _FIELDS)[path.suffix == ".json"]
        yield whole("R008", f"the file is {what}, where a record is expected", shown, advice)
    elif "events" in value:
        yield from _events(value, page, shape_of(schema), faults)
    else:
        yield from _record(value, "", page, shape_of(schema), faults)


def _parse(
    path: Path, shown: str, shape: Shape, root: Path | None, raw: bytes | None = None
) -> tuple[Page, Any, list[Diagnostic]]:
    """Give a file's text, its value and its faults so far, which have places."""
    page = Page("", path, shown)
    try:
        if raw is None:
            with open_inside(path, shown, root) as file:
                raw = file.read()
        page = Page(decode(raw), path, shown)
    except Refused as refused:
        return page, None, page.lower([refused.diagnostic])
    except OSError:
        return page, None, [whole("R001", "the file cannot be read: the system reports an error", shown)]
    if path.suffix == ".json":
        from regesta.read.json import cut_off, parse_json  # noqa: PLC0415 - as above

        value, faults = parse_json(raw.removeprefix(codecs.BOM_UTF8))
        faults = [cut_off(fault, page.text) for fault in faults]
    else:
        from regesta.read.yaml import parse_yaml  # noqa: PLC0415 - as above

        value, faults = parse_yaml(page.text, shape)
    return page, value, page.lower(faults)


def _record(
    value: dict[str, Any], pointer: str, page: Page, shape: Shape, read: Sequence[Diagnostic] = ()
) -> Iterator[Item]:
    """Yield a record behind what is wrong with it, of which so much was found in reading the file."""
    data, found = settle(value)
    own, in_json = data.get("id"), page.path.suffix == ".json"
    yield from (altered(fault, event_id=own if isinstance(own, str) else None) for fault in read)
    if found:
        yield from page.place(advised(not_twice(found, read), shape, in_json=in_json), pointer, data)
    yield Record(data, page.path, page.shown, pointer)


def _events(value: dict[str, Any], page: Page, shape: Shape, read: Sequence[Diagnostic]) -> Iterator[Item]:
    """Yield the shared sources and the events of a {sources, events} file, of which so much was found in reading it."""
    within = _by_event(read)
    yield from within.pop("", ())
    if any(fault.code == TWICE and _IN_EVENT.fullmatch(fault.field) is None for fault in read):
        yield from chain.from_iterable(within.values())
        return
    sources, events, in_json = value.get("sources"), value["events"], page.path.suffix == ".json"
    faults = [_stray_key(key) for key in value if key not in _TOP]
    if "sources" in value:
        sources, found = settle(sources)
        faults += [replace(fault, field=f"/sources{fault.field}") for fault in found]
    faults += (
        []
        if isinstance(sources, list) or not sources
        else [Diagnostic("S103", "`sources` is not a list", "/sources", help=_DASHES[in_json])]
    )
    if not isinstance(events, list):
        faults.append(Diagnostic("S103", "`events` is not a list", "/events", help=_DASHES[in_json]))
    elif not events:
        faults.append(Diagnostic("R011", "empty list", "/events", value=[], help="write at least one event"))
    yield from page.place(faults) if faults else ()
    if isinstance(sources, list) and sources:
        yield SharedSources(sources, page.path, page.shown)
    for index, event in enumerate(events if isinstance(events, list) else ()):
        pointer = f"/events/{index}"
        own = within.pop(pointer, ())
        if isinstance(event, dict):
            yield from _record(event, pointer, page, shape, own)
        else:
            yield from own
            fault = Diagnostic("S103", "an event is not an object", pointer, help=_BELOW[in_json])
            yield from page.place([fault])
    yield from chain.from_iterable(within.values())  # of `events` that are no list


def _by_event(faults: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """Faults by the pointer of the event that they stand in, with fields within it; "" for those outside any."""
    found: dict[str, list[Diagnostic]] = {}
    for fault in faults:
        match = _IN_EVENT.fullmatch(fault.field)
        home, field = match.groups() if match is not None else ("", fault.field)
        found.setdefault(home, []).append(altered(fault, field=field))
    return found


def _stray_key(key: str) -> Diagnostic:
    from difflib import get_close_matches  # noqa: PLC0415  # only for a fault

    near = get_close_matches(key, _TOP, 1)
    advice = f"did you mean `{near[0]}`?" if near else "a file of events has `sources` and `events` only"
    message = f"unknown field `{cut(key)}` beside `events`"
    return Diagnostic("S101", message, f"/{token(key)}", "key", value=cut(key), help=advice)
