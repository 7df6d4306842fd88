"""A file in its table, and how SQL writes names and texts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.importing.decode import Text
from regesta.importing.files import InputFile
from regesta.importing.recipe import Input
from regesta.read.page import whole
from regesta.read.text import cut

FROM = "_from"
FROM_TYPE = 'STRUCT(file VARCHAR, "row" BIGINT)'


class Loaded(NamedTuple):
    """A file, and the input that it feeds: columns are those that it has, text its UTF-8 form (None: a workbook)."""

    file: InputFile
    table: Input
    columns: tuple[str, ...]
    text: Text | None = None


def column_names(header: Sequence[str], file: InputFile) -> tuple[str, ...] | list[Diagnostic]:
    """The names in a header, those of blank cells by their place; or what is wrong with it."""
    names = tuple(cell.strip() or f"column_{number}" for number, cell in enumerate(header, 1))
    if not any(cell.strip() for cell in header):
        return [fault(file, 1, "R007", "the file is empty")]
    lower = [name.casefold() for name in names]
    twice = [name for index, name in enumerate(names) if name.casefold() in lower[:index]]
    advice = "rename one; or, where the first row holds no titles, name all in the recipe: columns = [...]"
    found = [replace(fault(file, 1, "R004", f"column {cut(name)!r} stands twice"), help=advice) for name in twice]
    if FROM in lower:
        found.append(fault(file, 1, "R004", f"a column may not be named {FROM}, as that of the places is: rename it"))
    return found or names


def fault(file: InputFile, line: int, code: str, message: str) -> Diagnostic:
    """A finding about one line of a file."""
    return whole(code, message, file.shown, line=line)


def without_rows(file: InputFile, table: Input) -> Diagnostic:
    """What there is to say of a file that is a table, and an empty one."""
    header = "" if table.columns or table.form == "lines" else "a header and "
    return fault(file, 1, "R013", f"the file has {header}no rows")


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
