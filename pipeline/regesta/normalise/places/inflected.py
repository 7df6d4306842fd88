"""Places whose name a text has in a case: "в Киеве", "Ankara'da", "v Praze", "Helsingissä"."""

from math import inf

from regesta.normalise.places.cases import (
    latin_nominatives,
    nominatives,
    own_countries,
    stands_alone,
    without_suffix,
)
from regesta.normalise.places.choice import UNITS
from regesta.normalise.places.gazetteer import Gazetteer, Spot
from regesta.normalise.places.hints import find_text
from regesta.normalise.places.text import Phrase, read_phrase

KNOWN = 10  # times the people of the smallest settlements listed
KNOWN_ABROAD = 600  # the same abroad, where no word beside the name tells its case: Londonban


def find_inflected(gazetteer: Gazetteer, text: str, phrase: Phrase) -> list[Spot]:
    """Places of which a name may be a case, for a text that is the name of none as it stands."""
    return _uninflected(gazetteer, phrase) or _without_suffix(gazetteer, text)


def find_in_tongue(gazetteer: Gazetteer, text: str, phrase: Phrase, tongue: str) -> list[Spot]:
    """The same in a language of Latin letters: countries, and of the rest what a newsroom need not explain.

    With them stand the places of that name where the language is spoken: "v okrese Nitra" has no case.
    """
    own = own_countries(tongue)
    abroad = KNOWN_ABROAD if stands_alone(tongue) else KNOWN
    found = gazetteer.find_any(latin_nominatives(phrase.name, tongue))
    least = [(spot, (KNOWN if spot.country in own else abroad) * gazetteer.smallest) for spot in found]
    known = [spot for spot, people in least if _is_known(spot, people, own, phrase)]
    return [*known, *(spot for spot in find_text(gazetteer, text, phrase) if spot.country in own)] if known else []


def _is_known(spot: Spot, least: int, own: frozenset[str], phrase: Phrase) -> bool:
    if spot.kind == "settlement":
        return spot.population >= least and phrase.kind not in UNITS
    levels = UNITS if phrase.kind in UNITS else ("admin1",)
    return spot.kind == "country" or (spot.country in own and spot.kind in levels)


def _uninflected(gazetteer: Gazetteer, phrase: Phrase) -> list[Spot]:
    """The same of a Cyrillic name. A village is too small to be told from words that are no names."""
    least = {"settlement": KNOWN * gazetteer.smallest, "admin2": 0 if phrase.kind in UNITS else inf}
    found = gazetteer.find_any(nominatives(phrase.name))
    return [spot for spot in found if spot.population >= least.get(spot.kind, 0)]


def _without_suffix(gazetteer: Gazetteer, text: str) -> list[Spot]:
    """The same of a name with a Turkish ending."""
    bare = without_suffix(text)
    phrase = None if bare == text else read_phrase(bare)
    return [] if phrase is None else find_text(gazetteer, bare, phrase)
