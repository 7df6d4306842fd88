"""Safe fixes, made in the text of a file by position: every byte that is not mended stays as it is.

What is mended: the values and keys for which a finding offers a fix (`advice/offer.py`), and text that is not NFC.
A file is read and checked anew with the fixes in it; those that do not lower its errors are not made.
"""

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from regesta.contract import is_index
from regesta.dataset import REGISTRIES
from regesta.diagnostics import RULES, Diagnostic
from regesta.engine.examine import Examination
from regesta.fix.edits import TEXT, Edit, edited, expected, proposed
from regesta.fix.parts import Part, parts_of_records, parts_of_registry
from regesta.folder import shown_prefix
from regesta.read.source import Refused, open_inside
from regesta.whole import replacing

_ROUNDS = 8
_CONTEXT = 3  # lines of a diff around those that differ

Look: TypeAlias = Callable[[bytes], Sequence[Part]]
_Home: TypeAlias = tuple[int, str]  # the number of a part, and a field of it or a member of a list in it
_Places: TypeAlias = frozenset[tuple[str, int]]  # where records begin: JSON Pointers, and bytes or lines


@dataclass(frozen=True, slots=True)
class Change:
    """One file with its fixes: its bytes before and after, how many fixes were made, and the folder it must lie in."""

    path: Path
    shown: str
    before: bytes
    after: bytes
    made: int
    root: Path | None = None


def changes(
    examined: Iterable[tuple[Examination, frozenset[str] | None]], today: str, codes: frozenset[str] | None = None
) -> Iterator[Change]:
    """The files that fixes change, in the order of their paths; nothing is written.

    Beside each examination stand the shown paths that were named (None: all). codes are the rules whose findings are
    mended (None: all); text is made NFC where R010 is among them. Since a revision, only records that changed are
    mended, and what was found of registries.
    """
    for examination, wanted in examined:
        changed, offered = _changed(examination), _offered(examination, codes)
        for path, shown, registry in _files(examination, wanted, codes):
            before = _raw(path, shown, examination.dataset.folder)
            if before is None:
                continue
            with TemporaryDirectory() as folder:
                copy, open_at = Path(folder) / f"copy{path.suffix}", offered.get(shown, frozenset())
                look, chosen = _look(copy, shown, registry, examination, today, open_at), codes
                if changed is not None and registry is None:
                    look = _of_records(look, before, changed.get(shown, frozenset()))
                elif changed is not None:
                    look = _of_findings(look, [d for d in examination.found if d.path == shown])
                    chosen = (frozenset(RULES) if codes is None else codes) - {TEXT}
                after, made = mended(before, path.suffix, look, chosen)
            if made:
                yield Change(path, shown, before, after, made, examination.dataset.folder)


def _files(
    examination: Examination, wanted: frozenset[str] | None, codes: frozenset[str] | None
) -> list[tuple[Path, str, str | None]]:
    """The files that may need a fix: path, shown path, and which registry it is (None: records)."""
    known: dict[str, tuple[Path, str | None]] = {record.shown: (record.path, None) for record in examination.records()}
    folder = examination.dataset.folder
    for name in REGISTRIES if folder is not None else ():
        path = Path(folder or "") / "registry" / f"{name}.yaml"
        if path.is_file():
            known[f"{shown_prefix(path.parent)}{path.name}"] = (path, name)
    faulty = {d.path for d in _offers(examination, codes)}
    return [
        (path, shown, registry)
        for shown, (path, registry) in sorted(known.items())
        if (wanted is None or shown in wanted)
        and (shown in faulty or (_is_chosen(TEXT, codes) and _has_no_nfc(_raw(path, shown, folder))))
    ]


def _offers(examination: Examination, codes: frozenset[str] | None) -> Iterator[Diagnostic]:
    for _, diagnostic in examination.findings():
        if diagnostic.fix is not None and _is_chosen(diagnostic.code, codes):
            yield diagnostic


def _is_chosen(code: str, codes: frozenset[str] | None) -> bool:
    return codes is None or code in codes


def _raw(path: Path, shown: str, root: Path | None) -> bytes | None:
    """What stands in a file; None where it is not to be read, such as one that lies outside the dataset."""
    try:
        with open_inside(path, shown, root) as file:
            return file.read()
    except (OSError, Refused):
        return None


def _has_no_nfc(raw: bytes | None) -> bool:
    try:
        return raw is not None and not raw.isascii() and not unicodedata.is_normalized("NFC", raw.decode())
    except UnicodeDecodeError:
        return False


