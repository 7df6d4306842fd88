"""Credentials after a name: "MD", "Ph.D." and "OBE" are no part of it, as "Dr." before it is none."""

from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.order import is_initials
from regesta.normalise.names.tokens import without
from regesta.normalise.names.words import Words, is_given

Tokens = tuple[str, ...]


def undotted(token: str) -> str:
    """The key of an abbreviation, with points or without.

    >>> undotted("M.P."), undotted("Ph.D.")
    ('mp', 'phd')
    """
    return folded_key(token).replace(" ", "")


def is_credential(token: str, words: Words) -> bool:
    """True for "MD", "M.D.", "PhD" and "Esq."; "Md" is a given name."""
    key = undotted(token)
    return words.is_in("credentials", key) and (len(key) > 2 or sum(map(str.isupper, token)) == len(key))


def _may_be_initials(token: str) -> bool:
    return is_initials(token) and token.isupper()


def _without_last(part: Tokens, words: Words, *, first: bool) -> Tokens:
    """A part without the credentials that close it: "Ann Lee PhD", "Ann Lee M.D."; initials in "Lee, Ann M.D." stay.

    Those of two letters count only after a known given name.
    """
    while len(part) > 1 and is_credential(part[-1], words):
        *before, last = part
        told = len(undotted(last)) > 2 and not _may_be_initials(last)
        known = any(is_given(token, words) for token in before) and (not _may_be_initials(last) or first)
        if not told and not (known and (len(before) > 1 or not first)):
            break
        part = tuple(before)
    return part


def drop_credentials(parts: Sequence[Tokens], words: Words) -> list[Tokens] | None:
    """The parts of a printed name between its commas, without credentials; None where "Vance, JD" may be two things."""
    kept: list[Tokens] = []
    for part in parts:
        named = sum(map(len, kept))
        if named and all(is_credential(token, words) for token in part):
            if named == 1 and any(map(_may_be_initials, part)):  # "Orlov, M.D."
                kept.append(part)
            elif named == 1 and any(len(token) == 2 for token in part):
                return None
        elif named < 2 or without(part, "honorifics", words):  # the part is no "Dr." in "Müller, Hans, Dr."
            kept.append(_without_last(part, words, first=not kept))
    return kept
