"""The family name of a person who is withheld, where it stands without the rest of the name in a text of the event.

A family name may be a word, or the name of somebody or something else. It is passed over where the event says so: where
the word stands in small letters too, or in another name; and where it is the word of an office, a people or a month.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from regesta.contract import shipped_vocabulary
from regesta.listed import members
from regesta.normalise.dates.read import meant_by
from regesta.normalise.fold import folded_key
from regesta.normalise.names.split import split_name
from regesta.normalise.names.words import Words, is_given, words_for
from regesta.normalise.scripts import leading_script
from regesta.release.withhold.named import Names, named_in, readings, words

_LEAST = 4  # letters: less says nothing of anybody
_PIECE = re.compile(r"[^\s\-‐-―'’‘/.,;:!?…()\[\]{}\"“”„«»|<>#@&*_=+~^%$`]+")
_HYPHENS = ("-", "‐")
_PERSON = re.compile(r"/participants/\d+/(?:name|canonical_name)|/(?:claims|quotes)/\d+/(?:speaker|via/\d+/name)")
_OTHER = re.compile(r"/places/\d+/(?:name|canonical_name|admin1_name|admin2_name)|/sources/\d+/publisher")
_WORDS_OF_OTHERS = ("honorifics", "kin", "relatives", "countries", "states", "demonyms")


class _Piece(NamedTuple):
    """A run of letters: its word as it is compared, as it is printed, and what stands before it."""

    word: str
    printed: str
    before: str


def family_of(text: str, language: str | None) -> tuple[str, frozenset[str]] | None:
    """The words of the family name in a person's name, and the other words; None where it says nothing by itself."""
    parts = split_name(text, language)
    if parts.given is None or parts.family is None:
        return None
    family = words(parts.family)
    if len("".join(family)) < _LEAST or (len(family) == 1 and _is_word(parts.family, language)):
        return None
    return " ".join(family), frozenset(words(parts.core)) - {*family}


@lru_cache(maxsize=4_096)
def _is_word(family: str, language: str | None) -> bool:
    """Whether a family name is the word of an office, a body, a people, a country, a month or a season too."""
    key, lexicon = folded_key(family), _lexicon(family, language)
    known = key in lexicon.heads or key in lexicon.organisations
    return known or any(lexicon.is_in(name, key) for name in _WORDS_OF_OTHERS) or meant_by(f"{family} 2020") is not None


def _lexicon(text: str, language: str | None) -> Words:
    return words_for(leading_script(text), language)


def standing_alone(
    public: Mapping[str, Any],
    texts: Sequence[tuple[str, str]],
    families: Mapping[str, Collection[str]],
    whole: Names,
    language: str | None,
) -> Iterator[tuple[str, str]]:
    """The families that stand in texts of the event, each with the pointer; whole names are told where they stand.

    families are those that are withheld, with the other words of the name.
    """
    cut = [(field, text, _pieces(reading)) for field, text in texts for reading in readings(text)]
    for family, own in families.items():
        lexicon, told = _lexicon(family, language), set[str]()
        for field, text, pieces in cut if not _is_of_another(family, public, cut) else ():
            is_lone = any(_is_lone(pieces, at, family, own, lexicon) for at in _starts(family, pieces))
            within = field.rpartition("/")[0] or field
            if is_lone and within not in told and not any(named_in(text, whole)):
                told.add(within)
                yield family, field


def _pieces(text: str) -> list[_Piece]:
    found, end = [], 0
    for match in _PIECE.finditer(text):
        found.append(_Piece(" ".join(words(match[0])), match[0], text[end : match.start()]))
        end = match.end()
    return found


def _starts(family: str, pieces: Sequence[_Piece]) -> Iterator[int]:
    """Where the words of a family name stand one after the other."""
    own = family.split(" ")
    for at in range(len(pieces) - len(own) + 1):
        if [piece.word for piece in pieces[at : at + len(own)]] == own:
            yield at


def _is_of_another(family: str, public: Mapping[str, Any], cut: Iterable[tuple[str, str, Sequence[_Piece]]]) -> bool:
    """Whether it is a word in the event, or stands in an open name: a person's with more words, or any other's."""
    lands = {str(place["country"]) for _, place in members(public, "places") if "country" in place}
    if any(family in words(str(shipped_vocabulary("countries")[land]["label"])) for land in lands):
        return True
    for field, text, pieces in cut:
        spots = list(_starts(family, pieces))
        if spots and (_OTHER.fullmatch(field) or (_PERSON.fullmatch(field) and len(pieces) > family.count(" ") + 1)):
            return True
        if " " in text and any(not _is_raised(pieces[at].printed) for at in spots if " " not in family):
            return True
    return False


def _is_lone(pieces: Sequence[_Piece], at: int, family: str, own: Collection[str], lexicon: Words) -> bool:
    """Whether a family name stands with a capital, and is no part of a longer name but of that which is withheld."""
    end = at + family.count(" ") + 1
    if not _is_raised(pieces[end - 1].printed):
        return False
    is_heading = _is_heading(pieces, lexicon)
    led = at > 0 and pieces[at - 1].word not in own and _is_led(pieces, at, lexicon, is_heading=is_heading)
    followed = end < len(pieces) and pieces[end].word not in own and _is_followed(pieces[end], is_heading=is_heading)
    return not (led or followed)


def _is_led(pieces: Sequence[_Piece], at: int, lexicon: Words, *, is_heading: bool) -> bool:
    """Whether the word before a family name makes another name of it: Anna Lindqvist, Berg-Lindqvist, Lake Como."""
    before, between = pieces[at - 1], pieces[at].before
    if between in _HYPHENS:
        return _is_raised(before.printed)
    if between != " ":
        return False
    opens = at == 1 or before.before != " "  # and has a capital for that
    named = before.printed[0].isupper() and not (is_heading or opens or _is_title(before.word, lexicon))
    return named or is_given(before.printed, lexicon)


def _is_followed(after: _Piece, *, is_heading: bool) -> bool:
    """Whether the word after a family name makes another name of it: Lindqvist Street, Lindqvist-Berg."""
    joined = after.before in _HYPHENS or (after.before == " " and not is_heading)
    return joined and after.printed[0].isupper()


def _is_heading(pieces: Sequence[_Piece], lexicon: Words) -> bool:
    """Whether all words have capitals, so that those tell nothing: no name is so long, or in capitals throughout."""
    raised = all(_is_raised(piece.printed) or _is_small(piece.printed, lexicon) for piece in pieces)
    return raised and (len(pieces) > 2 or all(piece.printed.isupper() for piece in pieces))


def _is_small(printed: str, lexicon: Words) -> bool:
    """Whether a word stands in small letters in a heading whose words have capitals: of, the, and."""
    key = " ".join(words(printed))
    return len(printed) < 3 or key in lexicon.every_link or lexicon.joins(printed) or lexicon.is_in("articles", key)


def _is_title(word: str, lexicon: Words) -> bool:
    return word in lexicon.heads or lexicon.is_in("honorifics", word)


def _is_raised(printed: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script that has none."""
    return printed[0] == printed[0].title()