def _offered(examination: Examination, codes: frozenset[str] | None) -> dict[str, _Places]:
    """The pointers and lines of the records that fixes are on offer for, by file: a fix moves no line."""
    found: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for record, diagnostic in examination.findings():
        if record is not None and diagnostic.fix is not None and _is_chosen(diagnostic.code, codes):
            found[record.shown].add((record.pointer, record.line))
    return {shown: frozenset(places) for shown, places in found.items()}


def _look(copy: Path, shown: str, registry: str | None, examination: Examination, today: str, open_at: _Places) -> Look:
    """What reads some bytes as if they were the file, and checks the records in them that fixes are on offer for.

    What a record comes to depends on no other of its file; one that nobody mends has the faults that it had.
    """

    @lru_cache(maxsize=2)  # what a fix made of the file is looked at again for the next ones
    def look(raw: bytes) -> Sequence[Part]:
        copy.write_bytes(raw)
        if registry is not None:
            return parts_of_registry(copy, shown, registry, examination.dataset, today)
        return parts_of_records(copy, shown, examination.dataset, today, open_at)

    return look


def _changed(examination: Examination) -> dict[str, _Places] | None:
    """The places of the records that changed since a revision, by file; None where none was asked for."""
    if examination.since is None:
        return None
    found: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for part in (part for part in examination.parts if part.told):
        for where in map(part.where, range(len(part))):
            found[where.shown].add((where.pointer, where.offset))
    return {shown: frozenset(places) for shown, places in found.items()}


def _of_records(look: Look, before: bytes, places: _Places) -> Look:
    """The same with those records open that stand at these places before anything is mended."""
    is_open = [(part.pointer, part.offset) in places for part in look(before)]
    return lambda raw: [replace(part, is_open=own) for part, own in zip(look(raw), is_open, strict=False)]


def _of_findings(look: Look, found: Iterable[Diagnostic]) -> Look:
    """The same with no other findings than these, wherever they stand."""
    known = {(d.code, d.message, repr(d.value)) for d in found}

    def of_these(part: Part) -> Part:
        return replace(part, found=[d for d in part.found if (d.code, d.message, repr(d.value)) in known])

    return lambda raw: list(map(of_these, look(raw)))


def mended(raw: bytes, suffix: str, look: Look, codes: frozenset[str] | None = None) -> tuple[bytes, int]:
    """The bytes of a file with every fix that helps, and how many those are; a fix may make room for another."""
    made = 0
    for _ in range(_ROUNDS):
        parts = look(raw)
        offered = proposed(raw, suffix, parts, nfc=_is_chosen(TEXT, codes))
        wanted = [edit for edit in offered if _is_chosen(edit.code, codes)]
        kept = _those_that_help(raw, parts, wanted, look)
        if not kept:
            break
        raw, made = edited(raw, kept), made + len(kept)
    return raw, made


def _those_that_help(raw: bytes, parts: Sequence[Part], edits: list[Edit], look: Look) -> list[Edit]:
    """All edits if the file is better with them; else, where it is not, those of each half as long as they help."""
    spoilt = _spoilt(raw, parts, edits, look) if edits else {}
    if not spoilt:
        return edits
    doubtful = [(spoilt[_home(edit)], edit) for edit in edits if _home(edit) in spoilt]
    first, second = (_those_that_help(raw, parts, half, look) for half in _halves(doubtful))
    kept = {*first, *second} if len(first) + len(second) < len(doubtful) else {*first}
    left = [edit for edit in edits if _home(edit) not in spoilt or edit in kept]
    return _those_that_help(raw, parts, left, look)


def _home(edit: Edit) -> _Home:
    return edit.part, _object(edit.field)


def _object(pointer: str) -> str:
    """The field of a record that a place lies in, or the member where that is a list.

    >>> _object("/date/text"), _object("/places/7/country"), _object("/12/kind")
    ('/date', '/places/7', '/12')
    """
    steps = pointer.split("/")
    return "/".join(steps[: 3 if len(steps) > 2 and is_index(steps[2]) and not is_index(steps[1]) else 2])


