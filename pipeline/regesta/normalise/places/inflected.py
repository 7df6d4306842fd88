"""Places whose name a text has in a case: "в Киеве", "Ankara'da"."""

from math import inf

from regesta.normalise.places.cases import nominatives, without_suffix
from regesta.normalise.places.choice import UNITS
from regesta.normalise.places.gazetteer import Gazetteer, Spot
from regesta.normalise.places.hints import find_text
from regesta.normalise.places.text import Phrase, read_phrase

KNOWN = 10  # times the people of the smallest settlements listed


def find_inflected(gazetteer: Gazetteer, text: str, phrase: Phrase) -> list[Spot]:
    """Places of which a name may be a case, for a text that is the name of none as it stands."""
    return _uninflected(gazetteer, phrase) or _without_suffix(gazetteer, text)


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
