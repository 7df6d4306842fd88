"""From a name to every place of the gazetteer that may bear it: as it stands, put right, spelt otherwise, in a case."""

from collections.abc import Sequence

from regesta.normalise.places.articles import COUNTRIES as ARABIC
from regesta.normalise.places.articles import spellings
from regesta.normalise.places.gazetteer import STEM, Gazetteer, Spot
from regesta.normalise.places.hints import Hints, find_text
from regesta.normalise.places.text import Phrase, read_phrase
from regesta.normalise.scripts import repair


def find_spots(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints | None = None) -> list[Spot]:
    """Every place of that name; else of the name with look-alike letters put right, otherwise spelt, or uninflected.

    hints: what tells Arabic names from others, where no "al" does; without any, every name may be one.
    """
    found = find_in_case(gazetteer, text, phrase, hints) or find_text(gazetteer, text, phrase)
    country = None if hints is None else hints.known_country
    if hints is None or country in ARABIC or (country is None and phrase.name.startswith("al ")):
        found = [*found, *find_spellings(gazetteer, phrase, hints, found)]
    if found:
        return found
    mended, trouble = repair(text)
    other = read_phrase(mended) if trouble else None
    found = [] if other is None else find_text(gazetteer, mended, other)
    if found or (found := find_retyped(gazetteer, phrase)):
        return found
    from regesta.normalise.places.inflected import find_inflected  # noqa: PLC0415 - for a name that no place has

    return find_inflected(gazetteer, text, phrase)


def find_in_case(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints | None) -> list[Spot]:
    """Places of which a name may be a case in the language of the words beside it: "u Puli" is in Pula, not in Puli."""
    if hints is None or hints.tongue is None:
        return []
    from regesta.normalise.places.inflected import find_in_tongue  # noqa: PLC0415 - for a name that no place has

    return find_in_tongue(gazetteer, text, phrase, hints.tongue)


def find_retyped(gazetteer: Gazetteer, phrase: Phrase) -> list[Spot]:
    """Places of a name in Arabic letters as it is typed on another keyboard, or with other dots."""
    if phrase.name.isascii():
        return []
    from regesta.normalise.places.letters import other_letters  # noqa: PLC0415 - for a name that no place has

    keys = (keys for name in (*phrase.wider, phrase.name) for keys in other_letters(name))
    return next(filter(None, map(gazetteer.find_any, keys)), [])


def find_spellings(gazetteer: Gazetteer, phrase: Phrase, hints: Hints | None, found: Sequence[Spot]) -> list[Spot]:
    """Places of the other spellings of an Arabic name, where what was found is a unit named after one at most."""
    if any(spot.how != STEM for spot in found):
        return []
    more = [spot for spot in gazetteer.find_any(spellings(phrase.name)) if spot.country in ARABIC]
    more = [spot for spot in more if hints is None or hints.fits(spot)]
    return [spot for spot in more if not found or spot.kind == "settlement"]