def _halves(edits: Iterable[tuple[object, Edit]]) -> tuple[list[Edit], list[Edit]]:
    """The first and the second half of the edits of each group; one that is alone in its group is in neither."""
    groups = defaultdict[object, list[Edit]](list)
    for group, edit in edits:
        groups[group].append(edit)
    several = [group for group in groups.values() if len(group) > 1]
    halves = ([e for g in several for e in g[: len(g) // 2]], [e for g in several for e in g[len(g) // 2 :]])
    return sorted(halves[0], key=_start), sorted(halves[1], key=_start)


def _start(edit: Edit) -> int:
    return edit.start


def _spoilt(raw: bytes, parts: Sequence[Part], edits: Sequence[Edit], look: Look) -> dict[_Home, object]:
    """The homes in which edits do not help, each with the group of edits one of which is to blame.

    A part should say what was meant, and have an error less for each one mended. Where it has more, so have some of its
    homes: each of these is a group of its own. Where others have more, the part is; if it was not edited, the file is.
    """
    after, meant = look(edited(raw, edits)), expected(parts, edits)
    homes, mends = defaultdict[int, set[_Home]](set), Counter[_Home]()
    for edit in edits:
        homes[edit.part].add(_home(edit))
        mends[_home(edit)] += edit.severity == "error"
    found: dict[_Home, object] = {}
    for number, (old, new) in enumerate(zip(parts, after, strict=False)):
        left = _errors(number, old)
        left.subtract({home: mends[home] for home in homes.get(number, ())})
        now, is_meant = _errors(number, new), new.data == meant[number]
        if is_meant and now.total() <= left.total():
            continue
        worse = {home for home, count in now.items() if count > left[home]}
        if is_meant and worse and worse <= homes[number]:
            found |= {home: home for home in worse}
        else:
            found |= dict.fromkeys(homes[number], number) if homes[number] else _all(homes)
    return found if len(after) == len(parts) else _all(homes)


def _all(homes: Mapping[int, set[_Home]]) -> dict[_Home, object]:
    return {home: None for of_part in homes.values() for home in of_part}


def _errors(number: int, part: Part) -> Counter[_Home]:
    """How many errors each home has; a field that is needed and misspelt is told once, and counts as missing too."""
    found = Counter[_Home]()
    for d in part.found:
        if d.severity == "error":
            found[number, _object(d.field)] += 2 if d.code == "S101" and d.expected is not None else 1
    return found


def write(change: Change) -> bool:
    """Put the fixed file in place of the old one, whole, with its mode and owner; False if it has changed meanwhile.

    Raises:
        OSError: the disk does not take it.
    """
    if _raw(change.path, change.shown, change.root) != change.before:
        return False
    target = change.path.resolve()
    with replacing(target) as file:
        file.write(change.after)
        found = target.stat()
        with suppress(OSError, AttributeError):  # only root may, in a container where the files are somebody else's
            os.chown(file.name, found.st_uid, found.st_gid)
        Path(file.name).chmod(found.st_mode & 0o7777)
    return True


def unified(change: Change) -> Iterator[str]:
    """The change as a unified diff; what could act on a terminal is shown as an escape."""
    from difflib import unified_diff  # noqa: PLC0415 - for --diff only

    from regesta.report.safe import safe  # noqa: PLC0415 - as above

    before, after = (_lines(raw) for raw in (change.before, change.after))
    names = f"a/{change.shown}", f"b/{change.shown}"
    line_by_line = len(before) == len(after)  # nearly always; difflib takes minutes for thousands of fixes
    for line in _line_by_line(before, after, *names) if line_by_line else unified_diff(before, after, *names):
        body = line.rstrip("\r\n")
        yield safe(body).replace("\\u{9}", "\t") + (line[len(body) :] or "\n\\ No newline at end of file\n")


def _line_by_line(before: Sequence[str], after: Sequence[str], old: str, new: str) -> Iterator[str]:
    """The unified diff of two texts of as many lines, each held against that of its number."""
    differing = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    yield f"--- {old}\n"
    yield f"+++ {new}\n"
    cuts = [place for place in range(1, len(differing)) if differing[place] - differing[place - 1] - 1 > 2 * _CONTEXT]
    for begin, end in pairwise([0, *cuts, len(differing)]):
        first, last = max(differing[begin] - _CONTEXT, 0), min(differing[end - 1] + _CONTEXT + 1, len(before))
        span = f"{first + 1},{last - first}" if last - first > 1 else f"{first + 1}"
        yield f"@@ -{span} +{span} @@\n"
        hunk = range(first, last)
        for same, run in groupby(hunk, key=lambda number: before[number] == after[number]):
            numbers = list(run)
            yield from (f"{' ' if same else '-'}{before[number]}" for number in numbers)
            yield from (f"+{after[number]}" for number in numbers if not same)


def _lines(raw: bytes) -> list[str]:
    return [line.decode("utf-8", "replace") for line in raw.splitlines(keepends=True)]
