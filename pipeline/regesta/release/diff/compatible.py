"""Whether those who read one release can read the next: what of its interface is gone, other than it was, or new."""

from collections.abc import Iterator, Mapping, Sequence

from regesta.contract import Vocabulary
from regesta.read.text import cut
from regesta.release.diff.fields import field_shifts
from regesta.release.diff.interface import Columns, Interface
from regesta.release.diff.shift import Shift, retyped
from regesta.release.versions import precedence

_MEANING = ("broader", "inverse", "symmetric", "transitive", "start", "end")  # columns that tell what a code means
_UNTYPED = "extra_json"


def shifts(old: Interface, new: Interface) -> list[Shift]:
    """Every change from one interface to the next that a reader can notice, those that break it first.

    What a reader knows goes on holding: fields and columns by their names, their types, what is always there, codes
    and what they mean. Bounds and patterns are not compared, nor words that explain, nor what stands under allOf,
    anyOf, oneOf, not and patternProperties. What a table shows is compared where both have tables.
    """
    fields = list(dict.fromkeys(field_shifts(old.documents, new.documents)))
    columns = list(_table_shifts(old, new)) if old.tables and new.tables else []
    found = [*_with_columns(fields, columns), *_code_shifts(old.vocabularies, new.vocabularies)]
    return sorted(found, key=lambda shift: not shift.breaks)


def missed_version(version: str, before: str, *, breaks: bool) -> str | None:
    """The lowest version that a change may have which breaks, or only adds; None where this version will do.

    SemVer 2.0.0, 7 and 8. Below 1.0.0, where that leaves everything open, the second number stands for what breaks. A
    pre-release of the version that is needed will do.

    >>> missed_version("1.4.3", "1.4.2", breaks=True), missed_version("1.4.3", "1.4.2", breaks=False)
    ('2.0.0', '1.5.0')
    >>> missed_version("0.4.3", "0.4.2", breaks=True), missed_version("0.4.3", "0.4.2", breaks=False)
    ('0.5.0', None)
    """
    own, (major, minor, *_) = precedence(version), precedence(before) or (0, 0)
    if breaks:
        needed = (major + 1, 0, 0) if major else (0, minor + 1, 0)
    else:
        needed = (major, minor + 1, 0) if major else (0, 0, 0)
    return "{}.{}.{}".format(*needed) if own is not None and own[:3] < needed else None


def _code_shifts(old: Mapping[str, Vocabulary], new: Mapping[str, Vocabulary]) -> Iterator[Shift]:
    """Codes that are gone, mean something else, or are new; a vocabulary that is gone is told by its fields."""
    for name in sorted(old.keys() & new.keys()):
        for code, row in old[name].items():
            if code in new[name]:
                yield from _meanings(f"code {code} of {name}", row, new[name][code])
            else:
                yield Shift("codes", f"code {code} of {name}", "is gone")
        yield from (Shift("new", f"code {code} of {name}", "is new") for code in new[name] if code not in old[name])


def _meanings(subject: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Shift]:
    for column in _MEANING:
        if column in was and was[column] != now.get(column):
            yield Shift("meaning", subject, f"has {column} {now.get(column, 'blank')}, and had {was[column]}")


def _table_shifts(old: Interface, new: Interface) -> Iterator[Shift]:
    """Changes of tables and of their columns, which are known by their names: one may come between two others.

    A column for untyped fields in which nothing stands makes room for the first that is typed.
    """
    for table, columns in old.tables.items():
        if table in new.tables:
            now = new.tables[table]
            unread = {_UNTYPED} - now.keys() if not old.extra else set()
            yield from _column_shifts(table, {name: columns[name] for name in columns if name not in unread}, now)
        else:
            yield Shift("gone", f"table {table}", "is gone")
    yield from (Shift("new", f"table {table}", "is new") for table in new.tables if table not in old.tables)


def _column_shifts(table: str, old: Columns, new: Columns) -> Iterator[Shift]:
    for column, kind in old.items():
        if column not in new:
            yield Shift("gone", cut(f"{table}.{column}"), "is gone")
        elif new[column] != kind:
            yield retyped(cut(f"{table}.{column}"), kind, new[column])
    yield from (Shift("new", cut(f"{table}.{column}"), "is new") for column in new if column not in old)
    stay = [[column for column in side if column in old and column in new] for side in (old, new)]
    if stay[0] != stay[1]:
        first = next(was for was, now in zip(*stay, strict=True) if was != now)
        yield Shift("order", f"table {table}", f"has its columns in another order, from {cut(first)} on")


def _with_columns(fields: Sequence[Shift], columns: Sequence[Shift]) -> Iterator[Shift]:
    """The shifts of fields, each with the columns that follow from it; then those of columns that follow from none."""
    along: dict[Shift, list[str]] = {field: [] for field in fields}
    apart: list[Shift] = []
    for column in columns:
        field = next((field for field in fields if _follows(column, field)), None)
        if field is None:
            apart.append(column)
        else:
            along[field].append(column.subject)
    yield from (field._replace(columns=tuple(names)) for field, names in along.items())
    yield from (
        column._replace(subject=f"column {column.subject}") if "." in column.subject else column for column in apart
    )


def _follows(column: Shift, field: Shift) -> bool:
    """Whether a column changed as a field did whose name is in its own: the steps of its path joined by `_`."""
    name = field.subject.rpartition(".")[2].removesuffix("[]")
    return column.kind == field.kind and f"_{name}_" in f"_{column.subject.rpartition('.')[2]}_"
