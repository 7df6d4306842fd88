"""A line of a YAML file, and what is told of a slip in it."""

from collections.abc import Iterator
from typing import NamedTuple

_BLANKS = " \t\r"


class Slip(NamedTuple):
    """What was done, what to type instead, and where: text[start:end]."""

    message: str
    advice: str
    start: int
    end: int


class Line(NamedTuple):
    """A line of the file, where it starts, and where in it libyaml gave up."""

    text: str
    start: int
    column: int

    def slip(self, message: str, advice: str, first: int, last: int) -> Slip:
        return Slip(message, advice, self.start + first, self.start + last)


def lines_back(text: str, index: int) -> Iterator[Line]:
    """The line of an index, and those before it that hold something, the nearest first; without the spaces at the end.

    So a pattern ends with the line, and never looks for its end at each of a hundred thousand spaces.
    """
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    yield Line(text[start : end if end >= 0 else len(text)].rstrip(_BLANKS), start, index - start)
    while start > 0:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip() and not text[start:end].lstrip().startswith("#"):
            yield Line(text[start:end].rstrip(_BLANKS), start, end - start)
