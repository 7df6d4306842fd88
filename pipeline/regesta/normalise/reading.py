"""What a normaliser made of a text: the blanks it can fill, and how it knows."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from regesta.diagnostics import Diagnostic

PREVIOUS_ID = "previous id of the actor"  # the one value that is replaced: it goes on resolving, to the id of today


class Blank(NamedTuple):
    """One value for one field, with what it rests on.

    field is a key of the object read ("edtf", "country"); value a JSON value; rule a short phrase ("day and month,
    year from anchor"); text the words it rests on, "" where there are none; source one of record, pinned, registry,
    gazetteer, lookup, lexicon, dataset, default; anchor the ISO day a relative text was read against.
    """

    field: str
    value: Any
    rule: str
    text: str = ""
    source: str = "lexicon"
    anchor: str | None = None


class Reading(NamedTuple):
    """The blanks that can be filled, and what is wrong: trouble's `field` pointers are relative to the object read.

    A refused or ambiguous text has no blanks for what it could not settle; the diagnostic lists the candidates.
    """

    blanks: tuple[Blank, ...] = ()
    trouble: tuple[Diagnostic, ...] = ()

    @property
    def values(self) -> Mapping[str, Any]:
        return values_of(self.blanks)


def values_of(blanks: Iterable[Blank]) -> dict[str, Any]:
    """The values of blanks by their fields; of two of a field the later."""
    return {blank.field: blank.value for blank in blanks}
