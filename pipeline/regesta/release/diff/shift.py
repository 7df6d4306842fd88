"""One change of what readers of a release rely on, and what it means for them."""

from typing import Literal, NamedTuple

Kind = Literal["gone", "type", "blank", "codes", "meaning", "order", "new"]

_SHOWN = 3


class Shift(NamedTuple):
    """One change of an interface: what it is about, and what became of it.

    kind: gone; type, it has another; blank, it may be absent now; codes, some are not taken any more; meaning, what is
    written is to be read in another way; order, of columns; new. columns are those of the tables that change along, as
    `table.column`.
    """

    kind: Kind
    subject: str
    what: str
    columns: tuple[str, ...] = ()

    @property
    def breaks(self) -> bool:
        """Whether who reads the release before cannot rely on reading this one."""
        return self.kind != "new"

    @property
    def text(self) -> str:
        more = len(self.columns) - _SHOWN
        along = ", ".join([*self.columns[:_SHOWN], *([f"{more} more"] if more > 0 else [])])
        return f"{self.subject} {self.what}" + (f" (column{'s' if more > 1 - _SHOWN else ''} {along})" if along else "")


def retyped(subject: str, was: str, now: str) -> Shift:
    return Shift("type", subject, f"is {now}, and was {was}")
